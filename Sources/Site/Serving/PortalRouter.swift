import Domain
import HTTPTypes
package import Hummingbird
import NIOCore
import Operations
import Pages

/// What a visitor's request carries. Signed-in visitors and staff get contexts of their own types, made from this one.
package struct VisitorContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// From where it came; `nil` when that is this machine itself, which means a proxy that stands before it for everybody.
    var clientAddress: String? {
        guard let address = remoteAddress?.ipAddress, !address.hasPrefix("127."), address != "::1" else { return nil }
        return address
    }
}

extension Portal {
    /// The responder for a server: cache, routes, error pages.
    package func responder() -> PortalResponder<RouterResponder<VisitorContext>> {
        let router = Router(context: VisitorContext.self, options: [.autoGenerateHeadEndpoints])
        for route in Route.allCases {
            router.get(RouterPath(route.pattern)) { request, context in try await self.page(route, request, context) }
            // The same page in the frame for a service hall.
            if route.isInKiosk {
                router.get(RouterPath(KioskLinks.prefix + route.pattern)) { try await self.page(route, $0, $1) }
            }
        }
        for endpoint in Self.visitorEndpoints {
            router.post(RouterPath(endpoint.route.pattern)) { try await endpoint.respond(self, $0, $1) }
        }
        for endpoint in Endpoint.allCases {
            router.get(RouterPath(endpoint.pattern)) { request, context in try await self.data(endpoint, request, context) }
        }
        addWorkbench(to: router)
        return PortalResponder(portal: self, base: router.buildResponder())
    }

    /// The patterns that the router serves, for comparing with the description of the interface.
    package static var apiPatterns: [String] { Endpoint.allCases.map(\.pattern) }

    private func page(_ route: Route, _ request: Request, _ context: VisitorContext) async throws -> Response {
        guard let query = QueryParameters(text: request.uri.query ?? "") else { throw Refusal.badRequest("网址中“?”之后的部分无法识别，请从页面上的链接进入。") }
        guard
            let address = try route.address(
                parameter: { context.parameters.get($0).flatMap { QueryParameters.decoded(segment: $0) } }, query: query)
        else { throw Refusal.notFound }
        // What belongs to the program and not to a county answers under every host: a load balancer asks without one.
        guard let county = county(host: request.head.authority) ?? (address.isCommon ? Self.nobody : nil) else { throw Refusal.notFound }
        var frame = frame(county, address, request)
        let prefix = frame.kiosk == nil || address.isOnlyInKiosk ? "" : KioskLinks.prefix
        // Of the day on which making it began: a page made at midnight is not tomorrow's.
        let stamp = request.head.path == prefix + address.path && isKept(address) ? stamp(county) : nil
        guard frame.kiosk != nil else {
            return try await finish(
                try await PublicPages(portal: self, county: county, frame: frame).answer(address), request, county, stamp: stamp)
        }
        if address.hasKioskWords {
            let words = try await PublicPages(portal: self, county: county, frame: frame).kioskWords()
            frame.kiosk = SiteFrame.Kiosk(words: words)
        }
        var answer = try await PublicPages(portal: self, county: county, frame: frame).answer(address)
        // Nothing of what one person read stays in the machine for the next.
        answer.headers[.cacheControl] = "no-store"
        return try await finish(answer, request, county, stamp: stamp)
    }

    private func data(_ endpoint: Endpoint, _ request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = county(host: request.head.authority) else { throw Refusal.notFound }
        guard let query = QueryParameters(text: request.uri.query ?? "") else { throw Refusal.badRequest("查询参数无法识别。") }
        let api = PublicAPI(portal: self, county: county, query: query)
        return try await finish(
            try await api.answer(endpoint) { context.parameters.get($0).flatMap { QueryParameters.decoded(segment: $0) } }, request, county)
    }

    /// Only the address as this site writes it is kept, and no searches or filters: of other spellings there is no end.
    private func isKept(_ address: Address) -> Bool {
        if case .asset(let name, let digest) = address { return assets[name]?.digest == digest }
        return address.path == address.pathWithoutQuery
    }

    /// A page counts until something is published and until the day ends: what was not yet due may be missing tomorrow.
    func stamp(_ county: County) -> Int64 {
        let days = (installation.now().milliseconds + 8 * 3_600_000) / 86_400_000
        return county.contentVersion * 100_000 + days
    }

    private static let nobody = County(id: County.ID(0), name: "", placeName: "")

    /// - Parameter stamp: under which it is kept; `nil` to keep nothing.
    func finish(_ answer: Answer, _ request: Request, _ county: County, stamp: Int64? = nil) async throws -> Response {
        if let stream = answer.stream { return FinishedPage(answer, effort: nil).response(streaming: stream) }
        let stamp = answer.isCacheable && answer.status == .ok ? stamp : nil
        // What is made for one reader only is compressed only when that reader takes it.
        let page = FinishedPage(answer, effort: stamp != nil ? .best : request.headers.acceptsGzip ? .fast : nil)
        if let stamp, let face = face(host: request.head.authority) {
            cache.keep(page, key: face.cacheKey(request.head), version: stamp)
        }
        return page.response(to: request.headers, isHead: false)
    }
}

extension Address {
    /// The same for every county.
    fileprivate var isCommon: Bool {
        switch self {
        case .health, .asset, .openAPI: true
        default: false
        }
    }
}
