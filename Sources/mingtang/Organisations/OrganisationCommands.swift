import ArgumentParser
import Domain
import Interchange
import Operations

struct UnitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "单位名录。", subcommands: [UnitsImportCommand.self, UnitsIndexPrefixCommand.self])
}

struct UnitsIndexPrefixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index-prefix", abstract: "设置一个单位索引号的前段码：组织机构代码（9 位，不带“-”）或者统一社会信用代码。",
        discussion: """
            公开时自动编制索引号“前段码/年份-五位序号”。没有设置的单位用单位代码。已经编好的索引号不变。

            例：mingtang units index-prefix yjj 01404053X --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("单位代码、名称或者简称。", valueName: "单位")) var unit: String
    @Argument(help: ArgumentHelp("前段码。", valueName: "前段码")) var prefix: String
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let place = try await Workplace(database, site: site)
        do {
            let name = try await SetIndexPrefix(place.installation, county: place.county).run(
                prefix, unit: unit, actor: "mingtang units index-prefix")
            Output.line("\(name)的索引号以后编为 \(prefix)/年份-序号。")
        } catch SetIndexPrefix.Refusal.unknownUnit {
            throw Failure(.content, "没有名为“\(unit)”的单位，请写单位代码、名称或者简称。")
        } catch SetIndexPrefix.Refusal.malformed {
            throw Failure(.content, "“\(prefix)”不是前段码：应是 9 位组织机构代码（不带“-”）或者 18 位统一社会信用代码，只有数字和大写字母。")
        }
        try await place.finish()
    }
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
