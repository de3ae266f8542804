/// A column of the report's third table: who asked, or all together (国办公开办函〔2021〕30号).
package enum ReportColumn: String, Sendable, CaseIterable, Codable, Hashable {
    case person, business, research, welfare, legalService, otherOrganisation, total

    package init(_ kind: ApplicantKind) {
        self =
            switch kind {
            case .person: .person
            case .business: .business
            case .research: .research
            case .welfare: .welfare
            case .legalService: .legalService
            case .otherOrganisation: .otherOrganisation
            }
    }

    /// `nil` for the total.
    package var kind: ApplicantKind? { ApplicantKind(rawValue: rawValue) }
    package var name: String { kind?.name ?? "总计" }

    /// The six whose sum is the total.
    package static let parts = allCases.filter { $0 != .total }
}

/// A row of the report's third table, counted from 1 at 本年新收 to 25 at 结转下年度.
package struct ReportRow: Sendable, Hashable, Comparable, Identifiable {
    package let number: Int

    /// `nil` when the form has no such row.
    package init?(_ number: Int) {
        guard (1...25).contains(number) else { return nil }
        self.number = number
    }

    private init(known number: Int) { self.number = number }

    package init(_ outcome: RequestOutcome) { number = outcome.reportRow }

    package static let received = ReportRow(known: 1)
    package static let carriedIn = ReportRow(known: 2)
    package static let closed = ReportRow(known: 24)
    package static let carriedOver = ReportRow(known: 25)
    package static let all = (1...25).map(ReportRow.init(known:))
    /// 三、本年度办理结果, without its total.
    package static let outcomes = (3...23).map(ReportRow.init(known:))

    package var id: Int { number }
    package var outcome: RequestOutcome? { RequestOutcome.allCases.first { $0.reportRow == number } }
    /// As the form prints it.
    package var heading: String { Self.headings[number - 1] }
    package static func < (left: ReportRow, right: ReportRow) -> Bool { left.number < right.number }

    /// Over how many of the form's three heading columns its own heading goes: groups and 三、本年度办理结果 stand left of it.
    package var headingColumns: Int { (5...23).contains(number) ? 1 : (3...24).contains(number) ? 2 : 3 }

    /// The group's heading that stands left of it, with the number of rows that it spans; `nil` where the form has none.
    package var group: (heading: String, rows: Int)? {
        switch number {
        case 5: ("（三）不予公开", 8)
        case 13: ("（四）无法提供", 3)
        case 16: ("（五）不予处理", 5)
        case 21: ("（六）其他处理", 3)
        default: nil
        }
    }

    private static let headings = [
        "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1.属于国家秘密", "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "（七）总计", "四、结转下年度继续办理",
    ]
}

/// What was brought against the office over its disclosure (行政复议、行政诉讼): the three blocks of the fourth table.
package enum DisputeKind: String, Sendable, CaseIterable, Codable, Hashable {
    case review, suit, suitAfterReview

    package var name: String {
        switch self {
        case .review: "行政复议"
        case .suit: "未经复议直接起诉"
        case .suitAfterReview: "复议后起诉"
        }
    }
}

/// How a review or a lawsuit ended.
package enum DisputeResult: String, Sendable, CaseIterable, Codable, Hashable {
    case upheld, corrected, other

    package var name: String { DisputeColumn(self).name }
}

/// A column of the fourth table, within a block.
package enum DisputeColumn: String, Sendable, CaseIterable, Codable, Hashable {
    case upheld, corrected, other, pending, total

    package init(_ result: DisputeResult) {
        self =
            switch result {
            case .upheld: .upheld
            case .corrected: .corrected
            case .other: .other
            }
    }

    package var name: String {
        switch self {
        case .upheld: "结果维持"
        case .corrected: "结果纠正"
        case .other: "其他结果"
        case .pending: "尚未审结"
        case .total: "总计"
        }
    }

    package static let parts = allCases.filter { $0 != .total }
}

/// A figure of the second table (主动公开政府信息情况).
package enum ProactiveLine: String, Sendable, CaseIterable, Codable, Hashable {
    case regulationsMade = "regulations.made"
    case regulationsRepealed = "regulations.repealed"
    case regulationsInForce = "regulations.inForce"
    case normativeMade = "normativeDocuments.made"
    case normativeRepealed = "normativeDocuments.repealed"
    case normativeInForce = "normativeDocuments.inForce"
    case permits, penalties, coercion
    /// In 万元, with decimals.
    case fees

    package var name: String {
        switch self {
        case .regulationsMade: "规章本年制发件数"
        case .regulationsRepealed: "规章本年废止件数"
        case .regulationsInForce: "规章现行有效件数"
        case .normativeMade: "行政规范性文件本年制发件数"
        case .normativeRepealed: "行政规范性文件本年废止件数"
        case .normativeInForce: "行政规范性文件现行有效件数"
        case .permits: "行政许可本年处理决定数量"
        case .penalties: "行政处罚本年处理决定数量"
        case .coercion: "行政强制本年处理决定数量"
        case .fees: "行政事业性收费本年收费金额（万元）"
        }
    }

    package var allowsDecimals: Bool { self == .fees }
}

/// One cell of the report's tables, as a sentence names it.
package enum ReportCell: Sendable, Hashable {
    case two(ProactiveLine)
    case three(ReportRow, ReportColumn)
    case four(DisputeKind, DisputeColumn)

    /// `3.24.person`, `4.review.total`, `2.permits`: for other programs and for addresses.
    package var code: String {
        switch self {
        case .two(let line): "2.\(line.rawValue)"
        case .three(let row, let column): "3.\(row.number).\(column.rawValue)"
        case .four(let kind, let column): "4.\(kind.rawValue).\(column.rawValue)"
        }
    }

    package init?(code: some StringProtocol) {
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("2", 2...3):
            guard let line = ProactiveLine(rawValue: parts.dropFirst().joined(separator: ".")) else { return nil }
            self = .two(line)
        case ("3", 3):
            guard parts[1].utf8.count <= 2, let row = Int(parts[1]).flatMap(ReportRow.init),
                let column = ReportColumn(rawValue: String(parts[2]))
            else {
                return nil
            }
            self = .three(row, column)
        case ("4", 3):
            guard let kind = DisputeKind(rawValue: String(parts[1])), let column = DisputeColumn(rawValue: String(parts[2])) else {
                return nil
            }
            self = .four(kind, column)
        default: return nil
        }
    }

    package var name: String {
        switch self {
        case .two(let line): "表二“\(line.name)”"
        case .three(let row, let column): "表三第 \(row.number) 行“\(row.heading)”的“\(column.name)”列"
        case .four(let kind, let column): "表四“\(kind.name)”的“\(column.name)”"
        }
    }
}
