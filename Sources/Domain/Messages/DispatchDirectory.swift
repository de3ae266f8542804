/// Which unit a letter is for, by the words in it (派单目录): the county's own data.
package struct DispatchDirectory: Sendable, Hashable {
    /// A unit with the words that speak of its duties.
    package struct Line: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let words: [String]

        package init(unit: OrganisationUnit.ID, words: [String]) {
            self.unit = unit
            self.words = words
        }
    }

    package static let mostLines = 300
    package static let mostWords = 100
    package static let longestWord = 20

    package let lines: [Line]

    package init(_ lines: [Line] = []) { self.lines = lines }

    /// What is wrong with the county's text of it.
    package struct Fault: Error, Sendable, Hashable {
        package enum Reason: Sendable, Hashable {
            case noColon, unknownUnit(String), twice(String), tooManyWords, longWord(String), tooManyLines
        }

        /// Counted from 1.
        package let line: Int
        package let reason: Reason
    }

    /// Reads `县民政局：低保、养老、婚姻登记`, a unit a line; empty lines do not count.
    ///
    /// - Parameter units: by name, short name and code.
    /// - Throws: the first fault.
    package init(text: String, units: [String: OrganisationUnit.ID]) throws(Fault) {
        var lines: [Line] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = Folding.trimmed(String(raw))
            guard !trimmed.isEmpty else { continue }
            let sides = trimmed.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "：" || $0 == ":" }
            guard sides.count == 2 else { throw Fault(line: index + 1, reason: .noColon) }
            let name = Folding.trimmed(String(sides[0]))
            guard let unit = units[name] else { throw Fault(line: index + 1, reason: .unknownUnit(name)) }
            guard !lines.contains(where: { $0.unit == unit }) else { throw Fault(line: index + 1, reason: .twice(name)) }
            var words: [String] = []
            for word in sides[1].split(whereSeparator: { "、，,；; \t".contains($0) }).map({ Folding.trimmed(String($0)) }) {
                guard word.unicodeScalars.count <= Self.longestWord else { throw Fault(line: index + 1, reason: .longWord(word)) }
                if !word.isEmpty, !words.contains(word) { words.append(word) }
            }
            guard words.count <= Self.mostWords else { throw Fault(line: index + 1, reason: .tooManyWords) }
            if !words.isEmpty { lines.append(Line(unit: unit, words: words)) }
            guard lines.count <= Self.mostLines else { throw Fault(line: index + 1, reason: .tooManyLines) }
        }
        self.lines = lines
    }

    /// A unit that may be meant, with the words that say so.
    package struct Suggestion: Sendable, Hashable {
        package let unit: OrganisationUnit.ID
        package let words: [String]
    }

    /// The units whose words stand in the letter, the one with the most characters of them first.
    package func suggestions(for title: String, _ text: String, limit: Int = 3) -> [Suggestion] {
        let folded = Folding.fold(title + "\n" + text)
        let found = lines.compactMap { line -> (suggestion: Suggestion, weight: Int)? in
            let words = line.words.filter { folded.contains(Folding.fold($0)) }
            guard !words.isEmpty else { return nil }
            return (Suggestion(unit: line.unit, words: words), words.reduce(0) { $0 + $1.unicodeScalars.count })
        }
        return found.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.prefix(limit)
            .map(\.element.suggestion)
    }
}
