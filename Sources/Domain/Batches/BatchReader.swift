/// A row of the list as the document that it becomes.
package struct BatchRow: Sendable {
    package let line: Int
    package let title: String
    /// 发文字号; empty when the cell holds none, or one of another form, which then stands in the text only.
    package let number: String
    package let made: Day?
    package let body: DocumentBody
    package let hasLooseNumber: Bool
    package let maskedCount: Int
    /// Places that the checks will find and somebody must look at.
    package let doubtful: Int
}

/// Why a row cannot be brought in.
package struct BatchProblem: Sendable, Hashable, Codable {
    package let line: Int
    /// Heading of the column; empty for the row as a whole.
    package let column: String
    package let sentence: String

    package init(line: Int, column: String, sentence: String) {
        self.line = line
        self.column = column
        self.sentence = sentence
    }
}

/// Reads the rows of a list one after another, and says of each what it becomes or why it cannot be brought in.
package struct BatchReader {
    /// What a row comes to.
    package enum Outcome: Sendable {
        case document(BatchRow)
        case problems([BatchProblem])
    }

    private let headings: [String]
    private let mapping: BatchMapping
    private let pieces: [BatchMapping.Piece]
    private let shown: [Int]
    private let compared: [Int]
    private let today: Day
    private let scanner: PersonalDataScanner
    private var cells: TableScan
    /// Lines by the words of their row, and by their number.
    private var lines: [UInt64: Int] = [:]
    private var numbers: [String: Int] = [:]

    /// - Throws: `BatchRefusal` when the title's template cannot be read.
    package init(_ headings: [String], mapping: BatchMapping, today: Day, policy: MaskPolicy = .strictest) throws(BatchRefusal) {
        self.headings = headings
        self.mapping = mapping
        pieces = try mapping.pieces(headings: headings)
        shown = headings.indices.filter { !mapping.leftOut.contains($0) }
        // A running number does not make the same row another one.
        compared = headings.indices.filter { BatchColumn.known(headings[$0]) != .serial }
        self.today = today
        scanner = PersonalDataScanner(policy: policy, referenceDay: today)
        cells = TableScan(scanner: scanner)
        _ = cells.findings(inRow: headings)
    }

    /// - Parameter holder: title of another document that has this number already.
    package mutating func read(_ row: BatchTable.Row, holder: (String) throws -> String?) rethrows -> Outcome {
        var problems: [BatchProblem] = []
        let headings = headings
        func add(_ column: Int?, _ sentence: String) {
            problems.append(BatchProblem(line: row.line, column: column.map { headings[$0] } ?? "", sentence: sentence))
        }
        if let first = repeated(row) { add(nil, "与第 \(first) 行完全相同，请删去重复的一行。") }
        for column in headings.indices where row.cells[column].utf8.count > BatchTable.cellLimit {
            let count = row.cells[column].unicodeScalars.count
            if count > BatchTable.cellLimit { add(column, "这一格有 \(count) 个字，最多 \(BatchTable.cellLimit) 个字。") }
        }
        guard problems.isEmpty else { return .problems(problems) }
        let (texts, masked) = privacy(row, add)
        let made = date(row, add)
        let (number, isLoose) = try number(row, holder, add)
        let title = title(texts)
        if title.isEmpty { add(nil, "标题是空的：标题用到的栏目都没有内容。") }
        let length = title.unicodeScalars.count
        if length > Draft.Content.titleLimit { add(nil, "标题有 \(length) 个字，最多 \(Draft.Content.titleLimit) 个字，请改短标题的写法。") }
        let table = shown.filter { !texts[$0].isEmpty }.map { [headings[$0], texts[$0]] }
        if table.isEmpty { add(nil, "除了不公开的栏目，这一行没有内容。") }
        guard problems.isEmpty else { return .problems(problems) }
        return finished(row.line, title, number, isLoose, made, [["字段", "内容"]] + table, masked, &problems)
    }

    // MARK: Parts

    private mutating func repeated(_ row: BatchTable.Row) -> Int? {
        var hash = StableHash()
        for column in compared {
            hash.combine(row.cells[column])
            hash.combine(byte: 0x1F)
        }
        if let first = lines[hash.value] { return first }
        lines[hash.value] = row.line
        return nil
    }

    private mutating func privacy(_ row: BatchTable.Row, _ add: (Int?, String) -> Void) -> (texts: [String], masked: Int) {
        var texts = row.cells
        var masked = 0
        let found = Dictionary(grouping: cells.findings(inRow: row.cells), by: \.column)
        for column in found.keys.sorted() where shown.contains(column) {
            let findings = (found[column] ?? []).map(\.finding)
            if mapping.masks {
                let sure = findings.filter { $0.confidence.level != .low }
                texts[column] = PersonalDataScanner.replacing(sure, in: texts[column])
                masked += sure.count
            } else {
                for finding in findings where finding.confidence.level == .high {
                    add(column, "\(finding.kind.name)（\(finding.sample)）：\(finding.remedy)也可以选择“按策略去标识化”后再导入。")
                }
            }
        }
        return (texts, masked)
    }

    private func date(_ row: BatchTable.Row, _ add: (Int?, String) -> Void) -> Day? {
        guard let column = mapping.made, headings.indices.contains(column), !row.cells[column].isEmpty else { return nil }
        let text = row.cells[column]
        guard let day = Self.day(text) else {
            let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(30)))
            add(column, "日期“\(shown)”无法识别，请写成 2026-03-20。")
            return nil
        }
        if day > today { add(column, "日期 \(day) 还没有到，请核对。") }
        return day
    }

    /// As people and spreadsheets write it: 2026-03-20, 2026年3月20日, 20260320, and the bare number behind a date.
    static func day(_ text: String) -> Day? {
        if let number = Int(text), text.utf8.count == 8 { return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100) }
        if let number = Int(text), text.utf8.count == 5, number > 18_264 { return Day(serial: number - 25_569) }
        return Day(text: text)
    }

    private mutating func number(
        _ row: BatchTable.Row, _ holder: (String) throws -> String?, _ add: (Int?, String) -> Void
    ) rethrows -> (text: String, isLoose: Bool) {
        guard let column = mapping.number, headings.indices.contains(column), !row.cells[column].isEmpty else { return ("", false) }
        let text = row.cells[column]
        let known = DocumentNumber(text: text)?.text
        let key = known ?? Folding.fold(text)
        if let first = numbers[key] {
            add(column, "文号“\(Self.short(text))”与第 \(first) 行相同，请核对。")
        } else {
            numbers[key] = row.line
        }
        guard let known else { return ("", true) }
        if let title = try holder(known) { add(column, "文号“\(known)”已经用于《\(Self.short(title))》，请核对。") }
        return (known, false)
    }

    private static func short(_ text: String) -> String {
        text.unicodeScalars.count <= 40 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…"
    }

    private func title(_ texts: [String]) -> String {
        var hasColumn = false
        var title = ""
        for piece in pieces {
            switch piece {
            case .text(let text): title += text
            case .column(let column):
                title += texts[column]
                if !texts[column].isEmpty { hasColumn = true }
            }
        }
        // Fixed words alone would give every row the same title.
        return hasColumn || !pieces.contains { if case .column = $0 { true } else { false } } ? Folding.trimmed(title) : ""
    }

    /// The document is looked through as a whole, as the checks will do it: what stands together may say more than the cells by themselves.
    private func finished(
        _ line: Int, _ title: String, _ number: String, _ isLoose: Bool, _ made: Day?, _ table: [[String]], _ maskedCells: Int,
        _ problems: inout [BatchProblem]
    ) -> Outcome {
        var (title, table, masked, doubtful) = (title, table, maskedCells, 0)
        let found = scanner.findings(in: title) + scanner.findings(in: table.map { $0.joined(separator: "\t") }.joined(separator: "\n"))
        if mapping.masks, found.contains(where: { $0.confidence.level != .low }) {
            let least = PersonalDataFinding.Confidence(0.5)
            masked += found.count { $0.confidence >= least }
            title = scanner.masked(title, least: least).text
            let text = scanner.masked(table.map { $0.joined(separator: "\t") }.joined(separator: "\n"), least: least).text
            let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
                $0.split(separator: 9, maxSplits: 1, omittingEmptySubsequences: false).map { String(Substring($0)) }
            }
            // Masking never takes a separator away; were it so, the cells are masked one by one.
            table =
                lines.count == table.count && lines.allSatisfy { $0.count == 2 }
                ? lines : table.map { $0.map { scanner.masked($0, least: least).text } }
        } else if !mapping.masks {
            for finding in found where finding.confidence.level == .high {
                problems.append(
                    BatchProblem(
                        line: line, column: "", sentence: "\(finding.kind.name)（\(finding.sample)）：\(finding.remedy)也可以选择“按策略去标识化”后再导入。"))
            }
            doubtful = found.count { $0.confidence.level == .medium }
        }
        guard problems.isEmpty else { return .problems(problems) }
        return .document(
            BatchRow(
                line: line, title: title, number: number, made: made, body: DocumentBody([.table(hasHeader: true, table)]),
                hasLooseNumber: isLoose, maskedCount: masked, doubtful: doubtful))
    }
}

/// What a list comes to before anything is brought in (预览).
package struct BatchPreview: Sendable, Hashable, Codable {
    /// The first documents as they will look.
    package struct Sample: Sendable, Hashable, Codable {
        package let line: Int
        package let title: String
        package let number: String
        package let made: Day?
        package let cells: [[String]]
    }

    package static let mostSamples = 20
    package static let mostProblems = 100

    package var headings: [String] = []
    package var sheetName = ""
    package var otherSheets: [String] = []
    package var total = 0
    package var ready = 0
    package var looseNumbers = 0
    package var masked = 0
    package var doubtful = 0
    package var samples: [Sample] = []
    /// The first ones; all of them are in the file of problems.
    package var problems: [BatchProblem] = []
    package var problemCount = 0

    package init() {}

    package init(_ table: BatchTable) {
        headings = table.headings
        sheetName = table.sheetName ?? ""
        otherSheets = table.otherSheets
        total = table.rows.count
    }

    package mutating func take(_ row: BatchRow) {
        ready += 1
        if row.hasLooseNumber { looseNumbers += 1 }
        if row.maskedCount > 0 { masked += 1 }
        if row.doubtful > 0 { doubtful += 1 }
        guard samples.count < Self.mostSamples else { return }
        var cells: [[String]] = []
        if case .table(_, let rows)? = row.body.blocks.first { cells = Array(rows.dropFirst()) }
        samples.append(Sample(line: row.line, title: row.title, number: row.number, made: row.made, cells: cells))
    }

    package mutating func take(_ found: [BatchProblem]) {
        problemCount += 1
        problems += found.prefix(max(0, Self.mostProblems - problems.count))
    }
}
