/// A letter of a request for disclosure (文书): what is sent to the applicant, to a third party or to a co-maker.
package enum LetterKind: Sendable, Hashable {
    /// 登记回执
    case receipt
    /// 补正告知书 (条例 Art. 30)
    case clarification
    /// 征求第三方意见书 (Art. 32)
    case thirdPartyConsultation
    /// 征求共同制作机关意见书 (Art. 34)
    case coMakerConsultation
    /// 征求意见告知书: tells the applicant that somebody is asked (Art. 33)
    case consultationNotice
    /// 依申请公开告知书: tells the third party that the public interest weighs more (Art. 32)
    case thirdPartyNotice
    /// 延期答复告知书 (Art. 33)
    case extensionNotice
    /// 说明理由告知书 (Art. 35)
    case reasonsRequest
    /// 延迟答复告知书 (Art. 35)
    case delay
    /// 收费通知 (Art. 42; 国办函〔2020〕109号)
    case feeNotice
    /// 指引（转送）告知书
    case transferHint
    /// 答复书; for what lapsed by law, 不再处理告知书
    case reply(RequestOutcome)

    /// The letters before the reply, in the order in which a case needs them.
    private static let plain: [LetterKind] = [
        .receipt, .clarification, .thirdPartyConsultation, .coMakerConsultation, .consultationNotice, .thirdPartyNotice, .extensionNotice,
        .reasonsRequest, .delay, .feeNotice, .transferHint,
    ]

    /// As an office calls it in a list: `补正告知书`, `答复书（不予公开：属于国家秘密）`.
    package var name: String {
        switch self {
        case .receipt: "登记回执"
        case .clarification: "补正告知书"
        case .thirdPartyConsultation: "征求第三方意见书"
        case .coMakerConsultation: "征求共同制作机关意见书"
        case .consultationNotice: "征求意见告知书"
        case .thirdPartyNotice: "依申请公开告知书"
        case .extensionNotice: "延期答复告知书"
        case .reasonsRequest: "说明理由告知书"
        case .delay: "延迟答复告知书"
        case .feeNotice: "收费通知"
        case .transferHint: "指引告知书"
        case .reply(let outcome): "\(outcome.needsReply ? "答复书" : "不再处理告知书")（\(outcome.letterName)）"
        }
    }

    /// How the letter calls itself in its text.
    package var document: String {
        switch self {
        case .receipt: "回执"
        case .thirdPartyConsultation, .coMakerConsultation: "征求意见书"
        case .feeNotice: "通知"
        case .clarification, .consultationNotice, .thirdPartyNotice, .extensionNotice, .reasonsRequest, .delay, .transferHint: "告知书"
        case .reply(let outcome): outcome.needsReply ? "答复书" : "告知书"
        }
    }

    package var outcome: RequestOutcome? {
        if case .reply(let outcome) = self { outcome } else { nil }
    }

    /// Whom it goes to.
    package var addressee: Addressee {
        switch self {
        case .thirdPartyConsultation, .thirdPartyNotice: .thirdParty
        case .coMakerConsultation: .coMaker
        case .receipt, .clarification, .consultationNotice, .extensionNotice, .reasonsRequest, .delay, .feeNotice, .transferHint, .reply:
            .applicant
        }
    }

    /// To whom a letter goes.
    package enum Addressee: String, Sendable, CaseIterable, Codable, Hashable {
        case applicant, thirdParty, coMaker

        package var name: String {
            switch self {
            case .applicant: "申请人"
            case .thirdParty: "第三方"
            case .coMaker: "共同制作机关"
            }
        }
    }

    /// In which series it is numbered.
    package var series: LetterSeries {
        if case .reply = self { .reply } else { .notice }
    }
}

extension LetterKind: CaseIterable {
    package static let allCases: [LetterKind] = plain + RequestOutcome.allCases.map { .reply($0) }
}

/// The text that is stored: `clarification`, `reply.stateSecret`.
extension LetterKind: RawRepresentable, Codable {
    package init?(rawValue: String) {
        guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = kind
    }

    package var rawValue: String {
        switch self {
        case .receipt: "receipt"
        case .clarification: "clarification"
        case .thirdPartyConsultation: "thirdPartyConsultation"
        case .coMakerConsultation: "coMakerConsultation"
        case .consultationNotice: "consultationNotice"
        case .thirdPartyNotice: "thirdPartyNotice"
        case .extensionNotice: "extension"
        case .reasonsRequest: "reasonsRequest"
        case .delay: "delay"
        case .feeNotice: "feeNotice"
        case .transferHint: "transferHint"
        case .reply(let outcome): "reply.\(outcome.rawValue)"
        }
    }
}

extension RequestOutcome {
    /// Short enough for a list of letters.
    fileprivate var letterName: String {
        switch self {
        case .notClarified: "逾期不补正"
        case .feeUnpaid: "逾期未缴费"
        default: fullName
        }
    }
}

extension LetterKind {
    /// Why there is nothing yet that it could tell; empty when it may be written. What begins something in the case is judged by the clock.
    ///
    /// - Parameter reply: the gate of the reply; `nil` while none is written.
    package func obstacles(standing: RequestStanding, reply: ReplyGate?, by staff: Staff) -> [RequestReason] {
        func needs(_ isThere: Bool) -> [RequestReason] { isThere ? [] : [.tooEarly(self)] }
        switch self {
        case .clarification, .thirdPartyConsultation, .coMakerConsultation, .feeNotice: return []
        case .receipt: return needs(standing.receivedOn != nil && standing.dueOn != nil)
        case .consultationNotice: return needs(!standing.openConsultations.isEmpty)
        case .thirdPartyNotice:
            return needs(reply.map { ($0.state == .approved || $0.state == .issued) && $0.proposal.overridesThirdParty } ?? false)
        case .extensionNotice: return needs(standing.isExtended && standing.state.isOpen)
        case .delay: return needs(standing.state == .delayed)
        case .reasonsRequest: return needs(standing.state.allows(.answered))
        case .transferHint: return needs(standing.state.isOpen || standing.state == .transferred)
        case .reply(.notClarified): return needs(standing.state == .abandoned)
        case .reply(.feeUnpaid): return needs(standing.state == .feeLapsed)
        case .reply(let outcome):
            guard let reply else { return [.isNotApproved] }
            guard reply.proposal.outcome == outcome else { return [.otherOutcome(reply.proposal.outcome)] }
            return reply.issuing(by: staff)
        }
    }
}
