/// A text's fingerprint: the same for the same words, and much the same for a text that was edited.
///
/// MinHash over runs of three letters, in one pass: the smallest hash in each of 64 classes. The share of equal classes estimates the share
/// of runs that two texts have in common (Jaccard). Sixteen bands of four classes find texts with more than half in common.
package struct TextFingerprint: Sendable, Hashable {
    package static let classes = 64
    package static let bandWidth = 4
    package static let bandCount = classes / bandWidth
    /// Fewer letters say too little to be called much the same.
    package static let shortest = 60
    private static let longest = 400_000
    /// From which share on two texts are called near duplicates.
    package static let nearShare = 0.75

    /// Of the letters and digits alone, without spaces and punctuation.
    package let digest: Int64
    package let letters: Int
    /// `nil` for a text that is too short.
    package let signature: [UInt32]?

    package init(_ body: DocumentBody) { self.init(text: DocumentBody.plainText(stored: body.stored)) }

    package init(storedBody: String) { self.init(text: DocumentBody.plainText(stored: storedBody)) }

    package init(text: String) {
        var smallest = [UInt32](repeating: .max, count: Self.classes)
        var (count, first, second): (Int, UInt32, UInt32) = (0, 0, 0)
        var hash = StableHash()
        for scalar in text.unicodeScalars {
            let letter = Folding.fold(scalar.value)
            guard Self.isLetter(letter) else { continue }
            hash.combine(byte: UInt8(truncatingIfNeeded: letter))
            hash.combine(byte: UInt8(truncatingIfNeeded: letter >> 8))
            if letter > 0xFFFF { hash.combine(byte: UInt8(truncatingIfNeeded: letter >> 16)) }
            count += 1
            if count >= 3, count <= Self.longest {
                let mixed = StableHash.mixed(UInt64(first) << 42 | UInt64(second) << 21 | UInt64(letter))
                let place = Int(mixed >> 58)
                let value = UInt32(truncatingIfNeeded: mixed)
                if value < smallest[place] { smallest[place] = value }
            }
            (first, second) = (second, letter)
        }
        digest = Int64(bitPattern: StableHash.mixed(hash.value))
        letters = count
        signature = count >= Self.shortest ? Self.dense(smallest) : nil
    }

    package init(digest: Int64, letters: Int, signature: [UInt32]?) {
        self.digest = digest
        self.letters = letters
        self.signature = signature
    }

    /// What counts as the text's words: not spaces, not punctuation.
    @inline(__always)
    static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x61...0x7A, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        case 0xC0...0x2FF, 0x370...0x1FFF: true
        default: false
        }
    }

    /// Classes that nothing fell into borrow from others, always from the same ones.
    private static func dense(_ smallest: [UInt32]) -> [UInt32] {
        var result = smallest
        for place in smallest.indices where smallest[place] == .max {
            var attempt: UInt64 = 1
            var donor = place
            while smallest[donor] == .max, attempt < 4096 {
                donor = Int(StableHash.mixed(UInt64(place) << 32 | attempt) >> 58)
                attempt += 1
            }
            result[place] = smallest[donor]
        }
        return result
    }

    /// Keys under which texts with much in common meet: one for each band, told apart by the band's number.
    package var bands: [Int64] {
        guard let signature else { return [] }
        return (0..<Self.bandCount).map { band in
            var value = UInt64(band) &* 0x9E37_79B9_7F4A_7C15
            for place in (band * Self.bandWidth)..<((band + 1) * Self.bandWidth) {
                value = StableHash.mixed(value ^ UInt64(signature[place]))
            }
            return Int64(bitPattern: value)
        }
    }

    /// Estimated share of what two texts have in common, 0 to 1; 1 for the same words.
    package func share(with other: TextFingerprint) -> Double {
        if digest == other.digest && letters == other.letters { return 1 }
        guard let signature, let others = other.signature, others.count == signature.count else { return 0 }
        return Double(zip(signature, others).count { $0 == $1 }) / Double(Self.classes)
    }

    /// Little-endian, 256 bytes; empty for a short text.
    package var signatureBytes: [UInt8] {
        (signature ?? []).flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    }

    package init(digest: Int64, letters: Int, signatureBytes bytes: [UInt8]) {
        let values = stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { start in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << ($1 * 8) }
        }
        self.init(digest: digest, letters: letters, signature: values.count == Self.classes ? values : nil)
    }
}

/// A published document that says the same, or nearly.
package struct SimilarDocument: Sendable, Hashable {
    package let id: Disclosure.ID
    package let title: String
    package let number: String?
    package let unitName: String
    /// 1 for the same words.
    package let share: Double

    package init(id: Disclosure.ID, title: String, number: String?, unitName: String, share: Double) {
        self.id = id
        self.title = title
        self.number = number
        self.unitName = unitName
        self.share = share
    }

    var finding: Finding {
        let percent = Int((share * 100).rounded())
        let what = "\(unitName)《\(title)》\(number.map { "（\($0)）" } ?? "")"
        if share == 1 {
            return Finding(
                .duplicate, .warning, at: .document, matched: "\(id)", sample: title, reason: "全文与已公开的\(what)相同。",
                remedy: "已经公开的不必再公开；是更正的，从原文件发起更正；确需再次公开的，说明理由。")
        }
        return Finding(
            .nearDuplicate, .warning, at: .document, matched: "\(id)", sample: title, reason: "内容与已公开的\(what)约有 \(percent)% 相同。",
            remedy: "请核对是否重复，或者套用旧稿时有没有漏改；是更正的，从原文件发起更正。")
    }
}
