import Domain

// The places of requests for disclosure in the workbench.

extension WorkRoute {
    private static let handlers: Set<Role> = [.editor, .disclosureOffice]
    private static let readers: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    // MARK: The ledger

    /// 台账
    package static let requests = WorkRoute(.get, "/work/requests", .roles(readers))
    package static let ledgerFile = WorkRoute(.get, "/work/requests/ledger.xlsx", .roles(readers))
    package static let requestStatistics = WorkRoute(.get, "/work/requests/statistics", .roles(readers))
    package static let newRequest = WorkRoute(.get, "/work/requests/new", .roles(handlers))
    package static let registerRequest = WorkRoute(.post, "/work/requests", .roles(handlers))
    package static let requestTable = WorkRoute(.get, "/work/requests/import", .roles(handlers))
    package static let importRequests = WorkRoute(.post, "/work/requests/import", .roles(handlers))
    package static let printLetters = WorkRoute(.post, "/work/requests/print", .roles(handlers))

    // MARK: One case

    package static let request = WorkRoute(.get, "/work/requests/{request}", .roles(readers), subject: .request)
    package static let recordFact = WorkRoute(.post, "/work/requests/{request}/facts", .roles(handlers), subject: .request)
    package static let strikeFact = WorkRoute(.post, "/work/requests/{request}/facts/{fact}/strike", .roles(handlers), subject: .request)
    package static let recordSearch = WorkRoute(.post, "/work/requests/{request}/searches", .roles(handlers), subject: .request)
    package static let assignRequest = WorkRoute(.post, "/work/requests/{request}/assignment", .roles(handlers), subject: .request)
    package static let askExtension = WorkRoute(.post, "/work/requests/{request}/extension", .roles(handlers), subject: .request)
    package static let decideExtension = WorkRoute(
        .post, "/work/requests/{request}/extension/decision", .roles([.disclosureOffice]), subject: .request)
    package static let viewIdentity = WorkRoute(
        .post, "/work/requests/{request}/identity", .roles([.editor, .signer, .disclosureOffice]), subject: .request)
    package static let requestCorrection = WorkRoute(.post, "/work/requests/{request}/correction", .roles(handlers), subject: .request)
    package static let correctRequest = WorkRoute(.post, "/work/requests/{request}/correction/save", .roles(handlers), subject: .request)
    package static let transferRequest = WorkRoute(.post, "/work/requests/{request}/transfer", .roles(handlers), subject: .request)
    package static let mergeRequest = WorkRoute(.post, "/work/requests/{request}/merge", .roles(handlers), subject: .request)
    package static let splitRequest = WorkRoute(.post, "/work/requests/{request}/split", .roles(handlers), subject: .request)
    package static let addRequestFile = WorkRoute(.post, "/work/requests/{request}/files", .roles(handlers), subject: .request)
    /// What is handed out is read by whoever judges it; what is sealed, by those who may see who asks.
    package static let requestFile = WorkRoute(
        .get, "/work/requests/{request}/files/{file}", .roles(readers), subject: .request)
    package static let archiveRequest = WorkRoute(.post, "/work/requests/{request}/archive", .roles(handlers), subject: .request)
    package static let requestArchiveFile = WorkRoute(
        .get, "/work/requests/{request}/archive.pdf", .roles(handlers), subject: .request)
    package static let destroyRequest = WorkRoute(
        .post, "/work/requests/{request}/destruction", .roles([.disclosureOffice]), subject: .request)
    package static let publishAnswer = WorkRoute(.post, "/work/requests/{request}/publication", .roles([.editor]), subject: .request)

    // MARK: Reply, letters, fee

    package static let reply = WorkRoute(.get, "/work/requests/{request}/reply", .roles(readers), subject: .request)
    package static let saveReply = WorkRoute(.post, "/work/requests/{request}/reply", .roles(handlers), subject: .request)
    package static let submitReply = WorkRoute(.post, "/work/requests/{request}/reply/submission", .roles(handlers), subject: .request)
    package static let recallReply = WorkRoute(.post, "/work/requests/{request}/reply/recall", .roles(handlers), subject: .request)
    package static let decideReply = WorkRoute(
        .post, "/work/requests/{request}/reply/decision", .roles([.reviewer, .secrecyReviewer, .signer]), subject: .request)
    /// The form for a letter of the kind that the address names, with its preview.
    package static let newLetter = WorkRoute(.get, "/work/requests/{request}/letters/new/{kind}", .roles(handlers), subject: .request)
    /// The same with what was typed: shows the letter as it would go out, and takes no number.
    package static let previewLetter = WorkRoute(
        .post, "/work/requests/{request}/letters/new/{kind}", .roles(handlers), subject: .request)
    package static let issueLetter = WorkRoute(.post, "/work/requests/{request}/letters/issue/{kind}", .roles(handlers), subject: .request)
    package static let letter = WorkRoute(.get, "/work/requests/{request}/letters/{letter}", .roles(readers), subject: .request)
    /// `docx`, `pdf`, `envelope` and `receipt` (送达回证).
    package static let letterFile = WorkRoute(
        .get, "/work/requests/{request}/letters/{letter}/{format}", .roles(readers), subject: .request)
    package static let serveLetter = WorkRoute(
        .post, "/work/requests/{request}/letters/{letter}/service", .roles(handlers), subject: .request)
    package static let letterReturned = WorkRoute(
        .post, "/work/requests/{request}/letters/{letter}/return", .roles(handlers), subject: .request)
    package static let waiveFee = WorkRoute(.post, "/work/requests/{request}/fee/waiver", .roles(handlers), subject: .request)

    // MARK: Disputes and settings

    package static let disputes = WorkRoute(.get, "/work/disputes", .roles(readers))
    package static let addDispute = WorkRoute(.post, "/work/disputes", .roles(handlers))
    package static let dispute = WorkRoute(.get, "/work/disputes/{dispute}", .roles(readers), subject: .dispute)
    package static let changeDispute = WorkRoute(.post, "/work/disputes/{dispute}", .roles(handlers), subject: .dispute)
    package static let letterTemplates = WorkRoute(.get, "/work/letters", .roles([.disclosureOffice]))
    package static let letterTemplate = WorkRoute(.get, "/work/letters/{kind}", .roles([.disclosureOffice]))
    package static let saveLetterTemplate = WorkRoute(.post, "/work/letters/{kind}", .roles([.disclosureOffice]))
    package static let removeLetterTemplate = WorkRoute(.post, "/work/letters/{kind}/removal", .roles([.disclosureOffice]))
    package static let requestSettings = WorkRoute(.get, "/work/requests/settings", .roles([.disclosureOffice]))
    package static let saveRequestSettings = WorkRoute(.post, "/work/requests/settings", .roles([.disclosureOffice]))
}
