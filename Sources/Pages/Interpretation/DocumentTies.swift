package import Domain
package import HTML

/// What a public document is tied to: the pages of the matters it belongs to, interpretations, what it interprets, chains.
package struct DocumentTies: Sendable {
    /// What the document is the paper of, with the page where that is kept up: “本文是……，查看……”.
    package struct Belonging: Sendable {
        package var words: String
        package var label: String
        package var address: Address

        package init(words: String, label: String, address: Address) {
            self.words = words
            self.label = label
            self.address = address
        }
    }

    package struct Reading: Sendable {
        package var document: DisclosureLink
        package var kind: Interpretation.Kind
        package var firstReader: String
        /// Where the material stands when it is no attachment.
        package var link: WebAddress?

        package init(document: DisclosureLink, kind: Interpretation.Kind, firstReader: String, link: WebAddress?) {
            self.document = document
            self.kind = kind
            self.firstReader = firstReader
            self.link = link
        }
    }

    package var belongings: [Belonging] = []
    /// 未列入现行有效目录: a normative document that is not on the published list of valid ones.
    package var isOffList = false
    package var readings: [Reading] = []
    /// The document that this one interprets, in the form of the reading.
    package var about: Reading?
    package var chains: [ChainLines] = []
    /// Whether this is a response to public opinion, and then whether it clears up a rumour.
    package var clarifies: Bool?

    package init() {}

    /// Stands where nobody overlooks it: between the metadata and the text.
    func writeBeforeText(_ html: inout HTMLWriter) {
        if isOffList {
            html(.p, .class("correction-notice"), .role("note")) { html in
                StatusTag(word: "未列入现行有效目录", shape: .cross, isAlarming: true).write(&html)
                html.text("，不作为行政管理的依据，")
                html(.a, .href(Address.ledger(LedgerKind.normativeDocuments.code).link), text: "查看现行有效的规范性文件目录")
            }
        }
        for belonging in belongings {
            html(.p, .class("tie"), .role("note")) { html in
                html.text("\(belonging.words)，查看")
                html(.a, .href(belonging.address.link), text: belonging.label)
            }
        }
        if let about {
            html(.div, .class("tie"), .role("note")) { html in
                html(.p) { html in
                    html.text("本文是政策解读（\(about.kind.name)），解读的文件：")
                    html(.a, .href(Address.disclosure(about.document.id).link), text: about.document.title)
                }
                html(.p, .class("quiet"), text: "第一解读人：\(about.firstReader)")
                if let link = about.link {
                    html(.p) { html in
                        html.text("解读材料：")
                        html(.a, .href(link), .rel("external nofollow"), text: link.text)
                    }
                }
            }
        }
        if let clarifies {
            html(.div, .class("tie"), .role("note")) { html in
                html(.p) { html in
                    if clarifies { StatusTag(word: "不实信息澄清", shape: .full).write(&html) }
                    html.text(" 本文是对社会关切的回应，查看")
                    html(.a, .href(Address.responses().link), text: "回应关切")
                }
            }
        }
        guard !readings.isEmpty else { return }
        html(.div, .class("tie"), .role("note")) { html in
            html(.h2, text: "政策解读")
            html(.ul) { html in
                for reading in readings {
                    html(.li) { html in
                        html(.a, .href(Address.disclosure(reading.document.id).link), text: reading.document.title)
                        html(.span, .class("quiet"), text: "　\(reading.kind.name)，\(reading.document.published?.day.description ?? "日期不详")")
                    }
                }
            }
        }
    }

    func writeChains(_ html: inout HTMLWriter, current: Disclosure.ID) {
        for chain in chains {
            section(&html, "全链条：\(chain.title)", class: "section belonging") { html in
                chain.write(&html, current: current)
                html(.p) { $0(.a, .href(Address.chain(chain.id).link), text: "单独查看这条全链条") }
            }
        }
    }
}

/// The same for staff, with what may be done: on the form of a draft and on the workbench page of a document.
package struct PaperTies: Sendable {
    package struct Reading: Sendable {
        package var id: Interpretation.ID
        package var title: String
        package var kind: Interpretation.Kind
        package var address: WebAddress
        /// When it became public; `nil` while it is not.
        package var published: Day?

        package init(id: Interpretation.ID, title: String, kind: Interpretation.Kind, address: WebAddress, published: Day?) {
            self.id = id
            self.title = title
            self.kind = kind
            self.address = address
            self.published = published
        }
    }

    package var paper: PaperReference
    /// The draft behind it, whose plan it is.
    package var draft: Draft.ID?
    package var plan: InterpretationPlan?
    /// A 规范性文件 without a plan does not get through.
    package var needsPlan: Bool
    package var readings: [Reading]
    package var standing: InterpretationStanding?
    package var gates: [(gate: SyncGate, state: SyncGate.State)]
    package var about: (interpretation: Interpretation, title: String, address: WebAddress)?
    package var chains: [(id: PolicyChain.ID, title: String)]
    package var mayInterpret: Bool

    package init(
        paper: PaperReference, draft: Draft.ID?, plan: InterpretationPlan?, needsPlan: Bool, readings: [Reading],
        standing: InterpretationStanding?, gates: [(gate: SyncGate, state: SyncGate.State)],
        about: (interpretation: Interpretation, title: String, address: WebAddress)?, chains: [(id: PolicyChain.ID, title: String)],
        mayInterpret: Bool
    ) {
        self.paper = paper
        self.draft = draft
        self.plan = plan
        self.needsPlan = needsPlan
        self.readings = readings
        self.standing = standing
        self.gates = gates
        self.about = about
        self.chains = chains
        self.mayInterpret = mayInterpret
    }

    func write(_ html: inout HTMLWriter) {
        section(&html, "解读和全链条", id: "interpretation") { html in
            if let about { write(about, &html) } else { writePlan(&html) }
            html(.dl, .class("facts panel")) { html in
                fact(&html, "全链条") { html in
                    if chains.isEmpty { html.text("还没有加入　") }
                    for chain in chains {
                        html(.a, .href(WorkRoute.chain.link(chain.id)), text: chain.title)
                        html.text("　")
                    }
                    html(.a, .href(WorkRoute.chains.link(query: [("paper", paper.text)])), text: "加入全链条")
                }
            }
        }
    }

    private func write(_ about: (interpretation: Interpretation, title: String, address: WebAddress), _ html: inout HTMLWriter) {
        let own = about.interpretation
        html(.dl, .class("facts panel")) { html in
            fact(&html, "解读的文件") { $0(.a, .href(about.address), text: about.title) }
            fact(&html, "解读形式") { $0.text(own.kind.name) }
            if !own.link.isEmpty { fact(&html, "材料网址") { $0.text(own.link) } }
            fact(&html, "第一解读人") { $0.text(own.firstReader) }
        }
        html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.editInterpretation.link(own.id)), text: "修改解读形式") }
    }

    private func writePlan(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            if draft != nil { fact(&html, "解读方案") { $0.text(planWords) } }
            for (gate, state) in gates { fact(&html, gate.name) { state.tag.write(&$0) } }
            if let standing {
                fact(&html, "解读期限") { html in
                    html.text(standing.due.chinese + " ")
                    standing.state.tag.write(&html)
                    html(.details, .class("fold")) { html in
                        html(.summary, text: "怎么算的")
                        html(.p, text: standing.explanation)
                    }
                }
            }
            fact(&html, "解读") { html in
                guard !readings.isEmpty else { return html.text("还没有") }
                html(.ul) { html in
                    for reading in readings {
                        html(.li) { html in
                            html(.a, .href(reading.address), text: reading.title)
                            html(.span, .class("quiet"), text: "　\(reading.kind.name)，\(reading.published?.description ?? "还没有公开")")
                        }
                    }
                }
            }
        }
        html(.p, .class("form-acts")) { html in
            if let draft { html(.a, .class("button quiet"), .href(WorkRoute.interpretationPlan.link(draft)), text: "解读方案") }
            if mayInterpret {
                html(.a, .class("button quiet"), .href(WorkRoute.newInterpretation.link(query: [("paper", paper.text)])), text: "起草解读")
            }
        }
    }

    private var planWords: String {
        guard let plan else { return needsPlan ? "还没有；规范性文件没有方案不能提交审核" : "没有；事关公众的政策请填写" }
        if plan.isExempt { return "不需要解读：\(plan.exemption)" }
        guard plan.missing.isEmpty else { return "还缺\(plan.missing.map(\.name).joined(separator: "、"))" }
        return "\(plan.kinds.map(\.name).joined(separator: "、"))；\(plan.planned?.description ?? "")"
    }
}
