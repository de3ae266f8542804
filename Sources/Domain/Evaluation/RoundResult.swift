/// What a round came to (测评结果), as it is stored: it must be the same whenever it is computed again from the same inputs.
package struct RoundResult: Sendable, Hashable, Codable {
    /// In the order of their ranks; those that lack something at the end.
    package var lines: [Line]

    package init(_ result: EvaluationResult) {
        lines = result.units.map { unit in
            Line(
                unit: unit.unit, composite: unit.composite, rank: unit.rank, grade: unit.grade, isVetoed: !unit.vetoes.isEmpty,
                scores: Dictionary(
                    unit.assessors.compactMap { assessor in assessor.total.map { (assessor.assessor, $0) } }, uniquingKeysWith: { $1 }))
        }
    }

    package func line(_ unit: String) -> Line? { lines.first { $0.unit == unit } }

    /// One unit's.
    package struct Line: Sendable, Hashable, Codable {
        /// The unit's code.
        package var unit: String
        /// `nil` while something is missing.
        package var composite: Fraction?
        package var rank: Int?
        package var grade: String?
        package var isVetoed: Bool
        /// What each assessor gave, by its code.
        package var scores: [String: Fraction]
    }
}
