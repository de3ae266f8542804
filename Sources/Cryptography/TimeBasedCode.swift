import CLibCrypto

/// One-time codes from time (RFC 6238, 动态口令): SHA-1, steps of 30 seconds, six digits, as every authenticator app makes them.
package enum TimeBasedCode {
    package static let digits = 6
    package static let stepInMilliseconds: Int64 = 30_000
    /// Bytes of a secret: the length of SHA-1's result (RFC 4226 §4).
    package static let secretLength = 20

    package static func step(atMilliseconds milliseconds: Int64) -> Int64 { milliseconds / stepInMilliseconds }

    package static func code(secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let digest = Digest.hmacSHA1(key: secret, counter)
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<offset + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1 as UInt32) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The step whose code was typed: this one, the one before or the one after, and none that was used before.
    ///
    /// - Parameter last: the newest step whose code has been used; codes of it and of earlier ones count no more.
    package static func matchingStep(_ typed: String, secret: [UInt8], atMilliseconds now: Int64, after last: Int64) -> Int64? {
        let current = step(atMilliseconds: now)
        var found: Int64?
        for candidate in (current - 1)...(current + 1) {
            let isEqual = constantTimeEqual(Array(code(secret: secret, step: candidate).utf8), Array(typed.utf8))
            if isEqual && candidate > last && found == nil { found = candidate }
        }
        return found
    }

    /// What an app reads from the QR code (Key URI Format).
    package static func address(secret: [UInt8], issuer: String, account: String) -> String {
        "otpauth://totp/\(account)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
    }
}

extension Digest {
    /// HMAC with SHA-1, 20 bytes: only where a standard asks for it.
    package static func hmacSHA1(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 20
        let outcome = HMAC(EVP_sha1(), key, Int32(key.count), message, message.count, &result, &length)
        precondition(outcome != nil && length == 20, "libcrypto has no SHA-1")
        return result
    }
}
