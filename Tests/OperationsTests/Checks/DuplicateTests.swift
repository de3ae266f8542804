import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("What is already published is recognised") struct DuplicateTests {
    static func body(_ word: String, paragraphs: Int = 40) -> String {
        (1...paragraphs).map { "第\($0)条 各乡镇人民政府应当在\($0 * 7)个工作日内办理\(word)第\($0 * 13)项，由第\($0 % 9)科室负责备案。" }.joined(separator: "\n")
    }

    private static let records = [
        DisclosureRecord(
            id: "a", title: "征地补偿办法", number: "明政规〔2025〕1号", issuer: "明川县自然资源局", published: "2025-01-05", body: body("征地补偿")),
        DisclosureRecord(id: "b", title: "低保办法", issuer: "明川县民政局", published: "2025-02-05", body: body("最低生活保障", paragraphs: 12)),
        DisclosureRecord(id: "c", title: "短讯", issuer: "明川县民政局", published: "2025-02-05", body: "今日放假。"),
    ]

    private static func similar(_ installation: Installation, _ county: County, _ text: String, excluding: Disclosure.ID? = nil)
        async throws
        -> [SimilarDocument]
    {
        let fingerprint = TextFingerprint(PlainTextBody(text).body)
        return try await installation.store.read {
            try FingerprintRegister($0, site: county.id).similar(to: fingerprint, excluding: excluding)
        }
    }

    @Test("The same text, an edited text, a short text and another text", arguments: Engine.available)
    func lookup(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(Self.records, in: county)
            let made = try await MakeFingerprints(installation).run()
            #expect(made == 3)
            let again = try await MakeFingerprints(installation).run()
            #expect(again == 0)
            let anew = try await MakeFingerprints(installation).run(anew: true)
            #expect(anew == 3)

            let same = try await Self.similar(installation, county, Self.body("征地补偿"))
            #expect(same.map(\.title) == ["征地补偿办法"])
            #expect(same.map(\.share) == [1])
            #expect(same.first?.unitName == "明川县自然资源局")
            let edited = try await Self.similar(installation, county, Self.body("征地补偿").replacing("第3科室", with: "综合科室") + "\n本办法自印发之日起施行。")
            #expect(edited.map(\.title) == ["征地补偿办法"])
            #expect(edited.allSatisfy { $0.share < 1 && $0.share >= TextFingerprint.nearShare })
            let short = try await Self.similar(installation, county, "今日放假")
            #expect(short.map(\.title) == ["短讯"])
            let other = try await Self.similar(
                installation, county, "本月举行二十场招聘会，提供岗位一千余个，欢迎前来洽谈。" + String(repeating: "地点见附表，时间另行通知。", count: 9))
            #expect(other.isEmpty)
            let first = try #require(same.first)
            let excluded = try await Self.similar(installation, county, Self.body("征地补偿"), excluding: first.id)
            #expect(excluded.isEmpty)
            try await installation.store.write { try FingerprintRegister($0, site: county.id).remove(of: first.id) }
            let removed = try await Self.similar(installation, county, Self.body("征地补偿"))
            #expect(removed.isEmpty)
        }
    }

    @Test("What the checks ask: a number that is taken, and the document that says the same", arguments: Engine.available)
    func context(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty(hosts: ["mingchuan.example"])
            _ = try await installation.publish(Self.records, in: county)
            _ = try await MakeFingerprints(installation).run()
            let content = Draft.Content(
                title: "新办法", number: "明政规[2025]1号", made: Day(year: 2025, month: 3, day: 1), body: PlainTextBody(Self.body("征地补偿")).body)
            let today = try #require(Day(year: 2026, month: 3, day: 20))
            let context = try await installation.store.read { transaction in
                try CheckQueries(transaction, site: county.id).context(
                    for: content, draft: nil, corrects: nil, requiredElements: ["补偿标准"], today: today, words: .shipped)
            }
            #expect(context.sameNumber == ["征地补偿办法"])
            #expect(context.similar.map(\.share) == [1])
            #expect(context.siteHosts == ["mingchuan.example"])
            let checks = Set(ContentChecks.findings(content, context: context).map(\.check))
            #expect(checks == [.duplicate, .documentNumber, .missingElement])
            let original = try #require(context.similar.first?.id)
            let correction = try await installation.store.read { transaction in
                try CheckQueries(transaction, site: county.id).context(
                    for: content, draft: nil, corrects: original, requiredElements: [], today: today, words: .shipped)
            }
            #expect(correction.sameNumber.isEmpty)
            #expect(correction.similar.isEmpty)
        }
    }
}
