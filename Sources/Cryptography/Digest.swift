import CLibCrypto

/// Fingerprints of bytes, through the system's libcrypto.
package enum Digest {
    /// SHA-256, 32 bytes.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(Array(bytes), EVP_sha256(), length: 32) }

    /// SM3 (GB/T 32905), 32 bytes.
    package static func sm3(_ bytes: some Sequence<UInt8>) -> [UInt8] { digest(Array(bytes), EVP_sm3(), length: 32) }

    /// HMAC with SHA-256, 32 bytes.
    package static func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let outcome = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &result, &length)
        precondition(outcome != nil && length == 32, "libcrypto has no SHA-256")
        return result
    }

    private static func digest(_ bytes: [UInt8], _ algorithm: OpaquePointer?, length: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        let outcome = EVP_Digest(bytes, bytes.count, &result, nil, algorithm, nil)
        precondition(outcome == 1, "libcrypto has no such digest")
        return result
    }
}

/// Bytes from the operating system's generator.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // Without randomness nothing that follows would be safe: this is the one place to stop.
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "the system gives no random bytes")
        return bytes
    }
}

/// Lower-case hexadecimal text.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
}
