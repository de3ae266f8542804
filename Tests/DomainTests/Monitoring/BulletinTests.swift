import Domain
import Testing

@Suite("The monthly bulletin praises and urges by the county's own rules") struct BulletinTests {
    private func counts(_ onTime: Int, _ late: Int, _ missing: Int) -> DutyCounts {
        var counts = DutyCounts()
        (counts.onTime, counts.late, counts.missing) = (onTime, late, missing)
        return counts
    }

    @Test(
        "Each unit is on one list or on none",
        arguments: [
            (3, 0, 0, 0, BulletinRules.List.red), (2, 0, 0, 0, nil), (3, 0, 0, 1, nil), (8, 2, 0, 0, nil), (79, 21, 0, 0, .yellow),
            (80, 20, 0, 0, nil), (3, 0, 0, 3, .yellow), (0, 0, 0, 2, nil), (0, 0, 1, 1, .yellow),
        ] as [(Int, Int, Int, Int, BulletinRules.List?)])
    func lists(_ onTime: Int, _ late: Int, _ missingNow: Int, _ missing: Int, _ list: BulletinRules.List?) {
        #expect(BulletinRules().list(month: counts(onTime, late, missingNow), missing: missing) == list)
    }

    @Test("Rules that contradict each other are none")
    func valid() {
        #expect(BulletinRules().isValid)
        #expect(!BulletinRules(redTimeliness: 70, yellowTimeliness: 80).isValid && !BulletinRules(redTimeliness: 101).isValid)
        #expect(!BulletinRules(yellowMissing: 0).isValid && !BulletinRules(redLeastDue: -1).isValid)
    }

    @Test("The bulletin names the lists, leaves out who had nothing to do, and adds up")
    func bulletin() throws {
        let units = (1...3).map {
            OrganisationUnit(id: OrganisationUnit.ID(Int64($0)), code: "u\($0)", name: "县第\($0)局", kind: .department)
        }
        var figures = MonitoringFigures()
        figures.duties.missing = 4
        let bulletin = MonitoringBulletin(
            year: 2026, month: 3, day: try #require(Day(text: "2026-03-31")), rules: BulletinRules(), units: units,
            months: [units[0].id: counts(5, 0, 0), units[1].id: counts(1, 1, 2)], figures: [units[1].id: figures])
        #expect(bulletin.lines.map(\.unit) == ["县第1局", "县第2局"] && bulletin.total.due == 9)
        #expect(bulletin.paragraphs.contains("红榜：县第1局。") && bulletin.paragraphs.contains("黄榜：县第2局。"))
        #expect(bulletin.paragraphs[0].contains("及时率 66.6%（6/9）") && bulletin.paragraphs[0].contains("累计逾期未公开 4 件"))
    }
}
