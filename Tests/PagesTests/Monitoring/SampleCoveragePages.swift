import Domain
import Pages

/// The monitoring pages, with something done, late, missing, waived and not known.
extension Sample {
    static let coveragePages = [
        Rendered(
            name: "coverage", address: .coverage(),
            page: CoveragePage(report: coverageReport, names: coverageNames, months: coverageMonths, query: CoverageQuery())),
        Rendered(
            name: "coverage-past", address: .coverage(CoverageQuery(day: date(2026, 3, 20))),
            page: CoveragePage(
                report: coverageReport, names: coverageNames, months: coverageMonths, query: CoverageQuery(day: date(2026, 3, 20)))),
        Rendered(
            name: "coverage-empty", address: .coverage(),
            page: CoveragePage(
                report: MonitoringReport(day: date(2026, 3, 20), catalogue: nil, lines: []), names: coverageNames, months: [],
                query: CoverageQuery())),
        Rendered(
            name: "coverage-unit", address: .coverageUnit("mzj"),
            page: CoverageUnitPage(
                unit: civilAffairs,
                report: MonitoringReport(
                    day: date(2026, 3, 20), catalogue: nil, lines: coverageReport.lines.filter { $0.unit == civilAffairs.id }),
                names: coverageNames, months: coverageMonths, query: CoverageQuery())),
        Rendered(
            name: "coverage-domain", address: .coverageDomain("20"),
            page: CoverageDomainPage(
                domain: relief,
                report: MonitoringReport(day: date(2026, 3, 20), catalogue: nil, lines: coverageReport.lines.filter { $0.domain == "20" }),
                names: coverageNames, query: CoverageQuery())),
        Rendered(
            name: "coverage-item", address: .coverageItem(unit: "mzj", Identifier(3000)),
            page: CoverageItemPage(
                unit: UnitLink(civilAffairs), item: itemLinks[0], timeLimit: entries[0].timeLimit, day: date(2026, 3, 20),
                figures: coverageReport.lines[0].figures, duties: coverageDuties, query: CoverageQuery())),
        Rendered(
            name: "coverage-item-none", address: .coverageItem(unit: "mzj", Identifier(3000)),
            page: CoverageItemPage(
                unit: UnitLink(civilAffairs), item: itemLinks[0], timeLimit: nil, day: date(2026, 3, 20), figures: MonitoringFigures(),
                duties: [], query: CoverageQuery())),
        Rendered(
            name: "coverage-months", address: .coverageMonths(),
            page: CoverageMonthsPage(
                day: date(2026, 3, 20), names: coverageNames, months: [civilAffairs.id: coverageMonths, office.id: coverageMonths],
                query: CoverageQuery())),
    ]

    private static let coverageNames = MonitoringNames(
        units: [office, civilAffairs],
        domains: [DisclosureDomain(code: "04", name: "财政预决算"), DisclosureDomain(code: "20", name: "社会救助")])

    private static let coverageReport = MonitoringReport(
        day: date(2026, 3, 20), catalogue: nil,
        lines: [
            line(civilAffairs, "20", 0, [.onTime: 14, .late: 2, .missing: 1, .notYetDue: 3, .waived: 1, .unclear: 1], documents: 20),
            line(civilAffairs, "04", 1, [.onTime: 4, .late: 1], documents: 5), line(office, "20", 2, [.onTime: 12], documents: 12_345),
            line(office, "04", 3, [.notYetDue: 2, .lapsed: 1], documents: 0),
        ], unassigned: [Identifier(3009)],
        guide: MonitoringReport.GuideGap(
            guide: CatalogueVersion(id: Identifier(500), level: .national, title: "社会救助领域基层政务公开标准指引", state: .adopted), itemCount: 23,
            missing: [MonitoringReport.GuideGap.Missing(item: Identifier(3010), domain: "20", name: "临时救助对象名单")]))

    private static func line(
        _ unit: OrganisationUnit, _ domain: String, _ number: Int, _ counts: [DutyStanding: Int], documents: Int
    ) -> MonitoringReport.Line {
        var figures = MonitoringFigures()
        for (standing, count) in counts { figures.duties[standing] = count }
        (figures.places.places, figures.places.filled, figures.places.documents) = (1, documents > 0 ? 1 : 0, documents)
        if number == 0 {
            (figures.elements.judged, figures.elements.required, figures.elements.covered, figures.elements.excused) = (8, 24, 21, 2)
        }
        figures.elements.unknown = documents - figures.elements.judged
        return MonitoringReport.Line(
            unit: unit.id, domain: domain, item: Identifier(Int64(3000 + number)), entry: entries[number % entries.count], figures: figures)
    }

    private static let coverageMonths = (1...12).map { month in
        var duties = DutyCounts()
        if month != 3 { (duties.onTime, duties.late, duties.missing) = (month, month % 3, month == 12 ? 2 : 0) }
        return MonthFigures(year: 2025, month: month, duties: duties)
    }

    private static let coverageDuties = [
        CoverageItemPage.Duty(
            occasion: "2026年第一季度", start: date(2026, 1, 1), due: date(2026, 3, 31), isProvisional: false, standing: .notYetDue, closed: nil,
            document: nil),
        CoverageItemPage.Duty(
            occasion: "作出决定", start: date(2026, 1, 5), due: date(2026, 2, 2), isProvisional: false, standing: .missing, closed: nil,
            document: nil),
        CoverageItemPage.Duty(
            occasion: "2025年第四季度", start: date(2025, 10, 1), due: date(2025, 12, 31), isProvisional: true, standing: .late,
            closed: instant(2026, 1, 4), document: Identifier(901)),
        CoverageItemPage.Duty(
            occasion: "2025年第三季度", start: date(2025, 7, 1), due: date(2025, 9, 30), isProvisional: false, standing: .waived,
            closed: instant(2025, 9, 30), document: nil),
        CoverageItemPage.Duty(
            occasion: "期限待明确", start: date(2025, 7, 1), due: nil, isProvisional: false, standing: .unclear, closed: nil, document: nil),
    ]
}
