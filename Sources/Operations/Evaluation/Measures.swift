package import Domain
package import Persistence

/// Where the figures of automatic leaves come from (自动取数): monitoring, over the units and the days of a round.
package protocol Measures: Sendable {
    /// - Returns: `nil` where there is no such figure.
    func value(
        of measure: Measure, unit: OrganisationUnit.ID, from first: Day, to last: Day, county: County, in transaction: any Transaction
    ) throws -> MeasuredValue?
}

/// A figure with what it was counted from.
package struct MeasuredValue: Sendable {
    /// What was fulfilled, or how often it happened.
    package let part: Int
    /// What was due; nought when nothing was.
    package let whole: Int
    package let formula: String
    /// A name and a value each.
    package let inputs: [(name: String, value: String)]

    package init(part: Int, whole: Int, formula: String, inputs: [(name: String, value: String)]) {
        self.part = part
        self.whole = whole
        self.formula = formula
        self.inputs = inputs
    }
}
