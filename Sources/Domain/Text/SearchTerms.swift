/// What a visitor asks for, made ready: at most eight terms of at most sixty characters, all of which must occur.
package struct SearchTerms: Sendable, Hashable {
    package static let mostTerms = 8
    package static let longestTerm = 60

    /// Folded, in the order in which they were typed, each once.
    package let terms: [String]
    /// The query as a document number in its standard form, when that is what it is.
    package let number: String?
    /// The number as it was typed, folded, when that differs: texts quote numbers in every bracket.
    package let typedNumber: String?
    /// What was typed, for finding the document with exactly that title.
    package let original: String

    package init(_ query: String) {
        let trimmed = Folding.trimmed(String(String.UnicodeScalarView(query.unicodeScalars.prefix(500))))
        original = trimmed
        if let number = DocumentNumber(text: String(String.UnicodeScalarView(trimmed.unicodeScalars.prefix(60)))) {
            let standard = Folding.fold(number.text)
            let typed = Folding.fold(trimmed)
            self.number = number.text
            typedNumber = typed == standard || typed.utf8.contains(0x20) ? nil : typed
            terms = [standard]
            return
        }
        number = nil
        typedNumber = nil
        var terms: [String] = []
        for word in Folding.fold(trimmed).unicodeScalars.split(separator: " ") {
            let term = String(String.UnicodeScalarView(word.prefix(Self.longestTerm)))
            if !terms.contains(term) { terms.append(term) }
            if terms.count == Self.mostTerms { break }
        }
        self.terms = terms
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// Where the terms stand in a text, as ranges of Unicode-scalar offsets, in order and without overlap.
    package func ranges(in text: String) -> [Range<Int>] {
        let scalars = text.unicodeScalars.map { Folding.fold($0.value) }
        var found: [Range<Int>] = []
        for term in terms + [typedNumber].compactMap({ $0 }) {
            let needle = term.unicodeScalars.map(\.value)
            guard let first = needle.first, needle.count <= scalars.count else { continue }
            var index = 0
            while index <= scalars.count - needle.count {
                if scalars[index] == first, scalars[index..<(index + needle.count)].elementsEqual(needle) {
                    found.append(index..<(index + needle.count))
                    index += needle.count
                } else {
                    index += 1
                }
            }
        }
        var merged: [Range<Int>] = []
        for range in found.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = merged.last, range.lowerBound < last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

/// A piece of a text around the first place where the terms stand.
package struct Snippet: Sendable, Hashable {
    package let text: String
    /// Ranges of Unicode-scalar offsets in `text` to be marked.
    package let marks: [Range<Int>]

    /// - Parameter length: at most so many scalars, with … at an end that was cut.
    package init(of text: String, terms: SearchTerms, length: Int = 110) {
        let scalars = Array(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
        let ranges = terms.ranges(in: text)
        let start = max(0, min((ranges.first?.lowerBound ?? 0) - 24, scalars.count - length))
        let end = min(scalars.count, start + length)
        var view = String.UnicodeScalarView()
        if start > 0 { view.append("…") }
        view.append(contentsOf: scalars[start..<end])
        if end < scalars.count { view.append("…") }
        self.text = String(view)
        let shift = (start > 0 ? 1 : 0) - start
        marks = ranges.compactMap { range in
            guard range.lowerBound >= start, range.upperBound <= end else { return nil }
            return (range.lowerBound + shift)..<(range.upperBound + shift)
        }
    }
}
