/// A QR code (GB/T 18284, ISO/IEC 18004) of an address, so that paper leads back to the page. Byte mode, error correction M, versions 1 to 9.
struct QRCode {
    /// Modules on a side.
    let size: Int
    private var dark: [Bool]
    /// Modules that carry finder, timing, alignment or format, and no data.
    private var reserved: [Bool]

    /// By version: all codewords, blocks, error-correction codewords a block, and where alignment patterns stand (ISO/IEC 18004, tables 1, 9 and E.1).
    private static let versions: [(codewords: Int, blocks: Int, correction: Int, alignment: [Int])] = [
        (26, 1, 10, []), (44, 1, 16, [6, 18]), (70, 1, 26, [6, 22]), (100, 2, 18, [6, 26]), (134, 2, 24, [6, 30]), (172, 4, 16, [6, 34]),
        (196, 4, 18, [6, 22, 38]), (242, 4, 22, [6, 24, 42]), (292, 5, 22, [6, 26, 46]),
    ]

    /// `nil` when the text is longer than 180 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        // Mode and count take 12 bits, the end mark up to 4.
        guard let index = QRCode.versions.firstIndex(where: { $0.codewords - $0.blocks * $0.correction >= bytes.count + 2 }) else {
            return nil
        }
        let shape = QRCode.versions[index]
        size = 21 + 4 * index
        dark = Array(repeating: false, count: size * size)
        reserved = dark
        drawPatterns(version: index + 1, alignment: shape.alignment)
        place(QRCode.codewords(bytes, shape.codewords, shape.blocks, shape.correction))
        drawFormat()
    }

    subscript(column: Int, row: Int) -> Bool { dark[row * size + column] }

    private mutating func set(_ column: Int, _ row: Int, _ isDark: Bool) {
        dark[row * size + column] = isDark
        reserved[row * size + column] = true
    }

    // MARK: Fixed patterns

    private mutating func drawPatterns(version: Int, alignment: [Int]) {
        for place in 0..<size {
            set(place, 6, place % 2 == 0)
            set(6, place, place % 2 == 0)
        }
        for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(column, row) }
        let last = alignment.last ?? 0
        for row in alignment {
            for column in alignment where !((column == 6 && (row == 6 || row == last)) || (column == last && row == 6)) {
                for y in -2...2 {
                    for x in -2...2 { set(column + x, row + y, max(abs(x), abs(y)) != 1) }
                }
            }
        }
        // Reserved now, written by `drawFormat` once the data stand.
        for place in 0...8 {
            set(8, place, self[8, place])
            set(place, 8, self[place, 8])
        }
        for place in 0..<8 {
            set(size - 1 - place, 8, false)
            set(8, size - 1 - place, false)
        }
        if version >= 7 { drawVersion(version) }
    }

    private mutating func drawFinder(_ column: Int, _ row: Int) {
        for y in -4...4 {
            for x in -4...4 where (0..<size).contains(column + x) && (0..<size).contains(row + y) {
                let distance = max(abs(x), abs(y))
                set(column + x, row + y, distance != 2 && distance != 4)
            }
        }
    }

    private mutating func drawVersion(_ version: Int) {
        let bits = version << 12 | QRCode.remainder(version << 12, generator: 0x1F25, length: 12)
        for bit in 0..<18 {
            let isDark = bits >> bit & 1 == 1
            set(size - 11 + bit % 3, bit / 3, isDark)
            set(bit / 3, size - 11 + bit % 3, isDark)
        }
    }

    /// Level M is 00, and the mask is number 0.
    private mutating func drawFormat() {
        let bits = QRCode.remainder(0, generator: 0x537, length: 10) ^ 0x5412
        func isDark(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
        for bit in 0...5 { set(8, bit, isDark(bit)) }
        set(8, 7, isDark(6))
        set(8, 8, isDark(7))
        set(7, 8, isDark(8))
        for bit in 9..<15 { set(14 - bit, 8, isDark(bit)) }
        for bit in 0..<8 { set(size - 1 - bit, 8, isDark(bit)) }
        for bit in 8..<15 { set(8, size - 15 + bit, isDark(bit)) }
        set(8, size - 8, true)
    }

    /// What is left of `value` after division by a binary polynomial of degree `length`.
    private static func remainder(_ value: Int, generator: Int, length: Int) -> Int {
        var value = value
        while value >> length != 0 { value ^= generator << (Int.bitWidth - value.leadingZeroBitCount - 1 - length) }
        return value
    }

    // MARK: Data

    /// In pairs of columns from the right, up and down, under mask 0. Every reader undoes every mask; the choice among the eight only
    /// matters for damaged prints, and addresses are short.
    private mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var isUpward = true
        for right in stride(from: size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !reserved[row * size + column] {
                    let value = bit < codewords.count * 8 && codewords[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
                    dark[row * size + column] = value != ((row + column) % 2 == 0)
                    bit += 1
                }
            }
            isUpward.toggle()
        }
    }

    /// Data and correction, interleaved by blocks.
    private static func codewords(_ bytes: [UInt8], _ total: Int, _ blocks: Int, _ correction: Int) -> [UInt8] {
        let capacity = total - blocks * correction
        var data: [UInt8] = [0x40 | UInt8(bytes.count >> 4)]
        var carry = UInt8(bytes.count & 15)
        for byte in bytes {
            data.append(carry << 4 | byte >> 4)
            carry = byte & 15
        }
        data.append(carry << 4)
        for index in 0..<max(0, capacity - data.count) { data.append(index % 2 == 0 ? 0xEC : 0x11) }
        let generator = generator(degree: correction)
        let longBlocks = capacity % blocks
        var parts: [(data: ArraySlice<UInt8>, correction: [UInt8])] = []
        var start = 0
        for block in 0..<blocks {
            let end = start + capacity / blocks + (block >= blocks - longBlocks ? 1 : 0)
            parts.append((data[start..<end], QRCode.correction(of: data[start..<end], generator: generator)))
            start = end
        }
        var result: [UInt8] = []
        for offset in 0...(capacity / blocks) {
            for part in parts where offset < part.data.count { result.append(part.data[part.data.startIndex + offset]) }
        }
        for offset in 0..<correction { result.append(contentsOf: parts.map { $0.correction[offset] }) }
        return result
    }

    private static func correction(of data: ArraySlice<UInt8>, generator: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for (index, coefficient) in generator.enumerated() { result[index] ^= product(coefficient, factor) }
        }
        return result
    }

    private static func generator(degree: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: degree)
        result[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                result[index] = product(result[index], root)
                if index + 1 < degree { result[index] ^= result[index + 1] }
            }
            root = product(root, 2)
        }
        return result
    }

    /// In the field of 256 elements with the polynomial 0x11D.
    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            result = result << 1 ^ (result >> 7) * 0x11D
            result ^= Int(right >> UInt8(bit) & 1) * Int(left)
        }
        return UInt8(result)
    }
}
