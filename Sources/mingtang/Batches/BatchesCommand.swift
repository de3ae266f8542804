import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

/// `mingtang batches`: lists that are published as a whole.
struct BatchesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batches", abstract: "批量公开：导入清单、查看、整批撤销。",
        discussion: "许可、处罚、补贴等清单每行成为一份稿件，整批提交、审批、公开在工作台办理。",
        subcommands: [BatchImportCommand.self, BatchListCommand.self, BatchUndoCommand.self])
}

struct BatchListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出导入过的清单，新的在前。", discussion: "例：mingtang batches list")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let lines = try await place.installation.store.read { try BatchRegister($0, site: county).list(units: nil, limit: 200) }
        try await place.close()
        guard !lines.isEmpty else { return Output.line("还没有导入过清单。") }
        var table = TextTable(headings: ["编号", "单位", "条数", "状态", "导入时间", "清单"])
        for line in lines {
            let job = line.job.flatMap { $0.state == .running ? "（正在\(BatchWords.words($0.act)) \($0.done)/\($0.total)）" : nil } ?? ""
            table.add([
                line.batch.id.description, line.unitName, String(line.batch.rowCount), BatchWords.words(line.batch.state) + job,
                line.batch.created.text, line.batch.name,
            ])
        }
        Output.line(table.text)
    }
}

struct BatchUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "整批撤销：未公开的作废，已公开的撤下并留下说明。",
        discussion: "例：mingtang batches undo 826451200344326144 --by zhaolei --reason 数据有误 --ground 误发或者内容有错误")

    @Argument(help: ArgumentHelp("批次编号，见 mingtang batches list。", valueName: "编号")) var batch: String
    @Option(help: ArgumentHelp("办理人的登录名：没有公开的由编辑办理，已公开的由签发人或者政务公开办办理。", valueName: "登录名")) var by: String
    @Option(help: ArgumentHelp("理由；已公开的必须写，会向社会公布。", valueName: "理由")) var reason = ""
    @Option(help: ArgumentHelp("撤下的依据；已公开的必须写。", valueName: "依据")) var ground: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        guard let id = Batch.ID(text: batch) else { throw Failure(.unusable, "“\(batch)”不是批次编号，请用 mingtang batches list 查对。") }
        var chosen: WithdrawalGround?
        if let ground {
            chosen = WithdrawalGround(rawValue: ground)
            if chosen == nil {
                throw Failure(.unusable, "--ground 应是下列之一：\(WithdrawalGround.allCases.map(\.rawValue).joined(separator: "；"))。")
            }
        }
        let place = try await Workplace(database, site: site)
        let staff = try await place.staff(by)
        do {
            try await ActOnBatch(place.installation, county: place.county).run(.undo, on: id, reason: reason, ground: chosen, by: staff)
        } catch let refusal as GateRefusal {
            throw Failure(.content, refusal.reasons.map(BatchWords.sentence))
        }
        // Nothing is read again for undoing.
        let runner = RunBatch(place.installation, county: place.county, words: WordCheckers()) { _ in throw BatchRefusal.fileGone }
        try await place.carryOut(id, runner)
        let job = try await place.job(id)
        try await place.finish()
        Output.line("已整批撤销：办理 \(job?.done ?? 0) 份，其中 \(job?.refused ?? 0) 份按规定不能办。")
    }
}

/// What the commands say about batches.
enum BatchWords {
    static func words(_ state: Batch.State) -> String {
        switch state {
        case .preview: "待导入"
        case .drafting: "起草中"
        case .inReview: "审批中"
        case .approved: "待公开"
        case .published: "已公开"
        case .undone: "已撤销"
        }
    }

    static func words(_ act: Batch.Act) -> String {
        switch act {
        case .bringIn: "导入"
        case .check: "检查"
        case .submit: "提交审核"
        case .approve: "审批同意"
        case .returned: "退回"
        case .publish: "公开"
        case .undo: "整批撤销"
        }
    }

    static func sentence(_ reason: GateReason) -> String {
        switch reason {
        case .needsRole(let role): "--by 的人在这个单位没有“\(RoleWords.words(role))”岗位。"
        case .needsReason: "已有公开的，请用 --reason 写明理由。"
        case .noWithdrawalGround: "已有公开的，请用 --ground 写明撤下的依据：\(WithdrawalGround.allCases.map(\.rawValue).joined(separator: "；"))。"
        default: "现在不能这样办理，请在工作台打开这一批查看原因。"
        }
    }
}

extension Workplace {
    /// Somebody with the posts that they hold now.
    func staff(_ login: String) async throws -> Staff {
        let account = try await account(login).account
        guard !account.isDisabled else { throw Failure(.content, "账号“\(account.login)”已停用。") }
        let site = county.id
        let posts = try await installation.store.read { try PostRegister($0, site: site).posts(of: account.id) }
        return Staff(account: account.id, name: account.name, posts: posts)
    }

    func job(_ id: Batch.ID) async throws -> Batch.Job? {
        let site = county.id
        return try await installation.store.read { try BatchRegister($0, site: site).job(of: id) }
    }

    /// Carries an act out to its end, unless a server on the same database was faster; then it waits for that.
    func carryOut(_ id: Batch.ID, _ runner: RunBatch) async throws {
        var line = ProgressLine()
        while let job = try await job(id), job.state == .running {
            try await runner.run(id) { job in
                line.show(
                    fraction: job.total > 0 ? Double(job.done) / Double(job.total) : nil,
                    "\(BatchWords.words(job.act)) \(job.done)/\(job.total)")
            }
            if try await self.job(id)?.state == .running { try await Task.sleep(for: .milliseconds(500)) }
        }
        line.clear()
        if try await job(id)?.state == .stopped { throw Failure(.content, "没有办完就停了：办理人的岗位或者账号有变化，或者原始文件不在了。已经办成的不受影响。") }
    }
}
