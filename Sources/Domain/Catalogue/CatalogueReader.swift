/// Reads the tables of a catalogue file: finds headers, follows fields of work, makes items, and says what it repaired and what is missing.
package struct CatalogueReader {
    private var items: [CatalogueReading.Item] = []
    private var log = DiagnosticLog()
    /// The header of the last table, for a table that goes on after a page break without one.
    private var lastHeader: TableHeader?
    private var lastDomain: DomainNames.Finding?
    private var tables = 0

    private init() {}

    /// Reads all sheets of one file. A file without any catalogue table gives an error diagnostic `no-table`.
    package static func read(_ sheets: [SourceSheet]) -> CatalogueReading {
        var reader = CatalogueReader()
        for sheet in sheets { reader.read(sheet) }
        if reader.tables == 0 {
            reader.log.add(.error, "no-table", message: "没有找到公开目录的表格：表头至少要有公开事项、公开内容、公开依据、公开时限、公开主体等列，请检查文件。")
        }
        return CatalogueReading(items: reader.items, diagnostics: reader.log.all)
    }

    private mutating func read(_ sheet: SourceSheet) {
        log.sheet = sheet.name
        if sheet.isHidden {
            log.add(.warning, "hidden-sheet-skipped", message: "工作表「\(sheet.name ?? "")」是隐藏的，没有读取；如需读取请取消隐藏，否则请删除。")
            return
        }
        let before = tables
        let named = sheet.name.flatMap(DomainNames.exactly) ?? sheet.name.flatMap { $0.hasSuffix("领域") ? DomainNames.inColumn($0) : nil }
        var domain = sheet.headings.reversed().lazy.compactMap(DomainNames.inTitle).first ?? named
        var index = 0
        let lines = sheet.lines
        if let header = lastHeader, sheet.name == nil, goesOn(lines, under: header) {
            log.add(.info, "header-carried-over", row: lines.first?.number, message: "这张表没有表头，按上一张表的表头读取。")
            domain = domain ?? lastDomain
            index = readTable(lines[...], header: header, domain: &domain, knowsMerges: sheet.knowsMerges)
        }
        var hasHeader = false
        while index < lines.count {
            if let header = TableHeader(lines[index...]) {
                if hasHeader {
                    log.add(.info, "header-repeated", row: lines[index].number, message: "表头在第 \(lines[index].number) 行又出现一次，已跳过。")
                }
                hasHeader = true
                noteAliases(header, row: lines[index].number)
                if domain == nil { log.add(.info, "domain-unknown", row: lines[index].number, message: "标题、工作表名和列中都没有写明领域，领域留空。") }
                tables += 1
                lastHeader = header
                index = readTable(lines[(index + header.height)...], header: header, domain: &domain, knowsMerges: sheet.knowsMerges)
            } else {
                if let title = Self.title(lines[index]), let found = DomainNames.inTitle(title) { domain = found }
                index += 1
            }
        }
        lastDomain = domain
        if tables == before, !lines.isEmpty, let rejoined = CellPerLine.rejoined(sheet) {
            log.add(.info, "cells-rejoined", row: lines.first?.number, message: "原文每个单元格占一行，已按表头的列数重新拼成表格，请核对。")
            return read(rejoined)
        }
        if tables == before && !lines.isEmpty && lastHeader == nil || tables == before && sheet.name != nil {
            log.add(.info, "sheet-without-table", message: "「\(sheet.name ?? "这一部分")」里没有目录表格，已跳过。")
        }
    }

    /// Whether lines without a header are the rest of the table before: as wide, and numbered or with boxes.
    private func goesOn(_ lines: [SourceSheet.Line], under header: TableHeader) -> Bool {
        guard let first = lines.first, first.cells.count == header.width, header.width >= 5, TableHeader(lines[...]) == nil else {
            return false
        }
        guard let number = header.index(of: .number) else { return lines.allSatisfy { $0.cells.count == header.width } }
        return lines.contains { line in number < line.cells.count && Int(line.cells[number].text) != nil }
    }

    /// The text of a line that holds nothing else: one cell, or one merged across.
    static func title(_ line: SourceSheet.Line) -> String? {
        let texts = line.cells.filter { !$0.text.isEmpty }
        guard let first = texts.first, texts.allSatisfy({ $0.text == first.text && ($0.isFromMerge || $0 == first) }) else { return nil }
        return first.text
    }

    private mutating func noteAliases(_ header: TableHeader, row: Int) {
        for column in header.columns where column.isAlias {
            log.add(
                .info, "alias-mapped", row: row, column: CatalogueText.oneLine(column.written),
                message: "表头「\(CatalogueText.oneLine(column.written))」按「\(column.column.heading)」读取。")
        }
        for column in [CatalogueColumn.timeLimit, .subjects] where !header.contains(column) {
            log.add(.info, "missing-column", row: row, column: column.heading, message: "这张表没有「\(column.heading)」列，该项留空。")
        }
    }

    /// - Returns: the index of the first line after the table.
    private mutating func readTable(
        _ lines: ArraySlice<SourceSheet.Line>, header: TableHeader, domain: inout DomainNames.Finding?, knowsMerges: Bool
    ) -> Int {
        var end = lines.startIndex
        while end < lines.endIndex, TableHeader(lines[end...]) == nil { end += 1 }
        var table = CatalogueTable(header: header, domain: domain, log: log, lines: lines[..<end])
        table.read()
        log = table.log
        items += table.items
        domain = table.domain
        return end
    }
}

/// Diagnostics as they come, with the sheet filled in, and not more than a person could ever read.
struct DiagnosticLog {
    private(set) var all: [Diagnostic] = []
    var sheet: String?
    private static let limit = 20_000

    mutating func add(_ severity: Diagnostic.Severity, _ code: String, row: Int? = nil, column: String? = nil, message: String) {
        guard all.count <= Self.limit else { return }
        if all.count == Self.limit {
            all.append(Diagnostic(severity: .warning, code: "diagnostics-truncated", message: "提示超过 \(Self.limit) 条，其余的不再列出。"))
            return
        }
        all.append(Diagnostic(severity: severity, code: code, sheet: sheet, row: row, column: column, message: message))
    }
}
