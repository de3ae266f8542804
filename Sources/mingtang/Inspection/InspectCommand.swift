import ArgumentParser
import Domain
import Interchange

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "按国务院办公厅的检查指标检查一个政府网站：在线的网址，或者保存的网页副本。",
        discussion: """
            逐项检查：首页和栏目更新、空白栏目、留言答复、网页标签、页面底部要素、发布时间、链接、搜索、政府信息公开专栏等（国办秘函〔2019〕19号、
            国办发〔2017〕47号、国办公开办函〔2019〕61号）。每个问题都给出证据：哪个网页、什么位置、什么日期。看不到的列为“未检查”，不算合格。
            不用数据库。大部分扣分分值由各地确定，--show-rules 输出规则，改好后用 --rules 使用。

            文件夹：html、htm、shtml 等网页，任意层次，UTF-8 或 GBK；以 --as-of 写明保存副本的日期。
            网址：从这一页起访问同一主机的网页，遵守 robots.txt，每次访问之间有停顿，不访问别的主机；内部网络和本机的地址要加 --allow-private。

            退出码：0 没有发现问题，1 有问题，2 打不开或者读不了。

            --json 输出一行：
              {"subject","siteName","asOf","rulesEffective","pages","columns","verdict":"vetoed 否决 | below 不及格 | passed","score","deduction","bonus",
               "findings":[{"rule","name","severity":"veto | deduction | bonus | hint","basis","rulePoints":整条指标的分值,"pointsAreLocal",
                            "count","sentence","remedy","evidence":[{"page","place","day"}]}],
               "passed":[指标],"notChecked":[{"rule","name","reason"}],"notApplicable":[指标],"unreadable":[{"page","place","day"}]}

            例：mingtang inspect 网站副本 --as-of 2026-03-20 --xlsx 检查.xlsx
                mingtang inspect https://www.example.gov.cn/ --pages 1000 --html 检查.html
                mingtang inspect http://127.0.0.1:8080/ --allow-private --delay 0
            """)

    @Argument(help: ArgumentHelp("网址，或者保存网页的文件夹。", valueName: "网址或文件夹")) var subject: String?
    @Flag(help: "输出一行 JSON。") var json = false
    @Option(help: ArgumentHelp("检查报告写成网页。", valueName: "文件")) var html: String?
    @Option(help: ArgumentHelp("检查报告写成表格。", valueName: "文件")) var xlsx: String?
    @Option(help: ArgumentHelp("检查报告写成 Word 文件。", valueName: "文件")) var docx: String?
    @Option(help: ArgumentHelp("按这一天计算，默认今天。", valueName: "日期")) var asOf: Day?
    @Option(help: ArgumentHelp("检查规则（JSON），一套或者几套。", valueName: "文件")) var rules: String?
    @Flag(help: "输出程序自带的检查规则，不检查。") var showRules = false
    @Option(help: ArgumentHelp("最多访问多少个网页。", valueName: "个数")) var pages = 500
    @Option(help: ArgumentHelp("从第一页起最多点几层。", valueName: "层数")) var depth = 5
    @Option(help: ArgumentHelp("两次访问之间停多少毫秒。", valueName: "毫秒")) var delay = 500
    @Option(help: ArgumentHelp("最多访问多少分钟。", valueName: "分钟")) var minutes = 10
    @Option(help: ArgumentHelp("最多读多少 MB。", valueName: "MB")) var megabytes = 200
    @Flag(help: "允许访问内部网络和本机的地址。") var allowPrivate = false

    func validate() throws {
        guard showRules || subject != nil else { throw ValidationError("请写明网址或者文件夹。") }
        for (name, value, range) in [
            ("pages", pages, 1...20_000), ("depth", depth, 0...50), ("delay", delay, 0...60_000), ("minutes", minutes, 1...600),
            ("megabytes", megabytes, 1...4_096),
        ] where !range.contains(value) {
            throw ValidationError("--\(name) 应在 \(range.lowerBound) 到 \(range.upperBound) 之间。")
        }
    }

    func run() async throws {
        if showRules { return Output.line(try JSONText.indented(InspectionRules.released)) }
        guard let subject else { return }
        let day = asOf ?? PrivacyWords.today()
        let sets = try rules.map(InspectionRulesFile.read) ?? [.released]
        let chosen = InspectionRules.inForce(on: day, of: sets)
        let report = try await isAddress(subject) ? visited(subject, chosen, day) : saved(subject, chosen, day)
        if let html { try Output.file(InspectionFiles.html(report), to: html) }
        if let xlsx { try Output.file(try InspectionFiles.xlsx(report), to: xlsx) }
        if let docx { try Output.file(try InspectionFiles.docx(report), to: docx) }
        if json { Output.bytes(InspectionJSON.object(report) + [0x0A]) } else { Output.line(InspectionWords.text(report)) }
        if !report.faults.isEmpty { throw ExitCode(Failure.Code.content.rawValue) }
    }

    private func isAddress(_ text: String) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

    private func saved(_ folder: String, _ rules: InspectionRules, _ day: Day) throws -> InspectionReport {
        if folder.contains("://") { throw Failure(.unusable, "\(folder)：只能检查 http、https 网址，或者保存网页的文件夹。") }
        var inspection = SiteInspection(subject: folder, source: .saved, rules: rules, asOf: day)
        try SavedSite(folder: folder).inspect(&inspection) { count in
            if Output.isErrorTerminal { Output.progress("\r已读 \(count) 个网页") }
        }
        if Output.isErrorTerminal { Output.progress("\r") }
        return inspection.report()
    }

    private func visited(_ address: String, _ rules: InspectionRules, _ day: Day) async throws -> InspectionReport {
        guard let start = SiteVisitor.Start(address) else { throw Failure(.unusable, "网址 \(address) 不完整，例如 https://www.example.gov.cn/。") }
        var limits = VisitPlan.Limits()
        (limits.pages, limits.depth, limits.seconds, limits.bytes) = (pages, depth, minutes * 60, megabytes << 20)
        return try await SiteVisitor(start, limits: limits, delay: delay, mayBePrivate: allowPrivate, rules: rules, asOf: day).report()
    }
}

/// An inspection on a terminal.
enum InspectionWords {
    private static let evidence = 5

    static func text(_ report: InspectionReport) -> String {
        var lines = [InspectionTable.title] + InspectionTable.facts(report)
        for severity in InspectionRule.Severity.allCases {
            let found = report.findings(of: severity)
            guard !found.isEmpty else { continue }
            lines += ["", "\(severity.name)（\(found.count)）"]
            for finding in found { lines += self.lines(finding, report) }
        }
        if report.findings.isEmpty { lines += ["", "没有发现问题。"] }
        if !report.unchecked.isEmpty {
            lines += ["", "未检查（\(report.unchecked.count)）"] + report.unchecked.map { "  \($0.rule.name)：\($0.reason)。" }
        }
        if !report.rules.excluded.isEmpty { lines += ["", "不适用：\(report.rules.excluded.map(\.name).joined(separator: "、"))。"] }
        if !report.unreadable.isEmpty {
            lines += ["", "读不了的网页（\(report.unreadable.count)）"] + report.unreadable.prefix(20).map { "  \($0.page)：\($0.place)" }
        }
        lines += ["", "检查过没有发现问题：\(report.passed.isEmpty ? "无" : report.passed.map(\.name).joined(separator: "、"))。"]
        return lines.joined(separator: "\n")
    }

    private static func lines(_ finding: InspectionFinding, _ report: InspectionReport) -> [String] {
        let points = report.pointsWords(of: finding.rule)
        let head = "  [\(finding.rule.name)\(points.isEmpty ? "" : " \(points)")] \(finding.sentence)"
        var lines = [head + finding.rule.remedy] + finding.evidence.prefix(evidence).map { "      \(InspectionTable.words($0))" }
        let left = finding.evidence.count - evidence
        if left > 0 { lines.append("      另有 \(max(left, finding.count - evidence)) 处") }
        return lines
    }
}
