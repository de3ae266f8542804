import CAssets
import Cryptography

/// The files that are part of the program: style sheet, script, pictures. Each is served under an address with its digest and may be kept
/// for ever.
struct Assets: Sendable {
    struct File: Sendable {
        let mediaType: String
        let bytes: [UInt8]
        let digest: String
    }

    private let files: [String: File]

    init() {
        var files: [String: File] = [:]
        for asset in UnsafeBufferPointer(start: mingtang_assets, count: mingtang_asset_count) {
            let bytes = Array(UnsafeBufferPointer(start: asset.bytes, count: asset.length))
            files[String(cString: asset.name)] = File(
                mediaType: String(cString: asset.mediaType), bytes: bytes, digest: String(hexadecimal(Digest.sha256(bytes)).prefix(16)))
        }
        self.files = files
    }

    subscript(name: String) -> File? { files[name] }

    var digests: [String: String] { files.mapValues(\.digest) }
}
