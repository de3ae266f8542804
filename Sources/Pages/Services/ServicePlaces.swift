import Domain

// The places of guides and policies in the workbench. Whose guide it is asks the act itself.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])
    private static let editors: Permission = .roles([.editor])
    private static let office: Permission = .roles([.disclosureOffice])

    package static let services = WorkRoute(.get, "/work/services", readers)
    package static let newService = WorkRoute(.get, "/work/services/new/{kind}", editors)
    package static let createService = WorkRoute(.post, "/work/services/new/{kind}", editors)
    package static let service = WorkRoute(.get, "/work/services/{service}", readers)
    package static let startServiceChange = WorkRoute(.post, "/work/services/{service}/versions", editors)
    package static let editService = WorkRoute(.get, "/work/services/{service}/versions/{version}", editors)
    package static let saveService = WorkRoute(.post, "/work/services/{service}/versions/{version}", editors)
    package static let submitService = WorkRoute(.post, "/work/services/{service}/versions/{version}/submission", editors)
    package static let recordServiceApproval = WorkRoute(
        .post, "/work/services/{service}/versions/{version}/approval", .roles([.editor, .disclosureOffice]))
    package static let attachServiceFile = WorkRoute(.post, "/work/services/{service}/versions/{version}/files", editors)
    package static let serviceReports = WorkRoute(.get, "/work/services/reports", office)
    package static let closeServiceReport = WorkRoute(.post, "/work/services/reports/{report}", office)
    package static let serviceReportContact = WorkRoute(.post, "/work/services/reports/{report}/contact", office)
}
