import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "公开监测：各单位、各领域应公开什么，按时、逾期还是没有公开，可以看任何一天。",
        discussion: """
            截至某一天，是指到这一天结束时：当天到期而没有公开的，还不算逾期。应公开＝按时公开＋逾期公开＋逾期未公开；
            覆盖率＝（按时公开＋逾期公开）÷应公开；及时率＝按时公开÷应公开；比率向下取整，不到全部就不会是 100%。
            JSON 的内容：asOf 日期，catalogue 当日现行目录，total 全部，units 各单位，domains 各领域，
            stage、audience、channel 按环节、对象、渠道（overlaps 为 true 时一个事项可能同时属于几类），guide 标准指引中没有采纳的事项；
            写了 --unit 时另有 items 逐项。duties 任务件数，coverage、timeliness、completeness 为分子 part 和分母 whole，
            places 事项（一个事项有几个单位就算几项），elements 要素；unknownDocuments 是没有登记要素的外来文件，不计入完整率。

            例：
              mingtang monitor
              mingtang monitor --as-of 2026-03-31 --unit 县财政局
              mingtang monitor --json
            """)

    @Option(help: ArgumentHelp("截至哪一天，默认今天。", valueName: "日期")) var asOf: Day?
    @Option(help: ArgumentHelp("只看一个单位：代码、名称或者简称。", valueName: "单位")) var unit: String?
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let day = asOf ?? place.installation.now().day
        var scope = MonitoringQueries.Scope()
        if let unit { scope.unit = try await place.unit(named: unit).id }
        let question = scope
        let (report, names) = try await place.installation.store.read { transaction in
            (
                try MonitoringQueries(transaction, site: county).report(question, on: day),
                MonitoringNames(
                    units: try UnitRegister(transaction, site: county).all(), domains: try DutyRegister(transaction, site: county).domains()
                )
            )
        }
        try await place.close()
        guard !json else { return Output.line(MonitoringJSON.text(report, names, items: unit != nil)) }
        Output.line(MonitorText(report: report, names: names, isOneUnit: unit != nil).text)
    }
}

/// The same for a reader.
private struct MonitorText {
    let report: MonitoringReport
    let names: MonitoringNames
    let isOneUnit: Bool

    var text: String {
        guard !report.lines.isEmpty else { return "截至 \(report.day) 没有可以监测的事项：还没有施行标准目录，或者目录中的公开主体没有登记为单位。" }
        var parts = ["截至 \(report.day)\(report.catalogue.map { "，现行目录：\($0.title)" } ?? "")", summary(report.total)]
        parts.append(isOneUnit ? items : units)
        parts.append(table("领域", report.grouped { $0.domain }.sorted { $0.key < $1.key }.map { (names.domain($0.key), $0.value) }))
        for facet in MonitoringFacet.allCases { parts.append(table(facet.words, report.parts(facet).map { ($0.name, $0.figures) })) }
        if !report.unassigned.isEmpty { parts.append("目录中有 \(report.unassigned.count) 个事项的公开主体没有登记为单位，不在上列数字之内。") }
        if let guide = report.guide {
            parts.append("对照《\(guide.guide.title)》：\(guide.itemCount) 个事项，没有采纳 \(guide.missing.count) 个。")
            parts += guide.missing.prefix(20).map { "  \(names.domain($0.domain))：\($0.name)" }
            if guide.missing.count > 20 { parts.append("  ……共 \(guide.missing.count) 个，全部见 --json。") }
        }
        return parts.joined(separator: "\n\n")
    }

    private func summary(_ figures: MonitoringFigures) -> String {
        let (duties, places, elements) = (figures.duties, figures.places, figures.elements)
        return """
            公开任务 \(duties.total) 件：\(DutyStanding.allCases.map { "\($0.words) \(duties[$0])" }.joined(separator: "，"))。
            覆盖率 \(duties.coverage.words)，及时率 \(duties.timeliness.words)。
            应落实事项 \(places.places) 项，已有文件 \(places.filled) 项，暂无文件 \(places.empty) 项，文件 \(places.documents) 份。
            要素完整率 \(elements.completeness.words)，由 \(elements.judged) 份文件算出；另有 \(elements.unknown) 份文件没有登记要素，不作判断。
            """
    }

    private var units: String {
        let sums = report.grouped { $0.unit }
        return table("单位", names.units.compactMap { unit in sums[unit.id].map { (unit.name, $0) } })
    }

    private var items: String { table("事项", report.lines.map { ($0.entry.levels.joined(separator: " › "), $0.figures) }) }

    private func table(_ heading: String, _ rows: [(String, MonitoringFigures)]) -> String {
        var table = TextTable(headings: ["应公开", "按时", "逾期", "未公开", "未到期", "不适用", "不明", "覆盖率", "及时率", "文件", heading])
        for (name, figures) in rows {
            let duties = figures.duties
            table.add(
                [duties.due, duties.onTime, duties.late, duties.missing, duties.notYetDue, duties.notApplicable, duties.unclear].map(
                    String.init)
                    + [duties.coverage.percent ?? "—", duties.timeliness.percent ?? "—", String(figures.places.documents), name])
        }
        return table.text
    }
}
