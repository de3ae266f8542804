/// Something in an annual report that does not agree with itself, with last year's report, or with the form.
package enum ReportProblem: Sendable, Hashable {
    /// Six kinds of applicants are not the total.
    case row(ReportRow, sum: Int, total: Int)
    /// 小计 that a template adds is not the sum of the five kinds of organisations.
    case subtotal(ReportRow, sum: Int, subtotal: Int)
    /// What is known of a row's six kinds is already more than the total.
    case rowExceeds(ReportRow, known: Int, total: Int)
    /// Rows 3 to 23 are not row 24.
    case outcomes(ReportColumn, sum: Int, total: Int)
    case outcomesExceed(ReportColumn, known: Int, total: Int)
    /// Rows 1 and 2 are not rows 24 and 25.
    case balance(ReportColumn, arrived: Int, left: Int)
    case dispute(DisputeKind, sum: Int, total: Int)
    case disputeExceeds(DisputeKind, known: Int, total: Int)
    /// A run of digits that no cutting makes a row whose six kinds are the total.
    case unreadableRow(ReportRow, digits: String)
    /// The same of the fourth table; the block, where it is known.
    case unreadableDisputes(DisputeKind?, digits: String)
    /// Digits that are no number, such as 012 or 1.5 where pieces are counted.
    case malformed(ReportCell, String)
    /// Several runs of digits can be cut in several ways, and none of them fulfils the identities of these columns.
    case noReading([ReportRow], [ReportColumn])

    /// More than one way of cutting fulfils all identities.
    case ambiguousRows([ReportRow])
    case ambiguousDisputes
    /// Fewer numbers than the form has cells; empty cells are not noughts.
    case incompleteRow(ReportRow, numbers: Int)
    case incompleteDisputes(numbers: Int)
    case noRow(ReportRow)
    /// The second, third or fourth table is not there in the form of 2021.
    case noTable(Int)
    case noColumns(Int)
    case noText
    /// 县级没有规章制定权
    case regulations(ProactiveLine, Int)
    case inForce(before: Int, made: Int, repealed: Int, now: Int)
    case carriedIn(ReportColumn, before: Int, now: Int)
    case narrative(ReportSection, phrase: String, written: Int, cell: ReportCell, table: Int)
    case copied(ReportSection, percent: Int)
    /// Section six does not say what was collected for processing information.
    case feesNotStated
    case notFilled([ReportCell])
    case sectionMissing(ReportSection)

    package enum Severity: String, Sendable, Hashable {
        /// A contradiction in the report itself.
        case hard
        /// To be looked at; there may be good reasons.
        case soft

        package var name: String { self == .hard ? "矛盾" : "提示" }
    }

    package var severity: Severity {
        switch self {
        case .row, .rowExceeds, .subtotal, .outcomes, .outcomesExceed, .balance, .dispute, .disputeExceeds, .unreadableRow,
            .unreadableDisputes, .noReading, .malformed:
            .hard
        case .ambiguousRows, .ambiguousDisputes, .incompleteRow, .incompleteDisputes, .noRow, .noTable, .noColumns, .noText, .regulations,
            .inForce,
            .carriedIn, .narrative, .copied, .feesNotStated, .notFilled, .sectionMissing:
            .soft
        }
    }

    /// The name of its kind for other programs.
    package var kind: String {
        switch self {
        case .row, .rowExceeds: "rowTotal"
        case .subtotal: "subtotal"
        case .outcomes, .outcomesExceed: "columnTotal"
        case .balance: "balance"
        case .dispute, .disputeExceeds: "disputeTotal"
        case .unreadableRow: "unreadableRow"
        case .unreadableDisputes: "unreadableDisputes"
        case .noReading: "noReading"
        case .malformed: "malformed"
        case .ambiguousRows: "ambiguousRows"
        case .ambiguousDisputes: "ambiguousDisputes"
        case .incompleteRow: "incompleteRow"
        case .incompleteDisputes: "incompleteDisputes"
        case .noRow: "rowMissing"
        case .noTable: "tableMissing"
        case .noColumns: "columnsMissing"
        case .noText: "noText"
        case .regulations: "regulations"
        case .inForce: "inForce"
        case .carriedIn: "carryOver"
        case .narrative: "narrative"
        case .copied: "copied"
        case .feesNotStated: "feesNotStated"
        case .notFilled: "notFilled"
        case .sectionMissing: "sectionMissing"
        }
    }

    /// The cells that it is about, the total last.
    package var cells: [ReportCell] {
        switch self {
        case .row(let row, _, _), .rowExceeds(let row, _, _), .subtotal(let row, _, _), .unreadableRow(let row, _),
            .incompleteRow(let row, _), .noRow(let row):
            ReportColumn.allCases.map { .three(row, $0) }
        case .outcomes(let column, _, _), .outcomesExceed(let column, _, _):
            (ReportRow.outcomes + [.closed]).map { .three($0, column) }
        case .balance(let column, _, _): [.received, .carriedIn, .closed, .carriedOver].map { .three($0, column) }
        case .dispute(let kind, _, _), .disputeExceeds(let kind, _, _), .unreadableDisputes(let kind?, _):
            DisputeColumn.allCases.map { .four(kind, $0) }
        case .noReading(let rows, let columns):
            rows.flatMap { row in (columns.isEmpty ? ReportColumn.allCases : columns).map { .three(row, $0) } }
        case .ambiguousRows(let rows): rows.flatMap { row in ReportColumn.allCases.map { .three(row, $0) } }
        case .regulations(let line, _): [.two(line)]
        case .inForce: [.two(.normativeMade), .two(.normativeRepealed), .two(.normativeInForce)]
        case .carriedIn(let column, _, _): [.three(.carriedIn, column)]
        case .narrative(_, _, _, let cell, _), .malformed(let cell, _): [cell]
        case .notFilled(let cells): cells
        case .unreadableDisputes(nil, _), .ambiguousDisputes, .incompleteDisputes, .noTable, .noColumns, .noText, .copied, .feesNotStated,
            .sectionMissing:
            []
        }
    }
}

extension ReportProblem {
    /// What does not agree: the cells and both numbers, in words.
    package var sentence: String {
        switch self {
        case .row(let row, let sum, let total): "表三第 \(row.number) 行“\(row.heading)”：自然人与五类法人或其他组织之和是 \(sum)，总计填的是 \(total)。"
        case .rowExceeds(let row, let known, let total):
            "表三第 \(row.number) 行“\(row.heading)”：已读出的各列之和 \(known) 已经超过总计 \(total)。"
        case .subtotal(let row, let sum, let subtotal):
            "表三第 \(row.number) 行“\(row.heading)”：五类法人或其他组织之和是 \(sum)，小计填的是 \(subtotal)。"
        case .outcomes(let column, let sum, let total): "表三“\(column.name)”列：第 3 行至第 23 行之和是 \(sum)，第 24 行“（七）总计”填的是 \(total)。"
        case .outcomesExceed(let column, let known, let total):
            "表三“\(column.name)”列：第 3 行至第 23 行已读出的各数之和 \(known) 已经超过第 24 行“（七）总计”的 \(total)。"
        case .balance(let column, let arrived, let left):
            "表三“\(column.name)”列：第 1 行新收加第 2 行上年结转是 \(arrived)，第 24 行办理结果总计加第 25 行结转下年度是 \(left)，两者应当相等。"
        case .dispute(let kind, let sum, let total): "表四“\(kind.name)”：维持、纠正、其他结果、尚未审结之和是 \(sum)，总计填的是 \(total)。"
        case .disputeExceeds(let kind, let known, let total): "表四“\(kind.name)”：已读出的各数之和 \(known) 已经超过总计 \(total)。"
        case .unreadableRow(let row, let digits):
            "表三第 \(row.number) 行“\(row.heading)”：数字“\(digits)”怎样断开都不能使前六列之和等于总计，这一行的勾稽关系不成立。"
        case .unreadableDisputes(let kind, let digits):
            "表四\(kind.map { "“\($0.name)”" } ?? "")：数字“\(digits)”怎样断开都不能使每组前四个数之和等于总计，勾稽关系不成立。"
        case .malformed(let cell, let text): "\(cell.name)填的是“\(text)”，不是规范的数字。"
        case .noReading(let rows, let columns):
            "表三第 \(Self.list(rows)) 行的数字连在一起，无论怎样断开，\(columns.isEmpty ? "各列" : columns.map { "“\($0.name)”" }.joined(separator: "、") + "列")的勾稽关系都不成立。"
        case .ambiguousRows(let rows): "表三第 \(Self.list(rows)) 行的数字连在一起，有不止一种断开方法符合全部勾稽关系，不能确定。"
        case .ambiguousDisputes: "表四的数字连在一起，有不止一种断开方法符合勾稽关系，不能确定。"
        case .incompleteRow(let row, let numbers): "表三第 \(row.number) 行“\(row.heading)”应有 7 个数，只读出 \(numbers) 个；空格不等于 0，应当填写。"
        case .incompleteDisputes(let numbers): "表四应有 15 个数，只读出 \(numbers) 个；空格不等于 0，应当填写。"
        case .noRow(let row): "表三没有找到第 \(row.number) 行“\(row.heading)”。"
        case .noTable(let number): "没有找到表\(Self.numeral(number))，或者不是国办公开办函〔2021〕30号的格式。"
        case .noColumns(let number): "表\(Self.numeral(number))的表头读不出来，各列无法确定。"
        case .noText: "没有正文，无法核对。"
        case .regulations(let line, let number): "表二“\(line.name)”是 \(number)；县级人民政府及其部门没有规章制定权，应当是 0。"
        case .inForce(let before, let made, let repealed, let now):
            "行政规范性文件：上年现行有效 \(before)，加本年制发 \(made)，减本年废止 \(repealed)，应当是 \(before + made - repealed)，本年现行有效填的是 \(now)。"
        case .carriedIn(let column, let before, let now): "表三“\(column.name)”列：上年报告结转下年度 \(before)，本年报告上年结转 \(now)，两者应当相等。"
        case .narrative(let section, let phrase, let written, let cell, let table):
            "“\(section.title)”中写的是“\(phrase)”（\(written)），\(cell.name)是 \(table)。"
        case .copied(let section, let percent): "“\(section.title)”有 \(percent)% 的文字与上年报告相同，内容不宜照抄。"
        case .feesNotStated: "“六、其他需要报告的事项”没有写明收取信息处理费的情况。"
        case .notFilled(let cells): "还没有填写：\(cells.map(\.name).joined(separator: "、"))。0 件填 0，没有该项职权填“不适用”。"
        case .sectionMissing(let section): "没有“\(section.title)”这一部分，六个部分都要有。"
        }
    }

    private static func list(_ rows: [ReportRow]) -> String { rows.map { String($0.number) }.joined(separator: "、") }
    private static func numeral(_ number: Int) -> String { ["一", "二", "三", "四"][min(max(number, 1), 4) - 1] }
}
