/// The JSON form of schemes, described in docs/evaluation.md: flat objects, exact numbers as texts, what is left out has its plain meaning.
extension Scheme: Codable {
    private enum Key: String, CodingKey {
        case title, source, year, points, kind, indicators, assessors, notApplicable, moderationBeyond, grading
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kind = try container.decodeIfPresent(IndicatorKind.self, forKey: .kind) ?? .additive
        guard kind == .additive || kind == .weighted else {
            throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: "the whole is additive or weighted")
        }
        self.init(
            title: try container.decode(String.self, forKey: .title),
            source: try container.decodeIfPresent(String.self, forKey: .source) ?? "",
            year: try container.decodeIfPresent(Int.self, forKey: .year), points: try container.decode(ExactNumber.self, forKey: .points),
            isWeighted: kind == .weighted, indicators: try container.decode([Indicator].self, forKey: .indicators),
            assessors: try container.decode([Assessor].self, forKey: .assessors),
            notApplicable: try container.decodeIfPresent(NotApplicable.self, forKey: .notApplicable) ?? .refused,
            reconciliation: try container.decodeIfPresent(ExactNumber.self, forKey: .moderationBeyond).map { .moderation(beyond: $0) }
                ?? .mean,
            grading: try container.decodeIfPresent(Grading.self, forKey: .grading))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(title, forKey: .title)
        if !source.isEmpty { try container.encode(source, forKey: .source) }
        try container.encodeIfPresent(year, forKey: .year)
        try container.encode(points, forKey: .points)
        try container.encode(isWeighted ? IndicatorKind.weighted : .additive, forKey: .kind)
        try container.encode(indicators, forKey: .indicators)
        try container.encode(assessors, forKey: .assessors)
        try container.encode(notApplicable, forKey: .notApplicable)
        if case .moderation(let difference) = reconciliation { try container.encode(difference, forKey: .moderationBeyond) }
        try container.encodeIfPresent(grading, forKey: .grading)
    }
}

private enum IndicatorKind: String, Codable { case additive, weighted, scored, deduction, veto }

extension Indicator: Codable {
    private enum Key: String, CodingKey {
        case code, name, points, share, bonus, kind, children, method, criteria, evidence, sampling, measure, penalties, cap, veto
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        code = try container.decode(String.self, forKey: .code)
        name = try container.decode(String.self, forKey: .name)
        points = try container.decodeIfPresent(ExactNumber.self, forKey: .points) ?? .nought
        share = try container.decodeIfPresent(ExactNumber.self, forKey: .share)
        bonus = try container.decodeIfPresent(Bonus.self, forKey: .bonus)
        func leaf() throws -> Leaf {
            Leaf(
                method: try container.decodeIfPresent(Method.self, forKey: .method) ?? .material,
                criteria: try container.decodeIfPresent(String.self, forKey: .criteria) ?? "",
                evidence: try container.decodeIfPresent(String.self, forKey: .evidence) ?? "",
                sampling: try container.decodeIfPresent(Sampling.self, forKey: .sampling),
                measure: try container.decodeIfPresent(Measure.self, forKey: .measure))
        }
        switch try container.decode(IndicatorKind.self, forKey: .kind) {
        case .additive: kind = .additive(try container.decode([Indicator].self, forKey: .children))
        case .weighted: kind = .weighted(try container.decode([Indicator].self, forKey: .children))
        case .scored: kind = .scored(try leaf())
        case .deduction:
            let penalties = try container.decode([Penalty].self, forKey: .penalties)
            kind = .deduction(Deduction(penalties, cap: try container.decodeIfPresent(ExactNumber.self, forKey: .cap)), try leaf())
        case .veto: kind = .veto(try container.decode(Veto.self, forKey: .veto), try leaf())
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encode(points, forKey: .points)
        try container.encodeIfPresent(share, forKey: .share)
        try container.encodeIfPresent(bonus, forKey: .bonus)
        switch kind {
        case .additive(let children):
            try container.encode(IndicatorKind.additive, forKey: .kind)
            try container.encode(children, forKey: .children)
        case .weighted(let children):
            try container.encode(IndicatorKind.weighted, forKey: .kind)
            try container.encode(children, forKey: .children)
        case .scored: try container.encode(IndicatorKind.scored, forKey: .kind)
        case .deduction(let deduction, _):
            try container.encode(IndicatorKind.deduction, forKey: .kind)
            try container.encode(deduction.penalties, forKey: .penalties)
            try container.encodeIfPresent(deduction.cap, forKey: .cap)
        case .veto(let veto, _):
            try container.encode(IndicatorKind.veto, forKey: .kind)
            try container.encode(veto, forKey: .veto)
        }
        guard let leaf else { return }
        try container.encode(leaf.method, forKey: .method)
        if !leaf.criteria.isEmpty { try container.encode(leaf.criteria, forKey: .criteria) }
        if !leaf.evidence.isEmpty { try container.encode(leaf.evidence, forKey: .evidence) }
        try container.encodeIfPresent(leaf.sampling, forKey: .sampling)
        try container.encodeIfPresent(leaf.measure, forKey: .measure)
    }
}

extension Indicator.Bonus: Codable {
    private enum Key: String, CodingKey { case gate, isReachedAtGate }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        gate = try container.decodeIfPresent(ExactNumber.self, forKey: .gate)
        isReachedAtGate = try container.decodeIfPresent(Bool.self, forKey: .isReachedAtGate) ?? false
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(gate, forKey: .gate)
        if isReachedAtGate { try container.encode(true, forKey: .isReachedAtGate) }
    }
}

extension Indicator.Sampling: Codable {
    private enum Key: String, CodingKey { case subject, count, percent }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        subject = try container.decode(String.self, forKey: .subject)
        if let percent = try container.decodeIfPresent(ExactNumber.self, forKey: .percent) {
            amount = .percent(percent)
        } else {
            amount = .count(try container.decode(Int.self, forKey: .count))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(subject, forKey: .subject)
        switch amount {
        case .count(let count): try container.encode(count, forKey: .count)
        case .percent(let percent): try container.encode(percent, forKey: .percent)
        }
    }
}

extension Grading: Codable {
    private enum Key: String, CodingKey { case by, grades, ties, failing }
    private enum Way: String, Codable { case threshold, quota }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let failing = try container.decode(String.self, forKey: .failing)
        switch try container.decode(Way.self, forKey: .by) {
        case .threshold: self = .threshold(try container.decode([Threshold].self, forKey: .grades), failing: failing)
        case .quota:
            let ties = try container.decodeIfPresent(QuotaTies.self, forKey: .ties) ?? .lower
            self = .quota(try container.decode([Quota].self, forKey: .grades), ties: ties, failing: failing)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .threshold(let grades, let failing):
            try container.encode(Way.threshold, forKey: .by)
            try container.encode(grades, forKey: .grades)
            try container.encode(failing, forKey: .failing)
        case .quota(let grades, let ties, let failing):
            try container.encode(Way.quota, forKey: .by)
            try container.encode(grades, forKey: .grades)
            try container.encode(ties, forKey: .ties)
            try container.encode(failing, forKey: .failing)
        }
    }
}
