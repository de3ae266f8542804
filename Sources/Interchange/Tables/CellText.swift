/// The text of one cell as it grows, in UTF-8, with the white space of its ends cut off when it is done.
struct CellText {
    private(set) var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
        if bytes.count + more.count > ReadingLimits.cellText {
            throw .tooBig("一个单元格的文字超过 \(ReadingLimits.cellText >> 10) KB")
        }
        bytes.append(contentsOf: more)
    }

    mutating func append(_ text: String) throws(UnreadableFile) {
        if bytes.count + text.utf8.count > ReadingLimits.cellText {
            throw .tooBig("一个单元格的文字超过 \(ReadingLimits.cellText >> 10) KB")
        }
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ scalar: Unicode.Scalar) throws(UnreadableFile) {
        try append(String(scalar))
    }

    /// A line break, unless the text already ends with one or is empty.
    mutating func breakLine() {
        if let last = bytes.last, last != 0x0A, bytes.count < ReadingLimits.cellText { bytes.append(0x0A) }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// What was gathered, trimmed; the buffer is empty afterwards.
    mutating func take() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes.withUnsafeBufferPointer { Self.trimmed($0) }
    }

    /// The text without white space at its ends (ASCII, no-break and ideographic spaces, zero-width marks), `\r\n` and `\r` made `\n`.
    static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> String {
        var start = text.startIndex
        var end = text.endIndex
        while start < end {
            let width = blankWidth(text, at: start, end)
            if width == 0 { break }
            start += width
        }
        while end > start {
            if text[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, blankWidth(text, at: end - 2, end) == 2 {
                end -= 2
            } else if end - start >= 3, blankWidth(text, at: end - 3, end) == 3 {
                end -= 3
            } else {
                break
            }
        }
        if start == end { return "" }
        let range = UnsafeBufferPointer(rebasing: text[start..<end])
        guard range.contains(0x0D) else { return String(decoding: range, as: UTF8.self) }
        var unix: [UInt8] = []
        unix.reserveCapacity(range.count)
        for (index, byte) in range.enumerated() {
            if byte != 0x0D {
                unix.append(byte)
            } else if index + 1 == range.count || range[index + 1] != 0x0A {
                unix.append(0x0A)
            }
        }
        return String(decoding: unix, as: UTF8.self)
    }

    /// How many bytes the white space at that place takes; 0 when there is none.
    private static func blankWidth(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ end: Int) -> Int {
        let first = text[index]
        if first <= 0x20 { return 1 }
        if first == 0xC2, index + 1 < end, text[index + 1] == 0xA0 { return 2 }
        guard index + 2 < end else { return 0 }
        switch (first, text[index + 1], text[index + 2]) {
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return 3
        case (0xE2, 0x80, 0x80...0x8F): return 3
        default: return 0
        }
    }
}
