import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct MessagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages", abstract: "留言：逾期和临近最长未答复时间的，导出咨询答问库。",
        subcommands: [MessagesLateCommand.self, MessagesAnswersCommand.self])
}

struct MessagesLateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "late", abstract: "列出逾期没有答复的留言，临近或者超过最长未答复时间的另外标明。",
        discussion: """
            只列编号、标题和单位，不列写信人。
            退出码：0 没有，1 有逾期的。

            例：mingtang messages late
            """)

    /// Lines of the table.
    private static let most = 500

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today) = (place.county.id, place.installation.now().day)
        let lines = try await place.installation.store.read { transaction in
            let (queries, book) = (MessageQueries(transaction, site: county), try FigureRegister(transaction, site: county).book())
            let calendar = try HolidayRegister(transaction).calendar()
            let names = Dictionary(try UnitRegister(transaction, site: county).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            func timing(_ day: Day) -> MessageTiming {
                MessageTiming(receivedOn: day, terms: MessageTerms(book, on: day), calendar: calendar)
            }
            let days = try queries.openDays().filter { timing($0).standing(on: today) != .inTime }
            return try queries.list(MessageQueries.Filter(isOpen: true, receivedOn: days), order: .oldest, limit: Self.most).map {
                message in
                let own = timing(message.receivedOn)
                return [
                    message.number, message.title, names[message.unit] ?? "", message.receivedOn.description, own.due.description,
                    own.standing(on: today).words,
                ]
            }
        }
        try await place.close()
        guard !lines.isEmpty else { return Output.line("没有逾期的留言。") }
        var table = TextTable(headings: ["编号", "标题", "办理单位", "收到", "答复期限", "情况"])
        for line in lines { table.add(line) }
        Output.line(table.text)
        throw Failure(.content, "有 \(lines.count) 件留言逾期没有答复。")
    }
}

extension MessageTiming.Standing {
    fileprivate var words: String {
        switch self {
        case .inTime: "期限内"
        case .overdue: "已逾期"
        case .alarm: "临近最长时间"
        case .beyond: "超过最长时间"
        }
    }
}

struct MessagesAnswersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "把咨询答问库写成一个文件：.xlsx 或者 .csv，可以再从工作台导入。",
        discussion: "例：mingtang messages answers --output 咨询答问库.xlsx")

    @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件，以 .xlsx 或者 .csv 结尾。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func validate() throws {
        guard output.hasSuffix(".xlsx") || output.hasSuffix(".csv") else { throw ValidationError("文件名应当以 .xlsx 或者 .csv 结尾。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let answers = try await place.installation.store.read { transaction in
            let names = Dictionary(try UnitRegister(transaction, site: county).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            return try AnswerRegister(transaction, site: county).list(limit: AnswerRegister.most).map {
                (content: $0.newest, unit: names[$0.unit] ?? "")
            }
        }
        try await place.close()
        try Output.file(output.hasSuffix(".csv") ? AnswerTable.csv(answers) : AnswerTable.xlsx(answers), to: output)
        Output.line("已写入 \(output)：\(answers.count) 条。")
    }
}
