import CXlsxWriter
package import Domain

extension CatalogueExport {
    /// A workbook with one sheet for each field of work: the canonical header of two merged rows, set up to print on A4.
    package static func xlsx(_ entries: [CatalogueEntry], title: String) throws(UnwritableFile) -> [UInt8] {
        do {
            let folder = try TemporaryFolder()
            let path = "\(folder.path)/catalogue.xlsx"
            guard let workbook = workbook_new(path) else { throw UnwritableFile(reason: "不能生成 Excel 文件，请检查磁盘空间。") }
            write(entries, title: title, to: CatalogueWorkbook(workbook))
            let result = workbook_close(workbook)
            guard result == LXW_NO_ERROR else {
                throw UnwritableFile(reason: "生成 Excel 文件时出错：\(lxw_strerror(result).map { String(cString: $0) } ?? "")")
            }
            return try FileBytes.read(path)
        } catch let error as UnreadableFile {
            throw UnwritableFile(reason: "生成 Excel 文件时出错：\(error.reason)")
        } catch let error as UnwritableFile {
            throw error
        } catch {
            throw UnwritableFile(reason: "生成 Excel 文件时出错。")
        }
    }

    private static func write(_ entries: [CatalogueEntry], title: String, to workbook: CatalogueWorkbook) {
        var order: [String?] = []
        var groups: [String?: [CatalogueEntry]] = [:]
        for entry in entries {
            if groups[entry.domain] == nil { order.append(entry.domain) }
            groups[entry.domain, default: []].append(entry)
        }
        if order.isEmpty { order = [nil] }
        for (index, domain) in order.enumerated() {
            workbook.addSheet(groups[domain] ?? [], domain: domain, title: title, number: index + 1)
        }
    }
}

/// The sheets of an exported catalogue, written with libxlsxwriter.
private struct CatalogueWorkbook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let titleFormat: UnsafeMutablePointer<lxw_format>?
    private let headFormat: UnsafeMutablePointer<lxw_format>?
    private let textFormat: UnsafeMutablePointer<lxw_format>?
    private let tickFormat: UnsafeMutablePointer<lxw_format>?

    /// A column: its heading, the group over it, its width in characters, and what it shows of an entry.
    private struct Column {
        let group: String
        let name: String
        let width: Double
        var isTick = false
        let text: (CatalogueEntry, Int) -> String
    }

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        self.workbook = workbook
        titleFormat = Self.format(workbook, size: 16, isBold: true, isBordered: false, isCentred: true)
        headFormat = Self.format(workbook, size: 10, isBold: true, isBordered: true, isCentred: true)
        textFormat = Self.format(workbook, size: 10, isBold: false, isBordered: true, isCentred: false)
        tickFormat = Self.format(workbook, size: 10, isBold: false, isBordered: true, isCentred: true)
    }

    func addSheet(_ entries: [CatalogueEntry], domain: String?, title: String, number: Int) {
        guard let sheet = workbook_add_worksheet(workbook, sheetName(domain, number)) else { return }
        let isStandard = domain.map { name in DisclosureDomain.standard.contains { $0.name == name } } ?? false
        let columns = columns(entries, hasDomain: domain != nil && !isStandard)
        let last = lxw_col_t(columns.count - 1)
        worksheet_merge_range(sheet, 0, 0, 0, last, title, titleFormat)
        var row: lxw_row_t = 1
        if let domain, isStandard {
            worksheet_merge_range(sheet, row, 0, row, last, "\(domain)领域基层政务公开标准目录", titleFormat)
            row += 1
        }
        writeHeader(columns, sheet, row)
        worksheet_repeat_rows(sheet, row, row + 1)
        row += 2
        worksheet_freeze_panes(sheet, row, 0)
        for (index, entry) in entries.enumerated() {
            for (place, column) in columns.enumerated() {
                worksheet_write_string(
                    sheet, row, lxw_col_t(place), column.text(entry, index + 1), column.isTick ? tickFormat : textFormat)
            }
            row += 1
        }
        for (place, column) in columns.enumerated() { worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), column.width, nil) }
        worksheet_set_landscape(sheet)
        // 9 is A4 in the list of paper sizes that Excel uses.
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页")
        worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6)
    }

    /// Two rows: columns of one group under a merged heading, the others merged downwards.
    private func writeHeader(_ columns: [Column], _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t) {
        var start = 0
        while start < columns.count {
            let group = columns[start].group
            var end = start
            while end + 1 < columns.count, !group.isEmpty, columns[end + 1].group == group { end += 1 }
            if group.isEmpty {
                worksheet_merge_range(sheet, row, lxw_col_t(start), row + 1, lxw_col_t(start), columns[start].name, headFormat)
            } else {
                // libxlsxwriter refuses to merge a single cell.
                if end > start {
                    worksheet_merge_range(sheet, row, lxw_col_t(start), row, lxw_col_t(end), group, headFormat)
                } else {
                    worksheet_write_string(sheet, row, lxw_col_t(start), group, headFormat)
                }
                for index in start...end { worksheet_write_string(sheet, row + 1, lxw_col_t(index), columns[index].name, headFormat) }
            }
            start = end + 1
        }
    }

    private func columns(_ entries: [CatalogueEntry], hasDomain: Bool) -> [Column] {
        let depth = CatalogueExport.levelCount(entries)
        var columns = [Column(group: "", name: "序号", width: 5, isTick: true) { _, number in String(number) }]
        if hasDomain { columns.append(Column(group: "", name: "领域", width: 12) { entry, _ in entry.domain ?? "" }) }
        for level in 0..<depth {
            columns.append(
                Column(group: "公开事项", name: CatalogueExport.levelNames[level], width: 14) { entry, _ in
                    CatalogueExport.levels(entry, depth)[level]
                })
        }
        columns += [
            Column(group: "", name: "公开内容（要素）", width: 28) { entry, _ in CatalogueExport.elementText(entry) },
            Column(group: "", name: "公开依据", width: 30) { entry, _ in entry.bases.joined(separator: "\n") },
            Column(group: "", name: "公开时限", width: 16) { entry, _ in entry.timeLimit?.text ?? "" },
            Column(group: "", name: "公开主体", width: 14) { entry, _ in entry.subjects.joined(separator: "、") },
            Column(group: "", name: "公开渠道和载体", width: 40) { entry, _ in CatalogueExport.boxes(entry) },
            tick("公开对象", "全社会") { $0.audience.everyone }, tick("公开对象", "特定群体") { $0.audience.specific },
            tick("公开方式", "主动") { $0.modes.contains(.proactive) }, tick("公开方式", "依申请") { $0.modes.contains(.onRequest) },
        ]
        let used = Set(entries.flatMap(\.tiers)).union([.county, .township])
        columns += Tier.allCases.filter(used.contains).map { tier in self.tick("公开层级", tier.rawValue) { $0.tiers.contains(tier) } }
        if entries.contains(where: { !$0.stages.isEmpty }) {
            columns.append(Column(group: "", name: "五公开", width: 10) { entry, _ in entry.stages.map(\.rawValue).joined(separator: "、") })
        }
        return columns
    }

    private func tick(_ group: String, _ name: String, _ isOn: @escaping (CatalogueEntry) -> Bool) -> Column {
        Column(group: group, name: name, width: 6, isTick: true) { entry, _ in isOn(entry) ? "√" : "" }
    }

    /// Excel allows 31 characters without `[]:*?/\` in a sheet's name, and no two alike.
    private func sheetName(_ domain: String?, _ number: Int) -> String {
        let allowed = (domain ?? "目录").unicodeScalars.filter { !"[]:*?/\\'".unicodeScalars.contains($0) }.prefix(24)
        let name = String(String.UnicodeScalarView(allowed))
        let isPlain = domain == nil || domain == name
        return isPlain && !name.isEmpty ? name : "\(number) \(name)"
    }

    private static func format(
        _ workbook: UnsafeMutablePointer<lxw_workbook>, size: Double, isBold: Bool, isBordered: Bool, isCentred: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        format_set_font_name(format, isBold ? "黑体" : "宋体")
        format_set_font_size(format, size)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if isBold { format_set_bold(format) }
        if isBordered { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if isCentred { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
        return format
    }
}
