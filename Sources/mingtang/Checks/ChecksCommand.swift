import ArgumentParser
import Domain
import Foundation
import Interchange
import Operations

struct ChecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "发布前检查。", subcommands: [ChecksRunCommand.self, ChecksFingerprintsCommand.self])
}

struct ChecksRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "检查一个文件：密级标志、错词、日期、数字、链接等，不用数据库。",
        discussion: """
            文件可以是 docx、doc、wps、html、txt；--words 给出词库表代替程序自带的词库。个人信息用 mingtang privacy scan 检查。
            有必须处理的问题时退出码为 1。

            例：mingtang checks run 通知.docx --number 明政办〔2026〕3号 --date 2026-03-18
            """)

    @Argument(help: ArgumentHelp("要检查的文件。", valueName: "文件")) var file: String
    @Option(help: ArgumentHelp("标题；不写时用文件中的标题，再没有时用文件名。", valueName: "标题")) var title: String?
    @Option(help: ArgumentHelp("发文字号。", valueName: "文号")) var number: String?
    @Option(help: ArgumentHelp("成文日期，如 2026-03-18。", valueName: "日期")) var date: String?
    @Option(help: ArgumentHelp("词库表（csv、xlsx），在程序自带的词库上增补。", valueName: "文件")) var words: String?
    @Flag(help: "输出一个 JSON 对象。") var json = false

    private struct Report: Encodable {
        struct Entry: Encodable {
            let check, severity, place, sample, reason, remedy, key: String
            let count: Int
        }

        let file: String
        let findings: [Entry]
    }

    func validate() throws {
        if let date, Day(text: date) == nil { throw ValidationError("--date 应写成 2026-03-18 的样子。") }
    }

    func run() async throws {
        let content = try draft()
        let today = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).day
        let findings = ContentChecks.findings(content, context: CheckContext(today: today, words: try checker()))
        if json {
            let entries = findings.map { finding in
                Report.Entry(
                    check: finding.check.rawValue, severity: finding.severity.rawValue, place: finding.place.words, sample: finding.sample,
                    reason: finding.reason, remedy: finding.remedy, key: finding.key, count: 1 + finding.further.count)
            }
            Output.line(try JSONText.line(Report(file: file, findings: entries)))
        } else {
            for finding in findings { Output.line(Self.words(finding)) }
            let blocking = findings.count { $0.severity == .blocking }
            Output.line(findings.isEmpty ? "没有发现问题。" : "共 \(findings.count) 处，其中必须处理的 \(blocking) 处。")
        }
        if findings.contains(where: { $0.severity == .blocking }) { throw ExitCode(Failure.Code.content.rawValue) }
    }

    private static func words(_ finding: Finding) -> String {
        let more = finding.further.isEmpty ? "" : "（另有 \(finding.further.count) 处）"
        let sample = finding.sample.isEmpty ? "" : "\n  原文：\(finding.sample)"
        return
            "[\(finding.severity.name)] \(finding.check.name)：\(finding.place.words)\(more)\(sample)\n  \(finding.reason)\n  \(finding.remedy)"
    }

    private func draft() throws -> Draft.Content {
        guard let data = FileManager.default.contents(atPath: file) else { throw Failure(.unusable, "找不到文件 \(file)，或者没有权限读取。") }
        let imported = try ImportedBody.read(Array(data))
        let name = URL(filePath: file).deletingPathExtension().lastPathComponent
        return Draft.Content(
            title: title ?? imported.title ?? name, number: number ?? "", made: date.flatMap { Day(text: $0) }, body: imported.body)
    }

    private func checker() throws -> WordChecker {
        guard let words else { return .shipped }
        let table = WordListTable.read(try TableFile.read(path: words).sheets)
        if !table.faults.isEmpty { throw Failure(.unusable, table.faults.prefix(50).map(\.sentence)) }
        return WordChecker(WordEntry.effective(own: table.entries))
    }
}

struct ChecksFingerprintsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fingerprints", abstract: "为已公开的信息补做查重用的指纹。",
        discussion: "批量导入之后执行一次；平时公开时自动生成。\n\n例：mingtang checks fingerprints --database 明川.sqlite")

    @Flag(help: "全部重做。") var anew = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let installation = try await Opening.installation(try await database.checked())
        var line = ProgressLine()
        let count = try await MakeFingerprints(installation).run(anew: anew) { line.show(fraction: nil, "\($0) 件") }
        line.clear()
        try await installation.close()
        Output.line("已生成指纹 \(count) 件，用时 \(ProgressLine.duration(line.seconds))。")
    }
}
