package import Domain
import HTML

/// A chain as the public sees it: what is public, and what is missing.
package struct ChainLines: Sendable {
    package struct Entry: Sendable {
        package var stage: ChainStage
        package var document: DisclosureLink

        package init(stage: ChainStage, document: DisclosureLink) {
            self.stage = stage
            self.document = document
        }
    }

    package var id: PolicyChain.ID
    /// Of a document that went through the gate.
    package var title: String
    /// In the order of the course.
    package var entries: [Entry]
    /// Stages that there should be and that nothing stands in.
    package var missing: [ChainStage]

    package init(id: PolicyChain.ID, title: String, entries: [Entry], missing: [ChainStage]) {
        self.id = id
        self.title = title
        self.entries = entries
        self.missing = missing
    }

    /// The stages as an upright list.
    ///
    /// - Parameter current: the document on whose page it stands.
    func write(_ html: inout HTMLWriter, current: Disclosure.ID? = nil) {
        html(.ol, .class("chain")) { html in
            for stage in ChainStage.allCases {
                let own = entries.filter { $0.stage == stage }
                guard !own.isEmpty || missing.contains(stage) else { continue }
                html(.li, .class(own.isEmpty ? "chain-stage absent" : "chain-stage")) { html in
                    html(.p, .class("chain-name"), text: stage.name)
                    guard !own.isEmpty else { return StatusTag(word: "尚未公开", shape: .open).write(&html) }
                    html(.ul) { html in
                        for entry in own { write(entry.document, isCurrent: entry.document.id == current, &html) }
                    }
                }
            }
        }
    }

    private func write(_ document: DisclosureLink, isCurrent: Bool, _ html: inout HTMLWriter) {
        html(.li) { html in
            DocumentDay(document: document).write(&html)
            if isCurrent {
                html(.strong, text: "\(document.title)（本文）")
            } else {
                html(.a, .href(Address.disclosure(document.id).link), text: document.title)
            }
            if let unit = document.unit { html(.span, .class("quiet"), text: unit.name) }
        }
    }
}

/// One matter from the plan to the repeal (全链条公开).
package struct ChainPage: Sendable {
    package var chain: ChainLines

    package init(chain: ChainLines) { self.chain = chain }
}

extension ChainPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "全链条公开：\(chain.title)", crumb: chain.title,
            description: "“\(chain.title)”从征求意见、文件公布、政策解读到执行和结果的全部公开文件。",
            trail: [PageHead.Step(label: "全链条公开", address: .chains)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, chain.title, lead: "这件事从计划、征求意见、文件、解读到执行、结果的公开情况。应有而还没有公开的环节也列出。")
        chain.write(&html)
        PrintedSource(address: Address.chain(chain.id).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

/// All chains with something public in them.
package struct ChainsPage: Sendable {
    package var chains: [ChainLines]

    package init(chains: [ChainLines]) { self.chains = chains }
}

extension ChainsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "全链条公开",
            column: PageHead.Column(
                name: "全链条公开", description: "每件事从征求意见、文件、解读到执行、结果的公开文件，排在一起。", keywords: ["全链条公开", "五公开", "政策解读"],
                type: .policyDocuments))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "全链条公开", lead: "一件事从计划、征求意见、文件、解读到执行、结果，排在一起看。")
        guard !chains.isEmpty else {
            return EmptyState(reason: "还没有全链条。", advice: "可以先按单位和年份查看公开文件。", links: [("公开文件", .disclosures())]).write(&html)
        }
        html(.ul, .class("documents")) { html in
            for chain in chains {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.chain(chain.id).link), text: chain.title)
                    html(.p, .class("document-facts")) { html in
                        html(.span, .class("document-unit"), text: "已公开 \(Set(chain.entries.map(\.stage)).count) 个环节")
                    }
                    if !chain.missing.isEmpty {
                        html(.p, .class("reads"), text: "尚未公开：\(chain.missing.map(\.name).joined(separator: "、"))")
                    }
                }
            }
        }
    }
}
