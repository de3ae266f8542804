import Domain
import Persistence
import Registers
import TestSupport
import Testing

@testable import Operations

@Suite("A record of an export is read as its office meant it") struct ImportFaultTests {
    static func prepared(_ record: DisclosureRecord) throws -> PreparedDisclosure { try PreparedDisclosure(record) }

    @Test("The same key of two issuers is two documents", arguments: Engine.available)
    func keys(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let first = try await installation.publish([DisclosureRecord(id: "1", title: "甲", issuer: "县财政局", body: "正文")], in: county)
            let second = try await installation.publish(
                [DisclosureRecord(id: "1", title: "乙", issuer: "县民政局", body: "正文")], in: county, fingerprint: "second")
            #expect(first.imported == 1 && second.imported == 1 && second.updated == 0)
            let third = try await installation.publish(
                [DisclosureRecord(id: "1", title: "丙", issuer: "县民政局", body: "正文")], in: county, fingerprint: "third")
            #expect(third.updated == 1)
        }
    }

    @Test(
        "A time is read in its zone; one without is China's",
        arguments: [
            ("2026-03-20T16:30:00Z", "2026-03-21T00:30:00+08:00"), ("2026-03-20T16:30Z", "2026-03-21T00:30:00+08:00"),
            ("2026-03-20 16:30", "2026-03-20T16:30:00+08:00"), ("2026-03-20 16:30:15", "2026-03-20T16:30:15+08:00"),
            ("2026-03-20T16:30:00.123+08:00", "2026-03-20T16:30:00+08:00"), ("2026-03-20T16:30:00+09:00", "2026-03-20T15:30:00+08:00"),
            ("2026-03-20T16:30:00-05:30", "2026-03-21T06:00:00+08:00"), ("2026年3月20日 9:05", "2026-03-20T09:05:00+08:00"),
            ("2026年3月20日9：05", "2026-03-20T09:05:00+08:00"), ("2026-03-20", "2026-03-20T00:00:00+08:00"),
            ("2026年3月20日", "2026-03-20T00:00:00+08:00"), ("2026-03-20 星期五", "2026-03-20T00:00:00+08:00"),
        ])
    func times(_ text: String, _ expected: String) throws {
        let prepared = try Self.prepared(DisclosureRecord(title: "甲", date: text, published: text, body: "正文"))
        #expect(prepared.published?.rfc3339 == expected)
        #expect(prepared.made?.description == String(expected.prefix(10)))
    }

    @Test(
        "Anything else after the time is a bad date",
        arguments: [
            "2026-03-20T16:30:00X", "2026-03-20T16:30:00+8", "2026-03-20 16:30:00 CST", "2026-03-20 25:00", "2026-03-20 16:60",
            "2026-03-20 上午10:30",
            "2026-03-20T16:30:00ZZ", "2026-03-20 16",
        ])
    func badTimes(_ text: String) {
        #expect(throws: SetAsideReason.badDate(field: "published", text: text)) {
            try Self.prepared(DisclosureRecord(title: "甲", published: text, body: "正文"))
        }
    }

    @Test("The day a document was made places it in time, and is not shown as the day it was published")
    func madeOnly() throws {
        let made = try Self.prepared(DisclosureRecord(title: "甲", date: "2026-03-20", body: "正文"))
        #expect(made.published == nil)
        #expect(made.ordered?.rfc3339 == "2026-03-20T00:00:00+08:00")
        let both = try Self.prepared(DisclosureRecord(title: "甲", date: "2026-03-20", published: "2026-04-01 10:00", body: "正文"))
        #expect(both.ordered == both.published && both.published?.rfc3339 == "2026-04-01T10:00:00+08:00")
        #expect(try Self.prepared(DisclosureRecord(title: "甲", body: "正文")).ordered == nil)
    }

    @Test("Validity in a synonym is read; in an unknown word it is unstated, and said")
    func validity() throws {
        let known = try Self.prepared(DisclosureRecord(title: "甲", body: "正文", validity: "已废止"))
        #expect(known.validity == .repealed && known.unknownValidity == nil)
        let unknown = try Self.prepared(DisclosureRecord(title: "甲", body: "正文", validity: "部分有效"))
        #expect(unknown.validity == .unstated && unknown.unknownValidity == "部分有效")
        #expect(try Self.prepared(DisclosureRecord(title: "甲", body: "正文")).unknownValidity == nil)
    }

    @Test("Line breaks of every kind in a field of one line are one space")
    func lineBreaks() throws {
        let prepared = try Self.prepared(
            DisclosureRecord(title: "关于甲\r\n的通知\t（试行）\u{2028}附\0件", issuer: "县财政局\r\n", body: "正文"))
        #expect(prepared.title == "关于甲 的通知 （试行） 附 件")
        #expect(prepared.issuer == "县财政局")
    }

    @Test("Only attachments that a page may link to are kept")
    func attachments() throws {
        let addresses = [
            "https://a.example/1.pdf", "HTTP://a.example/附件 2.doc", "/files/3.xls", "4.pdf?x=a:b", "//a.example/5", "javascript:alert(1)",
            " javascript:x",
            "java\nscript:x", "data:text/html,x", "file:///etc/passwd", "C:\\附件.doc", "", "ftp://a.example/6",
        ]
        let record = DisclosureRecord(
            title: "甲", body: "正文", attachments: addresses.map { DisclosureRecord.Attachment(name: "附件\r\n一", url: $0) })
        let prepared = try Self.prepared(record)
        #expect(prepared.attachments.map(\.address) == Array(addresses.prefix(5)))
        #expect(prepared.attachments.allSatisfy { $0.name == "附件 一" })
        #expect(prepared.refusedAttachments.count == addresses.count - 5)
    }

    @Test("A body in HTML that is furniture only is set aside as such")
    func furniture() {
        #expect(throws: SetAsideReason.onlyFurniture) {
            try PreparedDisclosure(
                DisclosureRecord(title: "甲", body: "<p>浏览次数：1</p>"),
                structured: BodyReading(body: DocumentBody([]), furniture: ["浏览次数：1"]))
        }
    }
}
