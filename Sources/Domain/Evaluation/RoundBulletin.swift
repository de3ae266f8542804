/// The bulletin of a round's result (结果通报), as a document: how it was done, then the table.
package struct RoundBulletin: Sendable, Hashable {
    package let title: String
    package let paragraphs: [String]
    /// The first row is the heading.
    package let rows: [[String]]

    /// - Parameter names: of the units, by their codes.
    package init(_ round: EvaluationRound, _ result: RoundResult, names: [String: String], samples: [DrawnSample]) {
        let scheme = round.scheme
        title = "关于\(round.title)结果的通报"
        let weights = scheme.assessors.map { "\($0.name)占 \($0.weight)%" }.joined(separator: "、")
        let source = scheme.source.isEmpty ? "" : "（\(scheme.source)）"
        var paragraphs = [
            "按照《\(scheme.title)》\(source)，对 \(round.units.count) 个单位\(round.first.words)至\(round.last.words)的工作进行了测评。",
            "测评满分 \(scheme.points) 分，\(weights)，按权重合成。名次按精确得分排列，同分并列。",
        ]
        let grades = scheme.grading?.names ?? []
        let counts = grades.map { name in (name, result.lines.count { $0.grade == name }) }.filter { $0.1 > 0 }
        if !counts.isEmpty { paragraphs.append("等次：" + counts.map { "\($0.0) \($0.1) 个" }.joined(separator: "，") + "。") }
        for sample in samples {
            paragraphs.append("\(sample.subject)由 \(sample.candidates.count) 个中抽取 \(sample.drawn.count) 个，抽样种子 \(sample.seed)，可以复核。")
            paragraphs.append("抽中：\(sample.drawn.joined(separator: "、"))。")
            let isLong = sample.candidates.count > Self.mostCandidates
            paragraphs.append(isLong ? "候选名单较长，由政务公开办在工作台的测评页面下载后提供，任何人可以据此重新抽取。" : "候选：\(sample.candidates.joined(separator: "、"))。")
        }
        if !samples.isEmpty {
            paragraphs.append("抽样办法：候选按 UTF-8 字节排序、去重，以种子按 SplitMix64 取数，从第一个位置起逐个与尚未抽取的对调（Fisher–Yates）。")
        }
        self.paragraphs = paragraphs
        rows =
            [["名次", "单位"] + scheme.assessors.map(\.name) + ["综合得分", "等次"]]
            + result.lines.map { line in
                [line.rank.map(String.init) ?? "", names[line.unit] ?? line.unit]
                    + scheme.assessors.map { line.scores[$0.code]?.rounded() ?? "" }
                    + [line.composite?.rounded() ?? "", line.grade ?? ""]
            }
    }

    /// So many candidates of a sample are named; longer lists are files of their own.
    private static let mostCandidates = 500

    package var body: DocumentBody { DocumentBody(paragraphs.map { .paragraph($0) } + [.table(hasHeader: true, rows)]) }
}

extension Day {
    fileprivate var words: String { "\(year)年\(month)月\(day)日" }
}
