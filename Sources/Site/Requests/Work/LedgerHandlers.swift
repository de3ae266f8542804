import Domain
import Operations
import Pages
import Persistence
import Registers

extension Staff {
    private static let requestRoles: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer]
    private static let decidingRoles: Set<Role> = [.reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    /// The units whose requests they see; `nil` for all of them.
    var requestUnits: [OrganisationUnit.ID]? {
        holds(.disclosureOffice) ? nil : Set(posts.filter { Self.requestRoles.contains($0.role) }.map(\.unit)).sorted()
    }

    /// The roles in which they decide about replies and periods.
    var deciding: Set<Role> { Set(posts.map(\.role)).intersection(Self.decidingRoles) }
}

extension LedgerFilter {
    /// The filter of the address as a question to the database, never wider than what they may see.
    func asked(_ shared: RequestView, by staff: Staff) throws -> RequestQueries.Filter {
        var asked = RequestQueries.Filter(units: staff.requestUnits)
        if let unit {
            guard let found = shared.units.values.first(where: { $0.code == unit }), asked.units?.contains(found.id) ?? true else {
                throw QueryRefusal(parameter: "unit", value: unit)
            }
            asked.units = [found.id]
        }
        switch scope {
        case .open: asked.isOpen = true
        case .closed: asked.isOpen = false
        case .all: break
        }
        if let state { asked.states = [state] }
        (asked.channel, asked.outcome, asked.waitsFor, asked.applicant) = (channel, outcome, waitsFor, applicant)
        (asked.receivedFrom, asked.receivedThrough, asked.words) = (from, through, words)
        (asked.isCounted, asked.isUndecided, asked.isWithOthers) = (isCounted, isUndecided, isWithOthers)
        switch when {
        case nil: break
        case .overdue: asked.dueThrough = shared.today.adding(days: -1)
        case .week: (asked.dueFrom, asked.dueThrough) = (shared.today, shared.sunday)
        case .later: (asked.dueFrom, asked.dueThrough) = (shared.sunday.adding(days: 1), Day(year: 9000, month: 1, day: 1))
        }
        if isMine { asked.handler = staff.account }
        if isForMe {
            // Nobody decides in a role that they do not have; an empty set would ask for everything.
            asked.awaiting = staff.deciding.isEmpty ? [.evaluator] : staff.deciding
        }
        return asked
    }
}

extension WorkRequest {
    private static let ledgerPage = 50

    // MARK: Ledger

    func requests() async throws -> Answer {
        let (staff, today, hasKey) = (try staff, now.day, installation.vault != nil)
        let filter = try LedgerFilter(query)
        let page = try await read { view -> LedgerPage in
            let shared = try RequestView(view, today: today)
            let asked = try filter.asked(shared, by: staff)
            let cursor = filter.after.flatMap { RequestQueries.Cursor(text: $0) }
            if filter.after != nil, cursor == nil { throw QueryRefusal(parameter: "after", value: filter.after ?? "") }
            let found = try shared.queries.lines(
                asked, order: RequestQueries.Order(filter.order), after: cursor, limit: Self.ledgerPage + 1)
            let count = try shared.queries.count(asked)
            var next: LedgerFilter?
            if found.count > Self.ledgerPage {
                next = filter
                next?.after = RequestQueries.Cursor(found[Self.ledgerPage - 1]).text
            }
            let names = try LedgerQueries(view.transaction, site: view.site).handlerNames()
            return LedgerPage(
                filter: filter, lines: found.prefix(Self.ledgerPage).map { shared.line($0, handlers: names) },
                total: Total(count, isCapped: count >= 10_000), next: next, units: shared.unitOptions(for: staff),
                mayHandle: staff.holds(.editor) || staff.holds(.disclosureOffice), mayDecide: !staff.deciding.isEmpty,
                maySet: staff.holds(.disclosureOffice), hasKey: hasKey)
        }
        return show(page)
    }

    // MARK: Statistics

    func requestStatistics() async throws -> Answer {
        let (staff, today) = (try staff, now.day)
        let choice = try StatisticsChoice(query)
        let (year, code) = (choice.year ?? today.year, choice.unit)
        let page = try await read { view -> RequestStatisticsPage in
            let shared = try RequestView(view, today: today)
            let units = try LedgerFilter(unit: code).asked(shared, by: staff).units
            let standings = try shared.queries.standings(on: today, soon: shared.sunday).filter { units?.contains($0.unit) ?? true }
                .compactMap { standing in
                    shared.units[standing.unit].map {
                        RequestStatisticsPage.UnitLine(
                            unit: UnitLink($0), open: standing.open, overdue: standing.overdue, soon: standing.soon,
                            waitsForOthers: standing.waitsForOthers)
                    }
                }
            return RequestStatisticsPage(
                year: year, years: Array((today.year - 9)...today.year).reversed(), unit: code, units: shared.unitOptions(for: staff),
                standings: standings.sorted { ($1.overdue, $1.soon, $0.unit.code) < ($0.overdue, $0.soon, $1.unit.code) },
                groups: try RequestQueries.Property.allCases.map { try shared.group($0, year: year, code: code, units: units) })
        }
        return show(page)
    }
}

extension RequestQueries.Order {
    init(_ order: LedgerFilter.Order) {
        switch order {
        case .due: self = .due
        case .newest: self = .newest
        }
    }
}

extension RequestView {
    /// The units that a filter offers to them.
    func unitOptions(for staff: Staff) -> [FilterOption] {
        let own = staff.requestUnits
        return units.values.filter { own?.contains($0.id) ?? !$0.isImported }.sorted { $0.code < $1.code }
            .map { FilterOption(value: $0.code, label: $0.name) }
    }

    /// The year's cases by one of their properties.
    fileprivate func group(
        _ property: RequestQueries.Property, year: Int, code: String?, units: [OrganisationUnit.ID]?
    ) throws -> RequestStatisticsPage.Group {
        guard let from = Day(year: year, month: 1, day: 1), let through = Day(year: year, month: 12, day: 31) else {
            throw QueryRefusal(parameter: "year", value: String(year))
        }
        let tally = Dictionary(
            try queries.tally(by: property, from: from, through: through, units: units).map { ($0.key, $0.count) },
            uniquingKeysWith: { $1 })
        let base = LedgerFilter(unit: code, scope: .all, from: from, through: through, isCounted: true, order: .newest)
        func figures<Key: RawRepresentable<String>>(
            _ keys: [Key], _ label: (Key) -> String, _ narrow: (inout LedgerFilter, Key) -> Void
        ) -> [RequestStatisticsPage.Figure] {
            keys.map { key in
                var filter = base
                narrow(&filter, key)
                return RequestStatisticsPage.Figure(label: label(key), count: tally[key.rawValue] ?? 0, filter: filter)
            }
        }
        let counted = "收到申请之日在 \(year) 年、计入年度报告的申请；已转送、并案、拆分的原申请不计"
        switch property {
        case .channel:
            return RequestStatisticsPage.Group(
                heading: "申请方式", definition: "\(counted)，按登记时的申请方式分。", whole: base,
                figures: figures(RequestChannel.allCases, \.name) { $0.channel = $1 })
        case .applicant:
            return RequestStatisticsPage.Group(
                heading: "申请人类型", definition: "\(counted)，按年度报告表三的六类申请人分。", whole: base,
                figures: figures(ApplicantKind.allCases, \.label) { $0.applicant = $1 })
        case .outcome:
            var figures = figures(RequestOutcome.allCases, \.fullName) { $0.outcome = $1 }
            var undecided = base
            undecided.isUndecided = true
            figures.append(RequestStatisticsPage.Figure(label: "还没有结果", count: tally[""] ?? 0, filter: undecided))
            return RequestStatisticsPage.Group(
                heading: "办理结果", definition: "\(counted)，按现在登记的办理结果分；结果可能在以后的年度作出。", whole: base, figures: figures)
        case .state:
            return RequestStatisticsPage.Group(
                heading: "办理状态", definition: "\(counted)，按现在的状态分。", whole: base,
                figures: figures(RequestState.allCases, \.name) { $0.state = $1 })
        }
    }
}
