import Domain
import Testing

@Suite("A service guide") struct ServiceGuideTests {
    static func complete() -> ServiceGuide {
        var guide = ServiceGuide(name: "居民身份证首次申领", code: "11999901-GA-001")
        guide.bases = [ServiceGuide.LegalBasis(document: "《中华人民共和国居民身份证法》", article: "第七条")]
        guide.agency = "明川县公安局"
        guide.conditions = ["年满十六周岁", "户籍在本县"]
        guide.steps = [
            GuideStep(name: "申请", actor: "申请人", duration: "即时", outcome: "收到申请"),
            GuideStep(
                name: "受理", actor: "窗口", duration: "1 个工作日", outcome: "受理通知", question: "材料齐全？", next: 4, otherwise: 3),
            GuideStep(name: "一次性告知补正", actor: "窗口", duration: "当场", next: 1),
            GuideStep(name: "审核制证", actor: "公安局", duration: "20 个工作日", outcome: "居民身份证"),
        ]
        guide.promisedLimit = .workingDays(20)
        guide.statutoryLimit = .calendarDays(60)
        guide.materials = [ServiceGuide.Material(name: "居民户口簿", source: "申请人自备")]
        guide.fee = .free
        (guide.place, guide.hours) = ("县政务服务大厅 3 号窗口", "工作日 9:00–17:00")
        (guide.phone, guide.supervisionPhone) = ("0999-1234567", "0999-7654321")
        (guide.result, guide.delivery, guide.scope) = ("居民身份证", "窗口领取或者邮寄", "面向社会")
        (guide.audiences, guide.channels) = ([.person], [.window])
        return guide
    }

    @Test("A complete guide lacks nothing and has no fault")
    func isComplete() {
        let paper = ServicePaper.guide(Self.complete())
        #expect(paper.missing.isEmpty && paper.faults.isEmpty)
    }

    @Test("Each required element that says nothing is named with its field")
    func oneByOne() {
        func missing(_ change: (inout ServiceGuide) -> Void) -> [String] {
            var guide = Self.complete()
            change(&guide)
            return ServicePaper.guide(guide).missing.map(\.field)
        }
        #expect(missing { $0.bases = [] } == ["basis-document-0"])
        #expect(missing { $0.bases[0].article = "" } == ["basis-article-0"])
        #expect(missing { $0.conditions = [""] } == ["conditions"])
        #expect(missing { $0.promisedLimit = nil } == ["promised"])
        #expect(missing { $0.materials = [] } == ["material-name-0"])
        #expect(missing { $0.materials[0].source = "" } == ["material-source-0"])
        #expect(missing { $0.steps[1].actor = "" } == ["step-actor-1"])
        #expect(missing { $0.fee = nil } == ["fee"])
    }

    @Test("An empty guide lacks every element of the law")
    func empty() {
        let fields = Set(ServicePaper.guide(ServiceGuide(name: "甲", code: "A")).missing.map(\.field))
        #expect(
            fields == [
                "basis-document-0", "agency", "audience", "conditions", "step-name-0", "promised", "material-name-0", "fee", "place",
                "hours",
                "phone", "supervision", "channel", "result", "delivery", "scope",
            ])
    }

    @Test("A form that the applicant fills in needs blank form, instructions and sample")
    func forms() {
        var guide = Self.complete()
        guide.materials.append(ServiceGuide.Material(name: "申请表", source: "窗口领取", isForm: true))
        let lacking = ServicePaper.guide(guide).missing.map(\.reason)
        #expect(lacking == [.lacks(.form), .lacks(.instructions), .lacks(.sample)])
    }

    @Test("No material is said on purpose; materials and none together are a contradiction")
    func noMaterials() {
        var guide = Self.complete()
        guide.needsNoMaterials = true
        #expect(ServicePaper.guide(guide).faults.map(\.field) == ["none"])
        guide.materials = []
        #expect(ServicePaper.guide(guide).missing.isEmpty)
    }

    @Test("A fee names its basis, and a promise is not longer than the law allows")
    func feesAndLimits() {
        var guide = Self.complete()
        guide.fee = ServiceFee(amountInFen: 2_050, per: "每证", basis: "")
        guide.statutoryLimit = .workingDays(10)
        #expect(ServicePaper.guide(guide).faults.map(\.reason) == [.noFeeBasis, .promisedBeyondStatutory])
        #expect(ServiceFee(amountInFen: 2_050, per: "每证", basis: "甲").words == "每证20.50 元，依据：甲")
    }

    @Test(
        "Time limits are read as they are written",
        arguments: [
            ("即办", ServiceLimit.atOnce), ("5个工作日", .workingDays(5)), ("20 工作日", .workingDays(20)), ("３０日", .calendarDays(30)),
            ("7天", .calendarDays(7)),
        ])
    func limits(_ text: String, _ limit: ServiceLimit) { #expect(ServiceLimit(text: text) == limit) }

    @Test("What is no time limit is refused", arguments: ["", "尽快", "0日", "5", "三日", "99999日"])
    func noLimits(_ text: String) { #expect(ServiceLimit(text: text) == nil) }

    @Test("A change is shown element by element")
    func changes() {
        var guide = Self.complete()
        guide.phone = "0999-1111111"
        guide.materials.append(ServiceGuide.Material(name: "照片", source: "申请人自备"))
        let changes = ServicePaper.guide(guide).changes(since: .guide(Self.complete()))
        #expect(changes.map(\.label) == ["办理材料", "咨询电话"])
        #expect(changes[1].before == ["0999-1234567"] && changes[1].after == ["0999-1111111"])
        #expect(changes[0].after.count == 2)
    }
}

@Suite("The steps of a guide") struct GuideFlowTests {
    private static func faults(_ steps: [GuideStep]) -> [GuideFlow.Fault] { GuideFlow(steps).faults }

    @Test("Steps follow each other, branch and end")
    func ways() {
        let flow = GuideFlow(ServiceGuideTests.complete().steps)
        #expect(flow.faults.isEmpty)
        #expect(
            flow.ways.map { [$0.from, $0.to] } == [[1, 2], [2, 4], [2, 3], [3, 1], [4, 0]])
        #expect(flow.words(after: 2) == "材料齐全？是：第 4 步；否：第 3 步")
        #expect(flow.lines[2] == "3. 一次性告知补正（由窗口办理；当场；转第 1 步）")
    }

    @Test("A way to nowhere, a question with one answer, a step nobody reaches and a circle without end are named")
    func faults() {
        #expect(Self.faults([GuideStep(name: "甲", next: 5)]) == [.noSuchStep(from: 1)])
        #expect(Self.faults([GuideStep(name: "甲", question: "行吗？")]) == [.noBranch(1)])
        #expect(Self.faults([GuideStep(name: "甲", next: 0), GuideStep(name: "乙")]) == [.unreachable(2)])
        #expect(Self.faults([GuideStep(name: "甲"), GuideStep(name: "乙", next: 1)]) == [.endless(1), .endless(2)])
        #expect(Self.faults([]).isEmpty)
    }
}

@Suite("A changed guide against its time limit") struct ServiceTimingTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    /// S 003 四(七): within 1 working day after the approval procedure ended.
    @Test(
        "Approved on a Friday it is due on Monday, before a holiday after it",
        arguments: [
            ("2026-03-20", "2026-03-23"), ("2026-03-18", "2026-03-19"), ("2026-09-30", "2026-10-08"), ("2026-02-13", "2026-02-14"),
        ])
    func due(_ approved: String, _ due: String) throws {
        let approval = ServiceVersion.Approval(day: try Self.day(approved), document: "会议纪要")
        let (dueDay, next) = (try Self.day(due), try Self.day(due).adding(days: 1))
        func timing(_ published: Day?, on today: Day) -> ServiceTiming {
            ServiceTiming(approval: approval, published: published, workingDays: 1, calendar: .released, on: today)
        }
        #expect(timing(nil, on: dueDay) == .open(due: dueDay))
        #expect(timing(nil, on: next) == .overdue(due: dueDay))
        #expect(timing(dueDay, on: next) == .onTime)
        #expect(timing(next, on: next) == .late(due: dueDay, published: next))
    }

    @Test("Without a recorded end of the approval procedure no time runs")
    func notRunning() throws {
        let timing = ServiceTiming(
            approval: nil, published: nil, workingDays: 1, calendar: .released, on: try Self.day("2026-03-20"))
        #expect(timing == .notRunning)
    }
}
