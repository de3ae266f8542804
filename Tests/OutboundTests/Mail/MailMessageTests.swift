import Foundation
import Testing

@testable import Outbound

@Suite("A mail is written as mail servers want it") struct MailMessageTests {
    private func message(_ subject: String, _ body: String = "正文\n第二行") throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("县政务公开办 <zwgk@mingchuan.example>")), to: try #require(MailAddress("clerk@mingchuan.example")),
            subject: subject, body: body, identity: "mingtang.1", milliseconds: 1_773_972_000_000)
    }

    private func lines(_ message: MailMessage) throws -> [String] {
        try #require(String(validating: message.bytes, as: UTF8.self)).components(separatedBy: "\r\n")
    }

    /// The value of a field, its folded lines joined and its encoded words read.
    private func field(_ name: String, _ message: MailMessage) throws -> String {
        let header = try lines(message).prefix { !$0.isEmpty }
        let start = try #require(header.firstIndex { $0.hasPrefix("\(name): ") })
        let rest = header[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let words = ([String(header[start].dropFirst(name.count + 2))] + rest.map { String($0.dropFirst()) })
        return try words.map { word in
            guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") else { return word }
            let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            return try #require(String(data: data, encoding: .utf8))
        }.joined()
    }

    @Test("A long Chinese subject comes back whole, and no line is longer than 78 bytes")
    func subject() throws {
        let subject = "［明川县政务公开］公开任务提要（2026-03-20）：逾期 12 项，近期到期 34 项，请尽快办理；另有期限待明确的事项 5 项"
        let message = try message(subject)
        #expect(try field("Subject", message) == subject)
        let all = try lines(message)
        #expect(all.allSatisfy { $0.utf8.count <= 78 })
        #expect(try field("From", message) == "县政务公开办<zwgk@mingchuan.example>")
        #expect(try field("Date", message) == "Fri, 20 Mar 2026 10:00:00 +0800")
    }

    @Test(
        "A plain subject stays plain; one with a line end makes no new header",
        arguments: ["Reminder 3", "a\r\nBcc: x@y.example", "=?UTF-8?B?eA==?="])
    func hostile(_ subject: String) throws {
        let message = try message(subject)
        let header = try lines(message).prefix { !$0.isEmpty }
        #expect(!header.contains { $0.hasPrefix("Bcc") })
        if subject == "Reminder 3" { #expect(header.contains("Subject: Reminder 3")) }
        if subject.hasPrefix("=?") { #expect(try field("Subject", message) == subject) }
    }

    @Test("The body comes back with the line ends of mail")
    func body() throws {
        let text = "一\n二\r\n三\r四" + String(repeating: "很长的一行", count: 100)
        let all = try lines(message("x", text))
        let empty = try #require(all.firstIndex(of: ""))
        let data = try #require(Data(base64Encoded: all[(empty + 1)...].joined()))
        #expect(String(data: data, encoding: .utf8) == "一\r\n二\r\n三\r\n四" + String(repeating: "很长的一行", count: 100))
    }

    @Test("Base64 is the one that everybody reads", arguments: 0...7)
    func base64(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 200) }
        #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }

    @Test(
        "What could be taken for something else is no address",
        arguments: [
            "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nRCPT", "-oQ@b", "a@-b", "<a@b", "a@b>", "a,b@c", "张三@example.cn", "a@b;c",
        ])
    func addresses(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test("An address may have a name before it")
    func name() throws {
        let address = try #require(MailAddress("政务公开办 <zwgk@mingchuan.example>"))
        #expect(address.address == "zwgk@mingchuan.example" && address.name == "政务公开办" && address.domain == "mingchuan.example")
    }

    @Test(
        "A mail server is an address of a known kind",
        arguments: ["smtp://mail.example:25", "smtps://mail.example", "smtp://[::1]:2525", "sendmail:/usr/sbin/sendmail"])
    func servers(_ text: String) { #expect(MailServer(text) != nil) }

    @Test(
        "Everything else is refused",
        arguments: [
            "", "http://mail.example", "smtp://", "smtp://user:password@mail.example", "smtp://mail.example:0", "smtp://mail.example:99999",
            "smtp://a/b", "sendmail:sendmail", "file:///etc/passwd",
        ])
    func noServers(_ text: String) { #expect(MailServer(text) == nil) }
}
