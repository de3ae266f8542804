import CFreeXL
import Domain
import Glibc

/// Reads an old binary workbook (.xls). FreeXL gives the cells; merged cells and hidden sheets, of which it does not tell, are taken from the
/// same records here ([MS-XLS] 2.4.28 BoundSheet8, 2.4.90 Dimensions, 2.4.168 MergeCells).
enum OldWorkbookReader {
    static func sheets(_ file: UnsafeRawBufferPointer, workbook: [UInt8]) throws(UnreadableFile) -> [SourceSheet] {
        let outline = try workbook.withUnsafeBufferPointer { bytes throws(UnreadableFile) in
            try OldWorkbookOutline(UnsafeRawBufferPointer(bytes))
        }
        if outline.isEncrypted { throw .encrypted }
        let folder = try TemporaryFolder()
        let path = try folder.write(file, as: "workbook.xls")
        var handle: UnsafeRawPointer?
        let result = freexl_open(path, &handle)
        defer { if let handle { freexl_close(handle) } }
        guard result == FREEXL_OK, let handle else {
            throw UnreadableFile("旧版 Excel 文件（.xls）读不出来（错误 \(result)），请用 Excel 或 WPS 另存为 .xlsx 后再试。")
        }
        var count: UInt32 = 0
        guard freexl_get_info(handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count) == FREEXL_OK, count <= UInt32(ReadingLimits.sheets) else {
            throw .truncated
        }
        var budget = CellBudget()
        var sheets: [SourceSheet] = []
        for index in 0..<UInt16(count) {
            var name: UnsafePointer<CChar>?
            freexl_get_worksheet_name(handle, index, &name)
            var sheet = SourceSheet(name: name.map { String(cString: $0) }, knowsMerges: outline.knowsSheets)
            sheet.lines = try lines(handle, sheet: index, budget: &budget)
            if let entry = outline.sheets[safely: Int(index)] {
                sheet.isHidden = entry.isHidden
                try MergedRegion.expand(entry.merges, in: &sheet.lines, budget: &budget)
            }
            sheets.append(sheet)
        }
        return sheets
    }

    private static func lines(
        _ handle: UnsafeRawPointer, sheet: UInt16, budget: inout CellBudget
    ) throws(UnreadableFile) -> [SourceSheet.Line] {
        var rows: UInt32 = 0
        var columns: UInt16 = 0
        guard freexl_select_active_worksheet(handle, sheet) == FREEXL_OK, freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK else {
            throw .truncated
        }
        var lines: [SourceSheet.Line] = []
        for row in 0..<rows {
            var cells: [SourceSheet.Cell] = []
            for column in 0..<columns {
                var value = FreeXL_CellValue()
                guard freexl_get_cell_value(handle, row, column, &value) == FREEXL_OK else { throw .truncated }
                let text = text(of: value)
                if text.isEmpty { continue }
                try budget.take(cells: 1, bytes: text.utf8.count)
                while cells.count <= Int(column) { cells.append(SourceSheet.Cell("")) }
                cells[Int(column)].text = text
            }
            if cells.isEmpty { continue }
            try budget.take(cells: Int(columns) - cells.count)
            while cells.count < Int(columns) { cells.append(SourceSheet.Cell("")) }
            lines.append(SourceSheet.Line(number: Int(row) + 1, cells: cells))
        }
        return lines
    }

    private static func text(of value: FreeXL_CellValue) -> String {
        switch Int32(value.type) {
        case FREEXL_CELL_INT: return String(value.value.int_value)
        case FREEXL_CELL_DOUBLE:
            let number = value.value.double_value
            return number.rounded() == number && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT, FREEXL_CELL_DATE, FREEXL_CELL_DATETIME, FREEXL_CELL_TIME:
            guard let text = value.value.text_value else { return "" }
            return CellText.trimmed(UnsafeRawBufferPointer(start: text, count: strlen(text)).bindMemory(to: UInt8.self))
        default: return ""
        }
    }
}

extension Array {
    /// The element at that place, if there is one.
    fileprivate subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// What the records of a binary workbook tell beside the cells.
struct OldWorkbookOutline {
    struct Sheet {
        var isHidden: Bool
        var start: Int
        var merges: [MergedRegion] = []
    }

    private(set) var sheets: [Sheet] = []
    private(set) var isEncrypted = false
    /// False when the records are of a version before Excel 97, which holds no merges in this form.
    private(set) var knowsSheets = false

    init(_ stream: UnsafeRawBufferPointer) throws(UnreadableFile) {
        try readSheetList(stream)
        var area = 0
        for index in sheets.indices {
            let start = sheets[index].start
            try Self.records(stream, from: start) { kind, body throws(UnreadableFile) in
                switch kind {
                case 0x00E5: try addMerges(body, to: index)
                case 0x0200 where body.count >= 14:
                    // FreeXL makes room for the whole area at once.
                    area += Int(Self.word(body, 4)) * Int(Self.half(body, 10))
                    if area > 8 * ReadingLimits.cells { throw .tooManyCells }
                default: break
                }
            }
        }
    }

    private mutating func readSheetList(_ stream: UnsafeRawBufferPointer) throws(UnreadableFile) {
        var found: [Sheet] = []
        var isLocked = false
        var isModern = false
        try Self.records(stream, from: 0) { kind, body throws(UnreadableFile) in
            switch kind {
            case 0x0809 where body.count >= 2: isModern = Self.half(body, 0) == 0x0600
            case 0x002F: isLocked = true
            case 0x0085 where body.count >= 6: found.append(Sheet(isHidden: body[body.startIndex + 4] & 3 != 0, start: Int(Self.word(body, 0))))
            default: break
            }
            if found.count > ReadingLimits.sheets { throw .tooBig("工作表超过 \(ReadingLimits.sheets) 个") }
        }
        sheets = found
        isEncrypted = isLocked
        knowsSheets = isModern
    }

    private mutating func addMerges(_ body: Slice<UnsafeRawBufferPointer>, to sheet: Int) throws(UnreadableFile) {
        guard body.count >= 2 else { return }
        for offset in stride(from: 2, to: body.count - 7, by: 8) {
            let rows = (Int(Self.half(body, offset)) + 1, Int(Self.half(body, offset + 2)) + 1)
            let columns = (Int(Self.half(body, offset + 4)) + 1, Int(Self.half(body, offset + 6)) + 1)
            if let region = MergedRegion(rows: rows, columns: columns) { sheets[sheet].merges.append(region) }
        }
        if sheets[sheet].merges.count > ReadingLimits.merges { throw .tooBig("合并单元格超过 \(ReadingLimits.merges) 处") }
    }

    /// Goes through the records of one substream: from its BOF to its EOF.
    private static func records(
        _ stream: UnsafeRawBufferPointer, from start: Int,
        _ visit: (_ kind: UInt16, _ body: Slice<UnsafeRawBufferPointer>) throws(UnreadableFile) -> Void
    ) throws(UnreadableFile) {
        var offset = start
        while offset + 4 <= stream.count {
            let kind = half(stream[...], offset)
            let end = offset + 4 + Int(half(stream[...], offset + 2))
            guard end <= stream.count else { throw .truncated }
            if kind == 0x000A { return }
            try visit(kind, stream[(offset + 4)..<end])
            offset = end
        }
    }

    private static func half(_ bytes: Slice<UnsafeRawBufferPointer>, _ offset: Int) -> UInt16 {
        let start = bytes.startIndex + offset
        return UInt16(bytes[start]) | UInt16(bytes[start + 1]) << 8
    }

    private static func word(_ bytes: Slice<UnsafeRawBufferPointer>, _ offset: Int) -> UInt32 {
        UInt32(half(bytes, offset)) | UInt32(half(bytes, offset + 2)) << 16
    }
}
