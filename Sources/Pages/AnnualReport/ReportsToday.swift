package import Domain
package import HTML

/// What today brings of annual reports: those of last year that are not published yet.
package struct ReportsToday: TodaySection {
    /// The first of many.
    private static let shown = 10

    package var duties: [ReportDuty]
    package var left: TimeLeftOn

    /// How much time is left until a day.
    package typealias TimeLeftOn = @Sendable (Day) -> TimeLeft

    package init(duties: [ReportDuty], left: @escaping TimeLeftOn) {
        self.duties = duties
        self.left = left
    }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        guard let year = duties.first?.year else { return }
        section(&html, "年度报告（\(duties.count)）", id: "reports") { html in
            html(.p) { html in
                html.text("还有 \(duties.count) 个单位没有公布 \(year) 年度政府信息公开工作年度报告（条例第四十九条）。")
                html(.a, .href(WorkRoute.annualReports.link(query: [("year", String(year))])), text: "查看年度报告")
            }
            html(.ul) { html in
                for duty in duties.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.annualReport.link(duty.unit.id, year)), text: duty.unit.name)
                        html.text("：\(duty.due.chinese)前公布，\(left(duty.due).words)")
                    }
                }
            }
        }
    }
}
