import ArgumentParser
import Domain

struct RequestsDueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "由申请的经过算出办理状态和答复期限，并说明怎么算的。",
        discussion: """
            文件是 JSON 数组：[{"id":"2025-1","channel":"counter","events":[{"on":"2025-09-15","what":"submitted"},
            {"on":"2025-10-10","what":"extended","workingDays":20}]}]
            channel：counter 当面，signedPost 邮寄签收，plainPost 平常信函，fax 传真，email 电子邮件，internet 网上。
            what：submitted 提交，received 收到，confirmed 双方确认，clarificationAsked 告知补正，clarified 收到补正，
            thirdPartyAsked、thirdPartyAnswered 征求第三方意见和答复，coMakerAsked、coMakerAnswered 征求共同制作机关意见和答复，
            extended 延期，feeNoticed 收费通知，feePaid 缴费，answered 答复，served 送达；写错 what 时会列出全部事件。
            workingDays：补正、征求意见、延期、延迟答复、重新办理的工作日数。

            不写 --on 时看到今天为止；经过中有晚于今天的日期时，看到最后一个事件为止，并在 problems 中指出。
            写了 --database（或者设置了 MINGTANG_DATABASE）时用数据库中的放假安排，否则用程序自带的安排，不需要数据库。

            例：mingtang requests due 申请.json --json
            """)

    @Argument(help: ArgumentHelp("申请经过的文件（JSON）。", valueName: "文件")) var file: String
    @Flag(help: "输出一个 JSON 数组，次序与文件相同。") var json = false
    @Option(help: ArgumentHelp("看到哪一天为止，默认今天；这一天以后的事件不计算。", valueName: "日期")) var on: Day?
    @Option(help: ArgumentHelp("规则文件（JSON），默认用现行规定；见 requests rules。", valueName: "文件")) var rules: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let entries = try RequestHistoryFile.read(file)
        let book = try rules.map { RequestRuleBook(try RequestRulesFile.read($0)) } ?? .released
        let clock = RequestClock(calendar: try await CalendarSource.calendar(database), book: book)
        let today = PrivacyWords.today()
        let reports = entries.map { RequestReport($0, clock: clock, on: on, today: today) }
        guard !json else { return Output.line(try JSONText.line(reports)) }
        for report in reports { Output.line(report.text) }
        Output.line("共 \(reports.count) 件。")
    }
}

/// Where one request stands, for other programs and for a reader. Every key is always there.
struct RequestReport: Encodable {
    let id: RequestHistoryFile.ID
    let state: RequestState
    let receivedOn: Day?
    let dueOn: Day?
    let workingDaysLeft: Int?
    let provisional: Bool
    let applicantDueOn: Day?
    let consultationDueOn: Day?
    let derivation: [String]
    let problems: [String]
    private let timeLeft: String?

    private enum Key: CodingKey {
        case id, state, receivedOn, dueOn, workingDaysLeft, provisional, applicantDueOn, consultationDueOn, derivation, problems
    }

    /// - Parameter on: the day asked for; without one, today, or the day of the last event where that lies in the future.
    init(_ entry: RequestHistoryFile.Entry, clock: RequestClock, on: Day?, today: Day) {
        let day = on ?? max(today, entry.history.facts.last?.day ?? today)
        let standing = clock.standing(of: entry.history, on: day)
        id = entry.id
        state = standing.state
        receivedOn = standing.receivedOn
        dueOn = standing.dueOn
        workingDaysLeft = standing.workingDaysLeft
        provisional = standing.isProvisional
        applicantDueOn = standing.applicantDueOn
        consultationDueOn = standing.consultationDueOn
        derivation = standing.derivation
        let early = on == nil ? entry.history.facts.filter { $0.day > today } : []
        problems = (standing.problems + early.map { .inTheFuture($0.kind, $0.day) }).map(\.sentence)
        timeLeft = standing.timeLeft(on: day, calendar: clock.calendar)?.words
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(state, forKey: .state)
        try container.encode(receivedOn, forKey: .receivedOn)
        try container.encode(dueOn, forKey: .dueOn)
        try container.encode(workingDaysLeft, forKey: .workingDaysLeft)
        try container.encode(provisional, forKey: .provisional)
        try container.encode(applicantDueOn, forKey: .applicantDueOn)
        try container.encode(consultationDueOn, forKey: .consultationDueOn)
        try container.encode(derivation, forKey: .derivation)
        try container.encode(problems, forKey: .problems)
    }

    var text: String {
        var parts = ["\(id)", state.name]
        if let receivedOn { parts.append("收到 \(receivedOn)") }
        if let dueOn { parts.append("答复到期 \(dueOn)\(provisional ? "（暂定）" : "")") }
        if let timeLeft { parts.append(timeLeft) }
        if let applicantDueOn { parts.append("申请人到期 \(applicantDueOn)") }
        if let consultationDueOn { parts.append("征求意见到期 \(consultationDueOn)") }
        return ([parts.joined(separator: "  ")] + derivation.map { "  \($0)" } + problems.map { "  注意：\($0)" }).joined(separator: "\n")
    }
}
