/// The header of a catalogue table: which column holds what.
struct TableHeader {
    struct Column {
        let index: Int
        let column: CatalogueColumn
        /// The heading as written.
        let written: String
        let isAlias: Bool
    }

    let columns: [Column]
    /// Number of lines that the header takes.
    let height: Int
    /// Number of columns.
    let width: Int
    /// The columns of the levels, outermost first.
    let levels: [Int]

    /// Reads the header that begins on that line; `nil` when none does.
    init?(_ lines: ArraySlice<SourceSheet.Line>) {
        guard let first = lines.first, Self.isHeader(first) else { return nil }
        var rows = [first]
        for line in lines.dropFirst().prefix(2) {
            guard line.number <= first.number + rows.count + 1, Self.continues(line, under: rows) else { break }
            rows.append(line)
        }
        let hasItem = rows.contains { line in line.cells.contains { HeaderWords.column($0.text)?.column == .item } }
        let width = rows.map(\.cells.count).max() ?? 0
        var found: [Column] = []
        for index in 0..<width {
            let texts = rows.compactMap { index < $0.cells.count ? $0.cells[index].text : nil }.filter { !$0.isEmpty }
            if let column = Self.column(at: index, texts: texts, left: found.last, above: rows.first, hasItem: hasItem) {
                found.append(column)
            }
        }
        // Words such as 主要内容 and 责任单位 head many tables; a catalogue names items and says two things about them.
        let kinds = Set(found.map(\.column))
        let hasItems = kinds.contains { column in
            if case .level = column { return true }
            return column == .item || column == .elements
        }
        let said: [CatalogueColumn] = [
            .elements, .bases, .timeLimit, .subjects, .channels, .form, .audience, .mode, .tier, .everyone, .proactive, .stage,
        ]
        guard hasItems, said.filter(kinds.contains).count >= 2 else { return nil }
        columns = found
        height = rows.count
        self.width = width
        let ranked = found.compactMap { column -> (rank: Int, index: Int)? in
            if case .level(let rank) = column.column { return (rank, column.index) }
            return column.column == .item ? (Int.max, column.index) : nil
        }
        levels = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.index)
    }

    private static func column(at index: Int, texts: [String], left: Column?, above: SourceSheet.Line?, hasItem: Bool) -> Column? {
        for (place, text) in texts.enumerated().reversed() {
            guard let (column, isAlias) = HeaderWords.column(text) else { continue }
            // A channel's name is a heading only under 公开渠道; 村级 under 公开主体 is none.
            if case .channel = column, place == 0, texts.count == 1, !isChannelHeading(text, in: above) { continue }
            return Column(index: index, column: column, written: text, isAlias: isAlias)
        }
        if let text = texts.last {
            let parent = texts.dropLast().compactMap { HeaderWords.column($0)?.column }.last
            if parent == .channels { return Column(index: index, column: .channel(text), written: text, isAlias: false) }
            return parent == .item ? Column(index: index, column: .item, written: text, isAlias: false) : nil
        }
        // A heading over two columns whose merge was lost leaves the second blank.
        guard let left, left.index == index - 1, [.item, .channels, .audience, .mode, .tier].contains(left.column) else { return nil }
        return Column(index: index, column: left.column, written: left.written, isAlias: left.isAlias)
    }

    private static func isChannelHeading(_ text: String, in line: SourceSheet.Line?) -> Bool {
        let names = line?.cells.filter { cell in
            if case .channel = HeaderWords.column(cell.text)?.column { return true }
            return false
        }
        return (names?.count ?? 0) >= 2
    }

    /// Whether a line names at least three things that catalogues tell about items, and little else.
    private static func isHeader(_ line: SourceSheet.Line) -> Bool {
        // No heading is this long; nearly every line of items has a longer cell.
        if line.cells.contains(where: { $0.text.utf8.count > 160 }) { return false }
        var kinds: Set<CatalogueColumn> = []
        var recognised = 0
        var filled = 0
        for cell in line.cells where !cell.text.isEmpty {
            filled += 1
            guard let column = HeaderWords.column(cell.text)?.column else { continue }
            recognised += 1
            if column.isPrimary { kinds.insert(column) }
        }
        return kinds.count >= 3 && recognised * 2 > filled
    }

    /// Whether a line is another row of the same header: every text in it is a heading or repeats one above.
    private static func continues(_ line: SourceSheet.Line, under rows: [SourceSheet.Line]) -> Bool {
        var own = 0
        for (index, cell) in line.cells.enumerated() where !cell.text.isEmpty {
            let above = rows.compactMap { index < $0.cells.count ? $0.cells[index].text : nil }
            if above.contains(cell.text) && cell.isFromMerge { continue }
            let parent = above.last { !$0.isEmpty }.flatMap { HeaderWords.column($0)?.column }
            let isUnderGroup = (parent == .channels || parent == .item) && cell.text.unicodeScalars.count <= 16
            guard HeaderWords.column(cell.text) != nil || isUnderGroup && !cell.text.contains("■") && !cell.text.contains("□") else {
                return false
            }
            if let column = HeaderWords.column(cell.text)?.column, !(column == .item && parent == nil) { own += 1 }
        }
        return own >= 2
    }

    func index(of column: CatalogueColumn) -> Int? { columns.first { $0.column == column }?.index }

    func indices(of column: CatalogueColumn) -> [Int] { columns.filter { $0.column == column }.map(\.index) }

    func contains(_ column: CatalogueColumn) -> Bool { index(of: column) != nil }

    var channelColumns: [(index: Int, name: String)] {
        columns.compactMap { column in
            if case .channel(let name) = column.column { return (column.index, name) }
            return nil
        }
    }
}
