package import Domain
import HTML

/// 留言咨询: writing, looking up, and the letters that are public.
package struct MessagesPage: Sendable {
    package struct Line: Sendable {
        package var id: Message.ID
        package var title: String
        package var kind: Message.Kind
        package var unitName: String
        package var answeredOn: Day
        /// The beginning of the answer.
        package var answer: String

        package init(id: Message.ID, title: String, kind: Message.Kind, unitName: String, answeredOn: Day, answer: String) {
            self.id = id
            self.title = title
            self.kind = kind
            self.unitName = unitName
            self.answeredOn = answeredOn
            self.answer = answer
        }
    }

    package var query: MessageQuery
    package var lines: [Line]
    package var next: MessageQuery?
    package var units: [FilterOption]
    /// Whether letters are taken here; without a key for the writers' names none are.
    package var isOnline: Bool

    package init(query: MessageQuery, lines: [Line], next: MessageQuery? = nil, units: [FilterOption], isOnline: Bool = true) {
        self.query = query
        self.lines = lines
        self.next = next
        self.units = units
        self.isOnline = isOnline
    }
}

extension MessagesPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "留言咨询",
            column: PageHead.Column(
                name: "留言咨询", description: "向县政府和各部门咨询、建议、投诉、求助；查看公开的留言和答复。", keywords: ["留言", "咨询", "投诉", "建言献策"],
                type: .letters))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "留言咨询", lead: "有问题、有建议、遇到困难，都可以写给我们。")
        html(.div, .class("form-acts")) { html in
            if isOnline { html(.a, .class("button"), .href(Address.messageForm.link), text: "我要留言") }
            html(.a, .class("button quiet"), .href(Address.messageStatus.link), text: "查询答复")
            html(.a, .class("button quiet"), .href(Address.answers().link), text: "常见问题")
            html(.a, .class("button quiet"), .href(Address.messageStatistics.link), text: "办理统计")
        }
        if !isOnline { html(.p, text: "本网站目前不接收留言，请拨打 12345 热线。") }
        section(&html, "公开的留言和答复", id: "published") { html in
            html(.form, .class("filters"), .role("search"), .action(Address.messages().link), .method("get")) { html in
                html(.div, .class("filter")) { html in
                    html(.label, .for("filter-q"), text: "关键词")
                    html(.input, .type("search"), .id("filter-q"), .name("q"), .value(query.words ?? ""), .maxLength(100))
                }
                FilterSelect(label: "答复单位", name: "unit", options: units, selected: query.unit).write(&html)
                FilterSelect(
                    label: "类型", name: "kind", options: Message.Kind.allCases.map { FilterOption(value: $0.rawValue, label: $0.name) },
                    selected: query.kind?.rawValue
                ).write(&html)
                html(.div, .class("filter-acts")) { html in
                    html(.button, .class("button quiet"), .type("submit"), text: "查找")
                    if query.first != MessageQuery() { html(.a, .href(Address.messages().link), text: "清除") }
                }
            }
            guard !lines.isEmpty else {
                return EmptyState(
                    reason: query.first == MessageQuery() ? "还没有公开的留言。" : "没有找到符合条件的留言。",
                    advice: "公开的是写信人同意公开、已经答复的留言。", links: [("看看常见问题", .answers())]
                ).write(&html)
            }
            html(.ol, .class("hits")) { html in
                for line in lines {
                    html(.li) { html in
                        html(.h3) { $0(.a, .href(Address.message(line.id).link), text: line.title) }
                        html(.p, .class("snippet"), text: line.answer)
                        html(.p, .class("document-facts")) { html in
                            html(.span, .class("kind"), text: line.kind.name)
                            html(.span, text: line.unitName)
                            html(.span) { html in
                                html(.time, .dateTime(line.answeredOn.description), text: line.answeredOn.description)
                                html.text(" 答复")
                            }
                        }
                    }
                }
            }
            html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
                html(.p, text: "本页 \(lines.count) 件")
                if query.after != nil { html(.a, .class("button quiet"), .href(Address.messages(query.first).link), text: "回到第一页") }
                if let next { html(.a, .class("button"), .href(Address.messages(next).link), .rel("next"), text: "下一页") }
            }
        }
    }
}

/// A public letter with its answer.
package struct MessagePage: Sendable {
    package var number: String
    package var kind: Message.Kind
    package var title: String
    package var name: String
    package var text: String
    package var answer: String
    package var unit: UnitLink
    package var receivedOn: Day
    package var answeredOn: Day
    package var published: Instant
    package var rating: Message.Rating?

    package init(
        number: String, kind: Message.Kind, title: String, name: String, text: String, answer: String, unit: UnitLink, receivedOn: Day,
        answeredOn: Day, published: Instant, rating: Message.Rating?
    ) {
        self.number = number
        self.kind = kind
        self.title = title
        self.name = name
        self.text = text
        self.answer = answer
        self.unit = unit
        self.receivedOn = receivedOn
        self.answeredOn = answeredOn
        self.published = published
        self.rating = rating
    }
}

extension MessagePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title, crumb: "留言和答复",
            article: PageHead.Article(
                title: title, published: published, source: unit.name, keywords: [kind.name, "留言答复"],
                description: String(String.UnicodeScalarView(answer.unicodeScalars.prefix(100)))),
            trail: MessageFrame.trail, width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.h1, text: title)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "编号") { $0.text(number) }
            fact(&html, "类型") { $0.text(kind.name) }
            fact(&html, "写信人") { $0.text(name) }
            fact(&html, "来信日期") { $0.text(receivedOn.inWords) }
            fact(&html, "答复单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            fact(&html, "答复日期") { $0.text(answeredOn.inWords) }
            if let rating { fact(&html, "写信人评价") { $0.text(rating.name) } }
        }
        section(&html, "来信") { paragraphs(&$0, text) }
        section(&html, "答复") { paragraphs(&$0, answer) }
        html(.p, .class("quiet"), text: "经写信人同意公开，个人信息已经隐去。答复按作出时的规定，规定有变化的以现行规定为准。")
        html(.p) { $0(.a, .href(Address.messages().link), text: "更多留言和答复") }
    }
}

/// 留言办理统计: received, answered, how long it took, overdue; as of the end of yesterday.
package struct MessageStatisticsPage: Sendable {
    package struct Line: Sendable {
        /// `nil` for the whole county.
        package var unit: UnitLink?
        package var figures: MessageFigures

        package init(unit: UnitLink?, figures: MessageFigures) {
            self.unit = unit
            self.figures = figures
        }
    }

    package var year: Int
    package var through: Day
    package var total: MessageFigures
    package var lines: [Line]
    package var ratings: [(rating: Message.Rating, count: Int)]
    package var term: Int

    package init(
        year: Int, through: Day, total: MessageFigures, lines: [Line], ratings: [(rating: Message.Rating, count: Int)], term: Int
    ) {
        self.year = year
        self.through = through
        self.total = total
        self.lines = lines
        self.ratings = ratings
        self.term = term
    }
}

extension MessageStatisticsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "留言办理统计",
            column: PageHead.Column(
                name: "留言办理统计", description: "各单位收到和答复的留言数量、平均用时和逾期情况。", keywords: ["留言", "办理统计"], type: .letters),
            trail: MessageFrame.trail)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "留言办理统计", lead: "\(year)年1月1日至\(through.inWords)，截至当天 24 时。")
        let headings = ["单位", "收到", "已答复", "其他办结", "办理中", "逾期未办结", "平均答复用时（工作日）"]
        PeopleTable(caption: "各单位留言办理情况", headings: headings).write(&html) { html, labels in
            for line in [Line(unit: nil, figures: total)] + lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        if let unit = line.unit {
                            html(.a, .href(Address.messages(MessageQuery(unit: unit.code)).link), text: unit.name)
                        } else {
                            html(.strong, text: "全县")
                        }
                    }
                    for (label, text) in zip(labels.dropFirst(), line.figures.cells) {
                        html(.td, .role("cell"), .data("label", label), text: text)
                    }
                }
            }
        }
        section(&html, "对已答复留言的评价") { html in
            let count = ratings.reduce(0) { $0 + $1.count }
            guard count > 0 else { return html(.p, .class("quiet"), text: "还没有评价。") }
            html(.ul) { html in
                for (rating, number) in ratings { html(.li, text: "\(rating.name)：\(number) 件") }
            }
        }
        section(&html, "怎么统计的") { html in
            html(.ul) { html in
                html(.li, text: "收到：这一期间收到的留言，包括网上、12345 热线、来信和当面。")
                html(.li, text: "其他办结：告知法定途径、转紧急热线、解释说明、合并办理、转为依申请公开。")
                html(.li, text: "逾期未办结：收到后超过 \(term) 个工作日（期间标准有调整的，按收到时的标准）还没有答复或者办结。")
                html(.li, text: "平均答复用时：从收到的次日到答复当天的工作日，只算已答复的。没有的写“—”。")
            }
        }
    }
}

extension MessageFigures {
    fileprivate var cells: [String] {
        [received, answered, otherwise, open, overdue].map { $0.grouped } + [averageInTenths.map { "\($0 / 10).\($0 % 10)" } ?? "—"]
    }
}
