import Domain
import HTML
import Pages
import Testing

@Suite("Places of the workbench") struct WorkRouteTests {
    @Test("A link is the pattern with its parameters filled in, in their order and encoded")
    func links() {
        #expect(WorkRoute.draft.link(Draft.ID(7)).text == "/work/drafts/7")
        #expect(WorkRoute.draftFile.link(Draft.ID(7), 2).text == "/work/drafts/7/attachments/2")
        #expect(WorkRoute.answerFinding.link(Draft.ID(7), "a/b?").text == "/work/drafts/7/findings/a%2Fb%3F")
        #expect(WorkRoute.drafts.link(query: [("q", "防汛 通告")]).text == "/work/drafts?q=%E9%98%B2%E6%B1%9B%20%E9%80%9A%E5%91%8A")
        #expect(WorkRoute.answerFinding.parameters == ["draft", "finding"])
    }

    @Test("Every notice after an act has a sentence of its own")
    func notices() {
        let sentences = WorkNotice.allCases.map(\.sentence)
        #expect(Set(sentences).count == sentences.count && sentences.allSatisfy { $0.hasSuffix("。") })
    }

    @Test("Every reason of the gate says what is in the way, and every field it names exists in the form")
    func reasons() {
        var reasons: [GateReason] = Role.allCases.map { .needsRole($0) } + DraftField.allCases.map { .missing($0) }
        reasons += [
            .mustBeRecalled, .isClosed, .isNotInReview, .isNotApproved, .draftedIt, .decidedBefore, .contentChanged, .stepMissing(place: 0),
            .openFindings(3), .needsReason, .noSuchStep, .onlySecrecyRefers, .isReferredAlready, .needsAnswerFromAbove, .isNotPublic,
            .needsSecondPerson, .notLawful, .numberInUse(title: "甲"), .numberMalformed, .scheduledInThePast, .noWithdrawalGround,
            .findingCannotBeJustified(needed: nil), .findingCannotBeJustified(needed: .signer), .differsFromGuide,
        ]
        #expect(reasons.allSatisfy { $0.sentence.hasSuffix("。") })
        #expect(Set(reasons.map(\.sentence)).count == reasons.count)
    }

    @Test("Who may not enter is told which post it takes")
    func refusals() {
        #expect(Permission.Refusal.wrongRole(needed: [.editor, .reviewer]).sentence.contains("编辑或者审核"))
        #expect(Permission.Refusal.otherUnit(needed: [.signer]).sentence.contains("签发"))
    }
}
