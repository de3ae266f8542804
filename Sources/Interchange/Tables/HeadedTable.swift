import Domain

/// A table whose first filled line names its columns (有表头的清单), with each further line as cells by column.
package struct HeadedTable<Column: Hashable & CaseIterable & Sendable>: Sendable {
    /// One line as it stands in the file.
    package struct Row: Sendable {
        /// 1-based, as the office program shows it.
        package let line: Int
        package let cells: [Column: String]
    }

    package let rows: [Row]
    /// Headings that are not understood; their columns are left out.
    package let unknown: [String]

    /// - Parameters:
    ///   - headings: what people write above a column; the first one in messages.
    ///   - needed: columns without which the table means nothing.
    /// - Throws: `UnreadableFile` when it is no table, has no such columns, or too many rows.
    package static func read(
        _ bytes: [UInt8], headings: (Column) -> [String], needed: [Column], mostRows: Int
    ) throws(UnreadableFile) -> HeadedTable {
        let file = try TableFile.read(bytes)
        switch file.kind {
        case .workbook, .oldWorkbook, .text: break
        case .wordDocument, .webPage: throw UnreadableFile("这不是表格文件；请提供 xlsx、xls 或者 csv 格式的清单。")
        }
        let lines = (file.sheets.first { !$0.isHidden && !$0.lines.isEmpty }?.lines ?? []).map { line in
            (number: line.number, cells: texts(line, isText: file.kind == .text))
        }.filter { $0.cells.contains { !$0.isEmpty } }
        let known = Set(Column.allCases.flatMap(headings))
        guard let head = lines.first(where: { $0.cells.contains { known.contains(plain($0)) } }) else {
            throw UnreadableFile("找不到表头，第一行应当写明各栏的名称。")
        }
        var columns: [Int: Column] = [:]
        var unknown: [String] = []
        for (place, cell) in head.cells.enumerated() where !cell.isEmpty {
            let text = plain(cell)
            if let column = Column.allCases.first(where: { headings($0).contains(text) }), !columns.values.contains(column) {
                columns[place] = column
            } else {
                unknown.append(String(cell.prefix(40)))
            }
        }
        for column in needed where !columns.values.contains(column) {
            throw UnreadableFile("表头缺少“\(headings(column).first ?? "")”这一栏。")
        }
        let below = lines.filter { $0.number > head.number }
        guard below.count <= mostRows else { throw UnreadableFile("有 \(below.count) 行，一次最多 \(mostRows) 行，请分成几个文件。") }
        guard !below.isEmpty else { throw UnreadableFile("只有表头，没有内容。") }
        let rows = below.map { line in
            var cells: [Column: String] = [:]
            for (place, column) in columns where place < line.cells.count && !line.cells[place].isEmpty {
                cells[column] = line.cells[place]
            }
            return Row(line: line.number, cells: cells)
        }
        return HeadedTable(rows: rows, unknown: Array(unknown.prefix(50)))
    }

    /// One separator in a line of text may be punctuation, so a list of two columns arrives as whole lines; here it is a table.
    private static func texts(_ line: SourceSheet.Line, isText: Bool) -> [String] {
        guard isText, line.cells.count == 1 else { return line.cells.map(\.text) }
        return line.cells[0].text.split(separator: ",", omittingEmptySubsequences: false).map { Folding.trimmed(String($0)) }
    }

    private static func plain(_ heading: String) -> String {
        String(String.UnicodeScalarView(heading.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" && $0 != "：" }))
    }
}
