package import Domain
import HTML

/// Search, with its filters and what was found.
package struct SearchPage: Sendable {
    package struct Hit: Sendable {
        package enum Target: Sendable {
            case document(DisclosureLink)
            case item(ItemLink)
            case unit(UnitLink)
            case message(id: Message.ID, unit: UnitLink)
            case answer(id: BaseAnswer.ID, unit: UnitLink)
        }

        package var target: Target
        /// The title with what was found marked.
        package var title: MarkedText
        package var snippet: MarkedText?

        package init(target: Target, title: MarkedText, snippet: MarkedText? = nil) {
            self.target = target
            self.title = title
            self.snippet = snippet
        }
    }

    package var query: SearchQuery
    package var hits: [Hit]
    package var total: Total
    package var next: String?
    package var units: [FilterOption]
    package var domains: [FilterOption]
    package var years: [FilterOption]
    /// By `SearchQuery.Kind`.
    package var kinds: [FilterOption]
    /// Queries that would find something, when nothing was found.
    package var suggestions: [String]
    /// Examples for an empty box.
    package var exampleQueries: [String]

    package init(
        query: SearchQuery, hits: [Hit], total: Total, next: String? = nil, units: [FilterOption], domains: [FilterOption],
        years: [FilterOption], kinds: [FilterOption], suggestions: [String], exampleQueries: [String]
    ) {
        self.query = query
        self.hits = hits
        self.total = total
        self.next = next
        self.units = units
        self.domains = domains
        self.years = years
        self.kinds = kinds
        self.suggestions = suggestions
        self.exampleQueries = exampleQueries
    }
}

/// Text with parts of it marked, as ranges: whoever finds the words never writes HTML.
package struct MarkedText: Sendable, Hashable {
    package var text: String
    /// Offsets in Unicode scalars, ascending, not overlapping; what lies outside the text is ignored.
    package var marks: [Range<Int>]

    package init(_ text: String, marks: [Range<Int>] = []) {
        self.text = text
        self.marks = marks
    }
}

extension SearchPage: FramedPage {
    private var hasSearched: Bool { !query.text.isEmpty }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: hasSearched ? "搜索“\(query.text)”" : "搜索", description: "搜索\(frame.county.name)的公开文件、公开事项和公开主体。",
            feeds: hasSearched ? [PageHead.FeedLink(title: "搜索“\(query.text)”", address: feed)] : [], isIndexed: !hasSearched,
            showsSearch: false)
    }

    private var feed: Address {
        var query = query
        query.after = nil
        return .feed(.search(query))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.h1, text: hasSearched ? "搜索结果" : "搜索")
        html(.form, .class("search-form"), .role("search"), .action(Address.search().link), .method("get")) { html in
            SearchBox(text: query.text).write(&html)
            if hasSearched { writeFilters(&html) }
        }
        guard hasSearched else {
            html(.p, .class("quiet"), text: "几个词之间加空格，表示都要出现。文号可以整个输入，例如：国办发〔2019〕54号。")
            return SearchExamples(examples: exampleQueries).write(&html)
        }
        hits.isEmpty ? writeNothing(&html) : writeHits(&html)
        html(.p) { $0(.a, .href(Address.subscribe(SubscriptionStart(words: query.text)).link), text: "订阅含有这些词的新文件") }
    }

    private func writeFilters(_ html: inout HTMLWriter) {
        html(.div, .class("filters")) { html in
            FilterSelect(label: "类别", name: "kind", options: kinds, selected: query.kind?.rawValue).write(&html)
            FilterSelect(label: "单位", name: "unit", options: units, selected: query.unit).write(&html)
            FilterSelect(label: "领域", name: "domain", options: domains, selected: query.domain).write(&html)
            FilterSelect(label: "年份", name: "year", options: years, selected: query.year.map { String($0) }).write(&html)
            FilterSelect(
                label: "排序", name: "sort", options: [FilterOption(value: "newest", label: "最新在前")],
                selected: query.sort == .newest ? "newest" : nil, everything: "最相关在前"
            ).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button quiet"), .type("submit"), text: "筛选")
                if hasFilter { html(.a, .href(Address.search(SearchQuery(text: query.text)).link), text: "清除筛选") }
            }
        }
    }

    private var hasFilter: Bool {
        query.unit != nil || query.domain != nil || query.year != nil || query.kind != nil || query.sort != .relevance
    }

    private func writeHits(_ html: inout HTMLWriter) {
        html(.p, .class("result-count"), .role("status")) { html in
            html.text("找到 ")
            html(.strong, text: total.words)
            html.text(" 条结果")
            html(.a, .href(feed.link), text: "订阅这个搜索（Atom）")
        }
        writeKinds(&html)
        html(.ol, .class("hits")) { html in
            for hit in hits { html(.li) { hit.write(&$0) } }
        }
        // Of everything together only the documents go on; the first items and units stand above them, the others one link away.
        let documents = kinds.first { $0.value == SearchQuery.Kind.document.rawValue }?.count ?? 0
        guard query.kind != nil || documents > 0 else { return }
        let isMixed = query.kind == nil
        Pagination(
            shown: isMixed ? hits.count { $0.kind == .document } : hits.count,
            total: isMixed ? Total(documents, isCapped: total.isCapped) : total, noun: (query.kind ?? .document).noun,
            next: next.map { page(after: $0) }, first: query.after == nil ? nil : page(after: nil)
        ).write(&html)
    }

    /// Where more than one kind of thing was found: how many of each, and the way to all of them.
    private func writeKinds(_ html: inout HTMLWriter) {
        let found = kinds.filter { ($0.count ?? 0) > 0 }
        guard query.kind == nil, found.count > 1 else { return }
        html(.ul, .class("chips kinds"), .aria("label", "按类别看")) { html in
            for option in found {
                guard let kind = SearchQuery.Kind(rawValue: option.value), let count = option.count else { continue }
                let words = Total(count, isCapped: kind == .document && total.isCapped).words
                html(.li) { html in
                    html(.a, .href(address(kind).link)) { html in
                        html.text("只看\(option.label)")
                        html(.span, .class("count"), text: words)
                    }
                }
            }
        }
    }

    private func address(_ kind: SearchQuery.Kind) -> Address {
        var query = query
        query.kind = kind
        query.after = nil
        return .search(query)
    }

    private func page(after: String?) -> Address {
        var query = query
        query.after = after
        return .search(query)
    }

    private func writeNothing(_ html: inout HTMLWriter) {
        html(.div, .class("empty"), .role("status")) { html in
            html(.p, .class("empty-reason"), text: "没有找到“\(query.text)”。")
            html(.ul) { html in
                html(.li, text: "换一个更短或者更常用的说法。")
                if hasFilter {
                    html(.li) { html in
                        html(.a, .href(Address.search(SearchQuery(text: query.text)).link), text: "去掉筛选条件")
                        html.text("再搜一次。")
                    }
                }
                html(.li) { html in
                    html.text("在")
                    html(.a, .href(Address.catalogue.link), text: "标准目录")
                    html.text("里按领域查找，或者")
                    html(.a, .href(Address.requests.link), text: "申请公开")
                    html.text("。")
                }
            }
            guard !suggestions.isEmpty else { return }
            html(.p, text: "您要找的也许是：")
            html(.ul, .class("chips")) { html in
                for suggestion in suggestions {
                    html(.li) { $0(.a, .href(Address.search(SearchQuery(text: suggestion)).link), text: suggestion) }
                }
            }
        }
    }
}

extension SearchPage.Hit {
    fileprivate func write(_ html: inout HTMLWriter) {
        html(.h2) { html in
            html(.a, .href(address.link)) { title.write(&$0) }
        }
        if let snippet { html(.p, .class("snippet")) { snippet.write(&$0) } }
        html(.p, .class("document-facts")) { html in
            html(.span, .class("kind"), text: kind.rawValue)
            switch target {
            case .document(let document):
                DocumentDay(document: document).write(&html)
                if let unit = document.unit { html(.span, text: unit.name) }
                if let number = document.number { html(.span, text: number) }
                if document.validity.isWithdrawn { ValidityTag(validity: document.validity).write(&html) }
            case .item(let item):
                html(.span, text: ((item.domain.map { [$0.name] } ?? []) + item.levels.dropLast()).joined(separator: " › "))
            case .message(_, let unit), .answer(_, let unit): html(.span, text: unit.name)
            case .unit: break
            }
        }
    }

    fileprivate var kind: SearchQuery.Kind {
        switch target {
        case .document: .document
        case .item: .item
        case .unit: .unit
        case .message: .message
        case .answer: .answer
        }
    }

    private var address: Address {
        switch target {
        case .document(let document): .disclosure(document.id)
        case .item(let item): .item(item.id)
        case .unit(let unit): .unit(unit.code)
        case .message(let id, _): .message(id)
        case .answer(let id, _): .answer(id)
        }
    }
}

extension SearchQuery.Kind {
    /// With its measure word, as it is counted.
    fileprivate var noun: String {
        switch self {
        case .document: "份文件"
        case .item: "个事项"
        case .unit: "个单位"
        case .message: "件留言"
        case .answer: "个问答"
        }
    }
}
