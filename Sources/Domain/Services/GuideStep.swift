/// One step of the way (办理程序): who does what, how long, what comes out, and where it goes on.
package struct GuideStep: Sendable, Hashable, Codable {
    package var name: String
    /// 办理人
    package var actor: String
    /// 办理时间, in words.
    package var duration: String
    /// 办理结果
    package var outcome: String
    /// What is decided here; empty where nothing is.
    package var question: String
    /// The number of the step that follows, with a question when it is answered with yes; 0 is the end, `nil` the next in order.
    package var next: Int?
    /// Where it goes on when the question is answered with no.
    package var otherwise: Int?

    package init(
        name: String, actor: String = "", duration: String = "", outcome: String = "", question: String = "", next: Int? = nil,
        otherwise: Int? = nil
    ) {
        self.name = name
        self.actor = actor
        self.duration = duration
        self.outcome = outcome
        self.question = question
        self.next = next
        self.otherwise = otherwise
    }

    package var isBranch: Bool { !question.isEmpty }
}

/// The ways through the steps of a guide (办理流程), counted from 1; 0 is the end.
package struct GuideFlow: Sendable, Hashable {
    package let steps: [GuideStep]

    package init(_ steps: [GuideStep]) { self.steps = steps }

    /// A way from a step to another, with the answer that leads there.
    package struct Way: Sendable, Hashable {
        package let from: Int
        package let to: Int
        /// 是, 否, or nothing.
        package let answer: String
    }

    package var ways: [Way] {
        steps.enumerated().flatMap { index, step -> [Way] in
            let number = index + 1
            let next = step.next ?? (number < steps.count ? number + 1 : 0)
            guard step.isBranch else { return [Way(from: number, to: next, answer: "")] }
            return [Way(from: number, to: next, answer: "是"), Way(from: number, to: step.otherwise ?? 0, answer: "否")]
        }
    }

    package enum Fault: Sendable, Hashable {
        /// A step leads to one that is not there.
        case noSuchStep(from: Int)
        /// A question without a second way, or both ways lead to the same place.
        case noBranch(Int)
        /// No way leads there.
        case unreachable(Int)
        /// From there no way leads to the end.
        case endless(Int)
    }

    package var faults: [Fault] {
        let ways = ways
        let lost = ways.filter { !(0...steps.count).contains($0.to) || $0.to == $0.from }
        guard lost.isEmpty else { return Array(Set(lost.map(\.from))).sorted().map { .noSuchStep(from: $0) } }
        var faults: [Fault] = steps.indices.filter { steps[$0].isBranch }.compactMap { index in
            let own = ways.filter { $0.from == index + 1 }
            return steps[index].otherwise == nil || own[0].to == own[1].to ? .noBranch(index + 1) : nil
        }
        let (reached, ending) = (closure(from: [1], ways.map { ($0.from, $0.to) }), closure(from: [0], ways.map { ($0.to, $0.from) }))
        faults += (1...max(1, steps.count)).filter { !steps.isEmpty && !reached.contains($0) }.map { .unreachable($0) }
        faults += (1...max(1, steps.count)).filter { !steps.isEmpty && reached.contains($0) && !ending.contains($0) }.map { .endless($0) }
        return faults
    }

    private func closure(from first: Set<Int>, _ edges: [(Int, Int)]) -> Set<Int> {
        var (known, front) = (first, first)
        while !front.isEmpty {
            front = Set(edges.filter { front.contains($0.0) && !known.contains($0.1) }.map(\.1))
            known.formUnion(front)
        }
        return known
    }

    /// Where a step leads, in words.
    package func words(after number: Int) -> String {
        func place(_ to: Int) -> String { to == 0 ? "办结" : "第 \(to) 步" }
        let own = ways.filter { $0.from == number }
        guard let step = steps.indices.contains(number - 1) ? steps[number - 1] : nil, let first = own.first else { return "" }
        if step.isBranch { return "\(step.question)" + own.map { "\($0.answer)：\(place($0.to))" }.joined(separator: "；") }
        return first.to == number + 1 ? "" : "转\(place(first.to))"
    }

    /// Every step in one line, with where it leads: what stands behind the picture.
    package var lines: [String] {
        steps.enumerated().map { index, step in
            let facts = [
                step.actor.isEmpty ? "" : "由\(step.actor)办理", step.duration, step.outcome.isEmpty ? "" : "结果：\(step.outcome)",
                words(after: index + 1),
            ].filter { !$0.isEmpty }
            return "\(index + 1). \(step.name)" + (facts.isEmpty ? "" : "（\(facts.joined(separator: "；"))）")
        }
    }
}
