import Cryptography
package import Domain
package import Persistence
import Registers

/// Proves that an event is in the log as a checkpoint has signed it.
package struct ProveEntry {
    package enum Refusal: Error, Sendable, Hashable {
        case noEntry(sequence: Int64)
        case noDocument(Int64)
        /// No checkpoint was made since it was written; `newest` is the size of the newest one, 0 when there is none.
        case notYetSigned(sequence: Int64, newest: Int64)
        case noCheckpoint(size: Int64)
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter size: of the checkpoint to prove it against; `nil` for the newest.
    package func run(_ sequence: Int64, size: Int64? = nil) async throws -> LogProof {
        try await installation.store.read { try Self.proof(of: sequence, size: size, in: $0) }
    }

    /// The newest entry about a document.
    package func run(disclosure: Disclosure.ID, size: Int64? = nil) async throws -> LogProof {
        try await installation.store.read { transaction in
            guard let entry = try LogRegister(transaction).entry(of: disclosure) else { throw Refusal.noDocument(disclosure.rawValue) }
            return try Self.proof(of: entry.sequence, size: size, in: transaction)
        }
    }

    package static func proof(of sequence: Int64, size: Int64?, in transaction: any Transaction) throws -> LogProof {
        let register = LogRegister(transaction)
        let checkpoints = CheckpointRegister(transaction)
        guard let leaf = try register.leaf(sequence) else { throw Refusal.noEntry(sequence: sequence) }
        let found = try size.map { try checkpoints.find(size: $0) } ?? checkpoints.newest()
        guard let row = found else {
            throw size.map { Refusal.noCheckpoint(size: $0) } ?? Refusal.notYetSigned(sequence: sequence, newest: 0)
        }
        guard sequence <= row.size else { throw Refusal.notYetSigned(sequence: sequence, newest: row.size) }
        let own = [sequence - 1..<sequence]
        let roots = try register.roots(own + MerkleTree.inclusionPath(of: sequence - 1, size: row.size))
        let (leafHash, path) = (roots[0], roots[1...])
        return LogProof(
            sequence: sequence, leaf: leaf.isPublic ? LogProof.Leaf(leaf) : nil, leafHash: hexadecimal(leafHash),
            path: path.map { hexadecimal($0) },
            checkpoint: SignedCheckpoint(row).note, key: LogKey(name: row.origin, publicKey: row.publicKey).text)
    }
}

extension LogRegister {
    /// The roots over some ranges of leaves, from one look at the stored tree.
    func roots(_ ranges: [Range<Int64>]) throws -> [[UInt8]] {
        let places = ranges.map { MerkleTree.places(covering: $0) }
        var hashes = try hashes(at: places.flatMap { $0 })[...]
        return places.map { places in
            defer { hashes = hashes.dropFirst(places.count) }
            return MerkleHasher.sha256.root(of: Array(hashes.prefix(places.count)))
        }
    }
}

/// Proves that an older checkpoint is the beginning of a newer one: nothing that was signed then has been changed since.
package struct ProveContinuity {
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameters:
    ///   - old: the size of the older checkpoint.
    ///   - size: of the newer one; `nil` for the newest.
    /// - Throws: `ProveEntry.Refusal.noCheckpoint`.
    package func run(from old: Int64, to size: Int64? = nil) async throws -> LogContinuity {
        try await installation.store.read { try Self.proof(from: old, to: size, in: $0) }
    }

    package static func proof(from old: Int64, to size: Int64?, in transaction: any Transaction) throws -> LogContinuity {
        let checkpoints = CheckpointRegister(transaction)
        guard let older = try checkpoints.find(size: old) else { throw ProveEntry.Refusal.noCheckpoint(size: old) }
        let found = try size.map { try checkpoints.find(size: $0) } ?? checkpoints.newest()
        guard let newer = found, newer.size >= old else { throw ProveEntry.Refusal.noCheckpoint(size: size ?? old) }
        let path = try LogRegister(transaction).roots(MerkleTree.consistencyPath(from: old, to: newer.size))
        return LogContinuity(
            older: SignedCheckpoint(older).note, newer: SignedCheckpoint(newer).note, path: path.map { hexadecimal($0) },
            key: LogKey(name: newer.origin, publicKey: newer.publicKey).text)
    }
}
