/// Places and grades of units.
enum Ranking {
    /// By composite from above, vetoed ones after all others, those without a composite at the end; equals by the bytes of their names.
    static func ranked(_ results: [UnitResult], grading: Grading?) -> [UnitResult] {
        var units = results.sorted { first, second in
            isAbove(first, second) ?? first.unit.utf8.lexicographicallyPrecedes(second.unit.utf8)
        }
        let count = units.count { $0.composite != nil }
        for place in 0..<count {
            let isTie = place > 0 && isAbove(units[place - 1], units[place]) == nil
            units[place].rank = isTie ? units[place - 1].rank : place + 1
        }
        guard let grading else { return units }
        let isComplete = count == units.count
        for place in 0..<count { units[place].grade = grade(at: place, units, grading, isComplete: isComplete) }
        return units
    }

    /// `nil` for a tie.
    private static func isAbove(_ first: UnitResult, _ second: UnitResult) -> Bool? {
        guard let left = first.composite, let right = second.composite else {
            return first.composite == nil && second.composite == nil ? nil : first.composite != nil
        }
        if first.vetoes.isEmpty != second.vetoes.isEmpty { return first.vetoes.isEmpty }
        return left == right ? nil : left > right
    }

    private static func grade(at place: Int, _ units: [UnitResult], _ grading: Grading, isComplete: Bool) -> String? {
        let unit = units[place]
        switch grading {
        case .threshold(let grades, let failing):
            guard unit.vetoes.isEmpty, let composite = unit.composite else { return failing }
            return grades.first { composite >= Fraction($0.atLeast) }?.name ?? failing
        case .quota(let grades, let ties, let failing):
            guard isComplete, !grading.isOpen else { return nil }
            guard unit.vetoes.isEmpty else { return failing }
            let equals = units.indices.filter { units[$0].rank == unit.rank }
            let decisive = ties == .lower ? equals.last : equals.first
            return quota(place: (decisive ?? place) + 1, of: units.count, grades)
        }
    }

    /// The first n grades together are given to so many units as their percents together make, rounded down; the last grade takes the rest.
    private static func quota(place: Int, of count: Int, _ grades: [Grading.Quota]) -> String? {
        // Percents have at most four decimals.
        var percent: Int128 = 0
        for grade in grades {
            guard let own = grade.percent.map(Fraction.init) else { return nil }
            percent += own.numerator * 10_000 / own.denominator
            if Int128(place) * 1_000_000 <= percent * Int128(count) { return grade.name }
        }
        return grades.last?.name
    }
}
