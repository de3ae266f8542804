import Domain
import Testing

@Suite("A dump is made once a night and never holds what was taken down")
struct DataDumpTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant(text: text)) }

    @Test(
        "It is due after three in the morning, once a day, and ten minutes after the last withdrawal",
        arguments: [
            (nil, nil, "2026-03-20 02:59", false), (nil, nil, "2026-03-20 03:00", true), ("2026-03-19", nil, "2026-03-20 03:00", true),
            ("2026-03-20", nil, "2026-03-20 23:00", false), (nil, "2026-03-20 09:55", "2026-03-20 10:00", false),
            (nil, "2026-03-20 09:49", "2026-03-20 10:00", true),
        ] as [(String?, String?, String, Bool)])
    func due(newest: String?, withdrawn: String?, now: String, isDue: Bool) throws {
        #expect(
            DataDump.isDue(newest: newest.flatMap { Day(text: $0) }, withdrawn: try withdrawn.map(moment), now: try moment(now)) == isDue)
    }

    @Test("Whatever was taken down since shortly before it began makes it void")
    func whole() throws {
        let begun = try moment("2026-03-20 03:00")
        let dump = DataDump(site: "明川县", day: "2026-03-20", begun: begun.milliseconds, sequence: 7, files: [])
        #expect(dump.isWhole(withdrawn: nil))
        #expect(dump.isWhole(withdrawn: try moment("2026-03-20 02:40")))
        #expect(!dump.isWhole(withdrawn: try moment("2026-03-20 02:55")))
        #expect(!dump.isWhole(withdrawn: try moment("2026-03-21 10:00")))
    }

    @Test("Every verb that changes what the public reads is a change, and no other")
    func verbs() {
        #expect(
            Set(Event.Verb.documentChanges) == [
                .disclosureImported, .disclosureChanged, .disclosurePublished, .disclosureForced, .disclosureCorrected,
                .validityChanged, .disclosureWithdrawn, .disclosurePurged,
            ])
    }
}
