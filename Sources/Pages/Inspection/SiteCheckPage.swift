package import Domain
package import HTML

/// 网站检查: what the last inspection of the own portal found, what it warns of, and those before it.
package struct SiteCheckPage: WorkPage {
    /// `nil` before the first.
    package var check: SiteCheck?
    /// The newest first.
    package var history: [SiteCheck.Line]
    package var units: [OrganisationUnit.ID: String]
    package var office: OrganisationUnit.ID?
    package var isRunning: Bool
    package var mayRun: Bool
    package var problem: String?

    package init(
        check: SiteCheck?, history: [SiteCheck.Line], units: [OrganisationUnit.ID: String], office: OrganisationUnit.ID?, isRunning: Bool,
        mayRun: Bool, problem: String? = nil
    ) {
        self.check = check
        self.history = history
        self.units = units
        self.office = office
        self.isRunning = isRunning
        self.mayRun = mayRun
        self.problem = problem
    }

    /// Evidence of a finding on the page; the whole is in the file.
    private static let shownEvidence = 5

    package var title: String { problem == nil ? "网站检查" : "错误：网站检查" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("run", problem)]).write(&html) }
        pageTitle(&html, "网站检查", lead: "按国务院办公厅的检查指标检查本门户，每天凌晨一次，规则和上级检查相同。")
        if isRunning { html(.div, .class("notice"), .role("status")) { $0(.p, text: "正在检查，一般几分钟内完成，请稍后刷新本页。") } }
        writeActs(&html, in: frame)
        guard let check else {
            return EmptyState(reason: "还没有检查过。", advice: "服务器每天凌晨自动检查，也可以请政务公开办立即检查一次。").write(&html)
        }
        writeSummary(&html, check)
        section(&html, "预警（\(check.warnings.count)）", id: "warnings") { writeWarnings(&$0, check) }
        for severity in InspectionRule.Severity.allCases {
            let findings = check.report.findings(of: severity)
            section(&html, "\(severity.name)（\(findings.count)）", id: severity.rawValue) { writeFindings(&$0, findings, severity, check) }
        }
        section(&html, "未检查（\(check.report.unchecked.count)）", id: "unchecked") { html in
            html(.p, text: "未检查的项目不等于合格，请由人核对。")
            html(.ul) { html in
                for open in check.report.unchecked { html(.li, text: "\(open.rule.name)（\(open.rule.severity.name)）：\(open.reason)。") }
            }
        }
        section(&html, "历次检查", id: "history") { writeHistory(&$0) }
    }

    private func writeActs(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("form-acts")) { html in
            if mayRun {
                workForm(&html, WorkRoute.runSiteCheck.link(), in: frame, class: "inline-form") { html in
                    html(.button, .class("button"), .id("run"), .type("submit"), text: "检查一次")
                }
            }
            if check != nil {
                html(.a, .class("button quiet"), .href(WorkRoute.siteCheckFile.link()), .download, text: "下载 Excel 文件")
            }
            if mayRun { html(.a, .class("button quiet"), .href(WorkRoute.siteCheckRules.link()), text: "检查规则") }
        }
    }

    private func writeSummary(_ html: inout HTMLWriter, _ check: SiteCheck) {
        let report = check.report
        html(.p) { html in
            let isGood = report.verdict == .passed
            StatusTag(word: report.verdict.name, shape: isGood ? .full : .cross, isAlarming: !isGood).write(&html)
        }
        let bonus = report.bonus == .zero ? "" : "，加分项 \(report.bonus) 分（\(report.rules.bonusMark) 分以上才计入）"
        html(
            .p,
            text:
                "\(check.day.chinese)检查，\(check.finished.text) 完成：网页 \(report.pageCount) 个，栏目 \(report.columnCount) 个；扣分 \(report.deduction) 分\(bonus)，得分 \(report.score) 分。"
        )
        html(.p, .class("quiet"), text: "检查指标：\(report.rules.effective) 起施行。标有“本地”的分值由各地确定，可以在检查规则中修改。")
    }

    private func writeWarnings(_ html: inout HTMLWriter, _ check: SiteCheck) {
        guard !check.warnings.isEmpty else { return html(.p, .class("quiet"), text: "近期没有将要成为问题的。") }
        html(.p, text: "下列各项现在还不是问题；到所列日期仍没有新的内容或者答复，就是问题。")
        let headings = ["成为问题的日期", "指标", "届时的问题", "网页", "责任单位"]
        PeopleTable(caption: "预警", headings: headings).write(&html) { html, labels in
            for warning in check.warnings {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: warning.day.description)
                    html(.td, .role("cell"), .data("label", labels[1]), text: "\(warning.rule.name)（\(warning.rule.severity.name)）")
                    html(.td, .role("cell"), .data("label", labels[2]), text: warning.sentence)
                    html(.td, .role("cell"), .data("label", labels[3])) { write(warning.evidence, &$0) }
                    html(.td, .role("cell"), .data("label", labels[4]), text: owner(of: warning.evidence, check))
                }
            }
        }
    }

    private func writeFindings(
        _ html: inout HTMLWriter, _ findings: [InspectionFinding], _ severity: InspectionRule.Severity, _ check: SiteCheck
    ) {
        guard !findings.isEmpty else { return html(.p, .class("quiet"), text: "没有。") }
        let headings = ["指标", "发现", "分值", "整改办法", "证据", "责任单位"]
        PeopleTable(caption: severity.name, headings: headings).write(&html) { html, labels in
            for finding in findings {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html.text(finding.rule.name)
                        html(.p, .class("hint"), text: finding.rule.basis)
                    }
                    html(.td, .role("cell"), .data("label", labels[1]), text: finding.sentence)
                    html(.td, .role("cell"), .data("label", labels[2]), text: check.report.pointsWords(of: finding.rule))
                    html(.td, .role("cell"), .data("label", labels[3]), text: finding.rule.remedy)
                    html(.td, .role("cell"), .data("label", labels[4])) { writeEvidence(&$0, finding) }
                    html(.td, .role("cell"), .data("label", labels[5]), text: owners(of: finding, check))
                }
            }
        }
    }

    private func writeEvidence(_ html: inout HTMLWriter, _ finding: InspectionFinding) {
        html(.ul) { html in
            for evidence in finding.evidence.prefix(Self.shownEvidence) { html(.li) { write(evidence, &$0) } }
            let left = finding.evidence.count - Self.shownEvidence
            if left > 0 { html(.li, text: "另有 \(max(left, finding.count - Self.shownEvidence)) 处") }
        }
    }

    /// The page as a link, and what on it.
    private func write(_ evidence: InspectionFinding.Evidence, _ html: inout HTMLWriter) {
        if let address = WebAddress(evidence.page) {
            html(.a, .href(address), text: evidence.page == "/" ? "首页" : evidence.page)
        } else {
            html.text(evidence.page)
        }
        let words = ([evidence.place].filter { !$0.isEmpty } + (evidence.day.map { [$0.description] } ?? [])).joined(separator: "，")
        if !words.isEmpty { html.text("：\(words)") }
    }

    private func owner(of evidence: InspectionFinding.Evidence, _ check: SiteCheck) -> String {
        (check.owners[evidence.page] ?? office).flatMap { units[$0] } ?? "—"
    }

    private func owners(of finding: InspectionFinding, _ check: SiteCheck) -> String {
        let names = Set(finding.evidence.map { owner(of: $0, check) }).sorted()
        return names.count > 3 ? "\(names.prefix(3).joined(separator: "、"))等 \(names.count) 个" : names.joined(separator: "、")
    }

    private func writeHistory(_ html: inout HTMLWriter) {
        let headings = ["检查日期", "结果", "得分", "单项否决", "扣分问题", "网页"]
        PeopleTable(caption: "历次检查", headings: headings).write(&html) { html, labels in
            for line in history {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: line.day.description)
                    let cells = [line.verdict.name, line.score.description] + [line.vetoes, line.deductions, line.pages].map(\.grouped)
                    for (label, cell) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: cell) }
                }
            }
        }
    }
}

/// What today brings of the inspection of the portal: what is a veto already, and what becomes a fault soon.
package struct SiteCheckToday: TodaySection {
    /// The first of many.
    private static let shown = 10

    package var day: Day
    package var vetoes: [InspectionFinding]
    package var warnings: [InspectionWarning]

    package init(day: Day, vetoes: [InspectionFinding], warnings: [InspectionWarning]) {
        self.day = day
        self.vetoes = vetoes
        self.warnings = warnings
    }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "网站检查（\(vetoes.count + warnings.count)）", id: "site-check") { html in
            html(.p) { html in
                html.text("\(day.chinese)检查：单项否决 \(vetoes.count) 项，即将成为问题的 \(warnings.count) 项。")
                html(.a, .href(WorkRoute.siteCheck.link()), text: "查看网站检查")
            }
            html(.ul) { html in
                for finding in vetoes.prefix(Self.shown) { html(.li, text: "单项否决：\(finding.sentence)") }
                for warning in warnings.prefix(Self.shown) {
                    html(.li, text: "\(warning.day.chinese)起：\(warning.sentence)（\(warning.rule.severity.name)）")
                }
            }
        }
    }
}
