import Pages

extension Workbench {
    /// Reply, letters, fee, disputes, templates and settings of requests.
    static let replyEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.reply) { try await ReplyHandler($0).page() },
        WorkEndpoint(.saveReply) { try await ReplyHandler($0).save() },
        WorkEndpoint(.submitReply) { try await ReplyHandler($0).submit() },
        WorkEndpoint(.recallReply) { try await ReplyHandler($0).recall() },
        WorkEndpoint(.decideReply) { try await ReplyHandler($0).decide() },
        WorkEndpoint(.newLetter) { try await LetterHandler($0).form() },
        WorkEndpoint(.previewLetter) { try await LetterHandler($0).preview() },
        WorkEndpoint(.issueLetter) { try await LetterHandler($0).issue() },
        WorkEndpoint(.letter) { try await LetterHandler($0).page() },
        WorkEndpoint(.serveLetter) { try await LetterHandler($0).serve() },
        WorkEndpoint(.letterReturned) { try await LetterHandler($0).returned() },
        WorkEndpoint(.waiveFee) { try await LetterHandler($0).waiveFee() },
        WorkEndpoint(.letterFile) { try await LetterFileHandler($0).file() },
        WorkEndpoint(.printLetters) { try await LetterFileHandler($0).newestLetters() },
        WorkEndpoint(.requestArchiveFile) { try await CaseArchiveHandler($0).file() },
        WorkEndpoint(.disputes) { try await DisputeHandler($0).list() },
        WorkEndpoint(.addDispute) { try await DisputeHandler($0).add() },
        WorkEndpoint(.dispute) { try await DisputeHandler($0).page() },
        WorkEndpoint(.changeDispute) { try await DisputeHandler($0).change() },
        WorkEndpoint(.letterTemplates) { try await LetterTemplateHandler($0).list() },
        WorkEndpoint(.letterTemplate) { try await LetterTemplateHandler($0).page() },
        WorkEndpoint(.saveLetterTemplate) { try await LetterTemplateHandler($0).save() },
        WorkEndpoint(.removeLetterTemplate) { try await LetterTemplateHandler($0).remove() },
        WorkEndpoint(.requestSettings) { try await RequestSettingsHandler($0).page() },
        WorkEndpoint(.saveRequestSettings) { try await RequestSettingsHandler($0).save() },
    ]
}
