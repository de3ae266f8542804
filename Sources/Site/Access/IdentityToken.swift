import Cryptography
import Domain
import FoundationEssentials
import Outbound

/// What an id_token says, once it has been checked (OpenID Connect Core 1.0 §3.1.3.7).
struct IdentityToken {
    /// Why it is not believed; for the log of the server.
    enum Fault: Error, Hashable {
        case malformed, otherAlgorithm, unknownKey, badSignature, otherIssuer, otherAudience, expired, otherNonce
    }

    /// Two machines' clocks may differ by so much.
    private static let leewayInSeconds: Int64 = 60
    private static let longest = 64 * 1024

    let subject: String
    /// The value of the claim that was asked for, when it is a text.
    let login: String?

    private struct Header: Decodable { let alg, kid: String? }

    private struct Claims: Decodable {
        let iss, sub, nonce, azp: String?
        let aud: Audience
        let exp: Double
        let nbf: Double?
    }

    /// One text, or a list of texts.
    private struct Audience: Decodable {
        let names: [String]
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {  // otherwise it is the other form
                names = [one]
            } else {
                names = try container.decode([String].self)
            }
        }
    }

    private struct TextClaim: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)  // other claims have other types
        }
    }

    /// - Throws: `Fault`
    init(_ text: String, keys: [IdentityProvider.Key], settings: IdentityProvider.Settings, nonce: String, now: Instant) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3, let header = Self.decode(Header.self, parts[0]),
            let signature = Base64URL.decode(parts[2])
        else { throw Fault.malformed }
        // Only this one: the token must not choose how it is checked.
        guard header.alg == "RS256" else { throw Fault.otherAlgorithm }
        let candidates = keys.filter { header.kid == nil || $0.id == nil || $0.id == header.kid }.compactMap { key -> RSAPublicKey? in
            guard let modulus = Base64URL.decode(key.modulus), let exponent = Base64URL.decode(key.exponent) else { return nil }
            return RSAPublicKey(modulus: modulus, exponent: exponent)
        }
        guard !candidates.isEmpty else { throw Fault.unknownKey }
        let message = Array("\(parts[0]).\(parts[1])".utf8)
        guard candidates.contains(where: { $0.verifies(signature, of: message) }) else { throw Fault.badSignature }
        guard let claims = Self.decode(Claims.self, parts[1]), let subject = claims.sub, (1...255).contains(subject.utf8.count) else {
            throw Fault.malformed
        }
        try Self.check(claims, settings: settings, nonce: nonce, now: now)
        self.subject = subject
        let all = Self.decode([String: TextClaim].self, parts[1])
        login = settings.loginClaim.isEmpty ? nil : all?[settings.loginClaim]?.text
    }

    private static func check(_ claims: Claims, settings: IdentityProvider.Settings, nonce: String, now: Instant) throws(Fault) {
        let issuer = claims.iss.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        guard issuer == settings.issuer else { throw .otherIssuer }
        guard claims.aud.names.contains(settings.client), claims.aud.names.count == 1 || claims.azp == settings.client else {
            throw .otherAudience
        }
        let seconds = Double(now.milliseconds / 1000)
        guard claims.exp > seconds - Double(leewayInSeconds), (claims.nbf ?? 0) < seconds + Double(leewayInSeconds) else { throw .expired }
        guard let given = claims.nonce, constantTimeEqual(Array(given.utf8), Array(nonce.utf8)) else { throw .otherNonce }
    }

    private static func decode<Value: Decodable>(_: Value.Type, _ part: Substring) -> Value? {
        guard let bytes = Base64URL.decode(part) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: Data(bytes))  // the caller says what it means
    }
}
