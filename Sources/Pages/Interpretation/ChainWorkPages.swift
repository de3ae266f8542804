package import Domain
package import HTML

/// 全链条 in the workbench: all chains, a new one, and where a document is to be attached.
package struct ChainListPage: WorkPage {
    package var chains: [(chain: PolicyChain, unitName: String)]
    /// The document that is to be attached; then each chain is a choice.
    package var paper: (reference: PaperReference, title: String)?
    /// Own units, in which a chain can be made.
    package var units: [(value: String, label: String)]
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        chains: [(chain: PolicyChain, unitName: String)], paper: (reference: PaperReference, title: String)?,
        units: [(value: String, label: String)], values: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.chains = chains
        self.paper = paper
        self.units = units
        self.values = values
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "全链条" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "全链条", lead: "一件事从计划、征求意见、会议、文件、解读到执行、结果、回应和废止，把公开的文件连起来。")
        if let paper {
            html(.p) { html in
                html.text("要加入的文件：")
                html(.strong, text: paper.title.isEmpty ? "（还没有标题）" : paper.title)
            }
        }
        if chains.isEmpty {
            EmptyState(reason: "还没有全链条", advice: units.isEmpty ? "各单位建立的全链条会列在这里。" : "可以在下面新建。").write(&html)
        } else {
            PeopleTable(caption: "全链条", headings: ["名称", "单位", "应有的环节"]).write(&html) { html, labels in
                for (chain, unitName) in chains {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) { html in
                            html(.a, .href(address(chain)), text: chain.title)
                        }
                        html(.td, .role("cell"), .data("label", labels[1]), text: unitName)
                        html(.td, .role("cell"), .data("label", labels[2]), text: StageBoxes.words(chain.expected))
                    }
                }
            }
        }
        guard !units.isEmpty else { return }
        section(&html, "新建全链条", id: "new") { html in
            workForm(&html, WorkRoute.createChain.link(), in: frame) { html in
                if let paper { html(.input, .type("hidden"), .name("paper"), .value(paper.reference.text)) }
                TextLine(
                    label: "名称", id: "title", value: values["title"] ?? paper?.title ?? "", limit: PolicyChain.longestTitle,
                    hint: "只在工作台使用；门户用其中文件的标题。", problem: problems.message(of: "title")
                ).write(&html)
                ChoiceList(label: "牵头单位", id: "unit", options: units, selected: values["unit"] ?? "", problem: problems.message(of: "unit"))
                    .write(&html)
                StageBoxes(
                    chosen: values.isEmpty ? [.consultation, .feedback, .document, .interpretation] : StageBoxes.stages(values["stages"]),
                    problem: problems.message(of: "stages")
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: "新建")
            }
        }
    }

    private func address(_ chain: PolicyChain) -> WebAddress {
        WorkRoute.chain.link(chain.id, query: paper.map { [("paper", $0.reference.text)] } ?? [])
    }
}

/// Which stages there should be.
struct StageBoxes {
    var chosen: Set<ChainStage>
    var problem: String?

    func write(_ html: inout HTMLWriter) {
        html(.fieldset, .id("stages"), .tabIndex(-1)) { html in
            html(.legend, text: "应有的环节（没有文件时，门户显示“尚未公开”）")
            if let problem { html(.p, .class("problem"), text: problem) }
            for stage in ChainStage.allCases {
                TickBox(
                    label: stage.name, id: "stage-\(stage.rawValue)", isOn: chosen.contains(stage), value: stage.rawValue, name: "stage"
                )
                .write(&html)
            }
        }
    }

    static func words(_ stages: Set<ChainStage>) -> String {
        ChainStage.allCases.filter(stages.contains).map(\.name).joined(separator: "、")
    }

    static func stages(_ text: String?) -> Set<ChainStage> {
        Set((text ?? "").split(separator: " ").compactMap { ChainStage(rawValue: String($0)) })
    }
}

/// One chain: its documents, what is suggested for it, and its plan.
package struct ChainWorkPage: WorkPage {
    package struct Entry: Sendable {
        /// `nil` for an interpretation that is there because of what it interprets.
        package var link: PolicyChain.Link.ID?
        package var stage: ChainStage
        package var title: String
        package var address: WebAddress
        package var published: Day?

        package init(link: PolicyChain.Link.ID?, stage: ChainStage, title: String, address: WebAddress, published: Day?) {
            self.link = link
            self.stage = stage
            self.title = title
            self.address = address
            self.published = published
        }
    }

    package struct Suggestion: Sendable {
        package var document: DisclosureLink
        package var stage: ChainStage

        package init(document: DisclosureLink, stage: ChainStage) {
            self.document = document
            self.stage = stage
        }
    }

    package var chain: PolicyChain
    package var unitName: String
    package var entries: [Entry]
    package var missing: [ChainStage]
    package var isPublic: Bool
    package var paper: (reference: PaperReference, title: String, stage: ChainStage)?
    package var suggestions: [Suggestion]
    package var mayEdit: Bool
    package var problems: [(field: String, message: String)]

    package init(
        chain: PolicyChain, unitName: String, entries: [Entry], missing: [ChainStage], isPublic: Bool,
        paper: (reference: PaperReference, title: String, stage: ChainStage)?, suggestions: [Suggestion], mayEdit: Bool,
        problems: [(field: String, message: String)] = []
    ) {
        self.chain = chain
        self.unitName = unitName
        self.entries = entries
        self.missing = missing
        self.isPublic = isPublic
        self.paper = paper
        self.suggestions = suggestions
        self.mayEdit = mayEdit
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + chain.title }
    package var trail: [WorkStep] { [WorkStep(label: "全链条", address: WorkRoute.chains.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, chain.title, lead: "牵头单位：\(unitName)。应有的环节：\(StageBoxes.words(chain.expected))。")
        if isPublic { html(.p) { $0(.a, .class("button quiet"), .href(Address.chain(chain.id).link), text: "查看公开页面") } }
        if mayEdit, let paper { writePaper(paper, &html, in: frame) }
        writeEntries(&html, in: frame)
        guard mayEdit else { return }
        writeAttach(&html, in: frame)
        writeSuggestions(&html, in: frame)
        html(.details, .class("fold")) { html in
            html(.summary, text: "修改名称和应有的环节")
            workForm(&html, WorkRoute.saveChain.link(chain.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(chain.version)))
                TextLine(
                    label: "名称", id: "title", value: chain.title, limit: PolicyChain.longestTitle, problem: problems.message(of: "title")
                ).write(&html)
                StageBoxes(chosen: chain.expected, problem: problems.message(of: "stages")).write(&html)
                html(.button, .class("button"), .type("submit"), text: "保存")
            }
        }
    }

    private func writePaper(
        _ paper: (reference: PaperReference, title: String, stage: ChainStage), _ html: inout HTMLWriter, in frame: WorkFrame
    ) {
        section(&html, "加入“\(paper.title)”", id: "attach-this") { html in
            workForm(&html, WorkRoute.attachToChain.link(chain.id), in: frame) { html in
                html(.input, .type("hidden"), .name("paper"), .value(paper.reference.text))
                stageChoice("stage-this", "stage", paper.stage, &html)
                html(.button, .class("button"), .type("submit"), text: "加入")
            }
        }
    }

    private func stageChoice(_ id: String, _ name: String, _ chosen: ChainStage, _ html: inout HTMLWriter) {
        html(.div, .class("field")) { html in
            html(.label, .for(id), text: "环节")
            html(.select, .id(id), .name(name)) { html in
                for stage in ChainStage.allCases {
                    if stage == chosen {
                        html(.option, .value(stage.rawValue), .selected, text: stage.name)
                    } else {
                        html(.option, .value(stage.rawValue), text: stage.name)
                    }
                }
            }
        }
    }

    private func writeEntries(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "各环节", id: "stages-now") { html in
            html(.ol, .class("chain")) { html in
                for stage in ChainStage.allCases {
                    let own = entries.filter { $0.stage == stage }
                    guard !own.isEmpty || missing.contains(stage) else { continue }
                    html(.li, .class(own.isEmpty ? "chain-stage absent" : "chain-stage")) { html in
                        html(.p, .class("chain-name"), text: stage.name)
                        guard !own.isEmpty else { return StatusTag(word: "缺", shape: .open).write(&html) }
                        html(.ul) { html in
                            for entry in own { write(entry, &html, in: frame) }
                        }
                    }
                }
            }
        }
    }

    private func write(_ entry: Entry, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.li) { html in
            html(.span, .class("document-day"), text: entry.published?.description ?? "还没有公开")
            html(.a, .href(entry.address), text: entry.title.isEmpty ? "（还没有标题）" : entry.title)
            guard let link = entry.link else { return html(.span, .class("quiet"), text: "（由解读关系自动列入）") }
            guard mayEdit else { return }
            workForm(&html, WorkRoute.detachFromChain.link(chain.id, link), in: frame, class: "inline-form") { html in
                html(.button, .class("link-button"), .type("submit")) { html in
                    html.text("移出")
                    html(.span, .class("unseen"), text: "“\(entry.title)”")
                }
            }
        }
    }

    private func writeAttach(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "加入已公开的文件", id: "attach") { html in
            workForm(&html, WorkRoute.attachToChain.link(chain.id), in: frame) { html in
                TextLine(
                    label: "公开页面的网址或者编号", id: "paper", value: "", limit: 300, problem: problems.message(of: "paper")
                ).write(&html)
                stageChoice("stage", "stage", .document, &html)
                html(.button, .class("button quiet"), .type("submit"), text: "加入")
            }
        }
    }

    private func writeSuggestions(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !suggestions.isEmpty else { return }
        section(&html, "可能属于这条链的文件", id: "suggestions") { html in
            html(.p, .class("hint"), text: "本单位标题相近的文件；环节由标题推测，请核对。")
            html(.ul, .class("documents")) { html in
                for (index, suggestion) in suggestions.enumerated() {
                    html(.li) { html in
                        html(
                            .a, .class("document-title"), .href(Address.disclosure(suggestion.document.id).link),
                            text: suggestion.document.title)
                        workForm(&html, WorkRoute.attachToChain.link(chain.id), in: frame, class: "inline-form") { html in
                            html(
                                .input, .type("hidden"), .name("paper"), .value(PaperReference.published(suggestion.document.id).text))
                            stageChoice("suggested-\(index)", "stage", suggestion.stage, &html)
                            html(.button, .class("button quiet"), .type("submit")) { html in
                                html.text("加入")
                                html(.span, .class("unseen"), text: "“\(suggestion.document.title)”")
                            }
                        }
                    }
                }
            }
        }
    }
}
