import Pages

extension Workbench {
    /// The word lists.
    static let checkEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.wordLists) { try await WordListHandler($0).list() },
        WorkEndpoint(.newWord) { try await WordListHandler($0).form() },
        WorkEndpoint(.wordListFile) { try await WordListHandler($0).file() },
        WorkEndpoint(.addWord, formLimit: wordForm) { try await WordListHandler($0).add() },
        WorkEndpoint(.word) { try await WordListHandler($0).page() },
        WorkEndpoint(.changeWord, formLimit: wordForm) { try await WordListHandler($0).change() },
        WorkEndpoint(.removeWord, formLimit: wordForm) { try await WordListHandler($0).remove() },
    ]

    /// Fifty exceptions of sixty characters, percent-encoded, and the rest.
    private static let wordForm = 64 * 1024
}
