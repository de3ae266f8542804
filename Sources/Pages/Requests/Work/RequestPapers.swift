import Domain
import HTML

// Searches for what is asked, who asks, the papers, and the cases that have to do with it.

extension RequestPage {
    // MARK: Searches

    func writeSearches(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "检索记录", id: "searches") { html in
            if shown.searches.isEmpty {
                html(.p, .class("quiet"), text: "还没有检索。认定“本机关不掌握”“没有现成信息”之前，必须有检索记录（条例第三十六条）。")
            } else {
                writeSearchTable(&html)
            }
            guard shown.mayHandle, !shown.isDestroyed else { return }
            writeLook(&html, in: frame)
            html(.details, attributes: [.class("fold")] + (typed["search-place"].isEmpty ? [] : [.open])) { html in
                html(.summary, text: "记录在别处的检索（档案、业务系统、科室）")
                workForm(&html, WorkRoute.recordSearch.link(request.id), in: frame, class: "form wide") { html in
                    html(.div, .class("columns")) { html in
                        field("search-place", "在哪里检索", hint: "例如：机关档案室，局办公系统。", limit: 200, &html)
                        field("search-words", "用什么词、按什么条件", limit: 500, &html)
                        field("search-found", "找到几件", hint: "没有找到的填 0。", limit: 6, &html)
                    }
                    field("search-note", "说明", hint: "找到的是什么，或者询问了谁。", limit: 1000, rows: 2, isOptional: true, &html)
                    html(.button, .class("button quiet"), .type("submit"), text: "记录检索")
                }
            }
        }
    }

    private func writeSearchTable(_ html: inout HTMLWriter) {
        PeopleTable(caption: "检索记录", headings: ["时间", "在哪里", "用什么词", "找到", "说明", "检索人"]).write(&html) { html, labels in
            for search in shown.searches {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), .class("moment"), text: search.time.text)
                    let cells = [
                        search.place, search.words, "\(search.found) 件", search.note.isEmpty ? "—" : search.note, search.signature,
                    ]
                    for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
    }

    /// The own register of what is public: one question, and one click that keeps the answer as a record.
    private func writeLook(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.form, .class("inline-form"), .role("search"), .action(WorkRoute.request.link(request.id)), .method("get")) { html in
            html(.label, .for("look"), text: "在本县已公开的信息里检索")
            let words = look?.words ?? request.wanted.shown(atMost: 40)
            html(.input, .type("search"), .id("look"), .name("look"), .value(words), .maxLength(100))
            html(.button, .class("button quiet"), .type("submit"), text: "检索")
        }
        guard let look else { return }
        html(.div, .class("panel"), .id("found"), .role("status")) { html in
            html(.p, text: "“\(look.words)”：找到 \(look.total.words) 件。")
            if !look.hits.isEmpty { DisclosureList(documents: look.hits).write(&html) }
            workForm(&html, WorkRoute.recordSearch.link(request.id), in: frame, class: "one-click") { html in
                let titles = look.hits.prefix(5).map { "《\($0.title)》" }.joined(separator: "、")
                for (name, value) in [
                    ("search-place", "本县政府信息公开平台"), ("search-words", look.words), ("search-found", String(look.total.count)),
                    ("search-note", titles),
                ] { html(.input, .type("hidden"), .name(name), .value(value)) }
                html(.button, .class("button"), .type("submit"), text: "把这次检索记下来")
            }
        }
    }

    // MARK: Who asks, who handles

    func writePeople(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "申请人和经办人", id: "people") { html in
            writeIdentity(&html, in: frame)
            guard shown.mayHandle, !shown.isDestroyed else { return }
            workForm(&html, WorkRoute.assignRequest.link(request.id), in: frame, class: "inline-form") { html in
                version(&html)
                html(.label, .for("handler"), text: "经办人")
                html(.select, .id("handler"), .name("handler")) { html in
                    for person in shown.handlers {
                        let chosen: [Attribute] = person.account == (request.handler ?? shown.staff.account) ? [.selected] : []
                        html(.option, attributes: [.value(person.account.description)] + chosen) { $0.text(person.name) }
                    }
                }
                html(.button, .class("button quiet"), .type("submit"), text: "指定")
            }
        }
    }

    private func writeIdentity(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !shown.isDestroyed else { return html(.p, text: "申请人的身份信息已经销毁。") }
        html(.p, .class("quiet"), text: "申请人的姓名、证件和联系方式加密保存，只在办理需要时查看；每次查看都记入日志。")
        guard shown.maySeeIdentity else { return html(.p, text: "查看申请人由本单位的编辑、签发或者政务公开办岗位办理。") }
        guard shown.hasIdentity else { return html(.p, text: "这台服务器没有设置身份信息密钥，现在不能查看。请系统管理员按手册设置。") }
        workForm(&html, WorkRoute.viewIdentity.link(request.id), in: frame, class: "inline-form") { html in
            html(.label, .for("identity-reason"), text: "为什么要看")
            html(
                .input,
                attributes: [
                    .type("text"), .id("identity-reason"), .name("identity-reason"), .value(typed["identity-reason"]), .maxLength(200),
                ] + (problem("identity-reason") == nil ? [] : [.aria("invalid", "true")]))
            html(.button, .class("button quiet"), .type("submit"), text: "查看申请人")
        }
        guard shown.mayHandle else { return }
        workForm(&html, WorkRoute.requestCorrection.link(request.id), in: frame, class: "inline-form") { html in
            html(.label, .for("correction-reason"), text: "登记有误的，写明要更正什么")
            html(
                .input,
                attributes: [
                    .type("text"), .id("correction-reason"), .name("correction-reason"), .value(typed["correction-reason"]),
                    .maxLength(200),
                ] + (problem("correction-reason") == nil ? [] : [.aria("invalid", "true")]))
            html(.button, .class("button quiet"), .type("submit"), text: "更正登记")
        }
    }

    // MARK: Papers

    func writeFiles(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "材料", id: "files") { html in
            if shown.files.isEmpty {
                html(.p, .class("quiet"), text: "还没有材料。申请书、身份证明、信封、第三方意见、送达凭证可以扫描后放在这里。")
            } else {
                html(.ul, .class("attachments")) { html in
                    for file in shown.files { write(file, &html) }
                }
            }
            guard shown.mayHandle, !shown.isDestroyed else { return }
            let address = WorkRoute.addRequestFile.link(request.id, query: [("csrf", frame.csrf)])
            html(.form, .class("form wide"), .action(address), .method("post"), .encoding("multipart/form-data")) { html in
                html(.div, .class("columns")) { html in
                    select("file-purpose", "是什么", Self.purposes, &html)
                    FormField(
                        label: "文件", id: "file", hint: "可以选几个；单个不超过 \(uploadLimitMegabytes) MB。能看出申请人的材料加密保存。",
                        problem: problem("file")
                    ).write(&html) { html, attributes in
                        html(.input, attributes: attributes + [.type("file"), .multiple])
                    }
                }
                html(.button, .class("button quiet"), .type("submit"), text: "放入材料")
            }
        }
    }

    /// The purposes of files, by their stable names.
    static let purposes: [(value: String, label: String)] = [
        ("application", "申请书"), ("identity", "身份证明"), ("clarification", "补正材料"), ("opinion", "征求意见的答复"),
        ("released", "提供给申请人的信息"), ("proof", "送达凭证"), ("other", "其他材料"),
    ]

    private func write(_ file: RequestCase.File, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(.span, .class("mark-word"), text: file.purpose)
            if shown.maySeeIdentity || !file.isSealed {
                html(.a, .href(WorkRoute.requestFile.link(request.id, file.id)), .download, text: file.name)
            } else {
                html.text("（加密材料）")
            }
            html(
                .span, .class("quiet"),
                text: " \(file.sizeInBytes.asFileSize)\(file.isSealed ? "，加密保存" : "")，\(file.signature)，\(file.added.text)")
        }
    }

    // MARK: Other cases

    func writeRelated(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let related = shown.related
        section(&html, "相关申请", id: "related") { html in
            html(.dl, .class("facts")) { html in
                if let parent = related.parent { fact(&html, "来自") { write([parent], &$0) } }
                if let other = related.mergedInto { fact(&html, "并入") { write([other], &$0) } }
                if !related.children.isEmpty { fact(&html, "拆分、转送为") { write(related.children, &$0) } }
                fact(&html, "同一申请人一年内") { html in
                    html.text("\(related.ofApplicant.count) 件")
                    write(related.ofApplicant, &html)
                }
                fact(&html, "别人申请同样的内容") { html in
                    html.text("\(related.ofContent.count) 件")
                    write(related.ofContent, &html)
                }
            }
            writeLetter(&html, in: frame)
            writePublication(&html, in: frame)
        }
    }

    /// 转为留言: what is no request for information goes on as a letter, beside the reply that the law asks for.
    private func writeLetter(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let number = shown.related.letter { return html(.p, text: "内容已另作留言 \(number) 办理，申请人在进度页得到留言编号。") }
        guard shown.mayHandle, shown.hasIdentity else { return }
        html(.details, .class("fold")) { html in
            html(.summary, text: "内容是咨询、投诉、信访的，另作留言办理")
            workForm(&html, WorkRoute.requestToMessage.link(request.id), in: frame) { html in
                html(.p, text: "按申请的内容登记一件留言。申请本身仍要依法答复（《政府信息公开条例》第三十九条）。")
                ChoiceList(
                    label: "留言的类型", id: "letter-kind", options: Message.Kind.allCases.map { ($0.rawValue, $0.name) }, selected: "",
                    nothing: "请选择"
                ).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "另作留言办理")
            }
        }
    }

    private func write(_ lines: [RequestLine], _ html: inout HTMLWriter) {
        guard !lines.isEmpty else { return }
        html(.ul, .class("plain-links")) { html in
            for line in lines {
                html(.li) { html in
                    // A link that answers “no permission” helps nobody.
                    if shown.staff.seesRequests(of: line.request.unit) {
                        html(.a, .href(WorkRoute.request.link(line.request.id)), text: line.request.number)
                    } else {
                        html.text(line.request.number)
                    }
                    html.text("（\(line.state.name)）")
                }
            }
        }
    }

    private func writePublication(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let draft = request.draft {
            return html(.p) { html in
                html.text("已转为主动公开：")
                html(.a, .href(WorkRoute.draft.link(draft)), text: "查看稿件")
            }
        }
        guard shown.mayPublish else { return }
        if !shown.related.ofContent.isEmpty {
            html(.p, text: "多个申请人申请公开同一信息，可以转为主动公开（条例第四十四条）。")
        }
        workForm(&html, WorkRoute.publishAnswer.link(request.id), in: frame, class: "one-click") { html in
            version(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "转为主动公开")
            html(.span, .class("quiet"), text: "用答复提供的信息起草一份稿件，不带申请人的信息，按程序审批后公开。")
        }
    }
}

extension RequestCase {
    /// Whether the answer can be made public by whoever looks (`PublishAnswer`).
    var mayPublish: Bool {
        gate?.state == .issued && gate?.proposal.outcome.isDisclosing == true && staff.holds(.editor, for: unit.id) && !isDestroyed
    }
}
