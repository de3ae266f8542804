import Cryptography
import Domain
import Persistence
import Registers

/// Takes events that are not yet in the Merkle tree into it, in batches: what is written meanwhile waits for none of them.
package struct SealLog {
    private static let batch = 2000
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: how many events are in the tree now.
    @discardableResult
    package func run() async throws -> Int64 {
        while true {
            let growth = try await installation.store.read { try Self.growth(in: $0) }
            guard let growth else { return try await installation.store.read { try LogRegister($0).sealedSize() } }
            try await installation.store.write { transaction in
                let register = LogRegister(transaction)
                // Another node may have been faster; then this batch is looked at anew.
                guard try register.lock() == growth.start else { return }
                try register.grow(to: growth.end, nodes: growth.nodes, contents: growth.contents)
            }
        }
    }

    /// A batch of the tree, made ready outside the transaction that writes it.
    private struct Growth: Sendable {
        var start: Int64
        var end: Int64
        var nodes: [MerkleNode] = []
        var contents: [(sequence: Int64, digest: [UInt8])] = []
    }

    /// - Returns: `nil` when every event is in the tree.
    private static func growth(in transaction: any Transaction) throws -> Growth? {
        let register = LogRegister(transaction)
        let start = try register.sealedSize()
        let leaves = try register.leaves(after: start, limit: batch)
        guard !leaves.isEmpty else { return nil }
        let contents = try fingerprints(of: leaves, in: transaction)
        var frontier = MerkleFrontier(size: start, hashes: try register.hashes(at: MerkleTree.places(covering: 0..<start)))
        var growth = Growth(start: start, end: start)
        for var leaf in leaves {
            guard leaf.sequence == growth.end + 1 else { throw LogDamage.gap(after: growth.end) }
            leaf.content = contents[leaf.sequence]
            growth.nodes += frontier.append(MerkleHasher.sha256.leaf(leaf.encoded), .sha256)
            if let content = leaf.content { growth.contents.append((leaf.sequence, content)) }
            growth.end += 1
        }
        return growth
    }

    /// The documents that these events are the newest about, as they are in the same view of the database: event and change are one
    /// transaction, so this is what the event made public.
    private static func fingerprints(of leaves: [LogLeaf], in transaction: any Transaction) throws -> [Int64: [UInt8]] {
        let kind = Event.Subject.Kind.disclosure.rawValue
        let subjects = Set(leaves.filter { $0.subjectKind == kind }.map(\.subject))
        let register = SealedDocuments(transaction)
        let newest = try register.newestEvents(of: subjects.sorted())
        let due = Set(leaves.map(\.sequence))
        var result: [Int64: [UInt8]] = [:]
        try register.forEach(newest.filter { due.contains($0.value) }.keys.sorted()) { logged in
            guard let sequence = newest[logged.document.id] else { return }
            result[sequence] = Digest.sha256(logged.document.encoded)
        }
        return result
    }
}

/// The log cannot be sealed or proved as it stands: something was done to it outside this program.
package enum LogDamage: Error, Sendable, Hashable {
    /// The event after this one is missing.
    case gap(after: Int64)
    /// The stored key is not one.
    case key
}
