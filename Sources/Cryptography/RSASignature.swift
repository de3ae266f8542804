import CLibCrypto

/// A public RSA key, for checking what somebody else has signed.
package struct RSAPublicKey: Sendable, Hashable {
    private let modulus: [UInt8]
    private let exponent: [UInt8]

    /// `nil` for a modulus of fewer than 2048 or more than 8192 bits, or an exponent of more than 32.
    ///
    /// - Parameters: big-endian, as in a JSON Web Key.
    package init?(modulus: [UInt8], exponent: [UInt8]) {
        let significant = modulus.drop { $0 == 0 }
        guard (256...1024).contains(significant.count), (1...4).contains(exponent.count) else { return nil }
        self.modulus = Array(significant)
        self.exponent = exponent
    }

    /// Whether the message was signed with the private half: RSASSA-PKCS1-v1_5 with SHA-256 (RS256, RFC 7518 §3.3).
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = makeKey() else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private func makeKey() -> OpaquePointer? {
        // SubjectPublicKeyInfo by hand: rsaEncryption, then the two numbers.
        let numbers = Self.der(0x30, Self.integer(modulus) + Self.integer(exponent))
        let algorithm: [UInt8] = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
        let info = Self.der(0x30, algorithm + Self.der(0x03, [0] + numbers))
        return info.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_PUBKEY(nil, &place, buffer.count)
        }
    }

    private static func integer(_ bytes: [UInt8]) -> [UInt8] { der(0x02, (bytes.first.map { $0 >= 0x80 } ?? true ? [0] : []) + bytes) }

    private static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            count < 0x80 ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [tag] + length + content
    }
}
