package import Domain
package import Persistence

/// What pages, duties and figures ask about interpretations.
package struct InterpretationQueries {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// An interpretation with where its own text stands.
    package struct Reading: Sendable {
        package let interpretation: Interpretation
        package let title: String
        package let unitName: String
        /// `nil` while it is not public.
        package let disclosure: Disclosure.ID?
        package let published: Instant?
        /// When its last step approved it; of what came from elsewhere, when it was published.
        package let signed: Instant?
    }

    /// A document that has to be interpreted, with its interpretations.
    package struct Duty: Sendable {
        package let plan: InterpretationPlan
        package let unit: OrganisationUnit.ID
        package let unitName: String
        package let title: String
        package let disclosure: Disclosure.ID
        package let published: Instant
        package let facts: SyncGate.Facts
        package let readings: [Reading]
        package let standing: InterpretationStanding
    }

    /// All interpretations of a document, the first public one first; drafts on the way come last.
    package func readings(of reference: PaperReference) throws -> [Reading] {
        let about: Query
        switch reference {
        case .published(let id):
            about = "(i.about_disclosure = \(id) OR i.about_draft IN (SELECT a.id FROM draft a WHERE a.disclosure_id = \(id)))"
        case .draft(let id):
            about = "(i.about_draft = \(id) OR i.about_disclosure IN (SELECT a.disclosure_id FROM draft a WHERE a.id = \(id)))"
        }
        return try readings(about)
    }

    /// All that are public, in the order of their publication.
    package func published() throws -> [Reading] { try readings("r.id IS NOT NULL") }

    private func readings(_ condition: Query) throws -> [Reading] {
        try transaction.rows(
            """
            SELECT i.*, COALESCE(r.title, d.title) AS title, u.name AS unit_name, r.id AS public_id, r.published,
                COALESCE((SELECT MAX(c.time) FROM decision c WHERE c.draft_id = i.draft_id AND c.verdict = 'approved' AND c.is_void = 0
                    AND d.state IN ('approved', 'published')), r.published) AS signed
            FROM interpretation i JOIN unit u ON u.id = i.unit_id LEFT JOIN draft d ON d.id = i.draft_id
            LEFT JOIN disclosure r ON r.id = COALESCE(i.disclosure_id, d.disclosure_id)
            WHERE i.site_id = \(site) AND \(condition) ORDER BY r.published NULLS LAST, i.id
            """
        ) { row in
            Reading(
                interpretation: try InterpretationRegister.interpretation(row), title: try row["title"], unitName: try row["unit_name"],
                disclosure: try row["public_id"], published: try row["published"], signed: try row["signed"])
        }
    }

    /// What each of those documents interprets, for a list.
    package func bindings(of ids: [Disclosure.ID]) throws -> [Disclosure.ID: (interpretation: Interpretation, about: Paper?)] {
        guard !ids.isEmpty else { return [:] }
        let rows = try transaction.rows(
            """
            SELECT i.*, COALESCE(i.disclosure_id, d.disclosure_id) AS public_id FROM interpretation i LEFT JOIN draft d ON d.id = i.draft_id
            WHERE i.site_id = \(site) AND (i.disclosure_id IN (\(list: ids)) OR d.disclosure_id IN (\(list: ids)))
            """
        ) { row -> (Disclosure.ID, Interpretation) in (try row["public_id"], try InterpretationRegister.interpretation(row)) }
        let papers = PaperQueries(transaction, site: site)
        var result: [Disclosure.ID: (interpretation: Interpretation, about: Paper?)] = [:]
        for (id, interpretation) in rows { result[id] = (interpretation, try papers.find(interpretation.about)) }
        return result
    }

    /// The text that a draft interprets, for comparing; `nil` for other drafts.
    package func interpretedText(by draft: Draft.ID, on today: Day) throws -> CopiedShare.Source? {
        guard let own = try InterpretationRegister(transaction, site: site).interpretation(by: .draft(draft)),
            let paper = try PaperQueries(transaction, site: site).find(own.about)
        else { return nil }
        let body: String?
        if let id = paper.disclosure {
            body = try transaction.first("SELECT body FROM disclosure WHERE id = \(id)") { try $0["body"] }
        } else {
            body = try transaction.first("SELECT body FROM draft WHERE id = \(paper.draft)") { try $0["body"] }
        }
        return CopiedShare.Source(
            title: paper.title, text: DocumentBody.plainText(stored: body ?? ""),
            limit: try FigureRegister(transaction, site: site).book().value(.copiedShare, on: today))
    }

    // MARK: Duties

    /// Public documents whose plan asks for an interpretation, the latest published first, as they stand at the end of a day.
    ///
    /// - Parameters:
    ///   - units: drafting units; `nil` for all.
    ///   - days: of publication.
    package func duties(units: [OrganisationUnit.ID]? = nil, published days: ClosedRange<Day>? = nil, on today: Day) throws -> [Duty] {
        try duties(try published(days, isExempt: false, on: today), units: units, on: today)
    }

    /// `nil` when that document need not be interpreted.
    package func duty(of document: Disclosure.ID, on today: Day) throws -> Duty? {
        try duties(try published(nil, isExempt: false, document: document, on: today), units: nil, on: today).first
    }

    private func duties(_ lines: [Line], units: [OrganisationUnit.ID]?, on today: Day) throws -> [Duty] {
        let calendar = try HolidayRegister(transaction).calendar()
        let book = try FigureRegister(transaction, site: site).book()
        let names = Dictionary(try UnitRegister(transaction, site: site).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        let register = InterpretationRegister(transaction, site: site)
        return try lines.compactMap { line in
            guard let plan = try register.plan(of: line.draft) else { return nil }
            if let units, !plan.drafters.contains(where: units.contains) { return nil }
            let readings = try readings(of: .published(line.disclosure))
            let standing = InterpretationStanding(
                published: line.published, first: readings.compactMap(\.published).min(),
                workingDays: book.value(.interpretationDays, on: line.published.day), calendar: calendar, on: today)
            return Duty(
                plan: plan, unit: line.unit, unitName: names[line.unit] ?? "", title: line.title, disclosure: line.disclosure,
                published: line.published,
                facts: SyncGate.Facts(
                    // 应急发布 leaves an empty plan behind, and never went to the gate.
                    planned: plan.outline.isEmpty ? nil : line.saved, submitted: line.submitted ?? line.published,
                    published: line.published,
                    signed: readings.compactMap(\.signed).min()), readings: readings, standing: standing)
        }
    }

    /// How the documents of a unit stand, those published in these days.
    package func tally(unit: OrganisationUnit.ID? = nil, published days: ClosedRange<Day>? = nil, on today: Day) throws
        -> InterpretationTally
    {
        let units = unit.map { [$0] }
        return InterpretationTally(
            try duties(units: units, published: days, on: today).map(\.standing),
            exempt: try exempt(units: units, published: days, on: today))
    }

    /// How many public documents say why they are not interpreted.
    package func exempt(units: [OrganisationUnit.ID]? = nil, published days: ClosedRange<Day>? = nil, on today: Day) throws -> Int {
        let register = InterpretationRegister(transaction, site: site)
        return try published(days, isExempt: true, on: today).count { line in
            guard let units else { return true }
            return try register.plan(of: line.draft)?.drafters.contains(where: units.contains) == true
        }
    }

    private struct Line {
        let draft: Draft.ID
        let unit: OrganisationUnit.ID
        let title: String
        let disclosure: Disclosure.ID
        let published: Instant
        let saved: Instant
        let submitted: Instant?
    }

    private func published(_ days: ClosedRange<Day>?, isExempt: Bool, document: Disclosure.ID? = nil, on today: Day) throws -> [Line] {
        let exemption: Query = isExempt ? "AND p.exemption <> ''" : "AND p.exemption = ''"
        let from: Query = days.map { "AND x.published >= \(Instant(startOf: $0.lowerBound))" } ?? ""
        let one: Query = document.map { "AND x.id = \($0)" } ?? ""
        let last = min(days?.upperBound ?? today, today)
        return try transaction.rows(
            """
            SELECT p.draft_id, p.saved, p.submitted, x.id, x.unit_id, x.title, x.published FROM interpretation_plan p
            JOIN draft d ON d.id = p.draft_id JOIN disclosure x ON x.id = d.disclosure_id
            WHERE p.site_id = \(site) AND x.published < \(Instant(startOf: last.adding(days: 1))) \(exemption) \(from) \(one)
            ORDER BY x.published DESC, x.id DESC
            """
        ) { row in
            Line(
                draft: try row["draft_id"], unit: try row["unit_id"], title: try row["title"], disclosure: try row["id"],
                published: try row["published"], saved: try row["saved"], submitted: try row["submitted"])
        }
    }
}
