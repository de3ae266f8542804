import ArgumentParser
import Domain
import Interchange
import Operations
import Persistence
import Registers

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "公开台账：县里登记并公开的清单、名录。",
        subcommands: [LedgerListCommand.self, LedgerImportCommand.self, LedgerExportCommand.self, LedgerCheckCommand.self])
}

/// Which register is meant.
struct LedgerOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("登记簿的代码，见 mingtang ledger list。", valueName: "登记簿")) var code: String

    func kind() throws -> LedgerKind {
        guard let kind = LedgerKind.find(code) else { throw Failure(.content, "没有“\(code)”这个登记簿，代码见 mingtang ledger list。") }
        return kind
    }
}

struct LedgerListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "全部登记簿：代码、名称、登记事项的条数、最近发布到哪一天。")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let county = place.county.id
        let rows = try await place.installation.store.read { transaction in
            let book = LedgerBook(transaction, site: county)
            let states = try book.publishedKinds()
            return try LedgerKind.all.map { kind in
                [kind.code, kind.name, String(try book.count(of: kind)), states[kind.code]?.day.description ?? "没有发布"]
            }
        }
        try await place.close()
        var table = TextTable(headings: ["代码", "登记簿", "条数", "最近发布"])
        for row in rows { table.add(row) }
        Output.line(table.text)
    }
}

struct LedgerImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "把 xlsx、xls、csv 或者 json 文件里的登记事项导入登记簿；先预览，加 --confirm 才写入。",
        discussion: """
            有错误的行不写入，逐行说明原因；退出码是 1。写入以后还要在工作台发布，才会公开。

            例：
              mingtang ledger import new-media 账号.xlsx --account office
              mingtang ledger import new-media 账号.xlsx --account office --confirm
            """)

    @OptionGroup var ledger: LedgerOptions
    @Argument(help: ArgumentHelp("文件。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("以哪个工作台账号的岗位登记。", valueName: "账号")) var account: String
    @Flag(help: "写入。") var confirm = false
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let kind = try ledger.kind()
        let read = try LedgerFile.read(path: file, as: kind)
        let place = try await Workplace(database, site: site)
        let (county, login) = (place.county.id, account)
        let found = try await place.installation.store.read { transaction -> Staff? in
            guard let found = try AccountRegister(transaction, site: county).find(login: login)?.account, !found.isDisabled else {
                return nil
            }
            return Staff(
                account: found.id, name: found.name, posts: try PostRegister(transaction, site: county).posts(of: found.id))
        }
        guard let staff = found else { throw Failure(.content, "没有“\(account)”这个账号，或者已经停用。") }
        let keeping = KeepLedger(place.installation, county: place.county)
        let own = staff.posts.first { $0.role == .editor }?.unit
        let preview = try await keeping.judge(read.rows, into: kind, own: own, by: staff)
        for judgement in preview.refused {
            guard case .refused(let faults) = judgement.outcome else { continue }
            Output.error("第 \(judgement.row.line) 行：\(faults.map { $0.sentence(in: kind) }.joined())")
        }
        for heading in read.unknown { Output.error("“\(heading)”这一栏登记簿里没有，没有导入。") }
        if confirm {
            do {
                try await keeping.take(
                    read.rows, named: file.split(separator: "/").last.map(String.init) ?? file, into: kind, own: own, by: staff)
            } catch let refusal as LedgerRefusal { throw Failure(.content, refusal.sentences(in: kind)) }
        }
        try await place.close()
        let (new, changed, refused) = (preview.new.count, preview.changed.count, preview.refused.count)
        Output.line("新增 \(new) 条，变更 \(changed) 条，相同 \(preview.sameCount) 条，有错误 \(refused) 条。\(confirm ? "已经写入。" : "没有写入；加 --confirm 写入。")")
        if refused > 0 { throw ExitCode(Failure.Code.content.rawValue) }
    }
}

struct LedgerExportCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case xlsx, csv, json }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出一个登记簿现在的登记事项，包括不公开的栏目。",
        discussion: "例：mingtang ledger export new-media --format xlsx --output 账号.xlsx")

    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp("格式：xlsx、csv 或 json。", valueName: "格式")) var format: Format
    @Option(help: ArgumentHelp("写到这个文件。", valueName: "文件")) var output: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let kind = try ledger.kind()
        let place = try await Workplace(database, site: site)
        let (county, day) = (place.county.id, place.installation.now().day)
        let (lines, names) = try await place.installation.store.read { transaction in
            let units = try UnitRegister(transaction, site: county).all()
            return (
                try LedgerBook(transaction, site: county).lines(of: kind),
                Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            )
        }
        try await place.close()
        let table =
            [["单位"] + kind.fields.map(\.name)] + lines.map { line in [names[line.unit] ?? ""] + kind.fields.map { line.cells[$0.code] } }
        let rows = lines.map { LedgerRow(line: $0.id, unit: $0.unit, cells: $0.cells) }
        let bytes: [UInt8] =
            switch format {
            case .xlsx: try LedgerFile.xlsx(table, title: kind.name, note: "导出日期：\(day)")
            case .csv: LedgerFile.csv(table)
            case .json: LedgerFile.json(kind, asOf: day, rows: rows, fields: kind.fields) { names[$0] ?? "" }
            }
        try Output.file(bytes, to: output)
        Output.line("已导出“\(kind.name)”\(lines.count) 条到 \(output)。")
    }
}

struct LedgerCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "检查全部登记簿：哪一条、什么问题、怎么改；有问题时退出码是 1。")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, day) = (place.county.id, place.installation.now().day)
        let found = try await place.installation.store.read { transaction in
            let book = LedgerBook(transaction, site: county)
            return try LedgerKind.all.flatMap { kind in
                kind.warnings(try book.facts(of: kind, on: day)).map { (kind, $0) }
            }
        }
        try await place.close()
        for (kind, warning) in found { Output.line("\(kind.name)　\(warning.title)：\(warning.what)。\(warning.remedy)") }
        Output.line(found.isEmpty ? "没有发现问题。" : "发现 \(found.count) 个问题。")
        if !found.isEmpty { throw ExitCode(Failure.Code.content.rawValue) }
    }
}
