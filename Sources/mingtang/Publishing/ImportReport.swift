import Glibc
import Operations

/// What an import did, for people and for programs.
struct ImportReport: Encodable {
    let file: String
    let lines: Int
    let imported: Int
    let updated: Int
    let unchanged: Int
    let setAside: Int
    let resumedAfter: Int
    let setAsideFile: String?
    let reportFile: String?
    let keptFile: String?
    let newUnits: [String]
    let unknownDomains: [String: Int]
    let unknownItems: [String: Int]
    let withoutIssuer: Int
    let withoutDate: Int
    let ignoredDates: Int
    let unknownValidities: [String: Int]
    let refusedAttachments: Int
    /// Of the lines set aside, those too long to be copied.
    let notCopied: Int
    let furnitureLines: Int
    /// Of body text.
    let characters: Int
    let seconds: Double
    /// Of the whole process, on all cores.
    let processorSeconds: Double

    init(file: String, summary: DisclosureImport.Summary, seconds: Double, processorSeconds: Double) {
        self.file = file
        (lines, imported, updated) = (summary.progress.lines, summary.progress.imported, summary.progress.updated)
        (unchanged, setAside, resumedAfter) = (summary.progress.unchanged, summary.progress.setAside, summary.resumedAfter)
        (setAsideFile, reportFile, keptFile) = (summary.setAsidePath, summary.reportPath, summary.keptPath)
        let remarks = summary.remarks
        (newUnits, unknownDomains, unknownItems) = (remarks.newUnits, remarks.unknownDomains, remarks.unknownItems)
        (withoutIssuer, withoutDate, furnitureLines) = (remarks.withoutIssuer, remarks.withoutDate, remarks.furnitureLines)
        (characters, ignoredDates) = (summary.characters, summary.ignoredDates)
        (unknownValidities, refusedAttachments) = (summary.unknownValidities, summary.refusedAttachments)
        notCopied = summary.notCopied
        self.seconds = (seconds * 1000).rounded() / 1000
        self.processorSeconds = (processorSeconds * 1000).rounded() / 1000
    }

    /// Nothing is lost: every line has become a document or was set aside.
    var isComplete: Bool { lines == imported + updated + unchanged + setAside }

    var text: String {
        var lines = ["共 \(self.lines) 行 = 新导入 \(imported) + 更新 \(updated) + 未变 \(unchanged) + 搁置 \(setAside)"]
        if resumedAfter > 0 { lines.append("接着上次中断的地方，从第 \(resumedAfter + 1) 行开始。") }
        if let setAsideFile { lines.append("搁置的行在 \(setAsideFile)，改正后可以再次导入。") }
        if notCopied > 0 { lines.append("其中 \(notCopied) 行超过 16 MiB，没有抄入搁置文件，行号见提醒文件。") }
        if let reportFile { lines.append("逐行的原因和提醒见 \(reportFile)。") }
        if let keptFile { lines.append("原有的同名文件内容不同，已改名为 \(keptFile)。") }
        if !newUnits.isEmpty { lines.append("新登记的单位（\(newUnits.count) 个，标记为“导入”）：\(Self.some(newUnits))") }
        if !unknownDomains.isEmpty { lines.append("不认识的领域：\(Self.some(unknownDomains))") }
        if !unknownItems.isEmpty { lines.append("目录中没有的事项：\(Self.some(unknownItems))") }
        if withoutIssuer > 0 { lines.append("未注明发文机关 \(withoutIssuer) 件。") }
        if withoutDate > 0 { lines.append("未注明日期 \(withoutDate) 件。") }
        if ignoredDates > 0 { lines.append("日期不完整或者不是日期的 \(ignoredDates) 处，按未注明处理。") }
        if !unknownValidities.isEmpty { lines.append("不认识的有效性，按未标注处理：\(Self.some(unknownValidities))") }
        if refusedAttachments > 0 { lines.append("附件地址不是网址的 \(refusedAttachments) 个，没有导入。") }
        if furnitureLines > 0 { lines.append("去掉网页边框文字（如“浏览次数”）\(furnitureLines) 行，前 20 行列在提醒文件中。") }
        let rate = processorSeconds > 0 ? Double(characters) / processorSeconds / 10_000 : 0
        lines.append("正文 \(characters) 字，用时 \(seconds) 秒，处理器 \(processorSeconds) 秒（每秒 \((rate * 10).rounded() / 10) 万字）。")
        return lines.joined(separator: "\n")
    }

    private static func some(_ names: [String]) -> String {
        names.prefix(20).joined(separator: "、") + (names.count > 20 ? "……" : "")
    }

    private static func some(_ counts: [String: Int]) -> String {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return some(sorted.map { "\($0.key)（\($0.value)）" })
    }
}

/// Time that processors have spent on this process, user and system, in seconds.
enum ProcessorTime {
    static func now() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }
}
