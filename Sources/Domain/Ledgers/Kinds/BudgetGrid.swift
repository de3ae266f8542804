/// 预决算公开 at a glance: who has to publish, year by year, and whether it was done in time.
package struct BudgetGrid: Sendable, Hashable {
    package static let years = 3

    /// A budget or final account.
    package struct Paper: Sendable, Hashable {
        package let report: String
        package let document: Disclosure.ID?
        package let standing: BudgetStanding

        package init(report: String, document: Disclosure.ID?, standing: BudgetStanding) {
            self.report = report
            self.document = document
            self.standing = standing
        }
    }

    package struct Line: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        /// 政府 or 部门.
        package let scope: String
        /// By year; empty where nothing is entered.
        package let papers: [Int: [Paper]]

        package init(unit: OrganisationUnit.ID, scope: String, papers: [Int: [Paper]]) {
            self.unit = unit
            self.scope = scope
            self.papers = papers
        }
    }

    /// Newest first.
    package let years: [Int]
    package let lines: [Line]

    package init(years: [Int], lines: [Line]) {
        self.years = years
        self.lines = lines
    }

    /// - Parameters:
    ///   - rows: what is public of the register.
    ///   - documents: of those that rows name, the ones that the public can read.
    ///   - units: in the order in which they are shown; governments and departments are expected, others stand there once they are entered.
    ///   - days: calendar days within which a paper must be public after it was approved.
    package init(
        rows: [LedgerRow], documents: [Disclosure.ID: LedgerFacts.Document],
        units: [(id: OrganisationUnit.ID, kind: OrganisationUnit.Kind)],
        within days: Int, calendar: WorkingCalendar, on today: Day
    ) {
        let years = (0..<Self.years).map { today.year - $0 }
        let order = LedgerKind.budgets.field("report")?.choices ?? []
        let byPlace = Dictionary(grouping: rows) { Place(unit: $0.unit, scope: $0.cells["scope"]) }
        let places = units.flatMap { unit in
            ["政府", "部门"].map { Place(unit: unit.id, scope: $0) }.filter { place in
                byPlace[place] != nil || (unit.kind == .government && place.scope == "政府")
                    || (unit.kind == .department && place.scope == "部门")
            }
        }
        let lines = (places.filter { $0.scope == "政府" } + places.filter { $0.scope == "部门" }).map { place in
            let papers = (byPlace[place] ?? []).sorted {
                (order.firstIndex(of: $0.cells["report"]) ?? 0) < (order.firstIndex(of: $1.cells["report"]) ?? 0)
            }
            return Line(
                unit: place.unit, scope: place.scope,
                papers: Dictionary(grouping: papers.filter { years.contains(Int($0.cells["year"]) ?? 0) }) { Int($0.cells["year"]) ?? 0 }
                    .mapValues { rows in rows.compactMap { Self.paper($0, documents, days, calendar, today) } })
        }
        self.init(years: years, lines: lines)
    }

    private struct Place: Hashable {
        let unit: OrganisationUnit.ID
        let scope: String
    }

    private static func paper(
        _ row: LedgerRow, _ documents: [Disclosure.ID: LedgerFacts.Document], _ days: Int, _ calendar: WorkingCalendar, _ today: Day
    ) -> Paper? {
        guard let approved = row.cells.day("approved") else { return nil }
        let id = row.cells.document("document").flatMap { documents[$0] == nil ? nil : $0 }
        return Paper(
            report: row.cells["report"], document: id,
            standing: BudgetStanding(
                approved: approved, published: id.flatMap { documents[$0] }, within: days, calendar: calendar, on: today))
    }
}
