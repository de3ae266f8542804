/// Tables in plain text: a heading line with separators, and the lines below it.
struct TextTables {
    let scanner: PersonalDataScanner
    let window: TextWindow

    private static let longestLine = 64 << 10
    private static let mostCells = 1_000

    /// - Parameter headings: where words stand that head a column, in order.
    func findings(headings: [Int], limit: Int) -> [PersonalDataFinding] {
        var result: [PersonalDataFinding] = []
        var done = 0
        for place in headings where place >= done && result.count < limit {
            let start = window.lineStart(place, within: Self.longestLine)
            let end = window.lineEnd(place, within: Self.longestLine)
            done = end
            guard start >= 0, let separator = separator(start..<end) else { continue }
            var table = TableScan(scanner: scanner)
            // A title before the heading line says whom the table is about.
            if let title = lineBefore(start) { _ = table.findings(inRow: [window.string(title)]) }
            _ = table.findings(inRow: cells(start..<end, separator).map(\.text))
            guard (0..<Self.mostCells).contains(where: { table.meaning(ofColumn: $0) != nil }) else { continue }
            done = readRows(from: end + 1, separator, table: &table, into: &result, limit: limit)
        }
        return result
    }

    /// - Returns: where the table ends.
    private func readRows(
        from start: Int, _ separator: UInt8, table: inout TableScan, into result: inout [PersonalDataFinding], limit: Int
    ) -> Int {
        var place = start
        while place < window.count, result.count < limit {
            let end = window.lineEnd(place, within: Self.longestLine)
            let row = cells(place..<end, separator)
            if row.count < 2 { return place }
            for found in table.findings(inRow: row.map(\.text)) where row.indices.contains(found.column) {
                let cell = row[found.column]
                let finding = found.finding
                // Doubled quotes make the cell shorter than the place it stands in: then the whole place is meant.
                let range =
                    cell.isExact ? cell.start + finding.range.lowerBound..<cell.start + finding.range.upperBound : cell.start..<cell.end
                result.append(
                    PersonalDataFinding(
                        kind: finding.kind, range: range, sample: finding.sample,
                        replacement: cell.isExact ? finding.replacement : MaskPolicy.hiddenText, confidence: finding.confidence,
                        reason: finding.reason))
            }
            place = end + 1
        }
        return place
    }

    private func lineBefore(_ start: Int) -> Range<Int>? {
        guard start > 1 else { return nil }
        let line = window.lineStart(start - 1, within: 600)
        return line..<start - 1
    }

    /// What cuts the line: tabs before bars, commas and semicolons; at least one of them outside quotes.
    private func separator(_ line: Range<Int>) -> UInt8? {
        [UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: ";")].first { window.text[line].contains($0) }
    }

    private struct Cell {
        let text: String
        let start: Int
        let end: Int
        let isExact: Bool
    }

    private func cells(_ line: Range<Int>, _ separator: UInt8) -> [Cell] {
        var result: [Cell] = []
        var start = line.lowerBound
        var isQuoted = false
        var end = line.upperBound
        if end > line.lowerBound, window.text[end - 1] == 0x0D { end -= 1 }
        var place = start
        while place <= end, result.count < Self.mostCells {
            let byte = place < end ? window.text[place] : separator
            if byte == UInt8(ascii: "\""), place < end { isQuoted.toggle() }
            if byte == separator, !isQuoted || place == end {
                result.append(cell(start..<place))
                start = place + 1
            }
            place += 1
        }
        return result
    }

    private func cell(_ range: Range<Int>) -> Cell {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, window.text[start] == 0x20 { start += 1 }
        while end > start, window.text[end - 1] == 0x20 { end -= 1 }
        if end - start >= 2, window.text[start] == UInt8(ascii: "\""), window.text[end - 1] == UInt8(ascii: "\"") {
            (start, end) = (start + 1, end - 1)
        }
        let isExact = !window.text[start..<end].contains(UInt8(ascii: "\""))
        let text = window.string(start..<end)
        return Cell(
            text: isExact ? text : text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""), start: start,
            end: end, isExact: isExact)
    }
}
