import Domain
import Foundation
import Testing

@Suite("Fees for requests are marginal, and free to begin with (国办函〔2020〕109号)") struct RequestFeesTests {
    private let fees = RequestFees.released

    @Test(
        "By item, of one applicant in one month",
        arguments: [
            (0, 0), (1, 0), (10, 0), (11, 100), (20, 1_000), (30, 2_000), (31, 2_200), (40, 4_000), (41, 4_300), (50, 7_000), (51, 7_400),
            (60, 11_000), (61, 11_500), (100, 37_000),
        ])
    func items(_ count: Int, _ yuan: Int) { #expect(fees.items.fee(for: count) == yuan * 100) }

    @Test(
        "By page, of one request",
        arguments: [
            (0, 0), (1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2_700), (201, 2_740), (250, 4_700), (1_000, 34_700),
        ])
    func pages(_ count: Int, _ yuan: Int) { #expect(fees.pages.fee(for: count) == yuan * 100) }

    @Test("One piece more costs what its band says, never less than the piece before, up to the most there can be")
    func marginal() {
        for scale in [fees.items, fees.pages] {
            var (before, step) = (0, 0)
            for count in 1...600 {
                let fee = scale.fee(for: count)
                #expect(fee - before >= step, "\(count)")
                #expect(scale.account(for: count).last?.fen == fee - before)
                (before, step) = (fee, fee - before)
            }
        }
        #expect(fees.pages.fee(for: FeeScale.most) == (2_700 + (FeeScale.most - 200) * 40) * 100)
        // 70 free, 20 at 100, then whole bands of ten, each 100 dearer.
        let bands = (FeeScale.most - 30) / 10
        #expect(fees.items.fee(for: FeeScale.most) == (2_000 + (1...bands).reduce(0) { $0 + ($1 + 1) * 1_000 }) * 100)
    }

    @Test("The account has a line for each price, without a gap, and adds up")
    func account() {
        for scale in [fees.items, fees.pages] {
            for count in [0, 1, 10, 11, 30, 31, 45, 199, 201, 999] {
                let lines = scale.account(for: count)
                #expect(lines.map(\.first) == [1] + lines.dropLast().map { $0.last + 1 } || lines.isEmpty)
                #expect(lines.reduce(0) { $0 + $1.count } == count && lines.allSatisfy { $0.count > 0 })
                #expect(lines.reduce(0) { $0 + $1.sum } == scale.fee(for: count))
            }
        }
        #expect(fees.items.account(for: 45).map(\.fen) == [0, 10_000, 20_000, 30_000])
        #expect(fees.items.account(for: 45).map(\.last) == [10, 30, 40, 45])
    }

    @Test("A month's requests cost the same one by one and together; with the next month it begins anew")
    func month() {
        var sum = 0
        for before in 0..<55 { sum += fees.fee(forItemsAfter: before) }
        #expect(sum == fees.items.fee(for: 55))
        #expect(fees.fee(forItemsAfter: 28, count: 5) == fees.items.fee(for: 33) - fees.items.fee(for: 28))
        #expect(fees.fee(forItemsAfter: 10) == 10_000 && fees.fee(forItemsAfter: 0) == 0)
        // 15 in March and 15 in April: ten free in each.
        #expect(fees.items.fee(for: 15) * 2 == 100_000 && fees.items.fee(for: 30) == 200_000)
    }

    @Test("A scale that cannot be counted with is found")
    func faults() {
        let released = FeeScale([FeeScale.Band(after: 0, fen: 0)])
        #expect(released.isValid && fees.items.isValid && fees.pages.isValid)
        for bands in [
            [], [FeeScale.Band(after: 1, fen: 0)], [.init(after: 0, fen: -1)], [.init(after: 0, fen: 0), .init(after: 0, fen: 1)],
            [.init(after: 0, fen: 0), .init(after: .max, fen: 1)], [.init(after: 0, fen: 0, rise: .init(every: 0, fen: 1))],
            [.init(after: 0, fen: .max)],
        ] { #expect(!FeeScale(bands).isValid, "\(bands)") }
    }

    @Test("Fen as yuan", arguments: [(0, "0"), (200_000, "2000"), (1_250, "12.50"), (5, "0.05"), (-1_250, "-12.50")])
    func yuan(_ fen: Int, _ text: String) { #expect(fen.yuan == text) }
}

@Suite("The numbers of the law are data") struct RequestRulesTests {
    @Test("The released set has no faults and comes back from a file as it was")
    func released() throws {
        let rules = RequestRules.released
        #expect(rules.faults.isEmpty && rules.effective.description == "2019-05-15")
        let text = try JSONEncoder().encode(rules)
        #expect(try JSONDecoder().decode(RequestRules.self, from: text) == rules)
        let object = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        #expect((object["receipt"] as? [String: String])?["plainPost"] == "confirmation")
        #expect(object["effective"] as? String == "2019-05-15")
        let items = (object["fees"] as? [String: Any])?["items"] as? [[String: Any]]
        #expect(items?.count == 3 && items?[1]["fen"] as? Int == 10_000)
    }

    @Test("What cannot be is found")
    func faults() {
        var rules = RequestRules.released
        rules.reply = 0
        rules.suitMonths = 999
        rules.receipt[.fax] = nil
        rules.fees.pages = FeeScale([])
        #expect(rules.faults == [.badPeriod("reply"), .badPeriod("suitMonths"), .noReceiptRule(.fax), .badFees("pages")])
    }

    @Test("The set counts that had begun on the day of receipt; before the first, the first")
    func book() throws {
        var second = RequestRules.released
        second.effective = try RequestText.day("2026-01-01")
        second.reply = 15
        let book = RequestRuleBook([second, .released])
        #expect(book.rules(on: try RequestText.day("2025-12-31")).reply == 20)
        #expect(book.rules(on: try RequestText.day("2026-01-01")).reply == 15)
        #expect(book.rules(on: try RequestText.day("2000-01-01")).reply == 20)
        #expect(RequestRuleBook([]).all == [.released])
    }
}
