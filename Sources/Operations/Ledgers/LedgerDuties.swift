package import Domain
package import Persistence
import Registers

/// What the checks of the registers ask of a unit or, with everything else, of the office.
package struct LedgerDuties {
    package struct Line: Sendable {
        package let kind: LedgerKind
        package let warnings: [LedgerWarning]

        /// The earliest; `nil` when everything is to be done now.
        package var due: Day? { warnings.compactMap(\.due).min() }
    }

    /// What is late, or to be done within so many days.
    private static let daysAhead = 7

    /// Registers in the order of the hub, those without findings left out.
    package static func lines(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [Line] {
        guard isOffice || !units.isEmpty else { return [] }
        let book = LedgerBook(transaction, site: site)
        return try LedgerKind.all.compactMap { kind in
            // A matter of a key field may be shared by several units: it is looked at whole.
            let own = isOffice || !kind.keyFields.isEmpty ? nil : units
            let warnings = try book.warnings(of: kind, units: own, on: today).filter { warning in
                (isOffice || warning.unit.map { units.contains($0) } ?? false)
                    && (warning.due.map { $0 <= today.adding(days: daysAhead) } ?? true)
            }
            return warnings.isEmpty ? nil : Line(kind: kind, warnings: warnings)
        }
    }

    /// The same in the words of the digest.
    static func words(_ lines: [Line], on today: Day) -> [String] {
        guard !lines.isEmpty else { return [] }
        return ["【公开台账】"]
            + lines.map { line in
                let due = line.due.map { "，最早的期限 \($0)\($0 < today ? "，已逾期" : "")" } ?? ""
                return "\(line.kind.name)：\(line.warnings.count) 项要处理\(due)"
            } + [""]
    }
}
