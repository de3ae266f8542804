import CLibCrypto

/// SHA-256 of bytes that come piece by piece, as an upload does.
package struct IncrementalSHA256: ~Copyable {
    private let context: OpaquePointer

    package init() {
        let context = EVP_MD_CTX_new()
        // Both fail only without memory or without the algorithm: nothing that follows could be right.
        guard let context, EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { preconditionFailure("libcrypto has no SHA-256") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let outcome = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(outcome == 1, "libcrypto did not take the bytes")
    }

    /// The digest, 32 bytes.
    package consuming func finish() -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        let outcome = EVP_DigestFinal_ex(context, &result, nil)
        precondition(outcome == 1, "libcrypto gave no digest")
        return result
    }
}
