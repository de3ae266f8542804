package import Domain
package import HTML

/// The form that the catalogue item shapes (起草表单).
package struct DraftFormPage: WorkPage {
    package var view: DraftView
    package var account: Account.ID
    package var problems: [(field: String, message: String)]
    /// What was left out of a file that has just become the body.
    package var notes: [String]
    package var themes: [String]
    package var categories: [String]
    /// What may be attached, for the file field and in words.
    package var accept: String
    package var limits: String
    package var limitInBytes: Int

    package init(
        view: DraftView, account: Account.ID, problems: [(field: String, message: String)] = [], notes: [String] = [], themes: [String],
        categories: [String], accept: String, limits: String, limitInBytes: Int
    ) {
        self.view = view
        self.account = account
        self.problems = problems
        self.notes = notes
        self.limitInBytes = limitInBytes
        self.themes = themes
        self.categories = categories
        self.accept = accept
        self.limits = limits
    }

    package var title: String { view.draft.corrects == nil ? "起草：\(view.shownTitle)" : "更正：\(view.shownTitle)" }
    package var trail: [WorkStep] { [WorkStep(label: "拟公开", address: WorkRoute.drafts.link())] }
    package var scripts: [String] { ["editor.js"] }

    private var content: Draft.Content { view.draft.content }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.h1, text: title)
        if !notes.isEmpty {
            html(.div, .class("notice"), .role("status")) { html in
                html(.p, text: "正文已导入。请核对：")
                html(.ul) { html in
                    for note in notes { html(.li, text: note) }
                }
            }
        }
        view.writeProgress(&html)
        writeItem(&html)
        writeMissing(&html)
        let id = view.draft.id
        let form = EditorForm(
            key: "\(id):\(account)", version: view.draft.version, autosave: WorkRoute.autosaveDraft.link(id),
            presence: WorkRoute.draftPresence.link(id), login: WorkRoute.signIn.link())
        html(
            .form,
            attributes: [.id("draft-form"), .class("form wide"), .method("post"), .action(WorkRoute.saveDraft.link(id)), .noValidate]
                + form.attributes
        ) { html in
            html(.input, .type("hidden"), .name("csrf"), .value(frame.csrf))
            html(.input, .type("hidden"), .name("version"), .value(String(view.draft.version)))
            writeBar(&html)
            writeFacts(&html)
            writeBody(&html)
            writeAttribute(&html)
            writeElements(&html)
            writeChannels(&html)
            writeRule(&html)
        }
        writeAttachments(&html, in: frame)
        writeImport(&html, in: frame)
        view.ties?.write(&html)
        view.writeFindings(&html, in: frame, mayMask: true)
        view.writeTrail(&html)
        writeDiscard(&html, in: frame)
    }

    // MARK: What it is for

    private func writeItem(_ html: inout HTMLWriter) {
        guard let item = view.item, let entry = view.entry else { return }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "公开事项") { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) }
            fact(&html, "公开依据") { $0.text(entry.bases.isEmpty ? "目录没有写明" : entry.bases.joined(separator: "；")) }
            fact(&html, "公开时限") { $0.text(entry.timeLimit?.text ?? "目录没有写明") }
            if let due = view.due { fact(&html, "应公开日期") { $0.text(due) } }
            fact(&html, "公开对象") { $0.text(entry.audience.words.isEmpty ? "目录没有写明" : entry.audience.words.joined(separator: "、")) }
        }
    }

    /// What is missing, each leading to its field.
    private func writeMissing(_ html: inout HTMLWriter) {
        let missing = content.gaps
        guard !missing.isEmpty else { return }
        html(.div, .class("missing"), .role("note")) { html in
            html(.h2, text: "提交前还要补上")
            html(.ul) { html in
                for gap in missing {
                    html(.li) { html in
                        if let field = gap.field {
                            html(.a, .href(WebAddress(fragmentNamed: field)), text: gap.sentence)
                        } else {
                            html.text(gap.sentence)
                        }
                    }
                }
            }
        }
    }

    /// The bar that stays in sight: state of saving, save, check, submit.
    private func writeBar(_ html: inout HTMLWriter) {
        html(.div, .class("save-bar")) { html in
            EditorStatus().write(&html)
            html(.div, .class("save-acts")) { html in
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("save"), .data("save")) { html in
                    html.text("保存")
                    html(.kbd, text: "Ctrl+S")
                }
                html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("check"), text: "检查")
                html(.button, .class("button"), .type("submit"), .name("act"), .value("submit"), text: "提交审核")
            }
        }
    }

    // MARK: Sections

    /// With its number; a draft without an item has no section for elements.
    private func heading(_ name: String) -> String {
        let names = ["基本信息", "正文", "公开属性"] + (content.elements.isEmpty ? [] : ["公开内容要素"]) + ["渠道和对象", "规范性文件", "附件"]
        let numerals = ["一", "二", "三", "四", "五", "六", "七"]
        return names.firstIndex(of: name).map { "\(numerals[$0])、\(name)" } ?? name
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func writeFacts(_ html: inout HTMLWriter) {
        section(&html, heading("基本信息")) { html in
            FormField(label: "标题", id: "title", problem: problem("title")).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("text"), .value(content.title), .maxLength(Draft.Content.titleLimit)])
            }
            html(.div, .class("columns")) { html in
                FormField(label: "发文字号", id: "number", hint: "没有就不填，例如：明政发〔2026〕3号", problem: problem("number"), isOptional: true)
                    .write(&html) { html, attributes in
                        html(.input, attributes: attributes + [.type("text"), .value(content.number), .maxLength(60)])
                    }
                FormField(label: "成文日期", id: "made", hint: "例如：2026-03-20", problem: problem("made"), isOptional: true).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("date"), .value(content.made?.description ?? "")])
                }
                choice(&html, "主题分类", "theme", themes, content.theme)
                choice(&html, "体裁", "category", categories, content.category)
            }
            html(.p, .class("hint"), text: "索引号在公开时按本单位的规则自动编制。")
        }
    }

    private func choice(_ html: inout HTMLWriter, _ label: String, _ name: String, _ options: [String], _ chosen: String) {
        FormField(label: label, id: name, problem: problem(name), isOptional: true).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: "不选")
                for option in options + (chosen.isEmpty || options.contains(chosen) ? [] : [chosen]) {
                    if option == chosen {
                        html(.option, .value(option), .selected, text: option)
                    } else {
                        html(.option, .value(option), text: option)
                    }
                }
            }
        }
    }

    private func writeBody(_ html: inout HTMLWriter) {
        section(&html, heading("正文")) { html in
            BodyEditor(text: PlainBodyText.write(content.body), problem: problem("body"), rows: 24).write(&html)
        }
    }

    private func writeAttribute(_ html: inout HTMLWriter) {
        section(&html, heading("公开属性")) { html in
            html(.fieldset, .id("attribute")) { html in
                html(.legend, text: "公开属性")
                for attribute in DisclosureAttribute.allCases {
                    radio(&html, "attribute", attribute.rawValue, label: attribute.rawValue, isOn: attribute == content.attribute)
                }
            }
            html(.p, .class("hint"), text: "部分公开、依申请公开和不予公开要写明依据、理由和再评估日期（条例第十三条至第十八条）。")
            FormField(label: "依据", id: "ground", problem: problem("ground"), isOptional: true).write(&html) { html, attributes in
                html(.select, attributes: attributes) { html in
                    html(.option, .value(""), text: "不适用")
                    for ground in WithholdingGround.allCases {
                        let label = "\(ground.rawValue)（\(ground.article)）"
                        if ground == content.withholding?.ground {
                            html(.option, .value(ground.rawValue), .selected, text: label)
                        } else {
                            html(.option, .value(ground.rawValue), text: label)
                        }
                    }
                }
            }
            FormField(label: "理由", id: "reason", problem: problem("reason"), isOptional: true).write(&html) { html, attributes in
                html(.textarea, attributes: attributes + [.rows(2), .maxLength(1000)]) { $0.text(content.withholding?.reason ?? "") }
            }
            FormField(label: "再评估日期", id: "reassess", hint: "到这一天重新评估是否可以公开。", problem: problem("reassess"), isOptional: true)
                .write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("date"), .value(content.withholding?.reassess?.description ?? "")])
                }
        }
    }

    private func writeElements(_ html: inout HTMLWriter) {
        guard !content.elements.isEmpty else { return }
        section(&html, heading("公开内容要素"), id: "elements") { html in
            html(.p, .class("hint"), text: "目录要求写明的内容。写明了的打勾并注明位置；不适用的写明原因。")
            for (index, element) in content.elements.enumerated() {
                html(.div, .class("element")) { html in
                    html(.label) { html in
                        var attributes: [Attribute] = [.type("checkbox"), .name("element.\(index).covered"), .value("1")]
                        if element.isCovered { attributes.append(.checked) }
                        html(.input, attributes: attributes)
                        html.text(element.name)
                    }
                    html(.input, .type("hidden"), .name("element.\(index).name"), .value(element.name))
                    html(
                        .input, .type("text"), .name("element.\(index).note"), .value(element.note), .maxLength(200),
                        .aria("label", "“\(element.name)”的位置或者不适用的原因"), .placeholder("位置，或者不适用的原因"))
                }
            }
        }
    }

    private func writeChannels(_ html: inout HTMLWriter) {
        section(&html, heading("渠道和对象"), id: "channels") { html in
            html(.fieldset) { html in
                html(.legend, text: "公开渠道")
                for channel in Channel.allCases {
                    html(.label, .class("choice")) { html in
                        var attributes: [Attribute] = [.type("checkbox"), .name("channel"), .value(channel.rawValue)]
                        if content.channels.contains(channel) { attributes.append(.checked) }
                        html(.input, attributes: attributes)
                        html.text(channel.rawValue)
                    }
                }
            }
            html(.fieldset) { html in
                html(.legend, text: "公开对象")
                radio(&html, "restricted", "0", label: "全社会：进入门户、搜索和订阅", isOn: !content.isRestricted)
                radio(&html, "restricted", "1", label: "特定群体：不进入门户列表和搜索，凭查阅码打开", isOn: content.isRestricted)
            }
            html(.p) { $0(.a, .href(WorkRoute.draftTargets.link(view.draft.id)), text: "标明面向哪类企业、行业或者人群，公开后推送给订阅的人") }
        }
    }

    private func radio(_ html: inout HTMLWriter, _ name: String, _ value: String, label: String, isOn: Bool) {
        html(.label, .class("choice")) { html in
            var attributes: [Attribute] = [.type("radio"), .name(name), .value(value)]
            if isOn { attributes.append(.checked) }
            html(.input, attributes: attributes)
            html.text(label)
        }
    }

    private func writeRule(_ html: inout HTMLWriter) {
        section(&html, heading("规范性文件")) { html in
            html(.label, .class("choice")) { html in
                var attributes: [Attribute] = [.type("checkbox"), .name("rule"), .value("1"), .id("rule")]
                if content.rule != nil { attributes.append(.checked) }
                html(.input, attributes: attributes)
                html.text("这是行政规范性文件")
            }
            html(.details, attributes: content.rule == nil ? [] : [.open]) { html in
                html(.summary, text: "合法性审核、有效期、立改废")
                FormField(label: "合法性审核结论", id: "legality", problem: problem("legality")).write(&html) { html, attributes in
                    html(.select, attributes: attributes) { html in
                        for review in NormativeRule.LegalityReview.allCases {
                            if review == (content.rule?.legality ?? .notReviewed) {
                                html(.option, .value(review.rawValue), .selected, text: review.rawValue)
                            } else {
                                html(.option, .value(review.rawValue), text: review.rawValue)
                            }
                        }
                    }
                }
                FormField(label: "审核意见文号或者采纳情况", id: "legalityNote", problem: problem("legalityNote"), isOptional: true).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .value(content.rule?.legalityNote ?? ""), .maxLength(300)])
                }
                html(.div, .class("columns")) { html in
                    FormField(label: "施行日期", id: "effective", problem: problem("effective"), isOptional: true).write(&html) {
                        html, attributes in
                        html(.input, attributes: attributes + [.type("date"), .value(content.rule?.effective?.description ?? "")])
                    }
                    FormField(label: "有效期至", id: "validUntil", problem: problem("validUntil"), isOptional: true).write(&html) {
                        html, attributes in
                        html(.input, attributes: attributes + [.type("date"), .value(content.rule?.validUntil?.description ?? "")])
                    }
                }
                FormField(label: "同时修改或者废止的文件", id: "supersedes", hint: "每行一个文号。", isOptional: true).write(&html) { html, attributes in
                    html(.textarea, attributes: attributes + [.rows(2), .maxLength(2000)]) {
                        $0.text((content.rule?.supersedes ?? []).joined(separator: "\n"))
                    }
                }
            }
        }
    }

    // MARK: Files

    private func writeAttachments(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, heading("附件"), id: "attachments") { html in
            html(.div, .id("attachment-list"), .data("attachments")) { html in
                if content.attachments.isEmpty { html(.p, .class("quiet"), text: "还没有附件。") }
                html(.ul, .class("attachments")) { html in
                    for (index, attachment) in content.attachments.enumerated() { write(attachment, index, &html, in: frame) }
                }
            }
            AttachmentPicker(
                action: WorkRoute.addAttachment.link(view.draft.id, query: [("csrf", frame.csrf)]), csrf: frame.csrf,
                version: view.draft.version, accept: accept, limits: limits, limitInBytes: limitInBytes
            ).write(&html)
        }
    }

    private func write(_ attachment: DraftAttachment, _ index: Int, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.li) { html in
            html(.a, .href(WorkRoute.draftFile.link(view.draft.id, index + 1)), text: attachment.name)
            html(.span, .class("quiet"), text: "（\(attachment.sizeInBytes.asFileSize)）")
            if attachment.original != nil {
                html(.span, .class("mark-word"), text: "已去标识化")
                html(.a, .href(WorkRoute.originalFile.link(view.draft.id, index + 1)), text: "封存的原件")
            }
            workForm(&html, WorkRoute.removeAttachment.link(view.draft.id, index + 1), in: frame, class: "inline-form") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(view.draft.version)))
                html(.button, .class("link-button"), .type("submit")) { html in
                    html.text("移除")
                    html(.span, .class("unseen"), text: "附件“\(attachment.name)”")
                }
            }
        }
    }

    private func writeImport(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.details, .class("fold")) { html in
            html(.summary, text: "用 Word 或者网页文件作正文")
            html(
                .form, .class("form"), .method("post"), .encoding("multipart/form-data"),
                .action(WorkRoute.importBody.link(view.draft.id, query: [("csrf", frame.csrf)]))
            ) { html in
                html(.input, .type("hidden"), .name("csrf"), .value(frame.csrf))
                html(.input, .type("hidden"), .name("version"), .value(String(view.draft.version)))
                FormField(label: "文件", id: "body-file", hint: "docx、html 或者 txt。会替换现在的正文，替换前的正文可以撤销找回。").write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .accept(".docx,.html,.htm,.txt")])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "导入为正文")
            }
        }
    }

    private func writeDiscard(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.details, .class("fold")) { html in
            html(.summary, text: "作废这份稿件")
            workForm(&html, WorkRoute.discardDraft.link(view.draft.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(view.draft.version)))
                html(.p, text: "作废后不会公开，也不能再修改，记录保留。")
                html(.button, .class("button quiet"), .type("submit"), text: "作废")
            }
        }
    }
}
