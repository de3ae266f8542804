/// Something in a document that somebody must answer for before it goes public (检查发现): where, what, why, and how to put it right.
package struct Finding: Sendable, Hashable, Codable {
    package let check: Check
    package let severity: Severity
    /// Where it stands first.
    package let place: Place
    /// Other places with the same words, at most `mostPlaces`.
    package internal(set) var further: [Place]
    /// A short piece of the text. Long runs of digits in it are hidden.
    package let sample: String
    package let reason: String
    package let remedy: String
    /// The same for the same words in the same kind of place, whatever moves around them: what an answer is kept under.
    package let key: String

    package static let mostPlaces = 20

    /// - Parameter matched: the words that were found; part of the key. For a finding about no particular words, a name for what is wrong.
    package init(
        _ check: Check, _ severity: Severity, at place: Place, matched: String, sample: String? = nil, reason: String, remedy: String
    ) {
        self.check = check
        self.severity = severity
        self.place = place
        self.sample = Self.hidingDigits(sample ?? matched)
        self.reason = reason
        self.remedy = remedy
        further = []
        var hash = StableHash()
        hash.combine(check.rawValue)
        hash.combine(place.kind)
        hash.combine(Folding.fold(Folding.trimmed(matched)))
        key = hash.hexadecimal
    }

    package enum Severity: String, Sendable, CaseIterable, Codable, Hashable, Comparable {
        /// The document goes no further until it is gone or answered.
        case blocking
        /// Shown, and the drafter may go on.
        case warning

        package var name: String {
            switch self {
            case .blocking: "必须处理"
            case .warning: "请核对"
            }
        }

        package static func < (left: Self, right: Self) -> Bool { left == .blocking && right == .warning }
    }

    /// Where in a document.
    package enum Place: Sendable, Hashable, Codable {
        case title
        /// A field of the form, by its Chinese name.
        case field(String)
        /// - `block` counts from 1.
        /// - `part`: the entry of a list or the cell of a table in words, else empty.
        /// - `range`: Unicode scalars of that block's or part's text.
        case body(block: Int, part: String, range: Range<Int>)
        /// - `inner`: sheet and cell, page, paragraph, as the reader of the file calls it; empty for the file itself or its name.
        case attachment(name: String, inner: String)
        /// The document as a whole.
        case document

        /// As people read it.
        package var words: String {
            switch self {
            case .title: "标题"
            case .field(let name): "“\(name)”一栏"
            case .body(let block, let part, _): "正文第 \(block) 段\(part)"
            case .attachment(let name, let inner): inner.isEmpty ? "附件“\(name)”" : "附件“\(name)”\(inner)"
            case .document: "全文"
            }
        }

        /// The part of it that stays when the text around moves.
        var kind: String {
            switch self {
            case .title: "title"
            case .field(let name): "field:\(name)"
            case .body: "body"
            case .attachment(let name, _): "attachment:\(name)"
            case .document: "document"
            }
        }
    }

    /// Runs of seven digits and more keep their first three: a sample is shown and stored, and must not carry a number to a second place.
    static func hidingDigits(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var run: [Unicode.Scalar] = []
        func close() {
            for (index, scalar) in run.enumerated() { result.append(run.count >= 7 && index >= 3 ? "*" : scalar) }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if (48...57).contains(Folding.fold(scalar.value)) {
                run.append(scalar)
            } else {
                close()
                result.append(scalar)
            }
        }
        close()
        return String(result)
    }
}

extension Finding {
    /// One finding for each key, the severest first, then in the order of the document.
    static func merged(_ findings: [Finding]) -> [Finding] {
        var order: [String] = []
        var byKey: [String: Finding] = [:]
        for finding in findings {
            if var first = byKey[finding.key] {
                guard first.further.count < mostPlaces, finding.place != first.place else { continue }
                first.further.append(finding.place)
                byKey[finding.key] = first
            } else {
                byKey[finding.key] = finding
                order.append(finding.key)
            }
        }
        let all = order.compactMap { byKey[$0] }
        return all.filter { $0.severity == .blocking } + all.filter { $0.severity == .warning }
    }
}

/// FNV-1a with 64 bits and a final mixing: the same on every machine and in every version, unlike the standard library's hashes.
package struct StableHash: Sendable {
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    @inline(__always)
    package mutating func combine(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    package mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte: byte) }
        combine(byte: 0x1F)
    }

    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }

    package var hexadecimal: String {
        let digits = String(Self.mixed(value), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
