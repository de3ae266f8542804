import Testing

@testable import Domain

@Suite("Schemes that add up, and such that do not") struct SchemeTests {
    private func faults(_ points: String, _ indicators: [Indicator], weights: [String] = ["100"], grading: Grading? = nil) -> [Scheme.Fault]
    {
        Sample.scheme(points, indicators, weights: weights, grading: grading).faults
    }

    @Test("Sums are exact at every level, and the node that is wrong is named")
    func sums() {
        let good = Sample.group("1", "0.3", [Sample.leaf("1.1", "0.1"), Sample.leaf("1.2", "0.2")])
        #expect(faults("0.3", [good]).isEmpty)
        let bad = Sample.group("1", "6", [Sample.leaf("1.1", "3"), Sample.leaf("1.2", "2.5")])
        #expect(faults("6", [bad]).map(\.sentence) == ["1“指标1”：写的分值是 6，下级分值之和是 5.5，两者应当相等。"])
        #expect(faults("5.5", [bad]).count == 2)
    }

    @Test("Shares of a weighted group and weights of assessors are 100 %")
    func shares() {
        let parts = [Sample.leaf("1.1", "10", share: "33.3"), Sample.leaf("1.2", "5", share: "66.7")]
        #expect(faults("20", [Sample.group("1", "20", parts, isWeighted: true)]).isEmpty)
        let less = [Sample.leaf("1.1", "10", share: "33.3"), Sample.leaf("1.2", "5", share: "66.6")]
        #expect(faults("20", [Sample.group("1", "20", less, isWeighted: true)]) == [.shares("1“指标1”", sum: Sample.number("99.9"))])
        #expect(faults("20", [Sample.group("1", "20", [Sample.leaf("1.1", "10")], isWeighted: true)]).contains(.noShare("1.1“指标1.1”")))
        #expect(faults("10", [Sample.leaf("1", "10")], weights: ["10", "40", "50"]).isEmpty)
        #expect(faults("10", [Sample.leaf("1", "10")], weights: ["10", "40", "49.9"]) == [.weights(sum: Sample.number("99.9"))])
    }

    @Test("Bonuses and vetoes are no part of the points")
    func beyond() {
        let bonus = Sample.leaf("3", "30", bonus: Indicator.Bonus(gate: Sample.number("80")))
        #expect(faults("100", [Sample.leaf("1", "100"), Sample.veto("2", .whole), bonus]).isEmpty)
        let never = Sample.leaf("2", "5", bonus: Indicator.Bonus(gate: Sample.number("100")))
        #expect(faults("100", [Sample.leaf("1", "100"), never]) == [.gateTooHigh("2“指标2”", gate: Sample.number("100"))])
    }

    @Test("Every kind of mistake is found")
    func mistakes() {
        #expect(faults("0", []) == [.noIndicators])
        #expect(faults("2", [Sample.leaf("1", "1"), Sample.leaf("1", "1")]) == [.repeatedCode("1")])
        #expect(faults("1.00001", [Sample.leaf("1", "1.00001")]).contains(.badPoints("1“指标1”")))
        #expect(faults("0", [Sample.leaf("1", "0")]) == [.noPoints("1“指标1”")])
        #expect(faults("5", [Sample.group("1", "5", [])]) == [.emptyGroup("1“指标1”")])
        #expect(faults("5", [Sample.deduction("1", "5", [])]) == [.badPenalties("1“指标1”")])
        let penalty = Indicator.Penalty("迟", each: Sample.number("1"))
        #expect(faults("5", [Sample.deduction("1", "5", [penalty], cap: "6")]) == [.capTooHigh("1“指标1”", cap: Sample.number("6"))])
        #expect(faults("5", [Sample.automatic("1", "5", .siteFindings)]) == [.wrongMeasure("1“指标1”", .siteFindings)])
        #expect(faults("5", [Sample.leaf("1", "5")], weights: []) == [.noAssessors])
        var deep = Sample.leaf("x", "1")
        for level in 1...11 { deep = Sample.group("g\(level)", "1", [deep]) }
        #expect(faults("1", [deep]) == [.tooDeep(11)])
        let many = (1...2_001).map { Sample.leaf(String($0), "1") }
        #expect(faults("2001", many) == [.tooManyNodes(2_001)])
    }

    @Test("Grades by score fall, grades by quota make 100 % or are all left open")
    func grades() {
        let leaf = [Sample.leaf("1", "100")]
        func quota(_ percents: [String?]) -> Grading {
            .quota(
                zip(["优秀", "良好", "合格"], percents).map { Grading.Quota($0, percent: $1.map(Sample.number)) }, ties: .lower, failing: "不合格")
        }
        #expect(faults("100", leaf, grading: quota(["20", "30", "50"])).isEmpty)
        #expect(faults("100", leaf, grading: quota([nil, nil, nil])).isEmpty)
        #expect(faults("100", leaf, grading: quota(["20", "30", "49"])) == [.quotas(sum: Sample.number("99"))])
        #expect(faults("100", leaf, grading: quota(["20", nil, "80"])) == [.quotaMissing("良好")])
        let rising = Grading.threshold(
            [Grading.Threshold("优秀", atLeast: Sample.number("80")), Grading.Threshold("良好", atLeast: Sample.number("80"))], failing: "不合格")
        #expect(faults("100", leaf, grading: rising) == [.thresholdOrder("良好")])
    }
}

@Suite("Drawing samples") struct SampleDrawTests {
    @Test("The generator is SplitMix64, by its published numbers")
    func generator() {
        var generator = SplitMix64(state: 1_234_567)
        #expect((0..<3).map { _ in generator.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("The same seed draws the same, in whatever order the candidates come; another seed draws another sample")
    func seed() {
        let candidates = (1...50).map { "文件\($0)" }
        let drawn = SampleDraw.draw(5, from: candidates, seed: 20_261_127)
        #expect(SampleDraw.draw(5, from: candidates.reversed() + candidates, seed: 20_261_127) == drawn)
        #expect(SampleDraw.draw(5, from: candidates, seed: 20_261_128) != drawn)
        #expect(Set(drawn).count == 5)
        #expect(SampleDraw.draw(8, from: candidates, seed: 20_261_127).prefix(5) == drawn[...])
        #expect(Set(SampleDraw.draw(60, from: candidates, seed: 1)) == Set(candidates))
        #expect(SampleDraw.draw(3, from: [], seed: 1).isEmpty)
    }

    @Test("Every candidate has the same chance")
    func chances() {
        var counts = [String: Int]()
        for seed in 0..<3_000 {
            for drawn in SampleDraw.draw(1, from: ["甲", "乙", "丙"], seed: UInt64(seed)) { counts[drawn, default: 0] += 1 }
        }
        #expect(counts.values.allSatisfy { (900...1_100).contains($0) })
    }

    @Test("A percentage is rounded up", arguments: [(10, 1), (11, 2), (1, 1), (0, 0), (100, 10)])
    func size(_ total: Int, _ size: Int) {
        #expect(Indicator.Sampling(subject: "文件", amount: .percent(Sample.number("10"))).size(of: total) == size)
        #expect(Indicator.Sampling(subject: "文件", amount: .count(10)).size(of: total) == min(10, total))
    }
}
