import Cryptography
package import Domain

/// The proof that an event is in the log, as a file that is checked without the database.
package struct LogProof: Codable, Sendable, Hashable {
    package static let formatName = "mingtang-log-proof/1"

    package var format = Self.formatName
    package var sequence: Int64
    /// The event's fields, from which the leaf's hash is made again; absent for internal work.
    package var leaf: Leaf?
    /// Hexadecimal, as the hashes of the path are.
    package var leafHash: String
    package var path: [String]
    /// The signed note.
    package var checkpoint: String
    /// The key that signed it. To be compared with one that came by another way.
    package var key: String

    package init(sequence: Int64, leaf: Leaf?, leafHash: String, path: [String], checkpoint: String, key: String) {
        self.sequence = sequence
        self.leaf = leaf
        self.leafHash = leafHash
        self.path = path
        self.checkpoint = checkpoint
        self.key = key
    }

    /// The fields of `LogLeaf` in the form of JSON: keys as decimal text, because JavaScript's numbers end at 53 bits; digests hexadecimal.
    package struct Leaf: Codable, Sendable, Hashable {
        package var site: String
        package var time: Int64
        package var actor: String
        package var unit: String?
        package var verb: String
        package var subjectKind: String
        package var subject: String
        package var digestBefore: String?
        package var digestAfter: String?
        package var reason: String
        package var content: String?

        package init(_ leaf: LogLeaf) {
            site = String(leaf.site)
            time = leaf.time
            actor = leaf.actor
            unit = leaf.unit.map { String($0) }
            verb = leaf.verb
            subjectKind = leaf.subjectKind
            subject = String(leaf.subject)
            digestBefore = leaf.digestBefore.map { hexadecimal($0) }
            digestAfter = leaf.digestAfter.map { hexadecimal($0) }
            reason = leaf.reason
            content = leaf.content.map { hexadecimal($0) }
        }

        /// - Returns: `nil` when a key is no number or a digest is not hexadecimal.
        func leaf(sequence: Int64) -> LogLeaf? {
            guard let site = Int64(site), let subject = Int64(subject), let unit = Self.optional(unit, { Int64($0) }),
                let before = Self.optional(digestBefore, bytes(hexadecimal:)), let after = Self.optional(digestAfter, bytes(hexadecimal:)),
                let content = Self.optional(content, bytes(hexadecimal:))
            else { return nil }
            return LogLeaf(
                sequence: sequence, site: site, time: time, actor: actor, unit: unit, verb: verb, subjectKind: subjectKind,
                subject: subject, digestBefore: before, digestAfter: after, reason: reason, content: content)
        }

        /// What is absent stays absent; what is there and cannot be read is `nil`.
        private static func optional<Result>(_ text: String?, _ read: (String) -> Result?) -> Result?? {
            guard let text else { return .some(nil) }
            return read(text).map { .some($0) }
        }
    }

    /// What is wrong with a proof.
    package enum Fault: Error, Sendable, Hashable {
        /// Not of this form, or a field cannot be read.
        case malformed
        case checkpointMalformed
        case signature
        /// The fields do not make the hash.
        case leaf
        /// The path does not lead to the checkpoint's root.
        case path
        /// It begins with another checkpoint than the one that was kept.
        case otherCheckpoint
    }

    /// Checks everything: fields against hash, hash against root, root against signature.
    /// - Throws: `Fault`.
    package func check(by key: LogKey) throws(Fault) -> Checkpoint {
        guard format == Self.formatName, path.count <= 64, let hash = bytes(hexadecimal: leafHash) else { throw .malformed }
        let steps = path.compactMap { bytes(hexadecimal: $0) }
        guard steps.count == path.count else { throw .malformed }
        guard let signed = SignedCheckpoint(note: checkpoint) else { throw .checkpointMalformed }
        guard signed.isSigned(by: key) else { throw .signature }
        if let leaf {
            guard let full = leaf.leaf(sequence: sequence) else { throw .malformed }
            guard MerkleHasher.sha256.leaf(full.encoded) == hash else { throw .leaf }
        }
        let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
        guard MerkleHasher.sha256.verifiesInclusion(of: hash, at: sequence - 1, path: steps, size: size, root: root) else { throw .path }
        return signed.checkpoint
    }
}
