import Foundation
import Testing

@Suite("mingtang annual-report check") struct AnnualReportCheckCommandTests {
    /// A report whose third table is all nought but for one request.
    private static func report(received: String = "1000001", year: Int = 2025, carriedIn: String = "0000000") -> String {
        let rows = [
            "一、本年新收政府信息公开申请数量\(received)", "二、上年结转政府信息公开申请数量\(carriedIn)", "三、本年度办理结果（一）予以公开1000001",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）0000000", "（三）不予公开1.属于国家秘密0000000", "2.其他法律行政法规禁止公开0000000", "3.危及“三安全一稳定”0000000",
            "4.保护第三方合法权益0000000", "5.属于三类内部事务信息0000000", "6.属于四类过程性信息0000000", "7.属于行政执法案卷0000000", "8.属于行政查询事项0000000",
            "（四）无法提供1.本机关不掌握相关政府信息0000000", "2.没有现成信息需要另行制作0000000", "3.补正后申请内容仍不明确0000000", "（五）不予处理1.信访举报投诉类申请0000000",
            "2.重复申请0000000", "3.要求提供公开出版物0000000", "4.无正当理由大量反复申请0000000", "5.要求行政机关确认或重新出具已获取信息0000000",
            "（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请0000000", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请0000000", "3.其他0000000",
            "（七）总计1000001", "四、结转下年度继续办理0000000",
        ]
        return "明川县教育局\(year)年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他" + rows.joined()
            + "四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
            + "000000000000000五、存在的主要问题及改进情况无。六、其他需要报告的事项没有收取信息处理费。"
    }

    @Test("A clean report is code 0, a contradiction 1, no report 2")
    func codes() async throws {
        try await CommandPlace.with { place in
            let good = try place.write("好.txt", Self.report())
            let bad = try place.write("错.txt", Self.report(received: "2000001"))
            let clean = try await place.bare(["annual-report", "check", good])
            #expect(clean.code == 0)
            #expect(clean.output.contains("没有发现矛盾"))
            let broken = try await place.bare(["annual-report", "check", good, bad])
            #expect(broken.code == 1)
            #expect(broken.output.contains("第 1 行“一、本年新收政府信息公开申请数量”：数字“2000001”"))
            #expect(broken.output.contains("不确定 7 格"))
            let none = try await place.bare(["annual-report", "check", "没有.txt"])
            #expect(none.code == 2)
            #expect(none.errors.contains("找不到文件"))
        }
    }

    @Test("The JSON has every cell, what is unknown, and each problem with its cells")
    func json() async throws {
        try await CommandPlace.with { place in
            let bad = try place.write("错.txt", Self.report(received: "2000001"))
            let object = try await place.bare(["annual-report", "check", bad, "--json"]).object()
            #expect(object["year"] as? Int == 2025)
            #expect(object["unit"] as? String == "明川县教育局")
            #expect(object["unknown"] as? Int == 7)
            let three = try #require(object["table3"] as? [String: [[String: Any]]])
            let rows = try #require(three["rows"])
            #expect(rows.count == 25)
            #expect((rows[0]["cells"] as? [String: String])?["total"] == "unknown")
            #expect((rows[2]["cells"] as? [String: Int])?["total"] == 1)
            let problems = try #require(object["problems"] as? [[String: Any]])
            let hard = problems.filter { $0["severity"] as? String == "hard" }
            #expect(hard.count == 1)
            #expect((hard[0]["cells"] as? [String])?.contains("3.1.person") == true)
        }
    }

    @Test("Last year's report is held against this year's")
    func previous() async throws {
        try await CommandPlace.with { place in
            let now = try place.write("2025.txt", Self.report(carriedIn: "0000000"))
            let last = try place.write("2024.txt", Self.report(year: 2024).replacing("结转下年度继续办理0000000", with: "结转下年度继续办理1000001"))
            let run = try await place.bare(["annual-report", "check", now, "--previous", last])
            #expect(run.code == 0)
            #expect(run.output.contains("上年报告结转下年度 1，本年报告上年结转 0"))
        }
    }
}
