import Domain
import Operations
import Persistence
import Registers
import Testing

extension RequestPlace {
    var reports: AnnualReports { AnnualReports(installation, county: county) }

    func view(_ year: Int, of unit: OrganisationUnit.ID? = nil) async throws -> AnnualReports.View {
        try await reports.view(unit: unit ?? self.unit, year: year)
    }

    /// The cells of the third and fourth table that are not nought, by code.
    static func counted(_ report: AnnualReport) -> [String: Int] {
        let cells =
            ReportRow.all.flatMap { row in ReportColumn.allCases.map { ReportCell.three(row, $0) } }
            + DisputeKind.allCases.flatMap { kind in DisputeColumn.allCases.map { ReportCell.four(kind, $0) } }
        let counts = cells.map { ($0.code, report[$0].count ?? -1) }.filter { $0.1 != 0 }
        return Dictionary(counts, uniquingKeysWith: { $1 })
    }

    /// The same, by counting the cases that are listed behind each cell.
    func listed(_ year: Int, units: [OrganisationUnit.ID]) async throws -> [String: Int] {
        let site = county.id
        return try await installation.store.read { transaction in
            let queries = AnnualReportQueries(transaction, site: site, units: units, year: year)
            var counts: [String: Int] = [:]
            for row in ReportRow.all {
                for column in ReportColumn.allCases {
                    counts[ReportCell.three(row, column).code] = try queries.cases(row: row, column: column, limit: 500).count
                }
            }
            for kind in DisputeKind.allCases {
                for column in DisputeColumn.allCases {
                    counts[ReportCell.four(kind, column).code] = try queries.disputes(kind, column, limit: 500).count
                }
            }
            return counts.filter { $0.value != 0 }
        }
    }

    /// Everything that a unit enters itself.
    static func entry(_ unit: OrganisationUnit.ID, _ year: Int, version: Int = 0, inForce: Int = 10) -> AnnualReportRegister.Entry {
        var entry = AnnualReportRegister.Entry(unit: unit, year: year)
        entry.version = version
        for line in ProactiveLine.allCases { entry.two[line] = .count(0) }
        entry.two[.normativeInForce] = .count(inForce)
        entry.two[.coercion] = .notApplicable
        entry.narrative[.problems] =
            "依申请公开的答复还不够规范，个别答复没有写明依据的条款，检索记录不完整；主动公开的信息更新不够及时，政策解读的形式比较单一。下一年将加强培训，完善内部办理流程，按季度检查。"
        return entry
    }

    /// Registers units beside the two: a county government, a township and a village.
    func addUnits() async throws -> [String: OrganisationUnit.ID] {
        let rows = [("zf", "明川县人民政府", OrganisationUnit.Kind.government), ("qsz", "清水镇人民政府", .township), ("sqc", "石桥村", .village)].map {
            RegisterUnits.Row(
                unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: $0.0, name: $0.1, kind: $0.2), parentCode: nil, aliases: [])
        }
        let site = county.id
        _ = try await RegisterUnits(installation).run(rows, site: site, actor: "test")
        let units = try await installation.store.read { try UnitRegister($0, site: site).all() }
        return Dictionary(units.map { ($0.code, $0.id) }, uniquingKeysWith: { $1 })
    }

    func reportRefusal(_ work: () async throws -> Void) async throws -> AnnualReports.Refusal? {
        do {
            try await work()
            return nil
        } catch let refusal as AnnualReports.Refusal { return refusal }
    }
}
