package import Domain
package import HTML

/// 服务评价 in the workbench: what waits, and the whole ledger of bad ratings.
package struct RatingsWorkPage: WorkPage {
    package struct Line: Sendable {
        package var id: Rating.ID
        package var matter: String
        package var unitName: String
        package var handlerName: String
        package var level: RatingLevel
        package var received: Instant
        package var isNamed: Bool
        package var standing: RatingStanding

        package init(
            id: Rating.ID, matter: String, unitName: String, handlerName: String, level: RatingLevel, received: Instant, isNamed: Bool,
            standing: RatingStanding
        ) {
            self.id = id
            self.matter = matter
            self.unitName = unitName
            self.handlerName = handlerName
            self.level = level
            self.received = received
            self.isNamed = isNamed
            self.standing = standing
        }
    }

    package var lines: [Line]
    package var mayIssue: Bool

    package init(lines: [Line], mayIssue: Bool) {
        self.lines = lines
        self.mayIssue = mayIssue
    }

    package var title: String { "服务评价" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            html(.div, .class("form-acts")) { html in
                if mayIssue { html(.a, .class("button quiet"), .href(WorkRoute.newRatingCodes.link()), text: "生成评价码") }
                html(.a, .class("button quiet"), .href(Address.ratings.link), text: "门户上的结果")
            }
        }
        html(.p, .class("lead"), text: "差评台账：谁办理谁负责。办结的、剔除的都保留，任何人不能删除。")
        guard !lines.isEmpty else { return html(.p, .class("empty"), text: "没有差评。") }
        PeopleTable(caption: "差评台账", headings: ["事项", "评价", "单位和经办人", "收到时间", "状态", "期限"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(WorkRoute.workRating.link(line.id)), text: line.matter) }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.level.name + (line.isNamed ? "（实名）" : ""))
                    html(.td, .role("cell"), .data("label", labels[2]), text: "\(line.unitName)　\(line.handlerName)")
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.received.text)
                    html(.td, .role("cell"), .data("label", labels[4])) { RatingStandingTag(standing: line.standing).write(&$0) }
                    html(.td, .role("cell"), .data("label", labels[5]), text: line.standing.due?.chinese ?? "—")
                }
            }
        }
    }
}

/// One bad rating: what was said, what was done, what can be done now.
package struct RatingWorkPage: WorkPage {
    package var line: RatingsWorkPage.Line
    package var causes: [String]
    package var aspects: [(name: String, level: String)]
    package var text: String
    package var acts: [RatingAct]
    /// What the signed-in person may do now.
    package var possible: [RatingAct.Kind]
    package var typed: String
    /// Name and telephone, just opened.
    package var contact: String?
    package var limits: String
    package var problems: [(field: String, message: String)]

    package init(
        line: RatingsWorkPage.Line, causes: [String], aspects: [(name: String, level: String)], text: String, acts: [RatingAct],
        possible: [RatingAct.Kind], typed: String = "", contact: String? = nil, limits: String,
        problems: [(field: String, message: String)] = []
    ) {
        self.line = line
        self.causes = causes
        self.aspects = aspects
        self.text = text
        self.acts = acts
        self.possible = possible
        self.typed = typed
        self.contact = contact
        self.limits = limits
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "\(line.matter)：\(line.level.name)" }
    package var trail: [WorkStep] { [WorkStep(label: "服务评价", address: WorkRoute.ratings.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "\(line.matter)：\(line.level.name)")
        html(.p) { RatingStandingTag(standing: line.standing).write(&$0) }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "单位和经办人") { $0.text("\(line.unitName)　\(line.handlerName)") }
            fact(&html, "收到时间") { $0.text(line.received.text) }
            if let due = line.standing.due { fact(&html, "期限") { $0.text(due.chinese) } }
            fact(&html, "时限规定") { $0.text(limits) }
            if !causes.isEmpty { fact(&html, "原因") { $0.text(causes.joined(separator: "、")) } }
            for aspect in aspects { fact(&html, aspect.name) { $0.text(aspect.level) } }
            fact(&html, "评价内容") { DocumentText.write(lines: text.isEmpty ? "没有填写" : text, &$0) }
            fact(&html, "评价人") { $0.text(contact ?? (line.isNamed ? "实名，须回访" : "匿名")) }
        }
        if line.isNamed, contact == nil {
            workForm(&html, WorkRoute.ratingContact.link(line.id), in: frame) { html in
                html(.button, .class("button quiet"), .type("submit"), text: "查看姓名和电话（记入日志）")
            }
        }
        if !possible.isEmpty {
            section(&html, "办理") { html in
                workForm(&html, WorkRoute.actOnRating.link(line.id), in: frame) { html in
                    ChoiceList(
                        label: "怎样办理", id: "act", options: possible.map { ($0.rawValue, $0.words) }, selected: possible[0].rawValue,
                        problem: problems.message(of: "act")
                    ).write(&html)
                    TextArea(
                        label: "情况或者理由", id: "text", value: typed, limit: RatingAct.longestText, rows: 4,
                        hint: "整改答复和剔除理由会公开。", problem: problems.message(of: "text")
                    ).write(&html)
                    html(.button, .class("button"), .type("submit"), text: "记录")
                }
            }
        }
        section(&html, "办理过程") { html in
            guard !acts.isEmpty else { return html(.p, .class("quiet"), text: "还没有办理。") }
            html(.ul) { html in
                for act in acts.reversed() { html(.li, text: "\(act.time.text)　\(act.signature)：\(act.kind.words)。\(act.text)") }
            }
        }
    }
}

/// 生成评价码: for services that were handled, as slips to print.
package struct RatingCodesPage: WorkPage {
    package var units: [OrganisationUnit]
    package var guides: [(code: String, name: String)]
    package var values: [String: String]
    /// The newest first.
    package var codes: [(code: RatingCode, isUsed: Bool)]
    package var origin: String
    /// Of this form: pressing twice gives the same codes.
    package var token: String
    package var problems: [(field: String, message: String)]

    package init(
        units: [OrganisationUnit], guides: [(code: String, name: String)], values: [String: String],
        codes: [(code: RatingCode, isUsed: Bool)], origin: String, token: String, problems: [(field: String, message: String)] = []
    ) {
        self.units = units
        self.guides = guides
        self.values = values
        self.codes = codes
        self.origin = origin
        self.token = token
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "生成评价码" }
    package var trail: [WorkStep] { [WorkStep(label: "服务评价", address: WorkRoute.ratings.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "生成评价码", lead: "办完一件事，给办事人一个评价码。一个码评价一次，差评回到您这里办理。")
        workForm(&html, WorkRoute.issueRatingCodes.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            ChoiceList(
                label: "单位", id: "unit", options: units.map { ($0.code, $0.name) }, selected: values["unit"] ?? "",
                problem: problems.message(of: "unit")
            ).write(&html)
            ChoiceList(
                label: "办事指南", id: "guide", options: guides.map { ($0.code, $0.name) }, selected: values["guide"] ?? "",
                nothing: "没有指南的事项，写在下面",
                problem: problems.message(of: "guide"), isOptional: true
            ).write(&html)
            TextLine(
                label: "办的什么事", id: "matter", value: values["matter"] ?? "", limit: RatingCode.longestMatter,
                problem: problems.message(of: "matter"), isOptional: true
            ).write(&html)
            ChoiceList(
                label: "在哪里办的", id: "channel", options: [RatingChannel.counter, .online].map { ($0.rawValue, $0.name) },
                selected: values["channel"] ?? "counter"
            ).write(&html)
            TextLine(
                label: "办理日期", id: "day", value: values["day"] ?? frame.today.description, limit: 20, problem: problems.message(of: "day")
            ).write(&html)
            TextLine(
                label: "几个", id: "count", value: values["count"] ?? "1", limit: 2, problem: problems.message(of: "count"),
                inputMode: "numeric"
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "生成")
        }
        guard !codes.isEmpty else { return }
        section(&html, "最近生成的评价码") { html in
            html(.ul, .class("slips")) { html in
                for line in codes { html(.li) { write(line.code, isUsed: line.isUsed, &$0) } }
            }
        }
    }

    private func write(_ code: RatingCode, isUsed: Bool, _ html: inout HTMLWriter) {
        let address = Address.rating(code.text.value)
        if !isUsed, let picture = QRCode(address.absolute(origin)) {
            html.mosaic(picture.squares(margin: 4), size: picture.size + 8, label: "评价二维码", class: "qr")
        }
        html(.p) { html in
            html(.strong, text: code.text.written)
            html(.br)
            html.text("\(code.matter)，\(code.day)，\(code.channel.name)")
            html(.br)
            if isUsed { html.text("已评价") } else { html.text("扫码评价，或者打开 \(Address.rate().absolute(origin)) 输入") }
        }
    }
}
