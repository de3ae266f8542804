package import Domain
package import HTML

/// A draft as a list shows it.
package struct DraftLine: Sendable {
    package var id: Draft.ID
    package var title: String
    package var unitName: String
    package var state: Draft.State
    package var path: ApprovalPath
    package var changed: Instant
    package var openFindings: Int
    package var isCorrection: Bool
    package var isReturned: Bool
    /// 再评估日期 of what is not public.
    package var reassess: Day?
    package var version: Int

    package init(
        id: Draft.ID, title: String, unitName: String, state: Draft.State, path: ApprovalPath, changed: Instant, openFindings: Int,
        isCorrection: Bool, isReturned: Bool, reassess: Day? = nil, version: Int
    ) {
        self.id = id
        self.title = title
        self.unitName = unitName
        self.state = state
        self.path = path
        self.changed = changed
        self.openFindings = openFindings
        self.isCorrection = isCorrection
        self.isReturned = isReturned
        self.reassess = reassess
        self.version = version
    }
}

/// 拟公开: drafts with filters, and for those who decide the box for approving several at once.
package struct DraftsPage: WorkPage {
    package enum Scope: String, Sendable, CaseIterable {
        case waiting, open, withheld, closed

        package var words: String {
            switch self {
            case .waiting: "待我办理"
            case .open: "办理中"
            case .withheld: "不公开台账"
            case .closed: "已办结"
            }
        }
    }

    package var scope: Scope
    package var text: String
    package var lines: [DraftLine]
    package var counts: [Scope: Int]
    package var mayDraft: Bool
    /// Whether several can be approved at once by whoever looks.
    package var mayDecide: Bool
    /// What could not be approved just now.
    package var refused: [(title: String, reasons: [GateReason])]
    package var next: WebAddress?

    package init(
        scope: Scope, text: String, lines: [DraftLine], counts: [Scope: Int], mayDraft: Bool, mayDecide: Bool,
        refused: [(title: String, reasons: [GateReason])] = [], next: WebAddress? = nil
    ) {
        self.scope = scope
        self.text = text
        self.lines = lines
        self.counts = counts
        self.mayDraft = mayDraft
        self.mayDecide = mayDecide
        self.refused = refused
        self.next = next
    }

    package var title: String { "拟公开" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            if mayDraft { html(.a, .class("button"), .href(WorkRoute.newDraft.link()), text: "新起草一份") }
        }
        html(.nav, .class("tabs"), .aria("label", "范围")) { html in
            html(.ul) { html in
                for choice in Scope.allCases {
                    let address = WorkRoute.drafts.link(query: [("scope", choice.rawValue)])
                    let label = counts[choice].map { "\(choice.words)（\($0.grouped)）" } ?? choice.words
                    html(.li) { html in
                        if choice == scope {
                            html(.a, .href(address), .aria("current", "page"), text: label)
                        } else {
                            html(.a, .href(address), text: label)
                        }
                    }
                }
            }
        }
        html(.form, .class("inline-form"), .role("search"), .action(WorkRoute.drafts.link()), .method("get")) { html in
            html(.input, .type("hidden"), .name("scope"), .value(scope.rawValue))
            html(.label, .for("q"), text: "标题")
            html(.input, .type("search"), .id("q"), .name("q"), .value(text), .maxLength(100))
            html(.button, .class("button quiet"), .type("submit"), text: "查找")
        }
        writeRefused(&html)
        if lines.isEmpty { return writeEmpty(&html) }
        if mayDecide && scope == .waiting { writeBulk(&html, in: frame) } else { writeTable(&html, today: frame.today, selectable: false) }
        if let next { html(.p) { $0(.a, .class("button quiet"), .href(next), .rel("next"), text: "下一页") } }
    }

    private func writeRefused(_ html: inout HTMLWriter) {
        guard !refused.isEmpty else { return }
        html(.div, .class("error-summary"), .role("alert"), .tabIndex(-1), .data("focus")) { html in
            html(.h2, text: "有 \(refused.count) 份没有通过，仍在待办中")
            html(.ul) { html in
                for line in refused { html(.li, text: "《\(line.title)》：\(line.reasons.map(\.sentence).joined(separator: ""))") }
            }
        }
    }

    private func writeEmpty(_ html: inout HTMLWriter) {
        html(.div, .class("empty")) { html in
            html(.p, .class("empty-reason"), text: text.isEmpty ? "这里现在没有稿件。" : "没有标题含“\(text)”的稿件。")
            html(.p, text: mayDraft ? "可以从公开任务开始起草，也可以新起草一份。" : "有需要您办理的稿件时会出现在这里。")
        }
    }

    private func writeBulk(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.decideMany.link(), in: frame, class: "bulk") { html in
            writeTable(&html, today: frame.today, selectable: true)
            html(.fieldset, .class("panel")) { html in
                html(.legend, text: "批量同意")
                html(.label, .for("bulk-reason"), text: "意见（每份各记录一条）")
                html(.input, .type("text"), .id("bulk-reason"), .name("reason"), .maxLength(500))
                html(.button, .class("button"), .type("submit"), text: "同意选中的稿件")
            }
        }
    }

    private func writeTable(_ html: inout HTMLWriter, today: Day, selectable: Bool) {
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", scope.words)) { html in
            html(.table, .class("data-table work-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: scope.words)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        if selectable { html(.th, .scope("col"), .role("columnheader"), text: "选") }
                        for heading in ["标题", "单位", "状态", "最近改动"] {
                            html(.th, .scope("col"), .role("columnheader"), text: heading)
                        }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines { write(line, today: today, selectable: selectable, &html) }
                }
            }
        }
    }

    private func write(_ line: DraftLine, today: Day, selectable: Bool, _ html: inout HTMLWriter) {
        let shown = line.title.isEmpty ? "（还没有标题）" : line.title
        html(.tr, .role("row")) { html in
            if selectable {
                html(.td, .role("cell"), .data("label", "选")) { html in
                    html(
                        .input, .type("checkbox"), .name("draft"), .value("\(line.id):\(line.version)"), .aria("label", "选中《\(shown)》"))
                }
            }
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.a, .href(WorkRoute.draft.link(line.id)), text: shown)
                if line.isCorrection { html(.span, .class("mark-word"), text: "更正") }
                if line.isReturned, case .drafting = line.state { html(.span, .class("mark-word alarm"), text: "被退回") }
            }
            html(.td, .role("cell"), .data("label", "单位"), text: line.unitName)
            html(.td, .role("cell"), .data("label", "状态")) { html in
                line.state.tag(line.path).write(&html)
                if line.openFindings > 0 { html(.span, .class("quiet"), text: "检查发现 \(line.openFindings) 处") }
                if let day = line.reassess, line.state == .withheld {
                    StatusTag(
                        word: day <= today ? "应当再评估（\(day)）" : "\(day) 再评估", shape: day <= today ? .cross : .open,
                        isAlarming: day <= today
                    ).write(&html)
                }
            }
            html(.td, .role("cell"), .data("label", "最近改动"), text: line.changed.text)
        }
    }
}

/// 新起草: which item it is for.
package struct NewDraftPage: WorkPage {
    package struct Choice: Sendable {
        package var item: ItemLink
        package var timeLimit: String

        package init(item: ItemLink, timeLimit: String) {
            self.item = item
            self.timeLimit = timeLimit
        }
    }

    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var unit: OrganisationUnit.ID?
    package var choices: [Choice]

    package init(units: [(id: OrganisationUnit.ID, name: String)], unit: OrganisationUnit.ID?, choices: [Choice]) {
        self.units = units
        self.unit = unit
        self.choices = choices
    }

    package var title: String { "新起草一份" }
    package var trail: [WorkStep] { [WorkStep(label: "拟公开", address: WorkRoute.drafts.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "选定公开事项后，表单按这个事项的要素、依据、渠道和对象生成。")
        if units.count > 1 {
            html(.nav, .class("tabs"), .aria("label", "单位")) { html in
                html(.ul) { html in
                    for entry in units {
                        html(.li) { html in
                            let address = WorkRoute.newDraft.link(query: [("unit", entry.id.description)])
                            if entry.id == unit {
                                html(.a, .href(address), .aria("current", "page"), text: entry.name)
                            } else {
                                html(.a, .href(address), text: entry.name)
                            }
                        }
                    }
                }
            }
        }
        guard let unit else { return }
        workForm(&html, WorkRoute.createDraft.link(), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("unit"), .value(unit.description))
            html(.p) { html in
                html(.button, .class("button quiet"), .type("submit"), .name("item"), .value(""), text: "不属于目录事项，直接起草")
            }
            if choices.isEmpty {
                EmptyState(reason: "现行目录中没有由本单位负责的事项。", advice: "可以直接起草；目录有遗漏的，请告诉政务公开办。").write(&html)
                return
            }
            html(.div, .data("filterable", "查找事项")) { html in
                html(.table, .class("data-table work-table")) { html in
                    html(.caption, text: "本单位负责的公开事项，共 \(choices.count) 项")
                    html(.thead) { html in
                        html(.tr) { html in
                            for heading in ["公开事项", "公开时限", "操作"] { html(.th, .scope("col"), text: heading) }
                        }
                    }
                    html(.tbody) { html in
                        for choice in choices {
                            html(.tr) { html in
                                html(.th, .scope("row"), text: choice.item.levels.joined(separator: " › "))
                                html(.td, text: choice.timeLimit.isEmpty ? "目录没有写明" : choice.timeLimit)
                                html(.td) { html in
                                    html(
                                        .button, .class("button quiet"), .type("submit"), .name("item"), .value(choice.item.id.description)
                                    ) { html in
                                        html.text("起草")
                                        html(.span, .class("unseen"), text: "：\(choice.item.name)")
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
