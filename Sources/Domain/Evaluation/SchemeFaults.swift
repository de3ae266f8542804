extension Scheme {
    /// Why a scheme cannot be used. Nodes are named by their labels.
    package enum Fault: Sendable, Hashable {
        case noIndicators
        case tooManyNodes(Int)
        case tooDeep(Int)
        case badText(String)
        case repeatedCode(String)
        case badPoints(String)
        case noPoints(String)
        case emptyGroup(String)
        /// The parts' points are not the group's.
        case sum(String, written: ExactNumber, parts: ExactNumber)
        /// The shares of a weighted group are not 100 %.
        case shares(String, sum: ExactNumber)
        case noShare(String)
        case needlessShare(String)
        case vetoWithPoints(String)
        case bonusOfVeto(String)
        /// More than the parent's ordinary parts can bring.
        case gateTooHigh(String, gate: ExactNumber)
        case badPenalties(String)
        case capTooHigh(String, cap: ExactNumber)
        case badSampling(String)
        case noMeasure(String)
        case needlessMeasure(String)
        case wrongMeasure(String, Measure)
        case noAssessors
        case repeatedAssessor(String)
        case weights(sum: ExactNumber)
        case badGrades
        case thresholdOrder(String)
        case quotas(sum: ExactNumber)
        case quotaMissing(String)
    }

    /// The most nodes and levels, and the longest text of a scheme in bytes.
    static let (mostNodes, mostLevels, longestText) = (2_000, 10, 8_000)

    /// Everything that is wrong with it; empty for a scheme that adds up.
    package var faults: [Fault] {
        guard !indicators.isEmpty else { return [.noIndicators] }
        let depth = Self.depth(indicators)
        guard depth <= Self.mostLevels else { return [.tooDeep(depth)] }
        let nodes = nodes
        guard nodes.count <= Self.mostNodes else { return [.tooManyNodes(nodes.count)] }
        var faults: [Fault] = []
        if title.isEmpty || max(title.utf8.count, source.utf8.count) > Self.longestText { faults.append(.badText("标题")) }
        var codes: Set<String> = []
        for node in nodes {
            if node.code.isEmpty || node.code.utf8.count > 64 || node.name.isEmpty || node.name.utf8.count > Self.longestText {
                faults.append(.badText(node.label))
            }
            if !codes.insert(node.code).inserted { faults.append(.repeatedCode(node.code)) }
        }
        for node in [whole] + nodes { faults += Self.faults(of: node) }
        return faults + assessorFaults + gradeFaults
    }

    private static func depth(_ nodes: [Indicator]) -> Int {
        var (depth, level) = (0, nodes)
        while !level.isEmpty, depth <= mostLevels {
            depth += 1
            level = level.flatMap(\.children)
        }
        return depth
    }

    // MARK: Nodes

    private static func faults(of node: Indicator) -> [Fault] {
        var faults: [Fault] = []
        guard isMeasurable(node.points) else { return [.badPoints(node.label)] }
        if node.bonus != nil, node.points == .nought {
            if case .veto = node.kind { faults.append(.bonusOfVeto(node.label)) } else { faults.append(.noPoints(node.label)) }
        }
        switch node.kind {
        case .additive(let children): faults += sumFaults(node, children)
        case .weighted(let children): faults += shareFaults(node, children)
        case .scored(let leaf):
            if node.points == .nought { faults.append(.noPoints(node.label)) }
            faults += leafFaults(node, leaf)
        case .deduction(let deduction, let leaf):
            if node.points == .nought { faults.append(.noPoints(node.label)) }
            faults += penaltyFaults(node, deduction) + leafFaults(node, leaf)
        case .veto(_, let leaf):
            if node.points != .nought { faults.append(.vetoWithPoints(node.label)) }
            faults += leafFaults(node, leaf)
        }
        for child in node.children {
            if let gate = child.bonus?.gate, gate > node.points || gate == node.points && child.bonus?.isReachedAtGate == false {
                faults.append(.gateTooHigh(child.label, gate: gate))
            }
        }
        return faults
    }

    private static func sumFaults(_ node: Indicator, _ children: [Indicator]) -> [Fault] {
        if children.isEmpty { return [.emptyGroup(node.label)] }
        var faults = children.filter { $0.share != nil }.map { Fault.needlessShare($0.label) }
        let sum = sum(children.filter(\.isPart).map(\.points))
        if sum != node.points { faults.append(.sum(node.label, written: node.points, parts: sum)) }
        return faults
    }

    private static func shareFaults(_ node: Indicator, _ children: [Indicator]) -> [Fault] {
        if children.isEmpty { return [.emptyGroup(node.label)] }
        if node.points == .nought { return [.noPoints(node.label)] }
        var faults: [Fault] = []
        for child in children {
            if child.isPart && child.share == nil { faults.append(.noShare(child.label)) }
            if !child.isPart && child.share != nil { faults.append(.needlessShare(child.label)) }
            if let share = child.share, !isMeasurable(share) { return [.badPoints(child.label)] }
        }
        let sum = sum(children.filter(\.isPart).compactMap(\.share))
        if sum != hundred { faults.append(.shares(node.label, sum: sum)) }
        return faults
    }

    private static func penaltyFaults(_ node: Indicator, _ deduction: Indicator.Deduction) -> [Fault] {
        var faults: [Fault] = []
        let numbers = deduction.penalties.flatMap { [$0.each, $0.cap].compactMap { $0 } }
        let isSound =
            (1...50).contains(deduction.penalties.count) && numbers.allSatisfy { $0 > .nought && isMeasurable($0) }
            && deduction.penalties.allSatisfy { !$0.name.isEmpty && $0.name.utf8.count <= longestText }
        if !isSound { faults.append(.badPenalties(node.label)) }
        for cap in deduction.penalties.compactMap(\.cap) + [deduction.cap].compactMap({ $0 }) where cap > node.points {
            faults.append(.capTooHigh(node.label, cap: cap))
        }
        if let cap = deduction.cap, !isMeasurable(cap) || cap == .nought { faults.append(.badPenalties(node.label)) }
        return faults
    }

    private static func leafFaults(_ node: Indicator, _ leaf: Indicator.Leaf) -> [Fault] {
        var faults: [Fault] = []
        if max(leaf.evidence.utf8.count, leaf.criteria.utf8.count, leaf.sampling?.subject.utf8.count ?? 0) > longestText {
            faults.append(.badText(node.label))
        }
        switch leaf.sampling?.amount {
        case .count(let count) where !(1...100_000).contains(count): faults.append(.badSampling(node.label))
        case .percent(let percent) where percent == .nought || percent > hundred || !isMeasurable(percent):
            faults.append(.badSampling(node.label))
        default: break
        }
        switch (leaf.method == .automatic, leaf.measure) {
        case (true, nil): faults.append(.noMeasure(node.label))
        case (false, .some): faults.append(.needlessMeasure(node.label))
        case (true, let measure?):
            let isRight =
                switch node.kind {
                case .scored: measure.isShare
                case .deduction(let deduction, _): !measure.isShare && deduction.penalties.count == 1
                case .veto: !measure.isShare
                case .additive, .weighted: false
                }
            if !isRight { faults.append(.wrongMeasure(node.label, measure)) }
        case (false, nil): break
        }
        return faults
    }

    // MARK: Assessors and grades

    private var assessorFaults: [Fault] {
        guard (1...10).contains(assessors.count) else { return [.noAssessors] }
        var faults: [Fault] = []
        var codes: Set<String> = []
        for assessor in assessors {
            let longest = max(assessor.name.utf8.count, assessor.responsible.utf8.count)
            if assessor.code.isEmpty || assessor.code.utf8.count > 64 || assessor.name.isEmpty || longest > Self.longestText {
                faults.append(.badText("评估主体"))
            }
            if !codes.insert(assessor.code).inserted { faults.append(.repeatedAssessor(assessor.code)) }
            if assessor.weight == .nought || !Self.isMeasurable(assessor.weight) { return faults + [.badPoints(assessor.name)] }
        }
        let sum = Self.sum(assessors.map(\.weight))
        return sum == Self.hundred ? faults : faults + [.weights(sum: sum)]
    }

    private var gradeFaults: [Fault] {
        guard let grading else { return [] }
        let names = grading.names
        guard (2...10).contains(names.count), Set(names).count == names.count, !names.contains(""),
            names.allSatisfy({ $0.utf8.count <= 100 })
        else { return [.badGrades] }
        switch grading {
        case .threshold(let grades, _):
            return zip(grades, grades.dropFirst()).filter { $0.atLeast <= $1.atLeast }.map { .thresholdOrder($1.name) }
        case .quota(let grades, _, _):
            if grading.isOpen { return [] }
            let missing = grades.filter { $0.percent == nil }.map { Fault.quotaMissing($0.name) }
            guard missing.isEmpty else { return missing }
            guard grades.allSatisfy({ $0.percent.map(Self.isMeasurable) ?? false }) else { return [.badGrades] }
            let sum = Self.sum(grades.compactMap(\.percent))
            return sum == Self.hundred ? [] : [.quotas(sum: sum)]
        }
    }

    // MARK: Numbers

    private static let hundred = ExactNumber(whole: 100) ?? .nought

    /// Under a million, with at most four decimals: thousands of them add up in fifteen digits.
    private static func isMeasurable(_ number: ExactNumber) -> Bool {
        number.decimals <= 4 && Fraction(number) < Fraction(whole: 1_000_000)
    }

    private static func sum(_ numbers: [ExactNumber]) -> ExactNumber {
        numbers.reduce(.nought) { sum, number in
            guard let next = sum.adding(number) else { preconditionFailure("measured numbers add up") }
            return next
        }
    }
}
