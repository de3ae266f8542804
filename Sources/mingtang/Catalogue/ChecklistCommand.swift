import ArgumentParser
import Domain
import Interchange
import Operations

struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist", abstract: "事项清单：权责清单、公共服务事项、群众关切。", subcommands: [ChecklistImportCommand.self])
}

struct ChecklistImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入事项清单。",
        discussion: """
            表头：来源、编号、事项名称、依据、责任单位、去向（列入目录或不予公开）、对应领域、对应一级事项、对应二级事项、不予公开理由、法律依据、重新评估日期。
            不予公开的事项必须写明法律依据和重新评估日期（条例第十八条），否则不予导入。

            例：mingtang checklist import 事项清单.csv --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("清单文件。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let rows = try ChecklistFile.rows(path: file)
        let place = try await Workplace(database, site: site)
        let result = try await GatherChecklist(place.installation).run(rows, county: place.county, actor: "mingtang checklist import")
        try await place.finish()
        Output.line(Self.words(result, count: rows.count))
    }

    static func words(_ result: GatherChecklist.Result, count: Int) -> String {
        var lines = [
            "事项清单 \(count) 项：新增 \(result.added)，变更 \(result.changed)，未变 \(result.unchanged)；其中不予公开 \(result.withheld) 项，待定 \(result.pending) 项。"
        ]
        if !result.unknownItems.isEmpty { lines.append("现行目录中没有的事项：\(result.unknownItems.joined(separator: "；"))") }
        if !result.unknownUnits.isEmpty { lines.append("未登记的单位：\(result.unknownUnits.joined(separator: "、"))") }
        return lines.joined(separator: "\n")
    }
}

/// A checklist's file as rows for `GatherChecklist`.
enum ChecklistFile {
    /// - Throws: `UnreadableFile`; `Failure` that lists what is wrong with the content.
    static func rows(path: String) throws -> [GatherChecklist.Row] {
        let checklist = ChecklistReader.read(try TableFile.read(path: path).sheets)
        // Without a source or an outcome that can be understood an entry cannot be placed.
        let faults = checklist.diagnostics.filter { $0.severity == .error || ["unknown-source", "unknown-outcome"].contains($0.code) }
        guard faults.isEmpty else { throw Failure(.content, faults.map(\.message)) }
        return checklist.entries.compactMap { entry in
            guard let source = entry.source else { return nil }
            return GatherChecklist.Row(
                source: source, code: entry.number.isEmpty ? entry.name : entry.number, name: entry.name,
                basis: entry.bases.joined(separator: "\n"), unitName: entry.units.joined(separator: "、"), outcome: outcome(of: entry),
                line: entry.line)
        }
    }

    private static func outcome(of entry: Checklist.Entry) -> GatherChecklist.Outcome {
        switch entry.outcome {
        case .catalogued(let levels): return .catalogued(domain: entry.domain, levels: levels.isEmpty ? [entry.name] : levels)
        case .withheld(let reason, let ground, let reassessment):
            // Where the file has no column for the law, a reason that names a law is its own ground; any other reason is none.
            let hasLaw = ground != reason || ground.contains("《")
            return .withheld(ground: reason, legalBasis: hasLaw ? ground : "", reassess: reassessment)
        case nil: return .pending
        }
    }
}
