import Domain

// The places of evaluation in the workbench. What somebody may do in a round says the round itself (`RoundState.allowed`).

extension WorkRoute {
    private static let everybody: Permission = .roles([.editor, .disclosureOffice, .evaluator])
    private static let office: Permission = .roles([.disclosureOffice])
    private static let scorers: Permission = .roles([.editor, .disclosureOffice, .evaluator])
    private static let units: Permission = .roles([.editor])

    package static let evaluation = WorkRoute(.get, "/work/evaluation", everybody)
    package static let schemes = WorkRoute(.get, "/work/evaluation/schemes", office)
    package static let importScheme = WorkRoute(.post, "/work/evaluation/schemes", office)
    package static let scheme = WorkRoute(.get, "/work/evaluation/schemes/{scheme}", office)
    /// As `mingtang evaluation score` reads it.
    package static let schemeFile = WorkRoute(.get, "/work/evaluation/schemes/{scheme}/json", office)
    package static let copyScheme = WorkRoute(.post, "/work/evaluation/schemes/{scheme}/copy", office)
    package static let gradeScheme = WorkRoute(.post, "/work/evaluation/schemes/{scheme}/grades", office)

    package static let createRound = WorkRoute(.post, "/work/evaluation/rounds", office)
    package static let round = WorkRoute(.get, "/work/evaluation/rounds/{round}", everybody)
    package static let arrangeRound = WorkRoute(.post, "/work/evaluation/rounds/{round}/arrangement", office)
    package static let extendRound = WorkRoute(.post, "/work/evaluation/rounds/{round}/deadlines", office)
    package static let drawSample = WorkRoute(.post, "/work/evaluation/rounds/{round}/samples", office)
    package static let moveRound = WorkRoute(.post, "/work/evaluation/rounds/{round}/state", office)
    package static let computeRound = WorkRoute(.post, "/work/evaluation/rounds/{round}/computation", office)

    package static let sheet = WorkRoute(.get, "/work/evaluation/rounds/{round}/sheets/{assessor}/{unit}", scorers)
    package static let saveSheet = WorkRoute(.post, "/work/evaluation/rounds/{round}/sheets/{assessor}/{unit}", scorers)
    package static let recallSheet = WorkRoute(.post, "/work/evaluation/rounds/{round}/sheets/{assessor}/{unit}/recall", scorers)
    package static let addSheetFile = WorkRoute(.post, "/work/evaluation/rounds/{round}/sheets/{assessor}/{unit}/files", scorers)
    package static let roundFile = WorkRoute(.get, "/work/evaluation/rounds/{round}/files/{file}", everybody)

    /// A published document that is cited as evidence, as it was when it was read: the public page, or an earlier wording.
    package static let citedDocument = WorkRoute(.get, "/work/evaluation/documents/{document}", everybody)

    package static let results = WorkRoute(.get, "/work/evaluation/rounds/{round}/results", everybody)
    package static let unitResult = WorkRoute(.get, "/work/evaluation/rounds/{round}/results/{unit}", everybody)
    /// `bulletin.docx` and `bulletin.xlsx`, `rectification.docx`, a sample's candidates, and `scheme.json` and `submissions.json`, from which anybody computes the result again.
    package static let resultFile = WorkRoute(.get, "/work/evaluation/rounds/{round}/file/{name}", office)
    package static let moderateScore = WorkRoute(.post, "/work/evaluation/rounds/{round}/results/{unit}/moderation", office)
    package static let appealScore = WorkRoute(.post, "/work/evaluation/rounds/{round}/results/{unit}/appeals", units)
    package static let answerAppeal = WorkRoute(.post, "/work/evaluation/rounds/{round}/appeals/{appeal}", office)
    package static let draftBulletin = WorkRoute(.post, "/work/evaluation/rounds/{round}/bulletin", office)

    package static let orderRectification = WorkRoute(.post, "/work/evaluation/rounds/{round}/orders", office)
    package static let rectifications = WorkRoute(.get, "/work/evaluation/orders", .roles([.editor, .disclosureOffice]))
    package static let rectification = WorkRoute(.get, "/work/evaluation/orders/{order}", .roles([.editor, .disclosureOffice]))
    /// 整改情况报告 about one order.
    package static let rectificationFile = WorkRoute(
        .get, "/work/evaluation/orders/{order}/docx", .roles([.editor, .disclosureOffice]))
    package static let answerOrder = WorkRoute(.post, "/work/evaluation/orders/{order}/response", units)
    package static let addOrderFile = WorkRoute(.post, "/work/evaluation/orders/{order}/files", units)
    package static let recheckOrder = WorkRoute(.post, "/work/evaluation/orders/{order}/recheck", office)
}
