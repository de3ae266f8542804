import Domain
import HTML

/// What a page says about itself outside its content: title, web-page metadata, way back, feeds.
struct PageHead {
    /// Without the county's name, which the frame adds.
    var title: String
    /// The last step of the way back, where it is not the title.
    var crumb: String?
    /// One sentence for search engines.
    var description: String = ""
    var column: Column?
    var article: Article?
    /// The pages above this one, outermost first, the home page left out.
    var trail: [Step] = []
    var feeds: [FeedLink] = []
    var width: Width = .regular
    /// False for pages that should not be found through a search engine: results, receipts, errors.
    var isIndexed = true
    /// False where the page is itself a search.
    var showsSearch = true
    /// An error stands nowhere: it has a title of its own wherever it happened, and no place in the navigation.
    var isError = false
    var robots: String { isIndexed ? "index,follow" : "noindex,nofollow" }

    struct Step {
        var label: String
        var address: Address
    }

    struct FeedLink {
        var title: String
        var address: Address
    }

    enum Width: String { case regular, narrow }

    /// 栏目标签 (国办发〔2017〕47号, annex): what column pages must carry.
    struct Column {
        var name: String
        var description: String
        var keywords: [String]
        var type: ColumnType
    }

    /// 栏目类别, from the closed list of the same annex.
    enum ColumnType: String {
        case home = "首页"
        case duties = "机构职能"
        case policyDocuments = "政策文件"
        case guide = "信息公开指南"
        case catalogue = "信息公开目录"
        case annualReport = "信息公开年报"
        case requests = "依申请公开"
        case openData = "数据开放"
        case survey = "征集调查"
        case letters = "咨询投诉"
    }

    /// 内容页标签 (same annex).
    struct Article {
        var title: String
        var published: Instant?
        /// 发布单位或转载来源
        var source: String
        var keywords: [String]
        var description: String
    }
}

/// A page of the portal: what it says about itself, and its content.
package protocol PortalPage: Sendable {
    /// The whole document, in UTF-8.
    func render(in frame: SiteFrame) -> [UInt8]
}

/// A page inside the common frame.
protocol FramedPage: PortalPage {
    func head(in frame: SiteFrame) -> PageHead
    /// Writes what stands inside `main`, beginning with the page's only `h1`.
    func write(_ html: inout HTMLWriter, in frame: SiteFrame)
}
