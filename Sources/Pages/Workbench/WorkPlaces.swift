import Domain

// The places that the navigation names, and those of drafting and deciding.

extension WorkRoute {
    private static let unitRoles: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    package static let obligations = WorkRoute(.get, "/work/obligations", .roles(unitRoles))

    package static let drafts = WorkRoute(.get, "/work/drafts", .roles(unitRoles))
    package static let newDraft = WorkRoute(.get, "/work/drafts/new", .roles([.editor]))
    package static let createDraft = WorkRoute(.post, "/work/drafts", .roles([.editor]))
    /// The form for editors, the reading page with its decision form for everybody else.
    package static let draft = WorkRoute(.get, "/work/drafts/{draft}", .roles(unitRoles), subject: .draft)
    package static let saveDraft = WorkRoute(.post, "/work/drafts/{draft}", .roles([.editor]), subject: .draft)
    package static let autosaveDraft = WorkRoute(.post, "/work/drafts/{draft}/autosave", .roles([.editor]), subject: .draft)
    package static let draftPresence = WorkRoute(.get, "/work/drafts/{draft}/presence", .roles([.editor]), subject: .draft)
    package static let importBody = WorkRoute(.post, "/work/drafts/{draft}/body", .roles([.editor]), subject: .draft)
    package static let addAttachment = WorkRoute(.post, "/work/drafts/{draft}/attachments", .roles([.editor]), subject: .draft)
    package static let draftFile = WorkRoute(.get, "/work/drafts/{draft}/attachments/{number}", .roles(unitRoles), subject: .draft)
    package static let originalFile = WorkRoute(
        .get, "/work/drafts/{draft}/attachments/{number}/original", .roles([.editor, .reviewer, .secrecyReviewer, .signer]), subject: .draft
    )
    package static let removeAttachment = WorkRoute(
        .post, "/work/drafts/{draft}/attachments/{number}/removal", .roles([.editor]), subject: .draft)
    package static let maskDraft = WorkRoute(.post, "/work/drafts/{draft}/masking", .roles([.editor]), subject: .draft)
    package static let answerFinding = WorkRoute(
        .post, "/work/drafts/{draft}/findings/{finding}", .roles(unitRoles), subject: .draft)
    package static let submitDraft = WorkRoute(.post, "/work/drafts/{draft}/submission", .roles([.editor]), subject: .draft)
    package static let decide = WorkRoute(
        .post, "/work/drafts/{draft}/decision", .roles([.reviewer, .secrecyReviewer, .signer, .disclosureOffice]), subject: .draft)
    package static let decideMany = WorkRoute(
        .post, "/work/drafts/decisions", .roles([.reviewer, .secrecyReviewer, .signer, .disclosureOffice]))
    package static let publishDraft = WorkRoute(
        .post, "/work/drafts/{draft}/publication", .roles([.editor, .disclosureOffice]), subject: .draft)
    /// 应急发布: asked for by one signer, confirmed by another person.
    package static let forcePublication = WorkRoute(
        .post, "/work/drafts/{draft}/emergency", .roles([.signer, .disclosureOffice]), subject: .draft)
    package static let discardDraft = WorkRoute(.post, "/work/drafts/{draft}/discard", .roles([.editor]), subject: .draft)

    package static let publications = WorkRoute(.get, "/work/publications", .roles(unitRoles))
    package static let publication = WorkRoute(.get, "/work/publications/{disclosure}", .roles(unitRoles), subject: .disclosure)
    package static let correctPublication = WorkRoute(
        .post, "/work/publications/{disclosure}/correction", .roles([.editor]), subject: .disclosure)
    package static let withdrawPublication = WorkRoute(
        .post, "/work/publications/{disclosure}/withdrawal", .roles([.signer, .disclosureOffice]), subject: .disclosure)
    /// 紧急撤下个人信息: the bytes go, too.
    package static let purgePublication = WorkRoute(
        .post, "/work/publications/{disclosure}/purge", .roles([.signer, .disclosureOffice]), subject: .disclosure)
    package static let changeValidity = WorkRoute(
        .post, "/work/publications/{disclosure}/validity", .roles([.editor, .disclosureOffice]), subject: .disclosure)
    package static let recordChannel = WorkRoute(
        .post, "/work/publications/{disclosure}/channels", .roles([.editor, .disclosureOffice]), subject: .disclosure)
    package static let noticePrint = WorkRoute(
        .get, "/work/publications/{disclosure}/notice", .roles(unitRoles), subject: .disclosure)

    package static let batches = WorkRoute(.get, "/work/batches", .roles(unitRoles))
    package static let approvalPaths = WorkRoute(.get, "/work/paths", .roles([.disclosureOffice]))
    package static let saveApprovalPath = WorkRoute(.post, "/work/paths", .roles([.disclosureOffice]))
    package static let wordLists = WorkRoute(.get, "/work/words", .roles([.disclosureOffice]))
    package static let accounts = WorkRoute(.get, "/work/accounts", .roles([.systemAdministrator]))
    package static let posts = WorkRoute(.get, "/work/posts", .roles([.securityAdministrator]))
    package static let workLog = WorkRoute(.get, "/work/log", .roles([.auditAdministrator, .disclosureOffice]))
}
