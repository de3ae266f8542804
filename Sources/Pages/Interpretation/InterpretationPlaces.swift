import Domain

// The places of interpretations and chains in the workbench. Whose a document is says the operation: who drafts interprets.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])
    private static let editors: Permission = .roles([.editor])
    private static let keepers: Permission = .roles([.editor, .disclosureOffice])

    /// Documents that have to be interpreted.
    package static let interpretations = WorkRoute(.get, "/work/interpretation", readers)
    package static let newInterpretation = WorkRoute(.get, "/work/interpretation/new", editors)
    package static let startInterpretation = WorkRoute(.post, "/work/interpretation", editors)
    /// Binds a document that is public already.
    package static let bindInterpretation = WorkRoute(.post, "/work/interpretation/binding", editors)
    package static let editInterpretation = WorkRoute(.get, "/work/interpretation/{interpretation}/form", editors)
    package static let saveInterpretation = WorkRoute(.post, "/work/interpretation/{interpretation}/form", editors)
    package static let unbindInterpretation = WorkRoute(.post, "/work/interpretation/{interpretation}/removal", editors)
    package static let interpretationPlan = WorkRoute(.get, "/work/drafts/{draft}/interpretation", readers, subject: .draft)
    package static let saveInterpretationPlan = WorkRoute(.post, "/work/drafts/{draft}/interpretation", editors, subject: .draft)

    package static let chains = WorkRoute(.get, "/work/chains", readers)
    package static let createChain = WorkRoute(.post, "/work/chains", keepers)
    package static let chain = WorkRoute(.get, "/work/chains/{chain}", readers)
    package static let saveChain = WorkRoute(.post, "/work/chains/{chain}", keepers)
    package static let attachToChain = WorkRoute(.post, "/work/chains/{chain}/links", keepers)
    package static let detachFromChain = WorkRoute(.post, "/work/chains/{chain}/links/{link}/removal", keepers)
}
