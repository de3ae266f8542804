import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A stored result is the one that anybody computes from what is handed out") struct RecomputingTests {
    @Test(
        "Recompute equals stored, through JSON and in any order of what was handed in", arguments: Engine.available,
        [1, 2, 3, 4] as [UInt64])
    func property(_ engine: Engine, _ seed: UInt64) async throws {
        var state = seed
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        func answers() -> [Submission.Answer] {
            RoundPlace.answers("\(next(4)).\(next(10))", late: next(7), "\(next(3)).\(next(10))")
        }
        try await RoundPlace.with(engine) { place in
            let id = try await place.begin(reviewers: [place.third, place.second])
            try await place.move(id, .open)
            for unit in [2, 0, 1] {
                try await place.hand(id, "check", unit, answers(), by: place.office)
                for reviewer in [place.second, place.third] { try await place.hand(id, "third", unit, answers(), by: reviewer) }
                try await place.hand(id, "self", unit, answers(), by: place.editors[unit])
            }
            try await place.move(id, .close)
            // Where the two are too far apart somebody decides.
            for unit in 0..<3 {
                for leaf in ["1.1", "1.3"] {
                    let score = Submission.Entry.score(RoundPlace.number("\(next(3)).\(next(10))"))
                    try await place.moderating.run(
                        id, Moderation(assessor: "third", unit: "", leaf: leaf, entry: score, reason: "核对"), of: place.units[unit].id,
                        by: place.office)
                }
                try await place.moderating.run(
                    id, Moderation(assessor: "third", unit: "", leaf: "1.2", entry: .times([next(7)]), reason: "核对"),
                    of: place.units[unit].id, by: place.office)
            }
            try await place.compute(id)
            let scoring = try await place.scoring(id)
            let stored = try #require(scoring.stored).result
            #expect(stored.lines.count == 3 && stored.lines.allSatisfy { $0.composite != nil && $0.grade != nil })
            let scheme = try JSONDecoder().decode(Scheme.self, from: try JSONEncoder().encode(scoring.round.scheme))
            var inputs = try JSONDecoder().decode(ScoringInputs.self, from: try JSONEncoder().encode(scoring.inputs))
            #expect(RoundResult(try Scoring(scheme).result(inputs)) == stored)
            inputs.submissions.reverse()
            inputs.moderations.reverse()
            #expect(RoundResult(try Scoring(scheme).result(inputs)) == stored)
            // One score is another: the stored result is stale and not the computed one.
            let changed = Moderation(assessor: "third", unit: "", leaf: "1.2", entry: .times([6 - next(2)]), reason: "再核对")
            let unit = place.units[0].id
            try await place.moderating.run(id, changed, of: unit, by: place.office)
            #expect(try await place.scoring(id).isStale)
        }
    }
}
