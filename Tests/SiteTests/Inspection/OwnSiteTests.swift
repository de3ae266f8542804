import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The portal inspects itself as the inspector will") struct OwnSiteTests {
    private static func check(_ place: SmallCounty) async throws -> SiteCheck {
        try await place.client.portal.checkSite(try #require(try await place.client.portal.look().first), actor: "test")
    }

    /// The county with what it says about itself changed.
    private static func change(_ place: SmallCounty, _ change: (inout County) -> Void) async throws {
        var county = place.county
        change(&county)
        _ = try await RegisterSite(place.installation).run(county, actor: "test")
    }

    private static func complete(_ county: inout County) {
        (county.sponsor, county.phone) = ("明川县人民政府办公室", "0999-1234567")
        (county.icpNumber, county.policeNumber) = ("某ICP备00000000号", "某公网安备 00000000000000号")
        county.emblemAddress = "https://emblem.example/99990100010001"
        county.faultReportAddress = "https://faults.example/?site_code=9999010001"
        county.yearlyReportAddress = "/disclosure/reports"
        county.servicesAddress = "https://services.example/"
    }

    @Test(
        "What every page's footer must show is missed when it is missing, element by element, and not when it is there",
        arguments: Engine.available)
    func footer(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { place in
            let bare = try await Self.check(place).report.findings
            let sentences = bare.filter { $0.rule == .footer }.map(\.sentence)
            for element in ["主办单位", "党政机关网站标识", "ICP备案号", "公安备案号"] {
                #expect(sentences.contains { $0.contains("没有\(element)") }, "\(element): \(sentences)")
            }
            for rule in [InspectionRule.faultReport, .yearlyReport] {
                #expect(bare.contains { $0.rule == rule }, "\(rule)")
            }

            try await Self.change(place, Self.complete)
            let mended = try await Self.check(place).report
            let rest: Set<InspectionRule> = [.footer, .faultReport, .yearlyReport]
            #expect(mended.findings.filter { rest.contains($0.rule) } == [])
            #expect(mended.passed.contains(.footer) && !mended.findings.contains { [.deadLink, .noServices].contains($0.rule) })
            // Everything was published in January and February; it is the 20th of March.
            #expect(mended.findings.contains { $0.rule == .homeNotUpdated && $0.evidence.first?.page == "/" })
        }
    }

    @Test("A dead link and a message of four months ago are found, each with its page")
    func planted() async throws {
        try await SmallCounty.with { place in
            try await Self.change(place) { county in
                Self.complete(&county)
                county.yearlyReportAddress = "/no/such/page"
            }
            let received = Instant(milliseconds: place.installation.now().milliseconds - 120 * 86_400_000)
            try await place.installation.store.write {
                try CommentRegister($0, site: place.county.id).insert(
                    id: 1, receipt: "R-1", item: nil, name: "", contact: "", body: "请公开补偿标准。", received: received)
            }
            let check = try await Self.check(place)
            let findings = check.report.findings
            let dead = try #require(findings.first { $0.rule == .deadLink })
            #expect(dead.evidence.contains { $0.place.contains("/no/such/page") })
            let message = try #require(findings.first { $0.rule == .messagesUnanswered })
            #expect(message.evidence.map(\.place) == ["R-1"] && check.report.verdict == .vetoed)
        }
    }

    @Test("A column of documents without a single one is found as empty")
    func empty() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let portal = try await Portal(installation, settings: Portal.Settings(), log: installation.log)
            let findings = try await portal.checkSite(county, actor: "test").report.findings
            let empty = findings.filter { $0.rule == .emptyColumn }.flatMap(\.evidence).map(\.page)
            #expect(empty.contains("/disclosures"), "\(findings.map(\.sentence))")
        }
    }

    @Test("The daily round inspects once; what is published afterwards is seen when somebody asks again")
    func rounds() async throws {
        try await SmallCounty.with { place in
            let portal = place.client.portal
            try await portal.runSiteChecks()
            try await portal.runSiteChecks()
            let site = place.county.id
            let events = try await place.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'siteChecked'")
            }
            #expect(events == 1)
            let found = try await place.installation.store.read { try SiteCheckRegister($0, site: site).latest(on: Day(serial: 30_000)) }
            #expect(found?.report.siteName == "明川县人民政府" && (found?.report.pageCount ?? 0) > 20)
        }
    }
}
