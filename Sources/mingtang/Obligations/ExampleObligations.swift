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
        for (number, happened) in try await happenings(before: today).enumerated() {
            do {
                _ = try await RecordTriggerEvent(installation).run(
                    RecordTriggerEvent.Draft(
                        item: happened.item, unit: happened.unit, happening: happened.happening,
                        what: "示例〔\(happened.day.year)〕\(number + 1)号",
                        day: happened.day), site: county, actor: actor)
                recorded += 1
            } catch RecordTriggerEvent.Refusal.raisedByItself {
                // The law asks for it more often than the catalogue says.
                continue
            }
        }
        Output.line(ObligationWords.words(outcome) + (recorded > 0 ? "登记触发事件 \(recorded) 件。" : ""))
    }

    private struct Happened {
        let item: CatalogueItem.ID
        let unit: OrganisationUnit.ID
        let happening: TriggerEvent.Happening
        let day: Day
    }

    /// Up to three a unit: due in a few days, due tomorrow or so, and for every third unit one that is overdue.
    private func happenings(before today: Day) async throws -> [Happened] {
        let county = place.county.id
        return try await place.installation.store.read { transaction in
            let catalogue = CatalogueRegister(transaction, site: county)
            guard let version = try catalogue.inForce(.county) else { return [] }
            let calendar = try HolidayRegister(transaction).calendar()
            let units = try catalogue.units(of: version.id)
            var counts: [OrganisationUnit.ID: Int] = [:]
            var result: [Happened] = []
            for item in try catalogue.items(of: version.id) {
                guard case .within(let amount, .workingDay, let trigger)? = item.entry.timeLimit?.rule, (1...60).contains(amount),
                    let unit = units[item.id]?.first, result.count < Self.most
                else { continue }
                let count = counts[unit, default: 0]
                guard count < 3 else { continue }
                counts[unit] = count + 1
                let ahead = count == 0 ? 4 : count == 1 ? 1 : counts.count % 3 == 0 ? -3 : 9
                let day = Self.day(calendar, amount - ahead, before: today)
                result.append(Happened(item: item.id, unit: unit, happening: TriggerEvent.Happening(trigger), day: day))
            }
            return result
        }
    }

    /// As many as a county handles at a time.
    private static let most = 60

    /// The day from which so many working days have passed.
    private static func day(_ calendar: WorkingCalendar, _ passed: Int, before today: Day) -> Day {
        passed > 0 ? calendar.due(before: today, workingDays: passed).due : today
    }
}
