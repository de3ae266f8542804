import Domain
import Testing

@Suite("Figures add up") struct MonitoringReportTests {
    /// Two hundred lines made from a seed, with every kind of figure.
    private static func report(seed: UInt64) -> MonitoringReport {
        var state = seed
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        let lines = (1...200).map { number in
            var figures = MonitoringFigures()
            for standing in DutyStanding.allCases { figures.duties[standing] = next(4) }
            figures.places.places = next(2)
            figures.places.filled = figures.places.places * next(2)
            figures.places.documents = next(9)
            figures.elements.required = 5
            figures.elements.excused = next(2)
            figures.elements.covered = next(5)
            figures.elements.judged = next(3)
            figures.elements.unknown = next(3)
            let entry = CatalogueEntry(
                levels: ["事项\(number)"], channels: Channel.allCases.filter { _ in next(5) == 0 },
                audience: Audience(everyone: next(2) == 0, specific: next(2) == 0), stages: Stage.allCases.filter { _ in next(4) == 0 })
            return MonitoringReport.Line(
                unit: OrganisationUnit.ID(Int64(next(7) + 1)), domain: "\(10 + next(5))", item: CatalogueItem.ID(Int64(number)),
                entry: entry,
                figures: figures)
        }
        return MonitoringReport(day: Day(serial: 20_000), catalogue: nil, lines: lines)
    }

    private func sum(_ parts: some Sequence<MonitoringFigures>) -> MonitoringFigures { parts.reduce(MonitoringFigures()) { $0 + $1 } }

    @Test("The parts sum to the whole at every level", arguments: 1...20 as ClosedRange<UInt64>)
    func parts(seed: UInt64) {
        let report = Self.report(seed: seed)
        #expect(sum(report.cells.values) == report.total)
        #expect(sum(report.grouped { $0.unit }.values) == report.total)
        #expect(sum(report.grouped { $0.domain }.values) == report.total)
        for (unit, figures) in report.grouped(by: { $0.unit }) {
            #expect(sum(report.cells.filter { $0.key.unit == unit }.values) == figures)
        }
        #expect(sum(report.parts(.audience).map(\.figures)) == report.total)
        let duties = report.total.duties
        #expect(duties.total == duties.due + duties.notYetDue + duties.notApplicable + duties.unclear)
    }

    @Test("A facet that overlaps loses nothing, and counts an item at most once in a part", arguments: [MonitoringFacet.stage, .channel])
    func overlapping(facet: MonitoringFacet) {
        let report = Self.report(seed: 7)
        let parts = Dictionary(report.parts(facet).map { ($0.name, $0.figures) }, uniquingKeysWith: { $1 })
        let extra = report.lines.reduce(0) { $0 + ($1.figures.duties.total * (facet.parts(of: $1.entry).count - 1)) }
        #expect(sum(parts.values).duties.total == report.total.duties.total + extra)
        #expect(report.lines.allSatisfy { !facet.parts(of: $0.entry).isEmpty })
        #expect(facet.parts.count == Set(facet.parts).count)
    }

    @Test(
        "A share is exact and rounded down: only what is complete is 100 %",
        arguments: [(2999, 3000, "99.9%"), (3000, 3000, "100.0%"), (0, 7, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.6%")])
    func ratio(part: Int, whole: Int, words: String) { #expect(Ratio(part, of: whole).percent == words) }

    @Test("Of nothing there is no share")
    func nothing() { #expect(Ratio(0, of: 0).percent == nil && DutyCounts().coverage.words == "—") }

    @Test("What is missing is neither covered nor on time, and what is late is covered only")
    func shares() {
        var duties = DutyCounts()
        (duties.onTime, duties.late, duties.missing, duties.notYetDue, duties.unclear) = (6, 3, 1, 50, 9)
        #expect(duties.coverage == Ratio(9, of: 10) && duties.timeliness == Ratio(6, of: 10))
    }

    @Test("An element counts when it is ticked, is left out of account with a reason, and is missing otherwise")
    func elements() {
        let tally = ElementTally(
            required: ["办事条件", "申请材料", "收费标准", "咨询电话"],
            answers: [
                Draft.Element(name: " 办事条件", isCovered: true), Draft.Element(name: "收费标准", note: "本事项不收费"),
                Draft.Element(name: "咨询电话", note: " "), Draft.Element(name: "别的", isCovered: true),
            ])
        #expect(tally.required == 4 && tally.covered == 1 && tally.excused == 1)
    }
}
