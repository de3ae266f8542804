/// The way on which a request for disclosure came in (申请渠道). Each has its own rule for the day of receipt (条例 Art. 31).
package enum RequestChannel: String, Sendable, CaseIterable, Codable, Hashable {
    /// 当面
    case counter
    /// 邮寄，需签收
    case signedPost
    /// 平常信函等无需签收的邮寄
    case plainPost
    case fax
    case email
    /// 互联网渠道: the portal's own form.
    case internet

    package var name: String {
        switch self {
        case .counter: "当面提交"
        case .signedPost: "邮寄（签收）"
        case .plainPost: "平常信函"
        case .fax: "传真"
        case .email: "电子邮件"
        case .internet: "网上申请"
        }
    }
}

/// Which day counts as the day of receipt (收到申请之日).
package enum ReceiptRule: String, Sendable, CaseIterable, Codable, Hashable {
    /// The day on which it was handed over.
    case submission
    /// The day on which the agency signed for it.
    case signature
    /// The day on which agency and applicant confirmed it to each other.
    case confirmation

    package var words: String {
        switch self {
        case .submission: "以提交之日为收到申请之日"
        case .signature: "以行政机关签收之日为收到申请之日"
        case .confirmation: "以双方确认之日为收到申请之日"
        }
    }
}

/// Who asks, as the annual report counts them (申请人情况; 国办公开办函〔2021〕30号).
package enum ApplicantKind: String, Sendable, CaseIterable, Codable, Hashable {
    case person
    case business
    case research
    case welfare
    case legalService
    case otherOrganisation

    /// As the columns of the report's third table are headed.
    package var name: String {
        switch self {
        case .person: "自然人"
        case .business: "商业企业"
        case .research: "科研机构"
        case .welfare: "社会公益组织"
        case .legalService: "法律服务机构"
        case .otherOrganisation: "其他"
        }
    }

    /// As a form asks for it.
    package var label: String {
        switch self {
        case .person: "自然人"
        case .otherOrganisation: "其他法人或组织"
        case .business, .research, .welfare, .legalService: name
        }
    }

    package var isOrganisation: Bool { self != .person }
}
