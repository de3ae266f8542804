/// A policy for enterprises with what has to be done to get what it promises (涉企政策、兑现; S 002 二7).
package struct EnterprisePolicy: Sendable, Hashable, Codable {
    package var name: String
    package var code: String
    /// 政策依据
    package var document: String
    /// Who may apply (申报主体).
    package var applicants: String
    /// What one gets (支持内容).
    package var benefit: String
    /// 申报条件, a line each.
    package var conditions: [String]
    /// 兑现流程
    package var steps: [GuideStep]
    /// The guide that says how (关联办事指南), by its code.
    package var guideCode: String
    /// 有效期, and until when one may apply; `nil` without an end.
    package var until: Day?
    /// 咨询电话
    package var phone: String
    /// 受理窗口
    package var window: String
    /// 适用行业; empty for all.
    package var industries: [String]
    /// 企业规模; empty for all.
    package var sizes: [Size]
    package var kind: Kind

    package init(name: String = "", code: String = "") {
        self.name = name
        self.code = code
        (document, applicants, benefit, guideCode, phone, window) = ("", "", "", "", "", "")
        (conditions, steps, industries, sizes) = ([], [], [], [])
        kind = .other
    }

    /// 大型、中型、小型、微型企业 (统计上大中小微型企业划分办法)
    package enum Size: String, Sendable, CaseIterable, Codable, Hashable {
        case large = "大型"
        case medium = "中型"
        case small = "小型"
        case micro = "微型"
    }

    /// 政策类型
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        case subsidy = "财政补助"
        case tax = "税费优惠"
        case finance = "金融支持"
        case talent = "人才用工"
        case premises = "用地用房"
        case other = "其他"
    }

    package func isExpired(on day: Day) -> Bool { until.map { $0 < day } ?? false }
}
