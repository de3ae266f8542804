import Domain

/// A table of requests that came in (批量登记的清单): its first filled line names the columns, each further line is a request.
package struct RequestTable: Sendable, Hashable {
    /// What a column holds. The raw values are the names of the fields of a clerk's form.
    package enum Column: String, Sendable, CaseIterable, Hashable {
        case channel, submitted, received, confirmed, misdirected, oral, unit
        case kind, name, document, documentNumber, representative, contactPerson, phone, email, address, postcode
        case description, number, features, carrier, delivery, note, duplicate

        /// As the template heads it; the first one, and others that people use.
        package var headings: [String] {
            switch self {
            case .channel: ["申请方式", "申请渠道", "渠道"]
            case .submitted: ["提交日期", "寄出日期", "申请日期"]
            case .received: ["签收或者到达日期", "收到日期", "签收日期", "接收时间"]
            case .confirmed: ["确认日期"]
            case .misdirected: ["误投收到日期"]
            case .oral: ["口头申请"]
            case .unit: ["受理单位", "办理单位"]
            case .kind: ["申请人类型"]
            case .name: ["姓名或者单位名称", "申请人", "姓名", "单位名称"]
            case .document: ["身份证明", "证件类型", "证件名称"]
            case .documentNumber: ["证件号码", "身份证号", "统一社会信用代码"]
            case .representative: ["法定代表人或者负责人", "法定代表人", "负责人"]
            case .contactPerson: ["联系人"]
            case .phone: ["联系电话", "电话"]
            case .email: ["电子邮箱", "邮箱"]
            case .address: ["通信地址", "地址"]
            case .postcode: ["邮政编码", "邮编"]
            case .description: ["申请内容", "所需信息的名称或者内容", "内容描述"]
            case .number: ["文号"]
            case .features: ["其他特征"]
            case .carrier: ["获取形式", "提供载体"]
            case .delivery: ["获取途径", "获取方式"]
            case .note: ["备注"]
            case .duplicate: ["重复仍登记"]
            }
        }

        package var heading: String { headings[0] }

        /// Without these nothing can be registered.
        package static let needed: [Column] = [.channel, .kind]
    }

    /// One request as it stands in the table.
    package struct Row: Sendable, Hashable {
        /// 1-based, as the office program shows it.
        package let line: Int
        package let cells: [Column: String]
    }

    package let rows: [Row]
    /// Headings that are not understood; their columns are left out.
    package let unknown: [String]

    /// - Throws: `UnreadableFile` when it is no table, has no such columns, or too many rows.
    package static func read(_ bytes: [UInt8], mostRows: Int) throws(UnreadableFile) -> RequestTable {
        let file = try TableFile.read(bytes)
        switch file.kind {
        case .workbook, .oldWorkbook, .text: break
        case .wordDocument, .webPage: throw UnreadableFile("这不是表格文件；请提供 xlsx、xls 或者 csv 格式的清单。")
        }
        let lines = file.sheets.first { !$0.isHidden && !$0.lines.isEmpty }?.lines.filter { $0.cells.contains { !$0.text.isEmpty } } ?? []
        guard let head = lines.first else { throw UnreadableFile("文件里没有内容。") }
        var columns: [Int: Column] = [:]
        var unknown: [String] = []
        for (place, cell) in head.cells.enumerated() where !cell.text.isEmpty {
            let text = plain(cell.text)
            if let column = Column.allCases.first(where: { $0.headings.contains(text) }), !columns.values.contains(column) {
                columns[place] = column
            } else {
                unknown.append(String(cell.text.prefix(40)))
            }
        }
        for column in Column.needed where !columns.values.contains(column) {
            throw UnreadableFile("第一行是表头，缺少“\(column.heading)”这一栏。请对照页面上的栏目说明。")
        }
        guard lines.count - 1 <= mostRows else { throw UnreadableFile("有 \(lines.count - 1) 行，一次最多登记 \(mostRows) 件，请分成几个文件。") }
        guard lines.count > 1 else { throw UnreadableFile("只有表头，没有申请。") }
        let rows = lines.dropFirst().map { line in
            var cells: [Column: String] = [:]
            for (place, column) in columns where place < line.cells.count && !line.cells[place].text.isEmpty {
                cells[column] = line.cells[place].text
            }
            return Row(line: line.number, cells: cells)
        }
        return RequestTable(rows: rows, unknown: Array(unknown.prefix(50)))
    }

    private static func plain(_ heading: String) -> String {
        String(String.UnicodeScalarView(heading.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" && $0 != "：" }))
    }
}
