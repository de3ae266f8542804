/// A document as an office's export brings it: every field as written, nothing checked yet.
package struct DisclosureRecord: Sendable, Hashable, Decodable {
    /// The key that the exporting system gave it.
    package var id: String?
    package var title: String?
    package var number: String?
    package var index: String?
    package var issuer: String?
    package var date: String?
    package var published: String?
    package var body: String?
    package var url: String?
    package var category: String?
    package var theme: String?
    package var validity: String?
    package var domain: String?
    /// Names of the item's levels, joined by `/`.
    package var item: String?
    package var attachments: [Attachment]

    package struct Attachment: Sendable, Hashable, Decodable {
        package var name: String
        package var url: String

        package init(name: String, url: String) {
            self.name = name
            self.url = url
        }
    }

    private enum Key: String, CodingKey {
        case id, title, number, index, issuer, date, published, body, url, category, theme, topic, validity, status, domain, item,
            attachments
        case indexNumber = "index_number"
    }

    package init(
        id: String? = nil, title: String? = nil, number: String? = nil, index: String? = nil, issuer: String? = nil, date: String? = nil,
        published: String? = nil, body: String? = nil, url: String? = nil, category: String? = nil, theme: String? = nil,
        validity: String? = nil,
        domain: String? = nil, item: String? = nil, attachments: [Attachment] = []
    ) {
        self.id = id
        self.title = title
        self.number = number
        self.index = index
        self.issuer = issuer
        self.date = date
        self.published = published
        self.body = body
        self.url = url
        self.category = category
        self.theme = theme
        self.validity = validity
        self.domain = domain
        self.item = item
        self.attachments = attachments
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func text(_ keys: Key...) throws -> String? {
            for key in keys {
                guard container.contains(key), try !container.decodeNil(forKey: key) else { continue }
                if let text = try? container.decode(String.self, forKey: key) { return text }  // a number is read as its digits, below
                return String(try container.decode(Int64.self, forKey: key))
            }
            return nil
        }
        self.init(
            id: try text(.id), title: try text(.title), number: try text(.number), index: try text(.index, .indexNumber),
            issuer: try text(.issuer),
            date: try text(.date), published: try text(.published), body: try text(.body), url: try text(.url),
            category: try text(.category),
            theme: try text(.theme, .topic), validity: try text(.validity, .status), domain: try text(.domain), item: try text(.item))
        if let list = try? container.decode([Attachment].self, forKey: .attachments) {  // or one text of addresses, as crawlers write it
            attachments = list
        } else if let addresses = try text(.attachments) {
            attachments = addresses.unicodeScalars.split(whereSeparator: { ";；\r\n\t ".unicodeScalars.contains($0) }).enumerated().map {
                index, address in
                Attachment(name: "附件\(index + 1)", url: String(address))
            }
        }
    }
}

/// Why a document of an export was set aside instead of published.
package enum SetAsideReason: Error, Sendable, Hashable {
    /// Not a JSON object on one line.
    case notJSON
    case notUTF8
    /// A field of the object has a form that cannot be read.
    case badField
    case lineTooLong(limit: Int)
    case noTitle
    case titleTooLong(limit: Int)
    case emptyBody
    /// Nothing but what pages print around a text.
    case onlyFurniture
    case bodyTooLong(limit: Int)
    case badDate(field: String, text: String)
    case wrongColumnCount(expected: Int, found: Int)
    /// A quote of a CSV file that nothing closes, or that text follows.
    case openQuote
    /// HTML inside HTML without end.
    case nestedTooDeep

    /// The sentence for the person who will put it right.
    package var message: String {
        switch self {
        case .notJSON: "不是一行一个的 JSON 对象，请检查引号、逗号和换行。"
        case .notUTF8: "不是 UTF-8 编码，有的字读不出来；请把文件另存为 UTF-8 编码后重新导入。"
        case .badField: "有字段的类型不对：除 attachments 外，各字段都应是文字。"
        case .lineTooLong(let limit): "这一行超过 \(limit / 1_048_576) MiB，请拆分正文或改用附件。"
        case .noTitle: "缺少标题（title），请补上。"
        case .titleTooLong(let limit): "标题超过 \(limit) 个字，可能把正文写进了标题，请核对。"
        case .emptyBody: "正文（body）为空，空白文件不予发布；请补上正文后重新导入。"
        case .onlyFurniture: "正文只有网页边框文字（如“浏览次数”“扫描二维码”），没有内容；请重新采集正文。"
        case .bodyTooLong(let limit): "正文超过 \(limit) 个字，请改用附件。"
        case .badDate(let field, let text): "\(field) 的日期“\(text)”无法识别，请写成 2026-03-20 或 2026-03-20 10:30（非北京时间注明 Z 或 +09:00）。"
        case .wrongColumnCount(let expected, let found): "应有 \(expected) 列，实际 \(found) 列，请检查引号和逗号。"
        case .openQuote: "有引号没有配对：以引号开头的单元格要以引号结尾，里面的引号写成两个。只搁置这一行，后面各行照常读取。"
        case .nestedTooDeep: "正文的网页代码嵌套过深，请粘贴为纯文本后再导入。"
        }
    }

    /// A stable name for reports.
    package var code: String {
        switch self {
        case .notJSON: "not-json"
        case .notUTF8: "not-utf8"
        case .badField: "bad-field"
        case .lineTooLong: "line-too-long"
        case .noTitle: "no-title"
        case .titleTooLong: "title-too-long"
        case .emptyBody: "empty-body"
        case .onlyFurniture: "only-furniture"
        case .bodyTooLong: "body-too-long"
        case .badDate: "bad-date"
        case .wrongColumnCount: "wrong-column-count"
        case .openQuote: "open-quote"
        case .nestedTooDeep: "nested-too-deep"
        }
    }
}

extension Disclosure.Validity {
    /// Reads the words in which offices state validity, with or without brackets and spaces around them.
    /// - Returns: `nil` for any other word: what it means is for the office to say.
    package init?(written text: String) {
        let word = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { !Self.ignored.contains($0) && Folding.fold($0.value) != 0x20 }))
        switch word {
        case "有效", "现行有效", "有效中", "生效", "已生效", "生效中", "现行", "继续有效", "全文有效": self = .valid
        case "已修改", "修改", "已修订", "修订", "已修正", "修正", "被修改": self = .amended
        case "废止", "已废止", "被废止", "全文废止", "宣布废止": self = .repealed
        case "失效", "已失效", "全文失效", "宣布失效": self = .expired
        case "未标注", "未注明", "未标明": self = .unstated
        default: return nil
        }
    }

    private static let ignored: Set<Unicode.Scalar> = ["[", "]", "【", "】", "（", "）", "(", ")", "〔", "〕"]
}
