package import Domain
package import HTML

/// One item: its clocks and how they were found, what was done, responses, and what may be done now.
package struct OpinionPage: WorkPage {
    package struct Response: Sendable {
        package var title: String
        package var address: WebAddress
        package var isClarification: Bool
        package var published: Instant?

        package init(title: String, address: WebAddress, isClarification: Bool, published: Instant?) {
            self.title = title
            self.address = address
            self.isClarification = isClarification
            self.published = published
        }
    }

    package var line: OpinionLine
    package var facts: [OpinionFact]
    package var responses: [Response]
    package var units: [(value: String, label: String)]
    /// What the reader may record now.
    package var acts: [OpinionFact.Kind]
    package var mayRespond: Bool
    package var now: Instant
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        line: OpinionLine, facts: [OpinionFact], responses: [Response], units: [(value: String, label: String)], acts: [OpinionFact.Kind],
        mayRespond: Bool, now: Instant, values: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.line = line
        self.facts = facts
        self.responses = responses
        self.units = units
        self.acts = acts
        self.mayRespond = mayRespond
        self.now = now
        self.values = values
        self.problems = problems
    }

    private var opinion: PublicOpinion { line.opinion }
    package var title: String { (problems.isEmpty ? "" : "错误：") + opinion.title }
    package var trail: [WorkStep] { [WorkStep(label: "政务舆情", address: WorkRoute.opinions.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: opinion.title)
            line.standing.state.tag.write(&html)
        }
        writeClocks(&html)
        writeFacts(&html)
        writeResponses(&html)
        if !acts.isEmpty { writeActs(&html, in: frame) }
        writeTrail(&html)
    }

    private func writeClocks(_ html: inout HTMLWriter) {
        section(&html, "时限", id: "clocks") { html in
            for running in line.standing.clocks {
                html(.p) { html in
                    html(.strong, text: "\(running.clock.name)：\(running.due.text) 前")
                    html.text("　\(running.words(at: now)) ")
                    running.state.tag.write(&html)
                }
                html(.details, .class("fold")) { html in
                    html(.summary, text: "怎么算的")
                    html(.p, text: running.explanation(event: opinion.event))
                }
            }
        }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "来源") { html in
                html.text(opinion.source)
                if let address = WebAddress(opinion.address), address.isExternal {
                    html.text("　")
                    html(.a, .href(address), .rel("external nofollow noreferrer"), text: "原文")
                }
            }
            fact(&html, "登记方式") { $0.text(opinion.origin.name) }
            fact(&html, "事发时间") { $0.text(opinion.event?.text ?? "不详") }
            fact(&html, "发现时间") { $0.text(opinion.detected.text) }
            fact(&html, "级别") { $0.text(opinion.level.name) }
            fact(&html, "必须回应的情形") { html in
                let names = PublicOpinion.Subject.allCases.filter(opinion.subjects.contains).map(\.name)
                html.text(names.isEmpty ? "还没有研判" : names.joined(separator: "；"))
            }
            fact(&html, "责任单位") { $0.text(line.unitName) }
            if !opinion.summary.isEmpty { fact(&html, "摘要") { $0(.span, .class("kept-lines"), text: opinion.summary) } }
        }
    }

    private func writeResponses(_ html: inout HTMLWriter) {
        section(&html, "回应", id: "responses") { html in
            if responses.isEmpty { html(.p, .class("quiet"), text: "还没有起草回应。") }
            html(.ul) { html in
                for response in responses {
                    html(.li) { html in
                        html(.a, .href(response.address), text: response.title)
                        if response.isClarification { StatusTag(word: "不实信息澄清", shape: .full).write(&html) }
                        html(.span, .class("quiet"), text: "　\(response.published.map { "\($0.text) 公开" } ?? "还没有公开")")
                    }
                }
            }
            if mayRespond {
                html(.p) { $0(.a, .class("button"), .href(WorkRoute.newResponse.link(opinion.id)), text: "起草回应") }
                html(.p, .class("hint"), text: "回应经公开审查发布；来不及逐级审批的，在稿件页面用应急发布，由两个人负责。")
            }
        }
    }

    private func writeActs(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "记录办理情况", id: "acts") { html in
            workForm(&html, WorkRoute.recordOpinion.link(opinion.id), in: frame, class: "form wide") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(opinion.version)))
                ChoiceList(label: "办理", id: "kind", options: acts.map { ($0.rawValue, $0.name) }, selected: values["kind"] ?? "").write(
                    &html)
                TextLine(
                    label: "时间", id: "time", value: values["time"] ?? now.text, limit: 30, hint: "例如：2026-03-20 22:10",
                    problem: problems.message(of: "time")
                ).write(&html)
                TextArea(
                    label: "说明", id: "text", value: values["text"] ?? "", limit: PublicOpinion.longestText, rows: 3,
                    hint: "会商意见、不需要回应的理由、移交的理由、评估的效果、问责的情况。", problem: problems.message(of: "text"), isOptional: true
                ).write(&html)
                ChoiceList(
                    label: "单位", id: "unit", options: units, selected: values["unit"] ?? line.standing.unit?.description ?? "",
                    nothing: "不选",
                    hint: "研判时是责任单位，移交时是接收单位，问责时是被问责的单位。", problem: problems.message(of: "unit"), isOptional: true
                ).write(&html)
                if acts.contains(.judged) { writeJudgement(&html) }
                html(.button, .class("button"), .type("submit"), text: "记录")
            }
        }
    }

    private func writeJudgement(_ html: inout HTMLWriter) {
        html(.fieldset, .id("subjects"), .tabIndex(-1)) { html in
            html(.legend, text: "研判：属于哪一类必须回应的情形")
            if let problem = problems.message(of: "subjects") { html(.p, .class("problem"), text: problem) }
            for subject in PublicOpinion.Subject.allCases {
                TickBox(
                    label: subject.name, id: "subject-\(subject.rawValue)", isOn: opinion.subjects.contains(subject),
                    value: subject.rawValue,
                    name: "subject"
                ).write(&html)
            }
        }
        ChoiceList(
            label: "级别", id: "level", options: PublicOpinion.Level.allCases.map { ($0.rawValue, $0.name) },
            selected: values["level"] ?? opinion.level.rawValue
        ).write(&html)
    }

    private func writeTrail(_ html: inout HTMLWriter) {
        let names = Dictionary(units.map { ($0.value, $0.label) }, uniquingKeysWith: { $1 })
        section(&html, "经过", id: "trail") { html in
            html(.ul, .class("trail")) { html in
                for fact in facts.reversed() {
                    html(.li) { html in
                        html(.p, .class("quiet"), text: "\(fact.time.text)　\(fact.signature)")
                        let unit = fact.unit.flatMap { names[$0.description] }.map { "（\($0)）" } ?? ""
                        html(.p, text: "\(fact.kind.name)\(unit)\(fact.text.isEmpty ? "" : "：\(fact.text)")")
                    }
                }
            }
        }
    }
}

/// The form of a response, before it becomes a draft.
package struct ResponseFormPage: WorkPage {
    package var opinion: PublicOpinion
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(opinion: PublicOpinion, values: [String: String] = [:], problems: [(field: String, message: String)] = []) {
        self.opinion = opinion
        self.values = values
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "起草回应" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "政务舆情", address: WorkRoute.opinions.link()),
            WorkStep(label: opinion.title, address: WorkRoute.opinion.link(opinion.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "起草回应", lead: "讲清问题成因、解决方案和制约因素。下面填写的内容成为稿件的正文，可以继续修改，经审查公开。")
        workForm(&html, WorkRoute.startResponse.link(opinion.id), in: frame) { html in
            TextLine(
                label: "标题", id: "title", value: values["title"] ?? "", limit: PublicOpinion.longestTitle,
                problem: problems.message(of: "title")
            ).write(&html)
            TickBox(label: "这是不实信息澄清（网传内容、事实、依据都要写）", id: "clarification", isOn: values["clarification"] != nil).write(&html)
            area("网传内容", "said", isOptional: true, &html)
            area("事实（回应的内容）", "truth", &html)
            area("依据", "evidence", isOptional: true, &html)
            html(.button, .class("button"), .type("submit"), text: "转为稿件")
        }
    }

    private func area(_ label: String, _ id: String, isOptional: Bool = false, _ html: inout HTMLWriter) {
        TextArea(
            label: label, id: id, value: values[id] ?? "", limit: PublicOpinion.longestText, problem: problems.message(of: id),
            isOptional: isOptional
        ).write(&html)
    }
}
