import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct OpinionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opinion", abstract: "政务舆情：导入清单、列出台账和时限。",
        subcommands: [OpinionImportCommand.self, OpinionListCommand.self])
}

struct OpinionImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入舆情清单；网址或者标题相同的不重复登记，有错误的行按行号列出，其余照常登记。",
        discussion: """
            表头：\(ClippingTable.headings.joined(separator: "、"))，其中标题和发现时间必须有。时间写成 2026-03-20 22:10；只写日期的从当天零时算起。

            例：mingtang opinion import 舆情.xlsx --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("舆情清单（xlsx、xls、csv）。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let table = ClippingTable(try TableFile.read(path: file).sheets)
        if table.isUnknown { throw Failure(.content, "没有找到清单：表头要有“标题”“发现时间”两列，请检查文件。") }
        let place = try await Workplace(database, site: site)
        let outcome = try await RegisterOpinion(place.installation, county: place.county).take(
            table, signature: "mingtang opinion import")
        try await place.finish()
        Output.line("登记 \(outcome.added) 件，重复 \(outcome.known.count) 行，有错误 \(outcome.faults.count) 行。")
        for fault in outcome.known { Output.line("第 \(fault.line) 行：\(fault.sentence)") }
        if !outcome.faults.isEmpty { throw Failure(.content, outcome.faults.map { "第 \($0.line) 行：\($0.sentence)" }) }
    }
}

struct OpinionListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出没有办结的舆情和时限；加 --all 连已办结的一起列出。", discussion: "例：mingtang opinion list --all")

    @Flag(help: "连已办结的一起列出。") var all = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, now, open) = (place.county.id, place.installation.now(), all ? nil : true)
        let (items, units) = try await place.installation.store.read { transaction in
            let register = PublicOpinionRegister(transaction, site: county)
            return (
                try register.all(isOpen: open).map { try register.whole($0, at: now) },
                Dictionary(try UnitRegister(transaction, site: county).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            )
        }
        try await place.close()
        guard !items.isEmpty else { return Output.line("没有舆情。") }
        var table = TextTable(headings: ["发现时间", "状态", "责任单位", "时限", "标题"])
        for item in items {
            table.add([
                item.opinion.detected.text, item.standing.state.name, item.standing.unit.map { units[$0] ?? "" } ?? "",
                item.standing.clocks.map { "\($0.clock.name)：\($0.words(at: now))" }.joined(separator: "；"), item.opinion.title,
            ])
        }
        Output.line(table.text)
    }
}
