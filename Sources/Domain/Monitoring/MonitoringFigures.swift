/// A share as two whole numbers, never rounded (比率).
package struct Ratio: Sendable, Hashable {
    package let part: Int
    package let whole: Int

    /// - Precondition: no part is larger than its whole.
    package init(_ part: Int, of whole: Int) {
        precondition((0...max(0, whole)).contains(part))
        self.part = part
        self.whole = whole
    }

    /// Tenths of a percent, rounded down: 100.0 % is said of what is complete and of nothing else. `nil` where there is nothing to share.
    package var permille: Int? { whole == 0 ? nil : Int((Int64(part) * 1000) / Int64(whole)) }

    /// `93.3%`, or `nil`.
    package var percent: String? { permille.map { "\($0 / 10).\($0 % 10)%" } }

    package static func < (left: Ratio, right: Ratio) -> Bool {
        Int64(left.part) * Int64(right.whole) < Int64(right.part) * Int64(left.whole)
    }
}

/// Obligations, counted by how they stand. The seven counts are disjoint; `total` is their sum.
package struct DutyCounts: Sendable, Hashable {
    package var onTime = 0
    package var late = 0
    package var missing = 0
    package var notYetDue = 0
    package var waived = 0
    package var lapsed = 0
    package var unclear = 0

    package init() {}

    package subscript(standing: DutyStanding) -> Int {
        get {
            switch standing {
            case .onTime: onTime
            case .late: late
            case .missing: missing
            case .notYetDue: notYetDue
            case .waived: waived
            case .lapsed: lapsed
            case .unclear: unclear
            }
        }
        set {
            switch standing {
            case .onTime: onTime = newValue
            case .late: late = newValue
            case .missing: missing = newValue
            case .notYetDue: notYetDue = newValue
            case .waived: waived = newValue
            case .lapsed: lapsed = newValue
            case .unclear: unclear = newValue
            }
        }
    }

    package var total: Int { DutyStanding.allCases.reduce(0) { $0 + self[$1] } }
    /// 已公开
    package var done: Int { onTime + late }
    /// 应公开: what had to be public by then, or was already.
    package var due: Int { done + missing }
    package var notApplicable: Int { waived + lapsed }

    /// 覆盖率: (按时公开 + 逾期公开) ÷ 应公开
    package var coverage: Ratio { Ratio(done, of: due) }
    /// 及时率: 按时公开 ÷ 应公开; what is missing is not on time either.
    package var timeliness: Ratio { Ratio(onTime, of: due) }

    package static func + (left: DutyCounts, right: DutyCounts) -> DutyCounts {
        var sum = left
        for standing in DutyStanding.allCases { sum[standing] += right[standing] }
        return sum
    }
}

/// Items of units in the catalogue, and what stands under them (事项落实). A place is one item of one unit.
package struct PlaceCounts: Sendable, Hashable {
    /// 应落实事项: an item counts once for every unit that it names.
    package var places = 0
    /// Of them, those with at least one document.
    package var filled = 0
    package var documents = 0

    package init() {}

    package var empty: Int { places - filled }
    package var coverage: Ratio { Ratio(filled, of: places) }

    package static func + (left: PlaceCounts, right: PlaceCounts) -> PlaceCounts {
        var sum = left
        sum.places += right.places
        sum.filled += right.filled
        sum.documents += right.documents
        return sum
    }
}

/// 要素完整: what the drafters answered for the elements that the catalogue asks for.
package struct ElementCounts: Sendable, Hashable {
    /// Documents of which somebody has said what they contain.
    package var judged = 0
    /// Documents from elsewhere: not known, and never counted as complete.
    package var unknown = 0
    package var required = 0
    package var covered = 0
    /// Said not to apply, with the reason.
    package var excused = 0

    package init() {}

    /// 完整率: 具备的要素 ÷ (要求的要素 − 说明不适用的要素), of the documents that were judged.
    package var completeness: Ratio { Ratio(covered, of: required - excused) }

    package static func + (left: ElementCounts, right: ElementCounts) -> ElementCounts {
        var sum = left
        sum.judged += right.judged
        sum.unknown += right.unknown
        sum.required += right.required
        sum.covered += right.covered
        sum.excused += right.excused
        return sum
    }
}

/// What is counted for a county, a unit, a field of work or an item: sums of the same at the level below.
package struct MonitoringFigures: Sendable, Hashable {
    package var duties = DutyCounts()
    package var places = PlaceCounts()
    package var elements = ElementCounts()

    package init() {}

    package static func + (left: MonitoringFigures, right: MonitoringFigures) -> MonitoringFigures {
        var sum = left
        sum.duties = left.duties + right.duties
        sum.places = left.places + right.places
        sum.elements = left.elements + right.elements
        return sum
    }
}

/// How one document answers the elements that its item asks for.
package struct ElementTally: Sendable, Hashable {
    package let required: Int
    package let covered: Int
    package let excused: Int

    /// - Parameters:
    ///   - required: 公开内容（要素） of the item.
    ///   - answers: of the drafter; one that is missing counts as not covered.
    package init(required: [String], answers: [Draft.Element]) {
        let answered = Dictionary(
            answers.map { (Folding.fold(Folding.trimmed($0.name)), $0) }, uniquingKeysWith: { first, _ in first })
        var (covered, excused) = (0, 0)
        for name in required {
            guard let answer = answered[Folding.fold(Folding.trimmed(name))] else { continue }
            if answer.isCovered { covered += 1 } else if !Folding.trimmed(answer.note).isEmpty { excused += 1 }
        }
        self.required = required.count
        self.covered = covered
        self.excused = excused
    }
}
