import Domain
import HTTPTypes
import Operations
import Pages
import Testing

@testable import Site

/// What nobody should send, at every place that takes something from the public, also those that come later.
@Suite("Every form of the portal × what should not be sent") struct VisitorFormTests {
    private static let script = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>"
    private static let names = [
        "title", "text", "name", "phone", "email", "contact", "description", "number", "code", "answer", "detail", "note", "reason",
        "words", "kind",
        "unit", "item", "step", "act", "topic", "level", "paragraph", "rhythm", "password", "comment", "publish", "document", "address",
    ]

    private static func path(_ route: Route) -> String {
        route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { $0.hasPrefix("{") ? "77" : String($0) }.joined(
            separator: "/")
    }

    @Test("A megabyte is refused before it is read, and said so", arguments: Portal.visitorEndpoints.map { path($0.route) })
    func megabyte(_ path: String) async throws {
        try await SmallCounty.with { county in
            let reply = try await county.client.post(path, [("text", String(repeating: "a", count: 1_048_576))])
            // 400: no mail can be sent here, so nothing is taken.
            #expect([400, 404, 413].contains(reply.status), "\(reply.status)")
            if reply.status == 413 { #expect(reply.text.contains("太大")) }
        }
    }

    @Test(
        "Scripts in every field stay words, an empty form and a forged one are answered",
        arguments: Portal.visitorEndpoints.map { path($0.route) })
    func hostile(_ path: String) async throws {
        try await SmallCounty.with { county in
            let page = try await county.client.get(path).text
            let token = page.firstMatch(of: /name="token" value="([^"]+)"/).map { String($0.1) } ?? ""
            let forms: [[(String, String)]] = [
                [], [("token", "1.2.3")], [("token", token)],
                [("token", token)] + Self.names.map { ($0, Self.script) },
                [("token", token), ("step", "look"), ("number", "SQ2026-00001"), ("code", "aaaa-bbbb")],
                [("token", token)] + Self.names.map { ($0, "\u{0}\u{202E}\u{FFFF}") },
                [("token", token)] + Self.names.flatMap { [($0, "1"), ($0, "2")] },
                [("token", token)] + Self.names.map { ($0, String(repeating: "长", count: 300)) },
            ]
            for form in forms {
                let reply = try await county.client.post(path, form)
                #expect((200..<500).contains(reply.status) && reply.status != 405, "\(form.prefix(3)): \(reply.status)")
                #expect(!reply.text.contains("<script>alert") && !reply.text.contains("<img src=x"), "\(form.prefix(3))")
                #expect(reply.status >= 300 || !reply.text.contains("回执"), "taken: \(form.prefix(3))")
            }
        }
    }
}
