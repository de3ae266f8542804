import Cryptography
import Domain
import Testing

@testable import Operations

@Suite("A checkpoint is a signed note")
struct CheckpointTests {
    static let checkpoint = Checkpoint(
        origin: "www.mingchuan.example/log", size: 1234, root: Digest.sha256([]), time: Instant(milliseconds: 1_773_972_000_123),
        previous: 1200)
    static let note =
        "www.mingchuan.example/log\n1234\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntimestamp 1773972000123\nprevious 1200\n"

    static func signed() throws -> (SignedCheckpoint, LogKey) {
        let key = try #require(Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32)))
        let name = LogKey(name: checkpoint.origin, publicKey: key.publicKey)
        return (SignedCheckpoint(checkpoint, key: name, signature: key.sign(Array(checkpoint.text.utf8))), name)
    }

    @Test("Its text has five lines, and reads back")
    func text() {
        #expect(Self.checkpoint.text == Self.note)
        #expect(Checkpoint(text: Self.note) == Self.checkpoint)
    }

    @Test("The note reads back, and holds for its own key only")
    func note() throws {
        let (signed, key) = try Self.signed()
        #expect(signed.note.hasPrefix(Self.note + "\n— www.mingchuan.example/log "))
        let read = try #require(SignedCheckpoint(note: signed.note))
        #expect(read == signed && read.isSigned(by: key))
        let other = LogKey(name: key.name, publicKey: Digest.sha256([1]))
        #expect(!read.isSigned(by: other))
        #expect(!read.isSigned(by: LogKey(name: "other.example/log", publicKey: key.publicKey)))
    }

    @Test("A note with a witness's signature beside its own reads as well")
    func witness() throws {
        let (signed, key) = try Self.signed()
        let witness = "— witness.example \(Base64.text([1, 2, 3, 4] + [UInt8](repeating: 0, count: 72)))\n"
        for text in [signed.note + witness, signed.note.replacing("\n\n", with: "\n\n" + witness, maxReplacements: 1)] {
            #expect(SignedCheckpoint(note: text)?.isSigned(by: key) == true)
        }
    }

    @Test("Any other spelling of a note is none, and any other content is not signed")
    func changed() throws {
        let (signed, key) = try Self.signed()
        for (old, new) in [
            ("1234", "01234"), ("1234", "+1234"), ("1234", "-1234"), ("\n", "\r\n"), ("timestamp ", "timestamp  "),
            ("previous 1200", "previous"),
            ("— ", "- "), ("\n\n", "\n"), ("47DEQpj8", "47DEQpj"),
        ] { #expect(SignedCheckpoint(note: signed.note.replacing(old, with: new, maxReplacements: 1)) == nil, "\(old) → \(new)") }
        for (old, new) in [("1234", "1235"), ("1773972000123", "1773972000124"), ("previous 1200", "previous 1199"), ("47DEQ", "47DER")] {
            let read = try #require(SignedCheckpoint(note: signed.note.replacing(old, with: new, maxReplacements: 1)))
            #expect(!read.isSigned(by: key), "\(old) → \(new)")
        }
        #expect(SignedCheckpoint(note: "") == nil)
        #expect(SignedCheckpoint(note: String(signed.note.dropLast())) == nil)
        #expect(SignedCheckpoint(note: signed.note + String(repeating: "x", count: SignedCheckpoint.longestNote)) == nil)
    }

    /// From the documentation of Go's `golang.org/x/mod/sumdb/note`, and the key of the Go checksum database.
    @Test("Keys and signatures are those that other programs write")
    func others() throws {
        let key = try #require(LogKey(text: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let message = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
        let bytes = try #require(Base64.bytes(line))
        #expect(Array(bytes.prefix(4)) == key.hash)
        #expect(Ed25519.isValid(Array(bytes.dropFirst(4)), of: Array(message.utf8), publicKey: key.publicKey))
        let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        #expect(LogKey(text: text)?.text == text)
    }

    @Test(
        "What is no key is not read",
        arguments: [
            "", "a", "a+b+c", "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "sum.golang.org+033de0ae+Ac4zctda0e5eza",
        ])
    func noKey(text: String) { #expect(LogKey(text: text) == nil) }
}
