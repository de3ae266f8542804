import Cryptography
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Operations
import Outbound
import Persistence
import Registers
import Synchronization
import TestSupport
import Testing

@testable import Site

@Suite("Signing in through the office's identity provider", .serialized, .enabled(if: SigningKey.isPossible)) struct ProviderTests {
    @Test("Somebody bound to an account comes in and lands where they wanted to go")
    func bound() async throws {
        try await FakeProvider.with { provider, place in
            let id = try await place.add(password: nil).account.id
            try await BindAccount(place.installation).run(id, subject: "p-1", site: place.county.id, actor: "test")
            let client = WorkClient(place.portal)
            let page = try await client.get("/work/sign-in?next=%2Fwork%2Faccount")
            #expect(page.text.contains("用统一身份认证登录"))
            let reply = try await provider.signIn(client, next: "/work/account")
            #expect(reply.status == 303 && reply.headers[.location] == "/work/account")
            let account = try await client.get("/work/account")
            #expect(account.status == 200 && !account.text.contains("请先修改密码"), "the password plays no part")
            #expect(client.cookie("mingtang-provider") == nil)
        }
    }

    @Test("Nobody is let in who is not bound; an account is never made")
    func unknown() async throws {
        try await FakeProvider.with { provider, place in
            try await place.add()
            let client = WorkClient(place.portal)
            let reply = try await provider.signIn(client)
            #expect(reply.status == 422 && reply.text.contains("还没有与本系统的账号绑定") && client.session == nil)
            let count = try await place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM account") }
            #expect(count == 1)
        }
    }

    @Test("By the claim that the setting names, an account that is not bound is found; one bound to another is not")
    func claim() async throws {
        try await FakeProvider.with(loginClaim: "preferred_username") { provider, place in
            let id = try await place.add().account.id
            let first = try await provider.signIn(WorkClient(place.portal))
            #expect(first.status == 303)
            try await BindAccount(place.installation).run(id, subject: "p-2", site: place.county.id, actor: "test")
            let second = try await provider.signIn(WorkClient(place.portal))
            #expect(second.status == 422)
        }
    }

    @Test("A disabled account stays closed")
    func disabled() async throws {
        try await FakeProvider.with { provider, place in
            let id = try await place.add().account.id
            try await BindAccount(place.installation).run(id, subject: "p-1", site: place.county.id, actor: "test")
            try await DisableAccount(place.installation).run(id, site: place.county.id, actor: "test")
            let reply = try await provider.signIn(WorkClient(place.portal))
            #expect(reply.status == 422 && reply.text.contains("账号已停用"))
        }
    }

    @Test("An answer for another browser, a second time, or too late is refused")
    func state() async throws {
        try await FakeProvider.with { provider, place in
            let id = try await place.add().account.id
            try await BindAccount(place.installation).run(id, subject: "p-1", site: place.county.id, actor: "test")
            let client = WorkClient(place.portal)
            let back = try await provider.begin(client)
            let stranger = try await WorkClient(place.portal).get(back)
            #expect(stranger.status == 422 && stranger.text.contains("另一个浏览器"))
            let cookie = client.cookie("mingtang-provider")
            let right = try await client.get(back)
            #expect(right.status == 303)
            client.set("mingtang-provider", cookie)
            let again = try await client.get(back)
            #expect(again.status == 422)
            let slow = WorkClient(place.portal)
            let late = try await provider.begin(slow)
            place.clock.pass(seconds: 600)
            let reply = try await slow.get(late)
            #expect(reply.status == 422)
        }
    }

    @Test(
        "A token that is not for us, not from them, not of now, or not signed is not believed",
        arguments: FakeProvider.Trick.allCases)
    func tricks(_ trick: FakeProvider.Trick) async throws {
        try await FakeProvider.with { provider, place in
            let id = try await place.add().account.id
            try await BindAccount(place.installation).run(id, subject: "p-1", site: place.county.id, actor: "test")
            provider.trick.withLock { $0 = trick }
            let client = WorkClient(place.portal)
            let reply = try await provider.signIn(client)
            #expect(reply.status == 502 && client.session == nil, "\(trick)")
        }
    }

    @Test("A provider that does not answer is said to be away, and the password still works")
    func away() async throws {
        let settings = Portal.Settings(
            provider: IdentityProvider.Settings(
                issuer: "http://127.0.0.1:9", client: "c", secret: "", loginClaim: "", label: "用统一身份认证登录"))
        try await WorkPlace.with(settings: settings) { place in
            try await place.add()
            let client = WorkClient(place.portal)
            let reply = try await client.get("/work/sign-in/provider")
            #expect(reply.status == 502 && reply.text.contains("此刻不能使用"))
            let password = try await place.signIn(client)
            #expect(password.status == 303)
        }
    }

    @Test("Where none is set, its places are not there")
    func none() async throws {
        try await WorkPlace.with { place in
            let client = WorkClient(place.portal)
            let (begin, back) = (
                try await client.get("/work/sign-in/provider"), try await client.get("/work/sign-in/return?state=x&code=y")
            )
            #expect(begin.status == 404 && back.status == 404)
        }
    }
}

/// A key that signs as the provider does; made with the openssl program.
struct SigningKey: Sendable {
    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    let path: String
    let modulus: String

    init(folder: URL) throws {
        path = folder.appending(path: "key.pem").path
        _ = try Self.openssl(["genrsa", "-out", path, "2048"], input: [])
        let text = String(decoding: try Self.openssl(["rsa", "-in", path, "-noout", "-modulus"], input: []), as: UTF8.self)
        let digits = text.split(separator: "=").last?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        modulus = Base64URL.encode(bytes(hexadecimal: digits) ?? [])
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] { try Self.openssl(["dgst", "-sha256", "-sign", path], input: message) }

    private static func openssl(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        let (standardInput, output) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
        try standardInput.fileHandleForWriting.close()
        let result = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Array(result)
    }
}

/// An identity provider on this machine that says what the test wants.
final class FakeProvider: Sendable {
    enum Trick: String, CaseIterable, Sendable {
        case otherIssuer, otherAudience, expired, otherNonce, changedClaims, unsigned, symmetric, otherKey, wrongVerifier, noToken, tooLong
    }

    /// What was asked for when the browser came by.
    private struct Asked: Sendable {
        var nonce = ""
        var challenge = ""
    }

    let trick = Mutex<Trick?>(nil)
    private let asked = Mutex(Asked())
    private let key: SigningKey
    private let other: SigningKey
    private let port = Mutex(0)
    private let clock = Mutex<Int64>(0)

    private init(folder: URL) throws {
        key = try SigningKey(folder: folder)
        let second = folder.appending(path: "other")
        try FileManager.default.createDirectory(at: second, withIntermediateDirectories: true)
        other = try SigningKey(folder: second)
    }

    private var issuer: String { "http://127.0.0.1:\(port.withLock { $0 })" }

    static func with(loginClaim: String = "", _ body: @escaping @Sendable (FakeProvider, WorkPlace) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "provider-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
        let provider = try FakeProvider(folder: folder)
        let (ready, opened) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await provider.serve { opened.yield($0) } }
            for await port in ready {
                provider.port.withLock { $0 = port }
                break
            }
            let settings = Portal.Settings(
                origin: "http://www.mingchuan.example",
                provider: IdentityProvider.Settings(
                    issuer: provider.issuer, client: "mingtang", secret: "s&cret", loginClaim: loginClaim, label: "用统一身份认证登录"))
            try await WorkPlace.with(settings: settings) { place in
                provider.clock.withLock { $0 = place.clock.now.milliseconds / 1000 }
                try await body(provider, place)
            }
            group.cancelAll()
        }
    }

    private func serve(_ opened: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router()
        router.get("/.well-known/openid-configuration") { _, _ in self.json(self.configuration) }
        router.get("/keys") { _, _ in
            self.json(["keys": [["kty": "RSA", "kid": "k1", "use": "sig", "n": self.key.modulus, "e": "AQAB"]]])
        }
        router.post("/token") { request, _ in
            let form = String(buffer: try await request.body.collect(upTo: 10_000))
            return try self.token(form, authorization: request.headers[.authorization])
        }
        let app = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { opened($0.localAddress?.port ?? 0) }, logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() })
        try await app.run()
    }

    private var configuration: [String: any Sendable] {
        [
            "issuer": issuer, "authorization_endpoint": issuer + "/authorize", "token_endpoint": issuer + "/token",
            "jwks_uri": issuer + "/keys",
        ]
    }

    private func json(_ object: [String: any Sendable]) -> Response {
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()  // the test sees an empty answer
        return Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    private func token(_ form: String, authorization: String?) throws -> Response {
        let trick = trick.withLock { $0 }
        if trick == .noToken { return json(["error": "invalid_grant"]) }
        if trick == .tooLong { return json(["id_token": String(repeating: "x", count: 300_000)]) }
        let fields = Dictionary(
            form.split(separator: "&").compactMap { part -> (String, String)? in
                let sides = part.split(separator: "=", maxSplits: 1)
                return sides.count == 2 ? (String(sides[0]), String(sides[1]).removingPercentEncoding ?? "") : nil
            }, uniquingKeysWith: { $1 })
        let asked = asked.withLock { $0 }
        let challenge = Base64URL.encode(Digest.sha256((fields["code_verifier"] ?? "").utf8))
        let isOurs = authorization == "Basic " + Data("mingtang:s%26cret".utf8).base64EncodedString()
        let fits = challenge == asked.challenge && trick != .wrongVerifier && fields["code"] == "c0de" && isOurs
        guard fits, fields["redirect_uri"] == "http://www.mingchuan.example/work/sign-in/return" else {
            return Response(status: .badRequest)
        }
        return json(["id_token": try signed(claims(asked.nonce, trick), trick)])
    }

    private func claims(_ nonce: String, _ trick: Trick?) -> [String: any Sendable] {
        let now = clock.withLock { $0 }
        return [
            "iss": trick == .otherIssuer ? "https://evil.example" : issuer, "aud": trick == .otherAudience ? "another" : "mingtang",
            "exp": trick == .expired ? now - 120 : now + 300, "iat": now, "sub": "p-1", "preferred_username": "wangming",
            "nonce": trick == .otherNonce ? "x" : nonce,
        ]
    }

    private func signed(_ claims: [String: any Sendable], _ trick: Trick?) throws -> String {
        let algorithm = trick == .unsigned ? "none" : trick == .symmetric ? "HS256" : "RS256"
        let header = Base64URL.encode(Array(#"{"alg":"\#(algorithm)","kid":"k1"}"#.utf8))
        let payload = Base64URL.encode(Array(try JSONSerialization.data(withJSONObject: claims)))
        let message = "\(header).\(payload)"
        switch trick {
        case .unsigned: return message + "."
        case .symmetric: return "\(message).\(Base64URL.encode(Digest.hmacSHA256(key: Array(key.modulus.utf8), Array(message.utf8))))"
        case .otherKey: return "\(message).\(Base64URL.encode(try other.sign(Array(message.utf8))))"
        case .changedClaims:
            var changed = claims
            changed["sub"] = "p-2"
            let signature = Base64URL.encode(try key.sign(Array(message.utf8)))
            return "\(header).\(Base64URL.encode(Array(try JSONSerialization.data(withJSONObject: changed)))).\(signature)"
        default: return "\(message).\(Base64URL.encode(try key.sign(Array(message.utf8))))"
        }
    }

    // MARK: The browser

    /// Goes to the provider and says yes there.
    /// - Returns: the address that the provider sends the browser back to.
    func begin(_ client: WorkClient, next: String = "") async throws -> String {
        let reply = try await client.get("/work/sign-in/provider?next=\(next.replacing("/", with: "%2F"))")
        let location = try #require(reply.headers[.location])
        #expect(reply.status == 303 && location.hasPrefix(issuer + "/authorize?"))
        let query = try #require(URLComponents(string: location)?.queryItems)
        func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
        #expect(value("response_type") == "code" && value("code_challenge_method") == "S256" && value("client_id") == "mingtang")
        asked.withLock { $0 = Asked(nonce: value("nonce"), challenge: value("code_challenge")) }
        return "/work/sign-in/return?code=c0de&state=\(value("state"))"
    }

    func signIn(_ client: WorkClient, next: String = "") async throws -> PortalClient.Reply {
        try await client.get(try await begin(client, next: next))
    }
}
