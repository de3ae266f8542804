/// The units of a county as a table lists them (单位名录).
package struct UnitTable: Sendable {
    package struct Row: Sendable, Hashable {
        /// As written; checked to be usable in an address.
        package let code: String
        package let name: String
        package let shortName: String
        package let kind: OrganisationUnit.Kind?
        /// Code or name of the unit above, as written; empty when there is none.
        package let parent: String
        package let contact: OrganisationUnit.Contact
        /// 机构职能
        package let duties: String
        /// Other names under which files mention the unit.
        package let aliases: [String]
        package let sheet: String?
        /// 1-based line of the source.
        package let line: Int
    }

    package var rows: [Row]
    package var diagnostics: [Diagnostic]

    package init(rows: [Row] = [], diagnostics: [Diagnostic] = []) {
        self.rows = rows
        self.diagnostics = diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads tables of units.
package enum UnitTableReader {
    private enum Field { case code, name, shortName, kind, parent, address, hours, phone, fax, email, head, duties, aliases }

    private static let names: [Field: [String]] = [
        .code: ["单位代码", "代码", "编码", "机构代码", "单位编码", "code"],
        .name: ["单位名称", "名称", "机构名称", "单位全称", "全称", "单位"],
        .shortName: ["简称", "单位简称", "机构简称"],
        .kind: ["类型", "单位类型", "机构类型", "类别", "单位性质", "性质"],
        .parent: ["上级", "上级单位", "主管单位", "上级代码", "上级单位代码", "隶属", "隶属单位", "主管部门"],
        .address: ["地址", "办公地址", "单位地址", "办公地点"],
        .hours: ["办公时间", "工作时间", "对外办公时间"],
        .phone: ["电话", "联系电话", "办公电话", "联系方式"],
        .fax: ["传真", "传真号码"],
        .email: ["邮箱", "电子邮箱", "电子邮件", "电子信箱"],
        .head: ["负责人", "主要负责人", "负责人姓名", "单位负责人"],
        .duties: ["机构职能", "职能", "主要职责", "主要职能", "职责"],
        .aliases: ["别名", "其他名称", "曾用名", "又称"],
    ]

    package static func read(_ sheets: [SourceSheet]) -> UnitTable {
        var log = DiagnosticLog()
        let table = LabelledTable<Field>(sheets, names: names, required: [.code, .name])
        if table.isEmpty { log.add(.error, "no-table", message: "没有找到单位表：表头至少要有「单位代码」和「单位名称」两列，请检查文件。") }
        var rows: [UnitTable.Row] = []
        var lines: [String: Int] = [:]
        for row in table.rows {
            guard let unit = unit(row, log: &log) else { continue }
            if let first = lines.updateValue(row.number, forKey: unit.code) {
                log.add(
                    .error, "duplicate-code", row: row.number, column: "单位代码",
                    message: "第 \(row.number) 行的代码「\(unit.code)」与第 \(first) 行相同，请改成不同的代码。")
            }
            rows.append(unit)
        }
        let known = Set(rows.flatMap { [$0.code, $0.name, $0.shortName] })
        for row in rows where !row.parent.isEmpty && !known.contains(row.parent) {
            log.sheet = row.sheet
            log.add(.warning, "unknown-parent", row: row.line, column: "上级", message: "第 \(row.line) 行的上级「\(row.parent)」不在这张表里，请核对。")
        }
        return UnitTable(rows: rows, diagnostics: log.all)
    }

    private static func unit(_ row: LabelledTable<Field>.Row, log: inout DiagnosticLog) -> UnitTable.Row? {
        log.sheet = row.sheet
        let code = row.text(.code)
        let name = CatalogueText.oneLine(row.text(.name))
        guard !name.isEmpty else {
            log.add(.warning, "missing-name", row: row.number, column: "单位名称", message: "第 \(row.number) 行没有单位名称，没有读取，请补上。")
            return nil
        }
        if !isUsable(code) {
            log.add(
                .error, "bad-code", row: row.number, column: "单位代码",
                message: "第 \(row.number) 行的单位代码「\(String(code.prefix(40)))」不能用：只能用字母、数字和连字符，最多 40 个字符。")
        }
        let kind = row.texts[.kind].flatMap(kind)
        if kind == nil, let written = row.texts[.kind] {
            log.add(
                .warning, "unknown-kind", row: row.number, column: "类型",
                message: "第 \(row.number) 行的类型「\(written)」不认识，请填政府、部门、乡镇、村、事业单位或其他。")
        }
        let contact = OrganisationUnit.Contact(
            address: CatalogueText.oneLine(row.text(.address)), officeHours: row.text(.hours), phone: row.text(.phone), fax: row.text(.fax),
            email: row.text(.email), head: row.text(.head))
        return UnitTable.Row(
            code: code, name: name, shortName: CatalogueText.oneLine(row.text(.shortName)), kind: kind, parent: row.text(.parent),
            contact: contact,
            duties: row.text(.duties), aliases: ListSplitting.subjects(row.text(.aliases)), sheet: row.sheet, line: row.number)
    }

    /// ASCII letters, digits and hyphens, 1 to 40 of them.
    private static func isUsable(_ code: String) -> Bool {
        (1...40).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
                default: false
                }
            }
    }

    private static func kind(_ text: String) -> OrganisationUnit.Kind? {
        let kinds: [(OrganisationUnit.Kind, [String])] = [
            (.government, ["政府", "县政府", "人民政府", "县人民政府", "government"]),
            (.department, ["部门", "工作部门", "政府部门", "县直部门", "派出机构", "职能部门", "组成部门", "department", "县直单位", "政府工作部门"]),
            (.township, ["乡镇", "镇", "乡", "街道", "乡镇街道", "街道办事处", "乡镇人民政府", "township"]),
            (.village, ["村", "社区", "村居", "村社区", "村委会", "居委会", "村民委员会", "village"]),
            (.institution, ["事业单位", "企事业单位", "公共企事业单位", "国有企业", "institution", "学校", "医院"]), (.other, ["其他", "其它", "other", "群团", "党委部门"]),
        ]
        let key = CatalogueText.key(text).lowercased()
        return kinds.first { $0.1.contains(key) }?.0
    }
}
