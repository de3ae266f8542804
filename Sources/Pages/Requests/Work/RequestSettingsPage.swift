package import Domain
package import HTML

/// 依申请公开设置: what letters say, the columns of the ledger, 机关代字, and the numbers of the law.
package struct RequestSettingsPage: WorkPage {
    /// A column of the ledger as the form has it.
    package struct Column: Sendable, Hashable {
        package var column: LedgerColumn
        package var isShown: Bool
        /// Its place, as typed.
        package var place: String

        package init(column: LedgerColumn, isShown: Bool, place: String) {
            self.column = column
            self.isShown = isShown
            self.place = place
        }
    }

    /// 机关代字 of a unit.
    package struct Word: Sendable {
        package var unit: OrganisationUnit.ID
        package var name: String
        package var word: String

        package init(unit: OrganisationUnit.ID, name: String, word: String) {
            self.unit = unit
            self.name = name
            self.word = word
        }
    }

    /// An open case whose due day became another one.
    package struct Moved: Sendable {
        package var id: DisclosureRequest.ID
        package var number: String
        package var before: Day?
        package var after: Day?

        package init(id: DisclosureRequest.ID, number: String, before: Day?, after: Day?) {
            self.id = id
            self.number = number
            self.before = before
            self.after = after
        }
    }

    package var settings: RequestSettings
    package var version: Int
    package var columns: [Column]
    package var words: [Word]
    package var sets: [RequestRules]
    package var rules: RulesFields
    package var problems: [(field: String, message: String)]
    /// What a change of the rules has moved; `nil` when none was made just now.
    package var recount: (counted: Int, moved: [Moved])?

    package init(
        settings: RequestSettings, version: Int, columns: [Column], words: [Word], sets: [RequestRules], rules: RulesFields,
        problems: [(field: String, message: String)] = [], recount: (counted: Int, moved: [Moved])? = nil
    ) {
        self.settings = settings
        self.version = version
        self.columns = columns
        self.words = words
        self.sets = sets
        self.rules = rules
        self.problems = problems
        self.recount = recount
    }

    package var title: String { problems.isEmpty ? "依申请公开设置" : "错误：依申请公开设置" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "依申请公开设置", lead: "文书里的固定内容、台账的栏目、各单位的机关代字、期限和收费标准。")
        writeRecount(&html)
        html(.ul, .class("plain-links")) { html in
            for (id, name) in [("texts", "文书里的固定内容和台账栏目"), ("words", "机关代字"), ("rules", "期限和收费标准")] {
                html(.li) { $0(.a, .href(WebAddress(fragmentNamed: id)), text: name) }
            }
            html(.li) { $0(.a, .href(WorkRoute.letterTemplates.link()), text: "文书模板") }
        }
        section(&html, "文书里的固定内容和台账栏目", id: "texts") { writeSettings(&$0, in: frame) }
        section(&html, "机关代字", id: "words") { writeWords(&$0, in: frame) }
        section(&html, "期限和收费标准", id: "rules") { html in
            writeSets(&html)
            RulesForm(fields: rules, problems: problems).write(&html, in: frame)
        }
    }

    private func writeRecount(_ html: inout HTMLWriter) {
        guard let recount else { return }
        html(.div, .class("notice"), .role("status")) { html in
            html(.p, text: "已保存。重新计算了 \(recount.counted.grouped) 件在办申请，\(recount.moved.count.grouped) 件的答复期限有变化。")
            guard !recount.moved.isEmpty else { return }
            html(.ul) { html in
                for one in recount.moved.prefix(Self.mostMoved) {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.request.link(one.id)), text: one.number)
                        html.text("：\(one.before?.description ?? "无期限") → \(one.after?.description ?? "无期限")")
                    }
                }
            }
            if recount.moved.count > Self.mostMoved { html(.p, text: "只列出前 \(Self.mostMoved) 件，其余见日志。") }
        }
    }

    private static let mostMoved = 200

    // MARK: Texts and columns

    private func writeSettings(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.saveRequestSettings.link(), in: frame) { html in
            html(.input, .type("hidden"), .name("act"), .value("settings"))
            html(.input, .type("hidden"), .name("version"), .value(String(version)))
            line(&html, "上一级人民政府", "superior", settings.superior, "对县政府的答复不服，向它申请行政复议。例如：云州市人民政府。")
            line(&html, "人民法院", "court", settings.court, "不填就写“有管辖权的人民法院”。", isOptional: true)
            line(&html, "网上申请行政复议的网址", "onlineReview", settings.onlineReview, "网上送达的答复必须写明（行政复议法第二十二条）。", isOptional: true)
            line(&html, "信息处理费的缴纳方式", "paymentPlace", settings.payment, "写明地点、账户或者扫码方式。", isOptional: true)
            line(&html, "信访、投诉、举报渠道", "petitionChannel", settings.petitionChannel, "用于“不作为政府信息公开申请处理”的答复（条例第三十九条）。", isOptional: true)
            writeColumns(&html)
            html(.button, .class("button"), .type("submit"), text: "保存固定内容和栏目")
        }
    }

    private func line(
        _ html: inout HTMLWriter, _ label: String, _ id: String, _ value: String, _ hint: String, isOptional: Bool = false
    ) {
        TextLine(
            label: label, id: id, value: value, limit: RequestSettings.longestText, hint: hint, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }

    private func writeColumns(_ html: inout HTMLWriter) {
        html(.fieldset, .id("columns")) { html in
            html(.legend, text: "台账的栏目")
            html(.p, .class("hint"), text: "打勾的栏目印在台账里，按序号从小到大排列。规定的五栏不能去掉。")
            if let problem = problems.message(of: "columns") { html(.p, .class("problem"), text: problem) }
            html(.ul, .class("column-list")) { html in
                for column in columns { write(column, &html) }
            }
        }
    }

    private func write(_ column: Column, _ html: inout HTMLWriter) {
        let (name, heading) = (column.column.rawValue, column.column.heading)
        let isPrescribed = LedgerColumn.prescribed.contains(column.column)
        html(.li) { html in
            html(.span, .class("choice")) { html in
                let box: [Attribute] = [.type("checkbox"), .id("column.\(name)"), .name("column"), .value(name)]
                let state: [Attribute] = isPrescribed ? [.checked, .disabled] : column.isShown ? [.checked] : []
                html(.input, attributes: box + state)
                html(.label, .for("column.\(name)"), text: isPrescribed ? "\(heading)（规定）" : heading)
            }
            html(.label, .class("unseen"), .for("place.\(name)"), text: "\(heading)的序号")
            html(
                .input, .type("text"), .inputMode("numeric"), .id("place.\(name)"), .name("place.\(name)"), .value(column.place),
                .maxLength(3), .autocomplete("off"))
        }
    }

    // MARK: Words

    private func writeWords(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p, text: "答复书和告知书的文书号以机关代字开头，例如代字是“明政办”，文书号就是“明政办公复〔\(frame.today.year)〕1号”。没有代字的单位不能发出有文书号的文书。")
        workForm(&html, WorkRoute.saveRequestSettings.link(), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("act"), .value("words"))
            html(.div, .class("word-grid")) { html in
                for word in words {
                    let id = "word.\(word.unit)"
                    TextLine(label: word.name, id: id, value: word.word, limit: 20, problem: problems.message(of: id), isOptional: false)
                        .write(&html)
                }
            }
            html(.button, .class("button"), .type("submit"), text: "保存机关代字")
        }
    }

    // MARK: Rules

    private func writeSets(_ html: inout HTMLWriter) {
        html(.p, text: "按收到申请之日适用：哪一天收到，就用当天有效的一套。")
        PeopleTable(caption: "各套规则", headings: ["施行日期", "答复", "延长最多", "补正告知", "第三方", "共同制作机关", "保管"]).write(&html) { html, labels in
            for rules in sets {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: rules.effective.description)
                    let cells = [rules.reply, rules.extensionLimit, rules.clarificationNotice, rules.thirdParty, rules.coMaker].map {
                        "\($0) 个工作日"
                    }
                    for (label, cell) in zip(labels.dropFirst(), cells + ["\(rules.retentionYears) 年"]) {
                        html(.td, .role("cell"), .data("label", label), text: cell)
                    }
                }
            }
        }
    }
}
