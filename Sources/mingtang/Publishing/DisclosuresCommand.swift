import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct DisclosuresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disclosures", abstract: "主动公开的政府信息。", subcommands: [DisclosuresImportCommand.self])
}

struct DisclosuresImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "导入已经公开的信息。",
        discussion: """
            文件每行一个 JSON 对象，或者是首行为列名的 CSV，可以用 gzip 压缩。字段：title number issuer date published body url category domain item index。
            读不了或者不宜公开的行（缺标题、正文为空……）不导入，原样抄到一个文件，改正后可以再次导入；旁边的 .report.txt 说明每行的原因。
            中断后再次执行同一命令，从停下的地方继续；同一信息导入两次不会重复。

            例：mingtang disclosures import 历史信息.jsonl.gz --database 明川.sqlite
            """)

    @Argument(help: ArgumentHelp("导出文件：.jsonl、.jsonl.gz 或 .csv。", valueName: "文件"))
    var file: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    @Option(help: ArgumentHelp("未导入的行抄到这个文件（默认在当前文件夹）。", valueName: "文件"))
    var setAside: String?

    @Option(help: ArgumentHelp("没有写明领域的信息归入这个领域。", valueName: "领域"))
    var domain: String?

    @Option(help: ArgumentHelp("每批最多多少行，1 到 5000。", valueName: "行数"))
    var batch = 400

    @Flag(help: "以一个 JSON 对象输出结果。")
    var json = false

    func validate() throws {
        guard (1...5000).contains(batch) else { throw ValidationError("--batch 应在 1 到 5000 之间。") }
    }

    func run() async throws {
        // The file first: a mistyped name should not leave a new database behind.
        _ = try FileFingerprint(path: file)
        let place = try await Workplace(database, site: site)
        if let domain { try await check(domain, place) }
        let work = DisclosureImport(
            path: file, setAsidePath: setAside, domain: domain, linesPerBatch: batch, installation: place.installation, county: place.county
        )
        var line = ProgressLine()
        let before = ProcessorTime.now()
        let summary = try await work.run { fraction, start, summary in
            let progress = summary.progress
            let seconds = max(line.seconds, 0.001)
            let rate = Double(progress.lines - summary.resumedAfter) / seconds
            line.show(
                fraction: fraction, since: start,
                "\(progress.lines) 行，每秒 \(Int(rate)) 件、\(Int(Double(summary.characters) / seconds / 10_000)) 万字")
        }
        line.clear()
        try await place.finish()
        let report = ImportReport(
            file: file, summary: summary, seconds: line.seconds, processorSeconds: ProcessorTime.now() - before)
        guard report.isComplete else {
            throw Failure(.program, "核对失败：读入 \(summary.progress.lines) 行，与导入、更新、未变、搁置之和不符，请保留文件并告诉维护人员。")
        }
        Output.line(json ? try JSONText.line(report) : report.text)
    }

    private func check(_ domain: String, _ place: Workplace) async throws {
        let county = place.county.id
        let known = try await place.installation.store.read { try DutyRegister($0, site: county).domains() }
        let bare = domain.hasSuffix("领域") ? String(domain.dropLast(2)) : domain
        guard known.contains(where: { $0.name == bare || $0.code == domain || $0.aliases.contains(bare) }) else {
            throw Failure(.content, "没有“\(domain)”这个领域。现有：\(known.map(\.name).joined(separator: "、"))。")
        }
    }
}
