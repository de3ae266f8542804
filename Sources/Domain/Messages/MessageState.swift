/// Where a letter from the public stands.
package enum MessageState: String, Sendable, CaseIterable, Hashable {
    /// 待分办
    case received
    /// 办理中
    case dispatched
    /// 派单异议
    case objected
    /// 答复待审
    case drafted
    /// 已答复
    case answered
    /// 已办结
    case closed
    /// 已合并
    case merged
    /// 已转依申请公开
    case converted

    /// Somebody still owes the writer something.
    package var isOpen: Bool {
        switch self {
        case .received, .dispatched, .objected, .drafted: true
        case .answered, .closed, .merged, .converted: false
        }
    }

    package var name: String {
        switch self {
        case .received: "待分办"
        case .dispatched: "办理中"
        case .objected: "派单异议待裁定"
        case .drafted: "答复待审核"
        case .answered: "已答复"
        case .closed: "已办结"
        case .merged: "已并入另一件"
        case .converted: "已转依申请公开"
        }
    }
}

/// What is done with a letter.
package enum MessageAct: String, Sendable, CaseIterable, Hashable {
    case register, dispatch, turnAway, object, uphold, reject, transfer, draft, approve, giveBack, urge, close, merge, convert, rate,
        publish,
        withdraw

    /// As the record and the buttons say it.
    package var name: String {
        switch self {
        case .register: "收到"
        case .dispatch: "派单"
        case .turnAway: "告知不派单"
        case .object: "提出派单异议"
        case .uphold: "异议成立，改派"
        case .reject: "异议不成立"
        case .transfer: "转办"
        case .draft: "拟答复"
        case .approve: "同意答复"
        case .giveBack: "退回修改"
        case .urge: "督办"
        case .close: "办结"
        case .merge: "并入"
        case .convert: "转为依申请公开"
        case .rate: "评价"
        case .publish: "公开"
        case .withdraw: "撤下"
        }
    }

    /// Whether the writer sees the words on the status page. What the office writes for itself stays with it.
    package var tellsWriter: Bool {
        switch self {
        case .turnAway, .approve, .merge, .convert, .rate: true
        case .register, .dispatch, .object, .uphold, .reject, .transfer, .draft, .giveBack, .urge, .close, .publish, .withdraw: false
        }
    }

    /// Whether the writer sees that it happened.
    package var isShown: Bool {
        switch self {
        case .register, .dispatch, .turnAway, .uphold, .transfer, .approve, .urge, .close, .merge, .convert, .rate, .publish, .withdraw:
            true
        case .object, .reject, .draft, .giveBack: false
        }
    }
}

/// As whom somebody acts on a letter.
package enum MessageRole: Sendable, Hashable, CaseIterable {
    /// 政务公开办 (or whoever runs the letters): sees and directs all.
    case office
    /// An editor of the unit that has it.
    case clerk
    /// A reviewer or signer of the unit that has it.
    case approver

    /// Those that somebody has towards a letter of that unit.
    package static func roles(of staff: Staff, for unit: OrganisationUnit.ID) -> Set<MessageRole> {
        var roles: Set<MessageRole> = []
        if staff.holds(.disclosureOffice) { roles.insert(.office) }
        if staff.holds(.editor, for: unit) { roles.insert(.clerk) }
        if staff.holds(.reviewer, for: unit) || staff.holds(.signer, for: unit) { roles.insert(.approver) }
        return roles
    }
}

extension MessageState {
    /// Whether that act may be done in this state by somebody in these roles. Registering and rating are the writer's.
    package func allows(_ act: MessageAct, to roles: Set<MessageRole>) -> Bool {
        guard !roles.isDisjoint(with: act.roles) else { return false }
        return switch self {
        case .received: [.dispatch, .turnAway, .urge, .merge, .convert].contains(act)
        case .dispatched: [.object, .transfer, .draft, .urge, .merge, .convert].contains(act)
        case .objected: [.uphold, .reject, .urge, .merge].contains(act)
        case .drafted: [.draft, .approve, .giveBack, .urge].contains(act)
        case .answered: [.close, .publish, .withdraw].contains(act)
        case .closed: [.publish, .withdraw].contains(act)
        case .merged, .converted: false
        }
    }
}

extension MessageAct {
    fileprivate var roles: Set<MessageRole> {
        switch self {
        case .register, .rate: []
        case .dispatch, .turnAway, .uphold, .reject, .transfer, .urge, .merge, .withdraw: [.office]
        case .object, .draft: [.clerk]
        case .approve, .giveBack: [.approver, .office]
        case .close, .convert: [.clerk, .office]
        case .publish: [.approver, .office]
        }
    }
}
