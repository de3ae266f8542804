import CLibCrypto

/// Signatures by Ed25519 (RFC 8032), through the system's libcrypto.
package enum Ed25519 {
    package static let keyLength = 32
    package static let signatureLength = 64

    /// A key that signs: 32 random bytes.
    package struct PrivateKey: Sendable {
        private let seed: [UInt8]

        /// - Returns: `nil` when there are not 32 bytes.
        package init?(seed: [UInt8]) {
            guard seed.count == Ed25519.keyLength else { return nil }
            self.seed = seed
        }

        package var publicKey: [UInt8] {
            withKey { key in
                var result = [UInt8](repeating: 0, count: Ed25519.keyLength)
                var length = result.count
                let outcome = EVP_PKEY_get_raw_public_key(key, &result, &length)
                precondition(outcome == 1 && length == Ed25519.keyLength, "libcrypto has no Ed25519")
                return result
            }
        }

        /// 64 bytes, the same for the same message.
        package func sign(_ message: [UInt8]) -> [UInt8] {
            withKey { key in
                let context = EVP_MD_CTX_new()
                defer { EVP_MD_CTX_free(context) }
                var result = [UInt8](repeating: 0, count: Ed25519.signatureLength)
                var length = result.count
                let isReady = EVP_DigestSignInit(context, nil, nil, nil, key) == 1
                let isDone = isReady && EVP_DigestSign(context, &result, &length, message, message.count) == 1
                precondition(isDone && length == Ed25519.signatureLength, "libcrypto has no Ed25519")
                return result
            }
        }

        private func withKey<Result>(_ work: (OpaquePointer) -> Result) -> Result {
            guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
                preconditionFailure("libcrypto has no Ed25519")
            }
            defer { EVP_PKEY_free(key) }
            return work(key)
        }
    }

    /// Whether whoever holds the private key has signed exactly these bytes. Anything malformed is no signature.
    package static func isValid(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureLength, publicKey.count == keyLength,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
        else { return false }
        defer { EVP_PKEY_free(key) }
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
