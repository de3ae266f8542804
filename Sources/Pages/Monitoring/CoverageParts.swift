import Domain
import HTML

/// As of which day a page counts, and the form that asks for another.
struct AsOfForm {
    var day: Day
    /// The page itself, on another day.
    var address: Address

    func write(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WebAddress(path: address.pathWithoutQuery)), .method("get"), .aria("label", "选择日期")) {
            html in
            html(.div, .class("filter")) { html in
                html(.label, .for("as-of"), text: "截至哪一天")
                html(.input, .type("date"), .id("as-of"), .name("as-of"), .value(day.description))
            }
            html(.div, .class("filter-acts")) { html in
                html(.button, .class("button"), .type("submit"), text: "查看")
            }
        }
    }
}

/// The figures of a whole, in words.
struct FigureSummary {
    var figures: MonitoringFigures

    func write(_ html: inout HTMLWriter) {
        let (duties, places, elements) = (figures.duties, figures.places, figures.elements)
        html(.dl, .class("facts panel")) { html in
            fact(&html, "应公开") { $0.text("\(duties.due.grouped) 件") }
            fact(&html, "其中") { html in
                for standing in [DutyStanding.onTime, .late, .missing] {
                    StandingTag(standing: standing, count: duties[standing]).write(&html)
                    html.text("　")
                }
            }
            fact(&html, "覆盖率") { $0.text(duties.coverage.words) }
            fact(&html, "及时率") { $0.text(duties.timeliness.words) }
            fact(&html, "另外") { html in
                for standing in [DutyStanding.notYetDue, .waived, .lapsed, .unclear] {
                    StandingTag(standing: standing, count: duties[standing]).write(&html)
                    html.text("　")
                }
            }
            fact(&html, "事项") { html in
                html.text("应落实 \(places.places.grouped) 项，已有文件 \(places.filled.grouped) 项，暂无文件 \(places.empty.grouped) 项")
            }
            fact(&html, "公开文件") { $0.text("\(places.documents.grouped) 份") }
            fact(&html, "要素完整率") { html in
                html.text(
                    elements.judged == 0
                        ? "不详：没有登记过要素的文件" : "\(elements.completeness.words)，由 \(elements.judged.grouped) 份文件算出")
                if elements.unknown > 0 { html.text("；另有 \(elements.unknown.grouped) 份文件没有登记要素，不作判断") }
            }
        }
    }
}

/// How obligations stand: a word with a shape before it.
struct StandingTag {
    var standing: DutyStanding
    /// `nil` for one alone.
    var count: Int?

    func write(_ html: inout HTMLWriter) {
        let word = count.map { "\(standing.words) \($0.grouped)" } ?? standing.words
        StatusTag(word: word, shape: shape, isAlarming: standing == .missing && count != 0).write(&html)
    }

    private var shape: StatusTag.Shape {
        switch standing {
        case .onTime: .full
        case .late: .half
        case .missing: .cross
        case .notYetDue: .open
        case .waived, .lapsed: .minus
        case .unclear: .change
        }
    }
}

/// Figures line by line: units, fields of work, items or parts.
struct FiguresTable {
    struct Row {
        var name: String
        var above: String?
        var address: Address?
        var figures: MonitoringFigures
    }

    var caption: String
    /// What the lines are, such as 单位.
    var heading: String
    var rows: [Row]
    /// Leaves out what is counted by items and documents.
    var isOfDutiesOnly = false

    private var headings: [String] { Array(isOfDutiesOnly ? Self.headings.dropLast(2) : Self.headings[...]) }
    private static let headings = ["应公开", "按时公开", "逾期公开", "逾期未公开", "未到期", "不适用", "期限待明确", "覆盖率", "及时率", "暂无文件的事项", "公开文件"]

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("table-scroll cards overview"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table"), .role("table")) { html in
                html(.caption, text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("col"), .role("columnheader"), text: heading)
                        for heading in headings { html(.th, .scope("col"), .role("columnheader"), .class("number"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for row in rows { write(row, &html) }
                }
            }
        }
    }

    private func write(_ row: Row, _ html: inout HTMLWriter) {
        let (duties, places) = (row.figures.duties, row.figures.places)
        let counts = [duties.due, duties.onTime, duties.late, duties.missing, duties.notYetDue, duties.notApplicable, duties.unclear]
        let cells =
            counts.map(\.grouped) + [duties.coverage.percent ?? "—", duties.timeliness.percent ?? "—"]
            + [places.empty.grouped, places.documents.grouped]
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                if let above = row.above, !above.isEmpty { html(.span, .class("upper-levels"), text: above) }
                guard let address = row.address else { return html.text(row.name) }
                html(.a, .href(address.link), text: row.name)
            }
            for (heading, cell) in zip(headings, cells) {
                // What a card on a phone leaves out: it says nothing beside 应公开.
                let isIdle = heading != Self.headings[0] && (cell == "0" || cell == "—")
                html(.td, .class(isIdle ? "number idle" : "number"), .role("cell"), .data("label", heading), text: cell)
            }
        }
    }
}

/// What fell due month by month: a chart, and the same as a table.
struct MonthChart {
    var months: [MonthFigures]
    var caption: String

    func write(_ html: inout HTMLWriter) {
        html.barChart(
            BarChart(
                bars: months.map { month in
                    let duties = month.duties
                    return BarChart.Bar(
                        label: "\(month.year)年\(month.month)月",
                        parts: [(.solid, duties.onTime), (.striped, duties.late), (.hollow, duties.missing)],
                        note: duties.due == 0 ? "没有到期" : "按时 \(duties.onTime)，逾期 \(duties.late)，未公开 \(duties.missing)")
                }), label: "\(caption)，数字见下表")
        html(.p, .class("quiet"), text: "实心：按时公开；竖纹：逾期公开；空心：逾期未公开。")
        FiguresTable(
            caption: caption, heading: "到期月份",
            rows: months.reversed().map { month in
                var figures = MonitoringFigures()
                figures.duties = month.duties
                return FiguresTable.Row(name: "\(month.year)年\(month.month)月", figures: figures)
            }, isOfDutiesOnly: true
        ).write(&html)
    }
}
