import Cryptography
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Operations
import Pages
import Persistence
import Registers

/// Somebody signed in, as a request brings it.
struct SignedIn: Sendable {
    let staff: Staff
    /// The password must be changed, or a second factor set up, before anything else.
    let isLimitedToOwnAccount: Bool

    init(staff: Staff, isLimitedToOwnAccount: Bool) {
        self.staff = staff
        self.isLimitedToOwnAccount = isLimitedToOwnAccount
    }
}

/// A place in the workbench with what answers there.
struct WorkEndpoint: Sendable {
    let route: WorkRoute
    /// Most bytes of a form. A handler that takes files reads the body itself and says so with `nil`.
    let formLimit: Int?
    let respond: @Sendable (WorkRequest) async throws -> Answer

    init(_ route: WorkRoute, formLimit: Int? = 4 * 1_048_576, respond: @escaping @Sendable (WorkRequest) async throws -> Answer) {
        self.route = route
        self.formLimit = formLimit
        self.respond = respond
    }
}

/// The staff's side of the site. Finds out who asks, checks that the form is ours and that they may, and only then lets a handler run.
struct Workbench: Sendable {
    static let cookie = "mingtang"

    let portal: Portal

    /// Every place there is. What is not listed here is not reached.
    static let endpoints: [WorkEndpoint] =
        [
            accessEndpoints, obligationEndpoints, draftEndpoints, decisionEndpoints, publicationEndpoints, batchEndpoints, checkEndpoints,
            logEndpoints, bulletinEndpoints, annualReportEndpoints, requestEndpoints, replyEndpoints, evaluationEndpoints,
            siteCheckEndpoints, programmeEndpoints, ledgerEndpoints,
            figureEndpoints,
            serviceEndpoints, ratingEndpoints,
            messageEndpoints, inspectionEndpoints,
            interpretationEndpoints,
            opinionEndpoints,
            participationEndpoints,
            targetEndpoints,
            gatheringEndpoints, questionnaireEndpoints,
        ].flatMap { $0 }

    func respond(_ endpoint: WorkEndpoint, _ request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let token = Self.sessionToken(request)
        var signedIn: SignedIn?
        if let token { signedIn = try await portal.signedIn(token: token, county: county, isActivity: endpoint.route != .draftPresence) }
        var work = WorkRequest(
            portal: portal, county: county, route: endpoint.route, request: request, token: signedIn == nil ? nil : token,
            signedIn: signedIn)
        do {
            let answer = try await answer(endpoint, &work, context)
            return try await portal.finish(answer.privately, request, county)
        } catch {
            let answer = try work.failure(error)
            return try await portal.finish(answer.privately, request, county)
        }
    }

    private func answer(_ endpoint: WorkEndpoint, _ work: inout WorkRequest, _ context: VisitorContext) async throws -> Answer {
        let route = endpoint.route
        guard let query = QueryParameters(text: work.request.uri.query ?? "") else {
            throw Refusal.badRequest("网址中“?”之后的部分无法识别，请从页面上的链接进入。")
        }
        work.query = query
        for name in route.parameters {
            guard let value = context.parameters.get(name).flatMap({ QueryParameters.decoded(segment: $0) }) else { throw Refusal.notFound }
            work.parameters[name] = value
        }
        if route.method == .post, let limit = endpoint.formLimit { work.form = try await work.readForm(limit: limit) }
        if route.permission != .everyone, work.signedIn == nil { return try work.askToSignIn() }
        if work.signedIn?.isLimitedToOwnAccount == true, !route.isOwnAccount { return .redirect(to: WorkRoute.ownAccount.link()) }
        if route.method == .post, !work.hasValidToken { return try work.askAgain() }
        try await work.checkPermission()
        return try await endpoint.respond(work)
    }

    private static func sessionToken(_ request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for part in field.split(separator: ";") {
                let sides = part.split(separator: "=", maxSplits: 1)
                if sides.count == 2, sides[0].drop(while: { $0 == " " }) == Self.cookie { return String(sides[1]) }
            }
        }
        return nil
    }
}

extension WorkRoute {
    /// What somebody must reach even before their password is their own.
    var isOwnAccount: Bool {
        permission == .everyone || self == .signOut || pattern == WorkRoute.ownAccount.pattern
            || pattern.hasPrefix(WorkRoute.ownAccount.pattern + "/")
    }
}

extension Answer {
    static func redirect(to address: WebAddress) -> Answer {
        Answer(status: .seeOther, body: [], headers: [.location: address.text])
    }

    /// Kept by nobody: it is somebody's work.
    var privately: Answer {
        var answer = self
        answer.isCacheable = false
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}

extension Portal {
    /// Who that session belongs to, while it lasts.
    func signedIn(token: String, county: County, isActivity: Bool) async throws -> SignedIn? {
        try await Sessions(installation).find(token: token, site: county.id, isActivity: isActivity).map {
            SignedIn(staff: $0.staff, isLimitedToOwnAccount: $0.isLimitedToOwnAccount)
        }
    }

    /// The routes of the workbench, on the same router as the public ones.
    func addWorkbench(to router: Router<VisitorContext>) {
        let workbench = Workbench(portal: self)
        for endpoint in Workbench.endpoints {
            let path = RouterPath(endpoint.route.pattern)
            switch endpoint.route.method {
            case .get: router.get(path) { try await workbench.respond(endpoint, $0, $1) }
            case .post: router.post(path) { try await workbench.respond(endpoint, $0, $1) }
            }
        }
    }
}
