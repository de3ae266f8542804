import Cryptography
import Domain

/// What a browser holds to be recognised: 32 random bytes. The database has only its SHA-256.
package struct SessionToken: Sendable, Hashable {
    /// 43 characters that can stand in a cookie.
    package let text: String
    package let key: [UInt8]

    static func make() -> SessionToken { SessionToken(bytes: RandomBytes.make(32)) }

    /// `nil` for anything that cannot have come from here.
    package init?(text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        self.init(bytes: bytes)
    }

    private init(bytes: [UInt8]) {
        text = Base64URL.encode(bytes)
        key = Digest.sha256(bytes)
    }
}

/// Secrets that people copy by hand: groups of four out of 31 letters and digits, without those that look alike.
enum HandwrittenSecret {
    private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz")

    /// `7kq2-mxw9-ta3h-c4rp`: 79 bits.
    static func make() -> String {
        var groups: [String] = []
        for _ in 0..<4 { groups.append(String((0..<4).map { _ in letter() })) }
        return groups.joined(separator: "-")
    }

    /// The same for the same digest: sixteen letters out of its bytes.
    static func text(of digest: [UInt8]) -> String {
        let text = digest.prefix(16).map { letters[Int($0) % letters.count] }
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }.joined(separator: "-")
    }

    /// As it is compared: small letters, without hyphens and spaces.
    static func read(_ text: String) -> String {
        String(Folding.fold(text).unicodeScalars.filter { $0 != "-" && $0 != " " }.map(Character.init))
    }

    /// Every letter equally often: bytes beyond the last whole multiple are thrown away.
    private static func letter() -> Character {
        let limit = 256 / letters.count * letters.count
        while true {
            let byte = Int(RandomBytes.make(1)[0])
            if byte < limit { return letters[byte % letters.count] }
        }
    }
}

/// Ten codes for the day on which the telephone is lost (恢复码). Each counts once; the database has only their digests.
package enum RecoveryCodes {
    package static let count = 10

    static func make() -> [String] { (0..<count).map { _ in HandwrittenSecret.make() } }

    static func digest(_ code: String, of account: Account.ID) -> [UInt8] {
        Digest.sha256("recovery \(account.rawValue) \(HandwrittenSecret.read(code))".utf8)
    }
}
