/// A place in a template that is filled in from the case (占位符), written `{{申请人}}`. The list is closed.
package enum LetterPlaceholder: String, Sendable, CaseIterable, Codable, Hashable {
    // The letter itself.
    case letterNumber = "文书号"
    case date = "落款日期"
    case office = "机关名称"
    case officeAddress = "机关地址"
    case officePhone = "机关电话"

    // The request.
    case applicant = "申请人"
    /// 您 for a person, 你单位 for an organisation.
    case pronoun = "称谓"
    case requestNumber = "申请编号"
    case queryCode = "查询码"
    case channel = "申请方式"
    case receivedOn = "收到日期"
    case content = "申请内容"
    case dueOn = "答复期限"

    // What is asked of the other side.
    case clarificationItems = "补正事项"
    /// The last day for whoever has to act.
    case deadline = "截止日期"
    /// The working days from which that day follows.
    case periodDays = "期限天数"
    case thirdParty = "第三方"
    case coMaker = "共同制作机关"
    /// Who is asked, as far as the applicant may know it: 第三方, 共同制作机关.
    case consulted = "征求对象"
    /// The information that somebody is asked about.
    case information = "涉及信息"

    // More time.
    case extensionDays = "延长天数"
    case newDueOn = "新答复期限"

    // The fee.
    case feeBasis = "收费依据"
    case feeLines = "收费明细"
    case feeSum = "收费金额"
    case payment = "缴纳方式"

    // The reply.
    case reasons = "理由"
    case ground = "法律依据"
    case disclosedContent = "公开内容"
    case access = "获取方式"
    case separatedParts = "不予公开部分"
    case responsibleOffice = "负责机关"
    case responsibleContact = "负责机关联系方式"
    case specialRule = "专门规定"
    case earlierReply = "前次答复"
    case properChannel = "反映渠道"
    case remedy = "救济途径"

    /// As a template has it.
    package var written: String { "{{\(rawValue)}}" }
}

extension LetterKind {
    /// What must stand in a template of this kind, and must have a value: without it the letter would not do what the law wants of it.
    package var required: Set<LetterPlaceholder> {
        switch self {
        case .receipt: [.requestNumber, .receivedOn, .content, .dueOn]
        // Art. 30: the items and a reasonable period.
        case .clarification: [.requestNumber, .clarificationItems, .deadline]
        case .thirdPartyConsultation: [.requestNumber, .information, .periodDays]
        case .coMakerConsultation: [.requestNumber, .information, .periodDays]
        case .consultationNotice: [.requestNumber, .consulted]
        // Art. 32: the content and the reasons.
        case .thirdPartyNotice: [.information, .reasons, .remedy]
        case .extensionNotice: [.requestNumber, .reasons, .extensionDays, .newDueOn]
        case .reasonsRequest: [.requestNumber, .deadline]
        case .delay: [.requestNumber, .reasons, .newDueOn]
        // 国办函〔2020〕109号: basis, standard, amount, way to pay.
        case .feeNotice: [.requestNumber, .feeBasis, .feeLines, .feeSum, .payment, .deadline]
        case .transferHint: [.requestNumber, .reasons, .responsibleOffice]
        case .reply(let outcome): Set([.requestNumber, .remedy]).union(Self.required(outcome))
        }
    }

    private static func required(_ outcome: RequestOutcome) -> Set<LetterPlaceholder> {
        switch outcome {
        case .disclosed: [.ground, .disclosedContent]
        case .partlyDisclosed: [.ground, .disclosedContent, .separatedParts, .reasons]
        case .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation, .enforcementFile:
            [.ground, .reasons]
        case .specialQuery: [.ground, .specialRule]
        case .notHeld, .needsMaking, .stillUnclear, .petition, .publication, .excessive, .confirmation: [.ground, .reasons]
        case .repeated: [.ground, .earlierReply]
        case .notClarified, .feeUnpaid: [.ground, .deadline]
        case .other: [.reasons]
        }
    }

    /// What a template of this kind may have and a case may lack. A line of the template with one that has no value is left out.
    package var optional: Set<LetterPlaceholder> {
        switch self {
        case .receipt: [.queryCode]
        case .clarification, .consultationNotice, .extensionNotice, .delay: []
        case .thirdPartyConsultation, .coMakerConsultation, .reasonsRequest: [.reasons]
        case .thirdPartyNotice: []
        case .feeNotice: [.periodDays, .reasons]
        case .transferHint: [.responsibleContact]
        case .reply(let outcome):
            switch outcome {
            case .disclosed: [.access, .reasons]
            case .partlyDisclosed, .publication: [.access]
            case .notHeld: [.responsibleOffice, .responsibleContact]
            case .petition: [.properChannel]
            case .specialQuery, .repeated, .notClarified, .feeUnpaid: [.reasons]
            case .other: [.ground, .responsibleOffice, .responsibleContact, .properChannel, .access]
            case .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation, .enforcementFile,
                .needsMaking, .stillUnclear, .excessive, .confirmation:
                []
            }
        }
    }

    /// What whoever sends it writes; everything else comes from the case, a reply's words from the approved proposal alone.
    package var asked: [LetterPlaceholder] {
        switch self {
        case .receipt, .consultationNotice: []
        case .clarification: [.clarificationItems]
        case .thirdPartyConsultation: [.thirdParty, .information, .reasons]
        case .coMakerConsultation: [.coMaker, .information, .reasons]
        case .thirdPartyNotice: [.thirdParty, .information, .reasons]
        case .extensionNotice, .delay: [.reasons]
        case .reasonsRequest: [.reasons]
        case .feeNotice: [.reasons, .payment]
        case .transferHint: [.reasons, .responsibleOffice, .responsibleContact]
        case .reply(let outcome):
            switch outcome {
            case .disclosed, .partlyDisclosed, .publication: [.access]
            case .petition: [.properChannel]
            case .notClarified, .feeUnpaid: [.reasons]
            case .other: [.access, .properChannel]
            case .stateSecret, .forbiddenByLaw, .endangersSecurity, .thirdPartyRights, .internalMatters, .deliberation, .enforcementFile,
                .specialQuery, .notHeld, .needsMaking, .stillUnclear, .repeated, .excessive, .confirmation:
                []
            }
        }
    }

    /// Whether it gives the other side a number of working days that the office chooses.
    package var givesPeriod: Bool {
        switch self {
        case .clarification, .thirdPartyConsultation, .coMakerConsultation, .reasonsRequest: true
        case .receipt, .consultationNotice, .thirdPartyNotice, .extensionNotice, .delay, .feeNotice, .transferHint, .reply: false
        }
    }

    /// What may stand in any letter to that addressee. The applicant's name is not told to third parties.
    private var common: Set<LetterPlaceholder> {
        let letter: Set<LetterPlaceholder> = [.letterNumber, .date, .office, .officeAddress, .officePhone, .requestNumber]
        switch addressee {
        case .applicant: return letter.union([.applicant, .pronoun, .channel, .receivedOn, .content, .dueOn])
        case .thirdParty: return letter.union([.thirdParty, .deadline])
        case .coMaker: return letter.union([.coMaker, .deadline, .receivedOn])
        }
    }

    package var allowed: Set<LetterPlaceholder> { common.union(required).union(optional) }

    /// The allowed ones in the order of the closed list.
    package var allowedInOrder: [LetterPlaceholder] { LetterPlaceholder.allCases.filter(allowed.contains) }
}

extension ApplicantKind {
    /// How a letter addresses the applicant.
    package var pronoun: String { isOrganisation ? "你单位" : "您" }
}

extension RequestOutcome {
    /// A ground as a letter cites it, with the full name of the act: `条例第三十条` is 《中华人民共和国政府信息公开条例》第三十条.
    package static func citation(of ground: String) -> String {
        if ground.hasPrefix("条例") { return "《中华人民共和国政府信息公开条例》\(ground.dropFirst(2))" }
        switch ground {
        case "国办函〔2020〕109号": return "《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）"
        case "国办公开办函〔2021〕30号": return "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
        default: return ground
        }
    }
}
