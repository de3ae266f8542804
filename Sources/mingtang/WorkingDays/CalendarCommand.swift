import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "工作日历：计算期限，导入放假调休安排。",
        subcommands: [CalendarDueCommand.self, CalendarImportCommand.self, CalendarListCommand.self])
}

struct CalendarDueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "计算期限届满的日子，并说明怎么算的。",
        discussion: """
            起算日当日不计（民法典第二百零一条）；调休上班的周末计入工作日；自然日期限的最后一天是休息日的，顺延（第二百零三条）。
            写了 --database（或者设置了 MINGTANG_DATABASE）时用数据库中的放假安排，否则用程序自带的 2023 至 2026 年安排，不需要数据库。

            例：mingtang calendar due --from 2026-09-18 --working-days 20
            """)

    @Option(help: ArgumentHelp("起算日（2026-09-18）。", valueName: "日期")) var from: Day
    @Option(help: ArgumentHelp("多少个工作日，1 到 \(WorkingCalendar.longestPeriodInDays)。", valueName: "天数")) var workingDays: Int?
    @Option(help: ArgumentHelp("多少个自然日，1 到 \(WorkingCalendar.longestPeriodInDays)。", valueName: "天数")) var calendarDays: Int?
    @Option(help: ArgumentHelp("起算日发生的事，写进说明。", valueName: "事件")) var event = "收到"
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        let amounts = [workingDays, calendarDays].compactMap { $0 }
        guard amounts.count == 1, let amount = amounts.first else { throw ValidationError("--working-days 和 --calendar-days 请写其中一个。") }
        guard (1...WorkingCalendar.longestPeriodInDays).contains(amount) else {
            throw ValidationError("天数应在 1 到 \(WorkingCalendar.longestPeriodInDays) 之间。")
        }
    }

    func run() async throws {
        let calendar = try await CalendarSource.calendar(database)
        let derivation =
            workingDays.map { calendar.due(from: from, workingDays: $0) } ?? calendar.due(from: from, calendarDays: calendarDays ?? 1)
        guard json else {
            Output.line("\(derivation.due)")
            return Output.line(derivation.explanation(event: event))
        }
        Output.line(try JSONText.line(DerivationReport(derivation, event: event, workingDays: workingDays, calendarDays: calendarDays)))
    }
}

/// Where a command that needs no database finds the calendar.
enum CalendarSource {
    static func calendar(_ database: DatabaseOptions) async throws -> WorkingCalendar { WorkingCalendar(try await years(database)) }

    /// What the named database holds, or what this program was released with when none is named.
    static func years(_ database: DatabaseOptions) async throws -> [HolidayYear] {
        let reading = await database.reading()
        guard let found = reading.resolved.first(where: { $0.setting.key == "database" }) else { return HolidayYear.released }
        if case .standard = found.origin { return HolidayYear.released }
        let installation = try await Opening.installation(try Settings(reading))
        let years = try await installation.store.read { try HolidayRegister($0).all() }
        try await installation.close()
        return years
    }
}

/// A derivation for other programs.
struct DerivationReport: Encodable {
    struct Step: Encodable {
        let day: String
        let weekday: Int
        /// `working`, `makeUp`, `weekend` or `holiday`.
        let kind: String
        let holiday: String?
        /// Its place in the count; left out for a day that is not counted.
        let number: Int?
    }

    let from: String
    let workingDays: Int?
    let calendarDays: Int?
    let due: String
    let weekday: Int
    let isProvisional: Bool
    let provisionalFrom: String?
    let explanation: String
    /// Every day on the way.
    let derivation: [Step]

    init(_ derivation: Derivation, event: String, workingDays: Int?, calendarDays: Int?) {
        from = derivation.start.description
        self.workingDays = workingDays
        self.calendarDays = calendarDays
        due = derivation.due.description
        weekday = derivation.due.weekday
        isProvisional = derivation.isProvisional
        provisionalFrom = derivation.provisionalFrom?.description
        explanation = derivation.explanation(event: event)
        self.derivation = derivation.steps.map { step in
            let (kind, holiday): (String, String?) =
                switch step.kind {
                case .working: ("working", nil)
                case .makeUp(let name): ("makeUp", name)
                case .weekend: ("weekend", nil)
                case .holiday(let name): ("holiday", name)
                }
            return Step(day: step.day.description, weekday: step.day.weekday, kind: kind, holiday: holiday, number: step.number)
        }
    }
}

struct CalendarImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入一年的放假调休安排，代替这一年原有的安排，并重新计算各项任务的到期日。",
        discussion: """
            文件可以是 holiday-cn 格式的 JSON（year、papers、days），也可以是三列的表格（csv、xlsx）：日期、类型（放假或者上班）、名称。
            不在这一年的日子、列为上班的平日、重复的日子都会指出来，不导入。

            例：mingtang calendar import 2027.json --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("放假安排文件。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("哪一年；不写则由文件决定。", valueName: "年份")) var year: Int?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let found = try CalendarFile.read(path: file, year: year)
        let installation = try await Opening.installation(try await database.checked())
        let changed = try await LoadHolidays(installation).run(found, actor: "mingtang calendar import")
        try await FollowLog(installation).run()
        try await installation.close()
        Output.line(
            "已载入\(found.year)年安排：放假 \(found.off.count) 天，调休上班 \(found.makeUp.count) 天。到期日因此改变的公开任务 \(changed.obligations) 项，政府信息公开申请 \(changed.requests.count) 件。"
        )
        for moved in changed.requests {
            Output.line("  \(moved.number)：\(moved.before?.chinese ?? "没有期限") → \(moved.after?.chinese ?? "没有期限")")
        }
    }
}

struct CalendarListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出已载入的年份；没有写 --database 时列出程序自带的。",
        discussion: "例：mingtang calendar list --database 明川.sqlite")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let years = try await CalendarSource.years(database)
        let calendar = WorkingCalendar(years)
        var table = TextTable(headings: ["年份", "放假", "调休上班", "工作日", "依据"])
        for year in years {
            table.add([
                "\(year.year)", "\(year.off.count)", "\(year.makeUp.count)", "\(calendar.workingDays(in: year.year))", year.source,
            ])
        }
        Output.line(table.text)
    }
}
