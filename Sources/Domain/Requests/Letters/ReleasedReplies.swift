extension LetterTemplate {
    /// The replies: what came of it, the article, the reasons, the remedy (条例 Art. 36–40).
    static func releasedReply(_ outcome: RequestOutcome) -> LetterTemplate {
        LetterTemplate(
            kind: .reply(outcome), title: outcome.needsReply ? "政府信息公开申请答复书" : "政府信息公开申请不再处理告知书",
            recipient: "{{申请人}}",
            body: ([opening] + decision(outcome) + ["{{救济途径}}"]).joined(separator: "\n"))
    }

    private static func decision(_ outcome: RequestOutcome) -> [String] {
        switch outcome.group {
        case .disclosed, .partly: disclosing(outcome)
        case .withheld: withholding(outcome)
        case .unavailable: unavailable(outcome)
        case .notHandled: notHandled(outcome)
        case .other: other(outcome)
        }
    }

    private static func disclosing(_ outcome: RequestOutcome) -> [String] {
        if outcome == .disclosed {
            return [
                "经审查，{{称谓}}申请公开的政府信息可以公开。根据{{法律依据}}的规定，本机关予以公开：", "{{公开内容}}",
                "获取该政府信息的方式、途径和时间：{{获取方式}}", "说明：{{理由}}",
            ]
        }
        return [
            "经审查，{{称谓}}申请公开的政府信息中含有不应当公开的内容，但是能够作区分处理。根据{{法律依据}}的规定，本机关决定部分公开。", "可以公开的政府信息：{{公开内容}}",
            "获取该政府信息的方式、途径和时间：{{获取方式}}", "不予公开的部分：{{不予公开部分}}", "不予公开的理由：{{理由}}",
        ]
    }

    private static func withholding(_ outcome: RequestOutcome) -> [String] {
        if outcome == .specialQuery {
            return [
                "经审查，{{称谓}}申请公开的信息属于工商、不动产登记资料等信息，有关法律、行政法规对其获取有特别规定。根据{{法律依据}}的规定，请{{称谓}}依照下列规定办理：{{专门规定}}", "说明：{{理由}}",
            ]
        }
        let finding =
            switch outcome {
            case .stateSecret: "依法确定为国家秘密"
            case .forbiddenByLaw: "属于法律、行政法规禁止公开的政府信息"
            case .endangersSecurity: "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
            case .thirdPartyRights: "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害"
            case .internalMatters: "属于人事管理、后勤管理、内部工作流程等内部事务信息"
            case .deliberation: "属于行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息"
            case .enforcementFile: "属于行政执法案卷信息"
            default: "依法不予公开"
            }
        return ["经审查，{{称谓}}申请公开的政府信息\(finding)。根据{{法律依据}}的规定，本机关决定不予公开。", "理由：{{理由}}"]
    }

    private static func unavailable(_ outcome: RequestOutcome) -> [String] {
        switch outcome {
        case .needsMaking:
            ["经审查，{{称谓}}申请公开的信息没有现成的，需要本机关对现有政府信息进行加工、分析。根据{{法律依据}}的规定，本机关不予提供。", "理由：{{理由}}"]
        case .stillUnclear:
            ["{{称谓}}补正后，申请内容仍不明确，本机关无法据此查找相关政府信息。根据{{法律依据}}的规定，本机关无法提供。", "理由：{{理由}}"]
        default:
            [
                "经审查，{{称谓}}申请公开的政府信息本机关不掌握，根据{{法律依据}}的规定，本机关无法提供。", "理由：{{理由}}",
                "该政府信息可能由{{负责机关}}负责公开，联系方式：{{负责机关联系方式}}。",
            ]
        }
    }

    private static func notHandled(_ outcome: RequestOutcome) -> [String] {
        switch outcome {
        case .petition:
            [
                "经审查，{{称谓}}以政府信息公开申请的形式进行信访、投诉、举报等活动。根据{{法律依据}}的规定，本机关不作为政府信息公开申请处理。", "理由：{{理由}}",
                "{{称谓}}可以通过以下渠道提出：{{反映渠道}}。",
            ]
        case .repeated:
            ["经审查，本机关已经就{{称谓}}申请公开的政府信息作出答复（{{前次答复}}）。根据{{法律依据}}的规定，本机关不予重复处理。", "说明：{{理由}}"]
        case .publication:
            [
                "经审查，{{称谓}}的申请要求本机关提供政府公报、报刊、书籍等公开出版物。根据{{法律依据}}的规定，本机关不作为政府信息公开申请处理。", "理由：{{理由}}",
                "{{称谓}}可以通过以下途径获取：{{获取方式}}",
            ]
        case .excessive:
            ["{{称谓}}申请公开政府信息的数量、频次明显超过合理范围，经要求说明理由，本机关认为申请理由不合理。根据{{法律依据}}的规定，本机关不予处理。", "理由：{{理由}}"]
        default:
            ["经审查，{{称谓}}的申请是要求本机关对已经获取的政府信息进行确认或者重新出具。参照{{法律依据}}的规定，本机关不予处理。", "理由：{{理由}}"]
        }
    }

    private static func other(_ outcome: RequestOutcome) -> [String] {
        switch outcome {
        case .notClarified:
            [
                "本机关已经书面告知{{称谓}}对申请内容作出补正，补正期限至{{截止日期}}届满，{{称谓}}无正当理由逾期不补正。根据{{法律依据}}的规定，视为{{称谓}}放弃申请，本机关不再处理该政府信息公开申请。",
                "说明：{{理由}}",
            ]
        case .feeUnpaid:
            [
                "本机关已经向{{称谓}}发出信息处理费收费通知，缴费期限至{{截止日期}}届满，{{称谓}}未按要求缴纳费用。根据{{法律依据}}的规定，视为{{称谓}}放弃申请，本机关不再处理该政府信息公开申请。",
                "说明：{{理由}}",
            ]
        default: ["{{理由}}", "上述处理的依据：{{法律依据}}。", "联系单位：{{负责机关}}，联系方式：{{负责机关联系方式}}。", "获取方式：{{获取方式}}"]
        }
    }
}
