/// Why something is not done with a letter.
package enum MessageReason: Sendable, Hashable {
    case noSuchMessage
    /// Not in this state, or not by this person.
    case notAllowed(MessageAct, MessageState)
    case needsRole
    case missing(MessageInput)
    case tooLong(MessageInput, limit: Int)
    case noSuchUnit
    /// It is with that unit already.
    case sameUnit
    /// Who drafted an answer does not approve it.
    case ownDraft
    /// Without the writer's yes nothing is published.
    case noConsent
    case noAnswer
    /// So many places hold personal data.
    case personalData(MessageInput, [String])
    /// The letter that it should go into is not there, is itself, or is not open or answered.
    case badTarget
    case isRated, notRateable
    case unknownTriage
    /// The request's text is as it was; it has become a letter already.
    case isLetterAlready(String)
    case textGone
}

/// Something typed into a form about a letter.
package enum MessageInput: String, Sendable, CaseIterable, Hashable {
    case reason, unit, answer, target, rating, title, text, triage

    package var name: String {
        switch self {
        case .reason: "理由或者说明"
        case .unit: "单位"
        case .answer: "答复"
        case .target: "留言编号"
        case .rating: "评价"
        case .title: "标题"
        case .text: "内容"
        case .triage: "处置方式"
        }
    }
}

/// Everything that stands in the way of an act on a letter.
package struct MessageRefusal: Error, Sendable, Hashable {
    package let reasons: [MessageReason]

    package init(_ reasons: [MessageReason]) { self.reasons = reasons }

    /// - Throws: itself, when there is a reason.
    package static func check(_ reasons: [MessageReason]) throws(MessageRefusal) {
        guard reasons.isEmpty else { throw MessageRefusal(reasons) }
    }
}
