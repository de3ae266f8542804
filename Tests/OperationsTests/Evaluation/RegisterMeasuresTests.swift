import Domain
import Operations
import Persistence
import TestSupport
import Testing

@Suite("Automatic leaves read the registers")
struct RegisterMeasuresTests {
    @Test(
        "Of the requests received in the days of a round, those count that had to be answered by its last day; late is not on time",
        arguments: Engine.available)
    func requests(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try await place.answer(try await place.file("甲"), .disclosed)
            let late = try await place.file("乙")
            _ = try await place.file("丙")
            try await place.record(try await place.file("丁"), .withdrawn)
            try place.move(to: "2026-05-15")
            try await place.answer(late, .disclosed)
            try place.move(to: "2026-05-29")
            _ = try await place.file("戊")
            try place.move(to: "2026-06-03")

            #expect(try await shares(place, .requestTimeliness, "2026-03-01", "2026-05-31") == [1, 3])
            // On the first of April nobody had to have answered but had.
            #expect(try await shares(place, .requestTimeliness, "2026-03-01", "2026-04-01") == [1, 1])
            #expect(try await shares(place, .requestTimeliness, "2026-05-16", "2026-05-31") == [0, 0])
        }
    }

    @Test("Replies that review or court corrected count on the day of the result", arguments: Engine.available)
    func disputes(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let days = try ["2026-02-10", "2026-03-01", "2026-03-19"].map { try #require(Day(text: $0)) }
            for (index, result) in [RequestDispute.Result.corrected, .upheld, .corrected].enumerated() {
                _ = try await RecordDispute(place.installation, county: place.county).add(
                    RequestDispute(
                        id: RequestDispute.ID(0), unit: place.unit, request: nil, kind: .review, received: days[0], authority: "明州市人民政府",
                        caseNumber: "", result: result, resulted: days[index]), by: place.editor)
            }
            #expect(try await shares(place, .repliesCorrected, "2026-03-01", "2026-03-31").first == 1)
            #expect(try await shares(place, .repliesCorrected, "2026-01-01", "2026-03-31").first == 2)
        }
    }

    @Test("What is not registered yet has no figure, and a unit of which nothing is due has no share", arguments: Engine.available)
    func nothing(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            for measure in [Measure.siteFindings, .siteVetoes] {
                let found = try await shares(place, measure, "2026-01-01", "2026-03-31")
                #expect(found.isEmpty, "\(measure)")
            }
            for measure in [Measure.coverage, .timeliness, .elementCompleteness, .interpretation] {
                let found = try await shares(place, measure, "2026-01-01", "2026-03-20")
                #expect(found == [0, 0], "\(measure)")
            }
        }
    }

    /// Part and whole; empty where there is no figure.
    private func shares(_ place: RequestPlace, _ measure: Measure, _ first: String, _ last: String) async throws -> [Int] {
        let (unit, county) = (place.unit, place.county)
        let (from, to) = (try #require(Day(text: first)), try #require(Day(text: last)))
        return try await place.installation.store.read { transaction in
            try RegisterMeasures().value(of: measure, unit: unit, from: from, to: to, county: county, in: transaction)
                .map { [$0.part, $0.whole] } ?? []
        }
    }
}
