package import Domain
package import Persistence

/// What stands behind a figure: the obligations themselves, and the months in which they fell due.
package struct MonitoringDetail {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// An obligation as it stood at the end of a day.
    package struct Duty: Sendable {
        package let obligation: Obligation
        package let due: Day?
        package let isProvisional: Bool
        /// For one that began with an event. Which one it was stays in the workbench: nobody has reviewed those words for the public.
        package let happening: TriggerEvent.Happening?
        package let standing: DutyStanding
        /// When it was closed, as far as it was by then; with the document, where everybody may see it or its withdrawal.
        package let closed: Instant?
        package fileprivate(set) var document: Disclosure.ID?
    }

    /// Those of one item and unit, the newest due first.
    package func duties(item: CatalogueItem.ID, unit: OrganisationUnit.ID, on day: Day, limit: Int) throws -> [Duty] {
        let after = Instant(startOf: day.adding(days: 1))
        let past = try past(item, unit)
        let found = try transaction.rows(
            """
            SELECT o.*, e.happening FROM obligation o LEFT JOIN obligation_event e ON e.id = o.event_id
            WHERE o.site_id = \(site) AND o.item_id = \(item) AND o.unit_id = \(unit) AND (o.start <= \(day) OR o.raised < \(after)
                OR o.id IN (SELECT p.obligation_id FROM obligation_past p WHERE p.site_id = \(site) AND p.ended >= \(after)))
            ORDER BY o.due DESC, o.id LIMIT \(limit)
            """
        ) { row in try Self.duty(row, past, on: day) }.compactMap { $0 }
        // What was published for somebody in particular has no public page.
        let shown = try publicPages(of: found.compactMap(\.document))
        return found.map { duty in
            var duty = duty
            duty.document = duty.document.flatMap { shown.contains($0) ? $0 : nil }
            return duty
        }
    }

    /// Those of the documents that are public, or whose withdrawal is.
    private func publicPages(of documents: [Disclosure.ID]) throws -> Set<Disclosure.ID> {
        Set(
            try transaction.rows(
                """
                SELECT id FROM disclosure WHERE site_id = \(site) AND id IN (\(list: documents))
                UNION ALL SELECT disclosure_id FROM tombstone WHERE site_id = \(site) AND disclosure_id IN (\(list: documents))
                """
            ) { try $0["id"] })
    }

    private static func duty(_ row: ResultRow, _ past: [Obligation.ID: [Past]], on day: Day) throws -> Duty? {
        let obligation = try ObligationRegister.obligation(row)
        let closed: Instant? = try row["closed"]
        let due: String = try row["due"]
        let own = past[obligation.id] ?? []
        let history = DutyHistory(
            past: own.map(\.stretch),
            present: DutyFacts(
                start: obligation.start, raised: obligation.raised, due: Day(text: due),
                end: closed.map { DutyFacts.End(obligation.state.kind, at: $0) }))
        guard let standing = history.standing(on: day) else { return nil }
        let stretch = history.stretch(on: day)
        let facts = stretch?.facts ?? history.present
        let end = facts.end.flatMap { $0.time < Instant(startOf: day.adding(days: 1)) ? $0.time : nil }
        let document: Disclosure.ID? =
            if let stretch { own.first { $0.stretch == stretch }?.document } else { try row["disclosure_id"] }
        return Duty(
            obligation: obligation, due: facts.due, isProvisional: try row["is_provisional"], happening: try row["happening"],
            standing: standing,
            closed: end, document: end == nil ? nil : document)
    }

    private struct Past {
        let stretch: DutyHistory.Stretch
        let document: Disclosure.ID?
    }

    private func past(_ item: CatalogueItem.ID, _ unit: OrganisationUnit.ID) throws -> [Obligation.ID: [Past]] {
        var result: [Obligation.ID: [Past]] = [:]
        try transaction.forEach(
            """
            SELECT p.* FROM obligation_past p JOIN obligation o ON o.id = p.obligation_id
            WHERE o.site_id = \(site) AND o.item_id = \(item) AND o.unit_id = \(unit)
            """
        ) { row in
            let deadline: Instant? = try row["deadline"]
            let facts = DutyFacts(
                start: try row["start"], raised: try row["raised"], due: deadline.map { $0.day.adding(days: -1) },
                end: DutyFacts.End(try row["state"], at: try row["closed"]))
            result[try row["obligation_id"], default: []].append(
                Past(stretch: DutyHistory.Stretch(facts, until: try row["ended"]), document: try row["disclosure_id"]))
        }
        return result
    }

    /// What fell due in each of the last months up to a day, unit by unit, as it stood at the end of that day; the oldest first.
    package func months(unit: OrganisationUnit.ID? = nil, on day: Day, count: Int) throws -> [OrganisationUnit.ID: [MonthFigures]] {
        let months = Self.months(through: day, count: count)
        guard let first = months.first, let start = Day(year: first.year, month: first.month, day: 1) else { return [:] }
        var result: [OrganisationUnit.ID: [MonthFigures]] = [:]
        let empty = months.map { MonthFigures(year: $0.year, month: $0.month, duties: DutyCounts()) }
        try MonitoringQueries(transaction, site: site).byDeadline(unit: unit, from: start, on: day) { unit, due, duties in
            guard let place = months.firstIndex(where: { $0.year == due.year && $0.month == due.month }) else { return }
            result[unit, default: empty][place].duties = result[unit, default: empty][place].duties + duties
        }
        return result
    }

    /// The month of a day and those before it.
    private static func months(through day: Day, count: Int) -> [(year: Int, month: Int)] {
        (0..<count).reversed().map { back in
            let number = day.year * 12 + day.month - 1 - back
            return (number / 12, number % 12 + 1)
        }
    }
}
