import Cryptography
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Operations
import Persistence
import Registers
import Synchronization
import TestSupport

@testable import Site

/// A browser at the workbench: keeps cookies, and brings back the token of its forms unless told otherwise.
final class WorkClient: Sendable {
    /// What a form brings along.
    enum Token {
        case right, missing
        case other(String)
    }

    let portal: Portal
    private let responder: PortalResponder<RouterResponder<VisitorContext>>
    private let cookies: Mutex<[String: String]>

    init(_ portal: Portal, session: SessionToken? = nil) {
        self.portal = portal
        responder = portal.responder()
        cookies = Mutex(session.map { [Workbench.cookie: $0.text] } ?? [:])
    }

    var session: String? { cookies.withLock { $0[Workbench.cookie] } }

    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }

    func set(_ name: String, _ value: String?) { cookies.withLock { $0[name] = value } }

    /// The token that stands in the forms of this session.
    var csrf: String {
        if let session { return portal.tokens.bound(to: session) }
        return portal.tokens.make(now: portal.installation.now())
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> PortalClient.Reply {
        try await send(.get, path, headers: headers, body: "")
    }

    func post(_ path: String, _ fields: [(String, String)] = [], token: Token = .right, headers: HTTPFields = [:]) async throws
        -> PortalClient.Reply
    {
        var fields = fields
        switch token {
        case .right: fields.append(("csrf", csrf))
        case .other(let text): fields.append(("csrf", text))
        case .missing: break
        }
        let body = fields.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(
            separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        // Places that take files look for the token beside the body.
        if case .right = token { headers[.csrf] = csrf }
        return try await send(.post, path, headers: headers, body: body)
    }

    /// A form with files, or anything else that is not a plain form.
    func send(body: String, contentType: String, to path: String) async throws -> PortalClient.Reply {
        try await send(.post, path, headers: [.contentType: contentType], body: body)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: String) async throws -> PortalClient.Reply {
        var headers = headers
        let sent = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        if !sent.isEmpty { headers[.cookie] = sent }
        headers[.userAgent] = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
        let head = HTTPRequest(method: method, scheme: "http", authority: "www.mingchuan.example", path: path, headerFields: headers)
        let context = VisitorContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let response = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))), context: context)
        let writer = Collector()
        try await response.body.write(writer)
        for field in response.headers[values: .setCookie] { keep(field) }
        return PortalClient.Reply(status: response.status.code, headers: response.headers, bytes: writer.bytes.withLock { $0 })
    }

    private func keep(_ field: String) {
        let sides = (field.split(separator: ";").first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { return }
        set(String(sides[0]), field.contains("Max-Age=0") ? nil : String(sides[1]))
    }

    private final class Collector: ResponseBodyWriter {
        let bytes = Mutex<[UInt8]>([])
        func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// A county with two units, people in them, and a clock that is moved by hand.
struct WorkPlace {
    /// As cheap as can be: what is tested here is not its cost.
    static let cost = PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)
    static let password = "vK7#pq2!xWm9t4z"

    let installation: Installation
    let county: County
    let portal: Portal
    let clock: MovedClock

    static func with(
        _ engine: Engine = .sqlite, settings: Portal.Settings = Portal.Settings(), _ body: (WorkPlace) async throws -> Void
    ) async throws {
        try await engine.withInstallation { base in
            let clock = MovedClock()
            let installation = Installation(
                store: base.store, searchPlace: base.searchPlace, now: { clock.now }, identifiers: base.identifiers, log: base.log,
                vault: base.vault)
            let county = try await installation.testCounty()
            let units = [("zf", "明川县人民政府", OrganisationUnit.Kind.government), ("zrzy", "明川县自然资源局", .department)]
            _ = try await RegisterUnits(installation).run(
                units.map { code, name, kind in
                    RegisterUnits.Row(
                        unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: kind), parentCode: nil, aliases: []
                    )
                }, site: county.id, actor: "test")
            let portal = try await Portal(installation, settings: settings, log: installation.log)
            try await body(WorkPlace(installation: installation, county: county, portal: portal, clock: clock))
        }
    }

    func unit(_ code: String = "zrzy") async throws -> OrganisationUnit.ID {
        let site = county.id
        let found = try await installation.store.read { try UnitRegister($0, site: site).find(code: code)?.id }
        guard let found else { throw StoreError.unexpectedValue(column: "unit") }
        return found
    }

    @discardableResult
    func add(_ login: String = "wangming", name: String = "王明", password: String? = password, roles: [Role] = [.editor]) async throws
        -> AddAccount.Added
    {
        let unit = try await unit()
        let added = try await AddAccount(installation, county: county, cost: Self.cost).run(
            [
                AddAccount.Entry(
                    login: login, name: name, password: password,
                    posts: roles.map { AddAccount.Place(unit: unit, role: $0, name: $0.rawValue) })
            ], actor: "test")
        return added[0]
    }

    /// A browser that is signed in without the pages.
    func client(_ login: String = "wangming", password: String = password) async throws -> WorkClient {
        let outcome = try await SignIn(installation, county: county, cost: Self.cost).run(login: login, password: password, agent: "")
        switch outcome {
        case .complete(let token), .needsSecondFactor(let token): return WorkClient(portal, session: token)
        }
    }

    /// Signs in through the page.
    func signIn(_ client: WorkClient, _ login: String = "wangming", _ password: String = password, next: String = "") async throws
        -> PortalClient.Reply
    {
        try await client.post("/work/sign-in", [("login", login), ("password", password), ("next", next)])
    }

    func code(_ login: String = "wangming") async throws -> String {
        let site = county.id
        let found = try await installation.store.read { try AccountRegister($0, site: site).find(login: login) }
        switch found?.secondFactor {
        case .pending(let secret), .on(let secret, _):
            return TimeBasedCode.code(secret: secret, step: TimeBasedCode.step(atMilliseconds: clock.now.milliseconds))
        case .off, nil: return ""
        }
    }
}

/// A clock that is moved by hand, from 2026-03-20 10:00 in China.
final class MovedClock: Sendable {
    private let milliseconds = Mutex<Int64>(1_773_972_000_000)
    var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }
    func pass(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}
