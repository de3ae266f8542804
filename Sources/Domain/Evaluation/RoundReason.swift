/// Why something in a round is not done.
package enum RoundReason: Sendable, Hashable {
    case noSuchScheme, noSuchRound, noSuchUnit, noSuchAssessor, noSuchLeaf, noSuchAppeal, noSuchOrder, noSuchAccount
    /// Not in this state, or not by this person.
    case notAllowed(RoundAct, RoundState)
    case needsTitle, needsReason, needsProblem, needsSubject
    case tooLong(limit: Int)
    case tooMany(limit: Int)
    case badYear
    case faultyScheme([Scheme.Fault])
    case gradesUndecided
    case badPeriod
    case noUnits
    /// Assessors of the scheme for whom nobody is named.
    case noReviewers([String])
    case deadlinePassed(Day)
    case deadlineBeforeToday
    case appealsOver(Day)
    case alreadySubmitted, notSubmitted
    /// Leaves that have no answer.
    case unanswered([String])
    /// What was entered does not suit the leaves.
    case badEntries([ScoringInputs.Fault])
    /// So many sheets are still awaited; a reason lets it happen.
    case sheetsMissing(Int)
    case notComputed, isStale
    /// Fractions of that unit's score grow beyond all measure.
    case tooFine(unit: String)
    /// Units that have no score, because something is missing.
    case incomplete([String])
    case openAppeals(Int)
    case alreadyAppealed, alreadyAnswered
    case openOrders(Int)
    case notNow(RectificationOrder.State)
    case nothingToDraw, badSampleSize
    /// Of an order: the days to put it right, the day of the check, and the same order once more.
    case badDays, badCheckDay, alreadyOrdered
    /// A draft is an editor's.
    case needsEditor
}

/// Everything that stands in the way of an act in a round.
package struct RoundRefusal: Error, Sendable, Hashable {
    package let reasons: [RoundReason]

    package init(_ reasons: [RoundReason]) { self.reasons = reasons }
}

extension ScoringInputs.Fault {
    /// The code of the leaf that it is about; empty when it is about none.
    package var leaf: String { place?.leaf ?? "" }
}
