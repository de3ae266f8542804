import Domain

// The places of letters and of the base of answers in the workbench. What somebody may do with one says its state (`MessageState.allows`).

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .signer, .disclosureOffice])
    private static let clerks: Permission = .roles([.editor, .disclosureOffice])
    private static let approvers: Permission = .roles([.reviewer, .signer, .disclosureOffice])
    private static let office: Permission = .roles([.disclosureOffice])

    package static let messages = WorkRoute(.get, "/work/messages", readers)
    package static let messageFile = WorkRoute(.get, "/work/messages/xlsx", readers)
    package static let newMessage = WorkRoute(.get, "/work/messages/new", clerks)
    package static let registerMessage = WorkRoute(.post, "/work/messages", clerks)
    /// 派单目录
    package static let directory = WorkRoute(.get, "/work/messages/directory", office)
    package static let saveDirectory = WorkRoute(.post, "/work/messages/directory", office)
    package static let message = WorkRoute(.get, "/work/messages/{message}", readers, subject: .message)
    package static let dispatchMessage = WorkRoute(.post, "/work/messages/{message}/dispatch", office, subject: .message)
    package static let turnAwayMessage = WorkRoute(.post, "/work/messages/{message}/classification", office, subject: .message)
    package static let objectMessage = WorkRoute(.post, "/work/messages/{message}/objection", .roles([.editor]), subject: .message)
    package static let decideObjection = WorkRoute(.post, "/work/messages/{message}/objection/decision", office, subject: .message)
    package static let transferMessage = WorkRoute(.post, "/work/messages/{message}/transfer", office, subject: .message)
    package static let draftMessageAnswer = WorkRoute(.post, "/work/messages/{message}/answer", .roles([.editor]), subject: .message)
    package static let reviewMessageAnswer = WorkRoute(.post, "/work/messages/{message}/answer/review", approvers, subject: .message)
    package static let urgeMessage = WorkRoute(.post, "/work/messages/{message}/supervision", office, subject: .message)
    package static let closeMessage = WorkRoute(.post, "/work/messages/{message}/closing", clerks, subject: .message)
    package static let mergeMessage = WorkRoute(.post, "/work/messages/{message}/merger", office, subject: .message)
    package static let convertMessage = WorkRoute(.post, "/work/messages/{message}/request", clerks, subject: .message)
    package static let publishMessage = WorkRoute(.post, "/work/messages/{message}/publication", approvers, subject: .message)
    package static let withdrawMessage = WorkRoute(.post, "/work/messages/{message}/withdrawal", office, subject: .message)
    package static let messageSender = WorkRoute(.post, "/work/messages/{message}/sender", clerks, subject: .message)
    /// A new entry of the base out of an answered letter.
    package static let messageToAnswer = WorkRoute(.post, "/work/messages/{message}/base", clerks, subject: .message)
    /// A request for disclosure that is really a letter.
    package static let requestToMessage = WorkRoute(.post, "/work/requests/{request}/letter-from-public", clerks, subject: .request)

    package static let baseAnswers = WorkRoute(.get, "/work/answers", readers)
    package static let newBaseAnswer = WorkRoute(.get, "/work/answers/new", clerks)
    package static let createBaseAnswer = WorkRoute(.post, "/work/answers", clerks)
    package static let baseAnswerFile = WorkRoute(.get, "/work/answers/file/{format}", readers)
    package static let importBaseAnswers = WorkRoute(.post, "/work/answers/import", clerks)
    package static let baseAnswer = WorkRoute(.get, "/work/answers/{answer}", readers, subject: .answer)
    package static let saveBaseAnswer = WorkRoute(.post, "/work/answers/{answer}", clerks, subject: .answer)
    package static let checkBaseAnswer = WorkRoute(.post, "/work/answers/{answer}/check", approvers, subject: .answer)
    package static let withdrawBaseAnswer = WorkRoute(.post, "/work/answers/{answer}/withdrawal", approvers, subject: .answer)
}
