package import Domain
import Persistence
import Registers

/// Takes a year's arrangement of holidays into use, in place of the one before, and counts every due day of every county anew.
package struct LoadHolidays {
    package enum Refusal: Error, Sendable, Hashable { case faults([HolidayYear.Fault]) }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// What became of the due days.
    package struct Outcome: Sendable {
        /// How many obligations are due on another day.
        package var obligations = 0
        /// Requests for disclosure that are.
        package var requests: [RecountRequests.Moved] = []
    }

    package func run(_ year: HolidayYear, actor: String) async throws -> Outcome {
        let faults = year.faults
        guard faults.isEmpty else { throw Refusal.faults(faults) }
        let now = installation.now()
        let counties = try await installation.store.write { transaction in
            let counties = try SiteRegister(transaction).all()
            if let first = counties.first { try EventRegister(transaction, site: first.id).lock() }
            try HolidayRegister(transaction).put(year: year)
            for county in counties {
                try EventRegister(transaction, site: county.id).append(
                    Event(
                        actor: actor, verb: .calendarLoaded, subject: Event.Subject(.site, county.id.rawValue),
                        reason: "\(year.year)年放假调休安排"), at: now)
            }
            return counties
        }
        var outcome = Outcome()
        for county in counties {
            outcome.obligations += try await RaiseObligations(installation).recount(county: county.id, actor: actor)
            outcome.requests += try await RecountRequests(installation).run(county: county.id, actor: actor).moved
        }
        return outcome
    }
}
