package import Domain
package import HTML

/// Which cases the ledger shows, in which order, and from where on; all of it stands in the address.
package struct LedgerFilter: Sendable, Hashable {
    package enum Scope: String, Sendable, CaseIterable, Hashable {
        case open, closed, all

        var words: String {
            switch self {
            case .open: "办理中"
            case .closed: "已办结"
            case .all: "全部"
            }
        }
    }

    /// When they are due; only open cases are.
    package enum When: String, Sendable, CaseIterable, Hashable {
        case overdue, week, later

        var words: String {
            switch self {
            case .overdue: "已逾期"
            case .week: "本周到期"
            case .later: "本周以后"
            }
        }
    }

    package enum Order: String, Sendable, CaseIterable, Hashable {
        case due, newest

        var words: String {
            switch self {
            case .due: "按答复期限"
            case .newest: "按登记先后"
            }
        }
    }

    /// Code of a unit.
    package var unit: String?
    package var scope: Scope
    package var state: RequestState?
    package var waitsFor: RequestState.Party?
    /// Only what waits for somebody else than the office.
    package var isWithOthers: Bool
    package var when: When?
    package var channel: RequestChannel?
    package var applicant: ApplicantKind?
    package var outcome: RequestOutcome?
    /// Only those without an outcome.
    package var isUndecided: Bool
    package var words: String?
    /// First and last day of receipt.
    package var from: Day?
    package var through: Day?
    /// Only what the reader handles.
    package var isMine: Bool
    /// Only what waits for the reader's decision.
    package var isForMe: Bool
    /// Only what the annual report counts, as the figures do.
    package var isCounted: Bool
    package var order: Order
    /// The place after which the page begins, as the page before gave it.
    package var after: String?

    package init(
        unit: String? = nil, scope: Scope = .open, state: RequestState? = nil, waitsFor: RequestState.Party? = nil,
        isWithOthers: Bool = false, when: When? = nil, channel: RequestChannel? = nil, applicant: ApplicantKind? = nil,
        outcome: RequestOutcome? = nil, isUndecided: Bool = false,
        words: String? = nil,
        from: Day? = nil, through: Day? = nil, isMine: Bool = false, isForMe: Bool = false, isCounted: Bool = false, order: Order = .due,
        after: String? = nil
    ) {
        self.unit = unit
        self.scope = scope
        self.state = state
        self.waitsFor = waitsFor
        self.isWithOthers = isWithOthers
        self.when = when
        self.channel = channel
        self.applicant = applicant
        self.outcome = outcome
        self.isUndecided = isUndecided
        self.words = words
        self.from = from
        self.through = through
        self.isMine = isMine
        self.isForMe = isForMe
        self.isCounted = isCounted
        self.order = order
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        unit = try query.text("unit", limit: 40)
        scope = try query.choice("scope") ?? .open
        state = try query.choice("state")
        waitsFor = try query.choice("waits")
        isWithOthers = try query.text("others", limit: 1) != nil
        when = try query.choice("due")
        channel = try query.choice("channel")
        applicant = try query.choice("applicant")
        outcome = try query.choice("outcome")
        isUndecided = try query.text("undecided", limit: 1) != nil
        words = try query.text("q", limit: 100)
        from = try Self.day("from", query)
        through = try Self.day("through", query)
        isMine = try query.text("mine", limit: 1) != nil
        isForMe = try query.text("me", limit: 1) != nil
        isCounted = try query.text("counted", limit: 1) != nil
        order = try query.choice("order") ?? .due
        after = try query.text("after", limit: 60)
    }

    private static func day(_ name: String, _ query: QueryParameters) throws(QueryRefusal) -> Day? {
        guard let text = try query.text(name, limit: 20) else { return nil }
        guard let day = Day(text: text) else { throw QueryRefusal(parameter: name, value: text) }
        return day
    }

    /// The same from the beginning.
    package var first: LedgerFilter {
        var filter = self
        filter.after = nil
        return filter
    }

    package var link: WebAddress { WorkRoute.requests.link(query: queryItems) }

    /// The same lines as a workbook.
    package var fileLink: WebAddress { WorkRoute.ledgerFile.link(query: first.queryItems) }

    private var queryItems: [(name: String, value: String)] {
        let items: [(String, String?)] = [
            ("unit", unit), ("scope", scope == .open ? nil : scope.rawValue), ("state", state?.rawValue), ("waits", waitsFor?.rawValue),
            ("others", isWithOthers ? "1" : nil), ("due", when?.rawValue), ("channel", channel?.rawValue),
            ("applicant", applicant?.rawValue), ("outcome", outcome?.rawValue),
            ("undecided", isUndecided ? "1" : nil), ("q", words), ("from", from?.description), ("through", through?.description),
            ("mine", isMine ? "1" : nil),
            ("me", isForMe ? "1" : nil), ("counted", isCounted ? "1" : nil), ("order", order == .due ? nil : order.rawValue),
            ("after", after),
        ]
        return items.compactMap { item in item.1.map { (name: item.0, value: $0) } }
    }
}
