/// Something that people come to: a hearing, a meeting that they sit in on, an open day (听证会、会议列席、公众开放日).
///
/// Announced, and recorded afterwards, through the publishing gate; after 国令第713号 Art. 16–17.
package struct Gathering: Sendable, Hashable {
    package typealias ID = Identifier<Gathering>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package var plan: Plan
    /// The announcement at the gate.
    package var draft: Draft.ID?
    /// Who takes part, at the gate.
    package var list: Draft.ID?
    /// The record or minutes, at the gate.
    package var record: Draft.ID?
    package var selection: Selection?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, plan: Plan, draft: Draft.ID? = nil, list: Draft.ID? = nil, record: Draft.ID? = nil,
        selection: Selection? = nil, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.plan = plan
        self.draft = draft
        self.list = list
        self.record = record
        self.selection = selection
        self.version = version
    }

    package enum Kind: String, Sendable, CaseIterable, Hashable { case hearing, meeting, openDay }

    /// For whom seats are kept (名额类别).
    package enum Party: String, Sendable, CaseIterable, Hashable, Codable { case affected, delegate, expert, press, citizen }

    /// So many seats for one party.
    package struct Seats: Sendable, Hashable, Codable {
        package let party: Party
        package let count: Int

        package init(_ party: Party, _ count: Int) {
            self.party = party
            self.count = count
        }
    }

    /// One matter on the agenda (议题) and whether the public may read of it.
    package struct AgendaItem: Sendable, Hashable, Codable {
        package enum Kind: String, Sendable, CaseIterable, Hashable, Codable { case deliberation, report, study, other }

        package var title: String
        package var kind: Kind
        package var isOpen: Bool
        /// Why it is not; published in its title's place.
        package var reason: String
        /// Key of the chain that it belongs to.
        package var chain: Int64?
        /// Key of the public document that came out of it.
        package var document: Int64?

        package init(title: String, kind: Kind, isOpen: Bool, reason: String = "", chain: Int64? = nil, document: Int64? = nil) {
            self.title = title
            self.kind = kind
            self.isOpen = isOpen
            self.reason = reason
            self.chain = chain
            self.document = document
        }
    }

    /// What its unit writes.
    package struct Plan: Sendable, Hashable {
        package var kind: Kind
        package var title: String
        package var day: Day
        /// `09:30`.
        package var time: String
        package var place: String
        /// What it is about.
        package var matter: String
        /// Who answers questions, and how to sign up without the portal.
        package var ways: String
        package var seats: [Seats]
        /// The last day on which people sign up, until 24:00.
        package var deadline: Day
        package var agenda: [AgendaItem]
        package var consultation: Consultation.ID?
        package var chain: PolicyChain.ID?

        package init(
            kind: Kind, title: String, day: Day, time: String, place: String, matter: String, ways: String, seats: [Seats],
            deadline: Day, agenda: [AgendaItem] = [], consultation: Consultation.ID? = nil, chain: PolicyChain.ID? = nil
        ) {
            self.kind = kind
            self.title = title
            self.day = day
            self.time = time
            self.place = place
            self.matter = matter
            self.ways = ways
            self.seats = seats
            self.deadline = deadline
            self.agenda = agenda
            self.consultation = consultation
            self.chain = chain
        }
    }

    package static let longestTitle = 100
    package static let longestPlace = 100
    package static let longestMatter = 20_000
    package static let longestWays = 500
    package static let mostSeats = 1_000
    package static let mostAgendaItems = 30
    package static let longestReason = 200
    package static let longestRecord = 100_000
}

extension Gathering.Plan {
    /// Everything that is wrong with it, whatever the day.
    ///
    /// - Parameter materialDays: how long before a hearing its material must reach who takes part: they must be known by then.
    package func faults(materialDays: Int) -> [ParticipationReason] {
        let texts: [(ParticipationField, String, Int)] = [
            (.title, title, Gathering.longestTitle), (.place, place, Gathering.longestPlace), (.matter, matter, Gathering.longestMatter),
            (.ways, ways, Gathering.longestWays),
        ]
        var reasons = texts.filter { $0.1.isEmpty }.map { ParticipationReason.missing($0.0) }
        reasons += texts.compactMap { .beyond($0.0, $0.1, limit: $0.2) }
        if !Self.isClock(time) { reasons.append(.badTime) }
        let isSound = seats.allSatisfy { (1...Gathering.mostSeats).contains($0.count) } && Set(seats.map(\.party)).count == seats.count
        if seats.isEmpty || !isSound { reasons.append(.badSeats(most: Gathering.mostSeats)) }
        let lead = kind == .hearing ? materialDays : 1
        if deadline > day.adding(days: -lead - 1) { reasons.append(.deadlineTooLate(days: lead)) }
        if agenda.count > Gathering.mostAgendaItems { reasons.append(.tooMany(limit: Gathering.mostAgendaItems)) }
        for (index, item) in agenda.enumerated() {
            if item.title.isEmpty { reasons.append(.agendaWithoutTitle(index + 1)) }
            if !item.isOpen, item.reason.isEmpty { reasons.append(.agendaWithoutReason(index + 1)) }
            reasons += [
                ParticipationReason.beyond(.agenda, item.title, limit: Gathering.longestTitle),
                .beyond(.agenda, item.reason, limit: Gathering.longestReason),
            ].compactMap { $0 }
        }
        return reasons
    }

    private static func isClock(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(Substring(parts[0])), let minute = Int(Substring(parts[1]))
        else { return false }
        return hour < 24 && minute < 60
    }

    package var announcementTitle: String { "关于举行“\(title)”\(kind.name)的公告" }
    package var listTitle: String { "“\(title)”\(kind.name)参加人员名单" }
    package var recordTitle: String { "“\(title)”\(kind.name)\(kind.recordName)" }

    /// Everybody who is let in.
    package var seatCount: Int { seats.reduce(0) { $0 + $1.count } }

    /// The announcement as it goes to the gate.
    package func announcement(unit: String) -> DocumentBody {
        var blocks: [DocumentBody.Block] = [
            .paragraph("\(unit)定于\(day.chineseDate)\(time)在\(place)举行“\(title)”\(kind.name)，现公告如下。"),
            .heading(level: 2, "内容"),
        ]
        blocks += Self.paragraphs(matter)
        if !agenda.isEmpty { blocks += [.heading(level: 2, "议题"), .table(hasHeader: true, agendaRows)] }
        blocks += [
            .heading(level: 2, "名额和报名"),
            .table(hasHeader: true, [["类别", "名额"]] + seats.map { [$0.party.name, String($0.count)] }),
            .paragraph("报名截止：\(deadline.chineseDate)24时。在本网站“公众参与”栏目报名，也可以当面报名。\(ways)"),
            .paragraph(
                "确定办法：某一类别报名人数不超过名额的，全部参加；超过名额的，截止后抽签确定。抽签的种子、候选的报名编号和结果随名单公布，任何人都可以重新抽取。名单中的姓名作遮盖。"),
        ]
        return DocumentBody(blocks)
    }

    private var agendaRows: [[String]] {
        [["序号", "议题", "类别", "公开情况"]]
            + agenda.enumerated().map { index, item in
                [String(index + 1), item.isOpen ? item.title : "（名称略）", item.kind.name, item.isOpen ? "公开" : "不公开，理由：\(item.reason)"]
            }
    }

    /// The record as it goes to the gate.
    package func recordBody(unit: String, attended: String, text: String) -> DocumentBody {
        DocumentBody(
            [
                .paragraph("\(day.chineseDate)\(time)，\(unit)在\(place)举行“\(title)”\(kind.name)。"), .heading(level: 2, "参加人员"),
            ] + Self.paragraphs(attended) + [.heading(level: 2, kind.recordName)] + Self.paragraphs(text))
    }

    private static func paragraphs(_ text: String) -> [DocumentBody.Block] {
        text.split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }.map { .paragraph($0) }
    }
}

/// Where a gathering is, by the documents that were published for it and the day (进展).
package struct GatheringStanding: Sendable, Hashable {
    package let announcement: ConsultationStanding.Published?
    package let list: ConsultationStanding.Published?
    package let record: ConsultationStanding.Published?
    package let day: Day
    package let deadline: Day
    package let isSelected: Bool
    /// By when it must be known who takes part: a hearing's material goes to them then.
    package let selectionDue: Day
    package let recordDue: Day
    /// The last day on which the announcement is early enough.
    package let noticeDue: Day

    /// - Parameter figures: those in force on the day of the gathering.
    package init(
        _ gathering: Gathering, announcement: ConsultationStanding.Published?, list: ConsultationStanding.Published?,
        record: ConsultationStanding.Published?, figures: GatheringFigures, calendar: WorkingCalendar
    ) {
        self.announcement = announcement
        self.list = list
        self.record = record
        let plan = gathering.plan
        day = plan.day
        deadline = plan.deadline
        isSelected = gathering.selection != nil
        selectionDue = day.adding(days: plan.kind == .hearing ? -figures.materialDays : -1)
        recordDue = calendar.due(from: day, workingDays: figures.recordDays).due
        noticeDue = day.adding(days: -figures.noticeDays(plan.kind))
    }

    package enum State: Sendable, Hashable { case preparing, open, closed, selected, over, recorded }

    package func state(on today: Day) -> State {
        guard announcement != nil else { return .preparing }
        if record != nil { return .recorded }
        if today > day { return .over }
        if today <= deadline { return .open }
        return isSelected ? .selected : .closed
    }

    /// It was announced later than it must be.
    package var isNoticeLate: Bool { announcement.map { $0.day > noticeDue } == true }

    package func isSelectionLate(on today: Day) -> Bool { announcement != nil && !isSelected && selectionDue < today && today <= day }

    package func isRecordLate(on today: Day) -> Bool { announcement != nil && record == nil && recordDue < today }
}

/// The law's numbers for gatherings.
package struct GatheringFigures: Sendable, Hashable {
    package let hearingNoticeDays: Int
    package let otherNoticeDays: Int
    package let materialDays: Int
    package let recordDays: Int

    package init(hearingNoticeDays: Int, otherNoticeDays: Int, materialDays: Int, recordDays: Int) {
        self.hearingNoticeDays = hearingNoticeDays
        self.otherNoticeDays = otherNoticeDays
        self.materialDays = materialDays
        self.recordDays = recordDays
    }

    /// As the county has set them for a day.
    package init(_ book: FigureBook, on day: Day) {
        self.init(
            hearingNoticeDays: book.value(.hearingNoticeDays, on: day), otherNoticeDays: book.value(.gatheringNoticeDays, on: day),
            materialDays: book.value(.hearingMaterialDays, on: day), recordDays: book.value(.gatheringRecordDays, on: day))
    }

    package func noticeDays(_ kind: Gathering.Kind) -> Int { kind == .hearing ? hearingNoticeDays : otherNoticeDays }
}

extension DatedFigure {
    package static let hearingNoticeDays = DatedFigure(
        "hearing-notice-days", name: "听证会提前多少日公告", unit: .calendarDay, released: 30, bounds: 7...90,
        article: "《规章制定程序条例》规定规章听证会提前30日；重大行政决策听证（国令第713号第十六条）规定提前公布，没有规定日数，按本地规定设置", isVerified: false)
    package static let hearingMaterialDays = DatedFigure(
        "hearing-material-days", name: "听证会提前多少日向参加人送达材料", unit: .calendarDay, released: 7, bounds: 1...30,
        article: "《重大行政决策程序暂行条例》（国令第713号）第十六条", isVerified: true)
    package static let gatheringNoticeDays = DatedFigure(
        "gathering-notice-days", name: "会议列席、公众开放日提前多少日公告", unit: .calendarDay, released: 3, bounds: 2...60,
        article: "没有统一规定，按本地规定设置", isVerified: false)
    package static let gatheringRecordDays = DatedFigure(
        "gathering-record-days", name: "听证会、会议列席、公众开放日后多少个工作日内公布笔录或者纪要", unit: .workingDay, released: 10, bounds: 1...60,
        article: "没有统一规定，按本地规定设置", isVerified: false)
    package static let signUpKeptDays = DatedFigure(
        "sign-up-kept-days", name: "活动举行后多少日删除报名人的姓名和电话", unit: .calendarDay, released: 365, bounds: 30...3650,
        article: "《中华人民共和国个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间，没有规定日数，按本地规定设置", isVerified: false)
}

extension Gathering.Kind {
    package var name: String {
        switch self {
        case .hearing: "听证会"
        case .meeting: "会议列席"
        case .openDay: "公众开放日"
        }
    }

    package var recordName: String {
        switch self {
        case .hearing: "听证笔录"
        case .meeting: "会议纪要"
        case .openDay: "活动情况"
        }
    }

    /// Where it stands in a chain; an open day is in none.
    package var stage: ChainStage? {
        switch self {
        case .hearing: .consultation
        case .meeting: .meeting
        case .openDay: nil
        }
    }
}

extension Gathering.Party {
    package var name: String {
        switch self {
        case .affected: "利益相关方"
        case .delegate: "人大代表、政协委员"
        case .expert: "专家"
        case .press: "媒体"
        case .citizen: "公众"
        }
    }
}

extension Gathering.AgendaItem.Kind {
    package var name: String {
        switch self {
        case .deliberation: "审议"
        case .report: "听取汇报"
        case .study: "学习传达"
        case .other: "其他"
        }
    }
}
