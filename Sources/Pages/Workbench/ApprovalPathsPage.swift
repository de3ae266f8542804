package import Domain
package import HTML

/// 审批流程: which steps count for whom.
package struct ApprovalPathsPage: WorkPage {
    package struct Line: Sendable {
        package var unit: String
        package var domain: String
        package var path: ApprovalPath
        package var unitKey: String
        package var domainKey: String

        package init(unit: String, domain: String, path: ApprovalPath, unitKey: String, domainKey: String) {
            self.unit = unit
            self.domain = domain
            self.path = path
            self.unitKey = unitKey
            self.domainKey = domainKey
        }
    }

    package var lines: [Line]
    package var units: [FilterOption]
    package var domains: [FilterOption]
    package var problem: String?

    package init(lines: [Line], units: [FilterOption], domains: [FilterOption], problem: String? = nil) {
        self.lines = lines
        self.units = units
        self.domains = domains
        self.problem = problem
    }

    package var title: String { "审批流程" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("steps", problem)]).write(&html) }
        pageTitle(&html, title, lead: "可以按单位和领域设置环节，越具体的越优先。保密审查不能省，环节不能为空；改动只影响以后提交的稿件。")
        PeopleTable(caption: title, headings: ["单位", "领域", "环节", "操作"]).write(&html) { html, labels in
            if !lines.contains(where: { $0.unitKey.isEmpty && $0.domainKey.isEmpty }) {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: "所有单位")
                    html(.td, .role("cell"), .data("label", labels[1]), text: "所有领域")
                    html(.td, .role("cell"), .data("label", labels[2]), text: Self.steps(.standard))
                    html(.td, .role("cell"), .data("label", labels[3]), .class("quiet"), text: "默认")
                }
            }
            for line in lines { write(line, labels, &html, in: frame) }
        }
        writeForm(&html, in: frame)
    }

    private static func steps(_ path: ApprovalPath) -> String { path.steps.map(\.words).joined(separator: " → ") }

    private func write(_ line: Line, _ labels: [String], _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader"), text: line.unit)
            html(.td, .role("cell"), .data("label", labels[1]), text: line.domain)
            html(.td, .role("cell"), .data("label", labels[2]), text: Self.steps(line.path))
            html(.td, .role("cell"), .data("label", labels[3])) { html in
                workForm(&html, WorkRoute.saveApprovalPath.link(), in: frame, class: "inline-form") { html in
                    html(.input, .type("hidden"), .name("unit"), .value(line.unitKey))
                    html(.input, .type("hidden"), .name("domain"), .value(line.domainKey))
                    html(.button, .class("link-button"), .type("submit"), .name("act"), .value("remove")) { html in
                        html.text("取消")
                        html(.span, .class("unseen"), text: "\(line.unit)、\(line.domain)的流程")
                    }
                }
            }
        }
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "设置一条流程") { html in
            workForm(&html, WorkRoute.saveApprovalPath.link(), in: frame) { html in
                select(&html, "单位", "unit", units, everything: "所有单位")
                select(&html, "领域", "domain", domains, everything: "所有领域")
                html(.fieldset, .id("steps")) { html in
                    html(.legend, text: "环节（按顺序，不需要的选“无”）")
                    for place in 1...5 {
                        let id = "step\(place)"
                        html(.div, .class("filter")) { html in
                            html(.label, .for(id), text: "第 \(place) 步")
                            html(.select, .id(id), .name("step")) { html in
                                html(.option, .value(""), text: "无")
                                for step in ApprovalStep.allCases {
                                    let isChosen = place <= 3 && ApprovalPath.standard.steps[place - 1] == step
                                    html(
                                        .option, attributes: [.value(step.rawValue)] + (isChosen ? [.selected] : [])
                                    ) { $0.text(step.words) }
                                }
                            }
                        }
                    }
                }
                html(.button, .class("button"), .type("submit"), .name("act"), .value("save"), text: "保存流程")
            }
        }
    }

    private func select(_ html: inout HTMLWriter, _ label: String, _ name: String, _ options: [FilterOption], everything: String) {
        FormField(label: label, id: name).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: everything)
                for option in options { html(.option, .value(option.value), text: option.label) }
            }
        }
    }
}
