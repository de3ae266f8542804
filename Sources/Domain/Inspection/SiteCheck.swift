/// An inspection of the county's own portal (网站检查), by the rules by which it is inspected from above. The last of a day counts.
package struct SiteCheck: Sendable, Hashable {
    package var finished: Instant
    package var report: InspectionReport
    package var warnings: [InspectionWarning]
    /// Which unit answers for a page; every other page is the disclosure office's.
    package var owners: [String: OrganisationUnit.ID]

    package init(
        finished: Instant, report: InspectionReport, warnings: [InspectionWarning] = [], owners: [String: OrganisationUnit.ID] = [:]
    ) {
        self.finished = finished
        self.report = report
        self.warnings = warnings
        self.owners = owners
    }

    package var day: Day { report.asOf }

    /// Every page that a finding or a warning names.
    package static func pages(_ report: InspectionReport, _ warnings: [InspectionWarning]) -> Set<String> {
        Set(report.findings.flatMap(\.evidence).map(\.page)).union(warnings.map(\.evidence.page))
    }

    /// - Parameter office: the unit that answers for pages that are nobody's; `nil` when the county has none.
    package func warnings(for units: Set<OrganisationUnit.ID>, office: OrganisationUnit.ID?) -> [InspectionWarning] {
        warnings.filter { isOwn($0.evidence, units, office) }
    }

    /// Findings that name at least one page of these units.
    package func findings(
        of severity: InspectionRule.Severity, for units: Set<OrganisationUnit.ID>, office: OrganisationUnit.ID?
    ) -> [InspectionFinding] {
        report.findings(of: severity).filter { finding in
            finding.evidence.isEmpty
                ? office.map(units.contains) ?? false : finding.evidence.contains { isOwn($0, units, office) }
        }
    }

    private func isOwn(_ evidence: InspectionFinding.Evidence, _ units: Set<OrganisationUnit.ID>, _ office: OrganisationUnit.ID?) -> Bool {
        (owners[evidence.page] ?? office).map(units.contains) ?? false
    }

    /// One line of the history.
    package struct Line: Sendable, Hashable {
        package let day: Day
        package let finished: Instant
        package let verdict: InspectionReport.Verdict
        package let score: Points
        package let vetoes: Int
        package let deductions: Int
        package let pages: Int

        package init(
            day: Day, finished: Instant, verdict: InspectionReport.Verdict, score: Points, vetoes: Int, deductions: Int, pages: Int
        ) {
            self.day = day
            self.finished = finished
            self.verdict = verdict
            self.score = score
            self.vetoes = vetoes
            self.deductions = deductions
            self.pages = pages
        }
    }

    package var line: Line {
        Line(
            day: day, finished: finished, verdict: report.verdict, score: report.score, vetoes: report.findings(of: .veto).count,
            deductions: report.findings(of: .deduction).count, pages: report.pageCount)
    }
}

/// When the own portal is inspected next, and how far ahead it warns.
package struct SiteCheckSchedule: Sendable, Hashable {
    /// Days ahead for which warnings are given.
    package var warningDays = 7
    /// Of the last inspection.
    package var last: Day?
    /// Somebody wants one now (检查一次).
    package var requested: Instant?
    /// One is under way since then.
    package var begun: Instant?

    package init() {}

    /// In the night, when few visitors come.
    private static let hour: Int64 = 2
    /// Longer than an inspection may take: after that nobody is at work on it any more.
    private static let leaseInMilliseconds: Int64 = 30 * 60_000

    package func isRunning(at now: Instant) -> Bool {
        begun.map { now.milliseconds - $0.milliseconds < Self.leaseInMilliseconds } ?? false
    }

    /// Whether one is to begin: when somebody asked for it, and once a day from two o'clock in the morning.
    package func isDue(at now: Instant) -> Bool {
        guard !isRunning(at: now) else { return false }
        if requested != nil { return true }
        let isMorning = now.milliseconds - Instant(startOf: now.day).milliseconds >= Self.hour * 3_600_000
        return isMorning && last.map { $0 < now.day } ?? true
    }
}
