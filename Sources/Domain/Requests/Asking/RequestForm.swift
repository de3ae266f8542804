/// A request for disclosure as it is handed in (政府信息公开申请): the content that 条例 Art. 29 wants, and nothing beyond it.
package struct RequestForm: Sendable, Hashable, Codable {
    package var applicant: Applicant
    /// The code of the unit that is asked; empty when the applicant leaves that to the disclosure office.
    package var unit: String
    package var information: RequestedInformation
    /// 形式要求; `nil` when a letter does not say.
    package var carrier: Carrier?
    package var delivery: DeliveryWay?

    package init(
        applicant: Applicant, unit: String = "", information: RequestedInformation, carrier: Carrier? = nil, delivery: DeliveryWay? = nil
    ) {
        self.applicant = applicant
        self.unit = unit
        self.information = information
        self.carrier = carrier
        self.delivery = delivery
    }
}

/// What is asked for: its name, its number, or whatever else makes it findable. One of the three is enough (条例 Art. 29).
package struct RequestedInformation: Sendable, Hashable, Codable {
    /// 信息名称或者内容描述
    package var description: String
    /// 文号
    package var number: String
    /// 其他特征性描述: the year, the place, the issuer.
    package var features: String

    package init(description: String, number: String = "", features: String = "") {
        self.description = description
        self.number = number
        self.features = features
    }
}

/// The form in which the information is wanted (提供载体).
package enum Carrier: String, Sendable, CaseIterable, Codable, Hashable {
    case paper, electronic, onSite

    package var name: String {
        switch self {
        case .paper: "纸质"
        case .electronic: "电子文件"
        case .onSite: "当面查阅、抄录"
        }
    }

    /// The ways on which it can be handed over, the usual one first.
    package var deliveries: [DeliveryWay] {
        switch self {
        case .paper: [.post, .pickUp]
        case .electronic: [.email, .pickUp]
        case .onSite: [.onSite]
        }
    }
}

/// The way on which the information reaches the applicant (获取途径).
package enum DeliveryWay: String, Sendable, CaseIterable, Codable, Hashable {
    case pickUp, post, email, onSite

    package var name: String {
        switch self {
        case .pickUp: "自行领取"
        case .post: "邮寄"
        case .email: "电子邮件"
        case .onSite: "到现场查阅"
        }
    }
}

extension RequestForm {
    /// The same without what typing leaves behind: white space at the ends, full-width digits, spaces in numbers, small letters in codes.
    /// What does not belong to the kind of applicant is left out.
    package var tidied: RequestForm {
        var form = self
        form.applicant = applicant.tidied
        form.unit = Folding.trimmed(unit)
        form.information = RequestedInformation(
            description: Folding.trimmed(information.description), number: Folding.trimmed(information.number),
            features: Folding.trimmed(information.features))
        return form
    }
}

extension Applicant {
    package var tidied: Applicant {
        var applicant = self
        applicant.name = Folding.trimmed(name)
        applicant.documentNumber = document == .other ? Folding.trimmed(documentNumber) : Self.code(documentNumber)
        applicant.representative = kind.isOrganisation ? Folding.trimmed(representative) : ""
        applicant.contactPerson = kind.isOrganisation ? Folding.trimmed(contactPerson) : ""
        applicant.phone = Self.halfWidth(Folding.trimmed(phone))
        applicant.email = Self.halfWidth(Folding.trimmed(email))
        applicant.address = Folding.trimmed(address)
        applicant.postcode = Self.code(postcode)
        return applicant
    }

    /// In half width, in capitals, without spaces and hyphens.
    private static func code(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in halfWidth(text).unicodeScalars where Folding.fold(scalar.value) != 0x20 && scalar != "-" {
            result.append(("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) - 0x20) : scalar)
        }
        return String(result)
    }

    static func halfWidth(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            result.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(result)
    }
}
