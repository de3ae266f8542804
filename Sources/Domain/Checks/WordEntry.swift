/// A line of the word lists (词库): words that must not, or should not, stand in a document, and what to write instead.
package struct WordEntry: Sendable, Hashable {
    package typealias ID = Identifier<WordEntry>

    package var kind: Kind
    package var pattern: String
    /// What to write instead; empty when that depends.
    package var right: String
    package var reason: String
    /// The standard or the document that says so.
    package var source: String
    /// Longer words in which the pattern is right.
    package var exceptions: [String]
    /// From when on: a document made earlier is left alone. A renamed organ bore its old name before.
    package var since: Day?
    package var isBlocking: Bool
    /// Switched off by the county: a line of the shipped list that it does not want.
    package var isOff: Bool

    package init(
        _ kind: Kind, _ pattern: String, right: String = "", reason: String = "", source: String = "", exceptions: [String] = [],
        since: Day? = nil, isBlocking: Bool = false, isOff: Bool = false
    ) {
        self.kind = kind
        self.pattern = pattern
        self.right = right
        self.reason = reason
        self.source = source
        self.exceptions = exceptions
        self.since = since
        self.isBlocking = isBlocking
        self.isOff = isOff
    }

    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        /// 错别字、不规范表述
        case wrongWord
        /// 敏感词
        case sensitive
        /// 机构名称
        case organName
        /// 地名
        case placeName
        /// 未公开文件: its title or its number, in any brackets
        case nonPublic

        package var name: String {
            switch self {
            case .wrongWord: "错词"
            case .sensitive: "敏感词"
            case .organName: "机构名称"
            case .placeName: "地名"
            case .nonPublic: "未公开文件"
            }
        }

        package init?(name: String) {
            guard let kind = Self.allCases.first(where: { $0.name == name || $0.rawValue == name }) else { return nil }
            self = kind
        }

        package var check: Check {
            switch self {
            case .wrongWord: .wrongWord
            case .sensitive: .sensitiveWord
            case .organName: .organName
            case .placeName: .placeName
            case .nonPublic: .nonPublicQuote
            }
        }
    }

    package static let longestPattern = 60
    package static let longestText = 300
    package static let mostExceptions = 50

    /// What is wrong with a line that somebody wrote.
    package enum Fault: Error, Sendable, Hashable {
        case emptyPattern
        case singleCharacter
        case patternTooLong(limit: Int)
        case textTooLong(limit: Int)
        case tooManyExceptions(limit: Int)
        /// What to write instead is the same word, or holds it without being an exception.
        case rightHoldsPattern
        /// An exception that does not hold the pattern is never met.
        case exceptionWithoutPattern(String)
    }

    package var fault: Fault? {
        let words = Folding.fold(Folding.trimmed(pattern))
        if words.isEmpty { return .emptyPattern }
        if words.unicodeScalars.count == 1 { return .singleCharacter }
        if words.unicodeScalars.count > Self.longestPattern { return .patternTooLong(limit: Self.longestPattern) }
        if [right, reason, source].contains(where: { $0.unicodeScalars.count > Self.longestText }) {
            return .textTooLong(limit: Self.longestText)
        }
        if exceptions.count > Self.mostExceptions { return .tooManyExceptions(limit: Self.mostExceptions) }
        let instead = Folding.fold(right)
        if !right.isEmpty, instead.contains(words), !exceptions.contains(where: { instead.contains(Folding.fold($0)) }) {
            return .rightHoldsPattern
        }
        if let lost = exceptions.first(where: { !Folding.fold($0).contains(words) }) { return .exceptionWithoutPattern(lost) }
        return nil
    }
}

extension WordEntry {
    /// The shipped list with the county's own lines over it: a line of the same kind and pattern takes the shipped one's place.
    package static func effective(own: [WordEntry], shipped: [WordEntry] = ShippedWords.all) -> [WordEntry] {
        struct Key: Hashable {
            let kind: Kind
            let pattern: String
        }
        func key(_ entry: WordEntry) -> Key { Key(kind: entry.kind, pattern: Folding.fold(Folding.trimmed(entry.pattern))) }
        let replaced = Set(own.map(key))
        return (shipped.filter { !replaced.contains(key($0)) } + own).filter { !$0.isOff }
    }
}
