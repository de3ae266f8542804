import Testing

@testable import Outbound

@Suite("Visiting the pages of a site") struct PageVisitTests {
    @Test(
        "A private network is not entered unless that is allowed",
        arguments: ["http://127.0.0.1/", "http://localhost/", "http://10.1.2.3/", "http://[::1]/", "http://169.254.169.254/latest"])
    func privateNetworks(_ address: String) async {
        #expect(await PageVisit(mayBePrivate: false, limit: 1_000, timeoutInSeconds: 3).ask(address) == .refused)
    }

    @Test(
        "Only the web is asked, and nobody there is no answer",
        arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "http://name.invalid/"])
    func others(_ address: String) async {
        #expect(await PageVisit(mayBePrivate: true, limit: 1_000, timeoutInSeconds: 3).ask(address) == .unreachable)
    }

    @Test("A redirection is told and not followed; content beyond the limit is not taken")
    func answers() async throws {
        let moved = try #require(OneAnswer("HTTP/1.1 302 X\r\nLocation: /b?c\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
        let visit = PageVisit(mayBePrivate: true, limit: 10, timeoutInSeconds: 3)
        let base = "http://127.0.0.1:\(moved.port)"
        #expect(await visit.ask(base + "/a") == .answered(PageVisit.Answer(status: 302, type: "", bytes: [], location: base + "/b?c")))
        let big = try #require(OneAnswer("HTTP/1.1 200 X\r\nContent-Length: 11\r\nConnection: close\r\n\r\n12345678901"))
        #expect(await visit.ask("http://127.0.0.1:\(big.port)/") == .tooBig)
        let page = try #require(OneAnswer("HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"))
        let answer = PageVisit.Answer(status: 200, type: "text/html", bytes: Array("hi".utf8), location: nil)
        #expect(await visit.ask("http://127.0.0.1:\(page.port)/") == .answered(answer))
    }
}
