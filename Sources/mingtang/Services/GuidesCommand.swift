import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct GuidesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guides", abstract: "办事指南：核对、列出、导入、导出。",
        subcommands: [GuidesCheckCommand.self, GuidesListCommand.self, GuidesImportCommand.self, GuidesExportCommand.self])
}

struct GuidesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "核对一个办事指南文件：要素齐不齐，程序走不走得通。",
        discussion: """
            文件是 xlsx、csv 等表格，或者 JSON；格式见 mingtang guides export 的结果。有缺项时退出码为 1。

            例：mingtang guides check 办事指南.xlsx
            """)

    @Argument(help: ArgumentHelp("办事指南文件。", valueName: "文件")) var file: String

    func run() throws {
        let (entries, problems) = try GuideFile.read(path: file)
        var sentences = problems
        for entry in entries {
            let paper = ServicePaper.guide(entry.guide)
            sentences += (paper.faults + paper.missing).map { "\(entry.guide.code) \(entry.guide.name)：\($0.sentence)" }
        }
        guard sentences.isEmpty else { throw Failure(.content, sentences + ["共 \(entries.count) 项，问题 \(sentences.count) 处。"]) }
        Output.line("共 \(entries.count) 项，要素齐全。")
    }
}

struct GuidesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出办事指南：最新一版、是否公开、还缺多少、变更公开是否逾期。", discussion: "例：mingtang guides list --unit 公安局")

    @Option(help: ArgumentHelp("只列一个单位的，写代码或者名称。", valueName: "单位")) var unit: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today, wanted) = (place.county.id, place.installation.now().day, unit)
        let rows = try await place.installation.store.read { transaction -> [[String]] in
            let register = ServiceRegister(transaction, site: county)
            let units = Dictionary(try UnitRegister(transaction, site: county).all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            let (newest, clock) = (try register.newest(.guide), try ServiceClock(transaction, site: county))
            return try register.all(.guide).compactMap { entry in
                guard let unit = units[entry.unit], wanted == nil || wanted == unit.code || wanted == unit.name,
                    let kept = newest[entry.id]
                else { return nil }
                let timing = clock.timing(of: kept.version, published: kept.published, on: today)
                return [
                    entry.code, entry.name, unit.name, String(kept.version.number), kept.state == .published ? "已公开" : "未公开",
                    String(kept.version.content.missing.count), timing.isAlarming ? "逾期" : "",
                ]
            }
        }
        try await place.close()
        var table = TextTable(headings: ["编码", "名称", "单位", "版本", "状态", "缺项", "变更"])
        for row in rows { table.add(row) }
        Output.line(table.text)
    }
}

struct GuidesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入办事指南：新的建立第 1 版，改了的建立新的一版；公开仍然要走审核。",
        discussion: """
            同一事项编码是同一份指南。正在审核的不动。要么全部导入，要么一项也不导入。

            例：mingtang guides import 办事指南.xlsx
            """)

    @Argument(help: ArgumentHelp("办事指南文件。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let (entries, problems) = try GuideFile.read(path: file)
        guard problems.isEmpty else { throw Failure(.content, problems) }
        let place = try await Workplace(database, site: site)
        let outcome: ImportGuides.Outcome
        do {
            outcome = try await ImportGuides(place.installation, county: place.county).run(
                entries.map { ($0.unit, $0.guide) }, actor: "mingtang guides import")
        } catch let refusal as ImportGuides.Refusal {
            throw Failure(.content, Self.sentences(refusal))
        }
        try await place.finish()
        Output.line("办事指南：新增 \(outcome.added)，变更 \(outcome.changed)，未变 \(outcome.unchanged)。")
        if !outcome.atGate.isEmpty { Output.line("正在审核，没有改动：\(outcome.atGate.joined(separator: "、"))") }
    }

    static func sentences(_ refusal: ImportGuides.Refusal) -> [String] {
        switch refusal {
        case .unknownUnits(let units): ["没有登记的单位：\(units.joined(separator: "、"))。"]
        case .twice(let codes): ["事项编码重复：\(codes.joined(separator: "、"))。"]
        case .taken(let codes): ["事项编码已经用于别的单位或者政策：\(codes.joined(separator: "、"))。"]
        case .faults(let faults):
            faults.sorted { $0.key < $1.key }.flatMap { code, faults in faults.map { "\(code)：\($0.sentence)" } }
        }
    }
}

struct GuidesExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出全部办事指南的最新一版。", discussion: "例：mingtang guides export --output 办事指南.xlsx")

    @Option(name: .shortAndLong, help: ArgumentHelp("写到哪个文件，以 .xlsx 或者 .json 结尾。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func validate() throws {
        guard output.hasSuffix(".xlsx") || output.hasSuffix(".json") else { throw ValidationError("文件名应当以 .xlsx 或者 .json 结尾。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let entries = try await place.installation.store.read { transaction -> [GuideFile.Entry] in
            let register = ServiceRegister(transaction, site: county)
            let units = Dictionary(
                try UnitRegister(transaction, site: county).all().map { ($0.id, $0.code) }, uniquingKeysWith: { $1 })
            let newest = try register.newest(.guide)
            return try register.all(.guide).compactMap { entry in
                guard case .guide(let guide)? = newest[entry.id]?.version.content else { return nil }
                return GuideFile.Entry(unit: units[entry.unit] ?? "", guide: guide)
            }
        }
        try await place.close()
        let bytes =
            output.hasSuffix(".json")
            ? try GuideFile.json(entries) : try GuideFile.xlsx(entries, title: "\(place.county.name)办事指南")
        try Output.file(bytes, to: output)
        Output.line("已写入 \(output)：\(entries.count) 项。")
    }
}
