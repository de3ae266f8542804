import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct CatalogueExportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case xlsx, csv, json }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出一个版本为表格或者 JSON。",
        discussion: "例：mingtang catalogue export current --format xlsx --output 目录.xlsx --domain 征地补偿")

    @Argument(help: ArgumentHelp("版本号；current 是现行县级目录。", valueName: "版本号")) var version: String
    @Option(help: ArgumentHelp("格式：xlsx、csv 或 json。", valueName: "格式")) var format: Format
    @Option(help: ArgumentHelp("写到这个文件。", valueName: "文件")) var output: String
    @Option(help: ArgumentHelp("只导出这个领域（名称或者代码）。", valueName: "领域")) var domain: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let found = try await place.version(version)
        let (county, wanted) = (place.county.id, domain)
        let entries = try await place.installation.store.read { transaction -> [CatalogueEntry]? in
            let domains = try DutyRegister(transaction, site: county).domains()
            let chosen = wanted.map { name in domains.filter { $0.code == name || $0.name == name || $0.aliases.contains(name) } }
            if let chosen, chosen.isEmpty { return nil }
            let names = Dictionary(domains.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
            return try CatalogueRegister(transaction, site: county).items(of: found.id, domain: chosen?.first?.code).map { item in
                var entry = item.entry
                // A file that named its field of work once for all left it out of the entries.
                entry.domain = entry.domain ?? names[item.domain]
                return entry
            }
        }
        try await place.close()
        guard let entries else { throw Failure(.content, "没有“\(domain ?? "")”这个领域。") }
        guard !entries.isEmpty else { throw Failure(.content, "这个版本中没有可以导出的事项。") }
        try Output.file(try bytes(entries, title: found.title), to: output)
        Output.line("已导出《\(found.title)》\(entries.count) 个事项到 \(output)。")
    }

    private func bytes(_ entries: [CatalogueEntry], title: String) throws -> [UInt8] {
        switch format {
        case .xlsx: try CatalogueExport.xlsx(entries, title: title)
        case .csv: CatalogueExport.csv(entries, title: title)
        case .json: CatalogueExport.json(entries, title: title)
        }
    }
}
