import Domain

// The places of ratings in the workbench. There is none that takes a rating away.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .disclosureOffice])

    package static let ratings = WorkRoute(.get, "/work/ratings", readers)
    package static let newRatingCodes = WorkRoute(.get, "/work/ratings/codes", .roles([.editor]))
    package static let issueRatingCodes = WorkRoute(.post, "/work/ratings/codes", .roles([.editor]))
    package static let workRating = WorkRoute(.get, "/work/ratings/{rating}", readers)
    package static let actOnRating = WorkRoute(.post, "/work/ratings/{rating}", readers)
    package static let ratingContact = WorkRoute(.post, "/work/ratings/{rating}/contact", readers)
}
