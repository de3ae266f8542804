import Domain
import Testing

@Suite("Secrecy marks are found, words about secrecy are not") struct SecrecyCheckTests {
    @Test(
        "A state-secret mark stops the document",
        arguments: [
            "秘密★1年", "机密★", "绝密★长期", "秘 密 ★ 1年", "机密☆10年", "密级：机密", "密级: 秘密", "【密级】：绝密", "机密", "秘密  特急", "机　密", "绝密 30年",
            "文件  机密★5年  份号000012",
            "秘密★6个月", "密级：秘密　紧急程度：加急",
        ])
    func secret(_ line: String) throws {
        let findings = try Checked.findings(try Checked.document(line, "请遵照执行。"))
        #expect(findings.contains { $0.check == .secrecyMark && $0.severity == .blocking }, "\(line)")
    }

    @Test(
        "A mark that a paper is not for the public stops its publication",
        arguments: [
            "内部资料", "内部资料 注意保存", "（内部资料，不得外传）", "【内部文件】", "仅供内部参考", "工作秘密", "（此件不公开）", "此件不予公开", "（此件依申请公开）", "公开属性：不予公开", "信息公开选项：依申请公开",
            "公开方式:不公开", "关于某事项的函（内部）", "（不予公开）", "请勿外传",
        ])
    func notPublic(_ line: String) throws {
        let findings = try Checked.findings(try Checked.document("各乡镇人民政府：", line))
        #expect(findings.contains { $0.check == .internalMark && $0.severity == .blocking }, "\(line)")
    }

    @Test(
        "Words about secrecy in a sentence are no mark",
        arguments: [
            "严格遵守《中华人民共和国保守国家秘密法》。", "不得泄露国家秘密、商业秘密和个人隐私。", "国家秘密的密级分为绝密、机密、秘密三级。", "绝密级国家秘密是最重要的国家秘密。", "选举采用秘密投票的方式。", "保证数据的机密性和完整性。",
            "不得将内部资料提供给他人。", "完善内部控制制度。", "内部审计机构应当配合。", "行政机关决定不予公开的，应当说明理由。", "依申请公开的政府信息，由申请人提出书面申请。", "属于主动公开、依申请公开、不予公开的，分别处理。",
            "主要内容（内部管理除外）如下。",
            "公开方式包括主动公开和依申请公开。", "工作秘密管理暂行办法", "机密级以上计算机信息系统", "秘密工作者", "（此件公开发布）", "公开属性：主动公开", "密级：无", "密级：秘密文件应当登记。",
            "信息公开：依申请公开工作由办公室负责。",
        ])
    func innocent(_ line: String) throws {
        let found = try Checked.findings(try Checked.document(line)).filter { [.secrecyMark, .internalMark].contains($0.check) }
        #expect(found.isEmpty, "\(line)")
    }

    @Test("For what is kept closed an internal mark is right, and a state-secret mark still is not")
    func closed() throws {
        var content = try Checked.document("内部资料 注意保存", "秘密★1年")
        content.attribute = .withheld
        content.withholding = Withholding(ground: .internalMatters, reason: "属于内部管理事务", reassess: try Checked.day("2027-03-20"))
        let found = try Checked.findings(content).map(\.check)
        #expect(found.contains(.secrecyMark))
        #expect(!found.contains(.internalMark))
    }

    @Test("A mark in an attachment, and in a file's name, is found with its place")
    func attachment() throws {
        var content = try Checked.document()
        content.attachments = [DraftAttachment(name: "名册（内部）.xlsx", mediaType: "application/xlsx", sizeInBytes: 1, digest: "00")]
        let findings = try Checked.findings(content) {
            $0.attachments = [AttachmentText(name: "名册（内部）.xlsx", lines: [.init(place: "工作表“一”第 1 行", text: "机密★5年")])]
        }
        #expect(findings.contains { $0.check == .secrecyMark && $0.place == .attachment(name: "名册（内部）.xlsx", inner: "工作表“一”第 1 行") })
        #expect(findings.contains { $0.check == .internalMark && $0.place == .attachment(name: "名册（内部）.xlsx", inner: "") })
    }

    @Test("Quoting the number or the title of a document that is not public is found, in whatever brackets")
    func quotations() throws {
        let list = WordChecker([WordEntry(.nonPublic, "明政密〔2025〕3号"), WordEntry(.nonPublic, "关于干部调整的会议纪要")])
        for line in ["根据明政密〔2025〕3号要求", "按照明政密[2025]第3号", "（明政密（2025）3号）", "《关于干部调整的会议纪要》已印发"] {
            let found = try Checked.findings(try Checked.document(line)) { $0.words = list }.filter { $0.check == .nonPublicQuote }
            #expect(found.count == 1, "\(line)")
            #expect(found.first?.severity == .blocking)
        }
        let others = try Checked.findings(try Checked.document("根据明政密〔2025〕30号、政密〔2025〕3号")) { $0.words = list }
        #expect(!others.contains { $0.check == .nonPublicQuote })
    }

    @Test("What the county itself decided not to publish is found by title and by number")
    func withheld() throws {
        let content = try Checked.document("依据明政办〔2026〕2号和《明川县某项目风险评估报告》，制定本方案。")
        let asked = ContentChecks.quotations(of: content)
        #expect(asked.numbers.contains("明政办〔2026〕2号"))
        #expect(asked.titles == ["明川县某项目风险评估报告"])
        let findings = try Checked.findings(content) {
            $0.withheld = [.init(title: "明川县某项目风险评估报告", number: ""), .init(title: "另一件", number: "明政办〔2026〕2号")]
        }
        #expect(findings.count { $0.check == .nonPublicQuote } == 2)
    }
}
