import Domain

/// The lists of random inspections as tables (清单、名录库).
package enum InspectionTables {
    package enum MatterColumn: String, Sendable, CaseIterable, Hashable {
        case name, basis, content, way, level

        package var headings: [String] {
            switch self {
            case .name: ["抽查事项", "事项名称", "抽查项目"]
            case .basis: ["抽查依据", "依据", "法律依据"]
            case .content: ["抽查内容", "内容", "检查内容"]
            case .way: ["抽查方式", "检查方式", "方式"]
            case .level: ["事项类别", "类别"]
            }
        }
    }

    package enum TargetColumn: String, Sendable, CaseIterable, Hashable {
        case name, code, address

        package var headings: [String] {
            switch self {
            case .name: ["检查对象名称", "检查对象", "名称", "企业名称"]
            case .code: ["代码", "统一社会信用代码", "登记号"]
            case .address: ["地址", "住所", "经营场所"]
            }
        }
    }

    package enum OfficerColumn: String, Sendable, CaseIterable, Hashable {
        case name, certificate

        package var headings: [String] {
            switch self {
            case .name: ["姓名", "执法人员"]
            case .certificate: ["执法证号", "执法证件号", "证号"]
            }
        }
    }

    package static func matters(
        _ bytes: [UInt8], mostRows: Int
    ) throws(UnreadableFile) -> [(line: Int, name: String, basis: String, content: String, way: String, level: String)] {
        let table = try HeadedTable<MatterColumn>.read(
            bytes, headings: \.headings, needed: MatterColumn.allCases, mostRows: mostRows)
        return table.rows.map { row in
            func cell(_ column: MatterColumn) -> String { tidied(row.cells[column]) }
            return (row.line, cell(.name), cell(.basis), cell(.content), cell(.way), cell(.level))
        }
    }

    package static func targets(
        _ bytes: [UInt8], mostRows: Int
    ) throws(UnreadableFile) -> [(line: Int, name: String, code: String, address: String)] {
        let table = try HeadedTable<TargetColumn>.read(bytes, headings: \.headings, needed: [.name], mostRows: mostRows)
        return table.rows.map { ($0.line, tidied($0.cells[.name]), tidied($0.cells[.code]), tidied($0.cells[.address])) }
    }

    package static func officers(
        _ bytes: [UInt8], mostRows: Int
    ) throws(UnreadableFile) -> [(line: Int, name: String, certificate: String)] {
        let table = try HeadedTable<OfficerColumn>.read(bytes, headings: \.headings, needed: OfficerColumn.allCases, mostRows: mostRows)
        // A column that nobody asked for is not kept, but identity numbers should not even be handed round.
        if let heading = table.unknown.first(where: { $0.contains("身份证") }) {
            throw UnreadableFile("名录库不保存身份证号码，请删去“\(heading)”这一栏后再导入。")
        }
        return table.rows.map { ($0.line, tidied($0.cells[.name]), tidied($0.cells[.certificate])) }
    }

    /// On one line, without white space at the ends.
    private static func tidied(_ text: String?) -> String {
        Folding.trimmed((text ?? "").split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
