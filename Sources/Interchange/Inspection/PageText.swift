import CLibXML2
import Domain
import Glibc

/// In which part of a page an element stands.
struct PageRegion {
    /// Header, menu, way back, footer: what every page has around its content.
    private(set) var isFrame = false
    private(set) var isFooter = false
    private(set) var isInBody = false
    private(set) var isInList = false
    private(set) var isInLink = false

    func inside(_ node: MarkupNode, _ name: String) -> PageRegion {
        var region = self
        switch name {
        case "body": region.isInBody = true
        case "header", "nav", "head": region.isFrame = true
        case "footer": (region.isFrame, region.isFooter) = (true, true)
        case "li", "tr", "dd", "dt": region.isInList = true
        case "a": region.isInLink = true
        case "main", "article": break
        default: region.readMarks(node)
        }
        return region
    }

    /// Most pages are older than those elements and say it with a class or an identifier.
    private mutating func readMarks(_ node: MarkupNode) {
        for attribute in ["class", "id"] {
            guard let value = node.property(attribute), value.utf8.count <= 200 else { continue }
            for word in value.lowercased().utf8.split(whereSeparator: { !(97...122).contains($0) }) {
                if word.starts(with: "foot".utf8) || word.elementsEqual("copyright".utf8) { (isFrame, isFooter) = (true, true) }
                if Self.frames.contains(where: { word.elementsEqual($0.utf8) }) { isFrame = true }
            }
        }
    }

    private static let frames = ["header", "nav", "navbar", "navigation", "menu", "crumb", "crumbs", "breadcrumb", "breadcrumbs"]
}

/// The text of a page as far as it is judged, folded.
struct PageText {
    private var main: [UInt32] = []
    private var footer: [UInt32] = []
    private(set) var mainLength = 0

    static let blocks: Set<String> = [
        "p", "div", "br", "hr", "table", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "section", "article", "main", "aside", "form", "body", "html", "center", "header", "footer", "nav",
    ]
    /// One line of a list.
    static let items: Set<String> = ["li", "tr", "dl"]

    mutating func append(_ text: String, _ region: PageRegion) {
        guard region.isInBody else { return }
        for scalar in text.unicodeScalars {
            let folded = Folding.fold(scalar.value)
            if region.isFooter {
                if footer.count < InspectedPageReader.mostText { footer.append(folded) }
            } else if !region.isFrame {
                if folded != 0x20 { mainLength += 1 }
                if main.count < InspectedPageReader.mostText { main.append(folded) }
            }
        }
    }

    mutating func breakLine() {
        if let last = main.last, last != 0x0A { main.append(0x0A) }
        if let last = footer.last, last != 0x0A { footer.append(0x0A) }
    }

    /// Where nothing is marked as the footer, the end of the text is it.
    var footerElements: Set<InspectedPage.FooterElement> {
        PageWords.footerElements(in: footer.isEmpty ? Array(main.suffix(600)) : footer)
    }

    var emptyWords: String? { PageWords.emptyWords(in: Array(main.prefix(5_000))) }

    /// The day after a word such as 发布时间; or the one that the page's own tag gives, where the text shows it too.
    func published(tag: String?) -> Day? {
        for end in PageWords.publicationLabels(in: main) {
            let after = main[end...].prefix(30)
            if let day = DateText.days(in: Self.string(after)).first { return day }
        }
        guard let day = tag.flatMap({ Day(text: $0) }), DateText.days(in: Self.string(main[...])).contains(day) else { return nil }
        return day
    }

    /// A date in one of the first lines, where pages write it without a label: 2026-03-20 10:00 县政府办公室.
    var dayOfShortLine: Day? {
        for line in main.prefix(5_000).split(separator: 0x0A).prefix(60) where line.count <= 60 {
            if let day = DateText.days(in: Self.string(line)).first { return day }
        }
        return nil
    }

    private static func string(_ scalars: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }

    /// Whether a message's state says that it is answered; `nil` for other text.
    static func answers(_ text: String) -> Bool? {
        guard text.utf8.count <= 45 else { return nil }
        let word = text.unicodeScalars.split { ":：[]【】()（） ".unicodeScalars.contains($0) }.last.map { String(String.UnicodeScalarView($0)) }
        guard let word else { return nil }
        return states[word]
    }

    private static let states: [String: Bool] = [
        "已回复": true, "已答复": true, "已办结": true, "已处理": true, "已办理": true, "办结": true, "未回复": false, "未答复": false, "待回复": false,
        "待答复": false, "待办理": false, "待处理": false, "待受理": false, "处理中": false, "办理中": false, "受理中": false, "已受理": false,
        "正在办理": false, "转办中": false,
    ]
}

extension DateText.Found {
    var isUsable: Bool {
        switch self {
        case .day, .dayOfYear: true
        case .month, .number: false
        }
    }

    func isLater(than other: DateText.Found) -> Bool {
        if case .day(let own) = self, case .day(let before) = other { own > before } else { false }
    }
}

extension MarkupNode {
    /// The value of an attribute.
    func property(_ name: String) -> String? {
        guard pointee.properties != nil, let value = xmlGetProp(self, name) else { return nil }
        // The library's own allocation is malloc.
        defer { free(value) }
        return String(cString: value)
    }
}
