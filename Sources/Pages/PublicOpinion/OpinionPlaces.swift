import Domain

// The places of public opinion in the workbench. Whose an item is says its standing.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])
    private static let writers: Permission = .roles([.editor, .disclosureOffice])
    private static let office: Permission = .roles([.disclosureOffice])

    package static let opinions = WorkRoute(.get, "/work/opinion", readers)
    package static let newOpinion = WorkRoute(.get, "/work/opinion/new", writers)
    package static let registerOpinion = WorkRoute(.post, "/work/opinion", writers)
    package static let clippings = WorkRoute(.get, "/work/opinion/import", office)
    package static let importClippings = WorkRoute(.post, "/work/opinion/import", office)
    package static let opinion = WorkRoute(.get, "/work/opinion/{opinion}", readers)
    package static let recordOpinion = WorkRoute(.post, "/work/opinion/{opinion}/facts", writers)
    package static let newResponse = WorkRoute(.get, "/work/opinion/{opinion}/response", .roles([.editor]))
    package static let startResponse = WorkRoute(.post, "/work/opinion/{opinion}/response", .roles([.editor]))
}
