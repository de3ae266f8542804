import ArgumentParser
import Domain
import Foundation
import Interchange

struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy", abstract: "检查文件中的个人信息，制作脱敏副本。", subcommands: [PrivacyScanCommand.self, PrivacyMaskCommand.self])
}

struct PrivacyScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "检查文件中的个人信息：身份证号、手机号、银行卡号、住址、病情等。",
        discussion: """
            看得见和看不见的都查：隐藏的工作表、行、列，批注，修订痕迹，隐藏文字，文件属性，PDF 黑框下的文字，照片的拍摄地点。
            按内容判断文件种类：文本、csv、html、xlsx、docx、pptx、pdf、jpg、png、tif、zip，以及 xls、doc、wps、rtf（要装 LibreOffice）。
            显示的内容都已经隐去一部分。退出码：0 没有发现，1 有发现，2 有文件读不了。

            例：mingtang privacy scan 附件/*
            """)

    @Argument(help: ArgumentHelp("一个或几个文件。", valueName: "文件")) var files: [String]
    @Flag(help: "每个文件输出一行 JSON。") var json = false
    @Option(help: ArgumentHelp("计算年龄的日期，默认今天。", valueName: "日期")) var day: Day?
    @Option(help: ArgumentHelp("每个文件最多列出多少处。", valueName: "处数")) var limit = 10_000

    private struct Line: Encodable {
        struct Found: Encodable {
            let kind, place, sample: String
            let confidence: Double
        }
        let file: String
        let findings: [Found]
    }

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit 应在 1 到 1000000 之间。") }
    }

    func run() throws {
        let scanner = PersonalDataScanner(referenceDay: day ?? PrivacyWords.today())
        var worst: Int32 = 0
        for file in files {
            do {
                let found = try PrivacyScan.findings(mapped: file, scanner: scanner, limit: limit)
                if !found.isEmpty { worst = max(worst, Failure.Code.content.rawValue) }
                if json {
                    let lines = found.map {
                        Line.Found(kind: $0.kind.rawValue, place: $0.place, sample: $0.sample, confidence: $0.confidence.value)
                    }
                    Output.line(try JSONText.line(Line(file: file, findings: lines)))
                } else {
                    Output.line(PrivacyWords.report(file: file, findings: found))
                }
            } catch let error as UnreadableFile {
                Output.error("\(file)：\(error.reason)")
                worst = max(worst, Failure.Code.unusable.rawValue)
            }
        }
        if worst != 0 { throw ExitCode(worst) }
    }
}

struct PrivacyMaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mask", abstract: "制作脱敏副本（文本、csv、xlsx、docx）。",
        discussion: """
            隐去发现的个人信息，去掉隐藏的工作表、行、列、批注、修订、隐藏文字和作者；原文件不动，已有的文件不覆盖。
            PDF 和图片不能脱敏，请在原来的 Word 或 Excel 文件中处理。副本写出前会再检查一遍，仍有个人信息就不写出。

            例：mingtang privacy mask 名单.xlsx 名单（公开）.xlsx
            """)

    @Argument(help: ArgumentHelp("原文件。", valueName: "原文件")) var input: String
    @Argument(help: ArgumentHelp("副本写到这个文件。", valueName: "副本")) var output: String
    @Option(help: ArgumentHelp("计算年龄的日期，默认今天。", valueName: "日期")) var day: Day?

    func run() throws {
        if FileManager.default.fileExists(atPath: output) { throw Failure(.unusable, "文件 \(output) 已经存在，不覆盖；请换一个文件名。") }
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: input)))
        } catch {
            throw Failure(.unusable, "无法读取文件 \(input)，请检查路径和权限。")
        }
        let copy: PrivacyMask
        do {
            copy = try PrivacyMask.copy(of: bytes, scanner: PersonalDataScanner(referenceDay: day ?? PrivacyWords.today()))
        } catch {
            throw Failure(.unusable, "\(input)：\(error.reason)")
        }
        do {
            try Data(copy.bytes).write(to: URL(filePath: output), options: .withoutOverwriting)
        } catch {
            throw Failure(.unusable, "无法写入文件 \(output)，请检查路径、权限和磁盘空间。")
        }
        Output.line("脱敏副本已写到 \(output)。")
        Output.line(copy.findings.isEmpty ? "没有发现个人信息。" : "隐去 \(copy.findings.count) 处：\(PrivacyWords.counts(copy.findings))。")
        for remark in copy.remarks { Output.line(remark) }
        if copy.suffix == "xlsx" || copy.suffix == "docx", !output.lowercased().hasSuffix(copy.suffix) {
            Output.error("副本是 .\(copy.suffix) 文件，请把文件名的后缀改为 .\(copy.suffix)。")
        }
    }
}

/// What the privacy commands say.
enum PrivacyWords {
    /// Today in China, where there is one time.
    static func today() -> Day { Day(serial: (Int(Date().timeIntervalSince1970) + 8 * 3600) / 86_400) }

    static func counts(_ findings: [FileFinding]) -> String {
        PersonalDataFinding.Kind.allCases.compactMap { kind in
            let count = findings.count { $0.kind == kind }
            return count == 0 ? nil : "\(kind.name) \(count)"
        }.joined(separator: "，")
    }

    static func report(file: String, findings: [FileFinding]) -> String {
        if findings.isEmpty { return "\(file)：没有发现个人信息。" }
        var table = TextTable(headings: ["  种类", "把握", "内容", "位置"])
        for finding in findings { table.add(["  \(finding.kind.name)", level(finding.confidence.level), finding.sample, finding.place]) }
        let kinds = PersonalDataFinding.Kind.allCases.filter { kind in findings.contains { $0.kind == kind } }
        let remedies = kinds.map { "  \($0.name)：\($0.remedy)" }.joined(separator: "\n")
        return "\(file)：发现 \(findings.count) 处（\(counts(findings))）。\n\(table.text)\n处理办法：\n\(remedies)"
    }

    private static func level(_ level: PersonalDataFinding.Confidence.Level) -> String {
        switch level {
        case .low: "低"
        case .medium: "中"
        case .high: "高"
        }
    }
}
