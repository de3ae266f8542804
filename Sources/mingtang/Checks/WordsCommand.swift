import ArgumentParser
import Domain
import Foundation
import Interchange
import Operations
import Persistence
import Registers

struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words", abstract: "词库：错词、敏感词、机构名称、地名、未公开文件。",
        subcommands: [WordsListCommand.self, WordsImportCommand.self, WordsExportCommand.self])
}

struct WordsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出本县自己的词；加 --all 连程序自带的一起列出。", discussion: "例：mingtang words list --kind 敏感词")

    @Option(help: ArgumentHelp("只列一类：错词、敏感词、机构名称、地名、未公开文件。", valueName: "类别")) var kind: String?
    @Flag(help: "连程序自带的一起列出。") var all = false
    @Flag(help: "每条输出一行 JSON。") var json = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private struct Line: Encodable {
        let kind, pattern, right, reason, source: String
        let exceptions: [String]
        let since: String?
        let blocking, off, own: Bool
    }

    func validate() throws {
        if let kind, WordEntry.Kind(name: kind) == nil { throw ValidationError("没有“\(kind)”这一类，应是\(WordsCommand.kinds)之一。") }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let own = try await place.installation.store.read { try WordRegister($0, site: county).all().map(\.entry) }
        try await place.close()
        let wanted = kind.flatMap { WordEntry.Kind(name: $0) }
        let ownSet = Set(own)
        let off = own.filter(\.isOff)
        let entries = (all ? WordEntry.effective(own: own) + off : own).filter { wanted == nil || $0.kind == wanted }
        if json {
            for entry in entries {
                Output.line(
                    try JSONText.line(
                        Line(
                            kind: entry.kind.rawValue, pattern: entry.pattern, right: entry.right, reason: entry.reason,
                            source: entry.source,
                            exceptions: entry.exceptions, since: entry.since?.description, blocking: entry.isBlocking, off: entry.isOff,
                            own: ownSet.contains(entry))))
            }
            return
        }
        if entries.isEmpty { Output.line("本县没有自己的词；程序自带 \(ShippedWords.all.count) 条，用 --all 查看。") }
        var table = TextTable(headings: ["类别", "词", "改为", "状态"])
        for entry in entries {
            let state = entry.isOff ? "停用" : entry.isBlocking || entry.kind == .nonPublic ? "必须处理" : "请核对"
            table.add([entry.kind.name, entry.pattern, entry.right, state])
        }
        if !entries.isEmpty { Output.line(table.text) }
    }
}

extension WordsCommand {
    static var kinds: String { WordEntry.Kind.allCases.map(\.name).joined(separator: "、") }
}

struct WordsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入词库表；类别和词都相同的更新，新的加入，没有的不删。",
        discussion: """
            表头：\(WordListTable.headings.joined(separator: "、"))。“例外”用顿号分开；“起始日期”之前的文件不查；“停用”填“是”可以关掉程序自带的词。
            有一行不对，就全都不导入。

            例：mingtang words import 词库.csv --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("词库表（csv、xlsx）。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let table = WordListTable.read(try TableFile.read(path: file).sheets)
        if !table.faults.isEmpty { throw Failure(.content, table.faults.prefix(50).map(\.sentence)) }
        let place = try await Workplace(database, site: site)
        do {
            let outcome = try await ChangeWordLists(place.installation).take(
                table.entries, site: place.county.id, actor: "mingtang words import")
            try await place.finish()
            Output.line("词库 \(table.entries.count) 条：新增 \(outcome.added)，修改 \(outcome.changed)，未变 \(outcome.unchanged)。")
        } catch let refusal as ChangeWordLists.Refusal {
            try await place.close()
            throw Failure(.content, refusal.sentence)
        }
    }
}

struct WordsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "把词库写成 CSV，可以改好后再导入。", discussion: "例：mingtang words export --all > 词库.csv")

    @Flag(help: "连程序自带的一起写出。") var all = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let own = try await place.installation.store.read { try WordRegister($0, site: county).all().map(\.entry) }
        try await place.close()
        Output.bytes(WordListTable.csv(all ? WordEntry.effective(own: own) + own.filter(\.isOff) : own))
    }
}
