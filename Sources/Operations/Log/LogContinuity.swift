import Cryptography
import Domain

/// The proof that the log of one checkpoint goes on in a later one, as a file that is checked without the database.
package struct LogContinuity: Codable, Sendable, Hashable {
    package static let formatName = "mingtang-log-continuity/1"

    package var format = Self.formatName
    /// The two signed notes.
    package var older: String
    package var newer: String
    /// Hexadecimal (RFC 6962, 2.1.2).
    package var path: [String]
    /// The key that signed them. To be compared with one that came by another way.
    package var key: String

    package init(older: String, newer: String, path: [String], key: String) {
        self.older = older
        self.newer = newer
        self.path = path
        self.key = key
    }

    /// Checks both signatures and the way from one root to the other.
    ///
    /// - Parameter kept: the older checkpoint as somebody has kept it; its size and root are what counts.
    package func check(by key: LogKey, kept: SignedCheckpoint? = nil) throws(LogProof.Fault) -> (older: Checkpoint, newer: Checkpoint) {
        guard format == Self.formatName, path.count <= 128 else { throw .malformed }
        let steps = path.compactMap { bytes(hexadecimal: $0) }
        guard steps.count == path.count else { throw .malformed }
        guard let first = SignedCheckpoint(note: older), let second = SignedCheckpoint(note: newer) else { throw .checkpointMalformed }
        guard first.isSigned(by: key), second.isSigned(by: key), kept?.isSigned(by: key) ?? true else { throw .signature }
        let (older, newer) = (first.checkpoint, second.checkpoint)
        if let kept = kept?.checkpoint, kept.size != older.size || kept.root != older.root { throw .otherCheckpoint }
        let holds = MerkleHasher.sha256.verifiesConsistency(
            from: older.size, root: older.root, to: newer.size, root: newer.root, path: steps)
        guard holds else { throw .path }
        return (older, newer)
    }
}
