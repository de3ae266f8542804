/// Writes values so that no two different lists of values have the same bytes: what fingerprints are made of.
///
/// A heading in ASCII that ends with a line feed, then the fields in a fixed order. Each field is its length in bytes as a 32-bit number,
/// most significant byte first, and the bytes themselves; an absent field is the length 0xFFFFFFFF alone. Whole numbers are 64 bits in two's
/// complement, most significant byte first; texts are UTF-8 as stored; digests are their bytes.
struct CanonicalBytes {
    private(set) var bytes: [UInt8]

    init(heading: StaticString, capacity: Int = 512) {
        bytes = []
        bytes.reserveCapacity(capacity)
        heading.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0x0A)
    }

    mutating func append(_ number: Int64?) {
        guard let number else { return appendAbsent() }
        appendLength(8)
        let bits = UInt64(bitPattern: number)
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }

    mutating func append(_ text: String?) {
        guard let text else { return appendAbsent() }
        appendLength(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ digest: [UInt8]?) {
        guard let digest else { return appendAbsent() }
        appendLength(digest.count)
        bytes.append(contentsOf: digest)
    }

    private mutating func appendAbsent() { appendLength(0xFFFF_FFFF) }

    private mutating func appendLength(_ length: Int) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    }
}
