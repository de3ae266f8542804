/// An inspection of one site as its pages come in, one after the other: what is kept does not grow with the text of the pages.
///
///     var inspection = SiteInspection(subject: "网站副本", source: .saved, rules: .released, asOf: day)
///     inspection.add(page, isHome: true)
///     for target in inspection.untried { inspection.tried(target, .dead("没有这个文件")) }
///     let report = inspection.report()
package struct SiteInspection: Sendable {
    /// Where the pages come from, which decides what can be seen at all.
    package enum Source: Sendable, Hashable {
        /// A saved copy.
        case saved
        /// A running site. `speaksIPv6` is `nil` when it was reached by a number or on this machine.
        case live(host: String, speaksIPv6: Bool?)
    }

    /// What became of a link.
    package enum LinkOutcome: Sendable, Hashable {
        case opens
        /// It does not, for this reason.
        case dead(String)
        /// Nobody can say.
        case unknown
    }

    package let subject: String
    package let source: Source
    package let rules: InspectionRules
    package let asOf: Day

    private(set) var home: InspectedPage?
    private(set) var siteName = ""
    package private(set) var pageCount = 0
    private(set) var columns: [String: Column] = [:]
    private(set) var features: Set<InspectedPage.Feature> = []
    private(set) var tallies: [Fault: Tally] = [:]
    /// Messages without an answer, each with its day.
    private(set) var waiting: [InspectionFinding.Evidence] = []
    private(set) var messageCount = 0
    private(set) var knowsAllMessages = false
    private(set) var articleCount = 0
    private(set) var scripted = 0
    private(set) var externalLinks = 0
    private(set) var links: [String: LinkRecord] = [:]
    private(set) var linkOrder: [String] = []
    private(set) var unknownLinks = 0
    private(set) var leftOutLinks = 0
    private(set) var unreadable: [InspectionFinding.Evidence] = []
    private(set) var remarks: [InspectionReport.Unchecked] = []

    /// Different targets of links that are kept.
    static let mostLinks = 200_000
    static let mostColumns = 20_000
    static let mostUnreadable = 1_000
    static let mostWaiting = 10_000

    package init(subject: String, source: Source, rules: InspectionRules, asOf: Day) {
        self.subject = subject
        self.source = source
        self.rules = rules
        self.asOf = asOf
    }

    /// A column (栏目), gathered from all the pages of its list.
    struct Column: Sendable {
        let name: String
        let kind: ColumnKind
        /// Of its first page.
        let address: String
        var addresses: Set<String>
        var latest: ListedDate?
        var latestTitle = ""
        var dated = 0
        var undated = 0
        var messages = 0
        var textLength = 0
        var emptyWords: String?
        var hasScripts = false
    }

    /// Cases of one fault: how many, and the first of them.
    struct Tally: Sendable {
        var count = 0
        var evidence: [InspectionFinding.Evidence] = []

        mutating func add(_ page: String, place: String = "", day: Day? = nil) {
            count += 1
            guard evidence.count < InspectionFinding.mostEvidence else { return }
            evidence.append(InspectionFinding.Evidence(page: page, place: place, day: day))
        }
    }

    /// A fault that is counted over pages.
    enum Fault: Sendable, Hashable {
        case missing(WebTag)
        case otherCase(WebTag, written: String)
        case publicationForm
        case siteCodeForm
        case lacks(InspectedPage.FooterElement)
        case noPublicationTime
        case noPublicationTimeBeforeScripts
        case slow
    }

    struct LinkRecord: Sendable {
        let page: String
        let text: String
        let isOnHome: Bool
        var isAbsolute: Bool
        var outcome: LinkOutcome?
    }
}

// MARK: Pages

extension SiteInspection {
    /// - Parameter milliseconds: how long the page took to come, on a running site.
    package mutating func add(_ page: InspectedPage, isHome: Bool, milliseconds: Int? = nil) {
        pageCount += 1
        let kind = page.kind(isHome: isHome)
        if kind == .home, home == nil || isHome { home = page }
        if siteName.isEmpty, let name = page.tag(.siteName) { siteName = Folding.trimmed(name) }
        features.formUnion(page.features)
        externalLinks += page.externalLinks
        count(WebTag.ofSite, of: page)
        for element in InspectedPage.FooterElement.allCases where !page.footer.contains(element) {
            tallies[.lacks(element), default: Tally()].add(page.address, place: "页面底部")
        }
        if let code = page.tag(.siteCode), !Self.isSiteCode(code) {
            tallies[.siteCodeForm, default: Tally()].add(page.address, place: "meta[name=\"SiteIDCode\"] = \(code)")
        }
        if let milliseconds, milliseconds > rules.pageMilliseconds {
            tallies[.slow, default: Tally()].add(page.address, place: "\(milliseconds) 毫秒")
        }
        switch kind {
        case .home, .other: break
        case .column: takeColumn(page)
        case .article: takeArticle(page)
        }
        addMessages(page.messages, at: page.address)
        takeLinks(page, isHome: kind == .home)
    }

    package mutating func addUnreadable(_ address: String, reason: String) {
        guard unreadable.count < Self.mostUnreadable else { return }
        unreadable.append(InspectionFinding.Evidence(page: address, place: reason))
    }

    /// Something that could not be judged, known to who fetches the pages: a visit that ended early, say.
    package mutating func leaveOpen(_ rule: InspectionRule, reason: String) { remarks.append(InspectionReport.Unchecked(rule, reason)) }

    private mutating func count(_ tags: [WebTag], of page: InspectedPage) {
        for tag in tags where page.tag(tag) == nil {
            let place = "meta[name=\"\(tag.rawValue)\"]"
            if let written = page.tags.keys.filter({ $0 != tag.rawValue && WebTag.byLowercase[$0.lowercased()] == tag }).min() {
                tallies[.otherCase(tag, written: written), default: Tally()].add(page.address, place: "meta[name=\"\(written)\"]")
            } else {
                tallies[.missing(tag), default: Tally()].add(page.address, place: place)
            }
        }
    }

    private mutating func takeColumn(_ page: InspectedPage) {
        count(WebTag.ofColumn, of: page)
        let name = Self.columnName(of: page)
        let key = "\(Self.folder(page.address))\n\(name)"
        guard columns[key] != nil || columns.count < Self.mostColumns else { return }
        var column =
            columns[key]
            ?? Column(
                name: name, kind: ColumnKind(type: page.tag(.columnType), name: name), address: page.address, addresses: [])
        if column.addresses.count < 50 { column.addresses.insert(Self.canonical(page.address)) }
        for entry in page.entries where entry.day.day <= asOf {
            if let latest = column.latest, entry.day <= latest { continue }
            (column.latest, column.latestTitle) = (entry.day, entry.title)
        }
        column.dated += page.entries.count
        column.undated += page.undated
        column.messages += page.messages.count
        column.textLength = max(column.textLength, page.textLength)
        column.emptyWords = column.emptyWords ?? page.emptyWords
        column.hasScripts = column.hasScripts || page.hasScripts
        columns[key] = column
    }

    private mutating func takeArticle(_ page: InspectedPage) {
        articleCount += 1
        count(WebTag.ofArticle, of: page)
        if let written = page.tag(.publicationDate), !Self.isPublicationDate(written) {
            tallies[.publicationForm, default: Tally()].add(page.address, place: "meta[name=\"PubDate\"] = \(written)")
        }
        guard page.published == nil else { return }
        let fault: Fault = page.hasScripts && page.tag(.publicationDate) != nil ? .noPublicationTimeBeforeScripts : .noPublicationTime
        tallies[fault, default: Tally()].add(page.address, place: Self.shortened(page.tag(.articleTitle) ?? page.title))
    }

    /// All messages there are, known from elsewhere than from the pages: one's own portal knows them.
    package mutating func addAllMessages(_ messages: [InspectedPage.Message], at address: String) {
        knowsAllMessages = true
        addMessages(messages, at: address)
    }

    private mutating func addMessages(_ messages: [InspectedPage.Message], at address: String) {
        messageCount += messages.count
        for message in messages where !message.isAnswered && waiting.count < Self.mostWaiting {
            waiting.append(
                InspectionFinding.Evidence(page: address, place: Self.shortened(message.title), day: message.day.day))
        }
    }

    private mutating func takeLinks(_ page: InspectedPage, isHome: Bool) {
        for link in page.links {
            if links[link.target] != nil {
                if !link.isAbsolute { links[link.target]?.isAbsolute = false }
            } else if links.count < Self.mostLinks {
                links[link.target] = LinkRecord(
                    page: page.address, text: Self.shortened(link.text), isOnHome: isHome, isAbsolute: link.isAbsolute)
                linkOrder.append(link.target)
            } else {
                leftOutLinks += 1
            }
        }
    }
}

// MARK: Links

extension SiteInspection {
    /// Links of which nobody has said yet whether they open, in the order in which they were found.
    package var untried: [InspectedPage.Link] {
        linkOrder.compactMap { target in
            guard let record = links[target], record.outcome == nil else { return nil }
            return InspectedPage.Link(target: target, text: record.text, isAbsolute: record.isAbsolute)
        }
    }

    /// Whether a page at the top of the site was seen.
    package var hasHome: Bool { home != nil }

    package mutating func tried(_ target: String, _ outcome: LinkOutcome) {
        if outcome == .unknown, links[target]?.outcome == nil { unknownLinks += 1 }
        links[target]?.outcome = outcome
    }
}

// MARK: Words

extension SiteInspection {
    /// 通知公告_某县人民政府 names the column 通知公告.
    static func columnName(of page: InspectedPage) -> String {
        if let name = page.tag(.columnName) { return Folding.trimmed(name) }
        let part = page.title.unicodeScalars.prefix { !"_-|–—".unicodeScalars.contains($0) }
        let name = Folding.trimmed(String(String.UnicodeScalarView(part)))
        return name.isEmpty ? page.address : shortened(name)
    }

    static func folder(_ address: String) -> String {
        let path = address.utf8.prefix { $0 != UInt8(ascii: "?") }
        return String(decoding: path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)], as: UTF8.self)
    }

    /// `/a/` of `/a/index.html`: two names of one page.
    static func canonical(_ address: String) -> String {
        let name = address.utf8.suffix(from: address.utf8.lastIndex(of: UInt8(ascii: "/")) ?? address.startIndex)
        let isIndex = indexNames.contains(String(decoding: name, as: UTF8.self).lowercased())
        return isIndex ? String(decoding: address.utf8.prefix(address.utf8.count - name.count + 1), as: UTF8.self) : address
    }

    private static let indexNames: Set<String> = [
        "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.php", "/index.aspx", "/default.html", "/default.htm",
        "/default.aspx",
    ]

    static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(59))) + "…"
    }

    /// Ten characters: `3609000002`, or `bm84000001` for a ministry.
    static func isSiteCode(_ text: String) -> Bool {
        let code = Folding.trimmed(text).utf8
        return code.count == 10 && code.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) }
    }

    /// `YYYY-MM-DD HH:MM`, also with seconds.
    static func isPublicationDate(_ text: String) -> Bool {
        let bytes = Array(Folding.trimmed(text).utf8)
        guard bytes.count == 16 || bytes.count == 19, Instant(text: Folding.trimmed(text)) != nil else { return false }
        return bytes[4] == 0x2D && bytes[7] == 0x2D && bytes[10] == 0x20 && bytes[13] == 0x3A
    }
}

extension Day {
    /// The same day so many months before, or the last of a shorter month.
    func earlier(months: Int) -> Day {
        let index = year * 12 + month - 1 - months
        for day in stride(from: day, to: 27, by: -1) {
            if let found = Day(year: index / 12, month: index % 12 + 1, day: day) { return found }
        }
        return Day(year: index / 12, month: index % 12 + 1, day: day) ?? Day(serial: serial - months * 31)
    }
}
