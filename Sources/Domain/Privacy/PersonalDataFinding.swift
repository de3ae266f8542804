/// A place in a text where personal data (个人信息) stands.
package struct PersonalDataFinding: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Codable {
        case idCard, mobile, landline, bankCard, passport, email, address, health, minor

        /// The kind in the words of a clerk.
        package var name: String {
            switch self {
            case .idCard: "身份证号"
            case .mobile: "手机号"
            case .landline: "固定电话"
            case .bankCard: "银行卡号"
            case .passport: "护照或出入境证件号"
            case .email: "电子邮箱"
            case .address: "家庭住址"
            case .health: "健康状况"
            case .minor: "未成年人信息"
            }
        }

        /// What a clerk can do about it.
        package var remedy: String {
            switch self {
            case .idCard: "删去证件号码；确需区分同名人员的，只保留后四位。"
            case .mobile: "删去号码，或者隐去中间四位；确需公布的，改为单位电话。"
            case .landline: "是住宅电话的应删去；是办公电话的，请在号码前写明“办公电话”等字样。"
            case .bankCard: "删去卡号或者账号，最多保留后四位。"
            case .passport: "删去证件号码。"
            case .email: "删去个人邮箱，或者改为单位邮箱。"
            case .address: "住址只写到村（社区）或者街道。"
            case .health: "删去病种、残疾、孕产等内容。"
            case .minor: "不公开未成年人的姓名和其他信息（个人信息保护法第二十八条）。"
            }
        }
    }

    /// How sure the finding is, from 0 to 1.
    package struct Confidence: Sendable, Hashable, Comparable {
        package enum Level: String, Sendable, CaseIterable { case low, medium, high }

        package let value: Double

        package init(_ value: Double) { self.value = min(1, max(0, value)) }

        package var level: Level { value >= 0.8 ? .high : value >= 0.5 ? .medium : .low }

        package static func < (left: Confidence, right: Confidence) -> Bool { left.value < right.value }
    }

    package let kind: Kind
    /// In bytes of the scanned text.
    package let range: Range<Int>
    /// What stands there, masked so that it may be shown and kept.
    package let sample: String
    /// What the policy puts in its place.
    package let replacement: String
    package let confidence: Confidence
    /// One Chinese sentence: why this is taken for personal data.
    package let reason: String

    package init(kind: Kind, range: Range<Int>, sample: String, replacement: String, confidence: Confidence, reason: String) {
        self.kind = kind
        self.range = range
        self.sample = sample
        self.replacement = replacement
        self.confidence = confidence
        self.reason = reason
    }

    package var remedy: String { kind.remedy }
}
