import Domain
import Testing

@Suite("Random inspections") struct InspectionDrawTests {
    @Test("A draw can be drawn again from what is published: seed and lists alone")
    func repeated() throws {
        let targets = InspectionDraw.ordered(["丙店", "甲店", "乙店", "甲店"])
        #expect(targets == ["丙店", "乙店", "甲店"])
        let officers = ["JC-1", "JC-2", "JC-3"]
        let draw = InspectionDraw(
            id: InspectionDraw.ID(1), unit: OrganisationUnit.ID(1), matter: InspectionMatter.ID(1), matterName: "安全", seed: 2026,
            targets: targets, officers: officers, withdrawn: [], perTarget: 2, drawn: SampleDraw.draw(2, from: targets, seed: 2026),
            time: Instant(milliseconds: 0), signature: "岗位")
        #expect(draw.isConfirmed && draw.drawn.count == 2)
        for place in draw.drawn.indices {
            #expect(draw.inspectors(of: place) == SampleDraw.draw(2, from: officers, seed: 2027 + UInt64(place)))
            #expect(Set(draw.inspectors(of: place)).count == 2)
        }
        #expect(InspectionDraw.listText(targets) == "丙店\n乙店\n甲店\n")
        // The largest seed does not break the places after it.
        let last = InspectionDraw(
            id: InspectionDraw.ID(2), unit: OrganisationUnit.ID(1), matter: InspectionMatter.ID(1), matterName: "", seed: .max,
            targets: targets, officers: officers, withdrawn: [], perTarget: 1, drawn: [], time: Instant(milliseconds: 0), signature: "")
        #expect(last.inspectors(of: 0) == SampleDraw.draw(1, from: officers, seed: 0))
    }

    @Test("The libraries hold no identity numbers, and a list says everything that is wrong with a row")
    func faults() {
        #expect(InspectionListFault.check(needed: [("姓名", "甲"), ("执法证号", "18010001")]) == [])
        #expect(InspectionListFault.check(needed: [("姓名", "")]) == [.missing("姓名")])
        var numbers = MadeUpNumbers()
        #expect(InspectionListFault.check(needed: [("姓名", "甲"), ("执法证号", numbers.identity())]) == [.identityNumber])
        #expect(InspectionListFault.check(needed: [("名称", String(repeating: "长", count: 501))]) == [.tooLong("名称", limit: 500)])
        #expect(InspectionListFault.check(needed: [("名称", "甲\u{202E}乙")]) == [.unprintable])
    }

    @Test(
        "A line of a plan has months in their order and something to draw",
        arguments: [
            (1, 12, 1, true), (3, 3, 500, true), (4, 3, 1, false), (0, 3, 1, false), (1, 13, 1, false), (1, 2, 0, false),
            (1, 2, 501, false),
        ])
    func plan(first: Int, last: Int, count: Int, isSound: Bool) {
        #expect(InspectionPlan.Line(matter: 1, firstMonth: first, lastMonth: last, count: count).isSound == isSound)
    }
}
