/// What the checks need to know besides the document itself.
package struct CheckContext: Sendable {
    package var today: Day
    /// Names of the elements that the catalogue item asks for.
    package var requiredElements: [String]
    /// Hosts of our own site.
    package var siteHosts: [String]
    package var words: WordChecker
    /// Text read out of the attachments.
    package var attachments: [AttachmentText]
    /// Titles of other documents, published or under way, with this document number.
    package var sameNumber: [String]
    /// Documents that were decided not to be public, among those that the text may quote (`ContentChecks.quotations`).
    package var withheld: [WithheldDocument]
    /// Published documents with the same or nearly the same text.
    package var similar: [SimilarDocument]
    /// The document that this one interprets.
    package var interpreted: CopiedShare.Source?

    package struct WithheldDocument: Sendable, Hashable {
        package let title: String
        /// Empty when it has none.
        package let number: String

        package init(title: String, number: String) {
            self.title = title
            self.number = number
        }
    }

    package init(
        today: Day, requiredElements: [String] = [], siteHosts: [String] = [], words: WordChecker = .shipped,
        attachments: [AttachmentText] = [],
        sameNumber: [String] = [], withheld: [WithheldDocument] = [], similar: [SimilarDocument] = []
    ) {
        self.today = today
        self.requiredElements = requiredElements
        self.siteHosts = siteHosts
        self.words = words
        self.attachments = attachments
        self.sameNumber = sameNumber
        self.withheld = withheld
        self.similar = similar
    }
}

/// The checks on what is about to be published (发布前检查), but for personal data.
package enum ContentChecks {
    /// More than this no person reads; the list then ends.
    package static let mostFindings = 500

    /// All findings, each key once, the blocking ones first.
    package static func findings(_ content: Draft.Content, context: CheckContext) -> [Finding] {
        let text = CheckedText(content, attachments: context.attachments)
        var findings = SecrecyCheck.findings(in: text, attribute: content.attribute)
        findings += CompletenessCheck.findings(in: content, context: context)
        findings += NumberingCheck.findings(in: text, content: content, context: context)
        findings += DateCheck.findings(in: text, content: content, today: context.today)
        findings += context.words.findings(in: text, made: content.made ?? context.today)
        findings += FormCheck.findings(in: text, content: content)
        findings += NumberCheck.findings(in: content)
        findings += MapCheck.findings(in: text, content: content)
        findings += LinkCheck.findings(in: text, siteHosts: context.siteHosts)
        findings += context.similar.map(\.finding)
        findings += context.interpreted?.findings(in: content) ?? []
        return Array(Finding.merged(findings).prefix(mostFindings))
    }

    /// What a text quotes, for looking it up among documents that are not public.
    package struct Quotations: Sendable, Hashable {
        /// Document numbers in their standard form; where a sentence runs into the number, every form that may be meant.
        package let numbers: [String]
        /// Titles inside 《》.
        package let titles: [String]
    }

    package static let mostQuotations = 500

    package static func quotations(of content: Draft.Content, attachments: [AttachmentText] = []) -> Quotations {
        var numbers: [String] = []
        var titles: [String] = []
        var seen: Set<String> = []
        for piece in CheckedText(content, attachments: attachments).pieces {
            for quote in QuotedNumber.all(in: piece) {
                for candidate in quote.candidates where numbers.count < mostQuotations && seen.insert(candidate).inserted {
                    numbers.append(candidate)
                }
            }
            for title in quotedTitles(in: piece) where titles.count < mostQuotations && seen.insert(title).inserted { titles.append(title) }
        }
        return Quotations(numbers: numbers, titles: titles)
    }

    private static func quotedTitles(in piece: CheckedText.Piece) -> [String] {
        var titles: [String] = []
        var opened: [Int] = []
        for (index, scalar) in piece.folded.enumerated() {
            if scalar == 0x300A {
                opened.append(index)
            } else if scalar == 0x300B, let start = opened.popLast(), index - start > 3, index - start <= 200 {
                titles.append(piece.string((start + 1)..<index))
            }
        }
        return titles
    }
}
