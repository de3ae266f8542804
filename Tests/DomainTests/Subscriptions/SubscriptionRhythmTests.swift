import Domain
import Testing

@Suite("Subscriptions have periods and topics")
struct SubscriptionRhythmTests {
    private func moment(_ text: String) throws -> Instant { try #require(Instant(text: text)) }

    @Test(
        "A day and a week begin at eight in the morning, an hour with the clock",
        arguments: [
            (SubscriptionRhythm.daily, "2026-03-20 07:59", "2026-03-19"), (.daily, "2026-03-20 08:00", "2026-03-20"),
            (.daily, "2027-01-01 00:30", "2026-12-31"), (.weekly, "2026-03-20 12:00", "2026-03-16"),
            (.weekly, "2026-03-16 07:59", "2026-03-09"), (.weekly, "2026-03-16 08:00", "2026-03-16"),
            (.weekly, "2026-03-22 23:59", "2026-03-16"), (.atOnce, "2026-03-20 09:59", "2026-03-20T09"),
            (.atOnce, "2026-03-20 10:00", "2026-03-20T10"),
        ])
    func period(_ rhythm: SubscriptionRhythm, _ time: String, _ expected: String) throws {
        #expect(rhythm.period(at: try moment(time)) == expected)
    }

    @Test(
        "A topic reads back from its own text",
        arguments: [
            SubscriptionTopic.everything, .unit("mzj"), .domain("20"), .item(Identifier(9)), .search("低保: 标准"), .group("small-business"),
        ])
    func roundTrip(topic: SubscriptionTopic) { #expect(SubscriptionTopic(text: topic.text) == topic) }

    @Test("What is no topic is none", arguments: ["", "unit", "unit:", "item:x", "item:0", "all:1", ":"])
    func none(text: String) { #expect(SubscriptionTopic(text: text) == nil) }

    @Test("A document fits by unit, field, item, group and what a search has found, and by nothing else")
    func fits() {
        let document = NewDocument(
            id: Identifier(1), sequence: 1, title: "通知", unitCode: "mzj", unitName: "民政局", domain: "20", item: Identifier(9),
            published: nil, groups: ["aged"])
        for topic: SubscriptionTopic in [.everything, .unit("mzj"), .domain("20"), .item(Identifier(9)), .group("aged"), .search("低保")] {
            #expect(document.fits(topic, found: ["低保": [Identifier(1)]]))
        }
        for topic: SubscriptionTopic in [.unit("czj"), .domain("07"), .item(Identifier(8)), .group("young"), .search("征地")] {
            #expect(!document.fits(topic, found: ["低保": [Identifier(1)], "征地": [Identifier(2)]]))
        }
    }
}
