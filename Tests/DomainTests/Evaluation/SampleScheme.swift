import Testing

@testable import Domain

/// Schemes made for the tests; a number that is none is nought, which the schemes' own faults would show.
enum Sample {
    static func number(_ text: String) -> ExactNumber { ExactNumber(text: text) ?? .nought }

    static func leaf(_ code: String, _ points: String, share: String? = nil, bonus: Indicator.Bonus? = nil) -> Indicator {
        Indicator(
            code: code, name: "指标\(code)", points: number(points), share: share.map(number), bonus: bonus, kind: .scored(Indicator.Leaf()))
    }

    static func group(
        _ code: String, _ points: String, _ children: [Indicator], share: String? = nil, bonus: Indicator.Bonus? = nil,
        isWeighted: Bool = false
    ) -> Indicator {
        Indicator(
            code: code, name: "指标\(code)", points: number(points), share: share.map(number), bonus: bonus,
            kind: isWeighted ? .weighted(children) : .additive(children))
    }

    static func deduction(_ code: String, _ points: String, _ penalties: [Indicator.Penalty], cap: String? = nil) -> Indicator {
        Indicator(
            code: code, name: "指标\(code)", points: number(points),
            kind: .deduction(Indicator.Deduction(penalties, cap: cap.map(number)), Indicator.Leaf()))
    }

    static func veto(_ code: String, _ veto: Indicator.Veto) -> Indicator {
        Indicator(code: code, name: "指标\(code)", points: .nought, kind: .veto(veto, Indicator.Leaf()))
    }

    static func automatic(_ code: String, _ points: String, _ measure: Measure) -> Indicator {
        Indicator(
            code: code, name: "指标\(code)", points: number(points), kind: .scored(Indicator.Leaf(method: .automatic, measure: measure)))
    }

    /// One assessor, unless the weights say otherwise: a, b, c …
    static func scheme(
        _ points: String, _ indicators: [Indicator], weights: [String] = ["100"], notApplicable: Scheme.NotApplicable = .refused,
        reconciliation: Scheme.Reconciliation = .mean, grading: Grading? = nil, isWeighted: Bool = false
    ) -> Scheme {
        let assessors = zip(["a", "b", "c", "d"], weights).map { code, weight in
            Scheme.Assessor(code: code, name: "主体\(code)", kind: .other, weight: number(weight))
        }
        return Scheme(
            title: "测试指标", points: number(points), isWeighted: isWeighted, indicators: indicators, assessors: assessors,
            notApplicable: notApplicable, reconciliation: reconciliation, grading: grading)
    }

    static func submission(_ assessor: String, _ unit: String, _ scores: [String: String], reviewer: String = "") -> Submission {
        submission(assessor, unit, scores.mapValues { .score(number($0)) }, reviewer: reviewer)
    }

    static func submission(_ assessor: String, _ unit: String, _ entries: [String: Submission.Entry], reviewer: String = "") -> Submission {
        Submission(
            assessor: assessor, unit: unit, reviewer: reviewer,
            answers: entries.sorted { $0.key < $1.key }.map { Submission.Answer(leaf: $0.key, entry: $0.value) })
    }

    /// The total of the only unit by the only assessor.
    static func total(_ scheme: Scheme, _ entries: [String: Submission.Entry], figures: [MeasuredFigure] = []) throws -> String? {
        let result = try Scoring(scheme).result(ScoringInputs(submissions: [submission("a", "甲", entries)], figures: figures))
        return result.units.first?.composite?.description
    }
}
