package import Domain
package import HTML

/// One consultation at the desk: what is due, and its ledger to work through.
package struct ConsultationDeskPage: WorkPage {
    package static let pageLength = 100

    /// What of the ledger is shown; the names are those of the query.
    package struct View: Sendable, Hashable {
        package var moderation: Opinion.Moderation?
        package var paragraph: Int?
        package var isAnswered: Bool?
        /// Only those after it.
        package var after: Opinion.ID?

        package init(moderation: Opinion.Moderation? = nil, paragraph: Int? = nil, isAnswered: Bool? = nil, after: Opinion.ID? = nil) {
            self.moderation = moderation
            self.paragraph = paragraph
            self.isAnswered = isAnswered
            self.after = after
        }

        package var query: [(name: String, value: String)] {
            [
                ("moderation", moderation?.rawValue), ("paragraph", paragraph.map { String($0) }),
                ("answered", isAnswered.map { $0 ? "yes" : "no" }), ("after", after?.description),
            ].compactMap { item in item.1.map { (item.0, $0) } }
        }
    }

    package var consultation: Consultation
    package var standing: ConsultationStanding
    package var unit: String
    package var paragraphs: Int
    package var view: View
    package var opinions: [Opinion]
    package var count: Int
    package var received: Int
    /// Neither answered nor hidden.
    package var open: Int
    package var mayWrite: Bool
    package var isLocked: Bool
    /// Whether the announcement is at the gate or public.
    package var isAnnounced: Bool
    /// Of the form for paper; the same form sent twice is one opinion.
    package var token: String
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        consultation: Consultation, standing: ConsultationStanding, unit: String, paragraphs: Int, view: View, opinions: [Opinion],
        count: Int, received: Int, open: Int, mayWrite: Bool, isLocked: Bool, isAnnounced: Bool, token: String,
        typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.consultation = consultation
        self.standing = standing
        self.unit = unit
        self.paragraphs = paragraphs
        self.view = view
        self.opinions = opinions
        self.count = count
        self.received = received
        self.open = open
        self.mayWrite = mayWrite
        self.isLocked = isLocked
        self.isAnnounced = isAnnounced
        self.token = typed["token"] ?? token
        self.typed = typed
        self.problems = problems
    }

    private var id: Consultation.ID { consultation.id }
    package var title: String { (problems.isEmpty ? "" : "错误：") + consultation.plan.title }
    package var trail: [WorkStep] { [WorkStep(label: "公众参与", address: WorkRoute.participation.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: consultation.plan.title)
            standing.tag(on: frame.today).write(&html)
        }
        writeFacts(&html, in: frame)
        if mayWrite { writeSteps(&html, in: frame) }
        guard standing.announcement != nil else { return }
        section(&html, "意见台账（\(received)）", id: "ledger") { html in
            writeFilter(&html)
            writeLedger(&html, in: frame)
        }
        if mayWrite, !isLocked {
            section(&html, "登记信函和当面提出的意见", id: "paper") { writePaper(&$0, in: frame) }
            section(&html, "用表格登记意见、填写采纳情况", id: "table") { writeTable(&$0, in: frame) }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "征集单位") { $0.text(unit) }
            fact(&html, "类别") { $0.text(consultation.plan.kind.name) }
            if let first = standing.announcement, let last = standing.closes {
                fact(&html, "期限") { $0.text("\(first.day) 公布，\(last) 24 时截止（\(consultation.plan.days) 日）") }
                fact(&html, "门户页面") { $0(.a, .href(Address.consultation(id).link), text: "查看公众看到的页面") }
            } else {
                fact(&html, "期限") { $0.text("公告公布后 \(consultation.plan.days) 日") }
            }
            if let draft = consultation.draft {
                fact(&html, "公告") { $0(.a, .href(WorkRoute.draft.link(draft)), text: "公开审查中的稿件") }
            }
            if let feedback = consultation.feedback {
                fact(&html, "反馈") { $0(.a, .href(WorkRoute.draft.link(feedback)), text: "采纳情况反馈稿件") }
            }
            if let due = standing.feedbackDue {
                fact(&html, "反馈期限") { html in
                    html.text("\(due) ")
                    if standing.isFeedbackLate(on: frame.today) { StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html) }
                }
            }
            fact(&html, "待处理") { $0.text("\(open) 条没有审核或者没有填写采纳情况") }
        }
    }

    private func writeSteps(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("form-acts")) { html in
            if !isAnnounced {
                html(.a, .class("button quiet"), .href(WorkRoute.editConsultation.link(id)), text: "修改")
                workForm(&html, WorkRoute.announceConsultation.link(id), in: frame) { html in
                    html(.button, .class("button"), .type("submit"), text: "起草公告")
                }
            }
            if standing.state(on: frame.today) == .closed, !isLocked {
                workForm(&html, WorkRoute.giveFeedback.link(id), in: frame) { html in
                    html(.button, .class("button"), .type("submit"), .id("feedback"), text: "起草采纳情况反馈")
                }
            }
        }
        if isLocked { html(.p, .class("notice"), text: "采纳情况反馈已经起草，台账不能再改；反馈稿件作废后可以继续修改。") }
        if standing.announcement != nil {
            workForm(&html, WorkRoute.concludeConsultation.link(id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(consultation.version)))
                TextLine(
                    label: "正式文件", id: "final", value: typed["final"] ?? consultation.final?.description ?? "", limit: 20,
                    hint: "正式文件公布后，填写它在门户网址末尾的编号；反馈应当随之公布。", problem: problems.message(of: "final"), isOptional: true,
                    inputMode: "numeric"
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "保存")
            }
        }
    }

    private func writeFilter(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WorkRoute.consultation.link(id)), .method("get")) { html in
            FilterSelect(
                label: "审核", name: "moderation",
                options: Opinion.Moderation.allCases.map { FilterOption(value: $0.rawValue, label: $0.name) },
                selected: view.moderation?.rawValue
            ).write(&html)
            FilterSelect(
                label: "针对", name: "paragraph",
                options: (0...max(0, paragraphs)).map { FilterOption(value: String($0), label: Opinion.place($0)) },
                selected: view.paragraph.map { String($0) }
            ).write(&html)
            FilterSelect(
                label: "采纳情况", name: "answered",
                options: [FilterOption(value: "no", label: "没有填写"), FilterOption(value: "yes", label: "已经填写")],
                selected: view.isAnswered.map { $0 ? "yes" : "no" }
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
    }

    private func writeLedger(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !opinions.isEmpty else { return html(.p, text: "没有这样的意见。") }
        let canAct = mayWrite && !isLocked
        workForm(&html, WorkRoute.handleOpinions.link(id, query: view.query), in: frame, class: "form wide") { html in
            PeopleTable(caption: "意见", headings: ["选择", "意见", "针对", "提出人", "审核", "采纳情况"]).write(&html) { html, labels in
                for opinion in opinions { write(opinion, labels, canAct: canAct, &html) }
            }
            Pagination(
                shown: opinions.count, total: Total(count), noun: "条意见", next: nil, first: nil
            ).write(&html)
            if opinions.count == Self.pageLength, let last = opinions.last {
                var next = view
                next.after = last.id
                html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.consultation.link(id, query: next.query)), text: "下一页") }
            }
            if canAct { writeActs(&html) }
        }
    }

    private func write(_ opinion: Opinion, _ labels: [String], canAct: Bool, _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.td, .role("cell"), .data("label", labels[0])) { html in
                guard canAct else { return html.text("—") }
                html(.label) { html in
                    html(.input, .type("checkbox"), .name("opinion"), .value("\(opinion.id).\(opinion.version)"))
                    html(.span, .class("unseen"), text: "选择 \(opinion.number)")
                }
            }
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.p, .class("kept-lines"), text: opinion.text)
                html(.p, .class("quiet"), text: "\(opinion.number)　\(opinion.received.day)　\(opinion.channel.name)")
            }
            html(.td, .role("cell"), .data("label", labels[2]), text: Opinion.place(opinion.paragraph))
            html(.td, .role("cell"), .data("label", labels[3])) { html in
                guard canAct else { return html.text(opinion.author) }
                html(.a, .href(WorkRoute.opinionAuthor.link(id, opinion.id)), text: opinion.author)
            }
            html(.td, .role("cell"), .data("label", labels[4])) { html in
                opinion.moderation.tag.write(&html)
                if !opinion.hiddenReason.isEmpty { html(.p, .class("quiet"), text: opinion.hiddenReason) }
            }
            html(.td, .role("cell"), .data("label", labels[5])) { html in
                html.text(opinion.outcome?.name ?? "没有填写")
                if !opinion.reply.isEmpty { html(.p, .class("quiet"), text: opinion.reply) }
                if let lead = opinion.lead { html(.p, .class("quiet"), text: "归入 \(lead) 组") }
                guard canAct else { return }
                let address = WorkRoute.newOpinion.link(query: [("from", "comment:\(opinion.number)")])
                html(.p) { $0(.a, .href(address), text: "转为舆情事项") }
            }
        }
    }

    private func writeActs(_ html: inout HTMLWriter) {
        html(.fieldset, .id("acts")) { html in
            html(.legend, text: "对所选的意见")
            html(.input, .type("hidden"), .name("count"), .value(String(count)))
            html(.label) { html in
                html(.input, .type("checkbox"), .name("all"), .value("yes"), .id("all"))
                html.text(" 不逐条选择，处理筛选出来的全部 \(count) 条")
            }
            TextArea(
                label: "理由", id: "reason", value: typed["reason"] ?? "", limit: Opinion.longestReply, rows: 3,
                hint: "部分采纳、未采纳和不公布的，必须写明；随反馈公布。", problem: problems.message(of: "reason"), isOptional: true
            ).write(&html)
            html(.div, .class("form-acts")) { html in
                for (value, label) in [
                    ("show", "公布"), ("hide", "不公布"), ("adopted", "采纳"), ("partly", "部分采纳"), ("notAdopted", "未采纳"), ("group", "归为一组"),
                    ("ungroup", "取消归组"),
                ] {
                    html(.button, .class("button quiet"), .type("submit"), .name("act"), .value(value), text: label)
                }
            }
        }
    }

    private func writePaper(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.enterOpinion.link(id), in: frame) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            ChoiceList(
                label: "方式", id: "channel", options: [Opinion.Channel.letter, .counter].map { ($0.rawValue, $0.name) },
                selected: typed["channel"] ?? ""
            ).write(&html)
            TextLine(
                label: "收到日期", id: "received", value: typed["received"] ?? frame.today.description, limit: 10,
                problem: problems.message(of: "received")
            ).write(&html)
            ChoiceList(
                label: "针对", id: "about", options: (0...max(0, paragraphs)).map { (String($0), Opinion.place($0)) },
                selected: typed["about"] ?? "0", problem: problems.message(of: "paragraph")
            ).write(&html)
            TextArea(
                label: "意见内容", id: "text", value: typed["text"] ?? "", limit: Opinion.longestText, problem: problems.message(of: "text")
            ).write(&html)
            TextLine(
                label: "姓名或者单位名称", id: "name", value: typed["name"] ?? "", limit: Opinion.longestName,
                problem: problems.message(of: "name"), isOptional: true
            ).write(&html)
            TextLine(
                label: "联系方式", id: "contact", value: typed["contact"] ?? "", limit: Opinion.longestContact,
                problem: problems.message(of: "contact"), isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: "登记")
        }
    }

    private func writeTable(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p) { html in
            html(.a, .class("button quiet"), .href(WorkRoute.opinionsFile.link(id)), .download, text: "下载意见台账（Excel）")
        }
        let address = WorkRoute.importOpinions.link(id, query: [("csrf", frame.csrf)])
        html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data")) { html in
            FormField(
                label: "表格文件", id: "file",
                hint: "xlsx 或者 csv。有“编号”“采纳情况”“理由”三栏的，填写采纳情况；没有“编号”而有“意见内容”一栏的，登记为新的意见（另可有“方式”“收到日期”“针对”“姓名”“联系方式”各栏）。",
                problem: problems.message(of: "file")
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
            }
            html(.button, .class("button"), .type("submit"), text: "导入")
        }
    }
}

/// Who sent an opinion, for who handles it; each look is in the log.
package struct OpinionAuthorPage: WorkPage {
    package var consultation: Consultation
    package var opinion: Opinion
    package var name: String
    package var contact: String

    package init(consultation: Consultation, opinion: Opinion, name: String, contact: String) {
        self.consultation = consultation
        self.opinion = opinion
        self.name = name
        self.contact = contact
    }

    package var title: String { "意见提出人" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "公众参与", address: WorkRoute.participation.link()),
            WorkStep(label: consultation.plan.title, address: WorkRoute.consultation.link(consultation.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "只用于了解这条意见。本次查看已经记入日志。")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "编号") { $0.text(opinion.number) }
            fact(&html, "姓名或者单位名称") { $0.text(name.isEmpty ? "没有填写" : name) }
            fact(&html, "联系方式") { $0.text(contact.isEmpty ? "没有填写" : contact) }
            fact(&html, "意见") { $0(.span, .class("kept-lines"), text: opinion.text) }
        }
    }
}
