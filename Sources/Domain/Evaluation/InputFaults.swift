extension ScoringInputs {
    /// Why something that was handed in does not count.
    package enum Fault: Sendable, Hashable {
        case tooMany
        case unknownUnit(Place)
        case unknownAssessor(Place)
        case unknownLeaf(Place)
        case repeatedSubmission(Place)
        case repeatedAnswer(Place)
        case repeatedFigure(Place)
        case repeatedModeration(Place)
        case aboveFullMarks(Place, score: ExactNumber, points: ExactNumber)
        /// Not what a leaf of this kind takes.
        case wrongEntry(Place, Indicator.EntryKind)
        case badTimes(Place, count: Int)
        case noReason(Place)
        case notApplicableRefused(Place)
        /// An automatic leaf is not answered by hand.
        case automatic(Place)
        case notAutomatic(Place)
        case badFigure(Place)
        case badText(Place)
    }

    /// Who said it, of whom, about which leaf; empty where it does not matter.
    package struct Place: Sendable, Hashable {
        package var assessor: String
        package var reviewer: String
        package var unit: String
        package var leaf: String

        package init(assessor: String = "", reviewer: String = "", unit: String, leaf: String = "") {
            self.assessor = assessor
            self.reviewer = reviewer
            self.unit = unit
            self.leaf = leaf
        }

        var words: String {
            let who = reviewer.isEmpty ? assessor : "\(assessor)（\(reviewer)）"
            return [who, unit, leaf].filter { !$0.isEmpty }.joined(separator: " / ")
        }
    }

    /// The most papers of a kind, and the longest text in bytes.
    static let (most, longestText) = (100_000, 8_000)

    /// Everything that does not fit the scheme; empty when all of it counts.
    package func faults(in scheme: Scheme) -> [Fault] {
        guard submissions.count <= Self.most, figures.count <= Self.most, moderations.count <= Self.most, units.count <= Self.most else {
            return [.tooMany]
        }
        var check = InputCheck(scheme: scheme, units: Set(units))
        for submission in submissions { check.take(submission) }
        for figure in figures { check.take(figure) }
        for moderation in moderations { check.take(moderation) }
        return check.faults
    }
}

extension Indicator {
    /// What is entered for a leaf, in a word.
    package enum EntryKind: String, Sendable, Hashable {
        case score, times, veto

        package var name: String {
            switch self {
            case .score: "得分（score）"
            case .times: "每条扣分规则的次数（times）"
            case .veto: "是否存在否决情形（veto）"
            }
        }
    }
}

private struct InputCheck {
    let scheme: Scheme
    let units: Set<String>
    let assessors: Set<String>
    let leaves: [String: Indicator]
    private(set) var faults: [ScoringInputs.Fault] = []
    private var seen: Set<ScoringInputs.Place> = []
    private var decided: Set<ScoringInputs.Place> = []
    private var measured: Set<ScoringInputs.Place> = []

    init(scheme: Scheme, units: Set<String>) {
        self.scheme = scheme
        self.units = units
        assessors = Set(scheme.assessors.map(\.code))
        leaves = Dictionary(scheme.leaves.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func take(_ submission: Submission) {
        var place = ScoringInputs.Place(assessor: submission.assessor, reviewer: submission.reviewer, unit: submission.unit)
        guard isKnown(place) else { return }
        if !seen.insert(place).inserted { faults.append(.repeatedSubmission(place)) }
        var answered: Set<String> = []
        for answer in submission.answers {
            place.leaf = answer.leaf
            guard let leaf = leaves[answer.leaf] else {
                faults.append(.unknownLeaf(place))
                continue
            }
            if !answered.insert(answer.leaf).inserted { faults.append(.repeatedAnswer(place)) }
            if leaf.leaf?.method == .automatic { faults.append(.automatic(place)) }
            if answer.comment.utf8.count > ScoringInputs.longestText || answer.evidence.count > 200
                || answer.evidence.contains(where: { $0.utf8.count > ScoringInputs.longestText })
            {
                faults.append(.badText(place))
            }
            check(answer.entry, leaf, place)
        }
    }

    mutating func take(_ figure: MeasuredFigure) {
        let place = ScoringInputs.Place(unit: figure.unit, leaf: figure.leaf)
        if !units.isEmpty, !units.contains(figure.unit) { return faults.append(.unknownUnit(place)) }
        guard let leaf = leaves[figure.leaf] else { return faults.append(.unknownLeaf(place)) }
        guard let measure = leaf.leaf?.measure else { return faults.append(.notAutomatic(place)) }
        if !measured.insert(place).inserted { faults.append(.repeatedFigure(place)) }
        let bounds = 0...1_000_000_000
        let isSound = bounds.contains(figure.part) && (!measure.isShare || bounds.contains(figure.whole) && figure.part <= figure.whole)
        if !isSound { faults.append(.badFigure(place)) }
    }

    mutating func take(_ moderation: Moderation) {
        let place = ScoringInputs.Place(assessor: moderation.assessor, unit: moderation.unit, leaf: moderation.leaf)
        guard isKnown(place) else { return }
        guard let leaf = leaves[moderation.leaf] else { return faults.append(.unknownLeaf(place)) }
        if !decided.insert(place).inserted { faults.append(.repeatedModeration(place)) }
        if moderation.reason.isEmpty { faults.append(.noReason(place)) }
        if moderation.reason.utf8.count > ScoringInputs.longestText { faults.append(.badText(place)) }
        check(moderation.entry, leaf, place)
    }

    private mutating func isKnown(_ place: ScoringInputs.Place) -> Bool {
        if !assessors.contains(place.assessor) {
            faults.append(.unknownAssessor(place))
            return false
        }
        if place.unit.isEmpty || !units.isEmpty && !units.contains(place.unit) {
            faults.append(.unknownUnit(place))
            return false
        }
        return true
    }

    private mutating func check(_ entry: Submission.Entry, _ node: Indicator, _ place: ScoringInputs.Place) {
        switch (entry, node.kind) {
        case (.notApplicable(let reason), _):
            if reason.isEmpty { faults.append(.noReason(place)) }
            if reason.utf8.count > ScoringInputs.longestText { faults.append(.badText(place)) }
            if scheme.notApplicable == .refused { faults.append(.notApplicableRefused(place)) }
        case (.score(let score), .scored):
            if score > node.points { faults.append(.aboveFullMarks(place, score: score, points: node.points)) }
            if score.decimals > 4 { faults.append(.badText(place)) }
        case (.times(let times), .deduction(let deduction, _)):
            if times.count != deduction.penalties.count || !times.allSatisfy((0...1_000_000).contains) {
                faults.append(.badTimes(place, count: deduction.penalties.count))
            }
        case (.veto, .veto): break
        case (_, .scored): faults.append(.wrongEntry(place, .score))
        case (_, .deduction): faults.append(.wrongEntry(place, .times))
        case (_, .veto): faults.append(.wrongEntry(place, .veto))
        case (_, .additive), (_, .weighted): faults.append(.unknownLeaf(place))
        }
    }
}

extension ScoringInputs.Fault {
    /// What is wrong, where, and how to put it right.
    package var sentence: String { place.map { "\($0.words)：\(remark)" } ?? remark }

    /// `nil` when it is about the whole.
    package var place: ScoringInputs.Place? {
        switch self {
        case .tooMany: nil
        case .unknownUnit(let place), .unknownAssessor(let place), .unknownLeaf(let place), .repeatedSubmission(let place),
            .repeatedAnswer(let place), .repeatedFigure(let place), .repeatedModeration(let place), .noReason(let place),
            .notApplicableRefused(let place), .automatic(let place), .notAutomatic(let place), .badFigure(let place), .badText(let place),
            .aboveFullMarks(let place, _, _), .wrongEntry(let place, _), .badTimes(let place, _):
            place
        }
    }

    /// The same without the place, for who looks at it already.
    package var remark: String {
        switch self {
        case .tooMany: "单位、评分表、取数或者裁定超过 \(ScoringInputs.most) 份。"
        case .unknownUnit: "这个单位不在参评单位（units）之中，或者没有写单位。"
        case .unknownAssessor(let place): "指标体系中没有评估主体“\(place.assessor)”。"
        case .unknownLeaf(let place): "指标体系中没有编号为“\(place.leaf)”的末级指标。"
        case .repeatedSubmission: "评分表重复；同一主体有几人评分的，用 reviewer 区分。"
        case .repeatedAnswer: "这一项在同一份评分表中评了两次。"
        case .repeatedFigure: "自动取数重复。"
        case .repeatedModeration: "裁定重复，只能有一个。"
        case .aboveFullMarks(_, let score, let points): "得分 \(score) 超过满分 \(points)。"
        case .wrongEntry(_, let kind): "这一项应填\(kind.name)。"
        case .badTimes(_, let count): "应按扣分规则的顺序填 \(count) 个次数，每个是 0 到 1000000。"
        case .noReason: "没有写理由。"
        case .notApplicableRefused: "本指标体系不允许“不适用”。"
        case .automatic: "这一项自动取数，不由人评分；有异议的请裁定。"
        case .notAutomatic: "这一项不是自动取数的指标。"
        case .badFigure: "取数不对，part 和 whole 应当是 0 到 1000000000，比率的 part 不超过 whole。"
        case .badText: "文字超过 \(ScoringInputs.longestText) 字节、佐证超过 200 条，或者得分的小数超过 4 位。"
        }
    }
}
