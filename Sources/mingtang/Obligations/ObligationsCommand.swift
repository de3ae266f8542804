import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct ObligationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obligations", abstract: "公开任务：各单位应当公开什么、何时到期。",
        subcommands: [
            ObligationsListCommand.self, ObligationsRaiseCommand.self, ObligationsRecordCommand.self, ObligationsWaiveCommand.self,
            StatutoryLimitsCommand.self,
        ])
}

struct ObligationsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出公开任务，先到期的在前。", discussion: "例：mingtang obligations list --unit 县财政局 --overdue --limit 20")

    @Option(help: ArgumentHelp("单位的代码、名称或者简称。", valueName: "单位")) var unit: String?
    @Option(help: ArgumentHelp("状态：open 未完成，fulfilled 已公开，waived 免予公开，lapsed 已终止。", valueName: "状态")) var state =
        Obligation.State.Kind.open
    @Flag(help: "只列已逾期的。") var overdue = false
    @Option(help: ArgumentHelp("最多列出多少项，1 到 10000。", valueName: "项数")) var limit = 100
    @Flag(help: "每项输出一行 JSON。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private struct Line: Encodable {
        let id, unit, item, title: String
        let occasion: String
        let what: String?
        let due: String?
        let isProvisional: Bool
        let state: String
    }

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit 应在 1 到 10000 之间。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let today = place.installation.now().day
        var filter = ObligationQueries.Filter(state: state)
        if let unit { filter.units = [try await place.unit(named: unit).id] }
        if overdue { filter.through = today.adding(days: -1) }
        let (question, limit) = (filter, limit)
        let (lines, count, names, calendar) = try await place.installation.store.read { transaction in
            let queries = ObligationQueries(transaction, site: county)
            let units = try UnitRegister(transaction, site: county).all().map { ($0.id, $0.name) }
            return (
                try queries.lines(question, limit: limit), try queries.count(question), Dictionary(units, uniquingKeysWith: { $1 }),
                try HolidayRegister(transaction).calendar()
            )
        }
        try await place.close()
        if json {
            for line in lines { Output.line(try JSONText.line(report(line, names))) }
            return
        }
        guard !lines.isEmpty else { return Output.line("没有符合条件的公开任务。") }
        var table = TextTable(headings: ["任务号", "到期", "", "单位", "事项"])
        for line in lines {
            let left = line.obligation.state == .open ? line.due.map { TimeLeft(due: $0, on: today, calendar: calendar).words } ?? "" : ""
            table.add([
                line.obligation.id.description, line.due.map { "\($0)\(line.isProvisional ? "（暂定）" : "")" } ?? "期限待明确", left,
                names[line.obligation.unit] ?? "", "\(line.obligation.title)\(ObligationWords.occasion(line).map { "（\($0)）" } ?? "")",
            ])
        }
        Output.line(table.text)
        if count > lines.count { Output.line("共 \(count)\(count == 10_000 ? "+" : "") 项，列出 \(lines.count) 项。") }
    }

    private func report(_ line: ObligationQueries.Line, _ names: [OrganisationUnit.ID: String]) -> Line {
        let obligation = line.obligation
        return Line(
            id: obligation.id.description, unit: names[obligation.unit] ?? "", item: obligation.item.description, title: obligation.title,
            occasion: ObligationWords.key(obligation.occasion), what: line.what, due: line.due?.description,
            isProvisional: line.isProvisional, state: obligation.state.kind.rawValue)
    }
}

struct ObligationsRaiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raise", abstract: "按现行目录列出到期应办的任务；服务运行时每小时自动做一次，重复执行没有影响。",
        discussion: "例：mingtang obligations raise --since 2026-01-01")

    @Option(help: ArgumentHelp("第一次列出的定期任务从哪一天所在的周期算起；默认今天。", valueName: "日期")) var since: Day?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let outcome = try await RaiseObligations(place.installation).run(
            county: place.county.id, since: since, actor: "mingtang obligations raise")
        try await place.finish()
        Output.line(ObligationWords.words(outcome))
    }
}

struct ObligationsRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "登记触发事件：作出决定、形成文件等，从这一天起计算公开期限。",
        discussion: "例：mingtang obligations record --unit 县市场监管局 --item 905969664 --happening decided --day 2026-03-20 --what 川市监罚〔2026〕1号")

    @Option(help: ArgumentHelp("单位的代码、名称或者简称。", valueName: "单位")) var unit: String
    @Option(help: ArgumentHelp("公开事项的编号，见事项页面的网址。", valueName: "编号")) var item: String
    @Option(
        help: ArgumentHelp(
            "发生了什么：formed 形成变更，decided 决定，approved 批准，received 收到，related 相关信息公开，planned 将要举行，other 其他。", valueName: "事件"))
    var happening: TriggerEvent.Happening
    @Option(help: ArgumentHelp("哪一天。", valueName: "日期")) var day: Day
    @Option(help: ArgumentHelp("是哪一件：文号或者名称。", valueName: "名称")) var what: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        guard let item = CatalogueItem.ID(text: item) else { throw Failure(.unusable, "“\(item)”不是事项编号。") }
        let place = try await Workplace(database, site: site)
        let unit = try await place.unit(named: unit)
        do {
            let raised = try await RecordTriggerEvent(place.installation).run(
                RecordTriggerEvent.Draft(item: item, unit: unit.id, happening: happening, what: what, day: day), site: place.county.id,
                actor: "mingtang obligations record")
            let sentences = try await place.explanation(of: raised.id)
            try await place.finish()
            Output.line("已登记，任务号 \(raised.id)：\(raised.title)")
            for sentence in sentences { Output.line("  \(sentence)") }
        } catch let refusal as RecordTriggerEvent.Refusal {
            throw Failure(.content, ObligationWords.sentence(refusal))
        }
    }
}

struct ObligationsWaiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "免予公开：写明理由后了结一项任务。",
        discussion: "例：mingtang obligations waive 905969664 --reason 本季度没有发放这项补贴")

    @Argument(help: ArgumentHelp("任务号，见 mingtang obligations list。", valueName: "任务号")) var obligation: String
    @Option(help: ArgumentHelp("理由。", valueName: "理由")) var reason: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        guard let id = Obligation.ID(text: obligation) else { throw Failure(.unusable, "“\(obligation)”不是任务号。") }
        let place = try await Workplace(database, site: site)
        do {
            try await WaiveObligation(place.installation).run(
                id, reason: reason, site: place.county.id, actor: "mingtang obligations waive")
        } catch let refusal as WaiveObligation.Refusal {
            throw Failure(.content, ObligationWords.sentence(refusal))
        }
        try await place.finish()
        Output.line("任务 \(id) 已免予公开。")
    }
}

extension Obligation.State.Kind: ExpressibleByArgument {}
extension TriggerEvent.Happening: ExpressibleByArgument {}
