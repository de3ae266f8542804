import Domain
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The inspection of the portal in the workbench") struct SiteCheckPageTests {
    private static let path = "/work/site-check"

    /// A form as the page shows it, with some fields changed.
    private static func form(_ changes: [String: String] = [:]) -> [(String, String)] {
        let rules = InspectionRules.released
        var fields = [("effective", "2026-03-20"), ("warning-days", "7")]
        fields += InspectionNumber.allCases.map { ($0.rawValue, String(rules[$0])) }
        fields += [("passMark", "60"), ("bonusMark", "80")]
        for (rule, terms) in rules.points {
            fields += [("each.\(rule.rawValue)", terms.each.description), ("most.\(rule.rawValue)", terms.most.description)]
        }
        return fields.map { ($0.0, changes[$0.0] ?? $0.1) }
    }

    @Test("Before the first inspection the page says so; the office asks for one, and then everybody sees what it found")
    func page() async throws {
        try await ReplyPlace.with { place in
            let (editor, office) = (try await place.client("wangming"), try await place.client("gongkai"))
            #expect(try await editor.get(Self.path).text.contains("还没有检查过"))
            #expect(try await editor.get(Self.path + "/xlsx").status == 404)
            #expect(try await editor.post(Self.path, []).status == 403)
            #expect(try await office.post(Self.path, []).status == 303)
            #expect(try await office.get(Self.path).text.contains("正在检查"))
            try await place.portal.runSiteChecks()

            let page = try await editor.get(Self.path).text
            for words in ["单项否决（", "扣分（", "加分（", "预警（", "未检查（", "历次检查", "页面底部没有党政机关网站标识", "责任单位", "得分"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("检查一次") && page.contains("href=\"/\""))
            #expect(try await office.get(Self.path).text.contains("检查一次"))
            let file = try await editor.get(Self.path + "/xlsx")
            #expect(file.status == 200 && file.bytes.starts(with: [0x50, 0x4B]))
        }
    }

    @Test("Today shows the office what is vetoed, and a unit what will become a fault of its own pages")
    func today() async throws {
        try await ReplyPlace.with { place in
            let (editor, office) = (try await place.client("wangming"), try await place.client("gongkai"))
            let day = place.place.installation.now().day
            var inspection = SiteInspection(subject: "门户", source: .saved, rules: .released, asOf: day)
            inspection.add(InspectedPage(address: "/", textLength: 500), isHome: true)
            _ = try await CheckOwnSite(place.place.installation, county: place.place.county.id).finish(
                inspection.report(),
                warnings: [
                    InspectionWarning(.newsColumn, on: day.adding(days: 2), "自己的<栏目>", .init(page: "/own")),
                    InspectionWarning(.newsColumn, on: day.adding(days: 2), "别人的栏目", .init(page: "/other")),
                ], owners: ["/own": place.unit], actor: "test")
            let own = try await editor.get("/work").text
            #expect(own.contains("自己的&lt;栏目&gt;") && !own.contains("别人的栏目") && !own.contains("单项否决："))
            let all = try await office.get("/work").text
            #expect(all.contains("自己的&lt;栏目&gt;") && all.contains("别人的栏目") && all.contains("单项否决：首页和所链接的栏目"))
        }
    }

    @Test("Periods and points are edited and dated; a wrong one is named at its field and nothing is kept")
    func rules() async throws {
        try await ReplyPlace.with { place in
            let office = try await place.client("gongkai")
            let path = Self.path + "/rules"
            let shown = try await office.get(path).text
            #expect(shown.contains("首页多少天内要更新") && shown.contains("value=\"14\"") && shown.contains("2019-04-01 起"))
            let changed = Self.form(["homeDays": "10", "each.footer": "0.5", "warning-days": "14"]) + [("excluded", "ipv6")]
            #expect(try await office.post(path, changed).status == 303)
            let act = CheckOwnSite(place.place.installation, county: place.place.county.id)
            let (rules, days) = try await act.terms()
            #expect(rules.homeDays == 10 && days == 14 && rules.excluded == [.ipv6])
            #expect(rules.points[.footer]?.each == Points(hundredths: 50))
            // What was not changed stays the State Council's.
            #expect(rules.points[.policyColumn]?.isLocal == false)
            for (field, value) in [
                ("homeDays", "0"), ("each.footer", "五"), ("each.footer", "9"), ("effective", "明天"), ("warning-days", "61"),
            ] {
                let refused = try await office.post(path, Self.form([field: value]))
                #expect(
                    refused.status == 422 && refused.text.contains("错误：检查规则") && refused.text.contains("href=\"#\(field)\""), "\(field)")
            }
            #expect(try await act.terms().rules == rules)
        }
    }
}
