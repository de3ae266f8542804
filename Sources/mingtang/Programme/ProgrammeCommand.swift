import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct ProgrammeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme", abstract: "工作方案、试点方案：任务到哪一步、总结材料、每月信息推送。",
        subcommands: [ProgrammeShowCommand.self, ProgrammePackageCommand.self, ProgrammePushCommand.self])
}

/// Which programme is meant.
struct ProgrammeOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("方案的编号或者名称；只有一个方案时可以不写。", valueName: "方案")) var name: String = ""

    func find(in place: Workplace) async throws -> Programme {
        let site = place.county.id
        let all = try await place.installation.store.read { try ProgrammeRegister($0, site: site).all() }
        let found = name.isEmpty ? all : all.filter { $0.id.description == name || $0.title == name }
        guard let programme = found.first else { throw Failure(.content, name.isEmpty ? "还没有工作方案。" : "没有名为“\(name)”的工作方案。") }
        guard found.count == 1 else {
            throw Failure(.unusable, ["有 \(found.count) 个工作方案，请写明编号："] + found.map { "\($0.id)　\($0.title)（\($0.state.name)）" })
        }
        return programme
    }
}

struct ProgrammeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "一个工作方案的各项任务：期限、责任单位、是否按时完成，可以看任何一天。",
        discussion: """
            截至某一天，是指到这一天结束时：当天到期而没有完成的，还是“未到期”。
            JSON：total 和各阶段按状态计数，notDue 未到期，done 已完成，doneLate 逾期完成，overdue 逾期未完成；unit 为 null 的由政务公开办办理。

            例：mingtang programme show --as-of 2026-03-31 --json
            """)

    @OptionGroup var programme: ProgrammeOptions
    @Option(help: ArgumentHelp("截至哪一天，默认今天。", valueName: "日期")) var asOf: Day?
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await programme.find(in: place)
        let (county, day) = (place.county.id, asOf ?? place.installation.now().day)
        let (standings, units) = try await place.installation.store.read { transaction in
            let register = ProgrammeRegister(transaction, site: county)
            return (
                TaskStanding.all(of: found, try register.tasks(of: found.id), try register.entries(of: found.id), on: day),
                Dictionary(try UnitRegister(transaction, site: county).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            )
        }
        try await place.close()
        guard !json else { return Output.line(ProgrammeJSON.text(found, standings, units: units, on: day)) }
        Output.line("\(found.title)，\(found.state.name)，截至 \(day)：\(TaskTally(standings).words)。")
        var table = TextTable(headings: ["期限", "状态", "类别", "责任单位", "任务"])
        for standing in standings {
            table.add([
                standing.due.description, standing.state.name, standing.task.kind.name, standing.unit.map { units[$0] ?? "" } ?? "政务公开办",
                standing.task.title,
            ])
        }
        Output.line(table.text)
    }
}

struct ProgrammePackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package", abstract: "生成总结报告及附件（一个 Word 文件）。",
        discussion: """
            附件：标准目录、事项清单、流程制度、流程图、任务完成情况、备案和体制机制文件目录。

            例：mingtang programme package --output 总结.docx
            """)

    @OptionGroup var programme: ProgrammeOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件，以 .docx 结尾。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await programme.find(in: place)
        let package = try await SummaryPackage.make(found.id, of: place.county, in: place.installation)
        try await place.close()
        try Output.file(try ProgrammeDocument.docx(package), to: output)
        Output.line("已写入 \(output)：\(package.title)，附件 \(package.annexes.count) 个。")
    }
}

struct ProgrammePushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push-report", abstract: "每月信息推送的报告：上个月这个专题公开了什么；已经推送的，照推送时的内容。",
        discussion: """
            例：
              mingtang programme push-report --month 2026-03 --json
              mingtang programme push-report --month 2026-03 --output 推送.docx
            """)

    @OptionGroup var programme: ProgrammeOptions
    @Option(help: ArgumentHelp("哪个月推送（内容是它的上个月），例如 2026-03；默认本月。", valueName: "月份")) var month: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("另写一个 Word 文件。", valueName: "文件")) var output: String?
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await programme.find(in: place)
        let today = place.installation.now().day
        let period = month.map { TaskPeriod(text: $0) } ?? .month(today.year, today.month)
        guard let period, period.monthBefore != nil else { throw Failure(.unusable, "月份应当写成 2026-03 的样子。") }
        let report: PushReport
        do {
            report = try await ProgrammePapers(place.installation, county: place.county).push(found.id, nil, period)
        } catch is ProgrammeRefusal {
            throw Failure(.content, "“\(found.title)”在\(period.words)没有信息推送任务。")
        }
        try await place.close()
        if let output { try Output.file(try ProgrammeDocument.docx(report), to: output) }
        guard !json else { return Output.line(ProgrammeJSON.text(report)) }
        Output.line("\(report.title)：\(report.items.count) 件，\(report.pushed.map { "已推送（\($0)）" } ?? "还没有推送")。")
        var table = TextTable(headings: report.rows[0])
        for row in report.rows.dropFirst() { table.add(row) }
        Output.line(table.text)
    }
}
