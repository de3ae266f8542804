package import Domain
package import HTML

/// 年度报告: every unit's of a year.
package struct AnnualReportsPage: WorkPage {
    /// A unit's report in the list.
    package struct Line: Sendable {
        package var unit: OrganisationUnit
        package var state: ReportState
        package var due: Day
        package var left: TimeLeft
        package var changed: Instant?

        package init(unit: OrganisationUnit, state: ReportState, due: Day, left: TimeLeft, changed: Instant?) {
            self.unit = unit
            self.state = state
            self.due = due
            self.left = left
            self.changed = changed
        }
    }

    /// How far a report has come.
    package enum ReportState: Sendable, Hashable {
        case missing, writing, atGate, published

        package var name: String {
            switch self {
            case .missing: "没有报送"
            case .writing: "编写中"
            case .atGate: "公开审查中"
            case .published: "已公布"
            }
        }

        var shape: StatusTag.Shape {
            switch self {
            case .missing: .open
            case .writing, .atGate: .half
            case .published: .full
            }
        }
    }

    package var year: Int
    package var years: [Int]
    package var lines: [Line]

    package init(year: Int, years: [Int], lines: [Line]) {
        self.year = year
        self.years = years
        self.lines = lines
    }

    package var title: String { "\(year)年度报告" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "部门、乡镇应当在次年 1 月 31 日前公布，县人民政府在次年 3 月 31 日前公布（条例第四十九条）。表三、表四由台账自动汇总。")
        html(.nav, .class("tabs"), .aria("label", "年度")) { html in
            html(.ul) { html in
                for other in years {
                    html(.li) { html in
                        let link = WorkRoute.annualReports.link(query: [("year", String(other))])
                        if other == year {
                            html(.a, .href(link), .aria("current", "page"), text: "\(other)")
                        } else {
                            html(.a, .href(link), text: "\(other)")
                        }
                    }
                }
            }
        }
        guard !lines.isEmpty else {
            html(.p, text: "没有您能看的单位。")
            return
        }
        PeopleTable(caption: "\(year)年度各单位的报告", headings: ["单位", "状态", "公布期限", "修改"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.annualReport.link(line.unit.id, year)), text: line.unit.name)
                    }
                    html(.td, .role("cell"), .data("label", labels[1])) {
                        StatusTag(word: line.state.name, shape: line.state.shape).write(&$0)
                    }
                    html(
                        .td, .role("cell"), .data("label", labels[2]),
                        text: line.state == .published ? "\(line.due)" : "\(line.due)，\(line.left.words)")
                    html(.td, .role("cell"), .data("label", labels[3]), text: line.changed?.text ?? "—")
                }
            }
        }
    }
}

/// One unit's report of a year: numbers that open to their cases, what the unit writes itself, what does not agree, and the way to the gate.
package struct AnnualReportPage: WorkPage {
    package var unit: OrganisationUnit
    package var year: Int
    package var report: AnnualReport
    /// As written, with placeholders.
    package var words: ReportNarrative
    package var figures: [ProactiveLine: String]
    package var sources: [ProactiveLine: String]
    package var findings: [ReportProblem]
    package var missing: [String]
    package var isRolledUp: Bool
    package var feesInFen: Int
    package var proposed: [ProactiveLine: Int]
    package var due: Day
    package var left: TimeLeft
    package var state: AnnualReportsPage.ReportState
    package var draft: Draft.ID?
    package var version: Int
    package var mayWrite: Bool
    package var maySubmit: Bool
    package var problems: [(field: String, message: String)]

    package init(
        unit: OrganisationUnit, year: Int, report: AnnualReport, words: ReportNarrative, figures: [ProactiveLine: String],
        sources: [ProactiveLine: String], findings: [ReportProblem], missing: [String], isRolledUp: Bool, feesInFen: Int,
        proposed: [ProactiveLine: Int], due: Day, left: TimeLeft, state: AnnualReportsPage.ReportState, draft: Draft.ID?, version: Int,
        mayWrite: Bool, maySubmit: Bool, problems: [(field: String, message: String)] = []
    ) {
        self.unit = unit
        self.year = year
        self.report = report
        self.words = words
        self.figures = figures
        self.sources = sources
        self.findings = findings
        self.missing = missing
        self.isRolledUp = isRolledUp
        self.feesInFen = feesInFen
        self.proposed = proposed
        self.due = due
        self.left = left
        self.state = state
        self.draft = draft
        self.version = version
        self.mayWrite = mayWrite
        self.maySubmit = maySubmit
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "\(unit.name)\(year)年度报告" }
    package var trail: [WorkStep] {
        [WorkStep(label: "年度报告", address: WorkRoute.annualReports.link(query: [("year", String(year))]))]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, report.title)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "状态") { StatusTag(word: state.name, shape: state.shape).write(&$0) }
            fact(&html, "公布期限") { $0.text(state == .published ? due.chinese : "\(due.chinese)，\(left.words)") }
            fact(&html, "本年收取信息处理费") { $0.text("\(feesInFen.yuan) 元") }
            if let draft { fact(&html, "公开审查") { $0(.a, .href(WorkRoute.draft.link(draft)), text: "查看稿件") } }
        }
        writeFindings(&html)
        writeFiles(&html)
        let sheet = ReportSheet(report: report) { cell in
            if case .two = cell { return nil }
            return WorkRoute.annualReportCell.link(unit.id, year, cell.code)
        }
        section(&html, ReportSection.proactive.title, id: "two") { html in
            html(.div, .class("report-scroll"), .role("region"), .aria("label", "表二"), .tabIndex(0)) { sheet.writeTwo(&$0) }
        }
        section(&html, ReportSection.requests.title, id: "three") { html in
            html(.p, .class("quiet"), text: "每个数字点开看是哪些申请。一件申请只计一次，部分公开的只计部分公开。")
            html(.div, .class("report-scroll"), .role("region"), .aria("label", "表三"), .tabIndex(0)) { sheet.writeThree(&$0) }
        }
        section(&html, ReportSection.disputes.title, id: "four") { html in
            html(.div, .class("report-scroll"), .role("region"), .aria("label", "表四"), .tabIndex(0)) { sheet.writeFour(&$0) }
        }
        writeWords(&html)
        if mayWrite { writeForm(&html, in: frame) }
        if maySubmit { writeSubmission(&html, in: frame) }
    }

    private func writeFindings(_ html: inout HTMLWriter) {
        section(&html, "勾稽关系和提示", id: "findings") { html in
            if !missing.isEmpty {
                html(.p, text: "还没有报送的单位（\(missing.count) 个）：\(missing.joined(separator: "、"))。")
            }
            guard !findings.isEmpty else {
                html(.p, text: "没有矛盾，也没有提示。")
                return
            }
            html(.ul, .class("findings")) { html in
                for finding in findings {
                    html(.li, .class("finding")) { html in
                        html(.p) { html in
                            StatusTag(word: finding.severity.name, shape: finding.severity == .hard ? .change : .half).write(&html)
                            html.text(finding.sentence)
                        }
                    }
                }
            }
        }
    }

    private func writeFiles(_ html: inout HTMLWriter) {
        html(.p, .class("form-acts")) { html in
            for (format, label) in [("html", "网页"), ("docx", "Word"), ("pdf", "PDF"), ("json", "JSON")] {
                html(
                    .a, .class("button quiet"), .href(WorkRoute.annualReportFile.link(unit.id, year, format)), .download,
                    text: "下载 \(label)")
            }
        }
    }

    private func writeWords(_ html: inout HTMLWriter) {
        section(&html, "文字部分", id: "words") { html in
            for part in ReportSection.allCases where !report.narrative[part].isEmpty {
                html(.h3, text: part.title)
                html(.div, .class("kept-lines"), text: report.narrative[part])
            }
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "填写", id: "form") { html in
            workForm(&html, WorkRoute.saveAnnualReport.link(unit.id, year), in: frame, class: "form wide") { html in
                html(.input, .type("hidden"), .name("version"), .value(String(version)))
                html(.h3, text: "表二")
                html(.p, .class("hint"), text: "没有的填 0；没有这项职权的填“不适用”；空着表示还没有填。\(isRolledUp ? "县人民政府空着的，按各单位填报的数汇总。" : "")")
                for line in ProactiveLine.allCases { writeLine(line, &html) }
                html(.h3, text: "文字")
                html(
                    .p, .class("hint"),
                    text: "数字用占位符，例如 {{新收}}，会按表格自动填写。可用：\(ReportPlaceholder.allCases.map(\.written).joined(separator: " "))")
                for part in ReportSection.allCases {
                    let id = "words.\(part.rawValue)"
                    TextArea(
                        label: part.title, id: id, value: words[part], limit: AnnualReport.longestSection, rows: 6, problem: problem(id),
                        isOptional: ![.overview, .problems, .other].contains(part)
                    ).write(&html)
                }
                html(.button, .class("button"), .type("submit"), text: "保存")
            }
        }
    }

    private func writeLine(_ line: ProactiveLine, _ html: inout HTMLWriter) {
        let id = "two.\(line.rawValue)"
        let proposal = proposed[line].map { "已公开的规范性文件登记是 \($0) 件，请核对。" }
        html(.div, .class("columns")) { html in
            TextLine(label: line.name, id: id, value: figures[line] ?? "", limit: 20, hint: proposal, problem: problem(id)).write(&html)
            TextLine(
                label: "\(line.name)的来源", id: "source.\(line.rawValue)", value: sources[line] ?? "", limit: 300,
                problem: problem("source.\(line.rawValue)"), isOptional: true
            ).write(&html)
        }
    }

    private func writeSubmission(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "公开", id: "submission") { html in
            html(.p, text: "转入公开审查后，按本单位的审批流程审核、保密审查、签发，然后在门户公布。表格按此刻的数字固定。")
            workForm(&html, WorkRoute.submitAnnualReport.link(unit.id, year), in: frame, class: "form") { html in
                if let problem = problem("submission") { html(.p, .class("problem"), .id("submission-problem"), text: problem) }
                html(.button, .class("button"), .type("submit"), text: "转入公开审查")
            }
        }
    }
}

/// The cases behind one number of a report.
package struct ReportCellPage: WorkPage {
    package var unit: OrganisationUnit
    package var year: Int
    package var cell: ReportCell
    package var figure: ReportFigure
    package var requests: [(request: DisclosureRequest, state: RequestState)]
    package var disputes: [RequestDispute]

    package init(
        unit: OrganisationUnit, year: Int, cell: ReportCell, figure: ReportFigure,
        requests: [(request: DisclosureRequest, state: RequestState)], disputes: [RequestDispute]
    ) {
        self.unit = unit
        self.year = year
        self.cell = cell
        self.figure = figure
        self.requests = requests
        self.disputes = disputes
    }

    package var title: String { "\(cell.name)：\(figure.text)" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "年度报告", address: WorkRoute.annualReports.link(query: [("year", String(year))])),
            WorkStep(label: "\(unit.name)\(year)年度", address: WorkRoute.annualReport.link(unit.id, year)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "\(unit.name)\(year)年度。最多列出 500 件，新的在前。")
        guard !requests.isEmpty || !disputes.isEmpty else { return html(.p, text: "没有计入这一格的。") }
        html(.ul, .class("trail")) { html in
            for (request, state) in requests {
                html(.li) { html in
                    html(.p) { html in
                        // Of a unit whose cases the reader does not see, its number says that it is counted, and nothing else.
                        guard frame.staff?.seesRequests(of: request.unit) == true else {
                            return html.text("\(request.number)（\(state.name)）")
                        }
                        html(.a, .href(WorkRoute.request.link(request.id)), text: request.number)
                        html.text("　\(request.wanted.shown(atMost: 60))（\(state.name)）")
                    }
                }
            }
            for dispute in disputes {
                let name = dispute.caseNumber.isEmpty ? dispute.kind.name : dispute.caseNumber
                html(.li) { html in
                    html(.p) { html in
                        if frame.staff?.seesRequests(of: dispute.unit) == true {
                            html(.a, .href(WorkRoute.dispute.link(dispute.id)), text: name)
                        } else {
                            html.text(name)
                        }
                        html.text("　\(dispute.authority)，\(dispute.received.chineseDate)收到")
                    }
                }
            }
        }
    }
}
