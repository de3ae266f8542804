package import Domain
package import HTML

// The places of the monthly bulletin in the workbench.

extension WorkRoute {
    private static let bulletinReaders: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice]

    package static let bulletin = WorkRoute(.get, "/work/bulletin", .roles(bulletinReaders))
    package static let bulletinFile = WorkRoute(.get, "/work/bulletin/docx", .roles(bulletinReaders))
    package static let bulletinWorkbook = WorkRoute(.get, "/work/bulletin/xlsx", .roles(bulletinReaders))
    package static let saveBulletinRules = WorkRoute(.post, "/work/bulletin", .roles([.disclosureOffice]))
}

/// 月度通报: what fell due in a month, unit by unit, with the red and the yellow list and the rules for them.
package struct BulletinPage: WorkPage {
    package var bulletin: MonitoringBulletin
    /// `2026-03`, newest first.
    package var months: [String]
    package var mayChangeRules: Bool
    package var problem: String?

    package init(bulletin: MonitoringBulletin, months: [String], mayChangeRules: Bool, problem: String? = nil) {
        self.bulletin = bulletin
        self.months = months
        self.mayChangeRules = mayChangeRules
        self.problem = problem
    }

    package var title: String { problem == nil ? "月度通报" : "错误：月度通报" }

    private var key: String { MonthFigures(year: bulletin.year, month: bulletin.month, duties: DutyCounts()).key }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let problem { ErrorSummary(problems: [("red-timeliness", problem)]).write(&html) }
        pageTitle(&html, bulletin.title(frame.county.placeName))
        html(.form, .class("filters"), .action(WorkRoute.bulletin.link()), .method("get"), .aria("label", "选择月份")) { html in
            FilterSelect(
                label: "月份", name: "month", options: months.map { FilterOption(value: $0, label: $0) }, selected: key, everything: "本月"
            ).write(&html)
            html(.div, .class("filter-acts")) { $0(.button, .class("button"), .type("submit"), text: "查看") }
        }
        for sentence in bulletin.paragraphs { html(.p, text: sentence) }
        html(.p) { html in
            html(.a, .class("button"), .href(WorkRoute.bulletinFile.link(query: [("month", key)])), .download, text: "下载 Word 文件")
            html.text("　")
            html(
                .a, .class("button quiet"), .href(WorkRoute.bulletinWorkbook.link(query: [("month", key)])), .download, text: "下载 Excel 文件")
            html.text("　")
            html(.a, .href(Address.coverage().link), text: "公开监测")
        }
        writeTable(&html)
        if mayChangeRules { section(&html, "红黄榜规则") { writeRules(&$0, in: frame) } }
    }

    private func writeTable(_ html: inout HTMLWriter) {
        guard !bulletin.lines.isEmpty else {
            return EmptyState(reason: "这个月没有到期的任务，也没有逾期未公开的。", advice: "可以换一个月份再看。").write(&html)
        }
        let headings = ["单位", "当月应公开", "按时公开", "逾期公开", "逾期未公开", "及时率", "累计逾期未公开", "榜"]
        PeopleTable(caption: "各单位情况", headings: headings).write(&html) { html, labels in
            for line in bulletin.lines {
                let month = line.month
                let cells =
                    [month.due, month.onTime, month.late, month.missing].map(\.grouped)
                    + [month.timeliness.percent ?? "—", line.missing.grouped, line.list?.rawValue ?? "—"]
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: line.unit)
                    for (label, cell) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: cell) }
                }
            }
        }
    }

    private func writeRules(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.saveBulletinRules.link(query: [("month", key)]), in: frame) { html in
            number("red-timeliness", "红榜：当月及时率不低于（%）", "例：100", bulletin.rules.redTimeliness, &html)
            number("red-least", "红榜：当月应公开至少（件）", "太少的不评，例：3", bulletin.rules.redLeastDue, &html)
            number("yellow-timeliness", "黄榜：当月及时率低于（%）", "不能高于红榜的要求，例：80", bulletin.rules.yellowTimeliness, &html)
            number("yellow-missing", "黄榜：累计逾期未公开达到（件）", "例：3", bulletin.rules.yellowMissing, &html)
            html(.button, .class("button"), .type("submit"), text: "保存规则")
        }
    }

    private func number(_ id: String, _ label: String, _ hint: String, _ value: Int, _ html: inout HTMLWriter) {
        FormField(label: label, id: id, hint: hint, problem: nil).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("text"), .inputMode("numeric"), .maxLength(5), .value(String(value)), .required])
        }
    }
}
