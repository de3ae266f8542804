import Domain
import Persistence
import Registers

/// The words of the reminders for one account.
struct ReminderLetters {
    struct Letter: Sendable {
        let subject: String
        let body: String
    }

    /// Lines named one by one; the rest is a number.
    private static let mostLines = 30
    private static let daysAhead = 7
    private static let daysAheadOfReports = 31

    private let county: County
    private let reader: ReminderRegister.Reader
    private let now: Instant
    private let origin: String?
    private let queries: ObligationQueries
    private let requests: RequestQueries
    private let reports: AnnualReportRegister
    private let calendar: WorkingCalendar
    private let units: [OrganisationUnit.ID: OrganisationUnit]
    private let evaluation: [String]
    /// What each other subject has to say, in the order of the letter.
    private let subjects: [String]

    init(_ transaction: any Transaction, county: County, reader: ReminderRegister.Reader, now: Instant, origin: String?) throws {
        self.county = county
        self.reader = reader
        self.now = now
        self.origin = origin
        queries = ObligationQueries(transaction, site: county.id)
        requests = RequestQueries(transaction, site: county.id)
        reports = AnnualReportRegister(transaction, site: county.id)
        calendar = try HolidayRegister(transaction).calendar()
        units = Dictionary(try UnitRegister(transaction, site: county.id).all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        evaluation = try EvaluationReminders(transaction, site: county.id, today: now.day, units: units).lines(for: reader)
        subjects =
            try SiteCheckReminders(transaction, site: county.id, today: now.day).lines(for: reader)
            + Self.duties(transaction, county: county, reader, units, on: now.day)
    }

    private static func duties(
        _ transaction: any Transaction, county: County, _ reader: ReminderRegister.Reader,
        _ units: [OrganisationUnit.ID: OrganisationUnit], on today: Day
    ) throws -> [String] {
        let (site, own, isOffice) = (county.id, reader.units, reader.isOffice)
        let programmes = try ProgrammeDuties.lines(transaction, site: site, units: own, isOffice: isOffice, on: today)
        let interpretations = try InterpretationDuties.open(transaction, site: site, units: own, isOffice: isOffice, on: today)
        let services = try ServiceReminders.words(transaction, site: site, units: own, isOffice: isOffice, names: units, on: today)
        let participation = try ParticipationDuties.lines(transaction, site: site, units: own, isOffice: isOffice, on: today)
        let messages = try MessageReminders.words(transaction, site: site, units: own, isOffice: isOffice, on: today)
        let ledgers = try LedgerDuties.lines(transaction, site: site, units: own, isOffice: isOffice, on: today)
        return ProgrammeReminders.words(programmes, units: units, on: today) + InterpretationReminders.words(interpretations) + services
            + messages + ParticipationDuties.words(participation, on: today) + LedgerDuties.words(ledgers, on: today)
    }

    private var filter: ObligationQueries.Filter { ObligationQueries.Filter(units: reader.isOffice ? nil : reader.units) }
    private var today: Day { now.day }

    /// What is overdue and what falls due in the next seven days; `nil` when there is nothing, and on days off.
    func digest() throws -> Letter? {
        guard calendar.isWorking(today) else { return nil }
        guard reader.hasUnits else { return evaluation.isEmpty ? nil : letter("测评提要（\(today)）", evaluation) }
        var overdue = filter
        overdue.through = today.adding(days: -1)
        var soon = filter
        (soon.from, soon.through) = (today, today.adding(days: Self.daysAhead))
        let (overdueCount, soonCount) = (try queries.count(overdue), try queries.count(soon))
        let (requestLines, reportLines) = (try requestLines(), try reportLines())
        let others = evaluation + subjects
        guard overdueCount + soonCount > 0 || !(requestLines + reportLines + others).isEmpty else {
            return nil
        }
        var lines = ["\(today.chinese)，\(scope)的公开任务：已逾期 \(overdueCount) 项，\(Self.daysAhead) 天内到期 \(soonCount) 项。", ""]
        if reader.isOffice {
            lines += try standingLines()
        } else {
            lines += try list("已逾期", overdue, overdueCount) + list("\(Self.daysAhead) 天内到期", soon, soonCount)
        }
        lines += requestLines + reportLines + others
        let requestWords = requestLines.isEmpty ? "" : "；依申请公开有要办理的申请"
        return letter("公开任务提要（\(today)）：逾期 \(overdueCount) 项，近期到期 \(soonCount) 项\(requestWords)", lines)
    }

    /// Requests that are overdue, fall due or wait for the office in another way: number and day, and nothing of who asks or for what.
    private func requestLines() throws -> [String] {
        let own = reader.isOffice ? nil : reader.units
        let groups: [(heading: String, filter: RequestQueries.Filter)] = [
            ("已逾期", .init(units: own, isOpen: true, dueThrough: today.adding(days: -1))),
            (
                "\(Self.daysAhead) 天内到期",
                .init(units: own, isOpen: true, dueFrom: today, dueThrough: today.adding(days: Self.daysAhead))
            ),
            ("待与申请人确认", .init(units: own, isOpen: true, states: [.registered, .awaitingConfirmation])),
            ("申请人逾期待记录", .init(units: own, states: [.abandoned, .feeLapsed], isUndecided: true)),
        ]
        let counts = try groups.map { try requests.count($0.filter) }
        guard counts.contains(where: { $0 > 0 }) else { return [] }
        var lines = ["【依申请公开】" + zip(groups, counts).map { "\($0.heading) \($1) 件" }.joined(separator: "，")]
        for (group, count) in zip(groups, counts) {
            lines += try requests.lines(group.filter, order: .due, limit: Self.mostLines).map(requestLine)
            if count > Self.mostLines { lines.append("\(group.heading)的其余 \(count - Self.mostLines) 件见台账。") }
        }
        let others = try [RequestState.Party.applicant, .thirdParty, .coMaker].reduce(0) {
            $0 + (try requests.count(.init(units: own, isOpen: true, waitsFor: $1)))
        }
        if others > 0 { lines.append("另有 \(others) 件在等申请人、第三方或者其他机关。") }
        return lines + [""]
    }

    /// Last year's annual reports that are due within a month or overdue.
    private func reportLines() throws -> [String] {
        let own = units.values.filter { reader.isOffice || reader.units.contains($0.id) }.sorted { $0.code < $1.code }
        let duties = ReportDuty.open(own, published: try reports.published(year: today.year - 1), on: today)
            .filter { $0.due <= today.adding(days: Self.daysAheadOfReports) }
        guard let year = duties.first?.year else { return [] }
        var lines = ["【年度报告】\(year) 年度政府信息公开工作年度报告还没有公布的单位 \(duties.count) 个"]
        for duty in duties.prefix(Self.mostLines) {
            lines.append("\(duty.unit.name)，\(duty.due)到期，\(TimeLeft(due: duty.due, on: today, calendar: calendar).words)")
        }
        return lines + [""]
    }

    private func requestLine(_ line: RequestQueries.Line) -> String {
        let unit = reader.isOffice || reader.units.count > 1 ? units[line.request.unit].map { "（\($0.name)）" } ?? "" : ""
        let left =
            line.due.map { "，\($0)到期，\(TimeLeft(due: $0, on: today, calendar: calendar).words)\(line.isProvisional ? "（暂定）" : "")" }
            ?? "，\(line.state.name)"
        return "\(line.request.number)\(unit)\(left)"
    }

    /// What has become overdue since they were last told; `nil` when there is nothing new.
    func warning(since warned: Instant?) throws -> Letter? {
        guard reader.hasUnits else { return nil }
        var overdue = filter
        // The first time only yesterday's: everything older is in the digest.
        overdue.from = warned.map { min($0.day, today) } ?? today.adding(days: -1)
        overdue.through = today.adding(days: -1)
        guard let from = overdue.from, let through = overdue.through, from <= through else { return nil }
        let count = try queries.count(overdue)
        guard count > 0 else { return nil }
        return letter("公开任务逾期提醒：\(count) 项", ["下列公开任务刚刚逾期，请尽快公开；不应公开的，请在任务页面说明原因。", ""] + (try list("逾期", overdue, count)))
    }

    private var scope: String {
        reader.isOffice ? "全县各单位" : reader.units.count == 1 ? reader.units.first.flatMap { units[$0]?.name } ?? "本单位" : "所在单位"
    }

    private func list(_ heading: String, _ filter: ObligationQueries.Filter, _ count: Int) throws -> [String] {
        guard count > 0 else { return [] }
        let found = try queries.lines(filter, limit: Self.mostLines)
        var lines = ["【\(heading)】\(count) 项"]
        for (index, line) in found.enumerated() {
            let left = line.due.map { "，\($0)到期，\(TimeLeft(due: $0, on: today, calendar: calendar).words)" } ?? ""
            let unit = reader.isOffice || reader.units.count > 1 ? units[line.obligation.unit].map { "（\($0.name)）" } ?? "" : ""
            let what = line.what.map { "：\($0)" } ?? ""
            lines.append("\(index + 1). \(line.obligation.title)\(what)\(unit)\(left)")
        }
        if count > found.count { lines.append("其余 \(count - found.count) 项见工作台。") }
        return lines + [""]
    }

    /// For the office: how each unit stands, the worst first.
    private func standingLines() throws -> [String] {
        let standings = try queries.standings(on: today, soon: today.adding(days: Self.daysAhead)).filter { $0.overdue + $0.dueSoon > 0 }
            .sorted { ($0.overdue, $0.dueSoon, $1.unit) > ($1.overdue, $1.dueSoon, $0.unit) }
        var lines = ["【各单位】"]
        for standing in standings.prefix(100) {
            lines.append("\(units[standing.unit]?.name ?? "")：逾期 \(standing.overdue) 项，近期到期 \(standing.dueSoon) 项")
        }
        return lines + [""]
    }

    private func letter(_ subject: String, _ lines: [String]) -> Letter {
        var lines = lines
        lines.append(origin.map { "工作台：\($0)/work" } ?? "请登录政务公开工作台办理。")
        lines.append("提醒的时间和方式，可以在工作台“我的账号—提醒与日历”中修改。")
        lines.append("\(county.placeName)政务公开工作台")
        return Letter(subject: "［\(county.placeName)政务公开］\(subject)", body: lines.joined(separator: "\n") + "\n")
    }
}
