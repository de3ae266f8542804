import CXlsxWriter

/// A ledger as a workbook (台账): one sheet with a title, a header that stays in sight and on every page, set up to print on A4.
package enum LedgerWorkbook {
    /// A column: its heading and its width in characters.
    package struct Column: Sendable, Hashable {
        package var heading: String
        package var width: Double

        package init(_ heading: String, width: Double) {
            self.heading = heading
            self.width = width
        }
    }

    /// What Excel can hold below title, note and header.
    package static let mostRows = 1_000_000
    package static let mostColumns = 200
    /// Excel cuts longer texts.
    private static let longestText = 32_000

    /// - Parameters:
    ///   - note: a line under the title, such as the unit and the day; empty for none.
    ///   - rows: text, written as it is; days as ISO text. Missing cells at the end of a row are empty.
    package static func xlsx(
        columns: [Column], rows: [[String]], title: String, note: String = "", sheet: String = "台账"
    ) throws(UnwritableFile) -> [UInt8] {
        guard (1...mostColumns).contains(columns.count), rows.count <= mostRows else {
            throw UnwritableFile(reason: "台账最多 \(mostColumns) 列、\(mostRows) 行，请缩小范围后再导出。")
        }
        return try TemporaryFolder.lent { folder throws(UnreadableFile) in
            let path = "\(folder.path)/ledger.xlsx"
            guard let workbook = workbook_new(path) else { throw UnreadableFile("不能生成 Excel 文件，请检查磁盘空间。") }
            write(columns, rows, title: title, note: note, sheet: sheet, to: workbook)
            let result = workbook_close(workbook)
            guard result == LXW_NO_ERROR else {
                throw UnreadableFile("生成 Excel 文件时出错：\(lxw_strerror(result).map { String(cString: $0) } ?? "")")
            }
            return try FileBytes.read(path, limit: PDFPrinter.largest)
        }
    }

    private static func write(
        _ columns: [Column], _ rows: [[String]], title: String, note: String, sheet name: String,
        to workbook: UnsafeMutablePointer<lxw_workbook>
    ) {
        guard let sheet = workbook_add_worksheet(workbook, name) else { return }
        let last = lxw_col_t(columns.count - 1)
        let titleFormat = format(workbook, size: 16, isBold: true, isBordered: false, isCentred: true)
        let noteFormat = format(workbook, size: 10, isBold: false, isBordered: false, isCentred: false)
        let headFormat = format(workbook, size: 10, isBold: true, isBordered: true, isCentred: true)
        let textFormat = format(workbook, size: 10, isBold: false, isBordered: true, isCentred: false)
        var row: lxw_row_t = 0
        for (text, format) in [(title, titleFormat), (note, noteFormat)] where !text.isEmpty {
            // libxlsxwriter refuses to merge a single cell.
            if last > 0 {
                worksheet_merge_range(sheet, row, 0, row, last, text, format)
            } else {
                worksheet_write_string(sheet, row, 0, text, format)
            }
            row += 1
        }
        for (place, column) in columns.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), column.width, nil)
            worksheet_write_string(sheet, row, lxw_col_t(place), column.heading, headFormat)
        }
        worksheet_repeat_rows(sheet, row, row)
        row += 1
        worksheet_freeze_panes(sheet, row, 0)
        for cells in rows {
            for place in columns.indices {
                let text = place < cells.count ? cells[place] : ""
                worksheet_write_string(sheet, row, lxw_col_t(place), shortened(text), textFormat)
            }
            row += 1
        }
        worksheet_set_landscape(sheet)
        // 9 is A4 in the list of paper sizes that Excel uses.
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页")
        worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6)
    }

    private static func shortened(_ text: String) -> String {
        text.utf16.count <= longestText ? text : String(text.unicodeScalars.prefix(longestText / 2)) + "……"
    }

    private static func format(
        _ workbook: UnsafeMutablePointer<lxw_workbook>, size: Double, isBold: Bool, isBordered: Bool, isCentred: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        format_set_font_name(format, isBold ? "黑体" : "宋体")
        format_set_font_size(format, size)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if isBordered { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if isCentred { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
        return format
    }
}
