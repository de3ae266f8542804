package import Domain

extension ServiceReason {
    /// Where and what, for a form and for a page.
    package var problems: [(field: String, message: String)] {
        switch self {
        case .faults(let faults): faults.map { ($0.field, $0.sentence) }
        case .codeTaken: [("code", "这个编码已经用于另一份指南或者政策。")]
        case .needsReason: [("reason", "请写明理由。")]
        case .needsEffective: [("effective", "修改已公开的内容，必须写明从哪一天起实施。")]
        case .needsApproval:
            [("approval-day", "修改已公开的内容，转入公开审查以前要在本页“记录审批程序结束”处填写结束日期和审批结果的文件，公开期限从这一天起算。")]
        case .approvalAhead: [("approval-day", "审批程序结束的日期不能晚于今天。")]
        case .needsApprovalDocument: [("approval-document", "请写明审批结果的文件。")]
        case .approvalKnown: [("approval-day", "审批程序结束的日期已经记录，更正请联系政务公开办。")]
        case .tooLong(let field, let limit): [(field, "最多 \(limit) 个字，请缩短。")]
        case .noSuchPaper, .noSuchVersion, .noSuchReport: [("content", "没有找到，可能已经改动，请从列表重新打开。")]
        case .needsRole: [("content", "您的岗位不能这样办理。")]
        case .notEditable: [("content", "这一版已经送审或者公开，不能再改；公开后的修改请新建一版。")]
        case .versionOpen(let number): [("content", "第 \(number) 版还没有公开，请先办完。")]
        case .unchanged: [("content", "和现在公开的版本没有差别，不需要公开。")]
        case .reportClosed: [("content", "这件反映已经办结。")]
        }
    }

    var isUnknown: Bool {
        switch self {
        case .noSuchPaper, .noSuchVersion, .noSuchReport: true
        case .faults, .codeTaken, .needsReason, .needsEffective, .needsApproval, .approvalAhead, .needsApprovalDocument,
            .approvalKnown, .tooLong, .needsRole, .notEditable, .versionOpen, .unchanged, .reportClosed:
            false
        }
    }
}

extension ServiceRefusal {
    package var problems: [(field: String, message: String)] { reasons.flatMap(\.problems) }
    /// What is asked for does not exist.
    package var isUnknown: Bool { reasons.contains(where: \.isUnknown) }
}
