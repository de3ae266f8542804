import Domain
import Testing

@Suite("Dates and numbers that contradict") struct ConflictCheckTests {
    @Test(
        "A day that does not exist, and a weekday that is another day's, stop the document",
        arguments: [
            "2026年2月30日", "2026年13月1日", "二〇二六年四月三十一日", "２０２６年２月２９日", "2026年3月20日（周四）", "2026年3月20日（星期六）", "2026年3月20日星期四",
            "2026 年 6 月 31 日",
        ])
    func impossible(_ text: String) throws {
        let findings = try Checked.findings(try Checked.document("会议定于\(text)召开。"))
        #expect(findings.contains { $0.check == .dateConflict && $0.severity == .blocking }, "\(text)")
    }

    @Test(
        "Right dates are left alone",
        arguments: [
            "2026年3月20日（星期五）", "2024年2月29日", "二〇二六年三月二十日", "2026年3月20日周边地区", "2026年12月31日", "2026年3月1日（周日）", "每年12月31日前", "2026年3月20日（周五）",
            "2020年13个月", "二○二五年十月十日", "1至3月",
        ])
    func possible(_ text: String) throws {
        #expect(!(try Checked.checks("会议定于\(text)召开。").contains(.dateConflict)), "\(text)")
    }

    @Test("成文日期 and the date of signature must agree, and none may lie in the future")
    func signature() throws {
        #expect(try Checked.checks("内容", "明川县人民政府", "2026年3月18日").isEmpty)
        #expect(try Checked.checks("内容", "明川县人民政府", "2026年3月8日") == [.dateConflict])
        #expect(try Checked.checks("内容", "二〇二六年三月十八日", "附件1", "2025年1月1日").isEmpty)
        var content = try Checked.document()
        content.made = try Checked.day("2026-03-21")
        #expect(try Checked.findings(content).map(\.severity) == [.blocking])
    }

    @Test("发文字号: form, year, the text's own number, and whether it is taken")
    func numbers() throws {
        func checks(_ number: String, body: String = "内容", taken: [String] = []) throws -> [Finding] {
            var content = try Checked.document(body)
            content.number = number
            return try Checked.findings(content) { $0.sameNumber = taken }
        }
        #expect(try checks("明政办〔2026〕3号").isEmpty)
        #expect(try checks("明政办[2026]3号").map(\.check) == [.documentNumber])
        #expect(try checks("明政办〔2026〕第3号").map(\.check) == [.documentNumber])
        #expect(try checks("明政办〔2026〕03号").first?.remedy.contains("明政办〔2026〕3号") == true)
        #expect(try checks("明政办〔2025〕3号").map(\.check) == [.dateConflict])
        #expect(try checks("2026年第3号").isEmpty)
        #expect(try checks("明川县人民政府令第7号").isEmpty)
        #expect(try checks("三号文").map(\.check) == [.documentNumber])
        #expect(try checks("明政办〔2026〕3号", body: "明政办〔2026〕4号").map(\.severity) == [.blocking])
        #expect(try checks("明政办〔2026〕3号", body: "明政办〔2026〕3号").isEmpty)
        #expect(try checks("", body: "明政办〔2026〕3号").map(\.check) == [.documentNumber])
        #expect(try checks("明政办〔2026〕3号", taken: ["另一件"]).map(\.severity) == [.blocking])
        #expect(try checks("", body: "根据国办发[2019]54号办理").map(\.check) == [.documentNumber])
        #expect(try checks("", body: "根据国办发〔2019〕54号办理").isEmpty)
    }

    private static func table(_ rows: [[String]]) throws -> [Finding] {
        var content = try Checked.document()
        content.body = DocumentBody([.table(hasHeader: true, rows)])
        return try Checked.findings(content).filter { $0.check == .numberConflict }
    }

    @Test("A total that is not the sum is found in its cell, downwards and across")
    func totals() throws {
        let wrong = try Self.table([["乡镇", "户数", "金额（元）"], ["东乡", "10", "1,200.50"], ["西乡", "20", "800.50"], ["合 计", "30", "2,010.00"]])
        #expect(wrong.map(\.place) == [.body(block: 1, part: "表格第 4 行第 3 列", range: 0..<8)])
        #expect(wrong.first?.reason.contains("2001") == true)
        let across = try Self.table([["乡镇", "小学", "中学", "合计"], ["东乡", "1", "2", "3"], ["西乡", "4", "5", "9"], ["南乡", "1", "1", "3"]])
        #expect(across.map(\.place) == [.body(block: 1, part: "表格第 4 行第 4 列", range: 0..<1)])
    }

    @Test("Right totals, rates, subtotals, levels and rounded figures are left alone")
    func rightTotals() throws {
        for rows in [
            [["乡镇", "户数"], ["东乡", "10"], ["西乡", "20"], ["合计", "30"]],
            [["合计", "30"], ["东乡", "10"], ["西乡", "20"], ["南乡", ""]],
            [["项目", "增长率"], ["甲", "10"], ["乙", "20"], ["合计", "15"]],
            [["项目", "数"], ["甲", "10"], ["乙", "20"], ["小计", "30"], ["丙", "5"], ["合计", "35"]],
            [["项目", "数"], ["一、甲", "30"], ["其中：乙", "20"], ["合计", "30"]],
            [["科目", "名称", "数"], ["201", "一般公共服务", "30"], ["20101", "人大事务", "30"], ["合计", "", "30"]],
            [["项目", "亿元"], ["甲", "1.33"], ["乙", "1.33"], ["丙", "1.33"], ["合计", "4"]],
        ] { #expect(try Self.table(rows).isEmpty, "\(rows)") }
    }

    @Test("A title in the text that differs from the title is found; a heading of a section is none")
    func titles() throws {
        func checks(_ heading: String) throws -> [Check] {
            var content = try Checked.document()
            content.body = DocumentBody([.heading(level: 2, heading), .paragraph("内容")])
            return try Checked.findings(content).map(\.check)
        }
        #expect(try checks("明川县人民政府关于加强秸秆禁烧工作的通知").isEmpty)
        #expect(try checks("关于加强秸秆禁烧工作的通知").isEmpty)
        #expect(try checks("一、指导思想和工作目标").isEmpty)
        #expect(try checks("明川县人民政府关于加强秸秆综合利用工作的通知") == [.titleConflict])
    }

    @Test("Attachments that the text lists have to be there")
    func attachments() throws {
        var content = try Checked.document("内容", "附件：1.任务分工表", "2.联系人名单", "明川县人民政府")
        #expect(try Checked.findings(content).map(\.check) == [.attachmentList])
        let file = DraftAttachment(name: "任务分工表.xlsx", mediaType: "x", sizeInBytes: 1, digest: "0")
        content.attachments = [file, file]
        #expect(try Checked.findings(content).isEmpty)
        #expect(try Checked.checks("内容", "附件：任务分工表", "2026年3月18日", "附件", "任务分工如下").isEmpty)
    }
}
