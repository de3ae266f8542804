/// Puts a table together again whose every cell stands on a line of its own, as web pages copied to text leave it.
enum CellPerLine {
    /// The sheet as a table; `nil` when its lines do not hold a header followed by records of the header's length.
    static func rejoined(_ sheet: SourceSheet) -> SourceSheet? {
        guard sheet.lines.allSatisfy({ $0.cells.filter { !$0.text.isEmpty }.count <= 1 }), let (header, start, end) = header(sheet.lines)
        else { return nil }
        var texts: [(number: Int, text: String)] = []
        var number = sheet.lines[end - 1].number
        for line in sheet.lines[end...] {
            // Blank lines are blank cells.
            while number + 1 < line.number, texts.count < 200_000 {
                number += 1
                texts.append((number, ""))
            }
            number = line.number
            texts.append((number, line.cells.first { !$0.text.isEmpty }?.text ?? ""))
        }
        if texts.filter(\.text.isEmpty).count * 2 > texts.count { texts.removeAll(where: \.text.isEmpty) }
        let records = records(texts, numberColumn: header.firstIndex(of: "序号"), width: header.count)
        guard !records.isEmpty else { return nil }
        var result = sheet
        result.lines =
            Array(sheet.lines[..<start]) + [SourceSheet.Line(number: sheet.lines[start].number, cells: header.map { SourceSheet.Cell($0) })]
            + records
        return result
    }

    /// The longest run of headings, with the groups (公开对象) replaced by what stands under them (全社会, 特定群体).
    private static func header(_ lines: [SourceSheet.Line]) -> (texts: [String], start: Int, end: Int)? {
        let columns = lines.map { line in line.cells.first { !$0.text.isEmpty }.flatMap { HeaderWords.column($0.text) }?.column }
        var start = 0
        while start < columns.count, columns[start...].prefix(6).contains(nil) || columns.count - start < 6 {
            start += 1
            if columns.count - start < 6 { return nil }
        }
        var end = start
        while end < columns.count, columns[end] != nil { end += 1 }
        let heads = zip(columns[start..<end], lines[start..<end]).compactMap { column, line in
            column.flatMap { column in line.cells.first { !$0.text.isEmpty }.map { (column: column, text: $0.text) } }
        }
        let under: (CatalogueColumn) -> CatalogueColumn? = { column in
            switch column {
            case .level: .item
            case .everyone, .specific: .audience
            case .proactive, .onRequest: .mode
            case .tierOf: .tier
            case .channel: .channels
            default: nil
            }
        }
        let parents = Set(heads.map(\.column))
        var texts: [String] = []
        for head in heads {
            if let parent = under(head.column), parents.contains(parent) { continue }
            let children = heads.filter { under($0.column) == head.column }
            texts += children.isEmpty ? [head.text] : children.map(\.text)
        }
        return (texts, start, end)
    }

    private static func records(_ texts: [(number: Int, text: String)], numberColumn: Int?, width: Int) -> [SourceSheet.Line] {
        var starts: [Int] = []
        if numberColumn == 0 {
            for (index, line) in texts.enumerated()
            where (1...4).contains(line.text.utf8.count) && line.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                starts.append(index)
            }
        } else {
            starts = Array(stride(from: 0, to: texts.count, by: width))
        }
        return zip(starts, starts.dropFirst() + [texts.count]).compactMap { start, end in
            var cells = texts[start..<end].map { SourceSheet.Cell($0.text) }
            // Blank lines after the last record are no cells.
            while cells.count > width, cells.last?.text.isEmpty ?? false { cells.removeLast() }
            return cells.count <= width ? SourceSheet.Line(number: texts[start].number, cells: Array(cells)) : nil
        }
    }
}
