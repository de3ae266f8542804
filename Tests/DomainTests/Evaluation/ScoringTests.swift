import Testing

@testable import Domain

@Suite("Scores of one assessor") struct ScoringTests {
    private func score(_ number: String) -> Submission.Entry { .score(Sample.number(number)) }

    @Test("Additive groups add up")
    func additive() throws {
        let scheme = Sample.scheme("16", [Sample.group("1", "16", [Sample.leaf("1.1", "6"), Sample.leaf("1.2", "10")])])
        #expect(try Sample.total(scheme, ["1.1": score("4.5"), "1.2": score("9.25")]) == "13.75")
    }

    @Test("Weighted groups count each part by its share, whatever its points are")
    func weighted() throws {
        let parts = [Sample.leaf("1.1", "10", share: "40"), Sample.leaf("1.2", "5", share: "60")]
        let scheme = Sample.scheme("20", [Sample.group("1", "20", parts, isWeighted: true)])
        // 20 × (40 % × 7/10 + 60 % × 4/5) = 5.6 + 9.6
        #expect(try Sample.total(scheme, ["1.1": score("7"), "1.2": score("4")]) == "15.2")
    }

    @Test(
        "Deductions have a cap each and one together",
        arguments: [([0, 0], "10"), ([1, 1], "6.5"), ([3, 1], "5"), ([9, 9], "2"), ([0, 100], "6")])
    func deduction(_ times: [Int], _ total: String) throws {
        let penalties = [
            Indicator.Penalty("迟公开", each: Sample.number("2.5"), cap: Sample.number("4")),
            Indicator.Penalty("缺元数据", each: Sample.number("1"), cap: Sample.number("4")),
        ]
        // At most 8 of 10 points.
        #expect(try Sample.total(Sample.scheme("10", [Sample.deduction("1", "10", penalties, cap: "8")]), ["1": .times(times)]) == total)
    }

    @Test("Without caps a deduction ends at nought")
    func exhausted() throws {
        let scheme = Sample.scheme("5", [Sample.deduction("1", "5", [Indicator.Penalty("年报未按时", each: Sample.number("3"))])])
        #expect(try Sample.total(scheme, ["1": .times([1])]) == "2")
        #expect(try Sample.total(scheme, ["1": .times([2])]) == "0")
    }

    @Test("A veto of the whole makes all nought, one of a group only its group")
    func veto() throws {
        let whole = Sample.scheme("10", [Sample.leaf("1", "10"), Sample.group("2", "0", [Sample.veto("2.1", .whole)])])
        #expect(try Sample.total(whole, ["1": score("9"), "2.1": .veto(false)]) == "9")
        #expect(try Sample.total(whole, ["1": score("9"), "2.1": .veto(true)]) == "0")
        let group = Sample.scheme(
            "10", [Sample.leaf("1", "4"), Sample.group("2", "6", [Sample.leaf("2.1", "6"), Sample.veto("2.2", .group)])])
        #expect(try Sample.total(group, ["1": score("3"), "2.1": score("6"), "2.2": .veto(true)]) == "3")
        let nested = Sample.group("2", "6", [Sample.leaf("2.1", "6"), Sample.group("2.2", "0", [Sample.veto("2.2.1", .group)])])
        let inner = Sample.scheme("10", [Sample.leaf("1", "4"), nested])
        #expect(try Sample.total(inner, ["1": score("3"), "2.1": score("6"), "2.2.1": .veto(true)]) == "3")
    }

    @Test("A veto of the whole ends the evaluation, whatever else has not been looked at")
    func vetoEnds() throws {
        let scheme = Sample.scheme("10", [Sample.leaf("1", "10"), Sample.veto("2", .whole)], weights: ["50", "50"])
        let result = try Scoring(scheme).result(ScoringInputs(submissions: [Sample.submission("b", "甲", ["2": .veto(true)])]))
        #expect(result.units[0].composite == .zero)
        #expect(result.units[0].vetoes == ["2"])
    }

    @Test(
        "A veto that is measured is given when one is found, and not otherwise",
        arguments: [(Indicator.Veto.whole, 0, "9"), (.whole, 1, "0"), (.group, 0, "9"), (.group, 3, "4")])
    func measuredVeto(_ veto: Indicator.Veto, _ found: Int, _ total: String) throws {
        let measured = Indicator(
            code: "2.2", name: "网站单项否决", points: .nought, kind: .veto(veto, Indicator.Leaf(method: .automatic, measure: .siteVetoes)))
        let scheme = Sample.scheme(
            "10", [Sample.leaf("1", "4"), Sample.group("2", "6", [Sample.leaf("2.1", "6"), measured])])
        let figures = [MeasuredFigure(unit: "甲", leaf: "2.2", part: found, whole: 0)]
        #expect(try Sample.total(scheme, ["1": score("4"), "2.1": score("5")], figures: figures) == total)
    }

    @Test(
        "A deduction that is measured is taken as often as something is found, up to its cap",
        arguments: [(0, "6"), (1, "4"), (2, "2"), (9, "1")])
    func measuredDeduction(_ found: Int, _ total: String) throws {
        let penalty = Indicator.Penalty("检查发现", each: Sample.number("2"), cap: Sample.number("5"))
        let measured = Indicator(
            code: "1", name: "网站检查", points: Sample.number("6"),
            kind: .deduction(Indicator.Deduction([penalty]), Indicator.Leaf(method: .automatic, measure: .siteFindings)))
        let figures = [MeasuredFigure(unit: "甲", leaf: "1", part: found, whole: 0)]
        #expect(try Sample.total(Sample.scheme("6", [measured]), [:], figures: figures) == total)
    }

    @Test("A veto of a group within a bonus takes the bonus alone")
    func vetoedBonus() throws {
        let bonus = Sample.group("2", "10", [Sample.leaf("2.1", "10"), Sample.veto("2.2", .group)], bonus: Indicator.Bonus())
        let scheme = Sample.scheme("100", [Sample.leaf("1", "100"), bonus])
        #expect(try Sample.total(scheme, ["1": score("90"), "2.1": score("5"), "2.2": .veto(false)]) == "95")
        #expect(try Sample.total(scheme, ["1": score("90"), "2.1": score("5"), "2.2": .veto(true)]) == "90")
    }

    @Test(
        "A bonus counts only beyond its gate",
        arguments: [("80", false, "80"), ("80", true, "85"), ("80.5", false, "85.5"), ("79.9", true, "79.9")])
    func bonus(_ base: String, _ isReachedAtGate: Bool, _ total: String) throws {
        let gate = Indicator.Bonus(gate: Sample.number("80"), isReachedAtGate: isReachedAtGate)
        let bonus = Sample.group("2", "30", [Sample.leaf("2.1", "10"), Sample.leaf("2.2", "20")], bonus: gate)
        let scheme = Sample.scheme("100", [Sample.leaf("1", "100"), bonus])
        #expect(try Sample.total(scheme, ["1": score(base), "2.1": score("2"), "2.2": score("3")]) == total)
    }

    @Test(
        "What does not apply is refused, full, or scaled away in its group or in the whole",
        arguments: [(Scheme.NotApplicable.full, "80"), (.rescaleGroup, "78"), (.rescaleWhole, "80")])
    func notApplicable(_ rule: Scheme.NotApplicable, _ total: String) throws {
        let group = Sample.group("1", "40", [Sample.leaf("1.1", "15"), Sample.leaf("1.2", "25")])
        let scheme = Sample.scheme("100", [group, Sample.leaf("2", "60")], notApplicable: rule)
        // 12 of 15, 25 not applicable, and 43, 46 or 48 of 60.
        let rest = rule == .full ? "43" : rule == .rescaleGroup ? "46" : "48"
        #expect(try Sample.total(scheme, ["1.1": score("12"), "1.2": .notApplicable("没有此项职权"), "2": score(rest)]) == total)
    }

    @Test("Seventy-five points are scaled to a hundred by 4/3, exactly, before the gate of the bonus")
    func fourThirds() throws {
        let bonus = Sample.leaf("3", "30", bonus: Indicator.Bonus(gate: Sample.number("80")))
        let scheme = Sample.scheme("100", [Sample.leaf("1", "75"), Sample.leaf("2", "25"), bonus], notApplicable: .rescaleWhole)
        #expect(try Sample.total(scheme, ["1": score("61"), "2": .notApplicable("没有办事服务"), "3": score("10")]) == "274/3")
        #expect(try Sample.total(scheme, ["1": score("60"), "2": .notApplicable("没有办事服务"), "3": score("10")]) == "80")
    }

    @Test("A group of which nothing applies is scaled away in its parent; a unit to which nothing applies has no score")
    func emptyGroup() throws {
        let group = Sample.group("1", "40", [Sample.leaf("1.1", "40")])
        let scheme = Sample.scheme("100", [group, Sample.leaf("2", "60")], notApplicable: .rescaleGroup)
        #expect(try Sample.total(scheme, ["1.1": .notApplicable("无"), "2": score("45")]) == "75")
        #expect(try Sample.total(scheme, ["1.1": .notApplicable("无"), "2": .notApplicable("无")]) == nil)
    }

    @Test("A bonus that does not apply brings nothing")
    func bonusNotApplicable() throws {
        let bonus = Sample.group("2", "10", [Sample.leaf("2.1", "4"), Sample.leaf("2.2", "6")], bonus: Indicator.Bonus())
        for rule in [Scheme.NotApplicable.full, .rescaleGroup, .rescaleWhole] {
            let scheme = Sample.scheme("100", [Sample.leaf("1", "100"), bonus], notApplicable: rule)
            #expect(try Sample.total(scheme, ["1": score("50"), "2.1": score("2"), "2.2": .notApplicable("无")]) == "52")
        }
    }

    @Test("Automatic leaves are measured, for every assessor alike")
    func automatic() throws {
        let scheme = Sample.scheme("10", [Sample.automatic("1", "7", .coverage), Sample.leaf("2", "3")], notApplicable: .rescaleWhole)
        func figure(_ part: Int, _ whole: Int) -> [MeasuredFigure] { [MeasuredFigure(unit: "甲", leaf: "1", part: part, whole: whole)] }
        #expect(try Sample.total(scheme, ["2": score("3")], figures: figure(2, 3)) == "23/3")
        // Nothing was due.
        #expect(try Sample.total(scheme, ["2": score("3")], figures: figure(0, 0)) == "10")
        #expect(try Sample.total(scheme, ["2": score("3")]) == nil)
        let lost = Indicator(
            code: "1", name: "纠正", points: Sample.number("6"),
            kind: .deduction(
                Indicator.Deduction([Indicator.Penalty("纠正一件", each: Sample.number("3"))]),
                Indicator.Leaf(method: .automatic, measure: .repliesCorrected)))
        #expect(
            try Sample.total(Sample.scheme("6", [lost]), [:], figures: [MeasuredFigure(unit: "甲", leaf: "1", part: 1, whole: 0)]) == "3")
    }

    @Test("What does not fit the scheme is refused, and nothing is computed")
    func refusals() throws {
        let penalty = Indicator.Penalty("迟", each: Sample.number("1"))
        let scheme = Sample.scheme(
            "18",
            [
                Sample.leaf("1", "3"), Sample.deduction("2", "5", [penalty]), Sample.automatic("3", "10", .coverage),
                Sample.veto("4", .whole),
            ])
        func sentences(_ submissions: [Submission], figures: [MeasuredFigure] = [], moderations: [Moderation] = []) -> [String] {
            let inputs = ScoringInputs(units: ["甲"], submissions: submissions, figures: figures, moderations: moderations)
            return inputs.faults(in: scheme).map(\.sentence)
        }
        #expect(sentences([Sample.submission("a", "甲", ["1": "3.5"])]) == ["a / 甲 / 1：得分 3.5 超过满分 3。"])
        #expect(sentences([Sample.submission("a", "甲", ["2": "3"])]) == ["a / 甲 / 2：这一项应填每条扣分规则的次数（times）。"])
        #expect(sentences([Sample.submission("a", "甲", ["2": .times([1, 2])])]) == ["a / 甲 / 2：应按扣分规则的顺序填 1 个次数，每个是 0 到 1000000。"])
        #expect(sentences([Sample.submission("a", "甲", ["3": "3"])]) == ["a / 甲 / 3：这一项自动取数，不由人评分；有异议的请裁定。"])
        #expect(sentences([Sample.submission("a", "甲", ["4": "0"])]) == ["a / 甲 / 4：这一项应填是否存在否决情形（veto）。"])
        #expect(sentences([Sample.submission("a", "甲", ["9": "3"])]) == ["a / 甲 / 9：指标体系中没有编号为“9”的末级指标。"])
        #expect(sentences([Sample.submission("z", "甲", ["1": "3"])]) == ["z / 甲：指标体系中没有评估主体“z”。"])
        #expect(sentences([Sample.submission("a", "乙", ["1": "3"])]) == ["a / 乙：这个单位不在参评单位（units）之中，或者没有写单位。"])
        #expect(sentences([Sample.submission("a", "甲", ["1": .notApplicable("无")])]) == ["a / 甲 / 1：本指标体系不允许“不适用”。"])
        let twice = Sample.submission("a", "甲", ["1": "3"])
        #expect(sentences([twice, twice]) == ["a / 甲：评分表重复；同一主体有几人评分的，用 reviewer 区分。"])
        #expect(sentences([], figures: [MeasuredFigure(unit: "甲", leaf: "3", part: 4, whole: 3)]).count == 1)
        #expect(
            sentences([], moderations: [Moderation(assessor: "a", unit: "甲", leaf: "1", entry: score("1"), reason: "")]) == [
                "a / 甲 / 1：没有写理由。"
            ])
        #expect(throws: Scoring.Refusal.self) { try Scoring(scheme).result(ScoringInputs(submissions: [twice, twice])) }
    }

    @Test("Every score says how it came about")
    func explanations() throws {
        let bonus = Sample.leaf("3", "30", bonus: Indicator.Bonus(gate: Sample.number("80")))
        let scheme = Sample.scheme("100", [Sample.leaf("1", "75"), Sample.leaf("2", "25"), bonus], notApplicable: .rescaleWhole)
        let scoring = try Scoring(scheme)
        let entries: [String: Submission.Entry] = ["1": score("61"), "2": .notApplicable("没有办事服务"), "3": score("10")]
        let unit = try scoring.result(ScoringInputs(submissions: [Sample.submission("a", "甲", entries)])).units[0]
        let whole = try #require(scoring.explanation(of: "", in: unit.assessors[0]))
        #expect(whole.formula == "61 + 0 = 61；折算 61×100÷75 = 244/3；加分 244/3 + 10 = 274/3")
        #expect(whole.inputs.map(\.value) == ["61", "不适用", "10"])
        #expect(scoring.explanation(of: "1", in: unit.assessors[0])?.formula == "得 61 分，满分 75 分")
        #expect(scoring.explanation(of: "2", in: unit.assessors[0])?.inputs.first?.value == "不适用：没有办事服务")
        #expect(scoring.explanation(of: unit)?.formula == "100%×(274/3) = 274/3")
        for node in unit.assessors[0].scores {
            #expect(scoring.explanation(of: node.code, in: unit.assessors[0])?.formula.isEmpty == false)
        }
    }
}
