package import Domain
import FoundationEssentials

/// Guides as a file: a workbook for people, JSON for programs; each reads what the other wrote.
package enum GuideFile {
    /// A guide with its unit's code.
    package struct Entry: Sendable, Hashable, Codable {
        package var unit: String
        package var guide: ServiceGuide

        package init(unit: String, guide: ServiceGuide) {
            self.unit = unit
            self.guide = guide
        }
    }

    /// - Returns: what was read, and what could not be, in sentences.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> (entries: [Entry], problems: [String]) {
        if let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "[") {
            guard bytes.count <= ReadingLimits.fileSize else { throw UnreadableFile("文件太大。") }
            do {
                let entries = try JSONDecoder().decode([Entry].self, from: Data(bytes))
                guard entries.count <= GuideTable.mostRows else { throw UnreadableFile("一次最多导入 \(GuideTable.mostRows) 项。") }
                return (entries, [])
            } catch let error as UnreadableFile {
                throw error
            } catch {
                throw UnreadableFile("JSON 不是办事指南的格式，请与“mingtang guides export --format json”的结果对照。")
            }
        }
        let table = GuideTable.read(try TableFile.read(bytes).sheets)
        return (table.rows.map { Entry(unit: $0.unit, guide: $0.guide) }, table.problems)
    }

    package static func read(path: String) throws(UnreadableFile) -> (entries: [Entry], problems: [String]) {
        try read(try FileBytes.read(path))
    }

    package static func json(_ entries: [Entry]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(try encoder.encode(entries))
    }

    package static func xlsx(_ entries: [Entry], title: String) throws(UnwritableFile) -> [UInt8] {
        let wide: Set<String> = ["设定依据", "办理条件", "办理程序", "办理材料"]
        let columns = GuideTable.columns.map { LedgerWorkbook.Column($0.heading, width: wide.contains($0.heading) ? 40 : 16) }
        return try LedgerWorkbook.xlsx(
            columns: columns, rows: entries.map { GuideTable.cells($0.guide, unit: $0.unit) }, title: title,
            note: "一格里有几条的，一条一行；一条里的各部分用“｜”隔开。", sheet: "办事指南")
    }
}
