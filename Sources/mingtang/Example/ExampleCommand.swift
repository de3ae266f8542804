import ArgumentParser
import Domain
import Foundation
import Interchange
import Operations
import Persistence
import Registers

struct ExampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "example", abstract: "示例县。", subcommands: [ExampleLoadCommand.self])
}

struct ExampleLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "由一个文件夹载入整个县：站点、单位、目录、清单和公开信息。",
        discussion: """
            文件夹的内容见 Examples/mingchuan。站点已经存在时什么也不做。

            例：mingtang example load Examples/mingchuan --database 示例.sqlite
            """)

    @Argument(help: ArgumentHelp("示例文件夹。", valueName: "文件夹")) var folder: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let file = try CountyFile(path: "\(folder)/county.json")
        let settings = try await database.checked()
        let installation = try await Opening.installation(settings)
        let sites = try await installation.store.read { try SiteRegister($0).all() }
        if sites.contains(where: { $0.name == file.county.name }) {
            try await FollowLog(installation).run()
            return Output.line("站点“\(file.county.name)”已经在数据库中，没有改动。")
        }
        let county = try await RegisterSite(installation).run(file.county, texts: file.texts, actor: ExampleCounty.actor)
        Output.line("站点：\(county.name)，文字栏目 \(file.texts.count) 个。")
        let place = Workplace(settings: settings, installation: installation, county: county)
        try await ExampleCounty(folder: folder, catalogue: file.catalogue, place: place).load()
        try await place.finish()
    }
}

/// A county's files in one folder, brought in one after another.
struct ExampleCounty {
    static let actor = "mingtang example load"
    /// The day on which an example's guide came into force.
    private static let guideDay = "2024-01-01"

    let folder: String
    let catalogue: CountyFile.Catalogue?
    let place: Workplace

    func load() async throws {
        let (installation, county, actor) = (place.installation, place.county, Self.actor)
        if let path = path("units.csv") {
            let rows = try UnitFile.rows(path: path)
            let outcome = try await RegisterUnits(installation).run(rows, site: county.id, actor: actor)
            Output.line(UnitsImportCommand.words(outcome, count: rows.count))
        }
        if let path = path("duties.txt") {
            let outcome = try await AssignDuties(installation).run(try DutyFile.rows(path: path), county: county, actor: actor)
            Output.line(DutiesImportCommand.words(outcome))
        }
        try await adopt("guide-national", level: .national, title: catalogue?.guideTitle ?? "标准指引", reason: "", effective: Self.guideDay)
        for version in catalogue?.versions ?? [] {
            try await adopt(version.folder, level: .county, title: version.title, reason: version.reason ?? "", effective: version.effective)
        }
        if let path = path("checklist.csv") {
            let rows = try ChecklistFile.rows(path: path)
            let result = try await GatherChecklist(installation).run(rows, county: county, actor: actor)
            Output.line(ChecklistImportCommand.words(result, count: rows.count))
        }
        if let path = path("disclosures.jsonl") {
            let summary = try await DisclosureImport(
                path: path, setAsidePath: nil, domain: nil, linesPerBatch: 400, installation: installation, county: county
            ).run { _, _, _ in }
            let progress = summary.progress
            Output.line("公开信息：共 \(progress.lines) 行，导入 \(progress.imported)，搁置 \(progress.setAside)。")
            if let aside = summary.setAsidePath { Output.line("搁置的行在 \(aside)。") }
        }
    }

    private func adopt(_ name: String, level: CatalogueVersion.Level, title: String, reason: String, effective: String?) async throws {
        guard let path = path(name) else { return }
        guard let day = effective.flatMap({ Day(text: $0) }) else { throw Failure(.content, "《\(title)》没有写施行日期（effective），请写成 2026-01-01。") }
        let files = try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { !$0.hasPrefix(".") && $0 != "notes.csv" }
        let notes = "\(path)/notes.csv"
        let source = try CatalogueSources.read(
            files: files.map { "\(path)/\($0)" }, notes: FileManager.default.fileExists(atPath: notes) ? notes : nil, level: level, title: title,
            reason: reason)
        let outcome = try await DraftCatalogue(place.installation).run(source, county: place.county, actor: Self.actor)
        Output.line(CatalogueWords.drafted(outcome))
        try await CatalogueWords.adopt(outcome.version.id, effective: day, in: place, actor: Self.actor)
    }

    private func path(_ name: String) -> String? {
        let path = "\(folder)/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
