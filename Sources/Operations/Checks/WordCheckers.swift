package import Domain
package import Persistence
import Registers
import Synchronization

/// The word lists of every county, made ready once for each of their versions.
package final class WordCheckers: Sendable {
    private struct Ready {
        let version: Int64
        let checker: WordChecker
    }

    private let ready = Mutex<[County.ID: Ready]>([:])

    package init() {}

    /// The checker of the version that this transaction sees.
    package func checker(of site: County.ID, in transaction: any Transaction) throws -> WordChecker {
        let register = WordRegister(transaction, site: site)
        let version = try register.version()
        if version == 0 { return .shipped }
        if let known = ready.withLock({ $0[site] }), known.version == version { return known.checker }
        let checker = WordChecker(WordEntry.effective(own: try register.all().map(\.entry)))
        ready.withLock { $0[site] = Ready(version: version, checker: checker) }
        return checker
    }
}
