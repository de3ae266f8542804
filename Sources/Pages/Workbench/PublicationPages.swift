package import Domain
package import HTML

/// 已公开: what went through the gate, newest first.
package struct PublicationsPage: WorkPage {
    package struct Line: Sendable {
        package var id: Disclosure.ID
        package var title: String
        package var unitName: String
        package var state: String
        package var isGone: Bool
        package var published: Instant
        package var isEmergency: Bool

        package init(
            id: Disclosure.ID, title: String, unitName: String, state: String, isGone: Bool, published: Instant, isEmergency: Bool
        ) {
            self.id = id
            self.title = title
            self.unitName = unitName
            self.state = state
            self.isGone = isGone
            self.published = published
            self.isEmergency = isEmergency
        }
    }

    package var lines: [Line]
    package var next: WebAddress?

    package init(lines: [Line], next: WebAddress? = nil) {
        self.lines = lines
        self.next = next
    }

    package var title: String { "已公开" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "通过本平台审批公开的信息。更正、撤下、渠道台账和公示单都从这里办理。")
        html(.form, .class("inline-form"), .action(WorkRoute.publications.link()), .method("get")) { html in
            html(.label, .for("id"), text: "门户网址或者编号")
            html(.input, .type("text"), .id("id"), .name("id"), .maxLength(200))
            html(.button, .class("button quiet"), .type("submit"), text: "打开")
        }
        guard !lines.isEmpty else {
            return EmptyState(reason: "还没有通过本平台公开的信息。", advice: "导入的历史信息可以凭门户网址打开办理。").write(&html)
        }
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", title)) { html in
            html(.table, .class("data-table work-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: title)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["标题", "单位", "状态", "公开时间"] { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines {
                        html(.tr, .role("row")) { html in
                            html(.th, .scope("row"), .role("rowheader")) { html in
                                html(.a, .href(WorkRoute.publication.link(line.id)), text: line.title)
                                if line.isEmergency { html(.span, .class("mark-word alarm"), text: "应急发布") }
                            }
                            html(.td, .role("cell"), .data("label", "单位"), text: line.unitName)
                            html(.td, .role("cell"), .data("label", "状态")) {
                                StatusTag(word: line.state, shape: line.isGone ? .cross : .full, isAlarming: line.isGone).write(&$0)
                            }
                            html(.td, .role("cell"), .data("label", "公开时间"), text: line.published.text)
                        }
                    }
                }
            }
        }
        if let next { html(.p) { $0(.a, .class("button quiet"), .href(next), .rel("next"), text: "下一页") } }
    }
}

/// One published document, for those who answer for it: channels, correction, validity, withdrawal.
package struct PublicationPage: WorkPage {
    package struct Channel: Sendable {
        package var id: Int64
        package var name: String
        package var done: Day?
        package var evidence: String
        package var signature: String

        package init(id: Int64, name: String, done: Day?, evidence: String, signature: String) {
            self.id = id
            self.name = name
            self.done = done
            self.evidence = evidence
            self.signature = signature
        }
    }

    package var id: Disclosure.ID
    package var documentTitle: String
    package var unitName: String
    package var published: Instant?
    package var validity: Disclosure.Validity?
    /// 查阅码 of what is for somebody in particular.
    package var code: String?
    package var channels: [Channel]
    package var corrections: Int
    /// Ground, day and name when it has been taken down.
    package var withdrawal: String?
    package var draft: Draft.ID?
    package var mayCorrect: Bool
    package var mayWithdraw: Bool
    package var mayRecord: Bool
    /// Interpretation and chains; `nil` for what is not public to all.
    package var ties: PaperTies?

    package init(
        id: Disclosure.ID, documentTitle: String, unitName: String, published: Instant?, validity: Disclosure.Validity?, code: String?,
        channels: [Channel], corrections: Int, withdrawal: String?, draft: Draft.ID?, mayCorrect: Bool, mayWithdraw: Bool, mayRecord: Bool
    ) {
        self.id = id
        self.documentTitle = documentTitle
        self.unitName = unitName
        self.published = published
        self.validity = validity
        self.code = code
        self.channels = channels
        self.corrections = corrections
        self.withdrawal = withdrawal
        self.draft = draft
        self.mayCorrect = mayCorrect
        self.mayWithdraw = mayWithdraw
        self.mayRecord = mayRecord
    }

    package var title: String { documentTitle }
    package var trail: [WorkStep] { [WorkStep(label: "已公开", address: WorkRoute.publications.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.h1, text: documentTitle)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "单位") { $0.text(unitName) }
            if let published { fact(&html, "公开时间") { $0.text(published.text) } }
            if let validity { fact(&html, "有效性") { ValidityTag(validity: validity).write(&$0) } }
            if let code {
                fact(&html, "查阅码") { html in
                    html(.code, text: code)
                    html(.span, .class("quiet"), text: "只告诉应当知道的人")
                }
            }
            if corrections > 0 { fact(&html, "更正") { $0.text("\(corrections) 次，原文在公开页面的更正历史中") } }
            if let withdrawal { fact(&html, "撤下") { $0.text(withdrawal) } }
        }
        html(.div, .class("form-acts")) { html in
            let address: Address = code == nil ? .disclosure(id) : .limited(id)
            html(.a, .class("button quiet"), .href(address.link), text: "查看公开页面")
            if withdrawal == nil { html(.a, .class("button quiet"), .href(WorkRoute.noticePrint.link(id)), text: "打印公示单") }
            if let draft {
                html(.a, .class("button quiet"), .href(WorkRoute.draft.link(draft)), text: "审批记录")
                if withdrawal == nil, frame.leads(to: .draftTargets) {
                    html(.a, .class("button quiet"), .href(WorkRoute.draftTargets.link(draft)), text: "推送对象")
                }
            }
        }
        ties?.write(&html)
        writeChannels(&html, in: frame)
        guard withdrawal == nil else { return }
        if mayCorrect { writeCorrection(&html, in: frame) }
        if mayWithdraw { writeWithdrawal(&html, in: frame) }
    }

    private func writeChannels(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "渠道台账") { html in
            guard !channels.isEmpty else {
                html(.p, .class("quiet"), text: "导入的历史信息没有渠道记录。")
                return
            }
            html(.ul, .class("channel-ledger")) { html in
                for channel in channels {
                    html(.li) { html in
                        html(.p) { html in
                            html(.strong, text: channel.name)
                            if let done = channel.done {
                                StatusTag(word: "\(done.description) 已公开", shape: .full).write(&html)
                                html(.span, .class("quiet"), text: "\(channel.evidence) \(channel.signature)")
                            } else {
                                StatusTag(word: "还没有记录", shape: .open).write(&html)
                            }
                        }
                        if channel.done == nil, mayRecord {
                            workForm(&html, WorkRoute.recordChannel.link(id), in: frame, class: "inline-form") { html in
                                html(.input, .type("hidden"), .name("channel"), .value(String(channel.id)))
                                html(.label, .for("done-\(channel.id)"), text: "日期")
                                html(
                                    .input, .type("date"), .id("done-\(channel.id)"), .name("done"), .value(frame.today.description),
                                    .required)
                                html(.label, .for("evidence-\(channel.id)"), text: "凭据")
                                html(
                                    .input, .type("text"), .id("evidence-\(channel.id)"), .name("evidence"), .maxLength(300), .required,
                                    .placeholder("网址、期号、张贴地点或者照片编号"))
                                html(.button, .class("button quiet"), .type("submit"), text: "记录")
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeCorrection(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "更正和有效性") { html in
            workForm(&html, WorkRoute.correctPublication.link(id), in: frame) { html in
                html(.p, text: "更正稿走同样的审批；通过后替换原文，原文保留在更正历史中。")
                html(.button, .class("button"), .type("submit"), text: "开始更正")
            }
            guard validity != nil else { return }
            workForm(&html, WorkRoute.changeValidity.link(id), in: frame) { html in
                FormField(label: "有效性", id: "validity").write(&html) { html, attributes in
                    html(.select, attributes: attributes) { html in
                        for choice in Disclosure.Validity.allCases {
                            if choice == validity {
                                html(.option, .value(choice.rawValue), .selected, text: choice.rawValue)
                            } else {
                                html(.option, .value(choice.rawValue), text: choice.rawValue)
                            }
                        }
                    }
                }
                FormField(label: "依据", id: "validityReason", hint: "例如：由明政发〔2026〕3号废止").write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .maxLength(300), .required])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "修改有效性")
            }
        }
    }

    private func writeWithdrawal(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "撤下") { html in
            workForm(&html, WorkRoute.withdrawPublication.link(id), in: frame) { html in
                html(.p, text: "撤下后原地址显示撤下说明：依据、日期和经办人。")
                FormField(label: "依据", id: "ground").write(&html) { html, attributes in
                    html(.select, attributes: attributes) { html in
                        for ground in WithdrawalGround.allCases { html(.option, .value(ground.rawValue), text: ground.rawValue) }
                    }
                }
                FormField(label: "说明（向社会公布）", id: "withdrawalReason").write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .maxLength(300), .required])
                }
                html(.button, .class("button danger"), .type("submit"), text: "撤下")
            }
            html(.details, .class("fold")) { html in
                html(.summary, text: "泄露了个人信息：彻底清除")
                workForm(&html, WorkRoute.purgePublication.link(id), in: frame) { html in
                    html(.p, text: "正文、附件、历史、索引和缓存全部清除，不能恢复；原地址只留撤下说明。")
                    FormField(label: "说明（向社会公布，不要写个人信息）", id: "purgeReason").write(&html) { html, attributes in
                        html(.input, attributes: attributes + [.type("text"), .maxLength(300), .required])
                    }
                    html(.label, .class("choice")) { html in
                        html(.input, .type("checkbox"), .name("hidesTitle"), .value("1"))
                        html.text("标题里也有个人信息，一并隐去")
                    }
                    html(.button, .class("button danger"), .type("submit"), text: "彻底清除")
                }
            }
        }
    }
}

/// A notice for the board in the hall or the village (公示单): the text, where it comes from, and a QR code.
package struct NoticePrintPage: WorkPage {
    package var disclosure: Disclosure
    package var unitName: String
    package var address: String

    package init(disclosure: Disclosure, unitName: String, address: String) {
        self.disclosure = disclosure
        self.unitName = unitName
        self.address = address
    }

    package var title: String { "公示单：\(disclosure.title)" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "已公开", address: WorkRoute.publications.link()),
            WorkStep(label: disclosure.title, address: WorkRoute.publication.link(disclosure.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.article, .class("notice-sheet")) { html in
            html(.h1, text: disclosure.title)
            html(.p, .class("notice-facts")) { html in
                html.text(unitName)
                if let number = disclosure.number { html.text("　\(number)") }
                if let published = disclosure.published { html.text("　\(published.day.inWords)") }
            }
            html(.div, .class("reading")) { DocumentText(documentBody: disclosure.body, title: disclosure.title).write(&$0) }
            PrintedSource(address: address, label: "扫码或者输入网址，查看本件和最新情况").write(&html)
        }
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
        }
    }
}
