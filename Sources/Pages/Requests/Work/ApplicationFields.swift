package import Domain
import HTML

/// What was typed into a form, by the names of its fields: shown again as it was when something is wrong.
package struct TypedForm: Sendable, Hashable {
    package var values: [String: String]

    package init(_ values: [String: String] = [:]) { self.values = values }

    package subscript(name: String) -> String { values[name] ?? "" }

    /// The fields of a request as somebody wrote them down before.
    package init(_ form: RequestForm) {
        let applicant = form.applicant
        self.init([
            "kind": applicant.kind.rawValue, "name": applicant.name, "document": applicant.document?.rawValue ?? "",
            "documentNumber": applicant.documentNumber, "representative": applicant.representative,
            "contactPerson": applicant.contactPerson, "phone": applicant.phone, "email": applicant.email, "address": applicant.address,
            "postcode": applicant.postcode, "unit": form.unit, "description": form.information.description,
            "number": form.information.number, "features": form.information.features, "carrier": form.carrier?.rawValue ?? "",
            "delivery": form.delivery?.rawValue ?? "",
        ])
    }
}

/// The fields of an application in a clerk's form: who asks, for what, how it is to be handed over (条例 Art. 29).
struct ApplicationFields {
    var typed: TypedForm
    var problems: [(field: String, message: String)]

    func writeApplicant(_ html: inout HTMLWriter) {
        section(&html, "申请人", id: "applicant") { html in
            html(.p, .class("quiet"), text: "来信没有写明的先空着，登记后告知申请人补正（条例第三十条）。不问用途。")
            select(.kind, "申请人类型", ApplicantKind.allCases.map { ($0.rawValue, $0.label) }, empty: "请选择", &html)
            html(.div, .class("columns")) { html in
                text(.name, "姓名或者单位名称", &html)
                select(
                    .document, "身份证明", IdentityDocument.allCases.map { ($0.rawValue, $0.name) }, empty: "没有提供",
                    hint: "单位选统一社会信用代码。", &html)
                text(.documentNumber, "证件号码或者代码", &html)
                text(.representative, "法定代表人或者负责人", hint: "单位申请填写。", &html)
                text(.contactPerson, "联系人", hint: "单位申请填写。", &html)
                text(.phone, "联系电话", type: "tel", hint: "电话、电子邮箱、通信地址至少有一项。", &html)
                text(.email, "电子邮箱", type: "email", &html)
                text(.address, "通信地址", &html)
                text(.postcode, "邮政编码", &html)
            }
        }
    }

    func writeWanted(_ html: inout HTMLWriter) {
        section(&html, "申请什么", id: "wanted") { html in
            area(.description, "所需信息的名称或者内容", hint: "照申请书写。名称、文号、其他特征至少有一项。", &html)
            html(.div, .class("columns")) { html in text(.number, "文号", hint: "例如：明政发〔2026〕3号。", &html) }
            area(.features, "其他特征", hint: "年份、地点、制作机关等便于查找的特征。", &html)
            html(.div, .class("columns")) { html in
                select(.carrier, "获取信息的形式", Carrier.allCases.map { ($0.rawValue, $0.name) }, empty: "没有写明", &html)
                select(
                    .delivery, "获取信息的途径", DeliveryWay.allCases.map { ($0.rawValue, $0.name) }, empty: "没有写明",
                    hint: "邮寄要有通信地址，电子邮件要有电子邮箱。", &html)
            }
        }
    }

    // MARK: Fields

    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func text(
        _ field: RequestField, _ label: String, type: String = "text", hint: String? = nil, _ html: inout HTMLWriter
    ) {
        let name = field.rawValue
        FormField(label: label, id: name, hint: hint, problem: problem(name)).write(&html) { html, attributes in
            var own: [Attribute] = [.type(type), .value(typed[name]), .autocomplete("off")]
            if let limit = field.limit { own.append(.maxLength(limit)) }
            html(.input, attributes: attributes + own)
        }
    }

    private func area(_ field: RequestField, _ label: String, hint: String, _ html: inout HTMLWriter) {
        let name = field.rawValue
        FormField(label: label, id: name, hint: hint, problem: problem(name)).write(&html) { html, attributes in
            var own: [Attribute] = [.rows(field == .description ? 5 : 2)]
            if let limit = field.limit { own.append(.maxLength(limit)) }
            html(.textarea, attributes: attributes + own) { $0.text(typed[name]) }
        }
    }

    private func select(
        _ field: RequestField, _ label: String, _ options: [(value: String, label: String)], empty: String, hint: String? = nil,
        _ html: inout HTMLWriter
    ) {
        writeSelect(field.rawValue, label, options, empty: empty, hint: hint, &html)
    }

    /// A choice from a list; `empty` is what no choice means, `nil` when one must be made.
    func writeSelect(
        _ name: String, _ label: String, _ options: [(value: String, label: String)], empty: String?, hint: String? = nil,
        _ html: inout HTMLWriter
    ) {
        FormField(label: label, id: name, hint: hint, problem: problem(name)).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                if let empty { html(.option, .value(""), text: empty) }
                for option in options {
                    let chosen: [Attribute] = typed[name] == option.value ? [.selected] : []
                    html(.option, attributes: [.value(option.value)] + chosen) { $0.text(option.label) }
                }
            }
        }
    }

    func writeDay(_ name: String, _ label: String, hint: String, _ html: inout HTMLWriter) {
        FormField(label: label, id: name, hint: hint, problem: problem(name)).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("date"), .value(typed[name])])
        }
    }
}
