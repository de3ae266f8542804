import Domain
import HTML

/// Units against fields of work: in each cell a shape, what was done of what was due, and the same in words.
struct HeatMap {
    var report: MonitoringReport
    var names: MonitoringNames
    var query: CoverageQuery

    func write(_ html: inout HTMLWriter) {
        let cells = report.cells
        let units = names.units.filter { unit in cells.keys.contains { $0.unit == unit.id } }
        let domains = names.domains.filter { domain in cells.keys.contains { $0.domain == domain.code } }
        let caption = "各单位在各领域的公开情况：已公开件数/应公开件数"
        html(.div, .class("table-scroll cards heat"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table heat-map"), .role("table")) { html in
                html(.caption, text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("col"), .role("columnheader"), text: "单位")
                        for domain in domains {
                            html(.th, .scope("col"), .role("columnheader"), .class("tick")) { html in
                                html(.a, .href(Address.coverageDomain(domain.code, query).link), text: domain.name)
                            }
                        }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for unit in units {
                        html(.tr, .role("row")) { html in
                            html(.th, .scope("row"), .role("rowheader")) { html in
                                html(.a, .href(Address.coverageUnit(unit.code, query).link), text: unit.shortOrFullName)
                            }
                            for domain in domains {
                                Self.write(cells[MonitoringReport.Cell(unit: unit.id, domain: domain.code)], domain.name, &html)
                            }
                        }
                    }
                }
            }
        }
        legend(&html)
    }

    private static func write(_ figures: MonitoringFigures?, _ label: String, _ html: inout HTMLWriter) {
        guard let figures else {
            return html(.td, .class("heat-cell none"), .role("cell"), .data("label", label)) { html in
                html(.span, .class("unseen"), text: "没有事项")
            }
        }
        let duties = figures.duties
        let state = CellState(figures)
        html(.td, .class("heat-cell \(state.rawValue)"), .role("cell"), .data("label", label)) { html in
            html(.span, .class("shape"), .aria("hidden", "true"), text: state.glyph)
            html.text(duties.due == 0 ? "—" : "\(duties.done.grouped)/\(duties.due.grouped)")
            html(.span, .class("unseen"), text: "，\(state.words(duties))")
        }
    }

    private func legend(_ html: inout HTMLWriter) {
        html(.ul, .class("heat-legend")) { html in
            for state in CellState.allCases {
                html(.li) { html in
                    html(.span, .class("heat-cell \(state.rawValue)"), .aria("hidden", "true"), text: state.glyph)
                    html.text(state.meaning)
                }
            }
        }
    }

    /// The worst that can be said of a cell.
    enum CellState: String, CaseIterable {
        case missing, late, done, waiting

        init(_ figures: MonitoringFigures) {
            let duties = figures.duties
            self = duties.missing > 0 ? .missing : duties.late > 0 ? .late : duties.due > 0 ? .done : .waiting
        }

        var glyph: String {
            switch self {
            case .missing: "✕"
            case .late: "◐"
            case .done: "●"
            case .waiting: "○"
            }
        }

        var meaning: String {
            switch self {
            case .missing: "有逾期未公开的（斜纹）"
            case .late: "已全部公开，但有逾期的（竖纹）"
            case .done: "到期的都按时公开"
            case .waiting: "没有到期的任务"
            }
        }

        func words(_ duties: DutyCounts) -> String {
            switch self {
            case .missing: "逾期未公开 \(duties.missing) 件"
            case .late: "逾期公开 \(duties.late) 件"
            case .done: "都按时公开"
            case .waiting: "没有到期的任务"
            }
        }
    }
}

extension OrganisationUnit {
    var shortOrFullName: String { shortName.isEmpty ? name : shortName }
}
