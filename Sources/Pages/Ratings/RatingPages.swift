package import Domain
import HTML

/// Where a code is typed that cannot be scanned (输入评价码).
package struct RatePage: Sendable {
    package var typed: String
    package var problem: String?

    package init(typed: String = "", problem: String? = nil) {
        self.typed = typed
        self.problem = problem
    }
}

extension RatePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problem == nil ? "评价政务服务" : "错误：评价政务服务", crumb: "评价政务服务",
            column: PageHead.Column(name: "评价政务服务", description: "对办过的事作出评价，一次服务评价一次。", keywords: ["好差评", "政务服务"], type: .survey),
            trail: [PageHead.Step(label: "服务评价结果", address: .ratings)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problem.map { [("code", $0)] } ?? []).write(&html)
        pageTitle(&html, "评价政务服务", lead: "办完一件事，窗口的小票或者网上的办结页面上有一个评价码。扫二维码可以直接评价，也可以在这里输入。")
        html(.form, .class("form"), .action(Address.rate().link), .method("get"), .noValidate) { html in
            FormField(label: "评价码", id: "code", hint: "例如：7KQ2-MXW9-TA3，大小写都可以。", problem: problem).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .value(typed), .maxLength(40), .autocomplete("off")])
            }
            html(.button, .class("button"), .type("submit"), text: "去评价")
        }
    }
}

/// The page of a code: five levels, reasons to tick, a text; one press and done.
package struct RatingPage: Sendable {
    package var code: RatingCode
    package var unitName: String
    package var values: [String: String]
    package var chosen: Set<String>
    package var problems: [(field: String, message: String)]
    package var token: String
    /// Whether a name can be left: not without a key to seal it with.
    package var takesNames: Bool

    package init(
        code: RatingCode, unitName: String, values: [String: String] = [:], chosen: Set<String> = [],
        problems: [(field: String, message: String)] = [], token: String, takesNames: Bool
    ) {
        self.code = code
        self.unitName = unitName
        self.values = values
        self.chosen = chosen
        self.problems = problems
        self.token = token
        self.takesNames = takesNames
    }
}

extension RatingPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: problems.isEmpty ? "评价这次服务" : "错误：评价这次服务", crumb: "评价这次服务",
            trail: [PageHead.Step(label: "评价政务服务", address: .rate())], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "评价这次服务", lead: "\(unitName)：\(code.matter)（\(code.day.chineseDate)，\(code.channel.name)）")
        html(.form, .class("form rating-form"), .action(Address.rating(code.text.value).link), .method("post"), .noValidate) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            AskingFrame.trap(&html)
            writeLevels(&html)
            html(.fieldset) { html in
                html(.legend, text: "为什么（选填）")
                for (index, cause) in RatingCause.allCases.enumerated() {
                    TickBox(
                        label: cause.rawValue, id: "cause-\(index)", isOn: chosen.contains(cause.rawValue), value: cause.rawValue,
                        name: "cause"
                    ).write(&html)
                }
            }
            TextArea(
                label: "想说的话", id: "text", value: values["text"] ?? "", limit: Rating.longestText, rows: 3,
                hint: "差评和答复会公开，请不要写姓名、电话和身份证号码。最多 \(Rating.longestText) 字。", problem: problems.message(of: "text"), isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "提交评价")
            html(.details, .class("fold")) { html in
                html(.summary, text: "分项评价、实名评价（选填）")
                for aspect in code.channel.aspects {
                    ChoiceList(
                        label: aspect.name, id: "aspect-\(aspect.rawValue)",
                        options: RatingLevel.allCases.map { (String($0.rawValue), $0.name) },
                        selected: values["aspect-\(aspect.rawValue)"] ?? "",
                        nothing: "不评", isOptional: true
                    ).write(&html)
                }
                guard takesNames else { return }
                TextLine(
                    label: "姓名", id: "name", value: values["name"] ?? "", limit: Rating.longestName, hint: "留下姓名和电话的差评，一定回访。加密保存，只给经办人看。",
                    problem: problems.message(of: "name"), isOptional: true
                ).write(&html)
                TextLine(
                    label: "电话", id: "phone", value: values["phone"] ?? "", limit: Rating.longestPhone,
                    problem: problems.message(of: "phone"),
                    isOptional: true, inputMode: "tel"
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: "提交评价")
            }
        }
    }

    private func writeLevels(_ html: inout HTMLWriter) {
        html(.fieldset, .class("levels"), .id("level"), .tabIndex(-1)) { html in
            html(.legend, text: "您满意吗")
            if let problem = problems.message(of: "level") { html(.p, .class("problem"), text: problem) }
            for level in RatingLevel.allCases {
                html(.p, .class("choice")) { html in
                    let id = "level-\(level.rawValue)"
                    let attributes: [Attribute] = [.type("radio"), .id(id), .name("level"), .value(String(level.rawValue))]
                    html(.input, attributes: values["level"] == String(level.rawValue) ? attributes + [.checked] : attributes)
                    html(.label, .for(id)) { html in
                        html(.span, .class("stars"), .aria("hidden", "true"), text: String(repeating: "★", count: level.rawValue))
                        html.text(level.name)
                    }
                }
            }
        }
    }
}

/// The page of a used code: thanks, and what has become of the rating. It repeats nothing of what was written.
package struct RatedPage: Sendable {
    package var code: RatingCode
    package var unitName: String
    package var level: RatingLevel
    package var received: Instant
    package var standing: RatingStanding
    /// Masked.
    package var answer: String?

    package init(
        code: RatingCode, unitName: String, level: RatingLevel, received: Instant, standing: RatingStanding, answer: String?
    ) {
        self.code = code
        self.unitName = unitName
        self.level = level
        self.received = received
        self.standing = standing
        self.answer = answer
    }
}

extension RatedPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "评价已收到", trail: [PageHead.Step(label: "评价政务服务", address: .rate())], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "评价已收到，谢谢您", lead: "这个评价码已经用过。保留它，可以随时回到本页看办理进度。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "评价码") { $0.text(code.text.written) }
            fact(&html, "办的事") { $0.text("\(unitName)：\(code.matter)") }
            fact(&html, "评价") { $0.text(level.name) }
            fact(&html, "收到时间") { $0.text(received.text) }
            if level.isBad { fact(&html, "办理进度") { RatingStandingTag(standing: standing).write(&$0) } }
            if let answer { fact(&html, "答复") { DocumentText.write(lines: answer, &$0) } }
        }
    }
}

/// 服务评价结果: per unit, per matter, month by month, and the bad ratings with their answers.
package struct RatingsPage: Sendable {
    package struct Row: Sendable {
        package var name: String
        package var tally: RatingTally

        package init(name: String, tally: RatingTally) {
            self.name = name
            self.tally = tally
        }
    }

    /// A bad rating that was answered or excluded; texts are masked.
    package struct Bad: Sendable {
        package var unitName: String
        package var matter: String
        package var day: Day
        package var level: RatingLevel
        package var causes: [String]
        package var text: String
        package var answers: [(day: Day, words: String, text: String)]
        package var standing: RatingStanding

        package init(
            unitName: String, matter: String, day: Day, level: RatingLevel, causes: [String], text: String,
            answers: [(day: Day, words: String, text: String)], standing: RatingStanding
        ) {
            self.unitName = unitName
            self.matter = matter
            self.day = day
            self.level = level
            self.causes = causes
            self.text = text
            self.answers = answers
            self.standing = standing
        }
    }

    /// Up to the end of that day: what comes in today shows tomorrow.
    package var through: Day
    package var total: RatingTally
    package var units: [Row]
    package var matters: [Row]
    package var months: [Row]
    package var bad: [Bad]

    package init(through: Day, total: RatingTally, units: [Row], matters: [Row], months: [Row], bad: [Bad]) {
        self.through = through
        self.total = total
        self.units = units
        self.matters = matters
        self.months = months
        self.bad = bad
    }
}

extension RatingsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "服务评价结果",
            column: PageHead.Column(
                name: "服务评价结果", description: "各单位、各事项的政务服务好差评结果，差评和答复。", keywords: ["好差评", "服务评价", "政务服务"], type: .openData))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "服务评价结果", lead: "最近 12 个月，截至\(through.chineseDate)。不满意和非常不满意是差评；经别人核查剔除的不计入，但留在台账里。")
        html(.p) { html in
            html(.a, .class("button"), .href(Address.rate().link), text: "评价政务服务")
            html.text(" ")
            html(.a, .class("button quiet"), .href(Address.ratingsFile.link), .download, text: "下载（CSV）")
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "评价") { $0.text("\(total.total.grouped) 件") }
            fact(&html, "满意率") { $0.text(total.satisfiedShare) }
            fact(&html, "差评") { $0.text("\(total.bad.grouped) 件，剔除 \(total.excluded.grouped) 件") }
        }
        guard total.total + total.excluded > 0 else {
            return EmptyState(reason: "还没有评价。", advice: "办完事以后，用评价码评价。", links: [("评价政务服务", .rate())]).write(&html)
        }
        section(&html, "各单位") { table("各单位评价结果", "单位", units, &$0) }
        section(&html, "各事项") { table("各事项评价结果", "事项", matters, &$0) }
        section(&html, "逐月") { table("逐月评价结果", "月份", months, &$0) }
        section(&html, "差评和答复") { html in
            guard !bad.isEmpty else { return html(.p, .class("quiet"), text: "没有已答复的差评。") }
            for line in bad { write(line, &html) }
        }
    }

    private func table(_ caption: String, _ first: String, _ rows: [Row], _ html: inout HTMLWriter) {
        let headings = [first, "满意率", "评价", "非常满意", "满意", "基本满意", "不满意", "非常不满意", "剔除"]
        PeopleTable(caption: caption, headings: headings).write(&html) { html, labels in
            for row in rows {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: row.name)
                    let counts = [row.tally.total] + RatingLevel.allCases.map { row.tally.levels[$0] ?? 0 } + [row.tally.excluded]
                    for (label, text) in zip(labels.dropFirst(), [row.tally.satisfiedShare] + counts.map(\.grouped)) {
                        html(.td, .role("cell"), .data("label", label), text: text)
                    }
                }
            }
        }
    }

    private func write(_ line: Bad, _ html: inout HTMLWriter) {
        html(.article, .class("change-entry")) { html in
            html(.h3, text: "\(line.matter)：\(line.level.name)")
            html(.p, .class("document-facts")) { html in
                html(.span, text: line.unitName)
                html(.span, text: line.day.chineseDate)
                RatingStandingTag(standing: line.standing).write(&html)
            }
            if !line.causes.isEmpty { html(.p, text: "原因：\(line.causes.joined(separator: "、"))") }
            if !line.text.isEmpty { html(.blockquote) { DocumentText.write(lines: line.text, &$0) } }
            html(.dl, .class("facts")) { html in
                for answer in line.answers {
                    fact(&html, answer.words) { DocumentText.write(lines: "\(answer.day.chineseDate)　\(answer.text)", &$0) }
                }
            }
        }
    }
}
