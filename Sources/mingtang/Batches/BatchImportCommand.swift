import ArgumentParser
import Domain
import Files
import Foundation
import Interchange
import Operations
import Persistence
import Registers

struct BatchImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入一份清单，每行成为一份稿件。",
        discussion: """
            例：mingtang batches import 许可.xlsx --unit 县行政审批局 --item 行政许可决定 --by wangming --dry-run
            一批最多 50,000 行。先用 --dry-run 看预览和行错误，不写入任何内容。
            """)

    @Argument(help: ArgumentHelp("清单文件（xlsx、xls 或者 csv）。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("单位的名称、简称或者代码。", valueName: "单位")) var unit: String
    @Option(help: ArgumentHelp("公开事项的名称或者编号。", valueName: "事项")) var item: String
    @Option(help: ArgumentHelp("办理人的登录名，须是该单位的编辑。", valueName: "登录名")) var by: String
    @Option(help: ArgumentHelp("标题写法，如 {行政相对人}{许可内容}行政许可决定。", valueName: "写法")) var title: String?
    @Option(help: ArgumentHelp("发文字号所在的栏目。", valueName: "栏目")) var number: String?
    @Option(help: ArgumentHelp("成文（决定）日期所在的栏目。", valueName: "栏目")) var made: String?
    @Option(help: ArgumentHelp("不公开的栏目，用逗号分开。", valueName: "栏目")) var leaveOut: String?
    @Option(help: ArgumentHelp("没有同名栏目的要素写在哪里，或者为什么不适用。", valueName: "说明")) var elements: String?
    @Flag(help: "按策略去标识化个人信息。") var mask = false
    @Flag(help: "只看预览，不写入任何内容。") var dryRun = false
    @Option(help: ArgumentHelp("把行错误写成 csv 文件。", valueName: "文件")) var errors: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(filePath: file))) } catch { throw Failure(.unusable, "文件 \(file) 读不了，请检查路径和权限。") }
        let table = try BatchFile.read(bytes)
        let mapping = try mapping(table.headings)
        let place = try await Workplace(database, site: site)
        let staff = try await place.staff(by)
        let unit = try await place.units().find(unit).id
        let item = try await self.item(place, unit)
        let preparing = PrepareBatch(place.installation, county: place.county) { problems in
            var file = BatchProblemsFile()
            for problem in problems { file.add(problem) }
            return file.bytes
        }
        do {
            let (preview, lines) = try await preparing.preview(table, mapping: mapping, unit: unit, item: item, by: staff)
            try report(preview, lines)
            guard !dryRun else {
                try await place.close()
                return Output.line("这是预览，没有写入任何内容。")
            }
            let stored = try await Opening.files(place.settings).write(bytes)
            let name = URL(filePath: file).lastPathComponent
            let id = try await preparing.run(table, name: name, file: stored.digest, unit: unit, item: item, mapping: mapping, by: staff)
            try await ActOnBatch(place.installation, county: place.county).run(.bringIn, on: id, by: staff)
            try await place.carryOut(id, RunBatch(place.installation, county: place.county, words: WordCheckers()) { _ in table })
            try await place.finish()
            Output.line("已导入 \(preview.ready) 行，批次编号 \(id)；请在工作台“批量公开”中提交审核。")
        } catch let refusal as GateRefusal {
            throw Failure(.content, refusal.reasons.map(BatchWords.sentence))
        }
    }

    private func mapping(_ headings: [String]) throws -> BatchMapping {
        func column(_ name: String) throws -> Int {
            guard let index = headings.firstIndex(of: name) else {
                throw Failure(.unusable, "表格没有“\(name)”这一栏。现有：\(headings.joined(separator: "、"))。")
            }
            return index
        }
        var mapping = BatchMapping(suggestedFor: headings)
        if let title { mapping.title = title }
        if let number { mapping.number = try column(number) }
        if let made { mapping.made = try column(made) }
        if let leaveOut {
            let names = leaveOut.replacing("，", with: ",").utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
            mapping.leftOut += try names.map(column)
        }
        if let elements { mapping.elementNote = elements }
        mapping.masks = mask
        return mapping
    }

    private func item(_ place: Workplace, _ unit: OrganisationUnit.ID) async throws -> CatalogueItem.ID {
        let (site, item) = (place.county.id, item)
        let items = try await place.installation.store.read { transaction in
            let catalogue = CatalogueRegister(transaction, site: site)
            return try catalogue.inForce(.county).map { try catalogue.items(of: $0.id, naming: unit) } ?? []
        }
        if let found = items.first(where: { $0.id.description == item }) { return found.id }
        let named = items.filter { $0.entry.name == item || $0.entry.levels.joined(separator: " › ") == item }
        guard let only = named.first, named.count == 1 else {
            let some = items.prefix(20).map { "\($0.id) \($0.entry.levels.joined(separator: " › "))" }.joined(separator: "\n")
            throw Failure(
                .content, (named.isEmpty ? "该单位没有名为“\(item)”的公开事项" : "有 \(named.count) 个事项叫“\(item)”") + "，请用编号指明：\n\(some)")
        }
        return only.id
    }

    private func report(_ preview: BatchPreview, _ lines: [UInt8]) throws {
        Output.line("共 \(preview.total) 行，可以导入 \(preview.ready) 行，有错误 \(preview.problemCount) 行。")
        if preview.masked > 0 { Output.line("\(preview.masked) 行里的个人信息按策略遮盖。") }
        if preview.doubtful > 0 { Output.line("\(preview.doubtful) 行有疑似个人信息，导入后须逐条处理才能提交。") }
        if preview.looseNumbers > 0 { Output.line("\(preview.looseNumbers) 行的文书号写法不同于发文字号，只写在正文里。") }
        for sample in preview.samples.prefix(3) { Output.line("第 \(sample.line) 行：\(sample.title)") }
        for problem in preview.problems.prefix(20) {
            Output.error("第 \(problem.line) 行\(problem.column.isEmpty ? "" : "“\(problem.column)”")：\(problem.sentence)")
        }
        if let errors {
            do { try Data(lines).write(to: URL(filePath: errors)) } catch { throw Failure(.unusable, "文件 \(errors) 写不了，请检查路径和权限。") }
        } else if preview.problemCount > 20 {
            Output.error("其余的错误请用 --errors 文件.csv 写出来看。")
        }
    }
}
