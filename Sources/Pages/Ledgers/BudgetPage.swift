package import Domain
import HTML

/// 预决算公开: unit by unit and year by year, what is public, what is late and what is missing.
package struct BudgetPage: Sendable {
    package var grid: BudgetGrid
    package var units: [OrganisationUnit.ID: UnitLink]
    /// 批准后多少日内公开
    package var days: Int
    /// The newest state of the register that is public.
    package var asOf: Day?

    package init(grid: BudgetGrid, units: [OrganisationUnit.ID: UnitLink], days: Int, asOf: Day?) {
        self.grid = grid
        self.units = units
        self.days = days
        self.asOf = asOf
    }
}

extension BudgetPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "预决算公开",
            column: PageHead.Column(
                name: "预决算公开", description: "政府和各部门预算、决算公开了没有、是否按时。", keywords: ["预算", "决算", "预决算公开"], type: .openData),
            trail: [PageHead.Step(label: "公开台账", address: .ledgers)])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "预决算公开", lead: "预算、决算应当在批准（批复）后 \(days) 日内公开（《中华人民共和国预算法》第十四条）。")
        html(.p) { html in
            if let asOf {
                html.text("批准日期和公开文件以\(asOf.chineseDate)发布的登记簿为准，是否逾期按今天计算。")
            } else {
                html.text("批准日期和公开文件的登记簿还没有发布。")
            }
            html(.a, .href(Address.ledger(LedgerKind.budgets.code).link), text: "查看和下载登记簿")
        }
        guard !grid.lines.isEmpty else {
            return EmptyState(reason: "还没有登记预算和决算。", advice: "可以先看其他公开台账。", links: [("公开台账", .ledgers)]).write(&html)
        }
        for scope in ["政府", "部门"] {
            let lines = grid.lines.filter { $0.scope == scope }
            if !lines.isEmpty { section(&html, "\(scope)预决算") { writeTable(lines, "\(scope)预决算公开情况", &$0) } }
        }
        PrintedSource(address: Address.budgets.absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private func writeTable(_ lines: [BudgetGrid.Line], _ caption: String, _ html: inout HTMLWriter) {
        PeopleTable(caption: caption, headings: ["单位"] + grid.years.map { "\($0)年" }).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        if let unit = units[line.unit] { html(.a, .href(Address.unit(unit.code).link), text: unit.name) }
                    }
                    for (label, year) in zip(labels.dropFirst(), grid.years) {
                        html(.td, .role("cell"), .data("label", label)) { write(line.papers[year] ?? [], &$0) }
                    }
                }
            }
        }
    }

    private func write(_ papers: [BudgetGrid.Paper], _ html: inout HTMLWriter) {
        guard !papers.isEmpty else { return html(.span, .class("quiet"), text: "没有登记") }
        html(.ul, .class("plain-links")) { html in
            for paper in papers {
                html(.li) { html in
                    if let document = paper.document {
                        html(.a, .href(Address.disclosure(document).link), text: paper.report)
                    } else {
                        html.text(paper.report)
                    }
                    html.text(" ")
                    paper.standing.tag.write(&html)
                    html.text(" " + paper.standing.words)
                }
            }
        }
    }
}

extension BudgetStanding {
    var tag: StatusTag {
        switch self {
        case .onTime: StatusTag(word: "按时公开", shape: .full)
        case .late: StatusTag(word: "逾期公开", shape: .half)
        case .open: StatusTag(word: "还没有到期", shape: .open)
        case .missing: StatusTag(word: "没有公开", shape: .cross, isAlarming: true)
        case .unknown: StatusTag(word: "已公开", shape: .half)
        }
    }

    var words: String {
        switch self {
        case .onTime(let day): "\(day)公开"
        case .late(let day, let due): "\(day)公开，应在\(due)前公开"
        case .open(let due), .missing(let due): "应在\(due)前公开"
        case .unknown: "公开日期不详"
        }
    }
}
