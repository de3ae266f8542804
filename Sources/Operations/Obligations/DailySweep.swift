import Domain
import Persistence
import Registers

/// What has to be done for every county once a day, and does no harm more often: obligations raised, requests counted anew, old mail
/// and names that are no longer needed forgotten.
package struct DailySweep {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func run(actor: String) async throws -> RaiseObligations.Outcome {
        var total = RaiseObligations.Outcome()
        for county in try await installation.store.read({ try SiteRegister($0).all() }) {
            let outcome = try await RaiseObligations(installation).run(county: county.id, actor: actor)
            total.raised += outcome.raised
            total.fulfilled += outcome.fulfilled
            total.lapsed += outcome.lapsed
            total.recounted += outcome.recounted
            try await TakeSignUp.forgetOld(installation, site: county.id)
            _ = try await RecountRequests(installation).run(county: county.id, actor: actor)
        }
        try await DeliverOutbox.forgetOld(installation)
        return total
    }
}
