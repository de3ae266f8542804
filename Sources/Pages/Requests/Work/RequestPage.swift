import Domain
package import HTML

/// One case: where it stands and until when, what comes next, and everything that can be done about it by whoever looks.
package struct RequestPage: WorkPage {
    /// What the county has made public already about what is asked.
    package struct Look: Sendable {
        package var words: String
        package var total: Total
        package var hits: [DisclosureLink]

        package init(words: String, total: Total, hits: [DisclosureLink]) {
            self.words = words
            self.total = total
            self.hits = hits
        }
    }

    package var shown: RequestCase
    /// What was typed into a form that was refused.
    package var typed: TypedForm
    package var problems: [(field: String, message: String)]
    package var look: Look?
    /// Whether files can be added at all.
    package var uploadLimitMegabytes: Int

    package init(
        shown: RequestCase, typed: TypedForm = TypedForm(), problems: [(field: String, message: String)] = [], look: Look? = nil,
        uploadLimitMegabytes: Int = 200
    ) {
        self.shown = shown
        self.typed = typed
        self.problems = problems
        self.look = look
        self.uploadLimitMegabytes = uploadLimitMegabytes
    }

    var request: DisclosureRequest { shown.request }
    var standing: RequestStanding { shown.standing }

    package var title: String { problems.isEmpty ? request.number : "错误：\(request.number)" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: request.number)
            standing.state.tag.write(&html)
        }
        writeHead(&html)
        writeNavigation(&html)
        writeWarnings(&html)
        writeWanted(&html, in: frame)
        if shown.mayHandle { writeRecording(&html, in: frame) }
        writeSearches(&html, in: frame)
        ReplySection(shown).write(&html, in: frame)
        FeeSection(shown).write(&html, in: frame)
        LettersSection(shown).write(&html, in: frame)
        writeCourse(&html, in: frame)
        writeDerivation(&html)
        writePeople(&html, in: frame)
        writeFiles(&html, in: frame)
        writeRelated(&html, in: frame)
        if shown.mayHandle || request.wish != nil { writeExtension(&html, in: frame) }
        if shown.mayHandle { writeMoves(&html, in: frame) }
        DisputeSection(shown).write(&html, in: frame)
        if shown.mayHandle { writeClosing(&html, in: frame) }
        writeTrail(&html)
    }

    // MARK: Head

    private func writeHead(_ html: inout HTMLWriter) {
        html(.div, .class("missing")) { html in
            html(.h2, text: "下一步")
            html(.p, text: shown.nextStep)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "答复期限") { html in
                RequestDueTag(shown).write(&html)
                if standing.dueOn != nil {
                    html.text(" ")
                    html(.a, .href(WebAddress(fragment: "derivation")), text: "怎么算的")
                }
            }
            if let day = standing.applicantDueOn { fact(&html, "申请人的期限") { $0.text(day.chinese) } }
            if standing.state.isOpen, !standing.openConsultations.isEmpty {
                fact(&html, "征求意见的期限") { html in
                    for asked in standing.openConsultations { html(.p, text: shown.words(asked)) }
                }
            }
            fact(&html, "等谁") { $0.text(standing.state.waitsFor.name) }
            fact(&html, "收到申请之日") { $0.text(standing.receivedOn?.chinese ?? "还没有确认") }
            fact(&html, "受理单位") { $0.text(shown.unit.name) }
            fact(&html, "申请方式") { $0.text(request.channel.name + (request.isOral ? "（口头申请，代为填写）" : "")) }
            fact(&html, "申请人类型") { $0.text(request.applicant.label) }
            fact(&html, "经办人") { $0.text(shown.handlerName ?? "还没有指定") }
            if let outcome = request.outcome { fact(&html, "办理结果") { $0.text(outcome.fullName) } }
            if request.feeInFen > 0 { fact(&html, "已收信息处理费") { $0.text("\(request.feeInFen.yuan) 元") } }
            if let day = request.keepUntil { fact(&html, "保管到") { $0.text(day.chineseDate) } }
            if let time = request.destroyed { fact(&html, "档案") { $0.text("\(time.text) 已销毁，只保留编号、日期、结果和销毁记录") } }
            if !request.counts { fact(&html, "年度报告") { $0.text("不计入，由并入、拆分或者转送后的申请计入") } }
        }
    }

    private func writeNavigation(_ html: inout HTMLWriter) {
        var places: [(String, String)] = [("申请内容", "wanted")]
        if shown.mayHandle { places.append(("记录", "record")) }
        places += [
            ("检索", "searches"), ("办理过程", "facts"), ("怎么算的", "derivation"), ("申请人", "people"), ("材料", "files"), ("相关申请", "related"),
            ("日志", "trail"),
        ]
        html(.nav, .class("tabs"), .aria("label", "本页")) { html in
            html(.ul) { html in
                for (label, id) in places { html(.li) { $0(.a, .href(WebAddress(fragmentNamed: id)), text: label) } }
            }
        }
    }

    private func writeWarnings(_ html: inout HTMLWriter) {
        guard !standing.problems.isEmpty else { return }
        section(&html, "请注意", id: "warnings") { html in
            html(.ul, .class("findings")) { html in
                for problem in standing.problems {
                    html(.li, .class("finding")) { html in
                        html(.p) { html in
                            StatusTag(word: "请核对", shape: .change).write(&html)
                            html.text(problem.sentence)
                        }
                    }
                }
            }
        }
    }

    // MARK: What is asked

    private func writeWanted(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "申请内容", id: "wanted") { html in
            let wanted = request.wanted
            html(.dl, .class("facts")) { html in
                fact(&html, "名称或者内容") { html in
                    html(.div, .class("kept-lines"), text: wanted.description.isEmpty ? "没有写明" : wanted.description)
                }
                if !wanted.number.isEmpty { fact(&html, "文号") { $0.text(wanted.number) } }
                if !wanted.features.isEmpty { fact(&html, "其他特征") { $0(.div, .class("kept-lines"), text: wanted.features) } }
                fact(&html, "获取形式") { $0.text(request.carrier?.name ?? "没有写明") }
                fact(&html, "获取途径") { $0.text(request.delivery?.name ?? "没有写明") }
            }
        }
    }

    // MARK: Parts of forms

    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    func version(_ html: inout HTMLWriter) {
        html(.input, .type("hidden"), .name("version"), .value(String(request.version)))
    }

    /// A line of text, of several rows when it may be long.
    func field(
        _ name: String, _ label: String, hint: String? = nil, limit: Int, rows: Int = 1, isOptional: Bool = false, _ html: inout HTMLWriter
    ) {
        FormField(label: label, id: name, hint: hint, problem: problem(name), isOptional: isOptional).write(&html) { html, attributes in
            if rows > 1 {
                html(.textarea, attributes: attributes + [.rows(rows), .maxLength(limit)]) { $0.text(typed[name]) }
            } else {
                html(.input, attributes: attributes + [.type("text"), .value(typed[name]), .maxLength(limit), .autocomplete("off")])
            }
        }
    }

    func select(
        _ name: String, _ label: String, _ options: [(value: String, label: String)], hint: String? = nil, usual: String = "",
        _ html: inout HTMLWriter
    ) {
        var typed = typed
        if typed[name].isEmpty { typed.values[name] = usual }
        ApplicationFields(typed: typed, problems: problems).writeSelect(name, label, options, empty: nil, hint: hint, &html)
    }
}

/// A button that says why it cannot be used, instead of one that refuses afterwards.
struct RequestButton {
    var label: String
    /// Tells it apart from the page's other buttons.
    var id: String
    var reasons: [RequestReason]
    var style = "button quiet"
    /// What it sends of itself, where a form has several.
    var choice: (name: String, value: String)?

    func write(_ html: inout HTMLWriter) {
        let attributes: [Attribute] = [.class(style), .type("submit")] + (choice.map { [.name($0.name), .value($0.value)] } ?? [])
        guard !reasons.isEmpty else { return html(.button, attributes: attributes) { $0.text(label) } }
        html(.button, attributes: attributes + [.disabled, .aria("describedby", "why-\(id)")]) { $0.text(label) }
        html(.ul, .class("why"), .id("why-\(id)")) { html in
            for reason in reasons { html(.li, text: reason.sentence) }
        }
    }
}
