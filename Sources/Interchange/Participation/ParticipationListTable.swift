package import Domain

/// A yearly list as a table that goes out and comes back (公众参与事项清单表格).
package enum ParticipationListTable {
    private static let headings = ["事项名称", "承办单位", "参与方式", "开始月份", "结束月份"]

    /// - Throws: `UnreadableFile` with the line that is wrong.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> [ParticipationList.Line] {
        let lines = try TableFile.read(bytes).sheets.first { !$0.isHidden && !$0.lines.isEmpty }?.lines ?? []
        guard let head = lines.firstIndex(where: { line in headings.allSatisfy { name in line.cells.contains { $0.text == name } } }) else {
            throw UnreadableFile("没有找到表头：应当有“\(headings.joined(separator: "”“"))”各栏。")
        }
        let places = headings.map { name in lines[head].cells.firstIndex { $0.text == name } ?? 0 }
        var found: [ParticipationList.Line] = []
        for line in lines[(head + 1)...] where line.cells.contains(where: { !$0.text.isEmpty }) {
            let cells = places.map { $0 < line.cells.count ? Folding.trimmed(line.cells[$0].text) : "" }
            guard let from = Int(cells[3]), let through = Int(cells[4]) else {
                throw UnreadableFile("第 \(line.number) 行：开始月份和结束月份应当是 1 到 12 的整数。")
            }
            found.append(ParticipationList.Line(title: cells[0], unit: cells[1], way: cells[2], from: from, through: through))
        }
        return found
    }

    package static func xlsx(_ list: ParticipationList) throws(UnwritableFile) -> [UInt8] {
        let widths: [Double] = [50, 24, 24, 10, 10]
        return try LedgerWorkbook.xlsx(
            columns: zip(headings, widths).map { LedgerWorkbook.Column($0, width: $1) },
            rows: list.lines.map { [$0.title, $0.unit, $0.way, String($0.from), String($0.through)] }, title: list.title, sheet: "事项清单")
    }
}
