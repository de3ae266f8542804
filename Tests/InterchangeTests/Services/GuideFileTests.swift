import Domain
import Interchange
import Testing

@Suite("Guides as files") struct GuideFileTests {
    private static func guide() -> ServiceGuide {
        var guide = ServiceGuide(name: "居民身份证首次申领", code: "GA-001")
        guide.bases = [ServiceGuide.LegalBasis(document: "《居民身份证法》", article: "第七条")]
        guide.conditions = ["年满十六周岁", "户籍在本县"]
        guide.steps = [
            GuideStep(name: "申请", actor: "申请人", question: "齐全？", next: 2, otherwise: 0), GuideStep(name: "办理", actor: "窗口", outcome: "身份证"),
        ]
        guide.promisedLimit = .workingDays(20)
        guide.statutoryLimit = .calendarDays(60)
        guide.materials = [
            ServiceGuide.Material(name: "户口簿", kind: .both, copies: 2, source: "自备", form: .paper, basis: "第九条", isForm: true)
        ]
        guide.fee = ServiceFee(amountInFen: 2_050, per: "每证", basis: "发改价格〔2003〕2322号")
        (guide.audiences, guide.channels, guide.lifeEvents) = ([.person, .enterprise], [.window], ["成年", "落户"])
        (guide.agency, guide.place, guide.hours, guide.phone) = ("公安局", "3 号窗口", "9:00–17:00", "0999-1234567")
        (guide.supervisionPhone, guide.result, guide.delivery, guide.scope) = ("0999-7654321", "身份证", "领取", "面向社会")
        return guide
    }

    @Test("A workbook and JSON read back as what was written")
    func roundTrip() throws {
        var free = Self.guide()
        free.code = "GA-002"
        (free.fee, free.materials, free.needsNoMaterials) = (.free, [], true)
        let entries = [GuideFile.Entry(unit: "gaj", guide: Self.guide()), GuideFile.Entry(unit: "gaj", guide: free)]
        let workbook = try GuideFile.read(try GuideFile.xlsx(entries, title: "办事指南"))
        #expect(workbook.problems.isEmpty && workbook.entries == entries)
        let json = try GuideFile.read(try GuideFile.json(entries))
        #expect(json.entries == entries)
    }

    @Test("What cannot be read is named with its line")
    func problems() throws {
        let table = "单位,事项编码,事项名称,承诺时限,收费\ngaj,GA-1,甲,尽快,十元\n"
        let read = try GuideFile.read(Array(table.utf8))
        #expect(read.problems.count == 2 && read.problems.allSatisfy { $0.hasPrefix("第 2 行（GA-1）") })
        #expect(try GuideFile.read(Array("a,b\n1,2\n".utf8)).problems.count == 1)
        #expect(throws: UnreadableFile.self) { try GuideFile.read(Array("[{\"x\":1}]".utf8)) }
    }
}
