/// The rows under one header, made into items.
struct CatalogueTable {
    let header: TableHeader
    private let lines: ArraySlice<SourceSheet.Line>
    private(set) var domain: DomainNames.Finding?
    var log: DiagnosticLog
    private(set) var items: [CatalogueReading.Item] = []
    /// Whether blank cells under a text mean “same as above”, because the merges were lost.
    private let lostMerges: Bool
    /// The last text of each text column.
    private var above: [Int: String] = [:]
    private var draft: CatalogueRow?
    private var previous: SourceSheet.Line?
    private var hasTick = false
    /// Lines joined to the present item.
    private var joined = 0
    /// Of one cell, in bytes; real ones stay below 10,000.
    private static let longestText = 40_000
    /// An item may go on over so many lines; more are a broken table.
    private static let mostLines = 200

    init(header: TableHeader, domain: DomainNames.Finding?, log: DiagnosticLog, lines: ArraySlice<SourceSheet.Line>) {
        self.header = header
        self.domain = domain
        self.log = log
        self.lines = lines
        lostMerges = Self.hasLostMerges(header, lines)
    }

    mutating func read() {
        for line in lines {
            if isNoise(line) { continue }
            if let title = CatalogueReader.title(line), readTitle(title, line) { continue }
            readLine(line)
            previous = line
        }
        finishDraft()
        let ticks = header.columns.contains { $0.column.isTick }
        if ticks && !hasTick && items.count > 1 {
            log.add(
                .warning, "ticks-lost", row: lines.first?.number, message: "这张表的勾选格全部是空的，勾选可能是图片或已丢失，请在原文件中核对后补上。")
        }
    }

    // MARK: Lines that are no items

    /// Blank lines, lines that count columns (1 2 3 …), and headings that stand alone.
    private func isNoise(_ line: SourceSheet.Line) -> Bool {
        let texts = line.cells.map(\.text).filter { !$0.isEmpty }
        if texts.isEmpty { return true }
        if texts.count >= 4, texts.enumerated().allSatisfy({ Int($1) == $0 + 1 }) { return true }
        return texts.count >= 2 && texts.allSatisfy { HeaderWords.column($0) != nil }
    }

    /// A line with one text: a field of work, or a note; `false` when it may be part of an item.
    private mutating func readTitle(_ title: String, _ line: SourceSheet.Line) -> Bool {
        let isMerged = line.cells.filter { !$0.text.isEmpty }.count >= max(3, header.width / 2)
        let isFirst = !(line.cells.first?.text.isEmpty ?? true)
        if isMerged || isFirst, let found = DomainNames.inTitle(title) {
            finishDraft()
            domain = found
            above = [:]
            return true
        }
        let isNote = ["注", "备注", "说明", "填表", "填报", "联系人", "审核", "制表", "打印"].contains { title.hasPrefix($0) }
        guard isMerged || isFirst && isNote || isFirst && Int(title) == nil && header.levels.first != 0 && header.index(of: .number) == 0
        else { return false }
        log.add(.info, "note-skipped", row: line.number, message: "第 \(line.number) 行是说明文字，没有当作事项：\(String(title.prefix(30)))")
        return true
    }

    /// Blank outer levels beside a filled inner one, in cells that are not merged, show that the source's merges are gone.
    private static func hasLostMerges(_ header: TableHeader, _ lines: ArraySlice<SourceSheet.Line>) -> Bool {
        guard header.levels.count > 1, let inner = header.levels.last else { return false }
        return lines.dropFirst().contains { line in
            guard inner < line.cells.count, !line.cells[inner].text.isEmpty, CatalogueReader.title(line) == nil else { return false }
            return header.levels.dropLast().contains { $0 < line.cells.count && line.cells[$0].text.isEmpty }
        }
    }

    // MARK: Items

    private mutating func readLine(_ line: SourceSheet.Line) {
        if line.cells.count < header.width, line.cells.count > 1,
            header.columns.contains(where: { $0.column.isTick && $0.index >= line.cells.count })
        {
            let missing = header.width - line.cells.count
            log.add(
                .warning, "short-row", row: line.number, message: "第 \(line.number) 行比表头少 \(missing) 格，勾选可能错位，请核对这一行的公开对象、方式和层级。")
        }
        if draft != nil, joined < Self.mostLines, isSameItem(line) {
            joined += 1
            addToDraft(line)
            return
        }
        finishDraft()
        joined = 0
        var row = CatalogueRow(line: line)
        for column in header.columns { read(column, of: line, into: &row) }
        row.noteGaps = header
        draft = row
    }

    /// Whether the line goes on with the item above: its number and all its levels are merged from above, or blank.
    private func isSameItem(_ line: SourceSheet.Line) -> Bool {
        guard let previous else { return false }
        let keys = header.indices(of: .number) + header.levels
        var hasMerge = false
        for index in keys where index < line.cells.count {
            let cell = line.cells[index]
            if cell.text.isEmpty { continue }
            guard cell.isFromMerge, index < previous.cells.count, previous.cells[index].text == cell.text else { return false }
            hasMerge = true
        }
        if hasMerge { return header.levels.contains { $0 < line.cells.count && !line.cells[$0].text.isEmpty } }
        // Without number and names: more of the same item, unless the row says all that an item says.
        let filled = [CatalogueColumn.elements, .timeLimit, .subjects].filter { column in
            header.index(of: column).map { $0 < line.cells.count && !line.cells[$0].text.isEmpty && !line.cells[$0].isFromMerge } ?? false
        }
        return filled.count < 3
    }

    private mutating func addToDraft(_ line: SourceSheet.Line) {
        guard var row = draft else { return }
        var used = false
        for column in header.columns where column.index < line.cells.count {
            let cell = line.cells[column.index]
            let isCopy = cell.isFromMerge && !isAcross(column.index, line)
            if cell.text.isEmpty || isCopy { continue }
            switch column.column {
            case .number, .level, .item, .domain: continue
            default: break
            }
            used = true
            read(column, of: line, into: &row)
        }
        if used {
            log.add(.info, "row-joined", row: line.number, message: "第 \(line.number) 行没有自己的序号和名称，并入第 \(row.line.number) 行的事项。")
        }
        draft = row
    }

    /// Whether the cell was copied from the one on its left, rather than from above.
    private func isAcross(_ index: Int, _ line: SourceSheet.Line) -> Bool {
        guard index > 0, line.cells[index - 1].text == line.cells[index].text else { return false }
        return previous.map { index >= $0.cells.count || $0.cells[index].text != line.cells[index].text } ?? true
    }

    private mutating func finishDraft() {
        guard let row = draft else { return }
        draft = nil
        if let item = row.item(domain: domain, log: &log) {
            hasTick = hasTick || row.hasTick
            items.append(CatalogueReading.Item(sheet: log.sheet, row: row.line.number, entry: item))
        }
    }

    // MARK: Cells

    private mutating func read(_ column: TableHeader.Column, of line: SourceSheet.Line, into row: inout CatalogueRow) {
        let index = column.index
        guard index < line.cells.count else { return }
        var text = line.cells[index].text
        if text.isEmpty, let filled = fill(column.column, index, line) { text = filled }
        if text.isEmpty { return }
        if line.cells[index].isFromMerge, !isAcross(index, line), column.column != .number {
            log.add(
                .info, "filled-from-merge", row: line.number, column: column.column.heading,
                message: "「\(column.column.heading)」取自上方合并的单元格。")
        }
        if let spaced = CatalogueText.withoutLetterSpacing(text) {
            log.add(
                .info, "letter-spacing-removed", row: line.number, column: column.column.heading,
                message: "「\(column.column.heading)」字间的空格已去掉。")
            text = spaced
        }
        if text.utf8.count > Self.longestText {
            text = CatalogueText.string(text.unicodeScalars.prefix(Self.longestText / 4))
            log.add(
                .warning, "text-cut", row: line.number, column: column.column.heading,
                message: "第 \(line.number) 行「\(column.column.heading)」的文字过长，只读了前 \(Self.longestText / 4) 个字，请精简。")
        }
        if isText(column.column) { above[index] = text }
        row.read(text, as: column, isCopyOfLeft: line.cells[index].isFromMerge && isAcross(index, line), log: &log)
    }

    /// The text above a blank text cell, when the merges of this table were lost; never a tick.
    private mutating func fill(_ column: CatalogueColumn, _ index: Int, _ line: SourceSheet.Line) -> String? {
        guard lostMerges, isText(column), let text = above[index] else { return nil }
        if index == header.levels.last { return nil }
        // A new outer level begins its own inner ones.
        if let place = header.levels.firstIndex(of: index), header.levels[..<place].contains(where: { !line.cells[$0].text.isEmpty }) {
            return nil
        }
        log.add(
            .info, "filled-from-above", row: line.number, column: column.heading,
            message: "「\(column.heading)」是空格，按与上一行相同填入：\(String(text.prefix(30)))")
        return text
    }

    private func isText(_ column: CatalogueColumn) -> Bool {
        switch column {
        case .level, .item, .domain, .bases, .timeLimit, .subjects, .channels: true
        default: false
        }
    }
}
