/// Accounts to be, as a table lists them (账号名单).
package struct AccountTable: Sendable {
    package struct Row: Sendable, Hashable {
        package let login: String
        package let name: String
        package let email: String
        /// Name, short name, alias or code of the unit, as written.
        package let unit: String
        /// The words for the roles, as written.
        package let roles: [String]
        /// 1-based line of the source.
        package let line: Int
    }

    package var rows: [Row]
    package var diagnostics: [Diagnostic]

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads tables of accounts.
package enum AccountTableReader {
    private enum Field { case login, name, email, unit, roles }

    private static let names: [Field: [String]] = [
        .login: ["登录名", "账号", "帐号", "用户名", "登录账号", "login"],
        .name: ["姓名", "名字", "人员姓名", "name"],
        .email: ["邮箱", "电子邮箱", "电子邮件", "email"],
        .unit: ["单位", "单位名称", "所在单位", "部门", "单位代码", "unit"],
        .roles: ["岗位", "角色", "岗位角色", "职责", "role"],
    ]

    package static func read(_ sheets: [SourceSheet]) -> AccountTable {
        var log = DiagnosticLog()
        let table = LabelledTable<Field>(sheets, names: names, required: [.login, .name, .unit, .roles])
        if table.isEmpty {
            log.add(.error, "no-table", message: "没有找到账号表：表头要有「登录名」「姓名」「单位」「岗位」四列（可以另有「邮箱」），请检查文件。")
        }
        var rows: [AccountTable.Row] = []
        for row in table.rows {
            log.sheet = row.sheet
            for (field, label) in [(Field.login, "登录名"), (.name, "姓名"), (.unit, "单位"), (.roles, "岗位")] where row.text(field).isEmpty {
                log.add(.error, "missing", row: row.number, column: label, message: "第 \(row.number) 行没有\(label)，请补上。")
            }
            rows.append(
                AccountTable.Row(
                    login: LoginName.read(row.text(.login)), name: CatalogueText.oneLine(row.text(.name)), email: row.text(.email),
                    unit: CatalogueText.oneLine(row.text(.unit)),
                    roles: row.text(.roles).split { "、,，;；/ \n".contains($0) }.map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty },
                    line: row.number))
        }
        return AccountTable(rows: rows, diagnostics: log.all)
    }
}
