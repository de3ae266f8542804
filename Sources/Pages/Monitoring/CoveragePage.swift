package import Domain
import HTML

/// 公开监测: which obligations of the catalogue are met, late or missing, as of any day; the same page for leader, unit and citizen.
package struct CoveragePage: Sendable {
    package var report: MonitoringReport
    package var names: MonitoringNames
    /// The last twelve months, the oldest first.
    package var months: [MonthFigures]
    package var query: CoverageQuery
    /// 政策解读; `nil` where nothing had to be interpreted.
    package var interpretations: InterpretationTally?

    package init(report: MonitoringReport, names: MonitoringNames, months: [MonthFigures], query: CoverageQuery) {
        self.report = report
        self.names = names
        self.months = months
        self.query = query
    }
}

extension CoveragePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开监测",
            column: PageHead.Column(
                name: "公开监测", description: "各单位在各领域应当公开的信息，按时、逾期还是没有公开，照实列出。", keywords: ["公开监测", "覆盖率", "及时率"], type: .catalogue),
            isIndexed: query.day == nil)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开监测", lead: "截至\(report.day.inWords)。标准目录要求公开的，做到的、逾期的和没有做到的都照实列出，可以一直点到每个事项。")
        AsOfForm(day: report.day, address: .coverage(query)).write(&html)
        guard !report.lines.isEmpty else {
            return EmptyState(
                reason: "到这一天还没有可以监测的事项。", advice: "标准目录施行、公开主体登记以后，这里按单位和领域列出公开情况。", links: [("标准目录", .catalogue)]
            ).write(&html)
        }
        FigureSummary(figures: report.total).write(&html)
        CoverageDownloads(query: query).write(&html)
        writeContents(&html)
        section(&html, "单位和领域", id: "map") { HeatMap(report: report, names: names, query: query).write(&$0) }
        section(&html, "各单位", id: "units") { writeUnits(&$0) }
        section(&html, "按到期月份", id: "months") { html in
            MonthChart(months: months, caption: "近十二个月到期的任务").write(&html)
            html(.p, .class("more")) { $0(.a, .href(Address.coverageMonths(query).link), text: "各单位各月对比") }
        }
        section(&html, "各领域", id: "domains") { writeDomains(&$0) }
        for facet in MonitoringFacet.allCases { section(&html, "按\(facet.words)", id: facet.rawValue) { write(facet, &$0) } }
        if let interpretations { InterpretationBlock(tally: interpretations, day: report.day).write(&html) }
        section(&html, "对照标准指引", id: "national-guide") { writeGuide(&$0) }
        section(&html, "怎么算的", id: "method") { CoverageMethod().write(&$0) }
        PrintedSource(address: Address.coverage(query).absolute(frame.origin), label: frame.county.name).write(&html)
    }

    private func writeContents(_ html: inout HTMLWriter) {
        html(.nav, .class("contents"), .aria("label", "本页内容")) { html in
            html(.ul) { html in
                let facets = MonitoringFacet.allCases.map { ($0.rawValue, "按\($0.words)") }
                for (id, words) in [("map", "单位和领域"), ("units", "各单位"), ("months", "按到期月份"), ("domains", "各领域")] + facets
                    + [("national-guide", "对照标准指引"), ("method", "怎么算的")]
                {
                    html(.li) { $0(.a, .href(WebAddress(fragmentNamed: id)), text: words) }
                }
            }
        }
    }

    private func writeUnits(_ html: inout HTMLWriter) {
        let sums = report.grouped { $0.unit }
        let rows = names.units.compactMap { unit in
            sums[unit.id].map { FiguresTable.Row(name: unit.name, address: .coverageUnit(unit.code, query), figures: $0) }
        }
        FiguresTable(caption: "共 \(rows.count) 个单位", heading: "单位", rows: rows).write(&html)
        guard !report.unassigned.isEmpty else { return }
        html(.p, .class("quiet"), text: "目录中还有 \(report.unassigned.count.grouped) 个事项的公开主体没有登记为单位，不在上列数字之内。")
    }

    private func writeDomains(_ html: inout HTMLWriter) {
        let sums = report.grouped { $0.domain }
        let rows = names.domains.compactMap { domain in
            sums[domain.code].map { FiguresTable.Row(name: domain.name, address: .coverageDomain(domain.code, query), figures: $0) }
        }
        FiguresTable(caption: "共 \(rows.count) 个领域", heading: "领域", rows: rows).write(&html)
    }

    private func write(_ facet: MonitoringFacet, _ html: inout HTMLWriter) {
        FiguresTable(
            caption: facet.overlaps ? "一个事项可能属于几个\(facet.words)，各行相加会多于总数" : "各行相加等于总数", heading: facet.words,
            rows: report.parts(facet).map { FiguresTable.Row(name: $0.name, figures: $0.figures) }
        ).write(&html)
    }

    private func writeGuide(_ html: inout HTMLWriter) {
        guard let guide = report.guide else { return html(.p, text: "县级目录没有对照的标准指引。") }
        html(.p) { html in
            html.text("对照")
            html(.a, .href(Address.version(guide.guide.id).link), text: guide.guide.title)
            html.text("：\(guide.itemCount.grouped) 个事项，已采纳 \(guide.adopted.words)，没有采纳 \(guide.missing.count.grouped) 个。")
        }
        guard !guide.missing.isEmpty else { return }
        html(.ul) { html in
            for missing in guide.missing.prefix(Self.mostMissing) {
                html(.li) { html in
                    html.text("\(names.domain(missing.domain))：")
                    html(.a, .href(Address.item(missing.item).link), text: missing.name)
                }
            }
        }
        if guide.missing.count > Self.mostMissing { html(.p, .class("quiet"), text: "这里列出前 \(Self.mostMissing) 个，全部见 JSON 数据。") }
    }

    private static let mostMissing = 100
}

/// The whole as a file.
struct CoverageDownloads {
    var query: CoverageQuery

    func write(_ html: inout HTMLWriter) {
        html(.ul, .class("downloads")) { html in
            for format in CatalogueFileFormat.allCases {
                html(.li) { html in
                    html(.a, .class("button quiet"), .href(Address.coverageFile(format, query).link), .download) { html in
                        html(.span, .class("unseen"), text: "下载公开监测：")
                        html.text(format.words)
                    }
                }
            }
        }
    }
}

/// What each figure means.
struct CoverageMethod {
    func write(_ html: inout HTMLWriter) {
        html(.ul) { html in
            for sentence in [
                "截至某一天，是指到这一天结束时；当天到期而没有公开的，还不算逾期。",
                "应公开＝按时公开＋逾期公开＋逾期未公开。没有到期的、免予公开的、事项已调出目录的、期限待明确的，不在其内，另外列出。",
                "覆盖率＝（按时公开＋逾期公开）÷应公开；及时率＝按时公开÷应公开。比率向下取整，没有全部做到就不会显示 100%。",
                "到期日按标准目录的公开时限和法定时限、国务院公布的放假安排计算；公开时间是日志记录的发布时间，外来文件用原网站登记的发布时间。",
                "撤下的文件不再算作公开；看撤下以前的日期，仍按当时的情况计算。",
                "要素完整率＝具备的要素÷（目录要求的要素－说明不适用的要素），只算本系统审核发布、登记了要素的文件；其余文件的要素情况不详，不算完整。",
            ] { html(.li, text: sentence) }
        }
    }
}
