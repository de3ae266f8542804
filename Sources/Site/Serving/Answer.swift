import HTTPTypes
import Pages

/// What a handler gives back; headers, compression, caching and HEAD are not its business.
struct Answer: Sendable {
    var status: HTTPResponse.Status = .ok
    var mediaType: String = Answer.html
    var body: [UInt8]
    /// Whether the same bytes may be given to everybody until something is published.
    var isCacheable = false
    var headers: HTTPFields = [:]
    /// What follows the body, made while it is sent: for what is too large to hold.
    var stream: Stream?

    /// A body piece by piece.
    struct Stream: Sendable {
        typealias Sender = ([UInt8]) async throws -> Void

        /// In bytes, where it is known.
        var length: Int?
        var write: @Sendable (Sender) async throws -> Void

        init(length: Int? = nil, write: @escaping @Sendable (Sender) async throws -> Void) {
            self.length = length
            self.write = write
        }
    }

    static let html = "text/html; charset=utf-8"
    static let json = "application/json; charset=utf-8"

    static func redirect(_ address: Address) -> Answer {
        Answer(status: .seeOther, body: [], headers: [.location: address.path])
    }

    /// A file to keep, with its Chinese name (RFC 6266, RFC 5987).
    static func download(_ bytes: [UInt8], mediaType: String, name: String) -> Answer {
        let encoded = name.utf8.map { byte -> String in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        return Answer(
            mediaType: mediaType, body: bytes, isCacheable: true, headers: [.contentDisposition: "attachment; filename*=UTF-8''\(encoded)"])
    }
}

/// Why a request is not answered with what it asks for. Each case is an error page, or a problem document (RFC 9457) under `/api`.
struct Refusal: Error {
    let kind: ErrorPage.Kind

    static let notFound = Refusal(kind: .notFound)
    static func badRequest(_ sentence: String) -> Refusal { Refusal(kind: .badRequest(sentence)) }
}
