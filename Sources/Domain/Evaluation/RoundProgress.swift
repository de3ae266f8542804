/// How far the sheets of a round are (进度): counted without looking into any.
package struct RoundProgress: Sendable, Hashable {
    package struct Line: Sendable, Hashable {
        package let assessor: String
        package let unit: OrganisationUnit.ID
        package let holder: SheetHolder
        package let submitted: Instant?
        package let isBegun: Bool
    }

    package let lines: [Line]

    package init(_ round: EvaluationRound, sheets: [ScoreSheet]) {
        struct Key: Hashable {
            let assessor: String
            let unit: OrganisationUnit.ID
            let holder: SheetHolder
        }
        let known = Dictionary(
            sheets.map { (Key(assessor: $0.assessor, unit: $0.unit, holder: $0.holder), $0) }, uniquingKeysWith: { $1 })
        lines = round.panels.flatMap { panel in
            round.units.flatMap { unit in
                round.holders(panel).map { holder in
                    let sheet = known[Key(assessor: panel.assessor, unit: unit, holder: holder)]
                    return Line(
                        assessor: panel.assessor, unit: unit, holder: holder, submitted: sheet?.submitted, isBegun: sheet != nil)
                }
            }
        }
    }

    /// Sheets that are still awaited.
    package var missing: Int { lines.count { $0.submitted == nil } }
}
