import Domain
import Foundation
import Interchange
import Testing

@Suite("目录导出后再读，内容不变")
struct CatalogueExportTests {
    private static let entries = [
        CatalogueEntry(
            domain: "社会救助", levels: ["最低生活保障", "审核确认"], elements: ["初审公示（姓名、金额）", "监督电话"],
            bases: ["《社会救助暂行办法》（国务院令第649号）", "国办发〔2019〕54号"],
            timeLimit: TimeLimit(text: "公示7个工作日", rule: .publicity(amount: 7, unit: .workingDay)), subjects: ["县民政局", "乡镇人民政府"],
            channels: [.website, .homeVisit, .noticeBoard, .other], otherChannels: ["村民微信群", "明白卡"],
            audience: Audience(everyone: true, specific: true),
            modes: [.proactive], tiers: [.county, .township, .village], stages: [.execution, .result]),
        CatalogueEntry(
            domain: "全域旅游", levels: ["景区", "等级", "名单"], elements: ["名称、等级"], bases: ["《旅游法》第十条、第十一条"],
            timeLimit: TimeLimit(text: "信息形成或者变更之日起20个工作日内", rule: .within(amount: 20, unit: .workingDay, trigger: .formedOrChanged)),
            subjects: ["县文旅局"],
            channels: Channel.allCases, otherChannels: ["广播站橱窗"], audience: Audience(everyone: true), modes: [.proactive, .onRequest],
            tiers: [.county]),
        CatalogueEntry(
            domain: nil, levels: ["综合信息"], elements: ["=HYPERLINK(\"x\")", "甲，乙"], bases: ["《条例》"],
            timeLimit: TimeLimit(text: "长期公开", rule: .longTerm),
            subjects: ["县政府办"], channels: [.gazette], audience: Audience(specific: true), modes: [.onRequest], tiers: [.village]),
    ]

    @Test("xlsx 往返")
    func workbook() throws {
        let bytes = try CatalogueExport.xlsx(Self.entries, title: "明川县基层政务公开标准目录")
        let reading = try CatalogueFile.check(bytes)
        #expect(reading.items.map(\.entry) == Self.entries)
        #expect(reading.diagnostics.allSatisfy { $0.severity == .info })
    }

    @Test("csv 往返，带 BOM")
    func csv() throws {
        let bytes = CatalogueExport.csv(Self.entries, title: "明川县基层政务公开标准目录")
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let reading = try CatalogueFile.check(bytes)
        #expect(reading.items.map(\.entry) == Self.entries)
        #expect(reading.diagnostics.allSatisfy { $0.severity == .info })
    }

    @Test("json 可以解析，字段齐全")
    func json() throws {
        let bytes = CatalogueExport.json(Self.entries, title: "目录")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let items = try #require(object["items"] as? [[String: Any]])
        #expect(items.count == 3)
        #expect(items[2]["domain"] is NSNull)
        #expect(items[0]["otherChannels"] as? [String] == ["村民微信群", "明白卡"])
    }

    @Test("空目录也能导出")
    func empty() throws {
        #expect(try CatalogueExport.xlsx([], title: "目录").starts(with: [0x50, 0x4B]))
    }
}
