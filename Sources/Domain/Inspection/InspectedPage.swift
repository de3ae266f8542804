/// What an inspection needs to know of one page of a site: facts only, no judgement.
package struct InspectedPage: Sendable, Hashable {
    /// Where it is: `/zwgk/index.html` inside the site.
    package var address: String
    package var title: String
    /// The web-page tags as they are written, also in another case; the first of a name.
    package var tags: [String: String]
    /// Dated lines of lists: a linked title and a day.
    package var entries: [Entry]
    /// Titles of lists that are linked but have no day.
    package var undated: Int
    /// Messages of citizens with a state, in a list of such.
    package var messages: [Message]
    /// The time of publication that the page shows.
    package var published: Day?
    package var footer: Set<FooterElement>
    package var features: Set<Feature>
    /// Where it links to.
    package var links: [Link]
    /// Links to other hosts: counted, never visited.
    package var externalLinks: Int
    /// How much text stands outside header, menus and footer, in scalars.
    package var textLength: Int
    /// The words by which the page says that it has nothing to show.
    package var emptyWords: String?
    /// Whether scripts inside the body may fill the page in, which nobody sees without running them.
    package var hasScripts: Bool

    package init(
        address: String, title: String = "", tags: [String: String] = [:], entries: [Entry] = [], undated: Int = 0,
        messages: [Message] = [],
        published: Day? = nil, footer: Set<FooterElement> = [], features: Set<Feature> = [], links: [Link] = [], externalLinks: Int = 0,
        textLength: Int = 0, emptyWords: String? = nil, hasScripts: Bool = false
    ) {
        self.address = address
        self.title = title
        self.tags = tags
        self.entries = entries
        self.undated = undated
        self.messages = messages
        self.published = published
        self.footer = footer
        self.features = features
        self.links = links
        self.externalLinks = externalLinks
        self.textLength = textLength
        self.emptyWords = emptyWords
        self.hasScripts = hasScripts
    }

    /// A line of a list.
    package struct Entry: Sendable, Hashable {
        package var title: String
        package var day: ListedDate

        package init(title: String, day: ListedDate) {
            self.title = title
            self.day = day
        }
    }

    /// A citizen's message (留言) as a list shows it.
    package struct Message: Sendable, Hashable {
        package var title: String
        package var day: ListedDate
        package var isAnswered: Bool

        package init(title: String, day: ListedDate, isAnswered: Bool) {
            self.title = title
            self.day = day
            self.isAnswered = isAnswered
        }
    }

    /// A link inside the site.
    package struct Link: Sendable, Hashable {
        /// `/path?query`, without fragment.
        package var target: String
        package var text: String
        /// Whether the page writes it with the host: in a saved copy such a link leads to the site and not into the copy.
        package var isAbsolute: Bool

        package init(target: String, text: String, isAbsolute: Bool = false) {
            self.target = target
            self.text = text
            self.isAbsolute = isAbsolute
        }
    }

    /// What the bottom of every page must show (国办发〔2017〕47号).
    package enum FooterElement: String, Sendable, Hashable, CaseIterable {
        case sponsor = "主办单位"
        case contact = "联系方式"
        case siteCode = "网站标识码"
        case emblem = "党政机关网站标识"
        case icp = "ICP备案号"
        case police = "公安备案号"
        case siteMap = "网站地图"
    }

    /// What a site offers, told by links, forms and pictures.
    package enum Feature: String, Sendable, Hashable, CaseIterable {
        case search, faultReport, interaction, services, barrierFree, openData
        case disclosure, guide, system, statutory, annualReport, requests
        case yearlySiteReport
    }

    /// The exact value of a tag; `nil` when it is missing or empty.
    package func tag(_ tag: WebTag) -> String? {
        tags[tag.rawValue].flatMap { Folding.trimmed($0).isEmpty ? nil : $0 }
    }

    package enum Kind: Sendable, Hashable { case home, column, article, other }

    /// What kind of page it is, by its tags first.
    ///
    /// - Parameter isHome: whether it stands at the top of the site.
    package func kind(isHome: Bool) -> Kind {
        if isHome || tag(.columnType) == "首页" { return .home }
        if tag(.articleTitle) != nil || tag(.publicationDate) != nil { return .article }
        if tag(.columnName) != nil || tag(.columnType) != nil || entries.count >= 5 { return .column }
        return published != nil && textLength >= 60 ? .article : .other
    }
}

/// A prescribed web-page tag (网页标签), in exactly this spelling.
package enum WebTag: String, Sendable, Hashable, CaseIterable {
    case siteName = "SiteName"
    case siteDomain = "SiteDomain"
    case siteCode = "SiteIDCode"
    case columnName = "ColumnName"
    case columnDescription = "ColumnDescription"
    case columnKeywords = "ColumnKeywords"
    case columnType = "ColumnType"
    case articleTitle = "ArticleTitle"
    case publicationDate = "PubDate"
    case source = "ContentSource"

    package static let ofSite: [WebTag] = [.siteName, .siteDomain, .siteCode]
    package static let ofColumn: [WebTag] = [.columnName, .columnDescription, .columnKeywords, .columnType]
    package static let ofArticle: [WebTag] = [.articleTitle, .publicationDate, .source]

    package static let byLowercase: [String: WebTag] = Dictionary(
        allCases.map { ($0.rawValue.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
