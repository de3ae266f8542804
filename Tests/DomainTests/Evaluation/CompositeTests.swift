import Testing

@testable import Domain

@Suite("Composites, places and grades") struct CompositeTests {
    /// Three assessors of 10, 40 and 50 % on one leaf of 100 points; a line is a unit's three scores.
    private func result(_ lines: [(String, [String])], grading: Grading? = nil) throws -> EvaluationResult {
        let scheme = Sample.scheme("100", [Sample.leaf("1", "100")], weights: ["10", "40", "50"], grading: grading)
        let submissions = lines.flatMap { unit, scores in
            zip(["a", "b", "c"], scores).map { Sample.submission($0, unit, ["1": $1]) }
        }
        return try Scoring(scheme).result(ScoringInputs(submissions: submissions))
    }

    @Test(
        "Ten composites by hand",
        arguments: [
            (["100", "100", "100"], "100"), (["0", "0", "0"], "0"), (["95", "88", "90"], "89.7"), (["100", "0", "0"], "10"),
            (["0", "100", "0"], "40"), (["0", "0", "100"], "50"), (["98.5", "91.25", "86.75"], "89.725"),
            (["80", "80.1", "79.9"], "79.99"),
            (["99.9999", "66.6666", "33.3333"], "53.33328"), (["60", "59.95", "60.04"], "60"),
        ])
    func composites(_ scores: [String], _ composite: String) throws {
        #expect(try result([("甲", scores)]).units[0].composite?.description == composite)
    }

    @Test("Units of exactly the same score share a place, and the next place stays empty")
    func ties() throws {
        // 60, by different ways, and one that is more by 0.00004.
        let lines = [
            ("丁", ["60", "60", "60"]), ("乙", ["60", "59.95", "60.04"]), ("丙", ["60", "60", "60.0001"]), ("甲", ["90", "90", "90"]),
            ("戊", ["10", "10", "10"]),
        ]
        let units = try result(lines).units
        #expect(units.map(\.unit) == ["甲", "丙", "丁", "乙", "戊"])
        #expect(units.map(\.rank) == [1, 2, 3, 3, 5])
    }

    private func quota(_ ties: Grading.QuotaTies) -> Grading {
        .quota(
            [
                Grading.Quota("优秀", percent: Sample.number("20")), Grading.Quota("良好", percent: Sample.number("30")),
                Grading.Quota("合格", percent: Sample.number("50")),
            ],
            ties: ties, failing: "不合格")
    }

    private func grades(_ scores: [String], _ grading: Grading) throws -> [String?] {
        try result(scores.enumerated().map { ("单位\($0 + 100)", [$1, $1, $1]) }, grading: grading).units.map(\.grade)
    }

    @Test("Quotas are rounded down on the units together, and the last grade takes the rest")
    func quotas() throws {
        #expect(
            try grades((1...10).map(String.init), quota(.lower)) == Array(repeating: "优秀", count: 2) + Array(repeating: "良好", count: 3)
                + Array(repeating: "合格", count: 5))
        // 20 % of 7 is 1.4, 50 % of 7 is 3.5.
        #expect(try grades((1...7).map(String.init), quota(.lower)) == ["优秀", "良好", "良好", "合格", "合格", "合格", "合格"])
        #expect(try grades(["1", "2"], quota(.lower)) == ["良好", "合格"])
    }

    @Test("A tie across a quota's end gets the lower grade or the higher one, as the scheme says")
    func quotaTies() throws {
        let scores = ["90", "80", "80", "70", "60", "60", "60", "50", "40", "30"]
        let lower = try grades(scores, quota(.lower))
        #expect(lower == ["优秀", "良好", "良好", "良好", "合格", "合格", "合格", "合格", "合格", "合格"])
        let higher = try grades(scores, quota(.higher))
        #expect(higher == ["优秀", "优秀", "优秀", "良好", "良好", "良好", "良好", "合格", "合格", "合格"])
        #expect(try grades(["50", "50", "50"], quota(.lower)) == ["合格", "合格", "合格"])
    }

    @Test("Ten units by hand: composites, shared places, and grades by quota with ties across both ends")
    func tenUnits() throws {
        // 10 %, 40 % and 50 %; two quotas end within a tie: two of ten are 优秀, five of ten 优秀 or 良好.
        let units: [(name: String, scores: [String], composite: String, rank: Int, lower: String, higher: String)] = [
            ("甲", ["100", "100", "100"], "100", 1, "优秀", "优秀"),
            // 9 + 38 + 46 and 8 + 39 + 46
            ("乙", ["90", "95", "92"], "93", 2, "良好", "优秀"), ("丙", ["80", "97.5", "92"], "93", 2, "良好", "优秀"),
            // 9.5 + 35.2 + 45, 9.7 + 35 + 45 and 8.9 + 35.3 + 45.5
            ("丁", ["95", "88", "90"], "89.7", 4, "合格", "良好"), ("戊", ["97", "87.5", "90"], "89.7", 4, "合格", "良好"),
            ("己", ["89", "88.25", "91"], "89.7", 4, "合格", "良好"),
            // 8 + 32 + 40 and 0 + 40 + 40
            ("庚", ["80", "80", "80"], "80", 7, "合格", "合格"), ("辛", ["0", "100", "80"], "80", 7, "合格", "合格"),
            ("壬", ["60", "60", "60"], "60", 9, "合格", "合格"),
            // 10 + 20 + 29.99995
            ("癸", ["100", "50", "59.9999"], "59.99995", 10, "合格", "合格"),
        ]
        for ties in Grading.QuotaTies.allCases {
            let found = try result(units.reversed().map { ($0.name, $0.scores) }, grading: quota(ties)).units
            for unit in units {
                let line = try #require(found.first { $0.unit == unit.name })
                #expect(line.composite?.description == unit.composite && line.rank == unit.rank, "\(unit.name)")
                #expect(line.grade == (ties == .lower ? unit.lower : unit.higher), "\(unit.name) \(ties)")
            }
        }
    }

    @Test("Grades by quota wait until every unit has a composite; open quotas give none")
    func openQuotas() throws {
        let part = try result([("甲", ["90", "90", "90"]), ("乙", ["80", "80"])], grading: quota(.lower))
        #expect(part.units.map(\.rank) == [1, nil])
        #expect(part.units.map(\.grade) == [nil, nil])
        #expect(!part.isComplete)
        #expect(part.units[1].gaps == [.noSubmission(assessor: "c")])
        let open = Grading.quota([Grading.Quota("优秀", percent: nil), Grading.Quota("合格", percent: nil)], ties: .lower, failing: "不合格")
        #expect(try grades(["90", "80"], open) == [nil, nil])
    }

    @Test("Grades by score go by the exact composite", arguments: [("90", "优秀"), ("89.9999", "良好"), ("60", "合格"), ("59.9999", "不合格")])
    func thresholds(_ score: String, _ grade: String) throws {
        let grading = Grading.threshold(
            [("优秀", "90"), ("良好", "80"), ("合格", "60")].map { Grading.Threshold($0, atLeast: Sample.number($1)) }, failing: "不合格")
        #expect(try grades([score], grading) == [grade])
    }

    @Test("A vetoed unit is failing and comes after one that has really nought")
    func vetoed() throws {
        let scheme = Sample.scheme("100", [Sample.leaf("1", "100"), Sample.veto("2", .whole)], grading: quota(.lower))
        func submission(_ unit: String, _ score: String, _ veto: Bool) -> Submission {
            Sample.submission("a", unit, ["1": .score(Sample.number(score)), "2": .veto(veto)])
        }
        let result = try Scoring(scheme).result(
            ScoringInputs(submissions: [submission("甲", "99", true), submission("乙", "0", false), submission("丙", "50", false)]))
        #expect(result.units.map(\.unit) == ["丙", "乙", "甲"])
        #expect(result.units.map(\.rank) == [1, 2, 3])
        #expect(result.units.map(\.grade) == ["良好", "合格", "不合格"])
    }

    // MARK: Several reviewers

    private func reviewed(_ scores: [String], _ reconciliation: Scheme.Reconciliation, moderation: String? = nil) throws -> UnitResult {
        let scheme = Sample.scheme("10", [Sample.leaf("1", "10")], reconciliation: reconciliation)
        let submissions = scores.enumerated().map { Sample.submission("a", "甲", ["1": $1], reviewer: "评审\($0)") }
        let moderations = moderation.map {
            [Moderation(assessor: "a", unit: "甲", leaf: "1", entry: .score(Sample.number($0)), reason: "复核材料")]
        }
        return try Scoring(scheme).result(ScoringInputs(submissions: submissions, moderations: moderations ?? [])).units[0]
    }

    @Test("Two on one leaf: the mean, or beyond a difference a decision")
    func reconciliation() throws {
        #expect(try reviewed(["7", "8"], .mean).composite?.description == "7.5")
        #expect(try reviewed(["7", "8", "8"], .mean).composite?.description == "23/3")
        let one = Scheme.Reconciliation.moderation(beyond: Sample.number("1"))
        #expect(try reviewed(["7", "8"], one).composite?.description == "7.5")
        let apart = try reviewed(["7", "8.1"], one)
        #expect(apart.composite == nil)
        #expect(apart.gaps == [.undecided(assessor: "a", leaf: "1")])
        #expect(try reviewed(["7", "8.1"], one, moderation: "8").composite?.description == "8")
    }

    @Test("Whether a veto's case is given, and whether a leaf applies, is never a mean")
    func disagreement() throws {
        let scheme = Sample.scheme("10", [Sample.leaf("1", "10"), Sample.veto("2", .whole)], notApplicable: .rescaleWhole)
        func gaps(_ first: [String: Submission.Entry], _ second: [String: Submission.Entry]) throws -> [UnitResult.Gap] {
            let submissions = [Sample.submission("a", "甲", first, reviewer: "1"), Sample.submission("a", "甲", second, reviewer: "2")]
            return try Scoring(scheme).result(ScoringInputs(submissions: submissions)).units[0].gaps
        }
        let nine = Submission.Entry.score(Sample.number("9"))
        #expect(try gaps(["1": nine, "2": .veto(true)], ["1": nine, "2": .veto(false)]) == [.undecided(assessor: "a", leaf: "2")])
        #expect(
            try gaps(["1": nine, "2": .veto(false)], ["1": .notApplicable("无"), "2": .veto(false)]) == [
                .undecided(assessor: "a", leaf: "1")
            ])
    }
}
