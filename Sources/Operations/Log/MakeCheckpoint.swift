import Cryptography
import Domain
import Persistence
package import Registers

/// Takes what is new into the tree and signs how it stands now. The key is made with the first checkpoint, and with it the log's name.
package struct MakeCheckpoint {
    /// What makes it happen.
    package enum Occasion: Sendable {
        /// Somebody asks: whenever there is something new.
        case demand
        /// The clock: something new, and none made on this day (in China) yet, by whatever node.
        case daily
    }

    /// A checkpoint, and whether it is new.
    package struct Outcome: Sendable {
        package let signed: SignedCheckpoint
        package let isNew: Bool
    }

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Returns: the new checkpoint, else the newest there is; `nil` when there is nothing to sign yet.
    package func run(_ occasion: Occasion) async throws -> Outcome? {
        let now = installation.now()
        if occasion == .daily {
            let newest = try await installation.store.read { try CheckpointRegister($0).newest() }
            if let newest, newest.time.day >= now.day { return Outcome(signed: SignedCheckpoint(newest), isNew: false) }
        }
        try await SealLog(installation).run()
        let fresh = RandomBytes.make(Ed25519.keyLength)
        return try await installation.store.write { transaction in
            let tree = LogRegister(transaction)
            let register = CheckpointRegister(transaction)
            let size = try tree.lock()
            let newest = try register.newest()
            if let newest, newest.size >= size || occasion == .daily && newest.time.day >= now.day {
                return Outcome(signed: SignedCheckpoint(newest), isNew: false)
            }
            guard size > 0 else { return nil }
            guard let key = Ed25519.PrivateKey(seed: try register.seed(orMake: fresh)) else { throw LogDamage.key }
            let publicKey = key.publicKey
            // A log that goes on under another key would be another log.
            guard newest.map({ $0.publicKey == publicKey }) ?? true else { throw LogDamage.key }
            let checkpoint = Checkpoint(
                origin: try newest?.origin ?? Self.origin(publicKey: publicKey, in: transaction), size: size,
                root: MerkleHasher.sha256.root(of: try tree.hashes(at: MerkleTree.places(covering: 0..<size))), time: now,
                previous: newest?.size ?? 0)
            let row = CheckpointRegister.Row(
                size: size, root: checkpoint.root, time: now, previous: checkpoint.previous, origin: checkpoint.origin,
                publicKey: publicKey,
                signature: key.sign(Array(checkpoint.text.utf8)))
            try register.insert(row)
            return Outcome(signed: SignedCheckpoint(row), isNew: true)
        }
    }

    /// The log's name: its place on the first host that a site of this installation answers to, else one made of the key. Kept from the
    /// first checkpoint on.
    private static func origin(publicKey: [UInt8], in transaction: any Transaction) throws -> String {
        let host = try SiteRegister(transaction).all().lazy.compactMap(\.hosts.first).first
        let name = "\(host ?? "mingtang-\(hexadecimal(Digest.sha256(publicKey).prefix(8)))")/log"
        return LogKey.isName(name) ? name : "mingtang-\(hexadecimal(Digest.sha256(publicKey).prefix(8)))/log"
    }
}

extension SignedCheckpoint {
    /// As its row has it.
    package init(_ row: CheckpointRegister.Row) {
        self.init(
            Checkpoint(origin: row.origin, size: row.size, root: row.root, time: row.time, previous: row.previous),
            key: LogKey(name: row.origin, publicKey: row.publicKey), signature: row.signature)
    }
}
