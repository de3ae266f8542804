import Domain
import HTML
import HTTPTypes
import Hummingbird
import Operations
import Pages

/// The cookies of signing in. No script sees them, and no other site's form brings them along.
struct AccessCookie {
    /// Between the password and the second factor.
    static let code = AccessCookie(name: "mingtang-code", path: "/work/sign-in", lifetimeInSeconds: 600)
    /// While the person is at the identity provider.
    static let provider = AccessCookie(name: "mingtang-provider", path: "/work/sign-in", lifetimeInSeconds: 600)
    /// The session itself; ends with the browser, and at the latest as the rules say.
    static let session = AccessCookie(name: Workbench.cookie, path: "/", lifetimeInSeconds: nil)

    let name: String
    let path: String
    let lifetimeInSeconds: Int?

    func value(in request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for part in field.split(separator: ";") {
                let sides = part.split(separator: "=", maxSplits: 1)
                if sides.count == 2, sides[0].drop(while: { $0 == " " }) == name { return String(sides[1]) }
            }
        }
        return nil
    }

    func field(_ value: String, isSecure: Bool) -> HTTPField {
        let end = lifetimeInSeconds.map { "; Max-Age=\($0)" } ?? ""
        return HTTPField(
            name: .setCookie, value: "\(name)=\(value); Path=\(path); HttpOnly; SameSite=Lax\(end)\(isSecure ? "; Secure" : "")")
    }

    func removal(isSecure: Bool) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=; Path=\(path); HttpOnly; SameSite=Lax; Max-Age=0\(isSecure ? "; Secure" : "")")
    }
}

extension WorkRequest {
    /// Whether the public reaches the site through https: cookies then never travel without it.
    var isSecure: Bool { portal.settings.origin?.hasPrefix("https://") == true }

    var agent: String { request.headers[.userAgent] ?? "" }

    /// Where the person wanted to go: a place of the workbench, never another site, nor signing in itself.
    static func next(_ text: String?) -> WebAddress? {
        guard let text, text.utf8.count <= 2000, text.utf8.starts(with: WorkRoute.today.pattern.utf8) else { return nil }
        let rest = text.utf8.dropFirst(WorkRoute.today.pattern.utf8.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") || rest.first == UInt8(ascii: "?") else { return nil }
        guard !rest.starts(with: "/sign-".utf8), !rest.starts(with: "//".utf8) else { return nil }
        return WebAddress(text)
    }

    /// Into the workbench with a new session.
    func enter(_ token: SessionToken, next: WebAddress?) -> Answer {
        var answer = Answer.redirect(to: next ?? WorkRoute.today.link())
        answer.headers.append(AccessCookie.session.field(token.text, isSecure: isSecure))
        for cookie in [AccessCookie.code, .provider] where cookie.value(in: request) != nil {
            answer.headers.append(cookie.removal(isSecure: isSecure))
        }
        return answer
    }

    /// The session that asks, with what the frame does not carry.
    func current() async throws -> Sessions.Current {
        guard let token, let current = try await Sessions(installation).find(token: token, site: county.id) else {
            throw Permission.Refusal.notSignedIn
        }
        return current
    }

    /// As the log names an administrator.
    func actor(as role: Role) throws -> String {
        let staff = try staff
        return staff.signature(staff.posts.first { $0.role == role })
    }

    /// Does what an administrator asks; a rule that refuses becomes a page that says why.
    func doing(_ work: () async throws -> Answer) async throws -> Answer {
        do {
            return try await work()
        } catch {
            guard let sentence = accessSentence(error) else { throw error }
            let page = WorkErrorPage(kind: .refused([sentence]))
            return show(page, status: HTTPResponse.Status(code: page.status))
        }
    }
}
