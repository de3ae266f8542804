package import Domain

extension LetterPlaceholder {
    /// What it stands for, for whoever writes a template.
    var meaning: String {
        switch self {
        case .letterNumber: "发出时取的文书号"
        case .date: "发出的日期"
        case .office: "办理单位的名称"
        case .officeAddress: "办理单位的办公地址"
        case .officePhone: "办理单位的联系电话"
        case .applicant: "申请人姓名或者名称"
        case .pronoun: "自然人写“您”，单位写“你单位”"
        case .requestNumber: "登记时编的申请编号"
        case .queryCode: "申请人查询进度用的查询码"
        case .channel: "当面、邮寄、网上等"
        case .receivedOn: "依法计算的收到申请之日"
        case .content: "申请公开的信息名称、文号或者描述"
        case .dueOn: "依法计算的答复期限"
        case .clarificationItems: "要求申请人补正的事项"
        case .deadline: "对方应当在哪一天前办理"
        case .periodDays: "给对方的期限，工作日数"
        case .thirdParty: "第三方的姓名或者名称"
        case .coMaker: "共同制作机关的名称"
        case .consulted: "第三方或者共同制作机关，不写名称"
        case .information: "征求意见所涉及的信息"
        case .extensionDays: "延长的工作日数"
        case .newDueOn: "延长以后的答复期限"
        case .feeBasis: "收费管理办法的条款和计收方式"
        case .feeLines: "分档计算的明细"
        case .feeSum: "应缴金额，元"
        case .payment: "在“依申请公开设置”里填写的缴纳方式"
        case .reasons: "拟答复意见或者文书表单里写的理由"
        case .ground: "答复所依据的法条全称"
        case .disclosedContent: "予以公开的信息或者附件说明"
        case .access: "获取信息的方式、途径和时间"
        case .separatedParts: "部分公开时不公开的部分"
        case .responsibleOffice: "负责公开的机关"
        case .responsibleContact: "负责机关的联系方式"
        case .specialRule: "专门的法律、行政法规和办理途径"
        case .earlierReply: "前一次答复的日期和文号"
        case .properChannel: "信访、投诉、举报的渠道"
        case .remedy: "按办理结果自动写出的复议、诉讼途径"
        }
    }

    /// A made-up value for a preview.
    package var sample: String {
        switch self {
        case .letterNumber, .date, .office: ""
        case .officeAddress: "示例路1号"
        case .officePhone: "0900-0000000"
        case .applicant: "（申请人姓名）"
        case .pronoun: "您"
        case .requestNumber: "SQ2026-00012"
        case .queryCode: "ABCD-EFGH-JKLM"
        case .channel: "当面提交"
        case .receivedOn: "2026年3月2日"
        case .content: "2025年度某某项目的批准文件"
        case .dueOn: "2026年3月30日"
        case .clarificationItems: "请写明所需信息的名称、文号或者其他特征性描述。"
        case .deadline: "2026年3月20日"
        case .periodDays: "15"
        case .thirdParty: "（第三方名称）"
        case .coMaker: "（共同制作机关名称）"
        case .consulted: "第三方"
        case .information: "某某项目的补偿协议"
        case .extensionDays: "20"
        case .newDueOn: "2026年4月28日"
        case .feeBasis: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条（按件计收）"
        case .feeLines: "第 11 至 12 件，每件 100 元，计 200 元"
        case .feeSum: "200 元"
        case .payment: "到县政务服务中心综合窗口缴纳"
        case .reasons: "（理由）"
        case .ground: "《中华人民共和国政府信息公开条例》第三十六条第（二）项"
        case .disclosedContent: "某某项目的批准文件（见附件）"
        case .access: "随本答复书一并提供"
        case .separatedParts: "第三方的联系方式"
        case .responsibleOffice: "（负责机关名称）"
        case .responsibleContact: "0900-0000001"
        case .specialRule: "请依照《不动产登记暂行条例》向登记机构申请查询。"
        case .earlierReply: "2026年1月9日作出的答复"
        case .properChannel: "县信访局接待窗口"
        case .remedy: "对本答复书不服的，可以依法申请行政复议或者提起行政诉讼。"
        }
    }
}

extension LetterTemplate {
    /// With made-up values: what the wording looks like on paper.
    package func sample(issuer: String, on day: Day) throws(FillingFault) -> OfficialLetter {
        let texts = Dictionary(uniqueKeysWithValues: LetterPlaceholder.allCases.map { ($0, $0.sample) })
        let number = kind == .receipt ? nil : LetterNumber(word: "示例", series: kind.series, year: day.year, serial: 1)
        return try filled(with: LetterValues(issuer: issuer, number: number, date: day, texts: texts))
    }
}

extension LetterTemplate.Fault {
    /// The form's field that it is about.
    package var field: String {
        switch self {
        case .noTitle: "title"
        case .unknown(_, let place, _), .misplaced(_, let place, _), .unclosed(let place), .unopened(let place), .control(let place):
            switch place {
            case .title: "title"
            case .recipient: "recipient"
            case .line: "body"
            }
        case .missing, .noBody, .tooManyLines, .tooLong: "body"
        }
    }
}
