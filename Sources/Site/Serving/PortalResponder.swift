import Cryptography
import Domain
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Pages
import Persistence

/// Answers every request: from the cache without touching anything else, or through the router; errors become pages.
package struct PortalResponder<Base: HTTPResponder>: HTTPResponder where Base.Context: RequestContext {
    package typealias Context = Base.Context

    private let portal: Portal
    private let base: Base

    init(portal: Portal, base: Base) {
        self.portal = portal
        self.base = base
    }

    package func respond(to request: Request, context: Context) async throws -> Response {
        let isHead = request.method == .head
        if request.method == .get || isHead, let page = portal.readyPage(for: request.head) {
            return page.response(to: request.headers, isHead: isHead)
        }
        let start = ContinuousClock.now
        let response = await answer(request, context)
        log(request, context, response.status, since: start)
        return isHead ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: Context) async -> Response {
        do {
            let response = try await base.respond(to: request, context: context)
            // The router answers what it does not know with an empty error.
            guard response.status.code >= 400, response.headers[.contentType] == nil else { return response }
            return error(kind(of: response.status, request), request)
        } catch let refusal as Refusal {
            return error(refusal.kind, request)
        } catch let refusal as QueryRefusal {
            return error(.badRequest(refusal.sentence), request)
        } catch let known as HTTPError {
            return error(kind(of: known.status, request), request)
        } catch StoreError.unavailable(let reason) {
            portal.log.warning("database is away", metadata: ["reason": "\(reason)"])
            return error(.unavailable, request)
        } catch {
            let reference = Self.reference()
            // The kind of the error only: its values may be somebody's.
            portal.log.error("request failed", metadata: ["reference": "\(reference)", "error": "\(Self.describe(error))"])
            return self.error(.failure, request, reference: reference)
        }
    }

    private func kind(of status: HTTPResponse.Status, _ request: Request) -> ErrorPage.Kind {
        switch status {
        case .notFound, .methodNotAllowed:
            // A known place asked with a method it does not have.
            if request.method != .get, request.method != .head, let path = request.head.path, isKnown(path) {
                return .methodNotAllowed(takesForms(path) ? ["GET", "POST"] : ["GET"])
            }
            return .notFound
        case .contentTooLarge: return .tooLarge(limitInBytes: CommentHandler.largestForm)
        case .badRequest: return .badRequest("请求的内容无法识别。")
        default: return .failure
        }
    }

    private func takesForms(_ path: String) -> Bool {
        do {
            guard let route = try Address(path: path)?.route else { return false }
            return Portal.visitorEndpoints.contains { $0.route == route }
        } catch {
            return false  // a query that the place does not understand
        }
    }

    private func isKnown(_ path: String) -> Bool {
        if path.hasPrefix("/api/v1/") { return Endpoint.allCases.contains { $0.matches(path) } }
        // A place with a query that it does not understand is a known place, too.
        do { return try Address(path: path) != nil } catch { return true }
    }

    private func error(_ kind: ErrorPage.Kind, _ request: Request, reference: String = Self.reference()) -> Response {
        var answer: Answer
        if request.uri.path.hasPrefix("/api/") {
            answer = ProblemDocument(kind, reference: reference).answer
        } else if let county = portal.county(host: request.head.authority) {
            let frame = portal.frame(county, .home, request)
            answer = Answer(body: ErrorPage(kind: kind, reference: reference).render(in: frame))
        } else {
            answer = Answer(mediaType: "text/plain; charset=utf-8", body: Array("此地址尚未配置网站（\(reference)）。\n".utf8))
        }
        answer.status = HTTPResponse.Status(code: kind.status)
        if case .methodNotAllowed(let methods) = kind { answer.headers[.allow] = methods.joined(separator: ", ") }
        if case .tooManyRequests(let seconds) = kind { answer.headers[.retryAfter] = String(seconds) }
        return FinishedPage(answer, effort: .fast).response(to: request.headers, isHead: false)
    }

    /// Route and status; never the query, which is what somebody looked for.
    private func log(_ request: Request, _ context: Context, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
        portal.log.debug(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")", "status": "\(status.code)",
                "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
    }

    private static func reference() -> String { hexadecimal(RandomBytes.make(5)).uppercased() }

    private static func describe(_ error: any Error) -> String {
        if let error = error as? StoreError { return "\(error)" }
        return String(reflecting: type(of: error))
    }
}

extension FinishedPage {
    /// - Parameter effort: `nil` to leave it uncompressed.
    init(_ answer: Answer, effort: Compression.Effort?) {
        status = answer.status
        let tag = "W/\"\(hexadecimal(Digest.sha256(answer.body).prefix(10)))\""
        entityTag = tag
        var headers = answer.headers
        headers[.contentType] = answer.mediaType
        headers[.contentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "strict-origin-when-cross-origin"
        headers[.contentSecurityPolicy] =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data:"
        headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
        headers[.vary] = "Accept-Encoding"
        if headers[.cacheControl] == nil { headers[.cacheControl] = answer.status == .ok ? "no-cache" : "no-store" }
        if answer.status == .ok { headers[.eTag] = tag }
        plain = ByteBuffer(bytes: answer.body)
        plainHeaders = headers.with(length: answer.body.count)
        if let effort, Compression.isWorthIt(answer.mediaType), let smaller = Compression.gzip(answer.body, effort: effort) {
            compressed = ByteBuffer(bytes: smaller)
            headers[.contentEncoding] = "gzip"
            compressedHeaders = headers.with(length: smaller.count)
        } else {
            compressed = nil
            compressedHeaders = plainHeaders
        }
    }

    func response(to request: HTTPFields, isHead: Bool) -> Response {
        let (head, body) = reply(to: request, isHead: isHead)
        return Response(status: head.status, headers: head.headerFields, body: body.map(ResponseBody.init(byteBuffer:)) ?? ResponseBody())
    }

    /// With a body that is made while it is sent: it has no tag, because nobody knows it yet.
    func response(streaming stream: Answer.Stream) -> Response {
        var headers = plainHeaders
        headers[.eTag] = nil
        headers[.contentLength] = nil
        return Response(
            status: status, headers: headers,
            body: ResponseBody(contentLength: stream.length) { writer in
                try await stream.write { try await writer.write(ByteBuffer(bytes: $0)) }
                try await writer.finish(nil)
            })
    }

    /// Status and header fields, and the bytes that go out after them.
    func reply(to request: HTTPFields, isHead: Bool) -> (head: HTTPResponse, body: ByteBuffer?) {
        if status == .ok, let known = request[.ifNoneMatch], known.contains(entityTag) {
            var headers = plainHeaders
            headers[.contentLength] = nil
            headers[.contentType] = nil
            return (HTTPResponse(status: .notModified, headerFields: headers), nil)
        }
        if let compressed, request.acceptsGzip {
            return (HTTPResponse(status: status, headerFields: compressedHeaders), isHead ? nil : compressed)
        }
        return (HTTPResponse(status: status, headerFields: plainHeaders), isHead ? nil : plain)
    }
}

extension Compression {
    static func isWorthIt(_ mediaType: String) -> Bool {
        mediaType.hasPrefix("text/") || mediaType.hasPrefix("application/json") || mediaType.hasPrefix("application/problem+json")
            || mediaType.contains("xml;") || mediaType.hasSuffix("+xml") || mediaType.hasPrefix("application/yaml")
    }
}

extension HTTPFields {
    var acceptsGzip: Bool { self[.acceptEncoding]?.contains("gzip") ?? false }

    fileprivate func with(length: Int) -> HTTPFields {
        var fields = self
        fields[.contentLength] = String(length)
        return fields
    }
}

extension HTTPField.Name {
    static let contentTypeOptions = field("X-Content-Type-Options")
    static let referrerPolicy = field("Referrer-Policy")
    static let permissionsPolicy = field("Permissions-Policy")

    private static func field(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
        return field
    }
}
