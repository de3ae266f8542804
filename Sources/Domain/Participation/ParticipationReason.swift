/// A part of something in participation that a reason is about.
package enum ParticipationField: Sendable, Hashable {
    case title, proposal, explanation, ways, days, shortReason
    case opinion, name, contact, paragraph, reason, reply, outcome, received, chosen, final, matters
    case day, deadline, place, matter, seats, agenda, party, fullName, phone, note, record, attended
    case introduction, question, options
}

/// Why something in participation is not done (公众参与).
package enum ParticipationReason: Sendable, Hashable {
    case notFound
    case missing(ParticipationField)
    case tooLong(ParticipationField, limit: Int)
    case tooMany(limit: Int)
    case daysOutOfBounds(most: Int)
    /// Shorter than the law's time, and no reason given.
    case shortWithoutReason(least: Int)
    case mayNotBeShorter(least: Int)
    case noSuchParagraph
    /// Somebody else's unit.
    case needsEditor
    case needsOffice
    /// Two lines of a list name the same matter.
    case doubleMatter
    case badMonths(String)
    /// It is at the gate or public already.
    case alreadyDrafted
    /// Opinions are not taken yet, or not any more.
    case notOpen, closed(Day)
    case stillOpen(Day)
    /// The feedback is being published: the ledger stays as it is.
    case ledgerLocked
    /// So many opinions are neither answered nor hidden.
    case unanswered(Int)
    case receivedOutside
    case noSuchDocument
    /// A number in a table that is not in the ledger, or an outcome that is none.
    case unknownNumber(String)
    case unknownOutcome(String)
    /// A field that should hold a day.
    case badDay(ParticipationField)
    case badTime, badSeats(most: Int), badPhone
    /// People must be able to sign up and be chosen so many days before it.
    case deadlineTooLate(days: Int)
    /// It would be announced too late.
    case noticeTooShort(least: Int)
    /// Items of the agenda, counted from 1.
    case agendaWithoutTitle(Int), agendaWithoutReason(Int)
    case noSuchChain, noSuchConsultation
    case signUpClosed(Day), signUpOpen(Day)
    case alreadySignedUp
    case alreadySelected, notSelected
    /// Its day is not over.
    case notOver(Day)
    /// Of a questionnaire; questions are counted from 1.
    case noQuestions(most: Int), fewOptions(Int), tooManyChoices(most: Int), closesTooEarly(days: Int)
    case noAnswer(question: Int), badAnswer(question: Int), tooLongAnswer(question: Int, limit: Int)

    package static func beyond(_ field: ParticipationField, _ text: String, limit: Int) -> ParticipationReason? {
        text.unicodeScalars.count > limit ? .tooLong(field, limit: limit) : nil
    }
}

/// Everything that stands in the way of an act in participation.
package struct ParticipationRefusal: Error, Sendable, Hashable {
    package let reasons: [ParticipationReason]

    package init(_ reasons: [ParticipationReason]) { self.reasons = reasons }

    /// - Throws: itself, when there is a reason.
    package static func check(_ reasons: [ParticipationReason]) throws(ParticipationRefusal) {
        guard reasons.isEmpty else { throw ParticipationRefusal(reasons) }
    }
}
