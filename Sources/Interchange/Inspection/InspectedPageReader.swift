import CLibXML2
package import Domain

/// Reads what an inspection needs to know out of a web page: nothing is fetched and no script is run.
package struct InspectedPageReader {
    /// Of one page, in bytes.
    package static let largestPage = 4 << 20
    static let mostLinks = 2_000
    static let mostEntries = 2_000
    /// Pieces of one element that wait for the one around it.
    static let mostPieces = 5_000
    /// Scalars of text that are looked at.
    static let mostText = 200_000

    var page: InspectedPage
    let hosts: Set<String>
    let asOf: Day
    let isHome: Bool
    private var base: String
    private var depth = 0
    private var isRedirect = false
    private var text = PageText()
    private var seen: Set<String> = []

    /// - Parameters:
    ///   - bytes: as they were saved or sent; the encoding is told by the bytes and by what the page says of itself.
    ///   - address: in the site, such as `/zwgk/index.html`.
    ///   - isHome: whether it is the site's first page, whose own content shows what the site offers.
    ///   - hosts: names of the site itself, in small letters.
    ///   - asOf: the day of the inspection; a list that gives no year is read as of it.
    /// - Returns: `nil` for what is no page to be judged: a part of one, or a page that only leads to another.
    package static func read(
        _ bytes: [UInt8], address: String, isHome: Bool, hosts: Set<String>, asOf: Day
    ) throws(UnreadableFile) -> InspectedPage? {
        guard bytes.count <= largestPage else { throw .tooBig("网页有 \(bytes.count >> 20) MB") }
        let decoded = bytes.withUnsafeBytes { TextDecoding.utf8($0, label: TableFile.encodingLabel($0)) }
        guard let decoded else { throw UnreadableFile("网页的编码不是 UTF-8、UTF-16 或 GB18030，读不出来。") }
        _ = XMLStream.libraryIsReady
        // The parser takes a zero byte for the end.
        let source = decoded.contains(0) ? decoded.map { $0 == 0 ? 0x20 : $0 } : decoded
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue
        let document = source.withUnsafeBytes {
            htmlReadMemory($0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count), nil, "UTF-8", Int32(options))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document) else { return nil }
        var reader = InspectedPageReader(address: address, isHome: isHome, hosts: hosts, asOf: asOf)
        let rest = try reader.take(root, PageRegion())
        return reader.finished(rest)
    }

    private init(address: String, isHome: Bool, hosts: Set<String>, asOf: Day) {
        page = InspectedPage(address: address)
        self.hosts = hosts
        self.asOf = asOf
        self.isHome = isHome
        base = address
    }

    private mutating func finished(_ rest: [PagePiece]) -> InspectedPage? {
        page.undated = rest.count { piece in
            if case .link(let title, _, isInList: true) = piece { title.unicodeScalars.count >= 8 } else { false }
        }
        page.textLength = text.mainLength
        page.footer.formUnion(text.footerElements)
        page.emptyWords = text.emptyWords
        let isArticle = page.tag(.articleTitle) != nil || page.tag(.publicationDate) != nil
        page.published = text.published(tag: page.tag(.publicationDate)) ?? (isArticle ? text.dayOfShortLine : nil)
        if isRedirect && page.textLength < 200 { return nil }
        let isPart = page.title.isEmpty && page.tags.isEmpty && page.textLength < 40 && page.links.count < 3
        return isPart ? nil : page
    }

    // MARK: Walking

    private mutating func take(_ node: MarkupNode, _ region: PageRegion) throws(UnreadableFile) -> [PagePiece] {
        depth += 1
        defer { depth -= 1 }
        if depth > ReadingLimits.htmlDepth { throw UnreadableFile("网页嵌套超过 \(ReadingLimits.htmlDepth) 层，不是正常的网页，已拒绝读取。") }
        guard let name = node.localName else { return node.isText ? takeText(node.content, region) : [] }
        switch name {
        case "script":
            takeScript(node, region)
            return []
        case "style", "noscript", "template", "svg": return []
        case "title":
            if page.title.isEmpty { page.title = Folding.trimmed(Self.plain(node.content)) }
            return []
        case "meta":
            takeMeta(node)
            return []
        case "base":
            if let href = node.property("href"), case .inside(let own) = SiteAddress.resolve(href, on: base, hosts: hosts) { base = own }
            return []
        default: return try takeElement(node, name, region)
        }
    }

    private mutating func takeElement(_ node: MarkupNode, _ name: String, _ outer: PageRegion) throws(UnreadableFile) -> [PagePiece] {
        let region = outer.inside(node, name)
        takeMarks(node, name, region)
        if PageText.blocks.contains(name) { text.breakLine() }
        var pieces: [PagePiece] = []
        for child in node.childNodes where child.pointee.type == XML_ELEMENT_NODE || child.isText {
            pieces += try take(child, region).prefix(Self.mostPieces - pieces.count)
        }
        if PageText.blocks.contains(name) { text.breakLine() }
        if name == "a" { return takeLink(node, region, inner: pieces) }
        guard !region.isFrame, PageText.blocks.contains(name) else { return region.isFrame ? [] : pieces }
        return pair(pieces, isItem: PageText.items.contains(name))
    }

    /// Dates, states and bare numbers; other text only counts as text.
    private mutating func takeText(_ content: String, _ region: PageRegion) -> [PagePiece] {
        text.append(content, region)
        let trimmed = Folding.trimmed(content)
        guard !region.isFrame, !trimmed.isEmpty else { return [] }
        if let found = DateText.whole(trimmed) { return [.date(found)] }
        if let isAnswered = PageText.answers(trimmed) { return [.state(isAnswered: isAnswered)] }
        // A date inside a title or a sentence is what it speaks of.
        guard trimmed.utf8.count <= 180, !region.isInLink || PageWords.hasPublicationLabel(trimmed) else { return [] }
        return DateText.days(in: trimmed).prefix(3).map { .date(.day($0)) }
    }

    private mutating func takeScript(_ node: MarkupNode, _ region: PageRegion) {
        let source = (node.property("src") ?? "") + " " + (node.property("id") ?? "")
        note(source, region)
        if region.isInBody, node.property("type") != "application/ld+json" { page.hasScripts = true }
    }

    private mutating func takeMeta(_ node: MarkupNode) {
        if node.property("http-equiv")?.lowercased() == "refresh", node.property("content")?.lowercased().contains("url") == true {
            isRedirect = true
        }
        guard let name = node.property("name"), WebTag.byLowercase[name.lowercased()] != nil, page.tags[name] == nil else { return }
        page.tags[name] = Folding.trimmed(node.property("content") ?? "")
    }

    // MARK: Links and marks

    private mutating func takeLink(_ node: MarkupNode, _ region: PageRegion, inner: [PagePiece]) -> [PagePiece] {
        let words = Folding.trimmed(Self.plain(node.content))
        let title = node.property("title").map(Folding.trimmed) ?? ""
        if let href = node.property("href") { add(href, words.isEmpty ? title : words) }
        note(words, region)
        if !title.isEmpty { note(title, region) }
        guard !region.isFrame else { return [] }
        let dates = inner.filter { if case .link = $0 { false } else { true } }
        // A title cut for the width of the page stands whole in the attribute.
        let isCut = words.hasSuffix("…") || words.hasSuffix("...")
        let shown = isCut && !title.isEmpty ? title : words
        guard shown.unicodeScalars.count >= 5, DateText.whole(shown) == nil else { return dates }
        return [.link(title: shown, href: node.property("href") ?? "", isInList: region.isInList)] + dates
    }

    private mutating func add(_ reference: String, _ words: String) {
        switch SiteAddress.resolve(reference, on: base, hosts: hosts) {
        case .none: return
        case .outside: page.externalLinks += 1
        case .inside(let target):
            guard page.links.count < Self.mostLinks, seen.insert(target).inserted else { return }
            let isAbsolute = reference.utf8.contains(UInt8(ascii: ":")) || reference.hasPrefix("//")
            page.links.append(InspectedPage.Link(target: target, text: words, isAbsolute: isAbsolute))
        }
    }

    private mutating func takeMarks(_ node: MarkupNode, _ name: String, _ region: PageRegion) {
        switch name {
        case "img":
            if let source = node.property("src") {
                add(source, node.property("alt") ?? "")
                note(source, region)
            }
            for attribute in ["alt", "title"] { node.property(attribute).map { note($0, region) } }
        case "form":
            if node.property("role") == "search" { page.features.insert(.search) }
        case "input":
            let isSearch = node.property("type")?.lowercased() == "search"
            let words = ["name", "id", "placeholder", "value", "title"].compactMap { node.property($0) }.joined(separator: " ")
            if isSearch || PageWords.isSearch(words) { page.features.insert(.search) }
        default: break
        }
        if let id = node.property("id") { note(id, region) }
        if name == "a", let href = node.property("href") { note(href, region, isAddress: true) }
    }

    /// Words of a link, a picture or a mark, which tell what the site offers.
    private mutating func note(_ words: String, _ region: PageRegion, isAddress: Bool = false) {
        let (features, elements) = PageWords.marks(in: words, isAddress: isAddress)
        page.features.formUnion(isHome || region.isFrame ? features : features.subtracting(PageWords.menuFeatures))
        page.footer.formUnion(region.isFooter ? elements : elements.intersection([.emblem, .siteMap]))
    }

    private static func plain(_ text: String) -> String {
        text.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            ? text.split { $0.isWhitespace }.joined(separator: " ") : text
    }
}

// MARK: Lists

/// What an element leaves to the one around it.
enum PagePiece {
    case link(title: String, href: String, isInList: Bool)
    case date(DateText.Found)
    case state(isAnswered: Bool)
}

extension InspectedPageReader {
    /// Makes entries of links and dates that stand together; what is left goes to the element around.
    ///
    /// - Parameter isItem: whether the element is one line of a list, to whose end a state belongs.
    mutating func pair(_ pieces: [PagePiece], isItem: Bool) -> [PagePiece] {
        let joined = Self.joined(pieces)
        guard joined.contains(where: { if case .date = $0 { true } else { false } }) else { return pieces }
        var pairing = Pairing(isItem: isItem, beginsWithDate: Self.beginsWithDate(joined))
        for piece in joined { pairing.take(piece) }
        for entry in pairing.entries where page.entries.count < Self.mostEntries { add(entry, pairing.state) }
        if let isAnswered = pairing.state, pairing.entries.isEmpty {
            // A message without a link to it.
            guard let day = pairing.waiting.flatMap({ listed($0, href: "") }) else {
                return pairing.left + [.state(isAnswered: isAnswered)]
            }
            if page.messages.count < Self.mostEntries {
                page.messages.append(InspectedPage.Message(title: "", day: day, isAnswered: isAnswered))
            }
            return pairing.rest
        }
        return pairing.left
    }

    private mutating func add(_ entry: Pairing.Found, _ state: Bool?) {
        guard let day = listed(entry.date, href: entry.href) else { return }
        page.entries.append(InspectedPage.Entry(title: entry.title, day: day))
        if let state, page.messages.count < Self.mostEntries {
            page.messages.append(InspectedPage.Message(title: entry.title, day: day, isAnswered: state))
        }
    }

    /// Without a year: the one in the link's address (`/202603/t20260320_1.html`), else the last one that is not after the inspection.
    private func listed(_ found: DateText.Found, href: String) -> ListedDate? {
        switch found {
        case .day(let day): return ListedDate(day)
        case .month, .number: return nil
        case .dayOfYear(let month, let day):
            let digits = Array(href.utf8)
            for start in digits.indices.dropLast(5) where digits[start] == 0x32 && digits[start + 1] == 0x30 {
                let number = Int(String(decoding: digits[start..<(start + 4)], as: UTF8.self))
                let rest = digits[(start + 4)...].drop { !(48...57).contains($0) }.prefix(2)
                if let number, Int(String(decoding: rest, as: UTF8.self)) == month, let found = Day(year: number, month: month, day: day) {
                    return ListedDate(found)
                }
            }
            let latest = [asOf.year, asOf.year - 1].compactMap { Day(year: $0, month: month, day: day) }.first { $0 <= asOf }
            return latest.map { ListedDate($0, isYearAssumed: true) }
        }
    }

    private static func beginsWithDate(_ pieces: [PagePiece]) -> Bool {
        for piece in pieces {
            switch piece {
            case .date(let date) where date.isUsable: return true
            case .link: return false
            case .date, .state: continue
            }
        }
        return false
    }

    /// `20` and `2026-03` beside it are one date; a number alone is none.
    private static func joined(_ pieces: [PagePiece]) -> [PagePiece] {
        var result: [PagePiece] = []
        for piece in pieces {
            if case .date(.month(let year, let month)) = piece, case .date(.number(let number))? = result.last,
                let day = Day(year: year, month: month, day: number)
            {
                result[result.count - 1] = .date(.day(day))
            } else if case .date(.number(let number)) = piece, case .date(.month(let year, let month))? = result.last,
                let day = Day(year: year, month: month, day: number)
            {
                result[result.count - 1] = .date(.day(day))
            } else {
                result.append(piece)
            }
        }
        return result
    }
}

/// Puts links and dates of one element together, in their order.
struct Pairing {
    struct Found {
        let title: String
        let href: String
        var date: DateText.Found
    }

    let isItem: Bool
    let beginsWithDate: Bool
    private(set) var entries: [Found] = []
    private(set) var rest: [PagePiece] = []
    private(set) var state: Bool?
    /// A date that has no link yet.
    private(set) var waiting: DateText.Found?
    private var openLink: Int?

    /// For the element around, a date without a link included.
    var left: [PagePiece] { rest + (waiting.map { [.date($0)] } ?? []) }

    init(isItem: Bool, beginsWithDate: Bool) {
        self.isItem = isItem
        self.beginsWithDate = beginsWithDate
    }

    mutating func take(_ piece: PagePiece) {
        switch piece {
        case .state(let isAnswered):
            if isItem { state = isAnswered } else { rest.append(piece) }
        case .link(let title, let href, _):
            if beginsWithDate, let date = waiting {
                entries.append(Found(title: title, href: href, date: date))
                waiting = nil
            } else {
                openLink = rest.count
                rest.append(piece)
            }
        case .date(let date):
            guard date.isUsable else { return rest.append(piece) }
            if !beginsWithDate, let index = openLink, case .link(let title, let href, _) = rest[index] {
                rest.remove(at: index)
                openLink = nil
                entries.append(Found(title: title, href: href, date: date))
            } else if isItem, !beginsWithDate, let last = entries.indices.last, date.isLater(than: entries[last].date) {
                // Made and published: the later one counts.
                entries[last].date = date
            } else {
                if let waiting { rest.append(.date(waiting)) }
                waiting = date
            }
        }
    }
}
