import Domain
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("What an applicant gets on the portal of a reply that was served there") struct ServedOnlineTests {
    /// Looks at a request as its applicant does.
    private struct Visitor {
        let client: PortalClient
        let number: String
        let code: String
        let token: String

        init(_ place: ReplyPlace, _ filed: FileRequest.Filed, code: String? = nil) async throws {
            client = PortalClient(portal: place.portal)
            (number, self.code) = (filed.number, code ?? filed.code)
            let page = try await client.get("/disclosure/requests/status").text
            token = String(try #require(page.firstMatch(of: /name="token" value="([^"]+)"/)?.1))
        }

        func post(_ step: String, _ fields: [(String, String)] = []) async throws -> PortalClient.Reply {
            try await client.post(
                "/disclosure/requests/status", [("token", token), ("step", step), ("number", number), ("code", code)] + fields)
        }
    }

    /// Writes a reply that encloses the first of two files, and sends it.
    private static func send(_ place: ReplyPlace, _ id: DisclosureRequest.ID) async throws -> RequestLetter.ID {
        let editor = try await place.client("wangming")
        for (name, content) in [("批复.txt", "征地批复的全文。"), ("内部意见.txt", "内部意见的全文。")] {
            let added = try await RegisterRequestTests.upload(
                editor, "/work/requests/\(id)/files", [("file-purpose", "released")], name, content)
            #expect(added.status == 303, "\(added.text)")
        }
        let site = place.place.county.id
        let files = try await place.place.installation.store.read { try LetterRegister($0, site: site).files(of: id) }
        let proposal = ReplyPlace.proposal("disclosed.0", released: "征地批复一份") + [("enclosed", files[0].digest)]
        #expect(try await place.post(editor, id, "reply", proposal).status == 303)
        try await place.approve(id)
        let form = try await editor.get("/work/requests/\(id)/letters/new/reply.disclosed").text
        #expect(form.contains("批复.txt") && !form.contains("内部意见.txt"))
        #expect(try await place.post(editor, id, "letters/issue/reply.disclosed", [("text.access", "网上提供")]).status == 303)
        return try #require(try await place.letters(id).first).id
    }

    @Test("Letter and enclosed files are offered once the reply was served on the portal, and nothing else is", arguments: Engine.available)
    func offered(_ engine: Engine) async throws {
        try await ReplyPlace.with(engine) { place in
            let filed = try await place.filed()
            let letter = try await Self.send(place, filed.id)
            let visitor = try await Visitor(place, filed)
            #expect(try await !visitor.post("look").text.contains("批复.txt"))
            for (step, field) in [("letter", "letter"), ("file", "file")] {
                #expect(try await visitor.post(step, [(field, "1")]).status == 404, "\(step)")
            }
            let served = try await place.post(
                try await place.client("wangming"), filed.id, "letters/\(letter)/service",
                [("way", "online"), ("day", "2026-03-20"), ("proof", "网上送达")])
            #expect(served.status == 303)
            let page = try await visitor.post("look").text
            #expect(page.contains("下载：批复.txt") && !page.contains("内部意见"))
            for (step, fields, start, name) in [
                ("letter", [("letter", "1"), ("format", "docx")], "PK", ".docx"),
                ("letter", [("letter", "1"), ("format", "pdf")], "%PDF", ".pdf"),
                ("file", [("file", "1")], "征地批复的全文。", "%E6%89%B9%E5%A4%8D.txt"),
            ] {
                let file = try await visitor.post(step, fields)
                #expect(file.status == 200 && file.bytes.starts(with: start.utf8), "\(name)")
                #expect(file.headers[.cacheControl] == "no-store", "\(name)")
                let disposition = file.headers[.contentDisposition] ?? ""
                #expect(disposition.hasPrefix("attachment; ") && disposition.hasSuffix(name), "\(disposition)")
            }
            for number in ["0", "2", "-1", "x", ""] { #expect(try await visitor.post("file", [("file", number)]).status == 404) }
            #expect(try await visitor.post("letter", [("letter", "1"), ("format", "exe")]).status == 404)
            let stranger = try await Visitor(place, filed, code: "aaaa-aaaa-aaaa-aaaa")
            let refused = try await stranger.post("file", [("file", "1")])
            #expect(refused.status == 422 && !refused.text.contains("征地批复的全文"))
        }
    }

    @Test("What was served on paper, or is being answered anew, is not offered", arguments: [true, false])
    func withheld(_ isReopened: Bool) async throws {
        try await ReplyPlace.with { place in
            let filed = try await place.filed()
            let letter = try await Self.send(place, filed.id)
            let editor = try await place.client("wangming")
            let way = isReopened ? "online" : "direct"
            let served = try await place.post(
                editor, filed.id, "letters/\(letter)/service", [("way", way), ("day", "2026-03-20"), ("proof", "签收")])
            #expect(served.status == 303)
            if isReopened {
                let reopened = try await place.post(
                    editor, filed.id, "facts", [("fact-kind", "reopened"), ("fact-day", "2026-03-20"), ("fact-days", "15")])
                #expect(reopened.status == 303)
            }
            let visitor = try await Visitor(place, filed)
            #expect(try await !visitor.post("look").text.contains("批复.txt"))
            #expect(try await visitor.post("file", [("file", "1")]).status == 404)
        }
    }

    @Test("Only files of the case that may be handed out go with a reply, and none with one that discloses nothing")
    func enclosing() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            let upload = try await RegisterRequestTests.upload(
                editor, "/work/requests/\(id)/files", [("file-purpose", "identity")], "证件.txt", "身份证明")
            #expect(upload.status == 303)
            let site = place.place.county.id
            let sealed = try #require(
                try await place.place.installation.store.read { try LetterRegister($0, site: site).files(of: id) }.first)
            for digest in [sealed.digest, "aa"] {
                let wrong = try await place.post(
                    editor, id, "reply", ReplyPlace.proposal("disclosed.0", released: "一份") + [("enclosed", digest)])
                #expect(wrong.status == 422 && wrong.text.contains("没有这份材料"))
            }
            let added = try await RegisterRequestTests.upload(
                editor, "/work/requests/\(id)/files", [("file-purpose", "released")], "批复.txt", "征地批复")
            #expect(added.status == 303)
            let released = try #require(
                try await place.place.installation.store.read { try LetterRegister($0, site: site).files(of: id) }.last)
            let withheld = try await place.post(editor, id, "reply", ReplyPlace.proposal("notHeld.0") + [("enclosed", released.digest)])
            #expect(withheld.status == 422 && withheld.text.contains("请取消勾选随答复提供的材料"))
            // Whoever judges the reply reads what goes out with it; papers that show who asks stay closed.
            let secrecy = try await place.client("sunbao")
            #expect(try await secrecy.get("/work/requests/\(id)/files/\(released.id)").text == "征地批复")
            #expect(try await secrecy.get("/work/requests/\(id)/files/\(sealed.id)").status == 403)
        }
    }
}
