import Domain
import Foundation
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Letters and cases of requests as files", .enabled(if: PDFPrinter.isInstalled)) struct LetterFileTests {
    static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// Answers a case and sends the letter.
    private func answer(_ place: ReplyPlace, _ id: DisclosureRequest.ID) async throws -> RequestLetter {
        let editor = try await place.client("wangming")
        let sent = try await place.post(editor, id, "reply", ReplyPlace.proposal("disclosed.0", released: "征地批复一份"))
        #expect(sent.status == 303)
        try await place.approve(id)
        let issued = try await place.post(editor, id, "letters/issue/reply.disclosed", [("text.access", "随函提供")])
        #expect(issued.status == 303)
        return try #require(try await place.letters(id).last)
    }

    private func looks(_ place: ReplyPlace) async throws -> [String] {
        try await place.place.installation.store.read {
            try $0.rows("SELECT reason FROM event WHERE verb = 'identityViewed' ORDER BY sequence") { try $0["reason"] }
        }
    }

    @Test("A letter leaves as PDF, Word, envelope and delivery receipt, each under its name, and each look is in the log")
    func formats() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let letter = try await answer(place, id)
            let editor = try await place.client("wangming")
            let (path, name) = ("/work/requests/\(id)/letters/\(letter.id)", "明自然资公复〔2026〕1号 政府信息公开申请答复书")
            let served = try await place.post(
                editor, id, "letters/\(letter.id)/service", [("way", "post"), ("day", "2026-03-20"), ("proof", "EMS 1")])
            #expect(served.status == 303)
            let before = try await looks(place).count

            let pdf = try await editor.get("\(path)/pdf")
            #expect(pdf.headers[.contentType] == "application/pdf" && pdf.fileName == "\(name).pdf")
            #expect(pdf.headers[.cacheControl] == "no-store")
            let text = try printedPages(pdf.bytes).joined()
            for words in ["明川县自然资源局", "明自然资公复〔2026〕1号", "测试甲：", "征地批复一份", "2026年3月20日"] {
                #expect(text.contains(words), "\(words)")
            }
            let word = try await editor.get("\(path)/docx")
            #expect(word.headers[.contentType] == Self.word && word.fileName == "\(name).docx")
            let envelope = try await editor.get("\(path)/envelope")
            #expect(envelope.headers[.contentType] == "application/pdf" && envelope.fileName == "\(name) 信封.pdf")
            let envelopes = try printedPages(envelope.bytes)
            #expect(envelopes.count == 1)
            for words in ["999901", "明川县测试路9号", "测试甲（收）", "明川县自然资源局", letter.number] {
                #expect(envelopes.first?.contains(words) == true, "\(words)")
            }
            let receipt = try await editor.get("\(path)/receipt")
            #expect(receipt.fileName == "\(name) 送达回证.pdf")
            let receipts = try printedPages(receipt.bytes).joined()
            for words in ["送达回证", "SQ2026-00001", letter.number, "测试甲", "明川县测试路9号", "邮寄送达"] {
                #expect(receipts.contains(words), "\(words)")
            }
            #expect(try await looks(place).dropFirst(before) == Array(repeating: "文书：答复书（予以公开）", count: 4)[...])
        }
    }

    @Test("The Word file has the words of the letter")
    func wordFile() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let letter = try await answer(place, id)
            let reply = try await place.client("wangming").get("/work/requests/\(id)/letters/\(letter.id)/docx")
            let body = try ImportedBody.read(reply.bytes).body.stored
            for words in [letter.number, "测试甲：", "征地批复一份", "随函提供"] { #expect(body.contains(words), "\(words)") }
        }
    }

    @Test("A letter that does not say who asks can be read by who decides; it has no envelope for the applicant")
    func thirdParty() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let editor = try await place.client("wangming")
            let asked = try await place.post(
                editor, id, "letters/issue/thirdPartyConsultation", [("workingDays", "15"), ("text.thirdParty", "明川县某公司")])
            #expect(asked.status == 303)
            let path = "/work/requests/\(id)/letters/\(try #require(try await place.letters(id).last).id)"
            let reviewer = try await place.client("liqing")
            let pdf = try await reviewer.get("\(path)/pdf")
            let text = try printedPages(pdf.bytes).joined()
            #expect(text.contains("明川县某公司") && !text.contains("测试甲"))
            #expect(try await editor.get("\(path)/envelope").status == 404)
            let receipt = try printedPages(try await reviewer.get("\(path)/receipt").bytes).joined()
            #expect(receipt.contains("明川县某公司") && !receipt.contains("测试甲") && !receipt.contains("测试路9号"))
            #expect(try await looks(place).isEmpty)
        }
    }

    @Test("Files are refused to who may not see the applicant, to other units, and where there is no such letter")
    func refusals() async throws {
        try await ReplyPlace.with { place in
            let (id, other) = (try await place.file(), try await place.file("另一件"))
            let editor = try await place.client("wangming")
            for id in [id, other] { #expect(try await place.post(editor, id, "letters/issue/receipt").status == 303) }
            let letter = try #require(try await place.letters(id).first).id
            try await place.addStranger()
            let stranger = try await place.client("stranger")
            for format in ["pdf", "docx", "envelope", "receipt"] {
                let hidden = try await place.client("liqing").get("/work/requests/\(id)/letters/\(letter)/\(format)")
                #expect(hidden.status == 422 && !hidden.text.contains("测试甲"), "\(format)")
                #expect(try await stranger.get("/work/requests/\(id)/letters/\(letter)/\(format)").status == 403, "\(format)")
                for wrong in ["\(id)/letters/7", "\(other)/letters/\(letter)", "7/letters/\(letter)"] {
                    #expect(try await editor.get("/work/requests/\(wrong)/\(format)").status == 404, "\(wrong)")
                }
            }
            #expect(try await editor.get("/work/requests/\(id)/letters/\(letter)/xml").status == 404)
            #expect(try await stranger.get("/work/requests/\(id)/archive.pdf").status == 403)
            #expect(try await place.client("liqing").get("/work/requests/\(id)/archive.pdf").status == 403)
            #expect(try await editor.get("/work/requests/7/archive.pdf").status == 404)
            let guest = try await WorkClient(place.portal).get("/work/requests/\(id)/letters/\(letter)/pdf")
            #expect(guest.status == 303 && guest.headers[.location]?.hasPrefix("/work/sign-in") == true)
            #expect(try await looks(place).isEmpty)
        }
    }

    @Test("The newest letters of chosen cases are printed in one file; of other units' cases nothing is printed")
    func batch() async throws {
        try await ReplyPlace.with { place in
            let ids = [
                try await place.file("甲", name: "测试甲"), try await place.file("乙", name: "测试乙"), try await place.file("丙", name: "测试丙"),
            ]
            let editor = try await place.client("wangming")
            for id in ids.prefix(2) { #expect(try await place.post(editor, id, "letters/issue/receipt").status == 303) }
            let fields = (ids + [ids[0]]).map { ("request", "\($0):3") }
            let printed = try await editor.post("/work/requests/print", fields)
            #expect(printed.status == 200 && printed.headers[.contentType] == "application/pdf")
            #expect(printed.fileName == "文书 2026-03-20（2 份）.pdf")
            let text = try printedPages(printed.bytes).joined()
            #expect(text.contains("测试甲：") && text.contains("测试乙：") && !text.contains("测试丙"))
            #expect(text.components(separatedBy: "测试甲：").count == 2)
            #expect(try await looks(place) == ["批量打印：登记回执", "批量打印：登记回执"])

            let nothing = try await editor.post("/work/requests/print")
            #expect(nothing.status == 400 && nothing.text.contains("请先勾选"))
            let bare = try await editor.post("/work/requests/print", [("request", ids[2].description), ("request", "x"), ("request", "7")])
            #expect(bare.status == 400 && bare.text.contains("没有您可以打印的文书"))
            try await place.addStranger()
            let foreign = try await place.client("stranger").post("/work/requests/print", fields)
            #expect(foreign.status == 400 && !foreign.text.contains("测试甲"))
            #expect(try await place.client("liqing").post("/work/requests/print", fields).status == 403)
            #expect(try await looks(place).count == 2)
        }
    }

    @Test("The archive is the whole case in one PDF: course, derivation, decisions, letters, papers, and what is kept beside it")
    func archive() async throws {
        try await ReplyPlace.with { place in
            let id = try await place.file()
            let letter = try await answer(place, id)
            let editor = try await place.client("wangming")
            let files = "/work/requests/\(id)/files"
            let kept = try await RegisterRequestTests.upload(editor, files, [("file-purpose", "identity")], "身份证明.txt", "证明的文字")
            #expect(kept.status == 303)
            let before = try await looks(place).count
            let reply = try await editor.get("/work/requests/\(id)/archive.pdf")
            #expect(reply.headers[.contentType] == "application/pdf" && reply.fileName == "案卷 SQ2026-00001.pdf")
            let pages = try printedPages(reply.bytes)
            let index = try #require(pages.first)
            for words in ["SQ2026-00001", "申请人：测试甲", "予以公开", "办理过程", "检索和审签", "另行保存的电子材料", "答复书（予以公开）"] {
                #expect(index.contains(words), "\(words)")
            }
            let text = pages.dropFirst().joined()
            for words in ["提交", "答复", "期限怎么算的", "本机关档案室", "保密审查", "征地批复一份", "身份证明.txt", letter.number] {
                #expect(text.contains(words), "\(words)")
            }
            #expect(!text.contains("证明的文字"))
            #expect(try await looks(place).dropFirst(before) == ["案卷"])
        }
    }
}
