package import Domain
import Persistence
import Registers

/// Brings in what an office has already published, batch by batch. The same document twice changes nothing.
package struct ImportDisclosures {
    /// How far an import has come. Written with every batch, so that an interrupted import goes on where it stopped.
    package struct Progress: Sendable {
        package var lines = 0
        package var imported = 0
        package var updated = 0
        package var unchanged = 0
        package var setAside = 0
        package var isFinished = false

        package init() {}
    }

    /// What could not be connected; the documents are published all the same.
    package struct Remarks: Sendable {
        /// Issuers that nobody had registered, now units marked as imported.
        package var newUnits: [String] = []
        package var unknownDomains: [String: Int] = [:]
        package var unknownItems: [String: Int] = [:]
        package var withoutIssuer = 0
        package var withoutDate = 0
        package var furnitureLines = 0

        package init() {}
    }

    /// The unit for documents whose export names no issuer.
    static let unnamedIssuer = "未注明发文机关"

    private let installation: Installation
    private let county: County
    private let fingerprint: String
    private let actor: String

    /// - Parameter fingerprint: tells this file from another.
    package init(_ installation: Installation, county: County, fingerprint: String, actor: String) {
        self.installation = installation
        self.county = county
        self.fingerprint = fingerprint
        self.actor = actor
    }

    /// Where an interrupted import of this file stands; `nil` when there is none or it was finished.
    package func unfinished() async throws -> Progress? {
        let (site, fingerprint) = (county.id, fingerprint)
        let progress = try await installation.store.read { try ImportRunRegister($0, site: site).find(fingerprint: fingerprint) }
        return progress.flatMap { $0.isFinished ? nil : Self.progress($0) }
    }

    /// Publishes a batch. `progress` is as it stands after it, without this batch's imported, updated and unchanged documents.
    package func run(_ batch: [PreparedDisclosure], progress: Progress, name: String) async throws -> (progress: Progress, remarks: Remarks)
    {
        let now = installation.now()
        let runID = installation.identifiers.nextValue()
        let identifiers = installation.identifiers
        let (county, actor, fingerprint, within) = (county, actor, fingerprint, installation.indexesWithin)
        return try await installation.store.write { transaction in
            var work = try ImportBatch(
                transaction: transaction, county: county, identifiers: identifiers, actor: actor, now: now, indexes: within)
            var progress = progress
            for document in batch {
                switch try work.publish(document) {
                case .imported: progress.imported += 1
                case .updated: progress.updated += 1
                case .unchanged: progress.unchanged += 1
                }
            }
            try work.finish()
            try ImportRunRegister(transaction, site: county.id).save(
                ImportRunRegister.Run(
                    name: name, lines: progress.lines, imported: progress.imported, updated: progress.updated,
                    unchanged: progress.unchanged,
                    setAside: progress.setAside, isFinished: progress.isFinished), id: runID, fingerprint: fingerprint, at: now)
            return (progress, work.remarks)
        }
    }

    private static func progress(_ run: ImportRunRegister.Run) -> Progress {
        var progress = Progress()
        progress.lines = run.lines
        progress.imported = run.imported
        progress.updated = run.updated
        progress.unchanged = run.unchanged
        progress.setAside = run.setAside
        progress.isFinished = run.isFinished
        return progress
    }
}
