import Domain
import Testing

@Suite("Interpretation of policy documents") struct InterpretationTests {
    private static func instant(_ day: String, _ hours: Int64 = 10) throws -> Instant {
        Instant(milliseconds: Instant(startOf: try #require(Day(text: day))).milliseconds + hours * 3_600_000)
    }

    @Test(
        "Three working days after publication; weekends, National Day and days made up for it are counted as the State Council arranged them",
        arguments: [
            // Thursday: Friday, Monday, Tuesday.
            ("2026-03-19", "2026-03-24"),
            ("2026-03-21", "2026-03-25"),
            // 2025: holiday 1 to 8 October, 28 September and 11 October are working days.
            ("2025-09-26", "2025-09-30"),
            ("2025-09-30", "2025-10-11"),
        ])
    func due(published: String, due: String) throws {
        let today = try #require(Day(text: due))
        let standing = InterpretationStanding(
            published: try Self.instant(published), first: nil, workingDays: 3, calendar: .released, on: today)
        #expect(standing.due == today && standing.state == .notDue)
        let next = InterpretationStanding(
            published: try Self.instant(published), first: nil, workingDays: 3, calendar: .released, on: today.adding(days: 1))
        #expect(next.state == .missing)
    }

    @Test("In time, late, and not known before it happened")
    func states() throws {
        let published = try Self.instant("2026-03-19")
        func state(_ first: String, on today: String) throws -> InterpretationStanding.State {
            InterpretationStanding(
                published: published, first: try Self.instant(first, 23), workingDays: 3, calendar: .released,
                on: try #require(Day(text: today))
            ).state
        }
        #expect(try state("2026-03-24", on: "2026-03-31") == .onTime)
        #expect(try state("2026-03-25", on: "2026-03-31") == .late)
        #expect(try state("2026-03-25", on: "2026-03-24") == .notDue)
    }

    @Test("The three gates are judged each for itself")
    func gates() throws {
        let (morning, noon, evening) = (
            try Self.instant("2026-03-19", 8), try Self.instant("2026-03-19", 12), try Self.instant("2026-03-19", 18)
        )
        var facts = SyncGate.Facts(planned: morning, submitted: noon, published: noon, signed: evening)
        #expect(SyncGate.organise.state(facts, standing: nil) == .met(morning.day))
        #expect(SyncGate.sign.state(facts, standing: nil) == .late(evening.day))
        facts.signed = nil
        #expect(SyncGate.sign.state(facts, standing: nil) == .overdue)
        facts.published = nil
        #expect(SyncGate.sign.state(facts, standing: nil) == .open)
        #expect(SyncGate.publish.state(facts, standing: nil) == .open)
    }

    private static let document = """
        第一条　为了规范本县老旧小区加装电梯的补助工作，根据有关规定，结合本县实际，制定本办法。
        第二条　符合条件的住宅每加装一部电梯，由县财政给予二十万元补助，分两次拨付给实施主体。
        """

    @Test("What repeats the document is told from what explains it")
    func copies() throws {
        let copy = CopiedShare(
            reading: "符合条件的住宅每加装一部电梯，由县财政给予二十万元补助，分两次拨付给实施主体。根据有关规定，结合本县实际，制定本办法！", document: Self.document)
        #expect(copy.percent == 100)
        let own = CopiedShare(
            reading: "家住三楼以上的老人最关心能不能补、补多少。简单说，一部电梯补二十万，先动工的先拿一半，验收后再拿另一半。", document: Self.document)
        #expect(own.percent == 0)
        let half = CopiedShare(
            reading: "符合条件的住宅每加装一部电梯，由县财政给予二十万元补助。家住三楼以上的老人最关心能不能补、补多少，哪天开始。", document: Self.document)
        #expect((40...60).contains(half.percent))
        #expect(CopiedShare(reading: "", document: Self.document).percent == 0)
    }

    @Test("A rule needs a plan or a reason; a correction and what is not public do not")
    func plans() throws {
        let id = Draft.ID(1)
        var draft = Draft(
            id: id, unit: OrganisationUnit.ID(2), content: Draft.Content(title: "办法", rule: NormativeRule(legality: .lawful)))
        #expect(InterpretationPlan.gaps(draft, plan: nil) == [.planMissing])
        var plan = InterpretationPlan(draft: id, drafters: [draft.unit])
        #expect(InterpretationPlan.gaps(draft, plan: plan) == [.planIncomplete([.outline, .kinds, .channels, .planned])])
        plan.exemption = "仅延长有效期"
        #expect(InterpretationPlan.gaps(draft, plan: plan).isEmpty)
        draft.corrects = Disclosure.ID(3)
        #expect(InterpretationPlan.gaps(draft, plan: nil).isEmpty)
        draft.corrects = nil
        draft.content.rule = nil
        #expect(InterpretationPlan.gaps(draft, plan: nil).isEmpty)
        plan = InterpretationPlan(draft: id, drafters: [draft.unit], hasPublicImpact: true)
        #expect(!InterpretationPlan.gaps(draft, plan: plan).isEmpty)
        draft.content.attribute = .withheld
        #expect(InterpretationPlan.gaps(draft, plan: plan).isEmpty)
    }

    @Test("A chart, a picture, a film need a file or an address", arguments: Interpretation.Kind.allCases)
    func material(_ kind: Interpretation.Kind) throws {
        var interpretation = Interpretation(
            id: Interpretation.ID(1), unit: OrganisationUnit.ID(2), reading: .draft(Draft.ID(3)), about: .draft(Draft.ID(4)), kind: kind,
            firstReader: "局长")
        let content = Draft.Content(title: "解读", category: Interpretation.category)
        #expect(interpretation.gaps(content) == (kind.needsMaterial ? [.needsMaterial(kind)] : []))
        interpretation.link = "https://video.example/1"
        #expect(interpretation.gaps(content).isEmpty)
        #expect(interpretation.gaps(Draft.Content(title: "解读")) == [.wrongCategory])
    }

    @Test(
        "A stage is suggested by the title",
        arguments: [
            ("关于公开征求《明川县养老服务办法》意见的公告", ChainStage.consultation), ("《养老服务办法》征求意见采纳情况反馈", .feedback),
            ("《养老服务办法》政策解读", .interpretation), ("明川县人民政府关于印发养老服务办法的通知", .document), ("关于废止养老服务办法的决定", .abolition),
        ])
    func suggestions(title: String, stage: ChainStage) { #expect(ChainStage.suggested(byTitle: title) == stage) }

    @Test("Titles about the same thing are alike, others are not")
    func likeness() {
        let title = "明川县老旧小区加装电梯补助办法"
        #expect(TitleLikeness.percent(title, "关于《明川县老旧小区加装电梯补助办法》征求意见的公告") >= TitleLikeness.suggested)
        #expect(TitleLikeness.percent(title, "明川县2026年春耕生产通知") < TitleLikeness.suggested)
        #expect(TitleLikeness.percent("", title) == 0)
    }
}
