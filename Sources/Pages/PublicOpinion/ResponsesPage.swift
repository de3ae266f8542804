import Domain
import HTML

/// Which responses the column shows, and from where on.
package struct ResponseFilter: Hashable, Sendable {
    /// 不实信息澄清 alone.
    package var isClarification: Bool
    package var after: String?

    package init(isClarification: Bool = false, after: String? = nil) {
        self.isClarification = isClarification
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        switch query["kind"] {
        case nil, "": isClarification = false
        case "clarification": isClarification = true
        case let other?: throw QueryRefusal(parameter: "kind", value: other)
        }
        after = try query.text("after", limit: 200)
    }

    var queryItems: [(name: String, value: String)] {
        (isClarification ? [("kind", "clarification")] : []) + (after.map { [("after", $0)] } ?? [])
    }
}

/// The column 回应关切.
package struct ResponsesPage: Sendable {
    package var filter: ResponseFilter
    package var lines: [(document: DisclosureLink, isClarification: Bool)]
    package var next: String?

    package init(filter: ResponseFilter, lines: [(document: DisclosureLink, isClarification: Bool)], next: String?) {
        self.filter = filter
        self.lines = lines
        self.next = next
    }
}

extension ResponsesPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "回应关切",
            column: PageHead.Column(
                name: "回应关切", description: "对社会关切、热点舆情的回应和不实信息澄清。", keywords: ["回应关切", "舆情回应", "不实信息澄清"], type: .policyDocuments),
            isIndexed: filter.after == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "回应关切", lead: "对社会关切的回应，由负责的单位经审查公开。")
        html(.form, .class("filters"), .action(Address.responses().link), .method("get"), .aria("label", "筛选回应")) { html in
            FilterSelect(
                label: "类别", name: "kind", options: [FilterOption(value: "clarification", label: "不实信息澄清")],
                selected: filter.isClarification ? "clarification" : nil
            ).write(&html)
            html(.div, .class("filter-acts")) { $0(.button, .class("button"), .type("submit"), text: "筛选") }
        }
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有这样的回应。", advice: "回应公开以后在这里列出。", links: [("公开文件", .disclosures())]).write(&html)
        }
        html(.ul, .class("documents")) { html in
            for line in lines {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.disclosure(line.document.id).link), text: line.document.title)
                    html(.p, .class("document-facts")) { html in
                        DocumentDay(document: line.document).write(&html)
                        if let unit = line.document.unit { html(.span, .class("document-unit"), text: unit.name) }
                        if line.isClarification { StatusTag(word: "不实信息澄清", shape: .full).write(&html) }
                    }
                }
            }
        }
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count) 件")
            if filter.after != nil { html(.a, .class("button quiet"), .href(page(after: nil).link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(page(after: next).link), .rel("next"), text: "下一页") }
        }
    }

    private func page(after: String?) -> Address {
        var filter = filter
        filter.after = after
        return .responses(filter)
    }
}
