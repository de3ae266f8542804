/// Reads the rows of one table in order: headings first, then cells under them.
package struct TableScan: Sendable {
    /// A finding in a cell; its range counts in that cell's bytes.
    package struct CellFinding: Sendable, Hashable {
        /// From 0.
        package let column: Int
        package let finding: PersonalDataFinding
    }

    private let scanner: PersonalDataScanner
    private var columns: [ColumnMeaning?] = []
    private var hasName = false
    /// A title above the table speaks of children: its names are theirs.
    private var isAboutMinors = false

    package init(scanner: PersonalDataScanner) { self.scanner = scanner }

    /// What the column is headed as, if anything is known.
    package func meaning(ofColumn column: Int) -> ColumnMeaning? { columns.indices.contains(column) ? columns[column] : nil }

    /// Takes the next row.
    ///
    /// - Parameter numbers: columns whose cells are numbers to the program that made the table; long ones have lost their last digits.
    package mutating func findings(inRow cells: [String], numbers: Set<Int> = []) -> [CellFinding] {
        if takeHeadings(cells) { return plainFindings(cells) }
        var found = judged(cells)
        for column in numbers where cells.indices.contains(column) && !found.contains(where: { $0.column == column }) {
            if let finding = scanner.roundedIdentity(cells[column]) { found.append(CellFinding(column: column, finding: finding)) }
        }
        return found
    }

    private func judged(_ cells: [String]) -> [CellFinding] {
        let personNearby = hasName && cells.indices.contains { isPersonsName(cells[$0], column: $0) }
        var found = scan(cells, personNearby: personNearby)
        let hasNumber = found.contains { $0.finding.kind == .idCard || $0.finding.kind == .mobile || $0.finding.kind == .bankCard }
        // A number names the person as well as a name does.
        if !personNearby && hasNumber { found = scan(cells, personNearby: true) }
        return found
    }

    private func scan(_ cells: [String], personNearby: Bool) -> [CellFinding] {
        var result: [CellFinding] = []
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
            var text = cell
            let column = meaning(ofColumn: index)
            let found = text.withUTF8 { scanner.findings(inCell: $0, column: column, personNearby: personNearby) }
            result += found.map { CellFinding(column: index, finding: $0) }
        }
        return result
    }

    private func plainFindings(_ cells: [String]) -> [CellFinding] {
        cells.enumerated().flatMap { index, cell in scanner.findings(in: cell).map { CellFinding(column: index, finding: $0) } }
    }

    private func isPersonsName(_ cell: String, column: Int) -> Bool {
        guard let meaning = meaning(ofColumn: column), meaning == .name || meaning == .minorName else { return false }
        var text = cell
        return text.withUTF8 { Surnames.isName(TextWindow(text: $0)) }
    }

    /// Whether the row is one of headings; a row of one cell may be the table's title.
    private mutating func takeHeadings(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        guard !filled.isEmpty else { return false }
        if filled.count == 1 || filled.allSatisfy({ $0 == filled[0] }) {
            if let title = filled.first, title.utf8.count <= 300 {
                isAboutMinors = Self.speaksOfMinors(title) || isAboutMinors && columns.isEmpty
            }
            return false
        }
        guard filled.allSatisfy(Self.isHeading) else { return false }
        var meanings = cells.map { ColumnMeaning(heading: $0) }
        guard meanings.contains(where: { $0 != nil }) else { return false }
        if isAboutMinors { meanings = meanings.map { $0 == .name ? .minorName : $0 } }
        columns = meanings
        hasName = meanings.contains { $0 == .name || $0 == .minorName }
        return true
    }

    /// Headings are short and hold no long numbers.
    private static func isHeading(_ cell: String) -> Bool {
        cell.utf8.count <= 90 && cell.utf8.count(where: NumberToken.isDigit) <= 6
    }

    private static func speaksOfMinors(_ title: String) -> Bool {
        let isList = ["名单", "花名册", "公示", "一览", "名册", "登记表", "统计表"].contains { title.contains($0) }
        let words = ["孤儿", "儿童", "未成年", "幼儿", "小学", "初中", "中学生", "学前"]
        return isList && words.contains { title.contains($0) }
    }
}
