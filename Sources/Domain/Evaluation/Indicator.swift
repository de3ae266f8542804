/// A node of a scheme (指标): a group of others, or a leaf that is scored.
package struct Indicator: Sendable, Hashable {
    /// Unique in the scheme, such as `1.2.3`; answers name leaves by it.
    package var code: String
    package var name: String
    /// Full marks (分值); nought for a veto.
    package var points: ExactNumber
    /// Percent of the parent, where the parent is weighted (权重).
    package var share: ExactNumber?
    /// Comes on top of the parent's points (加分项); `nil` for an ordinary part of them.
    package var bonus: Bonus?
    package var kind: Kind

    package init(code: String, name: String, points: ExactNumber, share: ExactNumber? = nil, bonus: Bonus? = nil, kind: Kind) {
        self.code = code
        self.name = name
        self.points = points
        self.share = share
        self.bonus = bonus
        self.kind = kind
    }

    /// How the node's score comes about.
    package indirect enum Kind: Sendable, Hashable {
        /// The parts' points add up to its own, and so do their scores.
        case additive([Indicator])
        /// Each part counts by its share, whatever its own points are.
        case weighted([Indicator])
        /// Nought to full marks.
        case scored(Leaf)
        /// Full marks, less what is taken off.
        case deduction(Deduction, Leaf)
        case veto(Veto, Leaf)
    }

    package var children: [Indicator] {
        switch kind {
        case .additive(let children), .weighted(let children): children
        case .scored, .deduction, .veto: []
        }
    }

    package var leaf: Leaf? {
        switch kind {
        case .additive, .weighted: nil
        case .scored(let leaf), .deduction(_, let leaf), .veto(_, let leaf): leaf
        }
    }

    /// Whether it is one of the parts that make up its parent's points: bonuses come on top, vetoes have no points.
    package var isPart: Bool { bonus == nil && points > .nought }

    /// As a sentence names it: `1.2“工作推进方式”`.
    package var label: String {
        let scalars = name.unicodeScalars
        let short = scalars.count > 24 ? String(String.UnicodeScalarView(scalars.prefix(23))) + "…" : name
        return code.isEmpty ? "总分" : "\(code)“\(short)”"
    }

    /// How a leaf is looked at.
    package struct Leaf: Sendable, Hashable {
        package var method: Method
        /// How points are given, in the scheme's own words (评分标准).
        package var criteria: String
        /// What is to be shown (佐证材料).
        package var evidence: String
        package var sampling: Sampling?
        /// Only of a leaf whose method is automatic.
        package var measure: Measure?

        package init(
            method: Method = .material, criteria: String = "", evidence: String = "", sampling: Sampling? = nil, measure: Measure? = nil
        ) {
            self.method = method
            self.criteria = criteria
            self.evidence = evidence
            self.sampling = sampling
            self.measure = measure
        }
    }

    package enum Method: String, Sendable, CaseIterable, Codable, Hashable {
        case material, website, field, automatic

        package var name: String {
            switch self {
            case .material: "查看材料"
            case .website: "网上检查"
            case .field: "实地核查"
            case .automatic: "自动取数"
            }
        }
    }

    /// Takes off for each occurrence, never more than the cap.
    package struct Deduction: Sendable, Hashable, Codable {
        package var penalties: [Penalty]
        /// The most that all of them together take off; `nil` for all of the points (扣完为止).
        package var cap: ExactNumber?

        package init(_ penalties: [Penalty], cap: ExactNumber? = nil) {
            self.penalties = penalties
            self.cap = cap
        }
    }

    package struct Penalty: Sendable, Hashable, Codable {
        package var name: String
        /// Points for each occurrence.
        package var each: ExactNumber
        /// The most that this one takes off; `nil` for no limit of its own.
        package var cap: ExactNumber?

        package init(_ name: String, each: ExactNumber, cap: ExactNumber? = nil) {
            self.name = name
            self.each = each
            self.cap = cap
        }
    }

    /// What a veto (单项否决) makes nought.
    package enum Veto: String, Sendable, CaseIterable, Codable, Hashable {
        /// The whole evaluation of the unit.
        case whole
        /// The group that it stands in.
        case group

        package var name: String { self == .whole ? "整体否决" : "本组否决" }
    }

    package struct Bonus: Sendable, Hashable {
        /// The score of the parent's ordinary parts that has to be passed before the bonus counts; `nil` when it always counts.
        package var gate: ExactNumber?
        /// Whether just reaching the gate is enough.
        package var isReachedAtGate: Bool

        package init(gate: ExactNumber? = nil, isReachedAtGate: Bool = false) {
            self.gate = gate
            self.isReachedAtGate = isReachedAtGate
        }
    }

    /// How many things are looked at, drawn by `SampleDraw`.
    package struct Sampling: Sendable, Hashable {
        /// What is drawn, such as 政策文件.
        package var subject: String
        package var amount: Amount

        package init(subject: String, amount: Amount) {
            self.subject = subject
            self.amount = amount
        }

        package enum Amount: Sendable, Hashable {
            case count(Int)
            /// Rounded up, so that something is looked at wherever there is something.
            case percent(ExactNumber)
        }

        /// How many of so many are drawn.
        package func size(of total: Int) -> Int {
            switch amount {
            case .count(let count): return min(count, total)
            case .percent(let percent):
                let exact = Fraction(percent)
                let (numerator, denominator) = (exact.numerator * Int128(total), exact.denominator * 100)
                return min(total, Int((numerator + denominator - 1) / denominator))
            }
        }
    }
}
