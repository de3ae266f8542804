import Cryptography
package import Domain
package import Persistence
package import Registers

/// Everything that a round's scores follow from, read in one transaction.
package struct RoundScoring: Sendable {
    package let round: EvaluationRound
    /// The units' codes: by them, and not by keys of this database, a round can be computed elsewhere.
    package let codes: [OrganisationUnit.ID: String]
    package let inputs: ScoringInputs
    /// What was computed last.
    package let stored: RoundRegister.Computed?
    /// SHA-256 of scheme and inputs as they are now.
    package let digest: [UInt8]

    package init(_ round: EvaluationRound, _ transaction: any Transaction, site: County.ID) throws {
        self.round = round
        let rounds = RoundRegister(transaction, site: site)
        let register = SheetRegister(transaction)
        let units = try UnitRegister(transaction, site: site).all()
        let codes = Dictionary(units.map { ($0.id, $0.code) }, uniquingKeysWith: { $1 })
        self.codes = codes
        func code(_ unit: OrganisationUnit.ID) -> String { codes[unit] ?? unit.description }
        let files = Dictionary(grouping: try register.files(of: round.id).filter { $0.sheet != nil }) { $0.sheet }
        let submissions = try register.sheets(of: round.id).filter { $0.submitted != nil }.map { sheet in
            let evidence = Dictionary(grouping: files[sheet.id] ?? [], by: \.leaf)
            return Submission(
                assessor: sheet.assessor, unit: code(sheet.unit), reviewer: sheet.holder.text,
                answers: sheet.answers.map { answer in
                    var answer = answer
                    answer.evidence += (evidence[answer.leaf] ?? []).map { "sha256:\($0.digest)" }
                    return answer
                })
        }
        var moderations: [Moderation] = []
        for moderated in try register.moderations(of: round.id) {
            moderations.removeAll {
                $0.assessor == moderated.assessor && $0.unit == code(moderated.unit) && $0.leaf == moderated.leaf
            }
            moderations.append(
                Moderation(
                    assessor: moderated.assessor, unit: code(moderated.unit), leaf: moderated.leaf, entry: moderated.entry,
                    reason: moderated.reason))
        }
        inputs = ScoringInputs(
            units: round.units.map(code), submissions: submissions,
            figures: try rounds.figures(of: round.id).map {
                MeasuredFigure(unit: code($0.unit), leaf: $0.leaf, part: $0.part, whole: $0.whole)
            }, moderations: moderations)
        stored = try rounds.computed(of: round.id)
        digest = Digest.sha256(try (StoredJSON.text(round.scheme) + StoredJSON.text(inputs)).utf8)
    }

    /// Whether something has changed since it was computed.
    package var isStale: Bool { stored.map { $0.inputs != digest } ?? false }

    package var scoring: Scoring {
        get throws {
            do throws(Scoring.Refusal) { return try Scoring(round.scheme) } catch { throw RoundRefusal(error.reasons) }
        }
    }

    /// - Throws: `RoundRefusal`.
    package func compute() throws -> EvaluationResult {
        do throws(Scoring.Refusal) { return try Scoring(round.scheme).result(inputs) } catch { throw RoundRefusal(error.reasons) }
    }
}

extension Scoring.Refusal {
    var reasons: [RoundReason] {
        switch self {
        case .scheme(let faults): [.faultyScheme(faults)]
        case .inputs(let faults): [.badEntries(faults)]
        case .tooFine(let unit): [.tooFine(unit: unit)]
        }
    }
}

/// Computes a round (计算得分): takes the automatic figures when asked, scores, and keeps the result with the digest of its inputs.
package struct ComputeRound {
    private let installation: Installation
    private let county: County
    private let measures: any Measures

    package init(_ installation: Installation, county: County, measures: any Measures) {
        self.installation = installation
        self.county = county
        self.measures = measures
    }

    /// - Parameter measuring: takes the figures anew; otherwise those that were taken before count.
    /// - Throws: `RoundRefusal`.
    package func run(_ id: EvaluationRound.ID, measuring: Bool, by staff: Staff) async throws {
        let (county, now, measures) = (county, installation.now(), measures)
        try await installation.store.write { transaction in
            let work = try RoundWork(transaction, county: county, round: id, now: now, by: staff)
            try work.demand(.compute)
            let round = work.round
            if measuring {
                try work.rounds.replace(
                    figures: try Self.figures(measures, of: round, county: county, at: now, in: transaction), of: id)
            }
            let scoring = try RoundScoring(round, transaction, site: county.id)
            let result = RoundResult(try scoring.compute())
            try work.rounds.put(RoundRegister.Computed(result: result, inputs: scoring.digest, time: now), of: id)
            try work.record(.roundComputed, digest: scoring.digest, reason: measuring ? "重新取数" : "")
        }
    }

    private static func figures(
        _ measures: any Measures, of round: EvaluationRound, county: County, at now: Instant, in transaction: any Transaction
    ) throws -> [RoundRegister.Figure] {
        try round.scheme.leaves.flatMap { leaf -> [RoundRegister.Figure] in
            guard let measure = leaf.leaf?.measure else { return [] }
            return try round.units.compactMap { unit in
                let value = try measures.value(
                    of: measure, unit: unit, from: round.first, to: round.last, county: county, in: transaction)
                return value.map { value in
                    RoundRegister.Figure(
                        unit: unit, leaf: leaf.code, part: value.part, whole: value.whole, formula: value.formula,
                        inputs: value.inputs.map { [$0.name, $0.value] }, taken: now)
                }
            }
        }
    }
}
