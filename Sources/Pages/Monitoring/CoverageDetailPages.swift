package import Domain
import HTML

/// One unit: field by field, item by item.
package struct CoverageUnitPage: Sendable {
    package var unit: OrganisationUnit
    /// Of this unit alone.
    package var report: MonitoringReport
    package var names: MonitoringNames
    package var months: [MonthFigures]
    package var query: CoverageQuery
    /// 政策解读; `nil` where nothing had to be interpreted.
    package var interpretations: InterpretationTally?

    package init(
        unit: OrganisationUnit, report: MonitoringReport, names: MonitoringNames, months: [MonthFigures], query: CoverageQuery
    ) {
        self.unit = unit
        self.report = report
        self.names = names
        self.months = months
        self.query = query
    }
}

extension CoverageUnitPage: FramedPage {
    private var title: String { "\(unit.name)公开监测" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title,
            column: PageHead.Column(
                name: title, description: "\(unit.name)应当公开的信息，按时、逾期还是没有公开。", keywords: ["公开监测", unit.name], type: .catalogue),
            trail: [PageHead.Step(label: "公开监测", address: .coverage(query))],
            isIndexed: query.day == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title, lead: "截至\(report.day.inWords)。")
        AsOfForm(day: report.day, address: .coverageUnit(unit.code, query)).write(&html)
        guard !report.lines.isEmpty else {
            return EmptyState(
                reason: "到这一天目录没有要求这个单位公开的事项。", advice: "可以看其他单位，或者换一天。", links: [("公开监测", .coverage(query))]
            ).write(&html)
        }
        FigureSummary(figures: report.total).write(&html)
        html(.p) { $0(.a, .href(Address.unit(unit.code).link), text: "单位页面：联系方式、职责和公开文件") }
        section(&html, "各领域") { html in
            let sums = report.grouped { $0.domain }
            FiguresTable(
                caption: "各行相加等于总数", heading: "领域",
                rows: names.domains.compactMap { domain in
                    sums[domain.code].map { FiguresTable.Row(name: domain.name, address: .coverageDomain(domain.code, query), figures: $0) }
                }
            ).write(&html)
        }
        section(&html, "按到期月份") { MonthChart(months: months, caption: "近十二个月到期的任务").write(&$0) }
        section(&html, "各事项") { html in
            FiguresTable(
                caption: "共 \(report.lines.count.grouped) 项", heading: "事项", rows: report.lines.map { .init($0, unit.code, query) }
            ).write(&html)
        }
        if let interpretations { InterpretationBlock(tally: interpretations, day: report.day).write(&html) }
        html(.p) { $0(.a, .href(Address.coverage(query).link), text: "怎么算的，见公开监测页") }
        PrintedSource(address: Address.coverageUnit(unit.code, query).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

extension FiguresTable.Row {
    /// An item of a unit, with the way to its obligations.
    init(_ line: MonitoringReport.Line, _ unit: String, _ query: CoverageQuery, above: String? = nil) {
        self.init(
            name: line.entry.name, above: above ?? line.entry.levels.dropLast().joined(separator: " › "),
            address: .coverageItem(unit: unit, line.item, query), figures: line.figures)
    }
}

/// One field of work: unit by unit, item by item.
package struct CoverageDomainPage: Sendable {
    package var domain: DomainLink
    /// Of this field alone.
    package var report: MonitoringReport
    package var names: MonitoringNames
    package var query: CoverageQuery

    package init(domain: DomainLink, report: MonitoringReport, names: MonitoringNames, query: CoverageQuery) {
        self.domain = domain
        self.report = report
        self.names = names
        self.query = query
    }
}

extension CoverageDomainPage: FramedPage {
    private var title: String { "\(domain.name)领域公开监测" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title,
            column: PageHead.Column(
                name: title, description: "\(domain.name)领域应当公开的信息，按时、逾期还是没有公开。", keywords: ["公开监测", domain.name], type: .catalogue),
            trail: [PageHead.Step(label: "公开监测", address: .coverage(query))],
            isIndexed: query.day == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title, lead: "截至\(report.day.inWords)。")
        AsOfForm(day: report.day, address: .coverageDomain(domain.code, query)).write(&html)
        guard !report.lines.isEmpty else {
            return EmptyState(
                reason: "到这一天这个领域没有可以监测的事项。", advice: "可以看其他领域，或者换一天。", links: [("公开监测", .coverage(query))]
            ).write(&html)
        }
        FigureSummary(figures: report.total).write(&html)
        html(.p) { $0(.a, .href(Address.domain(domain.code).link), text: "\(domain.name)领域标准目录") }
        section(&html, "各单位") { html in
            let sums = report.grouped { $0.unit }
            FiguresTable(
                caption: "各行相加等于总数", heading: "单位",
                rows: names.units.compactMap { unit in
                    sums[unit.id].map { FiguresTable.Row(name: unit.name, address: .coverageUnit(unit.code, query), figures: $0) }
                }
            ).write(&html)
        }
        section(&html, "各事项") { html in
            FiguresTable(
                caption: "共 \(report.lines.count.grouped) 项，一个事项有几个单位就列几行", heading: "事项",
                rows: report.lines.map { .init($0, names.unitCode($0.unit), query, above: names.unit($0.unit)) }
            ).write(&html)
        }
        PrintedSource(address: Address.coverageDomain(domain.code, query).absolute(frame.origin), label: frame.county.name).write(&html)
    }
}

/// One item of one unit: every obligation, when it was due and when it was met.
package struct CoverageItemPage: Sendable {
    /// An obligation as it stood on the day.
    package struct Duty: Sendable {
        package var occasion: String
        package var start: Day
        package var due: Day?
        package var isProvisional: Bool
        package var standing: DutyStanding
        package var closed: Instant?
        package var document: Disclosure.ID?

        package init(
            occasion: String, start: Day, due: Day?, isProvisional: Bool, standing: DutyStanding, closed: Instant?,
            document: Disclosure.ID?
        ) {
            self.occasion = occasion
            self.start = start
            self.due = due
            self.isProvisional = isProvisional
            self.standing = standing
            self.closed = closed
            self.document = document
        }
    }

    package var unit: UnitLink
    package var item: ItemLink
    package var timeLimit: TimeLimit?
    package var day: Day
    package var figures: MonitoringFigures
    /// The newest due first.
    package var duties: [Duty]
    package var query: CoverageQuery

    package init(
        unit: UnitLink, item: ItemLink, timeLimit: TimeLimit?, day: Day, figures: MonitoringFigures, duties: [Duty], query: CoverageQuery
    ) {
        self.unit = unit
        self.item = item
        self.timeLimit = timeLimit
        self.day = day
        self.figures = figures
        self.duties = duties
        self.query = query
    }
}

extension CoverageItemPage: FramedPage {
    private var title: String { "\(unit.name)：\(item.name)" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: title, crumb: item.name,
            column: PageHead.Column(
                name: title, description: "\(unit.name)应当公开的“\(item.name)”，每一次到期是按时、逾期还是没有公开。", keywords: ["公开监测", unit.name, item.name],
                type: .catalogue),
            trail: [
                PageHead.Step(label: "公开监测", address: .coverage(query)),
                PageHead.Step(label: unit.name, address: .coverageUnit(unit.code, query)),
            ], isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, title, lead: "截至\(day.inWords)。")
        AsOfForm(day: day, address: .coverageItem(unit: unit.code, item.id, query)).write(&html)
        FigureSummary(figures: figures).write(&html)
        html(.p) { html in
            html(.a, .href(Address.item(item.id).link), text: "事项页面：公开什么、依据是什么、公开文件")
        }
        section(&html, "公开任务") { html in
            html(.p) { html in
                html.text("目录的公开时限：")
                TimeLimitPhrase(timeLimit: timeLimit).write(&html)
            }
            guard !duties.isEmpty else {
                return EmptyState(
                    reason: "到这一天没有公开任务。", advice: "由事件引起的事项，登记了事件才有任务；公开文件按事项列在事项页面。", links: [("事项页面", .item(item.id))]
                ).write(&html)
            }
            writeDuties(&html)
        }
    }

    private func writeDuties(_ html: inout HTMLWriter) {
        let caption = "共 \(duties.count.grouped) 件，后到期的在前"
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table"), .role("table")) { html in
                html(.caption, text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["任务", "起算", "到期", "情况", "公开"] { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for duty in duties { write(duty, &html) }
                }
            }
        }
    }

    private func write(_ duty: Duty, _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader"), text: duty.occasion)
            html(.td, .role("cell"), .data("label", "起算"), text: duty.start.description)
            html(
                .td, .role("cell"), .data("label", "到期"),
                text: duty.due.map { "\($0)\(duty.isProvisional ? "（暂定，放假安排未公布）" : "")" } ?? "期限待明确")
            html(.td, .role("cell"), .data("label", "情况")) { StandingTag(standing: duty.standing).write(&$0) }
            html(.td, .role("cell"), .data("label", "公开")) { html in
                guard let closed = duty.closed else { return html.text("—") }
                html.text(closed.text)
                if let document = duty.document {
                    html.text("　")
                    html(.a, .href(Address.disclosure(document).link), text: "文件")
                }
            }
        }
    }
}

/// Units against months: how much of what fell due in each month was met in time.
package struct CoverageMonthsPage: Sendable {
    package var day: Day
    package var names: MonitoringNames
    /// Of every unit, the same months, the oldest first.
    package var months: [OrganisationUnit.ID: [MonthFigures]]
    package var query: CoverageQuery

    package init(day: Day, names: MonitoringNames, months: [OrganisationUnit.ID: [MonthFigures]], query: CoverageQuery) {
        self.day = day
        self.names = names
        self.months = months
        self.query = query
    }
}

extension CoverageMonthsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "各单位各月公开情况",
            column: PageHead.Column(
                name: "各单位各月公开情况", description: "近十二个月到期的公开任务，各单位按时公开了多少。", keywords: ["公开监测", "及时率"], type: .catalogue),
            trail: [PageHead.Step(label: "公开监测", address: .coverage(query))], isIndexed: query.day == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "各单位各月公开情况", lead: "截至\(day.inWords)。每格是当月到期的任务中按时公开的件数/应公开件数。")
        AsOfForm(day: day, address: .coverageMonths(query)).write(&html)
        let units = names.units.filter { months[$0.id] != nil }
        guard let heads = units.first.flatMap({ months[$0.id] }) else {
            return EmptyState(reason: "近十二个月没有到期的任务。", advice: "可以换一天再看。", links: [("公开监测", .coverage(query))]).write(&html)
        }
        let caption = "按时公开件数/应公开件数"
        html(.div, .class("table-scroll cards overview"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table heat-map"), .role("table")) { html in
                html(.caption, text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["单位"] + heads.map(\.key) { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for unit in units { write(unit, months[unit.id] ?? [], &html) }
                }
            }
        }
        PrintedSource(address: Address.coverageMonths(query).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private func write(_ unit: OrganisationUnit, _ months: [MonthFigures], _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.a, .href(Address.coverageUnit(unit.code, query).link), text: unit.shortOrFullName)
            }
            for month in months {
                var figures = MonitoringFigures()
                figures.duties = month.duties
                let state = HeatMap.CellState(figures)
                html(.td, .class("heat-cell \(state.rawValue)"), .role("cell"), .data("label", month.key)) { html in
                    html(.span, .class("shape"), .aria("hidden", "true"), text: state.glyph)
                    html.text(month.duties.due == 0 ? "—" : "\(month.duties.onTime)/\(month.duties.due)")
                    html(.span, .class("unseen"), text: "，\(state.words(month.duties))")
                }
            }
        }
    }
}
