/// An indicator scheme (指标体系): what is scored, by whom, and what follows from the score.
///
/// A scheme is used only when `faults` is empty: then every sum is right to the last decimal.
package struct Scheme: Sendable, Hashable {
    package var title: String
    /// The document that sets it, such as 六政办秘〔2018〕177号.
    package var source: String
    package var year: Int?
    /// Full marks of the whole.
    package var points: ExactNumber
    /// Whether the first level adds up or is weighted.
    package var isWeighted: Bool
    package var indicators: [Indicator]
    package var assessors: [Assessor]
    package var notApplicable: NotApplicable
    package var reconciliation: Reconciliation
    /// `nil` when no grades are given.
    package var grading: Grading?

    package init(
        title: String, source: String = "", year: Int? = nil, points: ExactNumber, isWeighted: Bool = false, indicators: [Indicator],
        assessors: [Assessor], notApplicable: NotApplicable = .refused, reconciliation: Reconciliation = .mean, grading: Grading? = nil
    ) {
        self.title = title
        self.source = source
        self.year = year
        self.points = points
        self.isWeighted = isWeighted
        self.indicators = indicators
        self.assessors = assessors
        self.notApplicable = notApplicable
        self.reconciliation = reconciliation
        self.grading = grading
    }

    /// Who scores (评估主体), each on the whole scheme.
    package struct Assessor: Sendable, Hashable, Codable {
        /// Unique in the scheme, such as `self`.
        package var code: String
        /// 自查自评 …
        package var name: String
        package var kind: Kind
        /// Who does it (责任主体), in the scheme's own words.
        package var responsible: String
        /// Percent of the composite.
        package var weight: ExactNumber

        package init(code: String, name: String, kind: Kind, responsible: String = "", weight: ExactNumber) {
            self.code = code
            self.name = name
            self.kind = kind
            self.responsible = responsible
            self.weight = weight
        }

        package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
            case oneself = "self"
            case thirdParty, inspection, other

            package var name: String {
                switch self {
                case .oneself: "自评"
                case .thirdParty: "第三方评估"
                case .inspection: "检查组"
                case .other: "其他"
                }
            }
        }
    }

    /// What happens to the points of a leaf that does not apply to a unit.
    package enum NotApplicable: String, Sendable, CaseIterable, Codable, Hashable {
        /// No leaf may be left out.
        case refused
        /// Full marks.
        case full
        /// The group's score is scaled up to its points, group by group from below (本组折算).
        case rescaleGroup
        /// The whole score is scaled up, as 75 points × 4/3 (总分折算).
        case rescaleWhole

        package var name: String {
            switch self {
            case .refused: "不允许不适用"
            case .full: "不适用按满分计"
            case .rescaleGroup: "不适用在本组内折算"
            case .rescaleWhole: "不适用按总分折算"
            }
        }
    }

    /// What is done when two of the same assessor have looked at one leaf and disagree.
    package enum Reconciliation: Sendable, Hashable {
        /// The mean of their scores.
        case mean
        /// The mean up to so many points of difference; beyond, somebody decides and gives a reason (复核裁定).
        case moderation(beyond: ExactNumber)
    }

    /// The whole as a node, whose parts are the first level.
    package var whole: Indicator {
        Indicator(code: "", name: title, points: points, kind: isWeighted ? .weighted(indicators) : .additive(indicators))
    }

    /// All nodes below the whole, each before its parts.
    package var nodes: [Indicator] {
        func below(_ node: Indicator) -> [Indicator] { [node] + node.children.flatMap(below) }
        return indicators.flatMap(below)
    }

    package var leaves: [Indicator] { nodes.filter { $0.leaf != nil } }

    /// Nodes on each level, the first level first.
    package var levels: [[Indicator]] {
        var levels: [[Indicator]] = []
        var level = indicators
        while !level.isEmpty {
            levels.append(level)
            level = level.flatMap(\.children)
        }
        return levels
    }
}
