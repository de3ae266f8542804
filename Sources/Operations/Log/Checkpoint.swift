import Cryptography
package import Domain

extension MerkleHasher {
    /// With SHA-256, as RFC 6962 has it.
    package static let sha256 = MerkleHasher { Digest.sha256($0) }
}

/// What is signed of the log at a moment (检查点): how long it is, and the root of the tree over all of it.
///
/// As text it is a C2SP tlog-checkpoint: the origin, the size, the root in Base64, and two lines of our own, `timestamp` in milliseconds UTC
/// and `previous` with the size of the checkpoint before.
package struct Checkpoint: Sendable, Hashable {
    package var origin: String
    package var size: Int64
    package var root: [UInt8]
    package var time: Instant
    package var previous: Int64

    package init(origin: String, size: Int64, root: [UInt8], time: Instant, previous: Int64) {
        self.origin = origin
        self.size = size
        self.root = root
        self.time = time
        self.previous = previous
    }

    package var text: String {
        "\(origin)\n\(size)\n\(Base64.text(root))\ntimestamp \(time.milliseconds)\nprevious \(previous)\n"
    }

    /// Reads what `text` writes, and nothing else.
    package init?(text: some StringProtocol) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard lines.count == 6, lines[5].isEmpty, let size = Int64(lines[1]), let root = Base64.bytes(lines[2]), root.count == 32,
            let time = Self.number(lines[3], after: "timestamp "), let previous = Self.number(lines[4], after: "previous "),
            size >= 0, previous >= 0
        else { return nil }
        self.init(origin: lines[0], size: size, root: root, time: Instant(milliseconds: time), previous: previous)
        // One checkpoint has one spelling: no plus signs, no leading zeros.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    private static func number(_ line: String, after word: String) -> Int64? {
        line.utf8.starts(with: word.utf8) ? Int64(String(decoding: line.utf8.dropFirst(word.utf8.count), as: UTF8.self)) : nil
    }
}

/// Whose signature counts: the log's name and its public key, as a C2SP verifier key.
package struct LogKey: Sendable, Hashable {
    /// The same as the origin of its checkpoints.
    package let name: String
    package let publicKey: [UInt8]

    private static let algorithm: UInt8 = 0x01

    package init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256 over name, line feed, 0x01 and the key.
    package var hash: [UInt8] { Array(Digest.sha256(Array(name.utf8) + [0x0A, Self.algorithm] + publicKey).prefix(4)) }

    /// `name+hash+key`, for publishing and for `--key`.
    package var text: String { "\(name)+\(hexadecimal(hash))+\(Base64.text([Self.algorithm] + publicKey))" }

    /// - Returns: `nil` for a text that is no such key, or whose hash does not fit.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(parts[0]), let bytes = Base64.bytes(parts[2]), bytes.count == 1 + Ed25519.keyLength,
            bytes[0] == Self.algorithm
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
        guard hexadecimal(hash).utf8.elementsEqual(parts[1].utf8) else { return nil }
    }

    /// Whether a name may stand in a signed note: not empty, no white space, no plus sign.
    package static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "+") }
    }
}

/// A checkpoint with its signature: a C2SP signed note.
package struct SignedCheckpoint: Sendable, Hashable {
    package var checkpoint: Checkpoint
    /// Name of the key, its hash, and the signature.
    package var keyName: String
    package var keyHash: [UInt8]
    package var signature: [UInt8]

    package static let longestNote = 65_536

    package init(_ checkpoint: Checkpoint, key: LogKey, signature: [UInt8]) {
        self.checkpoint = checkpoint
        keyName = key.name
        keyHash = key.hash
        self.signature = signature
    }

    package var note: String { "\(checkpoint.text)\n— \(keyName) \(Base64.text(keyHash + signature))\n" }

    /// Reads a note. Of several signatures (a witness may have added its own) the one under the checkpoint's origin counts.
    package init?(note: String) {
        guard note.utf8.count <= Self.longestNote, let blank = note.utf8.firstRange(of: "\n\n".utf8),
            let checkpoint = Checkpoint(text: note[..<note.utf8.index(after: blank.lowerBound)]), note.utf8.last == 0x0A
        else { return nil }
        self.checkpoint = checkpoint
        for line in note[blank.upperBound...].utf8.split(separator: 0x0A) {
            let parts = line.split(separator: 0x20, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 3, parts[0] == "—", let bytes = Base64.bytes(parts[2]), bytes.count >= 4 else { return nil }
            guard parts[1] == checkpoint.origin, bytes.count == 4 + Ed25519.signatureLength else { continue }
            keyName = parts[1]
            keyHash = Array(bytes.prefix(4))
            signature = Array(bytes.dropFirst(4))
            return
        }
        return nil
    }

    /// Whether the holder of that key has signed it, under that name.
    package func isSigned(by key: LogKey) -> Bool {
        checkpoint.origin == key.name && keyName == key.name && keyHash == key.hash
            && Ed25519.isValid(signature, of: Array(checkpoint.text.utf8), publicKey: key.publicKey)
    }
}
