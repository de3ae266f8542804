import Domain
package import HTML

/// Which year and unit the statistics are of, as the address says.
package struct StatisticsChoice: Sendable, Hashable {
    package var year: Int?
    /// Code of a unit.
    package var unit: String?

    package init(_ query: QueryParameters) throws(QueryRefusal) {
        year = try query.year("year")
        unit = try query.text("unit", limit: 40)
    }
}

/// 统计: how units stand today, and what a year brought; each figure says what it counts and leads to its cases.
package struct RequestStatisticsPage: WorkPage {
    /// How a unit stands today.
    package struct UnitLine: Sendable {
        package var unit: UnitLink
        package var open: Int
        package var overdue: Int
        package var soon: Int
        package var waitsForOthers: Int

        package init(unit: UnitLink, open: Int, overdue: Int, soon: Int, waitsForOthers: Int) {
            self.unit = unit
            self.open = open
            self.overdue = overdue
            self.soon = soon
            self.waitsForOthers = waitsForOthers
        }
    }

    /// A figure with the cases behind it.
    package struct Figure: Sendable {
        package var label: String
        package var count: Int
        package var filter: LedgerFilter

        package init(label: String, count: Int, filter: LedgerFilter) {
            self.label = label
            self.count = count
            self.filter = filter
        }
    }

    /// Figures that add up to the year's cases.
    package struct Group: Sendable {
        package var heading: String
        package var definition: String
        /// All of the year's cases.
        package var whole: LedgerFilter
        package var figures: [Figure]

        package init(heading: String, definition: String, whole: LedgerFilter, figures: [Figure]) {
            self.heading = heading
            self.definition = definition
            self.whole = whole
            self.figures = figures
        }
    }

    package var year: Int
    package var years: [Int]
    /// Code of the unit shown; `nil` for all that the reader sees.
    package var unit: String?
    package var units: [FilterOption]
    package var standings: [UnitLine]
    package var groups: [Group]

    package init(
        year: Int, years: [Int], unit: String?, units: [FilterOption], standings: [UnitLine], groups: [Group]
    ) {
        self.year = year
        self.years = years
        self.unit = unit
        self.units = units
        self.standings = standings
        self.groups = groups
    }

    package var title: String { "依申请公开统计" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "每个数字都可以点开，看到是哪些申请。")
        writeStandings(&html, today: frame.today)
        html(.form, .class("filters"), .action(WorkRoute.requestStatistics.link()), .method("get"), .aria("label", "筛选")) { html in
            FilterSelect(
                label: "年度", name: "year", options: years.map { FilterOption(value: String($0), label: "\($0)年") }, selected: String(year),
                everything: "今年"
            ).write(&html)
            if units.count > 1 { FilterSelect(label: "单位", name: "unit", options: units, selected: unit).write(&html) }
            html(.button, .class("button quiet"), .type("submit"), text: "查看")
        }
        for group in groups { write(group, &html) }
    }

    private func writeStandings(_ html: inout HTMLWriter, today: Day) {
        section(&html, "现在（\(today.chineseDate)）", id: "now") { html in
            html(
                .p, .class("quiet"),
                text: "办理中：还没有答复、也没有以其他方式办结的。已逾期：答复期限在今天以前的。本周到期：答复期限在今天到本周日的。等别人：轮到申请人、第三方或者共同制作机关的。")
            guard !standings.isEmpty else { return html(.p, text: "没有正在办理的申请。") }
            PeopleTable(caption: "各单位办理情况", headings: ["单位", "办理中", "已逾期", "本周到期", "等别人"]).write(&html) { html, labels in
                for line in standings {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: line.unit.name)
                        cell(&html, labels[1], line.open, LedgerFilter(unit: line.unit.code))
                        html(.td, .role("cell"), .data("label", labels[2])) { html in
                            guard line.overdue > 0 else { return html.text("0") }
                            html(.a, .href(LedgerFilter(unit: line.unit.code, when: .overdue).link)) { html in
                                StatusTag(word: "\(line.overdue.grouped) 件", shape: .cross, isAlarming: true).write(&html)
                            }
                        }
                        cell(&html, labels[3], line.soon, LedgerFilter(unit: line.unit.code, when: .week))
                        cell(&html, labels[4], line.waitsForOthers, LedgerFilter(unit: line.unit.code, isWithOthers: true))
                    }
                }
            }
        }
    }

    private func cell(_ html: inout HTMLWriter, _ label: String, _ count: Int, _ filter: LedgerFilter) {
        html(.td, .role("cell"), .data("label", label)) { html in
            if count == 0 { html.text("0") } else { html(.a, .href(filter.link), text: count.grouped) }
        }
    }

    private func write(_ group: Group, _ html: inout HTMLWriter) {
        section(&html, "\(year)年\(group.heading)") { html in
            html(.p, .class("quiet"), text: group.definition)
            PeopleTable(caption: group.heading, headings: [group.heading, "件数"]).write(&html) { html, labels in
                for figure in group.figures {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: figure.label)
                        cell(&html, labels[1], figure.count, figure.filter)
                    }
                }
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: "合计")
                    cell(&html, labels[1], group.figures.reduce(0) { $0 + $1.count }, group.whole)
                }
            }
        }
    }
}
