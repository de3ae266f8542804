import CLibCrypto

/// Bytes that only the holder of a key can read, and nobody can change unseen: AES-256 in Galois/Counter mode (NIST SP 800-38D), through the
/// system's libcrypto. The sealed form is version, nonce, ciphertext and tag.
package enum SealedBytes {
    package static let keyLength = 32
    private static let version: UInt8 = 1
    private static let nonceLength = 12
    private static let tagLength = 16

    /// The key is not the right one, or the bytes were changed, or they belong to another context.
    package struct Unreadable: Error, Sendable, Hashable {
        package init() {}
    }

    /// - Parameter context: what the bytes belong to; it is not kept with them and must be given again to open them.
    /// - Precondition: a key of 32 bytes.
    package static func seal(_ bytes: [UInt8], key: [UInt8], context: [UInt8]) -> [UInt8] {
        precondition(key.count == keyLength, "a key of 32 bytes")
        let nonce = RandomBytes.make(nonceLength)
        let cipher = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(cipher) }
        var result = [UInt8](repeating: 0, count: bytes.count)
        var tag = [UInt8](repeating: 0, count: tagLength)
        var length: Int32 = 0
        let isDone =
            EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1
            && EVP_EncryptUpdate(cipher, nil, &length, context, Int32(context.count)) == 1
            && (bytes.isEmpty || EVP_EncryptUpdate(cipher, &result, &length, bytes, Int32(bytes.count)) == 1)
            && EVP_EncryptFinal_ex(cipher, &tag, &length) == 1
            && EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
        // Without the cipher nothing may be stored at all.
        precondition(isDone, "libcrypto has no AES-256-GCM")
        return [version] + nonce + result + tag
    }

    package static func open(_ sealed: [UInt8], key: [UInt8], context: [UInt8]) throws(Unreadable) -> [UInt8] {
        guard key.count == keyLength, sealed.count >= 1 + nonceLength + tagLength, sealed[0] == version else { throw Unreadable() }
        let nonce = Array(sealed[1..<1 + nonceLength])
        let body = Array(sealed[(1 + nonceLength)..<(sealed.count - tagLength)])
        var tag = Array(sealed.suffix(tagLength))
        let cipher = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(cipher) }
        var result = [UInt8](repeating: 0, count: body.count)
        var length: Int32 = 0
        var rest = [UInt8](repeating: 0, count: 16)
        guard EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_DecryptUpdate(cipher, nil, &length, context, Int32(context.count)) == 1,
            body.isEmpty || EVP_DecryptUpdate(cipher, &result, &length, body, Int32(body.count)) == 1,
            EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1,
            EVP_DecryptFinal_ex(cipher, &rest, &length) == 1
        else { throw Unreadable() }
        return result
    }
}
