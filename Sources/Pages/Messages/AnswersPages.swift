package import Domain
import HTML

/// 常见问题: the base of answers.
package struct AnswersPage: Sendable {
    package struct Line: Sendable {
        package var id: BaseAnswer.ID
        package var question: String
        package var unitName: String
        package var answer: String

        package init(id: BaseAnswer.ID, question: String, unitName: String, answer: String) {
            self.id = id
            self.question = question
            self.unitName = unitName
            self.answer = answer
        }
    }

    package var query: AnswerQuery
    package var lines: [Line]
    package var next: AnswerQuery?
    package var units: [FilterOption]

    package init(query: AnswerQuery, lines: [Line], next: AnswerQuery? = nil, units: [FilterOption]) {
        self.query = query
        self.lines = lines
        self.next = next
        self.units = units
    }
}

extension AnswersPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "常见问题",
            column: PageHead.Column(
                name: "常见问题", description: "政策和办事的常见问题和统一答复，网站、大厅、热线共用。", keywords: ["常见问题", "咨询答问"], type: .letters),
            trail: MessageFrame.trail)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "常见问题", lead: "网站、政务大厅和热线用的是同一套答复。")
        html(.form, .class("filters"), .role("search"), .action(Address.answers().link), .method("get")) { html in
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "关键词")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(query.words ?? ""), .maxLength(100))
            }
            FilterSelect(label: "单位", name: "unit", options: units, selected: query.unit).write(&html)
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button quiet"), .type("submit"), text: "查找")
                if query.first != AnswerQuery() { html(.a, .href(Address.answers().link), text: "清除") }
            }
        }
        guard !lines.isEmpty else {
            return EmptyState(
                reason: query.first == AnswerQuery() ? "还没有常见问题。" : "没有找到符合条件的问题。", advice: "可以直接留言咨询。", links: [("我要留言", .messageForm)]
            ).write(&html)
        }
        html(.ol, .class("hits")) { html in
            for line in lines {
                html(.li) { html in
                    html(.h2) { $0(.a, .href(Address.answer(line.id).link), text: line.question) }
                    html(.p, .class("snippet"), text: line.answer)
                    html(.p, .class("document-facts")) { $0(.span, text: line.unitName) }
                }
            }
        }
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count) 个")
            if query.after != nil { html(.a, .class("button quiet"), .href(Address.answers(query.first).link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(Address.answers(next).link), .rel("next"), text: "下一页") }
        }
    }
}

/// One question with its answer.
package struct AnswerPage: Sendable {
    package var content: BaseAnswer.Content
    package var unit: UnitLink
    package var checked: Instant?

    package init(content: BaseAnswer.Content, unit: UnitLink, checked: Instant?) {
        self.content = content
        self.unit = unit
        self.checked = checked
    }
}

extension AnswerPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: content.question, crumb: "问答",
            article: PageHead.Article(
                title: content.question, published: checked, source: unit.name, keywords: ["常见问题"],
                description: String(String.UnicodeScalarView(content.answer.unicodeScalars.prefix(100)))),
            trail: MessageFrame.trail + [PageHead.Step(label: "常见问题", address: .answers())], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.h1, text: content.question)
        paragraphs(&html, content.answer)
        if !content.links.isEmpty {
            section(&html, "相关链接") { html in
                html(.ul, .class("plain-links")) { html in
                    for link in content.links {
                        guard let address = WebAddress(link.address) else { continue }
                        html(.li) { $0(.a, .href(address), text: link.name) }
                    }
                }
            }
        }
        html(.dl, .class("facts")) { html in
            fact(&html, "答复单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            if let checked { fact(&html, "核定日期") { $0.text(checked.day.inWords) } }
            if let day = content.validUntil { fact(&html, "有效期至") { $0.text(day.inWords) } }
        }
        html(.p) { html in
            html.text("没有解答您的问题？")
            html(.a, .href(Address.messageForm.link), text: "我要留言")
        }
    }
}
