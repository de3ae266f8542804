import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "search", abstract: "检索库。", subcommands: [SearchRebuildCommand.self])
}

struct SearchRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "由已公开的信息重建检索库。",
        discussion: "检索库只是已公开信息的映像，随时可以重建。\n\n例：mingtang search rebuild --database 明川.sqlite")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let installation = try await Opening.installation(try await database.checked())
        let total = try await installation.store.read { transaction in
            try SiteRegister(transaction).all().reduce(0) { $0 + (try DisclosureRegister(transaction, site: $1.id).count()) }
        }
        var line = ProgressLine()
        let count = try await RebuildSearch(installation).run { done in
            let rate = Int(Double(done) / max(line.seconds, 0.001))
            line.show(fraction: min(1, Double(done) / Double(max(1, total))), "\(done) 件，每秒 \(rate) 件")
        }
        line.clear()
        try await installation.close()
        Output.line("检索库已重建：公开信息 \(count) 件，用时 \(ProgressLine.duration(line.seconds))。")
    }
}
