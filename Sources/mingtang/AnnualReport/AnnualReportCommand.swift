import ArgumentParser
import Domain
import Interchange

struct AnnualReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annual-report", abstract: "政府信息公开工作年度报告。",
        subcommands: [AnnualReportComputeCommand.self, AnnualReportCheckCommand.self])
}

struct AnnualReportCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "核对别人的年度报告：读出表二、表三、表四，检查勾稽关系，不用数据库。",
        discussion: """
            文件可以是网页、docx、文本、csv、xlsx、pdf；一张表里每行一份报告的（有“标题”“内容”两列），每行各出一个结果。
            表格按表头和行名来读；数字连成一串的，只有唯一一种断开方法符合勾稽关系时才算读出，其余都是“不确定”，不猜。
            空格、“-”、“/”、N/A 不是 0，也是“不确定”。退出码：0 没有矛盾，1 有矛盾，2 有文件读不了。

            --json 每份报告输出一行：
              {"file","title","year","unit",
               "table2":{"regulations":{"made","repealed","inForce"},"normativeDocuments":{同上},"permits","penalties","coercion","fees"},
               "table3":{"rows":[{"row":1到25,"heading","cells":{"person","business","research","welfare","legalService","otherOrganisation","total"}}]},
               "table4":{"review":{"upheld","corrected","other","pending","total"},"suit":{同上},"suitAfterReview":{同上}},
               "unknown":表三表四中不确定的格数,
               "problems":[{"kind","severity":"hard 矛盾 | soft 提示","cells":["3.24.person"],"sentence"}]}
              每格是数字，或者 "unknown"；fees 以万元为单位，小数照原样。

            例：mingtang annual-report check 2023年度报告.html --previous 2022年度报告.html
            """)

    @Argument(help: ArgumentHelp("一个或几个文件。", valueName: "文件")) var files: [String]
    @Option(help: ArgumentHelp("上年的报告，核对结转和照抄。", valueName: "文件")) var previous: String?
    @Flag(help: "每份报告输出一行 JSON。") var json = false

    func run() throws {
        let last = try previous.map(before)
        var worst: Int32 = 0
        for file in files {
            do {
                worst = max(worst, try check(file, previous: last))
            } catch let error as UnreadableFile {
                Output.error("\(file)：\(error.reason)")
                worst = max(worst, Failure.Code.unusable.rawValue)
            }
        }
        if worst != 0 { throw ExitCode(worst) }
    }

    /// - Returns: the exit code that this file calls for.
    private func check(_ file: String, previous last: AnnualReport?) throws -> Int32 {
        var hasContradiction = false
        let readings = try AnnualReportFile.read(path: file)
        for reading in readings {
            let problems = reading.problems(previous: last)
            if problems.contains(where: { $0.severity == .hard }) { hasContradiction = true }
            if json {
                Output.bytes(AnnualReportJSON.object(file: file, reading.report, problems: problems) + [0x0A])
            } else {
                Output.line(AnnualReportWords.text(file: file, reading.report, problems))
            }
        }
        return hasContradiction ? Failure.Code.content.rawValue : 0
    }

    private func before(_ file: String) throws -> AnnualReport {
        let readings: [AnnualReportReading]
        do {
            readings = try AnnualReportFile.read(path: file)
        } catch {
            throw Failure(.unusable, "\(file)：\(error.reason)")
        }
        guard readings.count == 1, let only = readings.first else {
            throw Failure(.unusable, "\(file) 里有 \(readings.count) 份报告，--previous 只能是一份。")
        }
        return only.report
    }
}

/// A report and its problems on a terminal.
enum AnnualReportWords {
    static func text(file: String, _ report: AnnualReport, _ problems: [ReportProblem]) -> String {
        let year = report.year.map { "\($0)年度" } ?? "年度不详"
        let parts = [
            "\(file)：\(report.title)", "\(report.unit.isEmpty ? "单位不详" : report.unit)，\(year)", "", two(report.two), "",
            three(report.three), "",
            four(report.four), "", list(report, problems),
        ]
        return parts.joined(separator: "\n") + "\n"
    }

    private static func two(_ values: TableTwo) -> String {
        var table = TextTable(headings: ["表二", ""])
        for line in ProactiveLine.allCases { table.add([line.name, values[line].text]) }
        return table.text
    }

    private static func three(_ values: TableThree) -> String {
        var table = TextTable(headings: ["表三", ""] + ReportColumn.allCases.map(\.name))
        for row in ReportRow.all {
            let heading =
                row.heading.unicodeScalars.count > 24
                ? String(String.UnicodeScalarView(row.heading.unicodeScalars.prefix(23))) + "…" : row.heading
            table.add([String(row.number), heading] + ReportColumn.allCases.map { values[row, $0].text })
        }
        return table.text
    }

    private static func four(_ values: TableFour) -> String {
        var table = TextTable(headings: ["表四"] + DisputeColumn.allCases.map(\.name))
        for kind in DisputeKind.allCases { table.add([kind.name] + DisputeColumn.allCases.map { values[kind, $0].text }) }
        return table.text
    }

    private static func list(_ report: AnnualReport, _ problems: [ReportProblem]) -> String {
        let hard = problems.count { $0.severity == .hard }
        var lines = problems.map { "[\($0.severity.name)] \($0.sentence)" }
        let summary = hard == 0 ? "没有发现矛盾" : "矛盾 \(hard) 处"
        lines.append("\(summary)，提示 \(problems.count - hard) 处；表三、表四的 190 格中不确定 \(report.unknown) 格。")
        return lines.joined(separator: "\n")
    }
}
