import Domain

// The places of the inspection of the own portal in the workbench.

extension WorkRoute {
    private static let siteCheckReaders: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    package static let siteCheck = WorkRoute(.get, "/work/site-check", .roles(siteCheckReaders))
    package static let siteCheckFile = WorkRoute(.get, "/work/site-check/xlsx", .roles(siteCheckReaders))
    /// 检查一次
    package static let runSiteCheck = WorkRoute(.post, "/work/site-check", .roles([.disclosureOffice]))
    package static let siteCheckRules = WorkRoute(.get, "/work/site-check/rules", .roles([.disclosureOffice]))
    package static let saveSiteCheckRules = WorkRoute(.post, "/work/site-check/rules", .roles([.disclosureOffice]))
}
