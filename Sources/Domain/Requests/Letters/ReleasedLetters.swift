extension LetterTemplate {
    /// The wording that counts until the office writes its own (江苏省政府信息公开申请答复规范, 国办公开办函〔2020〕2号, in spirit).
    package static func released(_ kind: LetterKind) -> LetterTemplate {
        switch kind {
        case .receipt: receipt
        case .clarification: clarification
        case .thirdPartyConsultation: thirdPartyConsultation
        case .coMakerConsultation: coMakerConsultation
        case .consultationNotice: consultationNotice
        case .thirdPartyNotice: thirdPartyNotice
        case .extensionNotice: extensionNotice
        case .reasonsRequest: reasonsRequest
        case .delay: delay
        case .feeNotice: feeNotice
        case .transferHint: transferHint
        case .reply(let outcome): releasedReply(outcome)
        }
    }

    /// One for every kind and outcome.
    package static let released: [LetterTemplate] = LetterKind.allCases.map { released($0) }

    private static let regulation = "《中华人民共和国政府信息公开条例》"
    static let opening = "本机关于{{收到日期}}收到{{称谓}}提出的政府信息公开申请（申请编号：{{申请编号}}），申请公开的内容为：{{申请内容}}。"
    private static let contact = "联系电话：{{机关电话}}；联系地址：{{机关地址}}。"

    private static let receipt = LetterTemplate(
        kind: .receipt, title: "政府信息公开申请登记回执", recipient: "{{申请人}}",
        body: """
            {{称谓}}提出的政府信息公开申请，本机关已经登记。
            申请编号：{{申请编号}}。
            申请方式：{{申请方式}}。
            申请公开的内容：{{申请内容}}。
            收到申请之日：{{收到日期}}。
            根据\(regulation)第三十三条的规定，本机关将在{{答复期限}}前（含当日）作出答复。依法需要补正、征求意见、延长答复期限或者收取信息处理费的，答复期限依照规定计算，本机关将另行告知。
            办理进度可以凭申请编号和查询码（{{查询码}}）在本机关政府信息公开平台查询。
            \(contact)
            """)

    private static let clarification = LetterTemplate(
        kind: .clarification, title: "政府信息公开申请补正告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            经审查，{{称谓}}的申请内容不明确。根据\(regulation)第二十九条、第三十条的规定，现一次性告知{{称谓}}对下列事项作出补正：
            {{补正事项}}
            请在{{截止日期}}前（含当日）将补正后的申请提交本机关。答复期限自本机关收到补正的申请之日起计算。
            {{称谓}}无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。
            \(contact)
            """)

    private static let thirdPartyConsultation = LetterTemplate(
        kind: .thirdPartyConsultation, title: "政府信息公开征求第三方意见书", recipient: "{{第三方}}",
        body: """
            本机关收到一件政府信息公开申请（申请编号：{{申请编号}}），申请公开的政府信息涉及你方：{{涉及信息}}。
            本机关认为，公开该政府信息可能会损害你方的合法权益。{{理由}}
            根据\(regulation)第三十二条的规定，现书面征求你方意见。请自收到本征求意见书之日起{{期限天数}}个工作日内，将是否同意公开的意见书面告知本机关；不同意公开的，请说明理由。
            你方逾期未提出意见的，由本机关依照\(regulation)的规定决定是否公开。你方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知你方。
            \(contact)
            """)

    private static let coMakerConsultation = LetterTemplate(
        kind: .coMakerConsultation, title: "政府信息公开征求共同制作机关意见书", recipient: "{{共同制作机关}}",
        body: """
            本机关收到一件政府信息公开申请（申请编号：{{申请编号}}），申请公开的政府信息由本机关牵头、与你单位共同制作：{{涉及信息}}。
            {{理由}}
            根据\(regulation)第三十四条的规定，现征求你单位意见。请自收到本征求意见书之日起{{期限天数}}个工作日内提出意见，逾期未提出意见的视为同意公开。
            \(contact)
            """)

    private static let consultationNotice = LetterTemplate(
        kind: .consultationNotice, title: "政府信息公开申请征求意见告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            经审查，{{称谓}}申请公开的政府信息需要征求{{征求对象}}的意见，本机关已经发出征求意见书。
            根据\(regulation)第三十三条第三款的规定，征求第三方和其他机关意见所需时间不计算在答复期限内。征求意见结束后，本机关将依法作出答复。
            \(contact)
            """)

    private static let thirdPartyNotice = LetterTemplate(
        kind: .thirdPartyNotice, title: "依申请公开政府信息告知书", recipient: "{{第三方}}",
        body: """
            本机关收到一件政府信息公开申请（申请编号：{{申请编号}}），并就申请公开的政府信息征求过你方意见。
            经审查，本机关认为不公开该政府信息可能对公共利益造成重大影响。根据\(regulation)第三十二条的规定，本机关决定予以公开，现将决定公开的政府信息内容和理由告知如下：
            决定公开的政府信息：{{涉及信息}}。
            理由：{{理由}}
            {{救济途径}}
            """)

    private static let extensionNotice = LetterTemplate(
        kind: .extensionNotice, title: "政府信息公开申请延期答复告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            因{{理由}}，本机关不能在规定的期限内作出答复。根据\(regulation)第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长{{延长天数}}个工作日，本机关将在{{新答复期限}}前（含当日）作出答复。
            \(contact)
            """)

    private static let reasonsRequest = LetterTemplate(
        kind: .reasonsRequest, title: "政府信息公开申请说明理由告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            经审查，{{称谓}}申请公开政府信息的数量、频次明显超过合理范围。{{理由}}
            根据\(regulation)第三十五条的规定，请{{称谓}}在{{截止日期}}前（含当日）向本机关书面说明理由。
            本机关认为申请理由不合理的，将告知{{称谓}}不予处理；认为申请理由合理，但是无法在规定的期限内答复的，可以确定延迟答复的合理期限并告知{{称谓}}。
            \(contact)
            """)

    private static let delay = LetterTemplate(
        kind: .delay, title: "政府信息公开申请延迟答复告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            {{称谓}}申请公开政府信息的数量、频次明显超过合理范围，所说明的理由合理，但是因{{理由}}，本机关无法在规定的期限内答复。根据\(regulation)第三十五条的规定，本机关将在{{新答复期限}}前（含当日）作出答复。
            \(contact)
            """)

    private static let feeNotice = LetterTemplate(
        kind: .feeNotice, title: "政府信息公开信息处理费收费通知", recipient: "{{申请人}}",
        body: """
            \(opening)
            {{称谓}}申请公开政府信息的数量、频次明显超过合理范围。{{理由}}
            根据\(regulation)第四十二条、{{收费依据}}的规定，本机关决定收取信息处理费。
            收费标准和计算：
            {{收费明细}}
            应缴金额：{{收费金额}}元。
            缴纳方式：{{缴纳方式}}
            缴费期限：自收到本通知次日起{{期限天数}}个工作日。
            请在{{截止日期}}前（含当日）缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。答复期限自{{称谓}}完成缴费次日起重新计算。
            \(contact)
            """)

    private static let transferHint = LetterTemplate(
        kind: .transferHint, title: "政府信息公开申请指引告知书", recipient: "{{申请人}}",
        body: """
            \(opening)
            {{理由}}
            请向{{负责机关}}提出。
            {{负责机关}}的联系方式：{{负责机关联系方式}}。
            \(contact)
            """)
}
