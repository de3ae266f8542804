package import Domain
package import Persistence
package import Registers

/// Interpretations that are overdue or fall due, for who drafted the document and for the office.
package struct InterpretationDuties {
    /// By their due days.
    package static func open(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [InterpretationQueries.Duty] {
        guard isOffice || !units.isEmpty else { return [] }
        return try InterpretationQueries(transaction, site: site).duties(units: isOffice ? nil : units, on: today)
            .filter { $0.standing.state.isOpen }.sorted { ($0.standing.due, $0.disclosure) < ($1.standing.due, $1.disclosure) }
    }
}

/// The same in the words of the digest.
struct InterpretationReminders {
    private static let most = 30

    static func words(_ duties: [InterpretationQueries.Duty]) -> [String] {
        guard !duties.isEmpty else { return [] }
        let sentences = duties.map { duty in
            let late = duty.standing.state == .missing ? "，已逾期" : ""
            return "《\(duty.title)》（\(duty.unitName)）还没有公开解读，期限 \(duty.standing.due)\(late)"
        }
        return ["【政策解读】"] + sentences.prefix(most)
            + (sentences.count > most ? ["其余 \(sentences.count - most) 件见工作台。"] : []) + [""]
    }
}
