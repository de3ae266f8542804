/// How far a request for disclosure has come (办理状态). The one life cycle: `allows` is its table.
package enum RequestState: String, Sendable, CaseIterable, Codable, Hashable {
    /// 已登记: written down, not received yet in the sense of the law.
    case registered
    /// 待确认: it is there, and the confirmation with the applicant is outstanding.
    case awaitingConfirmation
    /// 已受理: the reply period runs.
    case accepted
    /// 待补正: the applicant's turn.
    case clarificationAsked
    /// 已补正: the reply period has begun anew.
    case clarified
    /// 视为放弃: not clarified in time.
    case abandoned
    /// 办理中: after a consultation.
    case inHand
    /// 征求第三方意见中: the period stands still.
    case thirdPartyConsulted
    /// 征求共同制作机关意见中
    case coMakerConsulted
    /// 已延期
    case extended
    /// 待缴费: the applicant's turn.
    case feeNoticed
    /// 已缴费: the reply period has begun anew.
    case feePaid
    /// 逾期未缴费
    case feeLapsed
    /// 延迟答复
    case delayed
    case answered
    case served
    case archived
    case transferred
    case withdrawn
    case merged
    case split

    package var name: String {
        switch self {
        case .registered: "已登记"
        case .awaitingConfirmation: "待确认"
        case .accepted: "已受理"
        case .clarificationAsked: "待补正"
        case .clarified: "已补正"
        case .abandoned: "逾期未补正"
        case .inHand: "办理中"
        case .thirdPartyConsulted: "征求第三方意见"
        case .coMakerConsulted: "征求共同制作机关意见"
        case .extended: "已延期"
        case .feeNoticed: "待缴费"
        case .feePaid: "已缴费"
        case .feeLapsed: "逾期未缴费"
        case .delayed: "延迟答复"
        case .answered: "已答复"
        case .served: "已送达"
        case .archived: "已归档"
        case .transferred: "已转送"
        case .withdrawn: "已撤回"
        case .merged: "已并案"
        case .split: "已拆分"
        }
    }

    /// Whether somebody in the office still has to do something so that the applicant gets an answer.
    package var isOpen: Bool {
        switch self {
        case .registered, .awaitingConfirmation, .accepted, .clarificationAsked, .clarified, .inHand, .thirdPartyConsulted,
            .coMakerConsulted, .extended, .feeNoticed, .feePaid, .delayed:
            true
        // What has lapsed is closed by law; that it is so is still to be recorded.
        case .abandoned, .feeLapsed, .answered, .served, .archived, .transferred, .withdrawn, .merged, .split: false
        }
    }

    /// Who is to act next.
    package var waitsFor: Party {
        switch self {
        case .registered, .accepted, .clarified, .inHand, .extended, .feePaid, .delayed: .office
        case .awaitingConfirmation: .office
        case .clarificationAsked, .feeNoticed: .applicant
        case .thirdPartyConsulted: .thirdParty
        case .coMakerConsulted: .coMaker
        case .abandoned, .feeLapsed, .answered, .served, .archived, .transferred, .withdrawn, .merged, .split: .nobody
        }
    }

    /// Whose turn it is.
    package enum Party: String, Sendable, CaseIterable, Codable, Hashable {
        case office, applicant, thirdParty, coMaker, nobody

        package var name: String {
            switch self {
            case .office: "本机关办理"
            case .applicant: "等申请人"
            case .thirdParty: "等第三方"
            case .coMaker: "等共同制作机关"
            case .nobody: "已办结"
            }
        }
    }
}

extension RequestState {
    /// Whether that may happen in this state: the table of the life cycle. What limits it further (once, in time) is `RequestClock`'s.
    package func allows(_ fact: RequestFact.Kind) -> Bool {
        switch self {
        case .registered:
            switch fact {
            case .submitted, .received, .misdirected, .unreachable, .confirmed, .transferred, .withdrawn, .merged, .split: true
            case .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked,
                .coMakerReceived, .coMakerAnswered, .extended, .feeNoticed, .feePaid, .feeLapsed, .delayed, .answered, .served,
                .serviceReturned, .archived, .reopened:
                false
            }
        case .awaitingConfirmation:
            switch fact {
            case .received, .misdirected, .unreachable, .confirmed, .transferred, .withdrawn, .merged, .split: true
            case .submitted, .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered,
                .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended, .feeNoticed, .feePaid, .feeLapsed, .delayed, .answered,
                .served, .serviceReturned, .archived, .reopened:
                false
            }
        // The period for asking back ends seven working days after receipt; a reply that has begun anew was asked back once already.
        case .accepted, .inHand, .extended, .delayed: running(fact, mayAskBack: true)
        case .clarified, .feePaid: running(fact, mayAskBack: false)
        case .thirdPartyConsulted, .coMakerConsulted: consulting(fact)
        case .clarificationAsked:
            switch fact {
            case .clarified, .abandoned, .withdrawn, .transferred, .merged, .unreachable: true
            case .submitted, .received, .misdirected, .confirmed, .clarificationAsked, .thirdPartyAsked, .thirdPartyReceived,
                .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended, .feeNoticed, .feePaid, .feeLapsed,
                .delayed, .answered, .served, .serviceReturned, .archived, .split, .reopened:
                false
            }
        case .abandoned:
            switch fact {
            // Late with good reason counts (Art. 30).
            case .clarified, .abandoned, .archived: true
            case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .thirdPartyAsked, .thirdPartyReceived,
                .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended, .feeNoticed, .feePaid, .feeLapsed,
                .delayed, .answered, .served, .serviceReturned, .transferred, .withdrawn, .merged, .split, .reopened:
                false
            }
        case .feeNoticed:
            switch fact {
            case .feePaid, .feeLapsed, .withdrawn: true
            case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned,
                .thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended,
                .feeNoticed, .delayed, .answered, .served, .serviceReturned, .archived, .transferred, .merged, .split, .reopened:
                false
            }
        case .feeLapsed:
            switch fact {
            case .feeLapsed, .archived: true
            case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned,
                .thirdPartyAsked, .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended,
                .feeNoticed, .feePaid, .delayed, .answered, .served, .serviceReturned, .transferred, .withdrawn, .merged, .split,
                .reopened:
                false
            }
        case .answered: closed(fact, served: true, archived: false, reopened: true)
        case .served: closed(fact, served: false, archived: true, reopened: true)
        case .archived: closed(fact, served: false, archived: false, reopened: true)
        case .transferred, .withdrawn, .merged, .split: closed(fact, served: false, archived: true, reopened: false)
        }
    }

    private func running(_ fact: RequestFact.Kind, mayAskBack: Bool) -> Bool {
        switch fact {
        case .clarificationAsked: mayAskBack
        // An opinion may still come when its period is over and the clock runs on.
        case .thirdPartyAsked, .coMakerAsked, .thirdPartyReceived, .coMakerReceived, .thirdPartyAnswered, .coMakerAnswered, .extended,
            .feeNoticed, .delayed, .answered, .transferred, .withdrawn, .merged, .split:
            true
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarified, .abandoned, .feePaid, .feeLapsed, .served,
            .serviceReturned, .archived, .reopened:
            false
        }
    }

    private func consulting(_ fact: RequestFact.Kind) -> Bool {
        switch fact {
        case .thirdPartyAsked, .coMakerAsked, .thirdPartyReceived, .coMakerReceived, .thirdPartyAnswered, .coMakerAnswered, .extended,
            .delayed, .answered, .withdrawn, .transferred:
            true
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned, .feeNoticed,
            .feePaid, .feeLapsed, .served, .serviceReturned, .archived, .merged, .split, .reopened:
            false
        }
    }

    private func closed(_ fact: RequestFact.Kind, served: Bool, archived: Bool, reopened: Bool) -> Bool {
        switch fact {
        case .served: served
        // A reply may come back before anybody noted that it was served.
        case .serviceReturned: self == .answered || self == .served
        case .archived: archived
        case .reopened: reopened
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked,
            .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .extended, .feeNoticed, .feePaid,
            .feeLapsed, .delayed, .answered, .transferred, .withdrawn, .merged, .split:
            false
        }
    }
}

extension RequestFact.Kind {
    /// Who may record it for a unit: whoever handles its requests, and for what lengthens the period the head of the disclosure office
    /// (条例 Art. 33). Of several roles any one suffices.
    package var roles: Set<Role> {
        switch self {
        case .extended, .delayed: [.disclosureOffice]
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked,
            .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .feeNoticed, .feePaid, .feeLapsed,
            .answered, .served, .serviceReturned, .archived, .transferred, .withdrawn, .merged, .split, .reopened:
            [.editor, .disclosureOffice]
        }
    }
}

extension RequestFact.Kind {
    /// Whether a wrong entry of it can be taken back: the cases that came of a transfer or a split count already, and go on.
    package var canBeStruck: Bool { self != .transferred && self != .split }

    /// Whether somebody simply writes it down; the others come about by an act of their own: a letter, a decision, a case moved.
    package var isRecordedByItself: Bool {
        switch self {
        case .submitted, .received, .misdirected, .unreachable, .confirmed, .clarificationAsked, .clarified, .abandoned, .thirdPartyAsked,
            .thirdPartyReceived, .thirdPartyAnswered, .coMakerAsked, .coMakerReceived, .coMakerAnswered, .feePaid, .feeLapsed, .withdrawn,
            .reopened:
            true
        case .extended, .delayed, .feeNoticed, .answered, .served, .serviceReturned, .archived, .transferred, .merged, .split: false
        }
    }
}
