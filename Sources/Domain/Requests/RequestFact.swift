/// Something that happened in a request, on a day: what its state and due date follow from (办理节点).
package struct RequestFact: Sendable, Hashable {
    package var day: Day
    package var kind: Kind
    /// The period that goes with it, where one does: of a clarification, a consultation, an extension, a delay, a new reply.
    package var workingDays: Int?

    package init(_ kind: Kind, on day: Day, workingDays: Int? = nil) {
        self.day = day
        self.kind = kind
        self.workingDays = workingDays
    }

    /// What can happen to a request. The raw values are those of files and of the database.
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        /// 提交: handed over, posted, or sent.
        case submitted
        /// 收到、签收
        case received
        /// 误投: it went to an office that does not handle requests (国办公开办函〔2015〕207号).
        case misdirected
        /// 联系不上申请人
        case unreachable
        /// 双方确认
        case confirmed
        /// 补正告知 (条例 Art. 30), with the period given to the applicant.
        case clarificationAsked
        /// 收到补正
        case clarified
        /// 逾期不补正，视为放弃
        case abandoned
        /// 征求第三方意见 (Art. 32)
        case thirdPartyAsked
        /// 第三方收到征求意见书: its period runs from this day.
        case thirdPartyReceived
        case thirdPartyAnswered
        /// 征求共同制作机关意见 (Art. 34)
        case coMakerAsked
        case coMakerReceived
        case coMakerAnswered
        /// 延长答复期限 (Art. 33)
        case extended
        /// 收费通知 (国办函〔2020〕109号)
        case feeNoticed
        case feePaid
        /// 逾期未缴费，视为放弃
        case feeLapsed
        /// 延迟答复: more than can be answered in time (Art. 35).
        case delayed
        /// 答复
        case answered
        /// 送达
        case served
        /// 退件: the post brought the reply back.
        case serviceReturned
        /// 归档 (Art. 45)
        case archived
        /// 转送: to the office that is responsible.
        case transferred
        /// 申请人撤回
        case withdrawn
        /// 并案: the same request was registered twice.
        case merged
        /// 拆分: one case for each matter (一事一申请).
        case split
        /// 重新办理: review or court corrected the reply.
        case reopened
    }
}

extension RequestFact.Kind {
    package var name: String {
        switch self {
        case .submitted: "提交"
        case .received: "收到"
        case .misdirected: "误投其他部门"
        case .unreachable: "联系不上申请人"
        case .confirmed: "与申请人确认"
        case .clarificationAsked: "告知补正"
        case .clarified: "收到补正"
        case .abandoned: "逾期不补正，视为放弃"
        case .thirdPartyAsked: "征求第三方意见"
        case .thirdPartyReceived: "第三方收到征求意见书"
        case .thirdPartyAnswered: "第三方答复"
        case .coMakerAsked: "征求共同制作机关意见"
        case .coMakerReceived: "共同制作机关收到征求意见书"
        case .coMakerAnswered: "共同制作机关答复"
        case .extended: "延长答复期限"
        case .feeNoticed: "发出收费通知"
        case .feePaid: "缴费"
        case .feeLapsed: "逾期未缴费，视为放弃"
        case .delayed: "延迟答复"
        case .answered: "答复"
        case .served: "送达"
        case .serviceReturned: "邮件退回"
        case .archived: "归档"
        case .transferred: "转送"
        case .withdrawn: "申请人撤回"
        case .merged: "并入其他申请"
        case .split: "拆分办理"
        case .reopened: "重新办理"
        }
    }

    /// The article it rests on; `nil` for what is only the course of things.
    package var article: String? {
        switch self {
        case .submitted, .received, .confirmed: "条例第三十一条"
        case .misdirected, .unreachable: "国办公开办函〔2015〕207号"
        case .clarificationAsked, .clarified, .abandoned: "条例第三十条"
        case .thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered: "条例第三十二条"
        case .coMakerAsked, .coMakerReceived, .coMakerAnswered: "条例第三十四条"
        case .extended, .answered: "条例第三十三条"
        case .feeNoticed, .feePaid, .feeLapsed: "国办函〔2020〕109号"
        case .delayed: "条例第三十五条"
        case .served: "国办公开办函〔2016〕235号"
        case .archived: "条例第四十五条"
        case .serviceReturned, .transferred, .withdrawn, .merged, .split, .reopened: nil
        }
    }
}

/// What happened in a request, with the way on which it came in.
package struct RequestHistory: Sendable, Hashable {
    package var channel: RequestChannel
    /// In the order of their days; those of one day in the order in which they happened.
    package private(set) var facts: [RequestFact]

    /// Sorts by day; facts of one day stay in the order given.
    package init(channel: RequestChannel, facts: [RequestFact]) {
        self.channel = channel
        self.facts = facts.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    package func adding(_ fact: RequestFact) -> RequestHistory { RequestHistory(channel: channel, facts: facts + [fact]) }
}
