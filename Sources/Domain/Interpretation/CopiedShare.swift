/// How much of an interpretation merely repeats its document (照搬、压缩原文). An interpretation is no copy and no shortened copy.
package struct CopiedShare: Sendable, Hashable {
    /// Letters of sentences that are long enough to tell.
    package let letters: Int
    /// Of them, those in sentences that stand in the document.
    package let copied: Int

    /// A sentence counts as copied when this many percent of its runs of letters stand in the document.
    private static let sentenceShare = 80
    private static let run = 6
    /// Shorter sentences, such as headings and names, say nothing.
    private static let shortestSentence = 10
    private static let longest = 400_000

    package var percent: Int { letters == 0 ? 0 : copied * 100 / letters }

    /// - Parameters:
    ///   - reading: the interpretation's text.
    ///   - document: the text that it is about.
    package init(reading: String, document: String) {
        let known = Self.runs(Self.letters(document.unicodeScalars.prefix(Self.longest)))
        var (letters, copied) = (0, 0)
        for sentence in reading.unicodeScalars.prefix(Self.longest).split(whereSeparator: Self.endsSentence) {
            let own = Self.letters(sentence)
            guard own.count >= Self.shortestSentence else { continue }
            letters += own.count
            let runs = Self.runs(own)
            if runs.count(where: known.contains) * 100 >= runs.count * Self.sentenceShare { copied += own.count }
        }
        self.letters = letters
        self.copied = copied
    }

    private static func letters(_ text: some Sequence<Unicode.Scalar>) -> [UInt32] {
        text.map { Folding.fold($0.value) }.filter(TextFingerprint.isLetter)
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "。", "！", "？", "；", "!", "?", ";", "\n": true
        default: false
        }
    }

    /// Every run of letters, as a hash.
    private static func runs(_ letters: [UInt32]) -> Set<UInt64> {
        guard letters.count >= run else { return [] }
        var result: Set<UInt64> = []
        for start in 0...(letters.count - run) {
            var value: UInt64 = 0
            for letter in letters[start..<(start + run)] { value = StableHash.mixed(value &* 31 &+ UInt64(letter)) }
            result.insert(value)
        }
        return result
    }
}

extension CopiedShare {
    /// The document that a draft interprets, for the checks.
    package struct Source: Sendable, Hashable {
        package let title: String
        package let text: String
        /// From how many percent on it is a finding (`DatedFigure.copiedShare`).
        package let limit: Int

        package init(title: String, text: String, limit: Int) {
            self.title = title
            self.text = text
            self.limit = limit
        }

        /// Nothing for a reading that says things in its own words.
        func findings(in content: Draft.Content) -> [Finding] {
            let share = CopiedShare(reading: DocumentBody.plainText(stored: content.body.stored), document: text)
            guard share.percent >= limit, share.letters > 0 else { return [] }
            return [
                Finding(
                    .copiedInterpretation, .blocking, at: .document, matched: title, sample: title,
                    reason: "解读约有 \(share.percent)% 的文字与原文《\(title)》相同（达到 \(limit)% 即提示）。",
                    remedy: "解读不是照搬或者压缩原文：请讲清背景依据、目标任务、主要内容、执行标准、注意事项、关键词、惠民举措和新旧政策的不同。")
            ]
        }
    }
}
