/// `xl/styles.xml`: which cell formats show a date, and which are set in a font of symbols.
final class WorkbookStyles: XMLEvents {
    private var fonts: [SymbolFont?] = []
    private var dateFormats: Set<Int> = []
    private var formats: [(font: Int, number: Int)] = []
    private var isInFonts = false
    private var isInCellFormats = false
    private var fontName: String?

    func font(ofStyle style: Int) -> SymbolFont? {
        guard formats.indices.contains(style), fonts.indices.contains(formats[style].font) else { return nil }
        return fonts[formats[style].font]
    }

    func isDate(style: Int) -> Bool {
        guard formats.indices.contains(style) else { return false }
        return Self.builtInDates.contains(formats[style].number) || dateFormats.contains(formats[style].number)
    }

    /// ECMA-376 part 1, 18.8.30, with the East Asian ones of 27–36 and 50–58.
    static let builtInDates = Set(14...17).union([22]).union(27...31).union([36]).union(50...54).union([57, 58])

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(UnreadableFile) {
        switch name {
        case "fonts": isInFonts = true
        case "font": fontName = nil
        case "name" where isInFonts: fontName = attributes.string("val")
        case "numFmt":
            if let id = attributes.integer("numFmtId"), let code = attributes.string("formatCode"), Self.showsDay(code) {
                dateFormats.insert(id)
            }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            if formats.count > 100_000 { throw .tooBig("单元格样式超过 100000 种") }
            formats.append((attributes.integer("fontId") ?? 0, attributes.integer("numFmtId") ?? 0))
        default: break
        }
    }

    func end(_ name: XMLName) throws(UnreadableFile) {
        switch name {
        case "fonts": isInFonts = false
        case "font" where isInFonts:
            if fonts.count > 100_000 { throw .tooBig("字体超过 100000 种") }
            fonts.append(fontName.flatMap(SymbolFont.init))
        case "cellXfs": isInCellFormats = false
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Whether a number format shows years or days: `y` or `d` outside quotes and brackets.
    static func showsDay(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for byte in code.utf8 {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "["): isBracketed = true
            case UInt8(ascii: "]"): isBracketed = false
            case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"):
                if !isQuoted && !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}
