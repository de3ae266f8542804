/// One wording of a guide or a policy (版本): drafted, at the gate, public, or replaced by a later one.
package struct ServiceVersion: Sendable, Hashable {
    package typealias ID = Identifier<ServiceVersion>

    package let id: ID
    package let paper: ServicePaper.ID
    /// Counted from 1.
    package let number: Int
    package var content: ServicePaper
    /// Why it was changed, for the public; of the first version empty.
    package var reason: String
    /// The end of the approval procedure (完成审批程序) with its document: the clock of 1 working day begins there.
    package var approval: Approval?
    /// 具体实施时间
    package var effective: Day?
    package var draft: Draft.ID?
    package var version: Int

    package init(
        id: ID, paper: ServicePaper.ID, number: Int, content: ServicePaper, reason: String = "", approval: Approval? = nil,
        effective: Day? = nil, draft: Draft.ID? = nil, version: Int = 1
    ) {
        self.id = id
        self.paper = paper
        self.number = number
        self.content = content
        self.reason = reason
        self.approval = approval
        self.effective = effective
        self.draft = draft
        self.version = version
    }

    /// That the approval procedure ended, on which day, and the document that says so.
    package struct Approval: Sendable, Hashable, Codable {
        package var day: Day
        package var document: String

        package init(day: Day, document: String) {
            self.day = day
            self.document = document
        }
    }
}

/// How a change stands against its time limit (1 working day after the approval procedure, S 003 四(七)).
package enum ServiceTiming: Sendable, Hashable {
    /// No end of an approval procedure is recorded: no time runs.
    case notRunning
    case open(due: Day)
    case overdue(due: Day)
    case onTime
    case late(due: Day, published: Day)

    /// - Parameters:
    ///   - workingDays: the figure in force on the day of approval.
    ///   - published: the day on which it became public; `nil` while it is not.
    package init(
        approval: ServiceVersion.Approval?, published: Day?, workingDays: Int, calendar: WorkingCalendar, on today: Day
    ) {
        guard let approval else {
            self = .notRunning
            return
        }
        let due = calendar.due(from: approval.day, workingDays: workingDays).due
        switch published {
        case let day?: self = day > due ? .late(due: due, published: day) : .onTime
        case nil: self = today > due ? .overdue(due: due) : .open(due: due)
        }
    }

    package var isAlarming: Bool {
        switch self {
        case .overdue, .late: true
        case .notRunning, .open, .onTime: false
        }
    }
}
