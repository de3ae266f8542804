/// What of a plan the public may read beside its announcement: the words that stand in the document as it went through the gate. What was taken
/// out there, personal data above all, is not shown by another way.
package struct AnnouncedWords: Sendable, Hashable {
    private let text: String

    /// - Parameter body: of the public announcement.
    package init(_ body: DocumentBody) { text = Self.bare(DocumentBody.plainText(stored: body.stored)) }

    /// Whether all of it stands in the announcement, whatever the spacing.
    package func hold(_ words: String) -> Bool { text.contains(Self.bare(words)) }

    /// The lines of a text that stand in the announcement.
    package func lines(of words: String) -> String {
        words.split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { hold($0) }.joined(separator: "\n")
    }

    /// The items of an agenda that stand in the announcement: by their title, or by the reason why it is not told.
    package func agenda(of plan: Gathering.Plan) -> [Gathering.AgendaItem] {
        plan.agenda.filter { hold($0.isOpen ? $0.title : $0.reason) }
    }

    private static func bare(_ text: String) -> String {
        String(text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init))
    }
}
