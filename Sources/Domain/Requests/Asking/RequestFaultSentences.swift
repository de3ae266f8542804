extension RequestField {
    /// What stands above the field.
    package func label(for kind: ApplicantKind) -> String {
        switch self {
        case .kind: "申请人类型"
        case .name: kind.isOrganisation ? "单位名称" : "姓名"
        case .document: "身份证明"
        case .documentNumber: kind.isOrganisation ? "代码或者证件号码" : "证件号码"
        case .representative: "法定代表人或者负责人"
        case .contactPerson: "联系人"
        case .phone: "联系电话"
        case .email: "电子邮箱"
        case .address: "通信地址"
        case .postcode: "邮政编码"
        case .unit: "受理单位"
        case .description: "所需信息的名称或者内容"
        case .number: "文号"
        case .features: "其他特征"
        case .carrier: "获取信息的形式"
        case .delivery: "获取信息的途径"
        }
    }
}

extension RequestFormFault {
    /// What is wrong, where, and how to put it right, in words for whoever fills the form in.
    package func sentence(in form: RequestForm) -> String {
        let label = field.label(for: form.applicant.kind)
        switch reason {
        case .missing:
            switch field {
            case .description: return "请写明所需信息的名称、文号或者其他特征，至少写一项"
            case .kind, .document, .carrier, .delivery, .unit: return "请选择\(label)"
            case .name, .documentNumber, .representative, .contactPerson, .phone, .email, .address, .postcode, .number, .features:
                return "请填写\(label)"
            }
        case .tooLong(let limit, let count): return "\(label)最多 \(limit) 个字，现在有 \(count) 个，请缩短"
        case .unprintable: return "\(label)里有无法显示的字符，请删去后重新填写"
        case .malformed: return malformed(form, label)
        case .wrongCheckCharacter:
            return form.applicant.document == .creditCode ? "统一社会信用代码的校验位不对，请对照证照逐位核对" : "证件号码的校验位不对，请对照证件逐位核对"
        case .outdated: return "15 位的身份证号码已经停用，请填写 18 位的号码"
        case .unsuitable where field == .unit: return "请从列表中选择受理单位"
        case .unsuitable: return form.applicant.kind.isOrganisation ? "单位申请请选择统一社会信用代码或者其他有效证件" : "自然人申请请选择个人的身份证件"
        case .noContact: return "请填写电话、电子邮箱或者通信地址，至少填写一项，以便与您联系"
        case .neededFor(let delivery): return "您选择了“\(delivery.name)”，请填写\(label)"
        case .impossible(let carrier): return "“\(carrier.name)”可以选择的途径是：\(carrier.deliveries.map(\.name).joined(separator: "、"))"
        }
    }

    private func malformed(_ form: RequestForm, _ label: String) -> String {
        switch field {
        case .documentNumber:
            switch form.applicant.document {
            case .identityCard?, .residencePermit?: "\(label)应为 18 位数字（最后一位可以是 X），请对照证件核对"
            case .creditCode?: "统一社会信用代码应为 18 位数字和字母，请对照证照核对"
            case .hongKongMacaoPermit?: "\(label)应以 H 或者 M 开头，后面是 8 位或者 10 位数字，请对照证件核对"
            case .passport?, .taiwanPermit?, .foreignerPermit?, .other?, nil: "\(label)的位数或者字符不对，请对照证件核对"
            }
        case .phone: "联系电话应为手机号码或者带区号的固定电话，例如 0716-8888888"
        case .email: "电子邮箱的格式不对，应类似 name@example.com"
        case .postcode: "邮政编码应为 6 位数字"
        case .kind, .name, .document, .representative, .contactPerson, .address, .unit, .description, .number, .features, .carrier,
            .delivery:
            "\(label)的格式不对，请核对"
        }
    }
}
