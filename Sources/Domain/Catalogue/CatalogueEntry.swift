/// What one line of a standard catalogue (公开事项标准目录) says: the content of an item, without identity or history.
///
/// An empty list or `nil` means that the source does not say; nothing is ever filled in by guesswork.
package struct CatalogueEntry: Sendable, Hashable, Codable {
    /// The field of work (领域) by its standard name when it is one of the 26, otherwise as the source names it.
    package var domain: String?
    /// 一级事项, 二级事项 and, where a county has them, 三级事项; outermost first, never empty.
    package var levels: [String]
    /// 公开内容（要素）, one by one.
    package var elements: [String]
    /// 公开依据, one by one.
    package var bases: [String]
    package var timeLimit: TimeLimit?
    /// 公开主体: the responsible units as the source names them.
    package var subjects: [String]
    /// In the standard order.
    package var channels: [Channel]
    /// The words behind `.other`.
    package var otherChannels: [String]
    package var audience: Audience
    package var modes: [DisclosureMode]
    package var tiers: [Tier]
    package var stages: [Stage]

    package init(
        domain: String? = nil, levels: [String], elements: [String] = [], bases: [String] = [], timeLimit: TimeLimit? = nil,
        subjects: [String] = [], channels: [Channel] = [], otherChannels: [String] = [], audience: Audience = Audience(),
        modes: [DisclosureMode] = [], tiers: [Tier] = [], stages: [Stage] = []
    ) {
        self.domain = domain
        self.levels = levels
        self.elements = elements
        self.bases = bases
        self.timeLimit = timeLimit
        self.subjects = subjects
        self.channels = channels
        self.otherChannels = otherChannels
        self.audience = audience
        self.modes = modes
        self.tiers = tiers
        self.stages = stages
    }

    /// The item's own name: its innermost level.
    package var name: String { levels.last ?? "" }
}

/// Whom an item is for (公开对象). Both may be ticked; neither means that the source does not say.
package struct Audience: Sendable, Hashable, Codable {
    /// 全社会
    package var everyone: Bool
    /// 特定群体 (also 特定群众, 特定对象): limits where and how widely the item is shown.
    package var specific: Bool

    package init(everyone: Bool = false, specific: Bool = false) {
        self.everyone = everyone
        self.specific = specific
    }
}

/// 公开方式
package enum DisclosureMode: String, Sendable, CaseIterable, Codable, Hashable {
    case proactive = "主动"
    case onRequest = "依申请"
}

/// 公开层级, from the top down.
package enum Tier: String, Sendable, CaseIterable, Codable, Hashable {
    case province = "省级"
    case city = "市级"
    case county = "县级"
    case township = "乡级"
    case village = "村级"
}

/// 五公开 (决策、执行、管理、服务、结果) and the two that follow them, 解读 and 回应 (the “5+2” model).
package enum Stage: String, Sendable, CaseIterable, Codable, Hashable {
    case decision = "决策"
    case execution = "执行"
    case management = "管理"
    case service = "服务"
    case result = "结果"
    case interpretation = "解读"
    case response = "回应"
}
