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
        recorded += try await settle(actor: actor)
        Output.line(ObligationWords.words(outcome) + (recorded > 0 ? "登记触发事件 \(recorded) 件。" : ""))
    }

    /// What began the documents of the last months, and that they answer it: most in time, every seventh after it had lain for weeks.
    private func settle(actor: String) async throws -> Int {
        let (installation, county) = (place.installation, place.county.id)
        var settled = 0
        for (number, published) in try await published(since: installation.now().day.adding(days: -150)).enumerated() {
            let day = number % 7 == 6 ? published.time.day.adding(days: -45) : min(published.made, published.time.day)
            do {
                let obligation = try await RecordTriggerEvent(installation).run(
                    RecordTriggerEvent.Draft(
                        item: published.item, unit: published.unit, happening: .formed, what: String(published.title.prefix(100)), day: day),
                    site: county, actor: actor)
                try await installation.store.write { transaction in
                    _ = try ObligationRegister(transaction, site: county).close(
                        obligation.id, .fulfilled(by: published.document, at: published.time))
                }
                settled += 1
            } catch is RecordTriggerEvent.Refusal {
                // Its item is published by the calendar or before an event, or names another unit.
                continue
            }
        }
        return settled
    }

    private struct Published {
        let document: Disclosure.ID
        let item: CatalogueItem.ID
        let unit: OrganisationUnit.ID
        let title: String
        let made: Day
        let time: Instant
    }

    private func published(since day: Day) async throws -> [Published] {
        let county = place.county.id
        return try await place.installation.store.read { transaction in
            try transaction.rows(
                """
                SELECT * FROM disclosure WHERE site_id = \(county) AND item_id IS NOT NULL AND made IS NOT NULL
                    AND published >= \(Instant(startOf: day)) ORDER BY position LIMIT \(Self.most)
                """
            ) { row in
                Published(
                    document: try row["id"], item: try row["item_id"], unit: try row["unit_id"], title: try row["title"],
                    made: try row["made"], time: try row["published"])
            }
        }
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
