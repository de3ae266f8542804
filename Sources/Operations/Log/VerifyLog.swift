import Cryptography
import Domain
package import Persistence
import Registers

/// Checks the log of a database, such as a backup, against its own checkpoints and against any that were kept outside. Changes nothing.
package struct VerifyLog {
    /// What was looked at, and what was found.
    package struct Report: Sendable {
        package let findings: [LogAudit.Finding]
        package let events: Int64
        /// How many of them the tree covers.
        package let sealed: Int64
        package let checkpoints: Int
        /// The largest checkpoint that the events agree with.
        package let good: Int64
        package let documents: Int
        /// Whose signatures were checked; `nil` when there is no checkpoint.
        package let key: LogKey?
    }

    private static let batch = 2000
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - kept: checkpoints that came from elsewhere, each with the name to call it by.
    ///   - key: the key that was kept; `nil` takes the database's own word for it.
    package func run(kept: [(name: String, checkpoint: SignedCheckpoint)], key: LogKey?) async throws -> Report {
        try await installation.store.read { try Self.report(on: $0, kept: kept, key: key) }
    }

    /// The same inside a transaction.
    package static func report(
        on transaction: any Transaction, kept: [(name: String, checkpoint: SignedCheckpoint)], key: LogKey?
    ) throws -> Report {
        let tree = LogRegister(transaction)
        let register = CheckpointRegister(transaction)
        let rows = try register.all()
        let key = try key ?? ownKey(rows, register)
        let claims = rows.map { LogAudit.Claim(.stored, SignedCheckpoint($0)) } + kept.map { .init(.kept($0.name), $0.checkpoint) }
        let sealed = try tree.recorded("log")
        var audit = LogAudit(counter: try tree.recorded("event"), sealed: sealed, claims: claims, key: key)
        if let key, !rows.isEmpty { audit.take(privateKeyOf: try publicKey(register), key: key) }
        let contents = try takeEvents(tree, into: &audit)
        let documents = try takeDocuments(SealedDocuments(transaction), into: &audit)
        audit.finish(nodes: try tree.nodeCount(), foreignContents: try tree.contentCount() - contents)
        return Report(
            findings: audit.findings, events: audit.count, sealed: sealed ?? 0, checkpoints: audit.checkpoints, good: audit.good,
            documents: documents, key: key)
    }

    private static func ownKey(_ rows: [CheckpointRegister.Row], _ register: CheckpointRegister) throws -> LogKey? {
        guard let newest = rows.last else { return nil }
        return LogKey(name: newest.origin, publicKey: try publicKey(register) ?? newest.publicKey)
    }

    private static func publicKey(_ register: CheckpointRegister) throws -> [UInt8]? {
        try register.seed().flatMap { Ed25519.PrivateKey(seed: $0) }?.publicKey
    }

    /// - Returns: how many events have the fingerprint of a document beside them.
    private static func takeEvents(_ tree: LogRegister, into audit: inout LogAudit) throws -> Int64 {
        var (after, contents) = (Int64.min, Int64(0))
        while true {
            let leaves = try tree.leaves(after: after, limit: batch)
            for leaf in leaves {
                audit.take(leaf)
                if leaf.content != nil { contents += 1 }
            }
            for range in audit.awaited {
                for node in try tree.nodes(level: range.level, positions: range.positions) { audit.take(node) }
            }
            audit.settle()
            guard let last = leaves.last else { return contents }
            after = last.sequence
        }
    }

    /// - Returns: how many documents there are.
    private static func takeDocuments(_ register: SealedDocuments, into audit: inout LogAudit) throws -> Int {
        var (after, count) = (Int64.min, 0)
        while true {
            let keys = try register.keys(after: after, limit: 500)
            guard let last = keys.last else { break }
            let words = try register.lastWords(on: keys)
            try register.forEach(keys) { logged in
                let word = words[logged.document.id]
                audit.take(
                    LogAudit.LoggedDocument(
                        id: logged.document.id, digest: logged.digest, content: Digest.sha256(logged.document.encoded),
                        event: word?.sequence, eventVerb: word?.verb ?? "", eventDigest: word?.digestAfter, sealedContent: word?.content))
            }
            count += keys.count
            after = last
        }
        for sequence in try register.lost(limit: 100) { audit.takeLost(event: sequence) }
        return count
    }
}
