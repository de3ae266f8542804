import ArgumentParser
import Domain
import Foundation
import Interchange
import Operations
import Persistence
import Registers
import Site

struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "example", abstract: "示例县。", subcommands: [ExampleLoadCommand.self])
}

struct ExampleLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "由一个文件夹载入整个县：站点、单位、目录、清单、公开信息、工作台账号和几件拟稿。",
        discussion: """
            文件夹的内容见 Examples/mingchuan。站点已经存在时什么也不做。
            工作台账号各有一次性密码，只输出这一次。只在演示时加 --demonstration-password-stdin，让全部账号使用同一个密码（一行，至少 15 个字符）。

            例：
              mingtang example load Examples/mingchuan --database 示例.sqlite
              echo "$PASSWORD" | mingtang example load Examples/mingchuan --demonstration-password-stdin
            """)

    @Argument(help: ArgumentHelp("示例文件夹。", valueName: "文件夹")) var folder: String
    @Flag(help: "从标准输入读取全部示例账号共用的演示密码（一行），不要求首次登录修改；不要用在对外的服务器上。")
    var demonstrationPasswordStdin = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let file = try CountyFile(path: "\(folder)/county.json")
        let settings = try await database.checked()
        let installation = try await Opening.installation(settings)
        let sites = try await installation.store.read { try SiteRegister($0).all() }
        if sites.contains(where: { $0.name == file.county.name }) {
            try await FollowLog(installation).run()
            try await installation.close()
            return Output.line("站点“\(file.county.name)”已经在数据库中，没有改动。")
        }
        // Everything is read before anything is written: a faulty file leaves no half a county behind.
        let content = try ExampleContent(folder: folder, catalogue: file.catalogue)
        let workbench = try ExampleWorkbench(folder: folder, password: try demonstrationPassword(on: installation.now().day))
        let county = try await RegisterSite(installation).run(file.county, texts: file.texts, actor: ExampleContent.actor)
        Output.line("站点：\(county.name)，文字栏目 \(file.texts.count) 个。")
        let place = Workplace(settings: settings, installation: installation, county: county)
        try await content.load(into: place)
        try await workbench.load(into: place)
        try await place.finish()
    }

    /// - Throws: `Failure` when there is none, or when it is too weak for an account.
    private func demonstrationPassword(on day: Day) throws -> String? {
        guard demonstrationPasswordStdin else { return nil }
        guard let line = readLine(), !line.isEmpty else { throw Failure(.unusable, "标准输入中没有密码，请写在一行里。") }
        let faults = SignInRules.standard(from: day).faults(in: line, hasSecondFactor: false, context: [])
        guard faults.isEmpty else { throw Failure(.content, faults.map(\.sentence)) }
        return line
    }
}

/// A county's files in one folder, read and ready to be brought in one after another.
struct ExampleContent {
    static let actor = "mingtang example load"
    /// The day on which an example's guide came into force.
    private static let guideDay = Day(text: "2024-01-01")

    private struct Version {
        let source: DraftCatalogue.Source
        let effective: Day
    }

    private let units: [RegisterUnits.Row]
    private let duties: [AssignDuties.Row]
    private let versions: [Version]
    private let checklist: [GatherChecklist.Row]
    private let disclosures: String?

    init(folder: String, catalogue: CountyFile.Catalogue?) throws {
        func path(_ name: String) -> String? {
            FileManager.default.fileExists(atPath: "\(folder)/\(name)") ? "\(folder)/\(name)" : nil
        }
        units = try path("units.csv").map(UnitFile.rows(path:)) ?? []
        duties = try path("duties.txt").map(DutyFile.rows(path:)) ?? []
        checklist = try path("checklist.csv").map(ChecklistFile.rows(path:)) ?? []
        disclosures = path("disclosures.jsonl")
        var versions: [Version] = []
        if let guide = path("guide-national"), let day = Self.guideDay {
            versions.append(Version(source: try Self.source(guide, .national, catalogue?.guideTitle ?? "标准指引", ""), effective: day))
        }
        for version in catalogue?.versions ?? [] {
            guard let folder = path(version.folder) else { throw UnreadableFile("county.json 中提到的文件夹 \(version.folder) 不存在。") }
            guard let day = version.effective.flatMap({ Day(text: $0) }) else {
                throw Failure(.content, "《\(version.title)》没有写施行日期（effective），请写成 2026-01-01。")
            }
            versions.append(Version(source: try Self.source(folder, .county, version.title, version.reason ?? ""), effective: day))
        }
        self.versions = versions
    }

    private static func source(
        _ folder: String, _ level: CatalogueVersion.Level, _ title: String, _ reason: String
    ) throws -> DraftCatalogue.Source {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { !$0.hasPrefix(".") && $0 != "notes.csv" }
        let notes = "\(folder)/notes.csv"
        return try CatalogueSources.read(
            files: files.map { "\(folder)/\($0)" }, notes: FileManager.default.fileExists(atPath: notes) ? notes : nil, level: level,
            title: title,
            reason: reason)
    }

    func load(into place: Workplace) async throws {
        let (installation, county, actor) = (place.installation, place.county, Self.actor)
        if !units.isEmpty {
            let outcome = try await RegisterUnits(installation).run(units, site: county.id, actor: actor)
            Output.line(UnitsImportCommand.words(outcome, count: units.count))
        }
        if !duties.isEmpty {
            Output.line(DutiesImportCommand.words(try await AssignDuties(installation).run(duties, county: county, actor: actor)))
        }
        for version in versions {
            let outcome = try await DraftCatalogue(installation).run(version.source, county: county, actor: actor)
            Output.line(CatalogueWords.drafted(outcome))
            try await CatalogueWords.adopt(outcome.version.id, effective: version.effective, in: place, actor: actor)
        }
        if !checklist.isEmpty {
            let result = try await GatherChecklist(installation).run(checklist, county: county, actor: actor)
            Output.line(ChecklistImportCommand.words(result, count: checklist.count))
        }
        if let disclosures {
            let summary = try await DisclosureImport(
                path: disclosures, setAsidePath: nil, domain: nil, linesPerBatch: 400, installation: installation, county: county
            ).run { _, _, _ in }
            Output.line("公开信息：共 \(summary.progress.lines) 行，导入 \(summary.progress.imported)，搁置 \(summary.progress.setAside)。")
            if let aside = summary.setAsidePath { Output.line("搁置的行在 \(aside)。") }
        }
        try await ExampleObligations(place).raise(actor: actor)
    }
}
