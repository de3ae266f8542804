import Domain
import Foundation
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The public log")
struct LogPagesTests {
    /// The number of the newest entry about the document with that title.
    private func entry(_ title: String, _ county: SmallCounty) async throws -> Int64 {
        try await county.identity(
            """
            SELECT MAX(sequence) AS n FROM event
            WHERE subject_kind = 'disclosure' AND subject_id = (SELECT id FROM disclosure WHERE title = \(title))
            """)
    }

    @Test("Before the first checkpoint the log says so, and a proof is not there", arguments: Engine.available)
    func before(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { county in
            let log = try await county.client.get("/log")
            #expect(log.status == 200 && log.text.contains("还没有检查点"))
            for path in ["/log/checkpoint", "/log/checkpoint/3", "/log/entries/1/proof.json", "/log/entries/9999", "/log/entries/0"] {
                let reply = try await county.client.get(path)
                #expect(reply.status == 404, "\(path)")
            }
            let entry = try await county.client.get("/log/entries/1")
            #expect(entry.status == 200 && entry.text.contains("建立网站"))
        }
    }

    @Test("A document leads to its entry, the entry to its proof, and the proof holds", arguments: Engine.available)
    func proved(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { county in
            let made = try #require(try await MakeCheckpoint(county.installation).run(.demand))
            let id = try await county.identity("SELECT id AS n FROM disclosure WHERE title = '政府工作报告'")
            let sequence = try await entry("政府工作报告", county)
            let document = try await county.client.get("/disclosures/\(id)")
            #expect(document.text.contains("进入公开日志<a href=\"/log/entries/\(sequence)\">第 \(sequence) 条</a>。"))
            let page = try await county.client.get("/log/entries/\(sequence)")
            #expect(page.text.contains("明川县人民政府公开信息《政府工作报告》（由原网站转入）"))
            let file = try await county.client.get("/log/entries/\(sequence)/proof.json")
            let proof = try JSONDecoder().decode(LogProof.self, from: Data(file.bytes))
            let key = try #require(LogKey(text: proof.key))
            let checkpoint = try proof.check(by: key)
            #expect(checkpoint == made.signed.checkpoint)
            #expect(proof.leaf?.subject == "\(id)")
            let log = try await county.client.get("/log")
            #expect(log.text.contains(key.text) && log.text.contains("政府工作报告"))
        }
    }

    @Test("The newest checkpoint is a note in plain text, never an old one from a cache")
    func notes() async throws {
        try await SmallCounty.with { county in
            let first = try #require(try await MakeCheckpoint(county.installation).run(.demand)).signed
            let reply = try await county.client.get("/log/checkpoint")
            #expect(reply.text == first.note && reply.headers[.contentType] == "text/plain; charset=utf-8")
            _ = try await county.installation.publish(
                [DisclosureRecord(id: "9", title: "新的", body: "正文")], in: county.county, fingerprint: "9")
            let second = try #require(try await MakeCheckpoint(county.installation).run(.demand)).signed
            let newest = try await county.client.get("/log/checkpoint")
            #expect(newest.text == second.note && second.note != first.note)
            let older = try await county.client.get("/log/checkpoint/\(first.checkpoint.size)")
            #expect(older.text == first.note)
            let path = "/log/continuity/\(first.checkpoint.size)/\(second.checkpoint.size)"
            let page = try await county.client.get("/log")
            #expect(page.text.contains("href=\"\(path)\""))
            let file = try await county.client.get(path)
            let proof = try JSONDecoder().decode(LogContinuity.self, from: Data(file.bytes))
            let key = try #require(LogKey(text: proof.key))
            let held = try proof.check(by: key, kept: first)
            #expect(held.newer == second.checkpoint)
            let backwards = try await county.client.get("/log/continuity/\(second.checkpoint.size)/\(first.checkpoint.size)")
            #expect(backwards.status == 404)
        }
    }

    @Test("Internal work shows neither who nor what nor why, on its page, in its proof and in the list")
    func hidden() async throws {
        try await SmallCounty.with { county in
            let now = county.installation.now()
            let site = county.county.id
            let sequence = try await county.installation.store.write { transaction in
                try EventRegister(transaction, site: site).append(
                    Event(
                        actor: "何秀兰（审核岗）", verb: .commentReceived, subject: Event.Subject(.comment, 4711), reason: "个人原因"), at: now)
            }
            _ = try await MakeCheckpoint(county.installation).run(.demand)
            for path in ["/log", "/log/entries/\(sequence)", "/log/entries/\(sequence)/proof.json"] {
                let reply = try await county.client.get(path)
                #expect(reply.status == 200)
                for word in ["何秀兰", "commentReceived", "4711", "个人原因"] { #expect(!reply.text.contains(word), "\(path) \(word)") }
            }
            let page = try await county.client.get("/log/entries/\(sequence)")
            #expect(page.text.contains("内部办理记录（内容不公开，指纹在册）"))
        }
    }

    @Test("What belongs to another site of the installation is not shown with its titles")
    func otherSite() async throws {
        try await SmallCounty.with { county in
            let other = try await county.installation.testCounty(name: "临川县人民政府", hosts: ["other.example"])
            _ = try await county.installation.publish(
                [DisclosureRecord(id: "1", title: "别县的通知", body: "正文")], in: other, fingerprint: "other")
            try await county.client.portal.show(county.client.portal.look())
            let sequence = try await entry("别县的通知", county)
            let page = try await county.client.get("/log/entries/\(sequence)")
            #expect(page.status == 200 && !page.text.contains("别县的通知"))
        }
    }
}
