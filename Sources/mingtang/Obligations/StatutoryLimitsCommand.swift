import ArgumentParser
import Domain
import FoundationEssentials
import Interchange
import Operations
import Persistence
import Registers

struct StatutoryLimitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "法定公开时限：短于目录时按法定时限计算。",
        subcommands: [StatutoryLimitsListCommand.self, StatutoryLimitsImportCommand.self])
}

struct StatutoryLimitsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出法定时限。",
        discussion: """
            --json 输出的内容修改后可以用 limits import 导入。

            例：mingtang obligations limits list --json > 法定时限.json
            """)

    @Flag(help: "输出一个 JSON 数组。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let stored = try await place.installation.store.read { try StatutoryLimitRegister($0, site: county).all() }
        try await place.close()
        // Taken into the database with the first sweep.
        let limits = stored.isEmpty ? StatutoryLimit.released : stored
        if json { return Output.line(try JSONText.line(limits)) }
        var table = TextTable(headings: ["代码", "时限", "自", "至", "适用", "依据"])
        for limit in limits {
            table.add([
                limit.code, limit.rule.words, limit.effective.description, limit.ended?.description ?? "", limit.name, limit.article,
            ])
        }
        Output.line(table.text)
    }
}

struct StatutoryLimitsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入法定时限，代替原有的全部条目，并重新计算到期日。",
        discussion: "例：mingtang obligations limits import 法定时限.json")

    @Argument(help: ArgumentHelp("JSON 文件，格式同 limits list --json。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let bytes = try FileBytes.read(file)
        let limits: [StatutoryLimit]
        do {
            limits = try JSONDecoder().decode([StatutoryLimit].self, from: Data(bytes))
        } catch {
            throw Failure(.unusable, "\(file) 不是法定时限的 JSON 数组；格式请参照 mingtang obligations limits list --json。")
        }
        let place = try await Workplace(database, site: site)
        do {
            let changed = try await SetStatutoryLimits(place.installation).run(
                limits, county: place.county.id, actor: "mingtang obligations limits import")
            try await place.finish()
            Output.line("法定时限 \(limits.count) 条。到期日因此改变的公开任务 \(changed) 项。")
        } catch let refusal as SetStatutoryLimits.Refusal {
            throw Failure(.content, ObligationWords.sentences(refusal))
        }
    }
}
