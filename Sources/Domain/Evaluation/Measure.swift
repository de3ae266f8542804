/// A figure of the monitoring that a leaf can be bound to (自动取数). The list is closed: a new measure is a change of the program, with its formula.
package enum Measure: String, Sendable, CaseIterable, Codable, Hashable {
    case coverage, timeliness, elementCompleteness, requestTimeliness, interpretation
    case repliesCorrected, siteFindings, siteVetoes
    case serviceSatisfaction

    package var name: String {
        switch self {
        case .coverage: "公开覆盖率"
        case .timeliness: "公开及时率"
        case .elementCompleteness: "要素完整率"
        case .requestTimeliness: "依申请公开按期答复率"
        case .interpretation: "政策解读关联率"
        case .repliesCorrected: "复议诉讼纠正件数"
        case .siteFindings: "网站检查问题个数"
        case .siteVetoes: "网站单项否决个数"
        case .serviceSatisfaction: "政务服务满意率"
        }
    }

    /// How the figure comes about, in a sentence; which days it covers says the round.
    package var formula: String {
        switch self {
        case .coverage: "已公开的事项数÷应公开的事项数；不适用的事项不计。"
        case .timeliness: "按时公开的次数÷到期应公开的次数；迟公开和未公开的都不算按时。"
        case .elementCompleteness: "公开信息已写明的要素数÷目录要求的要素数。"
        case .requestTimeliness: "法定期限内答复的申请件数÷期限已到的申请件数。"
        case .interpretation: "已公开解读材料的文件数÷应解读的文件数；规范性文件和事关公众的其他政策应解读，解读期限未到的和注明不需要解读的不计。"
        case .repliesCorrected: "行政复议和行政诉讼中结果纠正的件数。"
        case .siteFindings: "最近一次网站检查中，涉及本单位网页的扣分问题个数；没有归属单位的网页由政府信息公开工作机构负责。"
        case .siteVetoes: "最近一次网站检查中，涉及本单位网页的单项否决问题个数；没有归属单位的网页由政府信息公开工作机构负责。"
        case .serviceSatisfaction: "非常满意、满意、基本满意的评价件数÷全部评价件数；经核查剔除的不计。"
        }
    }

    /// Whether the figure is a part of a whole, which gives that part of a leaf's points, or a number of occurrences, which are deducted or veto.
    package var isShare: Bool {
        switch self {
        case .coverage, .timeliness, .elementCompleteness, .requestTimeliness, .interpretation, .serviceSatisfaction: true
        case .repliesCorrected, .siteFindings, .siteVetoes: false
        }
    }
}

/// What monitoring says of one unit for one leaf.
package struct MeasuredFigure: Sendable, Hashable, Codable {
    package var unit: String
    /// The leaf's code.
    package var leaf: String
    /// What was fulfilled, or how often it happened.
    package var part: Int
    /// What was due; nought when nothing was, and then the leaf does not apply. Plays no part for a number of occurrences.
    package var whole: Int

    package init(unit: String, leaf: String, part: Int, whole: Int) {
        self.unit = unit
        self.leaf = leaf
        self.part = part
        self.whole = whole
    }
}
