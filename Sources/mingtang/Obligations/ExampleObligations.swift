import Domain
import Operations
import Persistence
import Registers

/// A county that has been at work for some weeks: periods that are over, and decisions that wait to be published.
struct ExampleObligations {
    private let place: Workplace

    init(_ place: Workplace) { self.place = place }

    /// Does nothing in a county without a catalogue in force.
    func raise(actor: String) async throws {
        let (installation, county) = (place.installation, place.county.id)
        let today = installation.now().day
        let outcome = try await RaiseObligations(installation).run(county: county, since: today.adding(days: -45), actor: actor)
        var recorded = 0
        for (number, (item, unit)) in try await decisions().enumerated() {
            // The first ones are overdue, the last ones fresh.
            let day = today.adding(days: [-16, -13, -11, -9, -6, -4, -2, -1][number % 8])
            do {
                _ = try await RecordTriggerEvent(installation).run(
                    RecordTriggerEvent.Draft(
                        item: item, unit: unit, happening: .decided, what: "示例决定〔\(day.year)〕\(number + 1)号", day: day), site: county,
                    actor: actor)
                recorded += 1
            } catch RecordTriggerEvent.Refusal.mustBePlanned, RecordTriggerEvent.Refusal.raisedByItself {
                // An example may use another catalogue than ours.
                continue
            }
        }
        Output.line(ObligationWords.words(outcome) + (recorded > 0 ? "登记触发事件 \(recorded) 件。" : ""))
    }

    /// Items about decisions, one a unit, at most 24.
    private func decisions() async throws -> [(CatalogueItem.ID, OrganisationUnit.ID)] {
        let county = place.county.id
        return try await place.installation.store.read { transaction in
            let catalogue = CatalogueRegister(transaction, site: county)
            guard let version = try catalogue.inForce(.county) else { return [] }
            let units = try catalogue.units(of: version.id)
            var seen: [OrganisationUnit.ID: Int] = [:]
            var result: [(CatalogueItem.ID, OrganisationUnit.ID)] = []
            for item in try catalogue.items(of: version.id) {
                guard case .within(_, _, .decided)? = item.entry.timeLimit?.rule, let unit = units[item.id]?.first,
                    seen[unit, default: 0] < 3, result.count < 24
                else { continue }
                seen[unit, default: 0] += 1
                result.append((item.id, unit))
            }
            return result
        }
    }
}
