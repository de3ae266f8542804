import Cryptography
package import Domain
import Persistence
import Registers

/// Draws a sample (抽样), with its seed on record: anybody can draw it again.
package struct DrawRoundSample {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - leaf: whose sampling rule says how many; `nil` when `count` says it.
    ///   - seed: of chance when it is not given.
    /// - Throws: `RoundRefusal`.
    package func run(
        _ id: EvaluationRound.ID, subject: String, leaf: String?, candidates: [String], count: Int, seed: UInt64? = nil, by staff: Staff
    ) async throws -> DrawnSample {
        let key = installation.identifiers.next(DrawnSample.self)
        let seed = seed ?? RandomBytes.make(8).reduce(0) { $0 << 8 | UInt64($1) }
        return try await installation.act(in: id, of: county, by: staff) { work in
            try work.demand(.draw)
            try RoundWork.refuse(subject.isEmpty ? [.needsSubject] : [])
            try work.check(reason: subject)
            let candidates = Set(candidates).filter { !$0.isEmpty }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let limit = DrawnSample.mostCandidates
            try RoundWork.refuse(candidates.count > limit ? [.tooMany(limit: limit)] : [])
            let longest = DrawnSample.longestCandidate
            try RoundWork.refuse(candidates.contains { $0.unicodeScalars.count > longest } ? [.tooLong(limit: longest)] : [])
            let rule = try leaf.flatMap { try work.leaf($0).leaf?.sampling }
            let size = rule?.size(of: candidates.count) ?? count
            try RoundWork.refuse((candidates.isEmpty ? [.nothingToDraw] : []) + (size < 1 ? [.badSampleSize] : []))
            let sample = DrawnSample(
                id: key, subject: subject, leaf: leaf, candidates: candidates, seed: seed,
                drawn: SampleDraw.draw(size, from: candidates, seed: seed), time: work.now, signature: work.signature())
            try work.rounds.insert(sample, of: id)
            try work.record(.roundDrawn, reason: "\(subject)，种子 \(seed)，\(candidates.count) 抽 \(sample.drawn.count)")
            return sample
        }
    }
}
