package import Domain
package import HTML

/// 咨询答问库 in the workbench.
package struct BaseAnswersPage: WorkPage {
    package struct Line: Sendable {
        package var answer: BaseAnswer
        package var unitName: String
        package var isPublic: Bool
        package var needsReview: Bool

        package init(answer: BaseAnswer, unitName: String, isPublic: Bool, needsReview: Bool) {
            self.answer = answer
            self.unitName = unitName
            self.isPublic = isPublic
            self.needsReview = needsReview
        }
    }

    package var query: BaseAnswerFilter
    package var lines: [Line]
    package var next: BaseAnswerFilter?
    package var mayWrite: Bool
    package var problems: [(field: String, message: String)]
    package var limitMegabytes: Int
    package var mostRows: Int

    package init(
        query: BaseAnswerFilter, lines: [Line], next: BaseAnswerFilter?, mayWrite: Bool, problems: [(field: String, message: String)] = [],
        limitMegabytes: Int, mostRows: Int
    ) {
        self.query = query
        self.lines = lines
        self.next = next
        self.mayWrite = mayWrite
        self.problems = problems
        self.limitMegabytes = limitMegabytes
        self.mostRows = mostRows
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "咨询答问库" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: "咨询答问库")
            html(.div, .class("form-acts")) { html in
                if mayWrite { html(.a, .class("button"), .href(WorkRoute.newBaseAnswer.link()), text: "新写一条") }
                html(.a, .class("button quiet"), .href(WorkRoute.baseAnswerFile.link("xlsx")), .download, text: "导出（xlsx）")
                html(.a, .class("button quiet"), .href(WorkRoute.baseAnswerFile.link("csv")), .download, text: "导出（csv）")
            }
        }
        html(.p, .class("lead"), text: "网站、大厅和热线共用。一人起草，另一人核定后公开；到复核日期的请看看还对不对。")
        html(.form, .class("filters"), .action(WorkRoute.baseAnswers.link()), .method("get"), .aria("label", "筛选")) { html in
            html(.div, .class("filter")) { html in
                html(.label, .for("filter-q"), text: "关键词")
                html(.input, .type("search"), .id("filter-q"), .name("q"), .value(query.words ?? ""), .maxLength(100))
            }
            FilterSelect(
                label: "范围", name: "show",
                options: BaseAnswerFilter.Show.allCases.map { FilterOption(value: $0.rawValue, label: $0.words) },
                selected: query.show?.rawValue
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
        writeLines(&html)
        if mayWrite { writeImport(&html, in: frame) }
    }

    private func writeLines(_ html: inout HTMLWriter) {
        guard !lines.isEmpty else {
            return EmptyState(reason: "没有符合条件的问答。", advice: "可以把已经答复的留言收入，或者新写一条。").write(&html)
        }
        PeopleTable(caption: "咨询答问", headings: ["问题", "单位", "状态", "复核日期", "有效期至"]).write(&html) { html, labels in
            for line in lines {
                let newest = line.answer.newest
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.baseAnswer.link(line.answer.id)), text: newest.question)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: line.unitName)
                    html(.td, .role("cell"), .data("label", labels[2])) { html in
                        for tag in line.tags {
                            tag.write(&html)
                            html.text(" ")
                        }
                    }
                    html(.td, .role("cell"), .data("label", labels[3]), text: newest.reviewOn?.description ?? "—")
                    html(.td, .role("cell"), .data("label", labels[4]), text: newest.validUntil?.description ?? "长期")
                }
            }
        }
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count) 条")
            if query.after != nil { html(.a, .class("button quiet"), .href(query.first.link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }

    private func writeImport(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "导入", id: "import") { html in
            html(.p, text: "xlsx、xls 或者 csv，第一行是表头：问题、答复、单位、相关链接、有效期至、复核日期。一次最多 \(mostRows) 条。同一单位同一问题的，作为新的写法等待核定。")
            html(
                .form, .class("form"), .action(WorkRoute.importBaseAnswers.link(query: [("csrf", frame.csrf)])), .method("post"),
                .encoding("multipart/form-data")
            ) {
                html in
                FormField(label: "文件", id: "file", hint: "最大 \(limitMegabytes) MB", problem: problems.message(of: "file")).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "导入")
            }
        }
    }
}

extension BaseAnswersPage.Line {
    fileprivate var tags: [StatusTag] {
        var tags: [StatusTag] = []
        if isPublic { tags.append(StatusTag(word: "已公开", shape: .full)) }
        if answer.proposal != nil { tags.append(StatusTag(word: "待核定", shape: .half)) }
        if answer.content != nil, !isPublic { tags.append(StatusTag(word: "已过有效期", shape: .cross)) }
        if answer.content == nil, answer.proposal == nil { tags.append(StatusTag(word: "已撤下", shape: .cross)) }
        if needsReview { tags.append(StatusTag(word: "该复核了", shape: .change)) }
        return tags
    }
}

/// Which answers the list of the workbench shows.
package struct BaseAnswerFilter: Sendable, Hashable {
    package enum Show: String, Sendable, CaseIterable, Hashable {
        case waiting, review

        var words: String { self == .waiting ? "待核定" : "该复核了" }
    }

    package var words: String?
    package var show: Show?
    package var after: String?

    package init(words: String? = nil, show: Show? = nil, after: String? = nil) {
        self.words = words
        self.show = show
        self.after = after
    }

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        words = try query.text("q", limit: 100)
        show = try query.choice("show")
        after = try query.text("after", limit: 40)
    }

    package var first: BaseAnswerFilter {
        var filter = self
        filter.after = nil
        return filter
    }

    package var link: WebAddress {
        let items: [(String, String?)] = [("q", words), ("show", show?.rawValue), ("after", after)]
        return WorkRoute.baseAnswers.link(query: items.compactMap { item in item.1.map { (name: item.0, value: $0) } })
    }
}

/// One answer of the base: written, checked, taken down.
package struct BaseAnswerPage: WorkPage {
    /// `nil` for a new one.
    package var answer: BaseAnswer?
    package var isPublic: Bool
    package var units: [OrganisationUnit]
    package var unitName: String
    package var mayWrite: Bool
    package var mayCheck: Bool
    /// What stands in the fields, by their names.
    package var values: [String: String]
    package var trailLines: [(time: Instant, sentence: String)]
    package var problems: [(field: String, message: String)]

    package init(
        answer: BaseAnswer?, isPublic: Bool, units: [OrganisationUnit], unitName: String, mayWrite: Bool, mayCheck: Bool,
        values: [String: String], trailLines: [(time: Instant, sentence: String)] = [], problems: [(field: String, message: String)] = []
    ) {
        self.answer = answer
        self.isPublic = isPublic
        self.units = units
        self.unitName = unitName
        self.mayWrite = mayWrite
        self.mayCheck = mayCheck
        self.values = values
        self.trailLines = trailLines
        self.problems = problems
    }

    /// The fields of a content as it is stored.
    package static func values(of content: BaseAnswer.Content) -> [String: String] {
        [
            "question": content.question, "answer": content.answer,
            "links": content.links.map { "\($0.name) \($0.address)" }.joined(separator: "\n"),
            "valid": content.validUntil?.description ?? "", "review": content.reviewOn?.description ?? "",
        ]
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + (answer == nil ? "新写一条问答" : "咨询答问") }
    package var trail: [WorkStep] { [WorkStep(label: "咨询答问库", address: WorkRoute.baseAnswers.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, answer == nil ? "新写一条问答" : "咨询答问", lead: answer == nil ? "另一位同事核定后公开。" : unitName)
        if let answer, isPublic { html(.p) { $0(.a, .href(Address.answer(answer.id).link), text: "查看公开的页面") } }
        if let answer, answer.proposal != nil { writeProposal(answer, &html, in: frame) }
        if mayWrite { writeForm(&html, in: frame) } else if let answer, answer.proposal == nil { read(answer.newest, &html) }
        if let answer, answer.content != nil, mayCheck { writeWithdrawal(answer, &html, in: frame) }
        guard !trailLines.isEmpty else { return }
        section(&html, "经过", id: "trail") { html in
            html(.ul, .class("trail")) { html in
                for line in trailLines {
                    html(.li) { html in
                        html(.p, .class("quiet"), text: line.time.text)
                        html(.p, text: line.sentence)
                    }
                }
            }
        }
    }

    private func read(_ content: BaseAnswer.Content, _ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "问题") { $0.text(content.question) }
            fact(&html, "答复") { paragraphs(&$0, content.answer) }
            for link in content.links { fact(&html, "链接") { $0.text("\(link.name) \(link.address)") } }
            fact(&html, "有效期至") { $0.text(content.validUntil?.description ?? "长期") }
            fact(&html, "复核日期") { $0.text(content.reviewOn?.description ?? "没有定") }
        }
    }

    private func writeProposal(_ answer: BaseAnswer, _ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "待核定的写法", id: "proposal") { html in
            read(answer.newest, &html)
            guard mayCheck else { return html(.p, .class("quiet"), text: "等另一位同事核定。") }
            workForm(&html, WorkRoute.checkBaseAnswer.link(answer.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(answer.version)))
                TextArea(
                    label: "退回的理由", id: "reason", value: values["reason"] ?? "", limit: 500, rows: 2, hint: "退回的才填写。",
                    problem: problems.message(of: "reason"), isOptional: true
                ).write(&html)
                html(.div, .class("form-acts")) { html in
                    html(.button, .class("button"), .type("submit"), .name("act"), .value("check"), text: "核定并公开")
                    html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("return"), text: "退回")
                }
            }
        }
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let address = answer.map { WorkRoute.saveBaseAnswer.link($0.id) } ?? WorkRoute.createBaseAnswer.link()
        section(&html, answer == nil ? "内容" : "修改", id: "edit") { html in
            workForm(&html, address, in: frame, class: "form wide") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(answer?.version ?? 0)))
                if answer == nil {
                    ChoiceList(
                        label: "单位", id: "unit", options: units.map { ($0.code, $0.name) }, selected: values["unit"] ?? "", nothing: "请选择",
                        problem: problems.message(of: "unit")
                    ).write(&html)
                }
                line("问题", "question", BaseAnswer.longestQuestion, &html)
                area("答复", "answer", 5000, rows: 8, &html)
                area("相关链接", "links", 6000, rows: 3, hint: "一行一条，先写名称，空一格写网址，例如：办事指南 /guides/1", isOptional: true, &html)
                line("有效期至", "valid", 20, hint: "例如 \(frame.today)；长期有效的空着。", isOptional: true, &html)
                line("复核日期", "review", 20, hint: "到这一天再看看还对不对。", isOptional: true, &html)
                html(.button, .class("button"), .type("submit"), text: "提交核定")
            }
        }
    }

    private func writeWithdrawal(_ answer: BaseAnswer, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.details, .class("fold")) { html in
            html(.summary) { $0(.h2, text: "撤下") }
            workForm(&html, WorkRoute.withdrawBaseAnswer.link(answer.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(answer.version)))
                TextArea(
                    label: "撤下的理由", id: "withdraw-reason", value: values["withdraw-reason"] ?? "", limit: 500, rows: 2,
                    problem: problems.message(of: "withdraw-reason")
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "撤下")
            }
        }
    }

    private func line(_ label: String, _ id: String, _ limit: Int, hint: String? = nil, isOptional: Bool = false, _ html: inout HTMLWriter)
    {
        TextLine(
            label: label, id: id, value: values[id] ?? "", limit: limit, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }

    private func area(
        _ label: String, _ id: String, _ limit: Int, rows: Int, hint: String? = nil, isOptional: Bool = false, _ html: inout HTMLWriter
    ) {
        TextArea(
            label: label, id: id, value: values[id] ?? "", limit: limit, rows: rows, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }
}
