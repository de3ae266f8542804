import Domain
import Testing

@Suite("The publishing gate") struct GateTests {
    private static let unit = OrganisationUnit.ID(1)
    private static let digest: [UInt8] = [1, 2, 3]

    private static func staff(_ account: Int64, _ role: Role, unit: Int64 = 1) -> Staff {
        Staff(
            account: Account.ID(account), name: "职员\(account)",
            posts: [Post(id: Post.ID(account), unit: OrganisationUnit.ID(unit), role: role, name: "岗位")])
    }

    private static let editor = staff(1, .editor)
    private static let reviewer = staff(2, .reviewer)
    private static let secrecy = staff(3, .secrecyReviewer)
    private static let signer = staff(4, .signer)

    private static func content(_ change: (inout Draft.Content) -> Void = { _ in }) -> Draft.Content {
        var content = Draft.Content(title: "关于印发方案的通知", body: DocumentBody([.paragraph("正文")]))
        change(&content)
        return content
    }

    private static func approval(_ step: Int, _ staff: Staff, digest: [UInt8] = digest, isVoid: Bool = false) -> Decision {
        Decision(
            id: Decision.ID(Int64(step + 10)), step: step, kind: ApprovalPath.standard.steps[step], verdict: .approved,
            account: staff.account, signature: "签名", digest: digest, time: Instant(milliseconds: Int64(step)), reason: "", isVoid: isVoid)
    }

    private static func gate(
        _ state: Draft.State, content: Draft.Content = content(), decisions: [Decision] = [], open: Int = 0, later: [Role: Int] = [:],
        digest: [UInt8] = digest
    ) -> Gate {
        Gate(
            draft: Draft(id: Draft.ID(1), unit: unit, content: content, state: state), path: .standard, decisions: decisions,
            drafters: [editor.account], digest: digest, openFindings: open, laterFindings: later)
    }

    private static let states: [Draft.State] = [
        .drafting, .inReview(step: 0), .inReview(step: 1), .inReview(step: 2), .referred(step: 1), .approved(scheduled: nil), .withheld,
        .published, .discarded,
    ]

    @Test("Only a draft in the drafting state can be edited and submitted", arguments: states)
    func editing(_ state: Draft.State) {
        let isOpen = state == .drafting
        #expect(Self.gate(state).editing(by: Self.editor).isEmpty == isOpen)
        #expect(Self.gate(state).submission(by: Self.editor).isEmpty == isOpen)
        #expect(!Self.gate(state).editing(by: Self.reviewer).isEmpty)
        #expect(!Self.gate(state).editing(by: Self.staff(9, .editor, unit: 2)).isEmpty)
    }

    @Test("Each step is decided by its own role and by nobody else", arguments: states, [editor, reviewer, secrecy, signer])
    func deciding(_ state: Draft.State, _ staff: Staff) {
        let decisions: [Decision] =
            switch state {
            case .inReview(let step), .referred(let step):
                [Self.reviewer, Self.secrecy].enumerated().filter { $0.offset < step }.map { Self.approval($0.offset, $0.element) }
            default: []
            }
        let expected: Role? =
            switch state {
            case .inReview(let step): ApprovalPath.standard.steps[step].role
            case .referred: .secrecyReviewer
            default: nil
            }
        let reasons = Self.gate(state, decisions: decisions).deciding(.approved, by: staff, reason: "保密局函复不属于国家秘密")
        #expect(reasons.isEmpty == (expected != nil && staff.posts[0].role == expected), "\(state) \(staff.name) \(reasons)")
    }

    @Test("Who wrote in it never judges it, whatever posts they hold")
    func drafterNeverJudges() {
        let both = Staff(
            account: Self.editor.account, name: "兼职",
            posts: [
                Post(id: Post.ID(1), unit: Self.unit, role: .editor, name: ""),
                Post(id: Post.ID(2), unit: Self.unit, role: .reviewer, name: ""),
            ])
        #expect(Self.gate(.inReview(step: 0)).deciding(.approved, by: both, reason: "") == [.draftedIt])
        #expect(Self.gate(.inReview(step: 0)).deciding(.returned, by: both, reason: "重写") == [.draftedIt])
    }

    @Test("Nobody decides twice about one document")
    func nobodyTwice() {
        let both = Staff(
            account: Self.reviewer.account, name: "兼职",
            posts: [Post(id: Post.ID(2), unit: Self.unit, role: .secrecyReviewer, name: "")])
        let gate = Self.gate(.inReview(step: 1), decisions: [Self.approval(0, Self.reviewer)])
        #expect(gate.deciding(.approved, by: both, reason: "") == [.decidedBefore])
    }

    @Test("A return and a referral need a reason, and only the secrecy review refers")
    func reasons() {
        #expect(Self.gate(.inReview(step: 0)).deciding(.returned, by: Self.reviewer, reason: "") == [.needsReason])
        #expect(Self.gate(.inReview(step: 0)).deciding(.returned, by: Self.reviewer, reason: "请补依据").isEmpty)
        #expect(Self.gate(.inReview(step: 0)).deciding(.referred, by: Self.reviewer, reason: "拿不准") == [.onlySecrecyRefers])
        let second = Self.gate(.inReview(step: 1), decisions: [Self.approval(0, Self.reviewer)])
        #expect(second.deciding(.referred, by: Self.secrecy, reason: "拿不准").isEmpty)
        #expect(second.deciding(.returned, by: Self.secrecy, reason: "x", returnTo: 1) == [.noSuchStep])
        #expect(second.deciding(.returned, by: Self.secrecy, reason: "x", returnTo: 0).isEmpty)
    }

    @Test("A referred draft stays closed until the authority's answer is written down")
    func referred() {
        let gate = Self.gate(.referred(step: 1), decisions: [Self.approval(0, Self.reviewer)])
        #expect(gate.deciding(.approved, by: Self.secrecy, reason: "") == [.needsAnswerFromAbove])
        #expect(!gate.publication.isEmpty)
        #expect(gate.emergency(by: Self.signer, reason: "急", first: nil) == [.isReferredAlready])
    }

    @Test("It is published only when every step has approved exactly this content")
    func publication() {
        let all = [Self.approval(0, Self.reviewer), Self.approval(1, Self.secrecy), Self.approval(2, Self.signer)]
        #expect(Self.gate(.approved(scheduled: nil), decisions: all).publication.isEmpty)
        #expect(Self.gate(.approved(scheduled: nil), decisions: Array(all.dropFirst())).publication == [.stepMissing(place: 0)])
        #expect(Self.gate(.approved(scheduled: nil), decisions: all, digest: [9]).publication.contains(.contentChanged))
        #expect(Self.gate(.inReview(step: 2), decisions: all).publication == [.isNotApproved])
        #expect(Self.gate(.approved(scheduled: nil), decisions: all, open: 1).publication == [.openFindings(1)])
        let voided = [Self.approval(0, Self.reviewer, isVoid: true)] + all.dropFirst()
        #expect(Self.gate(.approved(scheduled: nil), decisions: voided).publication == [.stepMissing(place: 0)])
    }

    @Test("A finding that only the secrecy reviewer may answer travels to that step and no further")
    func laterFindings() {
        let later: [Role: Int] = [.secrecyReviewer: 1]
        #expect(Self.gate(.drafting, open: 1, later: later).submission(by: Self.editor).isEmpty)
        #expect(Self.gate(.drafting, open: 2, later: later).submission(by: Self.editor) == [.openFindings(1)])
        #expect(Self.gate(.inReview(step: 0), open: 1, later: later).deciding(.approved, by: Self.reviewer, reason: "").isEmpty)
        let second = Self.gate(.inReview(step: 1), decisions: [Self.approval(0, Self.reviewer)], open: 1, later: later)
        #expect(second.deciding(.approved, by: Self.secrecy, reason: "") == [.openFindings(1)])
    }

    @Test("An emergency publication needs two people, neither of whom wrote it, and clean checks")
    func emergency() {
        let gate = Self.gate(.drafting)
        #expect(gate.emergency(by: Self.signer, reason: "汛情", first: nil).isEmpty)
        #expect(gate.emergency(by: Self.signer, reason: "汛情", first: Self.signer.account) == [.needsSecondPerson])
        #expect(gate.emergency(by: Self.staff(7, .disclosureOffice), reason: "汛情", first: Self.signer.account).isEmpty)
        #expect(gate.emergency(by: Self.signer, reason: "", first: nil) == [.needsReason])
        #expect(gate.emergency(by: Self.editor, reason: "汛情", first: nil) == [.needsRole(.signer), .draftedIt])
        #expect(
            Self.gate(.drafting, open: 1, later: [.secrecyReviewer: 1]).emergency(by: Self.signer, reason: "汛情", first: nil) == [
                .openFindings(1)
            ])
    }

    @Test("What is not for the public ends in the register of what is withheld, and cannot be published")
    func withheld() {
        let content = Self.content {
            $0.attribute = .withheld
            $0.withholding = Withholding(ground: .deliberation, reason: "讨论记录", reassess: Day(text: "2027-01-01"))
        }
        let decisions = [Self.approval(0, Self.reviewer), Self.approval(1, Self.secrecy)]
        let gate = Self.gate(.inReview(step: 2), content: content, decisions: decisions)
        #expect(gate.state(after: .approved) == .withheld)
        #expect(
            Self.gate(.approved(scheduled: nil), content: content, decisions: decisions + [Self.approval(2, Self.signer)]).publication == [
                .isNotPublic
            ])
    }

    private static let validUntil = Day(text: "2030-01-01")

    private static let faults: [(Draft.Content, GateReason)] = [
        (content { $0.title = "" }, .missing(.title)), (content { $0.body = DocumentBody([]) }, .missing(.body)),
        (content { $0.number = "第3号" }, .numberMalformed), (content { $0.attribute = .onRequest }, .missing(.withholding)),
        (
            content {
                $0.attribute = .partial
                $0.withholding = Withholding(ground: .thirdParty, reason: "个人隐私", reassess: nil)
            }, .missing(.reassessment)
        ), (content { $0.channels = [] }, .missing(.channels)),
        (content { $0.elements = [Draft.Element(name: "依据")] }, .missing(.elements)),
        (content { $0.rule = NormativeRule(legality: .notReviewed, validUntil: validUntil) }, .notLawful),
        (content { $0.rule = NormativeRule(legality: .unlawful, validUntil: validUntil) }, .notLawful),
        (content { $0.rule = NormativeRule(legality: .toBeAmended, validUntil: validUntil) }, .missing(.legality)),
        (content { $0.rule = NormativeRule(legality: .lawful) }, .missing(.validUntil)),
    ]

    @Test("What is missing is named before anybody else sees the draft", arguments: faults)
    func gaps(_ content: Draft.Content, _ reason: GateReason) {
        #expect(Self.gate(.drafting, content: content).submission(by: Self.editor) == [reason])
    }

    @Test("A path is never empty and never without a secrecy review")
    func paths() {
        #expect(throws: ApprovalPath.Refusal.noSteps) { try ApprovalPath([]) }
        #expect(throws: ApprovalPath.Refusal.noSecrecyReview) { try ApprovalPath([.review, .signOff]) }
        #expect(ApprovalPath(text: ApprovalPath.standard.text) == .standard)
        #expect(ApprovalPath(text: "review,unknown") == nil)
    }
}
