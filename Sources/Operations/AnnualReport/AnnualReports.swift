package import Domain
import Persistence
package import Registers

/// The annual reports of a county's units (政府信息公开工作年度报告; 条例 Art. 49, 50): computed from the ledger, written by the unit, rolled up, taken to
/// the publishing gate.
package struct AnnualReports {
    package enum Refusal: Error, Sendable, Hashable {
        case unknownUnit
        /// Villages and others write none.
        case writesNone
        case badYear
        case words(ReportSection, AnnualReport.WordsFault)
        case longSource(ProactiveLine, limit: Int)
        case decimals(ProactiveLine)
        case needsRole
        /// Contradictions, or cells that nobody has filled in: it cannot go to the gate like that.
        case problems([ReportProblem])
        case noSection(ReportSection)
    }

    /// A report as it stands, with everything that is known about it.
    package struct View: Sendable {
        package let unit: OrganisationUnit
        package let entry: AnnualReportRegister.Entry
        /// With numbers in its words.
        package let report: AnnualReport
        package let problems: [ReportProblem]
        /// Units whose report is missing from a county's.
        package let missing: [OrganisationUnit]
        /// Whether it adds up other units'.
        package let isRolledUp: Bool
        package let feesInFen: Int
        /// What the register of published documents says.
        package let normative: (made: Int, repealed: Int, inForce: Int)
        package let due: Day
        /// Where the document at the gate stands.
        package let draftState: Draft.State?
    }

    package static let firstYear = 2008
    package static let longestSource = 300

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `Refusal`.
    package func view(unit: OrganisationUnit.ID, year: Int) async throws -> View {
        let (county, today) = (county, installation.now().day)
        return try await installation.store.read { transaction in
            try ReportMaking(transaction, county: county, today: today).view(unit: unit, year: year)
        }
    }

    /// Every unit that writes one, with what it has written for that year.
    package func list(year: Int) async throws -> [(unit: OrganisationUnit, entry: AnnualReportRegister.Entry?, state: Draft.State?)] {
        let (county, today) = (county, installation.now().day)
        return try await installation.store.read { transaction in
            let making = ReportMaking(transaction, county: county, today: today)
            let register = AnnualReportRegister(transaction, site: county.id)
            let entries = Dictionary(try register.all(year: year).map { ($0.unit, $0) }, uniquingKeysWith: { $1 })
            // One that was taken over from the old site is out as well.
            let published = try register.published(year: year)
            return try making.writers().map { unit in
                (unit, entries[unit.id], published.contains(unit.id) ? .published : try making.state(of: entries[unit.id]?.draft))
            }
        }
    }

    /// Saves what the unit writes itself, under the version that was opened.
    package func save(_ entry: AnnualReportRegister.Entry, by staff: Staff) async throws {
        for section in ReportSection.allCases {
            if let fault = AnnualReport.faults(in: entry.narrative[section]).first { throw Refusal.words(section, fault) }
        }
        for line in ProactiveLine.allCases {
            if (entry.sources[line] ?? "").unicodeScalars.count > Self.longestSource {
                throw Refusal.longSource(line, limit: Self.longestSource)
            }
            if !line.allowsDecimals, entry.two[line].number != nil, entry.two[line].count == nil { throw Refusal.decimals(line) }
        }
        try await write(entry, .annualReportSaved, by: staff)
    }

    private func write(_ entry: AnnualReportRegister.Entry, _ verb: Event.Verb, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            guard staff.handlesRequests(of: entry.unit) else { throw Refusal.needsRole }
            _ = try ReportMaking(transaction, county: county, today: now.day).unit(entry.unit, year: entry.year)
            let actor = staff.signature(staff.post(.editor, for: entry.unit) ?? staff.post(.disclosureOffice, for: entry.unit))
            try AnnualReportRegister(transaction, site: county.id).put(entry, signature: actor, at: now)
            try events.append(
                Event(
                    actor: actor, unit: entry.unit, verb: verb, subject: Event.Subject(.unit, entry.unit.rawValue),
                    reason: "\(entry.year)年度"), at: now)
        }
    }

    /// Takes the report to the publishing gate: a draft with its words and tables, which goes the one way to the public.
    ///
    /// - Returns: the draft; the one from before when it is still on its way.
    package func submit(unit: OrganisationUnit.ID, year: Int, by staff: Staff) async throws -> Draft.ID {
        let view = try await view(unit: unit, year: year)
        switch view.draftState {
        case .drafting?, .inReview?, .referred?, .approved?, .published?: if let draft = view.entry.draft { return draft }
        case nil, .withheld?, .discarded?: break
        }
        guard staff.holds(.editor, for: unit) else { throw Refusal.needsRole }
        let hard = view.problems.filter { $0.severity == .hard }
        guard hard.isEmpty else { throw Refusal.problems(hard) }
        for section in [ReportSection.overview, .problems, .other] where view.report.narrative[section].isEmpty {
            throw Refusal.noSection(section)
        }
        let blank = ProactiveLine.allCases.filter { view.report.two[$0] == .blank }
        guard blank.isEmpty else { throw Refusal.problems([.notFilled(blank.map { .two($0) })]) }
        let obligation = try await installation.store.read { [county] transaction in
            try AnnualReportRegister(transaction, site: county.id).obligation(of: unit, on: year)
        }
        let draft = try await StartDraft(installation, county: county).run(
            .item(obligation?.item, obligation: obligation?.id), unit: unit, by: staff)
        let (title, body, day) = (view.report.title, view.report.body, installation.now().day)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = title
            content.category = AnnualReport.category
            content.made = day
            content.body = body
        }
        var entry = view.entry
        entry.draft = draft
        entry.frozen = view.report.cells
        try await write(entry, .annualReportSubmitted, by: staff)
        return draft
    }
}

/// Puts a report together, inside one transaction.
struct ReportMaking {
    private let transaction: any Transaction
    private let county: County
    private let today: Day

    init(_ transaction: any Transaction, county: County, today: Day) {
        self.transaction = transaction
        self.county = county
        self.today = today
    }

    /// Units that write a report (条例 Art. 49), in the order of the register.
    func writers() throws -> [OrganisationUnit] {
        try UnitRegister(transaction, site: county.id).all().filter { !$0.isImported && $0.kind.writesAnnualReport }
    }

    func unit(_ id: OrganisationUnit.ID, year: Int) throws -> OrganisationUnit {
        guard let unit = try UnitRegister(transaction, site: county.id).find(id) else { throw AnnualReports.Refusal.unknownUnit }
        guard unit.kind.writesAnnualReport else { throw AnnualReports.Refusal.writesNone }
        guard (AnnualReports.firstYear...today.year).contains(year) else { throw AnnualReports.Refusal.badYear }
        return unit
    }

    func state(of draft: Draft.ID?) throws -> Draft.State? {
        try draft.flatMap { try DraftRegister(transaction, site: county.id).find($0)?.draft.state }
    }

    func view(unit id: OrganisationUnit.ID, year: Int) throws -> AnnualReports.View {
        let unit = try unit(id, year: year)
        let register = AnnualReportRegister(transaction, site: county.id)
        let entry = try register.find(unit: id, year: year) ?? AnnualReportRegister.Entry(unit: id, year: year)
        let isRolledUp = unit.kind == .government
        let all = isRolledUp ? try UnitRegister(transaction, site: county.id).all() : [unit]
        let queries = AnnualReportQueries(transaction, site: county.id, units: all.map(\.id), year: year)
        var report = AnnualReport(
            title: "\(unit.name)\(year)年政府信息公开工作年度报告", year: year, unit: unit.name, two: entry.two, three: try queries.three(),
            four: try queries.four())
        var missing: [OrganisationUnit] = []
        if isRolledUp { (report.two, missing) = try rolledUp(entry.two, year: year, but: id) }
        let fees = try queries.feesInFen()
        for section in ReportSection.allCases { report.narrative[section] = report.filled(entry.narrative[section], feesInFen: fees) }
        return AnnualReports.View(
            unit: unit, entry: entry, report: report,
            problems: ReportChecks.problems(of: report, previous: try previous(unit, year: year, register)), missing: missing,
            isRolledUp: isRolledUp, feesInFen: fees, normative: try queries.normative(), due: unit.kind.annualReportDue(for: year),
            draftState: try state(of: entry.draft))
    }

    /// The county's second table: what it enters itself, else the sum of its units'.
    private func rolledUp(_ own: TableTwo, year: Int, but id: OrganisationUnit.ID) throws -> (TableTwo, [OrganisationUnit]) {
        let entries = Dictionary(
            try AnnualReportRegister(transaction, site: county.id).all(year: year).map { ($0.unit, $0) }, uniquingKeysWith: { $1 })
        let others = try writers().filter { $0.id != id }
        let sum = ReportRollUp(
            others.map { unit in
                (unit.name, entries[unit.id].map { AnnualReport(title: "", year: year, unit: unit.name, two: $0.two) })
            })
        var two = own
        for line in ProactiveLine.allCases where own[line] == .blank { two[line] = sum.two[line] }
        return (two, others.filter { entries[$0.id] == nil })
    }

    /// Last year's report as it went to the gate.
    private func previous(_ unit: OrganisationUnit, year: Int, _ register: AnnualReportRegister) throws -> AnnualReport? {
        guard let entry = try register.find(unit: unit.id, year: year - 1), let frozen = entry.frozen else { return nil }
        var report = AnnualReport(
            title: "", year: year - 1, unit: unit.name, three: TableThree(filledWith: .unknown), four: TableFour(filledWith: .unknown))
        for (code, text) in frozen {
            guard let cell = ReportCell(code: code), let figure = ReportFigure(stored: text) else { continue }
            switch cell {
            case .two(let line): report.two[line] = figure
            case .three(let row, let column): report.three[row, column] = figure
            case .four(let kind, let column): report.four[kind, column] = figure
            }
        }
        // Filled, as this year's is: what was taken over shows only then. The amount plays no part in that.
        for section in ReportSection.allCases { report.narrative[section] = report.filled(entry.narrative[section], feesInFen: 0) }
        return report
    }
}

extension AnnualReport {
    /// Every cell by its code.
    package var cells: [String: String] {
        var cells: [String: String] = [:]
        for line in ProactiveLine.allCases { cells[ReportCell.two(line).code] = two[line].text }
        for row in ReportRow.all {
            for column in ReportColumn.allCases { cells[ReportCell.three(row, column).code] = three[row, column].text }
        }
        for kind in DisputeKind.allCases {
            for column in DisputeColumn.allCases { cells[ReportCell.four(kind, column).code] = four[kind, column].text }
        }
        return cells
    }
}
