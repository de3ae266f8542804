import COutbound
import Dispatch
import FoundationEssentials
import Synchronization

/// The office's identity provider (统一身份认证): OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636).
package struct IdentityProvider: Sendable {
    /// What an operator sets.
    package struct Settings: Sendable, Hashable {
        /// Without a slash at the end.
        package let issuer: String
        package let client: String
        /// Empty for a public client.
        package let secret: String
        /// The claim that holds the name to sign in with; empty when only bound accounts count.
        package let loginClaim: String
        /// What the button says.
        package let label: String

        package init(issuer: String, client: String, secret: String, loginClaim: String, label: String) {
            self.issuer = issuer
            self.client = client
            self.secret = secret
            self.loginClaim = loginClaim
            self.label = label
        }
    }

    /// Why it could not be asked, or what was wrong with its answer; for the log of the server.
    package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// Where it does what.
    package struct Places: Sendable, Hashable {
        package let authorization: String
        package let token: String
        package let keys: String

        package init(authorization: String, token: String, keys: String) {
            self.authorization = authorization
            self.token = token
            self.keys = keys
        }
    }

    /// A key that it signs with, in the form of a JSON Web Key.
    package struct Key: Sendable, Hashable {
        package let id: String?
        /// Modulus and exponent, base64url.
        package let modulus: String
        package let exponent: String
    }

    /// Discovery, tokens and keys are small.
    private static let largestAnswer = 256 * 1024
    private static let timeoutInSeconds = 10

    package let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Only encrypted; a provider on this very machine, as tests have one, may be plain.
    package static func isAllowed(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\".utf8.contains($0) }) else { return false }
        if address.hasPrefix("https://") { return address.utf8.count > 8 }
        return isOnThisMachine(address)
    }

    private static func isOnThisMachine(_ address: String) -> Bool {
        guard address.hasPrefix("http://127.0.0.1") else { return false }
        let rest = address.utf8.dropFirst("http://127.0.0.1".utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "/")
    }

    // MARK: Asking

    /// OpenID Connect Discovery 1.0 §4.
    /// - Throws: `Fault`
    package func places() async throws -> Places {
        struct Answer: Decodable { let issuer, authorization_endpoint, token_endpoint, jwks_uri: String }
        let answer = try Self.read(Answer.self, try await ask(settings.issuer + "/.well-known/openid-configuration"))
        let issuer = answer.issuer.hasSuffix("/") ? String(answer.issuer.dropLast()) : answer.issuer
        guard issuer == settings.issuer else { throw Fault(description: "issuer differs from the setting") }
        guard [answer.authorization_endpoint, answer.token_endpoint, answer.jwks_uri].allSatisfy(Self.isAllowed) else {
            throw Fault(description: "an endpoint is not https")
        }
        return Places(authorization: answer.authorization_endpoint, token: answer.token_endpoint, keys: answer.jwks_uri)
    }

    /// Exchanges the code for an id_token, which is not checked yet.
    /// - Throws: `Fault`
    package func idToken(code: String, verifier: String, returnAddress: String, places: Places) async throws -> String {
        struct Answer: Decodable { let id_token: String }
        let fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnAddress), ("client_id", settings.client),
            ("code_verifier", verifier),
        ]
        let form = fields.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        return try Self.read(Answer.self, try await ask(places.token, form: form)).id_token
    }

    /// The RSA keys for signatures.
    /// - Throws: `Fault`
    package func keys(places: Places) async throws -> [Key] {
        struct Answer: Decodable {
            struct Item: Decodable { let kty, kid, use, n, e: String? }
            let keys: [Item]
        }
        return try Self.read(Answer.self, try await ask(places.keys)).keys.prefix(50).compactMap { item in
            guard item.kty == "RSA", item.use ?? "sig" == "sig", let modulus = item.n, let exponent = item.e else { return nil }
            return Key(id: item.kid, modulus: modulus, exponent: exponent)
        }
    }

    /// The address to which the browser is sent.
    package func authorizationAddress(
        places: Places, returnAddress: String, state: String, nonce: String, challenge: String
    ) -> String {
        let fields = [
            ("response_type", "code"), ("client_id", settings.client), ("redirect_uri", returnAddress), ("scope", "openid profile"),
            ("state", state), ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        let mark = places.authorization.contains("?") ? "&" : "?"
        return places.authorization + mark + fields.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    private static func read<Answer: Decodable>(_: Answer.Type, _ bytes: [UInt8]) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(bytes))
        } catch { throw Fault(description: "the answer is not of the expected form") }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    // MARK: HTTP

    /// Few at a time, away from Swift's own threads: libcurl blocks.
    private static let queue = DispatchQueue(label: "identity-provider", attributes: .concurrent)
    private static let mostAtOnce = 32
    private static let running = Mutex(0)

    private func ask(_ address: String, form: String? = nil) async throws -> [UInt8] {
        guard Self.isAllowed(address) else { throw Fault(description: "address is not https") }
        let mayRun = Self.running.withLock { running in
            if running < Self.mostAtOnce { running += 1 } else { return false }
            return true
        }
        guard mayRun else { throw Fault(description: "too many at once") }
        defer { Self.running.withLock { $0 -= 1 } }
        let (client, secret) = (settings.client, settings.secret)
        let outcome: Result<[UInt8], Fault> = await withCheckedContinuation { continuation in
            Self.queue.async {
                continuation.resume(returning: Self.fetch(address, form: form, client: client, secret: form == nil ? "" : secret))
            }
        }
        return try outcome.get()
    }

    private static func fetch(_ address: String, form: String?, client: String, secret: String) -> Result<[UInt8], Fault> {
        var status = 0
        var bytes: UnsafeMutablePointer<UInt8>?
        var length = 0
        var reason = [CChar](repeating: 0, count: 128)
        // RFC 6749 §2.3.1: both are form-encoded before they go into the header.
        let (user, password) = secret.isEmpty ? (nil, nil) : (encoded(client), encoded(secret))
        let failed = mingtang_http_fetch(
            address, isOnThisMachine(address) ? 1 : 0, form, user, password, largestAnswer, timeoutInSeconds, &status, &bytes, &length,
            &reason,
            reason.count)
        defer { mingtang_http_free(bytes) }
        guard failed == 0 else {
            return .failure(Fault(description: String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)))
        }
        guard status == 200 else { return .failure(Fault(description: "status \(status)")) }
        return .success(bytes.map { Array(UnsafeBufferPointer(start: $0, count: length)) } ?? [])
    }
}
