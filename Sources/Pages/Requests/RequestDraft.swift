package import Domain

/// A request on its way through the pages of the form: what was typed so far, as it was typed. Travels in hidden fields that bear the names of
/// `RequestField`.
package struct RequestDraft: Sendable, Hashable {
    private var answers: [RequestField: String] = [:]

    package init() {}

    /// Reads a form that was sent. An identity document that the chosen kind of applicant cannot have is forgotten: somebody went back and
    /// chose another kind.
    package init(_ form: QueryParameters) {
        for field in RequestField.allCases { answers[field] = form[field.rawValue] ?? "" }
        if let way = form[AskingStep.wayField] {
            let sides = way.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            answers[.carrier] = sides.count == 2 ? sides[0] : ""
            answers[.delivery] = sides.count == 2 ? sides[1] : ""
        }
        if let kind, let document, !IdentityDocument.choices(for: kind).contains(document) {
            answers[.document] = ""
            answers[.documentNumber] = ""
        }
    }

    package subscript(field: RequestField) -> String {
        get { answers[field] ?? "" }
        set { answers[field] = newValue }
    }

    package var kind: ApplicantKind? { ApplicantKind(rawValue: self[.kind]) }
    package var document: IdentityDocument? { IdentityDocument(rawValue: self[.document]) }
    package var carrier: Carrier? { Carrier(rawValue: self[.carrier]) }
    package var delivery: DeliveryWay? { DeliveryWay(rawValue: self[.delivery]) }

    /// What it asks for, tidied; without a kind of applicant it is a person's.
    package var form: RequestForm {
        RequestForm(
            applicant: Applicant(
                kind: kind ?? .person, name: self[.name], document: document, documentNumber: self[.documentNumber],
                representative: self[.representative], contactPerson: self[.contactPerson], phone: self[.phone], email: self[.email],
                address: self[.address], postcode: self[.postcode]),
            unit: self[.unit],
            information: RequestedInformation(description: self[.description], number: self[.number], features: self[.features]),
            carrier: carrier, delivery: delivery
        ).tidied
    }

    /// Everything that is wrong with it.
    package func faults(on today: Day) -> [RequestFormFault] {
        (kind == nil ? [RequestFormFault(.kind, .missing)] : []) + form.faults(on: today)
    }
}

/// One page of the form asks one thing (一页一问).
package enum AskingStep: String, Sendable, CaseIterable, Hashable {
    case kind, identity, contact, unit, information, delivery

    /// Carrier and delivery are chosen together, so that nothing impossible can be chosen.
    static let wayField = "way"

    package var fields: [RequestField] {
        switch self {
        case .kind: [.kind]
        case .identity: [.name, .document, .documentNumber, .representative, .contactPerson]
        case .contact: [.phone, .email, .address, .postcode]
        case .unit: [.unit]
        case .information: [.description, .number, .features]
        case .delivery: [.carrier, .delivery]
        }
    }

    package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    package var next: AskingStep? { Self.allCases.dropFirst(number).first }
    package var previous: AskingStep? { number > 1 ? Self.allCases[number - 2] : nil }

    /// The page on which a field stands.
    package init(of field: RequestField) { self = Self.allCases.first { $0.fields.contains(field) } ?? .kind }

    func title(for kind: ApplicantKind?) -> String {
        switch self {
        case .kind: "您以什么身份申请？"
        case .identity: kind?.isOrganisation == true ? "单位名称和身份证明" : "您的姓名和身份证明"
        case .contact: "怎样与您联系？"
        case .unit: "向哪个单位申请？"
        case .information: "您需要什么信息？"
        case .delivery: "您希望怎样拿到信息？"
        }
    }
}

/// What is wrong, at the control that it is about.
package struct AskingProblem: Sendable, Hashable {
    /// The identifier of the control.
    package var control: String
    package var message: String

    package init(control: String, message: String) {
        self.control = control
        self.message = message
    }

    /// The problems that a page shows: one for each control.
    package static func list(_ faults: [RequestFormFault], in draft: RequestDraft) -> [AskingProblem] {
        var problems: [AskingProblem] = []
        for fault in faults {
            var problem = AskingProblem(control: fault.field.rawValue, message: fault.sentence(in: draft.form))
            if fault.field == .carrier || fault.field == .delivery {
                problem.control = AskingStep.wayField
                if fault.reason == .missing { problem.message = "请选择获取信息的形式和途径" }
            }
            if !problems.contains(where: { $0.control == problem.control }) { problems.append(problem) }
        }
        return problems
    }
}
