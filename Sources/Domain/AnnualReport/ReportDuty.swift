extension AnnualReport {
    /// The kind of document that a published report is (文件种类).
    package static let category = "政府信息公开年报"

    /// The year that a published report is about: as its title says, else the year before it was published (条例 Art. 49).
    package static func year(title: String, published: Day?) -> Int? {
        let parts = title.split(separator: "年", omittingEmptySubsequences: false).dropLast()
        if let year = parts.lazy.compactMap({ Int($0.suffix(4)) }).first(where: { (2008...2999).contains($0) }) { return year }
        return published.map { $0.year - 1 }
    }
}

/// A report that a unit has to publish by its day, whether the catalogue lists it or not (条例 Art. 49).
package struct ReportDuty: Sendable, Hashable {
    package let unit: OrganisationUnit
    package let year: Int
    package var due: Day { unit.kind.annualReportDue(for: year) }

    /// The reports of last year that are not out, in the order of the units.
    ///
    /// - Parameter published: the units whose report of that year is on the portal.
    package static func open(_ units: [OrganisationUnit], published: Set<OrganisationUnit.ID>, on today: Day) -> [ReportDuty] {
        units.filter { !$0.isImported && $0.kind.writesAnnualReport && !published.contains($0.id) }.map {
            ReportDuty(unit: $0, year: today.year - 1)
        }
    }
}

extension OrganisationUnit.Kind {
    /// 条例 Art. 49: governments from the county up, and their departments; townships report to the county.
    package var writesAnnualReport: Bool {
        switch self {
        case .government, .department, .township: true
        case .village, .institution, .other: false
        }
    }

    /// 31 January of the year after for departments and townships, 31 March for the county (条例 Art. 49).
    package func annualReportDue(for year: Int) -> Day {
        let (month, day) = self == .government ? (3, 31) : (1, 31)
        return Day(year: year + 1, month: month, day: day) ?? Day(serial: 0)
    }
}
