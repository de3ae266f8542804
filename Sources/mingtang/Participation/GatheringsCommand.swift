import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct GatheringsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gatherings", abstract: "听证会、会议列席、公众开放日：列出各次和期限，导出报名登记簿。",
        subcommands: [GatheringsListCommand.self, GatheringsExportCommand.self])
}

struct GatheringsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出听证会、会议列席、公众开放日：举行日期、报名人数、要办的事的期限。")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today) = (place.county.id, place.installation.now().day)
        let rows = try await place.installation.store.read { transaction in
            let register = GatheringRegister(transaction, site: county)
            let figures = try FigureRegister(transaction, site: county).book()
            let calendar = try HolidayRegister(transaction).calendar()
            return try register.all().map { gathering -> [String] in
                let standing = try register.standing(gathering, figures: figures, calendar: calendar)
                let (state, due) = Self.words(standing, on: today)
                return [
                    gathering.id.description, gathering.plan.kind.name, state, standing.day.description, standing.deadline.description,
                    String(try SignUpRegister(transaction).count(of: gathering.id)), due, gathering.plan.title,
                ]
            }
        }
        try await place.close()
        var table = TextTable(headings: ["编号", "形式", "状态", "举行", "报名截止", "报名", "期限", "名称"])
        for row in rows { table.add(row) }
        Output.line(table.text)
    }

    /// State, and by when the next thing is due.
    private static func words(_ standing: GatheringStanding, on today: Day) -> (state: String, due: String) {
        switch standing.state(on: today) {
        case .preparing: ("起草中", standing.noticeDue.description)
        case .open: ("报名中", standing.deadline.description)
        case .closed: (standing.isSelectionLate(on: today) ? "确定人员逾期" : "报名截止", standing.selectionDue.description)
        case .selected: ("人员已定", standing.day.description)
        case .over: (standing.isRecordLate(on: today) ? "笔录逾期" : "已举行", standing.recordDue.description)
        case .recorded: ("已公布笔录", "")
        }
    }
}

struct GatheringsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "把报名登记簿写成 Excel 文件；姓名作遮盖，不含电话。",
        discussion: "例：mingtang gatherings export 城区供水价格调整 --output 报名.xlsx")

    @Argument(help: ArgumentHelp("编号或者名称。", valueName: "名称")) var name: String
    @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件，以 .xlsx 结尾。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, name) = (place.county.id, name)
        let all = try await place.installation.store.read { try GatheringRegister($0, site: county).all() }
        let found = all.filter { $0.id.description == name || $0.plan.title == name }
        guard let gathering = found.first else { throw Failure(.content, "没有名为“\(name)”的听证会、会议列席或者公众开放日。") }
        guard found.count == 1 else {
            throw Failure(.unusable, ["有 \(found.count) 个同名的，请写明编号："] + found.map { "\($0.id)　\($0.plan.kind.name)　\($0.plan.title)" })
        }
        let signUps = try await place.installation.store.read { try SignUpRegister($0).list(of: gathering.id) }
        try await place.close()
        try Output.file(
            try SignUpTable.xlsx(signUps, selection: gathering.selection, title: "\(gathering.plan.title)报名登记簿"), to: output)
    }
}
