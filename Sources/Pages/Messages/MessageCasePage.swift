package import Domain
package import HTML

/// One letter in the workbench: its words, what is due, what was done, and what the reader may do next.
package struct MessageCasePage: WorkPage {
    package struct Link: Sendable {
        package var id: Message.ID
        package var label: String

        package init(id: Message.ID, label: String) {
            self.id = id
            self.label = label
        }
    }

    package struct Suggestion: Sendable {
        package var code: String
        package var name: String
        /// Why: the words of the directory, or the writer's wish.
        package var why: String

        package init(code: String, name: String, why: String) {
            self.code = code
            self.name = name
            self.why = why
        }
    }

    package var message: Message
    package var unitName: String
    package var wishedName: String?
    package var timing: MessageTiming
    package var standing: MessageTiming.Standing
    package var acts: Set<MessageAct>
    package var maySeeSender: Bool
    package var hasSender: Bool
    /// Opened just now, with a reason.
    package var sender: MessageSender?
    package var suggestions: [Suggestion]
    package var units: [OrganisationUnit]
    package var same: [Link]
    package var merged: [Link]
    package var mergedInto: Link?
    package var request: (id: DisclosureRequest.ID, number: String)?
    package var origin: (id: DisclosureRequest.ID, number: String)?
    package var looksLikeRequest: Bool
    package var isPublic: Bool
    /// What may become public, personal data masked.
    package var wording: (title: String, text: String, answer: String)
    package var baseAnswer: BaseAnswer.ID?
    /// Newest first.
    package var entries: [(time: Instant, sentence: String, text: String)]
    package var typed: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        message: Message, unitName: String, wishedName: String?, timing: MessageTiming, standing: MessageTiming.Standing,
        acts: Set<MessageAct>, maySeeSender: Bool, hasSender: Bool, sender: MessageSender?, suggestions: [Suggestion],
        units: [OrganisationUnit], same: [Link], merged: [Link], mergedInto: Link?, request: (id: DisclosureRequest.ID, number: String)?,
        origin: (id: DisclosureRequest.ID, number: String)?, looksLikeRequest: Bool, isPublic: Bool,
        wording: (title: String, text: String, answer: String), baseAnswer: BaseAnswer.ID?,
        entries: [(time: Instant, sentence: String, text: String)], typed: [String: String] = [:],
        problems: [(field: String, message: String)] = []
    ) {
        self.message = message
        self.unitName = unitName
        self.wishedName = wishedName
        self.timing = timing
        self.standing = standing
        self.acts = acts
        self.maySeeSender = maySeeSender
        self.hasSender = hasSender
        self.sender = sender
        self.suggestions = suggestions
        self.units = units
        self.same = same
        self.merged = merged
        self.mergedInto = mergedInto
        self.request = request
        self.origin = origin
        self.looksLikeRequest = looksLikeRequest
        self.isPublic = isPublic
        self.wording = wording
        self.baseAnswer = baseAnswer
        self.entries = entries
        self.typed = typed
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + message.number }

    package var trail: [WorkStep] { [WorkStep(label: "留言", address: WorkRoute.messages.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: message.title)
            message.state.tag.write(&html)
        }
        writeFacts(&html)
        writeSender(&html, in: frame)
        section(&html, "来信内容", id: "body") { paragraphs(&$0, message.text) }
        if message.answeredOn != nil || (message.state == .drafted && !acts.contains(.draft)) {
            section(&html, message.answeredOn == nil ? "拟答复" : "答复", id: "answer-text") { paragraphs(&$0, message.answer) }
        }
        writeLinks(&html)
        MessageActs(page: self).write(&html, in: frame)
        writeTrail(&html)
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "编号") { $0.text(message.number) }
            fact(&html, "类型") { $0.text("\(message.kind.name)，\(message.channel.name)") }
            fact(&html, "现在由谁办理") { $0.text(unitName) }
            if let wishedName { fact(&html, "写信人希望") { $0.text("由\(wishedName)答复") } }
            fact(&html, "收到") { $0.text(message.receivedOn.chinese) }
            if message.state.isOpen {
                fact(&html, "答复期限") { html in
                    html.text(timing.due.chinese)
                    if timing.isProvisional { html(.span, .class("mark-word"), text: "暂定") }
                    html.text(" ")
                    standing.tag.write(&html)
                }
                fact(&html, "最长未答复时间") { $0.text("到 \(timing.longest.chinese)，\(timing.alarmFrom.chinese)起预警") }
            }
            if let day = message.answeredOn { fact(&html, "答复日期") { $0.text(day.chinese) } }
            if let triage = message.triage { fact(&html, "处置") { $0.text(triage.name) } }
            fact(&html, "是否同意公开") { $0.text(message.mayPublish ? "同意" : "不同意") }
            if let rating = message.rating { fact(&html, "写信人评价") { $0.text(rating.name) } }
            if message.urged > 0 { fact(&html, "督办") { $0.text("\(message.urged) 次") } }
        }
        if isPublic { html(.p) { $0(.a, .href(Address.message(message.id).link), text: "查看公开的页面") } }
    }

    private func writeSender(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard maySeeSender else { return }
        section(&html, "写信人", id: "sender") { html in
            if let sender {
                return html(.dl, .class("facts panel")) { html in
                    fact(&html, "姓名") { $0.text(sender.name.isEmpty ? "没有填写" : sender.name) }
                    fact(&html, "联系电话") { $0.text(sender.phone.isEmpty ? "没有填写" : sender.phone) }
                    fact(&html, "电子邮箱") { $0.text(sender.email.isEmpty ? "没有填写" : sender.email) }
                }
            }
            guard hasSender else { return html(.p, .class("quiet"), text: "没有留姓名和联系方式。") }
            html(.details, .class("fold")) { html in
                html(.summary, text: "查看姓名和联系方式（每次查看都有记录）")
                workForm(&html, WorkRoute.messageSender.link(message.id), in: frame) { html in
                    TextLine(
                        label: "查看的理由", id: "sender-reason", value: typed["sender-reason"] ?? "", limit: 200,
                        problem: problems.message(of: "sender-reason")
                    )
                    .write(&html)
                    html(.button, .class("button quiet"), .type("submit"), text: "查看")
                }
            }
        }
    }

    private func writeLinks(_ html: inout HTMLWriter) {
        let hasLinks = !same.isEmpty || !merged.isEmpty || mergedInto != nil || request != nil || origin != nil || baseAnswer != nil
        guard hasLinks else { return }
        section(&html, "有关的事项", id: "links") { html in
            html(.ul) { html in
                if let mergedInto {
                    html(.li) { html in
                        html.text("并入 ")
                        html(.a, .href(WorkRoute.message.link(mergedInto.id)), text: mergedInto.label)
                    }
                }
                for link in merged {
                    html(.li) { html in
                        html.text("已并入本件：")
                        html(.a, .href(WorkRoute.message.link(link.id)), text: link.label)
                    }
                }
                for link in same {
                    html(.li) { html in
                        html.text("内容相同，可能重复：")
                        html(.a, .href(WorkRoute.message.link(link.id)), text: link.label)
                    }
                }
                if let request {
                    html(.li) { html in
                        html.text("已转为依申请公开 ")
                        html(.a, .href(WorkRoute.request.link(request.id)), text: request.number)
                    }
                }
                if let origin {
                    html(.li) { html in
                        html.text("由依申请公开转来 ")
                        html(.a, .href(WorkRoute.request.link(origin.id)), text: origin.number)
                    }
                }
                if let baseAnswer {
                    html(.li) { html in
                        html.text("已收入")
                        html(.a, .href(WorkRoute.baseAnswer.link(baseAnswer)), text: "咨询答问库")
                    }
                }
            }
        }
    }

    private func writeTrail(_ html: inout HTMLWriter) {
        section(&html, "办理过程", id: "trail") { html in
            html(.ul, .class("trail")) { html in
                for line in entries {
                    html(.li) { html in
                        html(.p, .class("quiet"), text: line.time.text)
                        html(.p, text: line.sentence)
                        if !line.text.isEmpty { paragraphs(&html, line.text) }
                    }
                }
            }
        }
    }
}
