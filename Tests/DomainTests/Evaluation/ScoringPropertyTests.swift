import Foundation
import Testing

@testable import Domain

@Suite("Properties of scores") struct ScoringPropertyTests {
    /// A scheme and everything said under it, made from a seed: all kinds of nodes, three assessors, two reviewers, what does not apply.
    private struct Made {
        var random: SplitMix64
        var leaves: [Indicator] = []

        init(seed: UInt64) { random = SplitMix64(state: seed) }

        mutating func below(_ bound: Int) -> Int { Int(random.next(below: UInt64(bound))) }

        mutating func tenths(_ most: Int) -> ExactNumber {
            let number = below(most * 10 + 1)
            return Sample.number("\(number / 10).\(number % 10)")
        }

        mutating func node(_ code: String, depth: Int) -> Indicator {
            if depth == 0 || below(4) == 0 { return leaf(code) }
            let count = 2 + below(3)
            let isWeighted = below(3) == 0
            var children = (1...count).map { node("\(code).\($0)", depth: depth - 1) }
            if isWeighted {
                for index in children.indices { children[index].share = Sample.number(String(index == 0 ? 100 - 10 * (count - 1) : 10)) }
            }
            let sum = children.reduce(ExactNumber.nought) { $0.adding($1.points) ?? $0 }
            if below(4) == 0 { children.append(Sample.leaf("\(code).b", "5", bonus: Indicator.Bonus(gate: Sample.number("1")))) }
            if below(5) == 0 { children.append(Sample.veto("\(code).v", below(2) == 0 ? .group : .whole)) }
            leaves += children.suffix(2).filter { $0.bonus != nil || $0.points == .nought }
            return Indicator(
                code: code, name: "组\(code)", points: isWeighted ? Sample.number("20") : sum,
                kind: isWeighted ? .weighted(children) : .additive(children))
        }

        private mutating func leaf(_ code: String) -> Indicator {
            let leaf =
                below(3) == 0
                ? Sample.deduction(
                    code, "7.5",
                    [
                        Indicator.Penalty("迟", each: Sample.number("1.5")),
                        Indicator.Penalty("错", each: Sample.number("0.4"), cap: Sample.number("2")),
                    ])
                : Sample.leaf(code, String(3 + below(8)))
            leaves.append(leaf)
            return leaf
        }

        /// What two reviewers may not disagree about: whether a leaf applies to a unit, and whether a veto's case is given.
        mutating func fixed(_ leaf: Indicator) -> Submission.Entry? {
            if leaf.points == .nought { return .veto(below(30) == 0) }
            return below(12) == 0 ? .notApplicable("没有此项职权") : nil
        }

        mutating func entry(_ leaf: Indicator) -> Submission.Entry {
            if case .deduction = leaf.kind { return .times([below(4), below(8)]) }
            return .score(min(leaf.points, tenths(10)))
        }

        mutating func scheme(_ rule: Scheme.NotApplicable) -> Scheme {
            let nodes = (1...3).map { node(String($0), depth: 3) }
            let sum = nodes.reduce(ExactNumber.nought) { $0.adding($1.points) ?? $0 }
            return Sample.scheme(
                sum.description, nodes, weights: ["10", "40", "50"], notApplicable: rule,
                grading: .quota(
                    [Grading.Quota("优秀", percent: Sample.number("25")), Grading.Quota("合格", percent: Sample.number("75"))], ties: .lower,
                    failing: "不合格"))
        }

        mutating func inputs(units: Int) -> ScoringInputs {
            var submissions: [Submission] = []
            for unit in 1...units {
                let same = leaves.map { fixed($0) }
                for assessor in ["a", "b", "c"] {
                    for reviewer in assessor == "b" ? ["甲", "乙"] : [""] {
                        var entries: [String: Submission.Entry] = [:]
                        for (leaf, same) in zip(leaves, same) { entries[leaf.code] = same ?? entry(leaf) }
                        submissions.append(Sample.submission(assessor, "单位\(unit)", entries, reviewer: reviewer))
                    }
                }
            }
            return ScoringInputs(submissions: submissions)
        }
    }

    private static let rules: [Scheme.NotApplicable] = [.full, .rescaleGroup, .rescaleWhole]

    private func made(_ seed: Int) throws -> (Scoring, ScoringInputs) {
        var made = Made(seed: UInt64(seed))
        let scheme = made.scheme(Self.rules[seed % 3])
        return (try Scoring(scheme), made.inputs(units: 6))
    }

    private static func hasBonus(_ node: Indicator) -> Bool { node.children.contains { $0.bonus != nil || hasBonus($0) } }

    @Test("The parts make the whole at every level", arguments: 1...40)
    func parts(_ seed: Int) throws {
        let (scoring, inputs) = try made(seed)
        var compared = 0
        for unit in try scoring.result(inputs).units {
            for assessor in unit.assessors where assessor.scores.count == scoring.nodes.count {
                for node in [scoring.scheme.whole] + scoring.scheme.nodes {
                    guard let score = assessor.score(of: node.code), case .parts(let parts) = score.basis else { continue }
                    // Again, by another way than the scoring's own.
                    var sum = Fraction.zero
                    for child in node.children where child.isPart {
                        let part = try #require(assessor.score(of: child.code))
                        let share = try child.share.map {
                            try Fraction($0) * Fraction(node.points) / Fraction(whole: 100) / Fraction(child.points)
                        }
                        sum = try sum + part.score * (share ?? .one)
                    }
                    #expect(parts.sum == sum)
                    #expect(parts.applicable <= Fraction(node.points))
                    // Only a bonus further down lifts a part above its full marks.
                    if !Self.hasBonus(node) { #expect(parts.sum <= parts.applicable) }
                    if !parts.isRescaled, !parts.isVetoed, node.children.allSatisfy({ $0.bonus == nil }) { #expect(score.score == sum) }
                    compared += 1
                }
            }
        }
        #expect(compared > 0)
    }

    @Test("The order of what is handed in does not matter", arguments: 1...20)
    func order(_ seed: Int) throws {
        let (scoring, inputs) = try made(seed)
        var other = inputs
        other.submissions.reverse()
        for index in other.submissions.indices { other.submissions[index].answers.reverse() }
        #expect(try scoring.result(inputs).isComplete)
        #expect(try scoring.result(other) == scoring.result(inputs))
        let shuffled = SampleDraw.draw(
            inputs.submissions.count, from: inputs.submissions.indices.map { String($0 + 1_000) }, seed: UInt64(seed))
        other.submissions = shuffled.compactMap { Int($0).map { inputs.submissions[$0 - 1_000] } }
        #expect(try scoring.result(other) == scoring.result(inputs))
    }

    @Test("Computed again from JSON it is the same", arguments: 1...20)
    func json(_ seed: Int) throws {
        let (scoring, inputs) = try made(seed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let scheme = try encoder.encode(scoring.scheme)
        let papers = try encoder.encode(inputs)
        let again = try JSONDecoder().decode(Scheme.self, from: scheme)
        let inputsAgain = try JSONDecoder().decode(ScoringInputs.self, from: papers)
        #expect(again == scoring.scheme)
        #expect(inputsAgain == inputs)
        #expect(try encoder.encode(again) == scheme)
        #expect(try Scoring(again).result(inputsAgain) == scoring.result(inputs))
    }
}
