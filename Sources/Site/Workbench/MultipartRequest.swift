import Files
import HTTPTypes
import Hummingbird
import NIOCore

extension MultipartForm {
    /// The form that a request brings; see `read(_:contentType:length:into:limits:accept:)`.
    static func read(
        _ request: Request, into store: FileStore, limits: MultipartLimits = MultipartLimits(),
        accept: (MultipartForm) throws -> Void = { _ in }
    ) async throws -> MultipartForm {
        try await read(
            request.body.map(\.readableBytesView), contentType: request.headers[.contentType],
            length: request.headers[.contentLength].flatMap { Int($0) }, into: store, limits: limits, accept: accept)
    }
}

extension RawUpload {
    /// The file that is the request's whole body; its name comes in `X-File-Name`.
    static func read(_ request: Request, into store: FileStore, limitInBytes: Int) async throws -> UploadedFile {
        try await read(
            request.body.map(\.readableBytesView), name: request.headers[.fileName],
            length: request.headers[.contentLength].flatMap { Int($0) }, into: store, limitInBytes: limitInBytes)
    }
}

extension HTTPField.Name {
    /// Percent-encoded UTF-8.
    static let fileName = uploadField("X-File-Name")
    /// The version of the draft that the file is added to, as the script knows it.
    static let draftVersion = uploadField("X-Version")

    private static func uploadField(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
        return field
    }
}
