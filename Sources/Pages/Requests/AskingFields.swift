import Domain
import HTML

/// The controls of each page of the form.
struct AskingFields {
    var draft: RequestDraft
    var problems: [AskingProblem]
    var units: [OrganisationUnit]
    var county: County

    func write(_ step: AskingStep, _ html: inout HTMLWriter) {
        switch step {
        case .kind: writeKind(&html)
        case .identity: writeIdentity(&html)
        case .contact: writeContact(&html)
        case .unit: writeUnit(&html)
        case .information: writeInformation(&html)
        case .delivery: writeDelivery(&html)
        }
    }

    private func writeKind(_ html: inout HTMLWriter) {
        let hints: [ApplicantKind: String] = [
            .person: "以个人名义申请。", .business: "公司、个人独资企业、合伙企业等。", .research: "高等学校、研究院所等。", .welfare: "社会团体、基金会、社会服务机构等。",
            .legalService: "律师事务所、基层法律服务所等。", .otherOrganisation: "机关、事业单位、村（居）民委员会等不属于以上几类的。",
        ]
        ChoiceField(
            legend: "请选择一项", id: RequestField.kind.rawValue, problem: problem(.kind),
            choices: ApplicantKind.allCases.map { kind in
                ChoiceField.Choice(
                    value: kind.rawValue,
                    label: !kind.isOrganisation ? "自然人" : kind == .otherOrganisation ? "其他法人或者组织" : "法人或者其他组织：\(kind.label)",
                    hint: hints[kind])
            }, chosen: draft[.kind]
        ).write(&html)
    }

    private func writeIdentity(_ html: inout HTMLWriter) {
        let kind = draft.kind ?? .person
        html(.p, .class("hint"), text: "依据《政府信息公开条例》第二十九条。身份信息加密保存，只用于办理这份申请，只有经办人员能够查看，每次查看都有记录。")
        field(
            &html, .name, autocomplete: kind.isOrganisation ? "organization" : "name",
            hint: kind.isOrganisation ? "与登记证书上的名称一致。" : "与证件上的姓名一致。")
        let documents = IdentityDocument.choices(for: kind)
        FormField(label: "证件类型", id: RequestField.document.rawValue, problem: problem(.document)).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                for document in documents {
                    let isChosen = document == (draft.document ?? documents[0])
                    html(.option, attributes: [.value(document.rawValue)] + (isChosen ? [.selected] : [])) { $0.text(document.name) }
                }
            }
        }
        field(&html, .documentNumber, hint: kind.isOrganisation ? "统一社会信用代码 18 位，见营业执照或者登记证书。" : "居民身份证为 18 位，最后一位可能是 X。")
        if kind.isOrganisation {
            field(&html, .representative, hint: "填写姓名。")
            field(&html, .contactPerson, autocomplete: "name", hint: "填写姓名。我们与这位联系人联系。")
        }
    }

    private func writeContact(_ html: inout HTMLWriter) {
        html(.p, .class("hint"), text: "至少填写一项。希望邮寄的，请填写通信地址；希望用电子邮件接收的，请填写电子邮箱。收到申请后我们会与您确认，请填写您方便接听的电话。")
        field(&html, .phone, isOptional: true, type: "tel", autocomplete: "tel", hint: "手机号码，或者带区号的固定电话。")
        field(&html, .email, isOptional: true, type: "email", autocomplete: "email", hint: "例如 name@example.com")
        field(&html, .address, isOptional: true, autocomplete: "street-address", hint: "写到门牌号。")
        field(&html, .postcode, isOptional: true, autocomplete: "postal-code", inputMode: "numeric", hint: "6 位数字。")
    }

    private func writeUnit(_ html: inout HTMLWriter) {
        FormField(
            label: "受理单位", id: RequestField.unit.rawValue, hint: "信息由哪个单位制作或者保存，就向哪个单位申请。不清楚的，由政府信息公开工作机构为您转给负责的单位。",
            problem: problem(.unit)
        ).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: "不清楚，交政府信息公开工作机构")
                for kind in OrganisationUnit.Kind.allCases {
                    let members = units.filter { $0.kind == kind }
                    guard !members.isEmpty else { continue }
                    html(.optgroup, .label(kind.words)) { html in
                        for unit in members {
                            html(.option, attributes: [.value(unit.code)] + (unit.code == draft[.unit] ? [.selected] : [])) {
                                $0.text(unit.name)
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeInformation(_ html: inout HTMLWriter) {
        html(.p, .class("hint"), text: "名称、文号、其他特征，至少写一项；写得越具体，找得越快。不需要说明用途。请不要在这里填写他人的身份证号码等个人信息。")
        FormField(
            label: RequestField.description.label(for: .person), id: RequestField.description.rawValue,
            hint: "例如：2025年农村公路养护资金分配方案。一份申请请只写一件事。最多 \(limit(.description)) 字。", problem: problem(.description)
        ).write(&html) { html, attributes in
            html(
                .textarea,
                attributes: attributes + [.rows(6), .maxLength(limit(.description)), .data("suggest", Address.requestForm.path)]
            ) { $0.text(draft[.description]) }
        }
        field(&html, .number, isOptional: true, hint: "例如：明政办发〔2025〕3号")
        FormField(
            label: RequestField.features.label(for: .person), id: RequestField.features.rawValue, hint: "例如：形成的年份、地点、涉及的项目。",
            problem: problem(.features), isOptional: true
        ).write(&html) { html, attributes in
            html(.textarea, attributes: attributes + [.rows(3), .maxLength(limit(.features))]) { $0.text(draft[.features]) }
        }
    }

    private func writeDelivery(_ html: inout HTMLWriter) {
        ChoiceField(
            legend: "请选择一项", id: AskingStep.wayField, problem: problems.first { $0.control == AskingStep.wayField }?.message,
            choices: Carrier.allCases.flatMap { carrier in
                carrier.deliveries.map { delivery in
                    ChoiceField.Choice(
                        value: "\(carrier.rawValue)-\(delivery.rawValue)", label: Self.words(carrier, delivery), hint: hint(delivery))
                }
            }, chosen: "\(draft[.carrier])-\(draft[.delivery])"
        ).write(&html)
        html(.p, .class("hint"), text: "按您要求的形式提供；可能危及原件安全或者成本过高的，会用其他适当的形式提供（《政府信息公开条例》第四十条）。")
    }

    private static func words(_ carrier: Carrier, _ delivery: DeliveryWay) -> String {
        carrier == .onSite ? "到现场查阅、抄录" : "\(carrier.name)，\(delivery.name)"
    }

    private func hint(_ delivery: DeliveryWay) -> String? {
        switch delivery {
        case .post: draft[.address].isEmpty ? "您还没有填写通信地址，选择后请补填。" : "寄到您填写的通信地址。"
        case .email: draft[.email].isEmpty ? "您还没有填写电子邮箱，选择后请补填。" : "发到您填写的电子邮箱。"
        case .pickUp: "准备好后通知您领取，请带上证件。"
        case .onSite: "准备好后与您约定时间，请带上证件。"
        }
    }

    // MARK: Single lines

    private func field(
        _ html: inout HTMLWriter, _ field: RequestField, isOptional: Bool = false, type: String = "text", autocomplete: String = "off",
        inputMode: String? = nil, hint: String
    ) {
        FormField(
            label: field.label(for: draft.kind ?? .person), id: field.rawValue, hint: hint, problem: problem(field), isOptional: isOptional
        ).write(&html) { html, attributes in
            var attributes = attributes
            attributes += [.type(type), .autocomplete(autocomplete), .maxLength(limit(field)), .spellCheck("false")]
            if let inputMode { attributes.append(.inputMode(inputMode)) }
            html(.input, attributes: attributes + [.value(draft[field])])
        }
    }

    private func limit(_ field: RequestField) -> Int { field.limit ?? 0 }

    private func problem(_ field: RequestField) -> String? { problems.first { $0.control == field.rawValue }?.message }
}
