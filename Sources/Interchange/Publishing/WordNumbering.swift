/// `word/numbering.xml`: how lists are counted, and the count itself while a document is read.
final class WordNumbering: XMLEvents {
    /// What Word prints before a paragraph.
    struct Label {
        enum Kind: Equatable {
            case bullet
            /// Plain figures at the outermost level, as a counted list shows them.
            case counted(Int)
            case other
        }

        let kind: Kind
        /// The number as it is printed; empty for a bullet.
        let text: String
    }

    private struct Level {
        var start = 1
        var format = "decimal"
        /// Such as `第%1条`, `%1.%2`.
        var pattern = ""
        var style: String?
    }

    private struct List {
        var abstract = -1
        var starts: [Int: Int] = [:]
    }

    private var abstracts: [Int: [Int: Level]] = [:]
    private var lists: [Int: List] = [:]
    /// Counts by abstract list and level: several lists may go on counting together.
    private var counts: [Int: [Int: Int]] = [:]
    private var started: Set<Int> = []

    private var abstract: Int?
    private var list: Int?
    private var level: Int?

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "abstractNum": (abstract, list) = (attributes.integer("abstractNumId"), nil)
        case "num": (list, abstract) = (attributes.integer("numId"), nil)
        case "abstractNumId": if let list { lists[list, default: List()].abstract = attributes.integer("val") ?? -1 }
        case "lvl", "lvlOverride": level = attributes.integer("ilvl")
        case "startOverride": if let list, let level { lists[list, default: List()].starts[level] = attributes.integer("val") ?? 1 }
        case "start": change { $0.start = attributes.integer("val") ?? 1 }
        case "numFmt": change { $0.format = attributes.string("val") ?? "decimal" }
        case "lvlText": change { $0.pattern = attributes.string("val") ?? "" }
        case "pStyle": change { $0.style = attributes.string("val") }
        default: break
        }
        if abstracts.count > 5000 || lists.count > 20_000 { throw .tooBig("编号定义过多") }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private func change(_ change: (inout Level) -> Void) {
        guard let abstract, let level else { return }
        change(&abstracts[abstract, default: [:]][level, default: Level()])
    }

    // MARK: Counting

    /// Counts on, and says what stands before the paragraph; `nil` when the list is not defined.
    func label(number: Int, level: Int?, style: String?) -> Label? {
        guard let list = lists[number], let levels = abstracts[list.abstract] else { return nil }
        let level = level ?? style.flatMap { style in levels.first { $0.value.style == style }?.key } ?? 0
        guard let definition = levels[level] else { return nil }
        if definition.format == "bullet" { return Label(kind: .bullet, text: "") }
        if definition.format == "none" { return nil }
        let count = count(list, number, level, definition)
        var text = definition.pattern
        for other in 0...min(level, 8) where text.contains("%\(other + 1)") {
            let value = other == level ? count : counts[list.abstract]?[other] ?? levels[other]?.start ?? 1
            text = text.replacing("%\(other + 1)", with: NumberFormat.text(value, format: levels[other]?.format ?? "decimal"))
        }
        let isPlain = level == 0 && definition.format == "decimal" && (definition.pattern == "%1." || definition.pattern == "%1")
        return Label(
            kind: isPlain ? .counted(count) : .other, text: isPlain && !text.hasSuffix(".") ? text + ". " : isPlain ? text + " " : text)
    }

    private func count(_ list: List, _ number: Int, _ level: Int, _ definition: Level) -> Int {
        var counts = counts[list.abstract] ?? [:]
        if let start = list.starts[level], started.insert(number * 16 + min(level, 15)).inserted {
            counts[level] = start
        } else {
            counts[level] = counts[level].map { $0 + 1 } ?? definition.start
        }
        // Deeper levels begin anew.
        counts = counts.filter { $0.key <= level }
        self.counts[list.abstract] = counts
        return counts[level] ?? definition.start
    }
}

/// Numbers as Word prints them (ECMA-376 part 1, 17.18.59).
enum NumberFormat {
    static func text(_ number: Int, format: String) -> String {
        guard number > 0, number < 10_000 else { return String(number) }
        switch format {
        case "chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCountingThousand":
            return chinese(number, digits: Array("〇一二三四五六七八九"), units: ["", "十", "百", "千"])
        case "chineseLegalSimplified", "ideographLegalTraditional":
            return chinese(number, digits: Array("零壹贰叁肆伍陆柒捌玖"), units: ["", "拾", "佰", "仟"])
        case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
            let digits = Array("〇一二三四五六七八九")
            return String(String(number).utf8.map { digits[Int($0) - 48] })
        case "lowerLetter": return letters(number, first: "a")
        case "upperLetter": return letters(number, first: "A")
        case "lowerRoman": return roman(number).lowercased()
        case "upperRoman": return roman(number)
        case "decimalZero": return number < 10 ? "0\(number)" : String(number)
        case "decimalFullWidth", "decimalFullWidth2":
            return String(String.UnicodeScalarView(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
            return number <= 20 ? Unicode.Scalar(0x2460 + UInt32(number) - 1).map(String.init) ?? String(number) : String(number)
        case "decimalEnclosedParen": return "（\(number)）"
        case "decimalEnclosedFullstop": return "\(number)."
        default: return String(number)
        }
    }

    /// 十一, 一百零三; below 20 the ten stands alone.
    private static func chinese(_ number: Int, digits: [Character], units: [String]) -> String {
        let zero = digits[0] == "〇" ? "零" : String(digits[0])
        var result = ""
        var isZeroDue = false
        for (place, digit) in String(number).utf8.map({ Int($0) - 48 }).reversed().enumerated().reversed() {
            if digit == 0 {
                isZeroDue = !result.isEmpty
                continue
            }
            if isZeroDue { result += zero }
            isZeroDue = false
            let isShort = place == 1 && digit == 1 && result.isEmpty && units[1] == "十"
            result += (isShort ? "" : String(digits[digit])) + units[place]
        }
        return result
    }

    private static func letters(_ number: Int, first: Unicode.Scalar) -> String {
        // After z comes aa, then bb (ECMA-376), not ab.
        let letter = Unicode.Scalar(first.value + UInt32((number - 1) % 26)).map(String.init) ?? ""
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        var rest = number
        var result = ""
        for (value, sign) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
            (5, "V"), (4, "IV"),
            (1, "I"),
        ] {
            while rest >= value {
                result += sign
                rest -= value
            }
        }
        return result
    }
}
