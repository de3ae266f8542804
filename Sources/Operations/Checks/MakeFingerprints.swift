import Domain
import Persistence
import Registers

/// Makes the fingerprints that published documents do not have yet: after an import, or all of them anew.
package struct MakeFingerprints {
    private static let batch = 200
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - anew: throws away those there are.
    ///   - progress: called with the number made so far.
    /// - Returns: how many were made.
    package func run(anew: Bool = false, progress: (Int) -> Void = { _ in }) async throws -> Int {
        if anew { try await installation.store.write { try FingerprintRegister.removeAll(in: $0) } }
        var count = 0
        var last = Disclosure.ID(0)
        while true {
            let after = last
            let next = try await installation.store.write { transaction -> (last: Disclosure.ID, count: Int)? in
                let documents = try FingerprintRegister.missing(after: after, limit: Self.batch, in: transaction)
                for document in documents {
                    try FingerprintRegister(transaction, site: document.site).put(
                        TextFingerprint(storedBody: document.storedBody), of: document.id, isNew: true)
                }
                return documents.last.map { ($0.id, documents.count) }
            }
            guard let next else { return count }
            last = next.last
            count += next.count
            progress(count)
        }
    }
}
