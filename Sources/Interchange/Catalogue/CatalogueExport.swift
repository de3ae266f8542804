package import Domain

/// A file that could not be made, with one Chinese sentence why.
package struct UnwritableFile: Error, Sendable, CustomStringConvertible {
    package let reason: String

    package var description: String { reason }
}

/// A catalogue as a file for people and programs: what these write, `CatalogueFile` reads back as the same entries.
package enum CatalogueExport {
    /// `{"title", "items": […]}`, each item with the fields of `CatalogueJSON`.
    package static func json(_ entries: [CatalogueEntry], title: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.value("title", title)
            json.array("items") { json in
                for entry in entries {
                    json.object { json in CatalogueJSON.write(entry, to: &json) }
                }
            }
        }
        return json.utf8
    }

    /// Comma-separated text in UTF-8 with a byte order mark, which Excel needs to show Chinese (RFC 4180).
    package static func csv(_ entries: [CatalogueEntry], title: String) -> [UInt8] {
        let depth = levelCount(entries)
        let header =
            ["序号", "领域"] + levelNames.prefix(depth)
            + ["公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级", "五公开"]
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        appendRecord([title] + [String](repeating: "", count: header.count - 1), to: &text)
        appendRecord(header, to: &text)
        for (index, entry) in entries.enumerated() {
            let audience = (entry.audience.everyone ? ["全社会"] : []) + (entry.audience.specific ? ["特定群体"] : [])
            let channels = entry.channels.map { $0 == .other ? otherText(entry) : $0.rawValue }
            appendRecord(
                [String(index + 1), entry.domain ?? ""] + levels(entry, depth)
                    + [
                        elementText(entry), entry.bases.joined(separator: "\n"), entry.timeLimit?.text ?? "",
                        entry.subjects.joined(separator: "、"),
                        channels.joined(separator: "；"), audience.joined(separator: "、"),
                        entry.modes.map(\.rawValue).joined(separator: "、"),
                        entry.tiers.map(\.rawValue).joined(separator: "、"), entry.stages.map(\.rawValue).joined(separator: "、"),
                    ], to: &text)
        }
        return text
    }

    static let levelNames = ["一级事项", "二级事项", "三级事项", "四级事项"]

    static func levelCount(_ entries: [CatalogueEntry]) -> Int {
        min(levelNames.count, max(2, entries.reduce(0) { max($0, $1.levels.count) }))
    }

    /// As many levels as there are columns, blank where the entry has fewer.
    static func levels(_ entry: CatalogueEntry, _ count: Int) -> [String] {
        Array(entry.levels.prefix(count)) + [String](repeating: "", count: max(0, count - entry.levels.count))
    }

    /// Elements with semicolons between; one alone that holds 、 gets one after it, so that it is not taken apart on reading.
    static func elementText(_ entry: CatalogueEntry) -> String {
        let text = entry.elements.joined(separator: "；")
        return entry.elements.count == 1 && text.contains("、") ? text + "；" : text
    }

    static func otherText(_ entry: CatalogueEntry) -> String {
        entry.otherChannels.isEmpty ? Channel.other.rawValue : "\(Channel.other.rawValue)（\(entry.otherChannels.joined(separator: "、"))）"
    }

    /// The thirteen boxes of the standard table, the chosen ones filled.
    static func boxes(_ entry: CatalogueEntry) -> String {
        Channel.allCases.map { channel in
            let isChosen = entry.channels.contains(channel)
            return (isChosen ? "■" : "□") + (isChosen && channel == .other ? otherText(entry) : channel.rawValue)
        }.joined(separator: " ")
    }

    static func appendRecord(_ cells: [String], to text: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            appendCell(cell, to: &text)
        }
        text.append(contentsOf: "\r\n".utf8)
    }

    private static func appendCell(_ cell: String, to text: inout [UInt8]) {
        // A space keeps spreadsheets from running a text as a formula; it is cut off again on reading.
        if let first = cell.utf8.first, "=+-@".utf8.contains(first) { text.append(0x20) }
        guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            text.append(contentsOf: cell.utf8)
            return
        }
        text.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { text.append(0x22) }
            text.append(byte)
        }
        text.append(0x22)
    }
}
