import CLibCrypto

/// The fingerprint of bytes that come piece by piece, as an upload does.
package struct IncrementalDigest: ~Copyable {
    package enum Algorithm: Sendable { case sha256, sm3 }

    private let context: OpaquePointer

    package init(_ algorithm: Algorithm) {
        let context = EVP_MD_CTX_new()
        let function = algorithm == .sha256 ? EVP_sha256() : EVP_sm3()
        // Both fail only without memory or without the algorithm: nothing that follows could be right.
        guard let context, EVP_DigestInit_ex(context, function, nil) == 1 else { preconditionFailure("libcrypto has no such digest") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let outcome = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(outcome == 1, "libcrypto did not take the bytes")
    }

    /// The digest, 32 bytes with either algorithm.
    package consuming func finish() -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        let outcome = EVP_DigestFinal_ex(context, &result, nil)
        precondition(outcome == 1, "libcrypto gave no digest")
        return result
    }
}
