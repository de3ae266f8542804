import Domain

/// Puts the rows of a scheme together as a tree. What a page break printed twice, a parent under its own name again, is one node.
struct SchemeBuilder {
    /// What a row says of its leaf.
    struct Details {
        var points: ExactNumber?
        var share: ExactNumber?
        var criteria = ""
        var evidence = ""
        var method = Indicator.Method.material
        /// Where it stands, for messages: 第 12 行.
        var place: String
    }

    private final class Draft {
        let name: String
        let place: String
        var points: ExactNumber?
        var share: ExactNumber?
        var details: Details?
        var children: [Draft] = []

        init(name: String, place: String) {
            self.name = name
            self.place = place
        }
    }

    private let root = Draft(name: "", place: "")
    /// From the first level down; shorter than the row's depth where a new node has begun.
    private var path: [Draft] = []

    var isEmpty: Bool { root.children.isEmpty }
    func name(at level: Int) -> String? { level < path.count ? path[level].name : nil }

    /// Whether the group that is open at the level has leaves, and no points yet.
    func waitsForPoints(at level: Int) -> Bool { level < path.count && path[level].points == nil && !path[level].children.isEmpty }

    /// Opens the group of this name at a level, or stays in it.
    mutating func enter(_ name: String, at level: Int, place: String) throws(UnreadableFile) {
        if level < path.count, path[level].name == name { return }
        guard level <= path.count else { throw UnreadableFile("\(place)：“\(name)”没有上级指标，请核对表格。") }
        path.removeSubrange(level...)
        let group = Draft(name: name, place: place)
        (path.last ?? root).children.append(group)
        path.append(group)
    }

    mutating func setPoints(_ points: ExactNumber, at level: Int, place: String) throws(UnreadableFile) {
        guard level < path.count else { throw UnreadableFile("\(place)：分值 \(points) 不知道属于哪个指标，请核对表格。") }
        if let former = path[level].points, former != points {
            throw UnreadableFile("\(place)：“\(path[level].name)”写了两个不同的分值 \(former) 和 \(points)，请改正。")
        }
        path[level].points = points
    }

    mutating func setShare(_ share: ExactNumber, at level: Int, place: String) throws(UnreadableFile) {
        guard level < path.count else { throw UnreadableFile("\(place)：权重 \(share)% 不知道属于哪个指标，请核对表格。") }
        if let former = path[level].share, former != share {
            throw UnreadableFile("\(place)：“\(path[level].name)”写了两个不同的权重 \(former)% 和 \(share)%，请改正。")
        }
        path[level].share = share
    }

    mutating func addLeaf(_ name: String, at level: Int, _ details: Details) throws(UnreadableFile) {
        guard level <= path.count else { throw UnreadableFile("\(details.place)：“\(name.prefix(20))”没有上级指标，请核对表格。") }
        path.removeSubrange(level...)
        let leaf = Draft(name: name, place: details.place)
        leaf.details = details
        leaf.points = details.points
        leaf.share = details.share
        (path.last ?? root).children.append(leaf)
    }

    /// Adds to the criteria of the last leaf, whose cell reaches over several rows.
    mutating func goOn(criteria: String) {
        guard let leaf = (path.last ?? root).children.last, let former = leaf.details?.criteria, !criteria.isEmpty else { return }
        leaf.details?.criteria = former.isEmpty ? criteria : former + "\n" + criteria
    }

    // MARK: The tree

    func indicators() throws(UnreadableFile) -> [Indicator] {
        guard !isEmpty else { throw UnreadableFile("指标表是空的，没有读到任何指标。") }
        var indicators: [Indicator] = []
        for (index, draft) in root.children.enumerated() { indicators.append(try indicator(draft, code: String(index + 1), inVeto: false)) }
        return indicators
    }

    private func indicator(_ draft: Draft, code: String, inVeto: Bool) throws(UnreadableFile) -> Indicator {
        let isVeto = inVeto || draft.name.contains("单项否决") || draft.name.contains("一票否决")
        let bonus = !inVeto && !isVeto && Self.isBonus(draft.name) ? Indicator.Bonus() : nil
        guard draft.details == nil else { return try leaf(draft, code: code, isVeto: isVeto, bonus: bonus) }
        guard !draft.children.isEmpty else { throw UnreadableFile("\(draft.place)：“\(draft.name)”下面没有指标，请核对表格。") }
        if draft.children.count == 1, let points = draft.points, draft.children[0].points == nil, draft.children[0].share == nil {
            draft.children[0].points = points
        }
        var children: [Indicator] = []
        for (index, child) in draft.children.enumerated() {
            children.append(try indicator(child, code: "\(code).\(index + 1)", inVeto: isVeto))
        }
        let isWeighted = children.contains { $0.share != nil }
        let sum = children.filter(\.isPart).reduce(ExactNumber.nought) { $0.adding($1.points) ?? $0 }
        let points = isVeto ? .nought : draft.points ?? (isWeighted ? ExactNumber(whole: 100) ?? .nought : sum)
        return Indicator(
            code: code, name: draft.name, points: points, share: draft.share, bonus: bonus,
            kind: isWeighted ? .weighted(children) : .additive(children))
    }

    private func leaf(_ draft: Draft, code: String, isVeto: Bool, bonus: Indicator.Bonus?) throws(UnreadableFile) -> Indicator {
        guard let details = draft.details else { throw UnreadableFile("\(draft.place)：“\(draft.name)”不是末级指标。") }
        let terms = Indicator.Leaf(method: details.method, criteria: details.criteria, evidence: details.evidence)
        if isVeto { return Indicator(code: code, name: draft.name, points: .nought, kind: .veto(.whole, terms)) }
        guard let points = draft.points ?? (draft.share == nil ? nil : ExactNumber(whole: 100)) else {
            throw UnreadableFile("\(draft.place)：“\(draft.name.prefix(30))”没有写分值。")
        }
        let kind = SchemeText.penalties(details.criteria).map { Indicator.Kind.deduction($0, terms) } ?? .scored(terms)
        return Indicator(code: code, name: draft.name, points: points, share: draft.share, bonus: bonus, kind: kind)
    }

    private static func isBonus(_ name: String) -> Bool {
        name.hasPrefix("加分") || name.hasSuffix("加分") || name.hasSuffix("加分项") || name.hasSuffix("加分指标")
    }
}
