/// What a county decides about its requests besides the numbers of the law (依申请公开设置).
package struct RequestSettings: Sendable, Hashable, Codable {
    /// Columns of the ledger in its order, by the names of `LedgerColumn`.
    package var columns: [LedgerColumn]
    /// 上一级人民政府: to whom one applies for review of what the county itself decided.
    package var superior: String
    /// Empty for 有管辖权的人民法院.
    package var court: String
    /// Where one applies for review on line (行政复议法 Art. 22).
    package var onlineReview: String
    /// 缴纳方式: where and how a fee is paid.
    package var payment: String
    /// Where complaints and petitions are taken (条例 Art. 39).
    package var petitionChannel: String

    package init(
        columns: [LedgerColumn] = LedgerColumn.usual, superior: String = "", court: String = "", onlineReview: String = "",
        payment: String = "", petitionChannel: String = ""
    ) {
        self.columns = columns
        self.superior = superior
        self.court = court
        self.onlineReview = onlineReview
        self.payment = payment
        self.petitionChannel = petitionChannel
    }

    package static let longestText = 500

    /// Whether every text is within bounds and there is a column.
    package var isValid: Bool {
        !columns.isEmpty && Set(columns).count == columns.count
            && [superior, court, onlineReview, payment, petitionChannel].allSatisfy { $0.unicodeScalars.count <= Self.longestText }
    }
}

/// A column of the ledger (台账). 接收时间、申请内容、办理情况概述、办理结果、办结时间 are what S 003 clause 14 wants; a county may add and order.
package enum LedgerColumn: String, Sendable, CaseIterable, Codable, Hashable {
    case number, unit, channel, applicantKind, received, content, carrier, due, state, course, outcome, closed, handler, letter, served
    case dispute, fee, note

    package var heading: String {
        switch self {
        case .number: "申请编号"
        case .unit: "办理单位"
        case .channel: "申请方式"
        case .applicantKind: "申请人类型"
        case .received: "接收时间"
        case .content: "申请内容"
        case .carrier: "提供方式"
        case .due: "答复期限"
        case .state: "办理状态"
        case .course: "办理情况概述"
        case .outcome: "办理结果"
        case .closed: "办结时间"
        case .handler: "经办人"
        case .letter: "答复文号"
        case .served: "送达情况"
        case .dispute: "复议诉讼"
        case .fee: "信息处理费（元）"
        case .note: "备注"
        }
    }

    /// In characters, for print.
    package var width: Double {
        switch self {
        case .content, .course: 36
        case .outcome, .unit, .served, .dispute, .note: 18
        case .number, .letter: 16
        case .channel, .applicantKind, .received, .carrier, .due, .state, .closed, .handler, .fee: 11
        }
    }

    package static let usual: [LedgerColumn] = [
        .number, .unit, .channel, .applicantKind, .received, .content, .due, .course, .outcome, .letter, .closed, .served, .dispute,
    ]

    /// Without these it is no ledger in the sense of the rules (S 003 clause 14).
    package static let prescribed: Set<LedgerColumn> = [.received, .content, .course, .outcome, .closed]
}
