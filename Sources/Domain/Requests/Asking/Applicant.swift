/// Who asks for information (申请人), with what 条例 Art. 29 wants of them: name, proof of identity, a way to reach them. No purpose is asked.
///
/// Personal data: kept encrypted, and never written to a log, so its description says nothing.
package struct Applicant: Sendable, Hashable, Codable {
    package var kind: ApplicantKind
    /// 姓名或者名称
    package var name: String
    /// What the number beside it is a number of; `nil` when no proof was given.
    package var document: IdentityDocument?
    package var documentNumber: String
    /// 法定代表人或者负责人, of an organisation.
    package var representative: String
    /// 联系人, of an organisation.
    package var contactPerson: String
    package var phone: String
    package var email: String
    package var address: String
    package var postcode: String

    package init(
        kind: ApplicantKind, name: String = "", document: IdentityDocument? = nil, documentNumber: String = "", representative: String = "",
        contactPerson: String = "", phone: String = "", email: String = "", address: String = "", postcode: String = ""
    ) {
        self.kind = kind
        self.name = name
        self.document = document
        self.documentNumber = documentNumber
        self.representative = representative
        self.contactPerson = contactPerson
        self.phone = phone
        self.email = email
        self.address = address
        self.postcode = postcode
    }
}

extension Applicant: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "Applicant(\(kind.rawValue))" }

    package var debugDescription: String { description }
}

/// What proves who somebody is (身份证明).
package enum IdentityDocument: String, Sendable, CaseIterable, Codable, Hashable {
    /// 居民身份证 (GB 11643)
    case identityCard
    case passport
    /// 港澳居民来往内地通行证
    case hongKongMacaoPermit
    /// 台湾居民来往大陆通行证
    case taiwanPermit
    /// 港澳台居民居住证: numbered as identity cards are.
    case residencePermit
    /// 外国人永久居留身份证
    case foreignerPermit
    /// 统一社会信用代码 (GB 32100)
    case creditCode
    /// 其他有效证件: an officer's card, the certificate of a body that has no code yet.
    case other

    package var name: String {
        switch self {
        case .identityCard: "居民身份证"
        case .passport: "护照"
        case .hongKongMacaoPermit: "港澳居民来往内地通行证"
        case .taiwanPermit: "台湾居民来往大陆通行证"
        case .residencePermit: "港澳台居民居住证"
        case .foreignerPermit: "外国人永久居留身份证"
        case .creditCode: "统一社会信用代码"
        case .other: "其他有效证件"
        }
    }

    /// Those that an applicant of that kind can have, the usual one first.
    package static func choices(for kind: ApplicantKind) -> [IdentityDocument] {
        kind.isOrganisation ? [.creditCode, .other] : allCases.filter { $0 != .creditCode }
    }
}
