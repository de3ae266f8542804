package import Domain
import HTML

/// The list of guides (办事指南): by words, by what happened in somebody's life, by unit, by whom it is for.
package struct ServicesPage: Sendable {
    package var query: ServiceQuery
    package var services: [PublicService]
    package var events: [FilterOption]
    package var units: [FilterOption]

    package init(query: ServiceQuery, services: [PublicService], events: [FilterOption], units: [FilterOption]) {
        self.query = query
        self.services = services
        self.events = events
        self.units = units
    }
}

extension ServicesPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "办事指南",
            column: PageHead.Column(
                name: "办事指南", description: "\(frame.county.name)各单位的办事指南：条件、程序、时限、材料、收费和联系方式。", keywords: ["办事指南", "政务服务"], type: .guide),
            isIndexed: query.isEmpty)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "办事指南", lead: "要带什么、找谁办、多久办好，都写在这里。没有写明的材料，一律不得向您索要。")
        html(.form, .class("filters"), .action(Address.services().link), .method("get"), .aria("label", "查找办事指南")) { html in
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "关键词")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(query.text ?? ""), .maxLength(100), .autocomplete("off"))
            }
            FilterSelect(label: "办什么事", name: "event", options: events, selected: query.event).write(&html)
            FilterSelect(label: "单位", name: "unit", options: units, selected: query.unit).write(&html)
            FilterSelect(label: "服务对象", name: "audience", choice: query.audience, of: ServiceAudience.self).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "查找")
                if !query.isEmpty { html(.a, .href(Address.services().link), text: "清除条件") }
            }
        }
        guard !services.isEmpty else {
            guard !query.isEmpty else { return EmptyState(reason: "还没有公开的办事指南。", advice: "指南公开以后在这里列出。").write(&html) }
            return EmptyState(
                reason: "没有符合条件的办事指南。", advice: "可以换一个说法，或者搜索全部公开文件。",
                links: [("查看全部指南", .services()), ("搜索", .search(SearchQuery(text: query.text ?? "")))]
            ).write(&html)
        }
        html(.p, .class("quiet"), text: "共 \(services.count.grouped) 项")
        html(.ul, .class("documents")) { html in
            for service in services { write(service, &html) }
        }
        html(.p) { html in
            html(.a, .href(Address.policies().link), text: "涉企政策")
            html.text("　")
            html(.a, .href(Address.ratings.link), text: "服务评价结果")
        }
    }

    private func write(_ service: PublicService, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(.a, .class("document-title"), .href(service.address.link), text: service.content.name)
            html(.p, .class("document-facts")) { html in
                html(.span, .class("document-unit"), text: service.unit.name)
                if case .guide(let guide) = service.content {
                    html(.span, .class("document-number"), text: guide.promisedLimit?.words ?? "")
                    html(.span, .class("document-day"), text: guide.fee?.isFree == true ? "不收费" : "收费")
                }
            }
        }
    }
}

/// 涉企政策: what an enterprise can have, from whom, until when.
package struct PoliciesPage: Sendable {
    package var query: PolicyQuery
    package var policies: [PublicService]
    package var industries: [FilterOption]

    package init(query: PolicyQuery, policies: [PublicService], industries: [FilterOption]) {
        self.query = query
        self.policies = policies
        self.industries = industries
    }
}

extension PoliciesPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "涉企政策",
            column: PageHead.Column(
                name: "涉企政策", description: "\(frame.county.name)惠企政策的支持内容、申报条件、兑现流程和受理窗口。", keywords: ["涉企政策", "惠企", "兑现"],
                type: .policyDocuments), isIndexed: query.isEmpty)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "涉企政策", lead: "能得到什么、怎样申报、到什么时候为止。到期的政策也保留，并注明。")
        html(.form, .class("filters"), .action(Address.policies().link), .method("get"), .aria("label", "筛选涉企政策")) { html in
            FilterSelect(label: "行业", name: "industry", options: industries, selected: query.industry).write(&html)
            FilterSelect(label: "企业规模", name: "size", choice: query.size, of: EnterprisePolicy.Size.self).write(&html)
            FilterSelect(label: "政策类型", name: "kind", choice: query.kind, of: EnterprisePolicy.Kind.self).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "筛选")
                if !query.isEmpty { html(.a, .href(Address.policies().link), text: "清除筛选") }
            }
        }
        guard !policies.isEmpty else {
            return EmptyState(
                reason: query.isEmpty ? "还没有公开的涉企政策。" : "没有符合条件的政策。", advice: "也可以在公开文件里搜索。",
                links: [("搜索", .search())]
            ).write(&html)
        }
        html(.ul, .class("documents policies")) { html in
            for policy in policies { write(policy, &html) }
        }
    }

    private func write(_ service: PublicService, _ html: inout HTMLWriter) {
        guard case .policy(let policy) = service.content else { return }
        html(.li) { html in
            html(.a, .class("document-title"), .href(service.address.link), text: policy.name)
            html(.p, text: policy.benefit)
            html(.p, .class("document-facts")) { html in
                html(.span, text: service.unit.name)
                html(.span, text: policy.kind.rawValue)
                html(.span, text: policy.until.map { "截至\($0.chineseDate)" } ?? "长期有效")
                if service.isExpired { StatusTag(word: "已到期", shape: .cross, isAlarming: true).write(&html) }
            }
        }
    }
}

/// 历次版本: every public wording, newest first, and what each changed, element by element.
package struct ServiceVersionsPage: Sendable {
    package struct Line: Sendable {
        package var number: Int
        package var published: Instant
        package var effective: Day?
        package var reason: String
        package var timing: ServiceTiming
        /// Against the wording before; empty for the first.
        package var changes: [ServicePaper.Change]

        package init(
            number: Int, published: Instant, effective: Day?, reason: String, timing: ServiceTiming, changes: [ServicePaper.Change]
        ) {
            self.number = number
            self.published = published
            self.effective = effective
            self.reason = reason
            self.timing = timing
            self.changes = changes
        }
    }

    package var service: PublicService
    package var lines: [Line]

    package init(service: PublicService, lines: [Line]) {
        self.service = service
        self.lines = lines
    }
}

extension ServiceVersionsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        var head = ServicePage(service: service).head(in: frame)
        head.trail.append(PageHead.Step(label: service.content.name, address: service.address))
        head.title = "\(service.content.name)：历次版本"
        head.crumb = "历次版本"
        head.article = nil
        return head
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "\(service.content.name)：历次版本", lead: "每一版改了什么、为什么改、从哪一天起实施。")
        if lines.count > 1 {
            html(.p) { html in
                html.text("以前各版的全文见")
                html(.a, .href(Address.disclosureHistory(service.document).link), text: "公开文件的更正历史")
                html.text("。")
            }
        }
        for line in lines {
            section(&html, "第 \(line.number) 版") { html in
                html(.dl, .class("facts")) { html in
                    fact(&html, "公开时间") { $0.text(line.published.day.chinese) }
                    if let effective = line.effective { fact(&html, "实施时间") { $0.text("自\(effective.chinese)起") } }
                    if !line.reason.isEmpty { fact(&html, "变更说明") { $0.text(line.reason) } }
                    if line.timing != .notRunning { fact(&html, "公开时限") { ServiceTimingTag(timing: line.timing).write(&$0) } }
                }
                guard !line.changes.isEmpty else { return }
                html(.p, .class("quiet"), text: "划掉的是改前的文字，加下划线的是改后的文字。")
                html(.dl, .class("facts")) { html in
                    for change in line.changes {
                        fact(&html, change.label) { ChangedWords(before: change.before, after: change.after).write(&$0) }
                    }
                }
            }
        }
    }
}
