import Domain

// The places of the word lists.

extension WorkRoute {
    private static let office = Permission.roles([.disclosureOffice])

    package static let newWord = WorkRoute(.get, "/work/words/new", office)
    package static let addWord = WorkRoute(.post, "/work/words", office)
    /// All lines as a table for a spreadsheet.
    package static let wordListFile = WorkRoute(.get, "/work/words/file", office)
    package static let word = WorkRoute(.get, "/work/words/{word}", office)
    package static let changeWord = WorkRoute(.post, "/work/words/{word}", office)
    package static let removeWord = WorkRoute(.post, "/work/words/{word}/removal", office)
}
