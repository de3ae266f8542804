import ArgumentParser
import Domain
import Interchange
import Operations

struct UserImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由名单新建许多账号；输出各人的一次性密码。",
        discussion: """
            表头：登录名、姓名、单位、岗位，可以另有邮箱；一人几个岗位用顿号隔开。xlsx、csv 都可以。有一行不对就一个也不建。
            一次性密码只输出这一次，请当面分发，不要留存。

            例：mingtang user import 账号名单.xlsx > 一次性密码.csv
            """)

    @Argument(help: ArgumentHelp("名单文件。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let table = AccountTableReader.read(try TableFile.read(path: file).sheets)
        if table.hasErrors { throw Failure(.content, table.diagnostics.filter { $0.severity == .error }.map(\.message)) }
        let place = try await Workplace(database, site: site)
        let entries = try Self.entries(table, try await place.units())
        var progress = ProgressLine()
        let added = try await AddAccount(place.installation, county: place.county).run(entries, actor: "mingtang user import") { count in
            progress.show(fraction: Double(count) / Double(entries.count), "账号 \(count)/\(entries.count)")
        }
        progress.clear()
        try await place.finish()
        Output.line("登录名,姓名,一次性密码")
        for one in added { Output.line("\(one.account.login),\(Self.cell(one.account.name)),\(one.oneTimePassword ?? "")") }
        Output.error("已新建 \(added.count) 个账号。")
    }

    /// - Parameter password: the same for everybody; `nil` for one-time passwords.
    /// - Throws: `Failure` that names every row that cannot be.
    static func entries(_ table: AccountTable, _ units: UnitFinder, password: String? = nil) throws -> [AddAccount.Entry] {
        var entries: [AddAccount.Entry] = []
        var faults: [String] = []
        for row in table.rows {
            do {
                let unit = try units.find(row.unit)
                let roles = try row.roles.map(RoleWords.read)
                entries.append(
                    AddAccount.Entry(
                        login: row.login, name: row.name, email: row.email, password: password,
                        posts: roles.map { AddAccount.Place(unit: unit.id, role: $0, name: RoleWords.words($0)) }))
            } catch let failure as Failure {
                faults += failure.sentences.map { "第 \(row.line) 行：\($0)" }
            }
        }
        if !faults.isEmpty { throw Failure(.content, faults) }
        return entries
    }

    /// A spreadsheet must not take a name for a formula, nor a comma for a new column.
    private static func cell(_ text: String) -> String {
        let safe = text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } == true ? "'\(text)" : text
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
