import Domain
import Testing

@Suite("What a document must have") struct CompletenessCheckTests {
    private static func fields(_ change: (inout Draft.Content) throws -> Void) throws -> [String] {
        var content = try Checked.document()
        try change(&content)
        return try Checked.findings(content).map { "\($0.place.words) \($0.severity.rawValue)" }
    }

    @Test("Title, text, channel and date")
    func basics() throws {
        #expect(try Self.fields { _ in }.isEmpty)
        #expect(try Self.fields { $0.title = "　" } == ["“标题”一栏 blocking"])
        #expect(try Self.fields { $0.body = DocumentBody([]) } == ["“正文”一栏 blocking"])
        #expect(try Self.fields { $0.channels = [] } == ["“公开渠道”一栏 blocking"])
        #expect(try Self.fields { $0.made = nil } == ["“成文日期”一栏 warning"])
    }

    @Test(
        "Whatever is not wholly public states its ground, its reason and the day of re-assessment",
        arguments: [
            DisclosureAttribute.partial, .onRequest, .withheld,
        ])
    func withholding(_ attribute: DisclosureAttribute) throws {
        #expect(try Self.fields { $0.attribute = attribute } == ["“不公开依据”一栏 blocking"])
        let bare = Withholding(ground: .thirdParty, reason: "", reassess: nil)
        #expect(
            try Self.fields {
                $0.attribute = attribute
                $0.withholding = bare
            } == ["“不公开理由”一栏 blocking", "“重新评估日期”一栏 blocking"])
        #expect(
            try Self.fields {
                $0.attribute = attribute
                $0.withholding = Withholding(ground: .thirdParty, reason: "涉及企业商业秘密", reassess: try Checked.day("2027-03-20"))
            }.isEmpty)
    }

    @Test("Each element of the catalogue item is covered or explained")
    func elements() throws {
        var content = try Checked.document()
        content.elements = [Draft.Element(name: "补偿标准", isCovered: true), Draft.Element(name: "安置方式", note: "本次不涉及安置")]
        let missing = try Checked.findings(content) { $0.requiredElements = ["补偿标准", "安置方式", "批准文件"] }
        #expect(missing.map(\.check) == [.missingElement])
        #expect(missing.first?.sample == "批准文件")
    }

    @Test("A 规范性文件 without a passed legality review goes nowhere")
    func legality() throws {
        func rule(_ legality: NormativeRule.LegalityReview, note: String = "") throws -> [String] {
            try Self.fields {
                $0.number = "明政规〔2026〕1号"
                $0.rule = NormativeRule(
                    legality: legality, legalityNote: note, effective: try Checked.day("2026-04-01"),
                    validUntil: try Checked.day("2031-03-31"))
            }
        }
        #expect(try rule(.lawful).isEmpty)
        #expect(try rule(.notReviewed) == ["“合法性审核”一栏 blocking"])
        #expect(try rule(.unlawful) == ["“合法性审核”一栏 blocking"])
        #expect(try rule(.toBeAmended) == ["“合法性审核”一栏 blocking"])
        #expect(try rule(.toBeAmended, note: "已按意见修改").isEmpty)
    }

    @Test("Validity: stated, after the beginning, not over five years, and the same as in the text")
    func validity() throws {
        func until(_ text: String?, body: String = "内容") throws -> [String] {
            try Self.fields {
                $0.number = "明政规〔2026〕1号"
                $0.body = DocumentBody([.paragraph(body)])
                $0.rule = NormativeRule(
                    legality: .lawful, effective: try Checked.day("2026-04-01"), validUntil: try text.map { try Checked.day($0) })
            }
        }
        #expect(try until(nil) == ["“有效期至”一栏 blocking"])
        #expect(try until("2026-03-31") == ["“有效期至”一栏 blocking"])
        #expect(try until("2032-01-01") == ["“有效期至”一栏 warning"])
        #expect(try until("2031-03-31", body: "本办法自2026年4月1日起施行，有效期5年。").isEmpty)
        #expect(try until("2031-03-31", body: "本办法自2026年5月1日起施行，有效期至2031年3月31日。") == ["正文第 1 段 warning"])
        #expect(try until("2031-03-31", body: "本办法自2026年4月1日起施行，有效期三年。") == ["正文第 1 段 warning"])
    }

    @Test("A map without 审图号 is stopped; a flow chart is no map")
    func maps() throws {
        func checks(_ name: String, type: String = "image/png", body: String = "内容") throws -> [Finding.Severity] {
            var content = try Checked.document(body)
            content.attachments = [DraftAttachment(name: name, mediaType: type, sizeInBytes: 1, digest: "0")]
            return try Checked.findings(content).map(\.severity)
        }
        #expect(try checks("明川县行政区划图.pdf", type: "application/pdf") == [.blocking])
        #expect(try checks("地块区位图.jpg") == [.warning])
        #expect(try checks("审批流程示意图.png").isEmpty)
        #expect(try checks("地图.xlsx", type: "application/x").isEmpty)
        #expect(try checks("明川县地图.png", body: "审图号：皖S（2026）15号").isEmpty)
        #expect(try checks("明川县地图.png", body: "审图号：GS(2020)1234号").isEmpty)
        #expect(try checks("1.png", body: "图1 征收范围图") == [.warning])
    }

    @Test(
        "Addresses: broken, inside a private network, on other sites, our own",
        arguments: [
            ("http://10.0.0.8/a", Check.deadLink), ("https://192.168.1.1:8080", .deadLink), ("http://localhost/x", .deadLink),
            ("http:///a", .deadLink),
            ("http//www.mingchuan.gov.cn", .deadLink), ("http://oa/list", .deadLink), ("https://a..b.gov.cn", .deadLink),
            ("https://www.example.com/a", .foreignLink),
            ("www.example.com", .foreignLink),
        ])
    func links(_ address: String, _ check: Check) throws {
        #expect(try Checked.checks("详见\(address)。") == [check])
    }

    @Test("Government addresses and our own hosts raise nothing, and are listed once for trying")
    func ownLinks() throws {
        let content = try Checked.document(
            "见https://www.gov.cn/zhengce/a.htm，http://zwgk.mingchuan.example/1（同http://zwgk.mingchuan.example/1）。邮箱a@b.com")
        #expect(try Checked.findings(content) { $0.siteHosts = ["mingchuan.example"] }.isEmpty)
        let links = LinkCheck.links(in: content)
        #expect(links.map(\.address) == ["https://www.gov.cn/zhengce/a.htm", "http://zwgk.mingchuan.example/1"])
        let results = LinkCheck.findings(zip(links, [.answered(status: 404), .answered(status: 200)]).map { ($0, $1) })
        #expect(results.map(\.check) == [.deadLink])
        #expect(LinkCheck.findings([(links[0], .refused), (links[1], .unreachable)]).count == 2)
    }
}

@Suite("Findings and answers") struct FindingTests {
    @Test("The key stays when the text around moves, and differs for another place or another word")
    func keys() throws {
        func key(_ body: String...) throws -> String? {
            var content = try Checked.document()
            content.body = DocumentBody(body.map { .paragraph($0) })
            return try Checked.findings(content).first?.key
        }
        let first = try key("认真布署。")
        #expect(first != nil)
        #expect(try key("新的一段。", "再一段，要认真布署工作。") == first)
        #expect(try key("认真按装。") != first)
        #expect(try Checked.findings(try Checked.document("无", title: "关于布署工作的通知")).first?.key != first)
        #expect(first == "\(first ?? "")")
    }

    @Test("The same words are one finding with all their places, the blocking ones come first")
    func merging() throws {
        let findings = try Checked.findings(try Checked.document("布署", "布署，2026年2月30日", "布署"))
        #expect(findings.map(\.check) == [.dateConflict, .wrongWord])
        #expect(findings.last?.further.count == 2)
    }

    @Test("A sample carries no long number on")
    func samples() throws {
        let findings = try Checked.findings(try Checked.document("布署110105194912310021"))
        #expect(findings.first?.sample == "布署110*******…")
    }

    @Test(
        "Who may justify what",
        arguments: [
            (Check.secrecyMark, Role.editor, false), (.secrecyMark, .signer, false), (.secrecyMark, .secrecyReviewer, true),
            (.nonPublicQuote, .editor, false),
            (.wrongWord, .editor, true), (.dateConflict, .editor, true), (.missingField, .signer, false), (.missingElement, .editor, false),
            (.personalData, .signer, false),
        ])
    func justifying(_ check: Check, _ role: Role, _ may: Bool) {
        let finding = Finding(check, .blocking, at: .title, matched: "甲", reason: "", remedy: "")
        let refusal = FindingAnswer.justified(reason: "经核对无误").refusal(to: finding, by: role)
        #expect((refusal == nil) == may)
        #expect(FindingAnswer.masked.refusal(to: finding, by: role) == (check == .personalData ? nil : .notMaskable))
    }

    @Test("Surely personal data is justified by the signer alone, and only where identity is demanded")
    func identity() {
        let sure = Finding(.personalData, .blocking, at: .title, matched: "甲", reason: "", remedy: "")
        let perhaps = Finding(.personalData, .warning, at: .title, matched: "甲", reason: "", remedy: "")
        let answer = FindingAnswer.justified(reason: "惩戒公示，依法公开")
        #expect(answer.refusal(to: sure, by: .signer) == .mustBeMasked)
        #expect(answer.refusal(to: sure, by: .signer, requiresFullIdentity: true) == nil)
        #expect(answer.refusal(to: sure, by: .editor, requiresFullIdentity: true) == .wrongRole(needed: [.signer]))
        #expect(answer.refusal(to: perhaps, by: .editor) == nil)
        #expect(FindingAnswer.justified(reason: "无").refusal(to: perhaps, by: .editor) == .reasonTooShort)
    }

    @Test("An answered finding no longer stops the document")
    func open() throws {
        let findings = try Checked.findings(try Checked.document("2026年2月30日，布署"))
        let key = try #require(findings.first?.key)
        #expect(Finding.open(findings, answered: []).count == 1)
        #expect(Finding.open(findings, answered: [key]).isEmpty)
    }
}

@Suite("Fingerprints of texts") struct FingerprintTests {
    private static let text = (1...60).map { "第\($0)条　县级人民政府应当在\($0 * 7)个工作日内办理第\($0 * 13)项申请，由第\($0 % 9)科室负责，并将编号\($0 * 101)报送备案。" }
        .joined(separator: "\n")

    @Test("Spaces, punctuation and width do not matter, a changed word does")
    func digest() {
        let print = TextFingerprint(text: "各乡镇人民政府，２０２６年。")
        #expect(print.digest == TextFingerprint(text: "各乡镇 人民政府 2026年").digest)
        #expect(print.digest != TextFingerprint(text: "各乡镇人民政府2025年").digest)
        #expect(print.signature == nil)
    }

    @Test("An edited text stays near, another text is far")
    func shares() {
        let whole = TextFingerprint(text: Self.text)
        let edited = TextFingerprint(text: Self.text.replacing("第30条", with: "第三十条").replacing("备案。\n第5条", with: "存档。\n第5条"))
        #expect(whole.digest != edited.digest)
        #expect(whole.share(with: edited) > 0.85)
        #expect(!Set(whole.bands).isDisjoint(with: edited.bands))
        let other = TextFingerprint(text: (1...60).map { "本月第\($0)场招聘会在\($0 * 3)号展厅举行，提供岗位\($0 * 17)个，欢迎前来洽谈。" }.joined())
        #expect(whole.share(with: other) < 0.3)
        #expect(Set(whole.bands).isDisjoint(with: other.bands))
    }

    @Test("The stored form is read back the same")
    func stored() {
        let print = TextFingerprint(text: Self.text)
        #expect(TextFingerprint(digest: print.digest, letters: print.letters, signatureBytes: print.signatureBytes) == print)
        #expect(print.signatureBytes.count == 256)
    }
}
