package import Domain
import HTML

extension Decision.Verdict {
    package var words: String {
        switch self {
        case .approved: "同意"
        case .returned: "退回修改"
        case .referred: "报上级确定"
        }
    }
}

extension Draft.State {
    /// The one word for this state everywhere.
    package func words(_ path: ApprovalPath) -> String {
        switch self {
        case .drafting: "起草中"
        case .inReview(let step): path.steps.indices.contains(step) ? "待\(path.steps[step].words)" : "办理中"
        case .referred: "保密待定"
        case .approved(nil): "待公开"
        case .approved: "已定时"
        case .withheld: "不公开"
        case .published: "已公开"
        case .discarded: "已作废"
        }
    }

    func tag(_ path: ApprovalPath) -> StatusTag {
        switch self {
        case .drafting: StatusTag(word: words(path), shape: .open)
        case .inReview, .approved: StatusTag(word: words(path), shape: .half)
        case .referred: StatusTag(word: words(path), shape: .half, isAlarming: true)
        case .published: StatusTag(word: words(path), shape: .full)
        case .withheld, .discarded: StatusTag(word: words(path), shape: .minus)
        }
    }
}

extension DraftField {
    package var words: String {
        switch self {
        case .title: "标题"
        case .body: "正文（或者附件）"
        case .item: "公开事项"
        case .number: "发文字号"
        case .made: "成文日期"
        case .theme: "主题分类"
        case .category: "体裁"
        case .withholding: "不公开的依据和理由"
        case .reassessment: "再评估日期"
        case .legality: "合法性审核意见的采纳情况"
        case .validUntil: "有效期"
        case .elements: "公开内容要素（写明位置，或者说明不适用的原因）"
        case .channels: "公开渠道"
        case .attachments: "附件"
        }
    }

    /// The form's field to jump to.
    package var field: String {
        switch self {
        case .withholding: "reason"
        case .reassessment: "reassess"
        case .legality: "legalityNote"
        case .validUntil: "validUntil"
        case .elements: "elements"
        case .channels: "channels"
        default: rawValue
        }
    }
}

extension GateReason {
    /// What is in the way, and what to do about it.
    package var sentence: String {
        switch self {
        case .needsRole(let role): "这一步由本单位的\(role.words)岗位办理。"
        case .mustBeRecalled: "正在审批，不能直接修改。需要修改时先撤回，已有的审批意见随之作废。"
        case .isClosed: "这份稿件已经办结。需要更正已公开的内容，请从“已公开”中开始更正。"
        case .isNotInReview: "这份稿件现在不在审批中，可能已被撤回或者已经办完，请刷新页面。"
        case .isNotApproved: "审批还没有全部通过。"
        case .draftedIt: "您参与了起草，不能审批同一份稿件，请由另一位同事办理。"
        case .decidedBefore: "您已经办理过这份稿件的另一个环节，一份稿件一个人只能办一个环节。"
        case .contentChanged: "内容在上一步之后有改动，或者还没有按现在的内容检查，请重新检查、重新审批。"
        case .stepMissing(let place): "第 \(place + 1) 步还没有通过。"
        case .openFindings(let count): "还有 \(count) 处检查发现必须处理：改正、去标识化，或者由有权的人说明理由。"
        case .needsReason: "请写明理由。"
        case .noSuchStep: "只能退回到前面的环节。"
        case .onlySecrecyRefers: "只有保密审查环节可以报上级确定。"
        case .isReferredAlready: "已报上级确定，确定之前不能公开。"
        case .needsAnswerFromAbove: "请写明上级（保密行政管理部门）确定的结果和文号。"
        case .isNotPublic: "公开属性是依申请公开或者不予公开，不能发布。"
        case .needsSecondPerson: "应急发布需要两个人负责，请由另一位同事确认。"
        case .missing(let field): "缺少\(field.words)。"
        case .notLawful: "规范性文件未经合法性审核，或者审核结论是不合法，不得公开发布（国办发〔2018〕115号）。"
        case .numberInUse(let title): "发文字号已用于《\(title)》，请核对。"
        case .numberMalformed: "发文字号的写法不对，应当像“明政发〔2026〕3号”。"
        case .scheduledInThePast: "定时公开的时间已经过去，请改为以后的时间，或者直接公开。"
        case .tooLong(let field, let limit): "\(field.words)超过 \(limit) 个字。"
        case .noWithdrawalGround: "请选择撤下的依据。"
        case .findingCannotBeJustified(let role?): "这处发现不能由您说明理由，需要\(role.words)岗位办理。"
        case .findingCannotBeJustified(nil): "这处发现不能用说明理由的办法通过，请改正或者作去标识化处理。"
        case .batch(let sentence): sentence
        case .interpretation(let reason): reason.sentence
        case .differsFromGuide: "办事指南（政策）在转入公开审查以后又修改过，或者正文在稿件里改过，两处不一致。请在指南页重新转入公开审查，再提交审核。"
        }
    }

    /// The form's field that it is about.
    package var field: String? {
        switch self {
        case .missing(let field), .tooLong(let field, _): field.field
        case .notLawful: "legality"
        case .numberInUse, .numberMalformed: "number"
        case .scheduledInThePast: "when"
        case .openFindings: "findings"
        case .interpretation(let reason): reason.field
        default: nil
        }
    }
}

extension GateRefusal {
    package var sentences: [String] { reasons.map(\.sentence) }
}

/// A button that says why it cannot be used, instead of one that refuses afterwards.
struct GatedButton {
    var label: String
    var name: String = "act"
    var value: String
    var reasons: [GateReason]
    var style = "button"
    var keys: String?

    func write(_ html: inout HTMLWriter) {
        let id = "why-\(value)"
        if reasons.isEmpty {
            html(.button, attributes: [.class(style), .type("submit"), .name(name), .value(value)]) { writeLabel(&$0) }
        } else {
            html(
                .button,
                attributes: [.class(style), .type("submit"), .name(name), .value(value), .disabled, .aria("describedby", id)]
            ) { writeLabel(&$0) }
            html(.ul, .class("why"), .id(id)) { html in
                for reason in reasons { html(.li, text: reason.sentence) }
            }
        }
    }

    private func writeLabel(_ html: inout HTMLWriter) {
        html.text(label)
        if let keys { html(.kbd, text: keys) }
    }
}
