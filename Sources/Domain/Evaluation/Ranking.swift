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
        var start = 0
        while start < count {
            let end = units[start..<count].firstIndex { $0.rank != units[start].rank } ?? count
            // All of the same place get the same grade.
            let grade = grade(of: units[start], from: start + 1, to: end, of: units.count, grading, isComplete: count == units.count)
            for place in start..<end { units[place].grade = grade }
            start = end
        }
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

    /// - Parameters:
    ///   - first: the first of the places that units of this score take, from 1 on.
    ///   - last: the last one.
    private static func grade(
        of unit: UnitResult, from first: Int, to last: Int, of count: Int, _ grading: Grading, isComplete: Bool
    ) -> String? {
        switch grading {
        case .threshold(let grades, let failing):
            guard unit.vetoes.isEmpty, let composite = unit.composite else { return failing }
            return grades.first { composite >= Fraction($0.atLeast) }?.name ?? failing
        case .quota(let grades, let ties, let failing):
            guard isComplete, !grading.isOpen else { return nil }
            return unit.vetoes.isEmpty ? quota(place: ties == .lower ? last : first, of: count, grades) : failing
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
