import ArgumentParser
import Domain
import Interchange
import Operations

struct UnitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "units", abstract: "单位名录。", subcommands: [UnitsImportCommand.self])
}

struct UnitsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入单位名录；代码相同的单位会更新。",
        discussion: """
            表头：单位代码、名称、简称、类型（政府、部门、乡镇、村、事业单位、其他）、上级单位代码、地址、办公时间、电话、传真、电子邮箱、负责人、机构职能、别名。

            例：mingtang units import 单位名录.xlsx --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("单位名录文件。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let rows = try UnitFile.rows(path: file)
        let place = try await Workplace(database, site: site)
        let outcome = try await RegisterUnits(place.installation).run(rows, site: place.county.id, actor: "mingtang units import")
        try await place.finish()
        Output.line(Self.words(outcome, count: rows.count))
    }

    static func words(_ outcome: RegisterUnits.Outcome, count: Int) -> String {
        var text = "单位 \(count) 个：新增 \(outcome.added)，变更 \(outcome.changed)，未变 \(count - outcome.added - outcome.changed)。"
        if !outcome.unknownParents.isEmpty { text += "\n没有登记的上级单位代码：\(outcome.unknownParents.joined(separator: "、"))" }
        return text
    }
}

/// A table of units as rows for `RegisterUnits`.
enum UnitFile {
    static func rows(path: String) throws -> [RegisterUnits.Row] {
        let table = UnitTableReader.read(try TableFile.read(path: path).sheets)
        if table.hasErrors { throw Failure(.content, table.diagnostics.filter { $0.severity == .error }.map(\.message)) }
        for diagnostic in table.diagnostics where diagnostic.severity == .warning { Output.error(diagnostic.message) }
        let codes = Dictionary(
            table.rows.flatMap { row in [row.code, row.name, row.shortName].filter { !$0.isEmpty }.map { ($0, row.code) } },
            uniquingKeysWith: { first, _ in first })
        return table.rows.map { row in
            RegisterUnits.Row(
                unit: OrganisationUnit(
                    id: OrganisationUnit.ID(0), code: row.code, name: row.name, shortName: row.shortName, kind: row.kind ?? .other,
                    contact: row.contact, duties: row.duties),
                parentCode: row.parent.isEmpty ? nil : codes[row.parent] ?? row.parent, aliases: row.aliases)
        }
    }
}

struct DutiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duties", abstract: "领域与责任部门。", subcommands: [DutiesImportCommand.self])
}

struct DutiesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入领域与责任部门的对应表，代替原有的对应关系。",
        discussion: """
            可以是“领域”“责任部门”两列的表格，也可以是方案附件里“1、某某领域：---某某局”这样的文字。

            例：mingtang duties import 责任单位.docx --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("对应表文件。", valueName: "文件")) var file: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let rows = try DutyFile.rows(path: file)
        let place = try await Workplace(database, site: site)
        let outcome = try await AssignDuties(place.installation).run(rows, county: place.county, actor: "mingtang duties import")
        try await place.finish()
        Output.line(Self.words(outcome))
    }

    static func words(_ outcome: AssignDuties.Outcome) -> String {
        var lines = ["领域与责任部门：对应关系 \(outcome.assigned) 条。"]
        if !outcome.unknownUnits.isEmpty { lines.append("未登记的单位：\(outcome.unknownUnits.joined(separator: "、"))") }
        if !outcome.unassigned.isEmpty { lines.append("还没有责任部门的领域：\(outcome.unassigned.joined(separator: "、"))") }
        return lines.joined(separator: "\n")
    }
}

/// A duty table as rows for `AssignDuties`.
enum DutyFile {
    static func rows(path: String) throws -> [AssignDuties.Row] {
        let table = DutyTableReader.read(try TableFile.read(path: path).sheets)
        if table.hasErrors { throw Failure(.content, table.diagnostics.filter { $0.severity == .error }.map(\.message)) }
        for diagnostic in table.diagnostics where ["unknown-domain", "missing-unit"].contains(diagnostic.code) {
            Output.error(diagnostic.message)
        }
        return table.rows.map { AssignDuties.Row(domains: $0.domainNames, units: $0.units) }
    }
}
