package import Domain
package import HTML

/// 索要材料反映登记: what citizens reported, for the office.
package struct ServiceReportsPage: WorkPage {
    package struct Line: Sendable {
        package var id: String
        package var receipt: String
        package var guideName: String
        package var unitName: String
        package var asked: String
        package var detail: String
        package var hasContact: Bool
        package var received: Instant
        package var outcome: String
        package var version: Int

        package init(
            id: String, receipt: String, guideName: String, unitName: String, asked: String, detail: String, hasContact: Bool,
            received: Instant, outcome: String, version: Int
        ) {
            self.id = id
            self.receipt = receipt
            self.guideName = guideName
            self.unitName = unitName
            self.asked = asked
            self.detail = detail
            self.hasContact = hasContact
            self.received = received
            self.outcome = outcome
            self.version = version
        }
    }

    package var lines: [Line]
    /// What was opened just now: of which report, and what it says.
    package var contact: (report: String, text: String)?
    package var problems: [(field: String, message: String)]

    package init(lines: [Line], contact: (report: String, text: String)? = nil, problems: [(field: String, message: String)] = []) {
        self.lines = lines
        self.contact = contact
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "索要材料反映" }
    package var trail: [WorkStep] { [WorkStep(label: "办事指南和政策", address: WorkRoute.services.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "索要材料反映", lead: "群众反映被要求提供指南以外的材料。查问后写明结果，反映人凭编号可以看到。")
        guard !lines.isEmpty else { return html(.p, .class("empty"), text: "还没有反映。") }
        for line in lines {
            section(&html, "\(line.receipt)", id: "report-\(line.id)") { html in
                html(.dl, .class("facts")) { html in
                    fact(&html, "事项") { $0.text("\(line.guideName)（\(line.unitName)）") }
                    fact(&html, "要了什么") { $0.text(line.asked) }
                    fact(&html, "经过") { DocumentText.write(lines: line.detail, &$0) }
                    fact(&html, "收到时间") { $0.text(line.received.text) }
                    if let contact, contact.report == line.id { fact(&html, "联系电话") { $0.text(contact.text) } }
                    if !line.outcome.isEmpty { fact(&html, "办理结果") { $0.text(line.outcome) } }
                }
                if line.hasContact, contact?.report != line.id {
                    workForm(&html, WorkRoute.serviceReportContact.link(line.id), in: frame) { html in
                        html(.button, .class("button quiet"), .type("submit"), text: "查看联系电话（记入日志）")
                    }
                }
                guard line.outcome.isEmpty else { return }
                workForm(&html, WorkRoute.closeServiceReport.link(line.id), in: frame) { html in
                    html(.input, .type("hidden"), .name("version"), .value(String(line.version)))
                    TextArea(
                        label: "查问结果", id: "outcome-\(line.id)", value: "", limit: 1000, rows: 3,
                        problem: problems.message(of: "outcome-\(line.id)")
                    ).write(&html)
                    html(.button, .class("button"), .type("submit"), text: "办结")
                }
            }
        }
    }
}

/// What today brings of services: changed guides whose time runs, reports, and bad ratings.
package struct ServicesToday: TodaySection {
    /// The first of many.
    private static let shown = 15

    package struct Line: Sendable {
        package var words: String
        package var address: WebAddress
        package var isAlarming: Bool

        package init(words: String, address: WebAddress, isAlarming: Bool) {
            self.words = words
            self.address = address
            self.isAlarming = isAlarming
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "办事指南和服务评价（\(lines.count)）", id: "services") { html in
            html(.ul) { html in
                for line in lines.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(line.address), text: line.words)
                        if line.isAlarming {
                            html.text(" ")
                            StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html)
                        }
                    }
                }
            }
            if lines.count > Self.shown { html(.p) { $0(.a, .href(WorkRoute.services.link()), text: "查看全部") } }
        }
    }
}
