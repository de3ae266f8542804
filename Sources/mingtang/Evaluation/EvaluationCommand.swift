import ArgumentParser
import Domain
import Interchange

struct EvaluationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluation", abstract: "考核评估：指标体系和计分。",
        subcommands: [
            EvaluationImportCommand.self, EvaluationStoreCommand.self, EvaluationScoreCommand.self, EvaluationDrawCommand.self,
        ])
}

struct EvaluationImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "读一份指标体系，核对各级分值和权重，列出指标树。",
        discussion: """
            文件可以是 xlsx、xls、docx、网页、拆散成文字的网页，或者本程序的 JSON。表头要有“一级指标”“二级指标”“分值”这样的栏目；
            另有“评估方式”“责任主体”“权重”的表是评估主体。分页时重复写的上级指标只算一次。
            各级分值之和、权重之和必须一点不差，否则逐项指出，退出码为 1；文件读不了是 2。

            --json 输出指标体系的 JSON，可以修改后再用，形式见 docs/evaluation.md。

            例：mingtang evaluation import 验收指标.docx --json > 指标体系.json
            """)

    @Argument(help: ArgumentHelp("指标体系的文件。", valueName: "文件")) var file: String
    @Flag(help: "输出 JSON。") var json = false

    func run() throws {
        let reading = try EvaluationFiles.scheme(file)
        if json {
            Output.bytes(try EvaluationJSON.write(reading.scheme) + [0x0A])
            for note in reading.notes { Output.error(note) }
        } else {
            Output.line(SchemeWords.text(reading.scheme))
            for note in reading.notes { Output.line(note) }
        }
    }
}

struct EvaluationScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "由指标体系和评分表重新计分、排名、定等次，不用数据库。",
        discussion: """
            计分用精确的分数，不用小数近似；同样的评分表不论先后，结果都相同。综合得分是各评估主体的权重乘以得分之和。
            评分表是一个 JSON 对象，有 submissions（评分）、figures（自动取数）、moderations（复核裁定）、units（参评单位），形式见 docs/evaluation.md。
            有一处评分不合指标体系，就全都不算，逐项指出，退出码为 1。

            例：mingtang evaluation score 指标体系.json 评分.json --json --nodes
            """)

    @Argument(help: ArgumentHelp("指标体系，如 evaluation import --json 的输出。", valueName: "指标体系")) var scheme: String
    @Argument(help: ArgumentHelp("评分表（JSON）。", valueName: "评分表")) var submissions: String
    @Flag(help: "输出一个 JSON 对象。") var json = false
    @Flag(help: "连同每一项指标的得分、算式和依据，与 --json 同用。") var nodes = false

    func validate() throws {
        if nodes && !json { throw ValidationError("--nodes 与 --json 同用。") }
    }

    func run() throws {
        let scheme = try EvaluationFiles.scheme(scheme).scheme
        let inputs: ScoringInputs
        do {
            inputs = try EvaluationJSON.read(ScoringInputs.self, try FileBytes.read(submissions))
        } catch {
            throw Failure(.unusable, "\(submissions)：\(error.reason)")
        }
        do throws(Scoring.Refusal) {
            let start = ContinuousClock.now
            let scoring = try Scoring(scheme)
            let result = try scoring.result(inputs)
            let time = ContinuousClock.now - start
            if json {
                Output.bytes(EvaluationJSON.result(result, of: scoring, nodes: nodes) + [0x0A])
            } else {
                Output.line(SchemeWords.text(result, scheme, time: time))
            }
        } catch {
            throw Failure(.content, ["\(submissions) 不能计分："] + error.sentences.prefix(EvaluationFiles.mostSentences))
        }
    }
}

/// Schemes on the command line: only such as add up.
enum EvaluationFiles {
    static let mostSentences = 50

    static func scheme(_ path: String) throws -> SchemeReading {
        let reading: SchemeReading
        do {
            reading = try SchemeFile.read(path: path)
        } catch {
            throw Failure(.unusable, "\(path)：\(error.reason)")
        }
        let faults = reading.scheme.faults
        guard faults.isEmpty else {
            throw Failure(.content, ["\(path) 的指标体系不能使用，有 \(faults.count) 处不对："] + faults.prefix(mostSentences).map(\.sentence))
        }
        return reading
    }
}

/// Schemes and results on a terminal.
enum SchemeWords {
    static func text(_ scheme: Scheme) -> String {
        var lines = [scheme.title + (scheme.source.isEmpty ? "" : "（\(scheme.source)）"), ""]
        func add(_ node: Indicator, depth: Int) {
            lines.append(String(repeating: "  ", count: depth) + "\(node.code) \(node.name)（\(terms(node).joined(separator: "，"))）")
            for child in node.children { add(child, depth: depth + 1) }
        }
        for node in scheme.indicators { add(node, depth: 0) }
        lines.append("")
        for assessor in scheme.assessors {
            let responsible = assessor.responsible.isEmpty ? "" : "（\(assessor.responsible)）"
            lines.append("评估主体：\(assessor.name)\(responsible)，权重 \(assessor.weight)%")
        }
        if let grading = scheme.grading { lines.append("等次：\(grades(grading))") }
        let levels = scheme.levels.enumerated().map { index, nodes in "\(index + 1) 级指标 \(nodes.count) 个" }
        lines.append("\(levels.joined(separator: "，"))，末级 \(scheme.leaves.count) 个，共 \(scheme.points) 分，各级分值相符。")
        return lines.joined(separator: "\n")
    }

    private static func terms(_ node: Indicator) -> [String] {
        var terms: [String] = []
        if let share = node.share { terms.append("权重 \(share)%") }
        switch node.kind {
        case .veto(let veto, _): return [veto.name]
        case .deduction: terms.append("\(node.points) 分，扣分")
        case .additive, .weighted, .scored: terms.append("\(node.points) 分")
        }
        if let bonus = node.bonus {
            let gate = bonus.gate.map { "，上级得分\(bonus.isReachedAtGate ? "达到" : "超过") \($0) 分才加" } ?? ""
            terms.append("加分\(gate)")
        }
        if let leaf = node.leaf, leaf.method != .material { terms.append(leaf.measure?.name ?? leaf.method.name) }
        return terms
    }

    private static func grades(_ grading: Grading) -> String {
        switch grading {
        case .threshold(let grades, let failing):
            return grades.map { "\($0.name) \($0.atLeast) 分以上" }.joined(separator: "，") + "，其余\(failing)"
        case .quota(let grades, let ties, let failing):
            let shares = grades.map { "\($0.name) \($0.percent.map { "\($0)%" } ?? "比例待定")" }
            return shares.joined(separator: "，") + "，\(ties.name)，被否决的\(failing)"
        }
    }

    static func text(_ result: EvaluationResult, _ scheme: Scheme, time: Duration) -> String {
        var table = TextTable(headings: ["名次", "单位", "综合得分", "等次"] + scheme.assessors.map(\.name))
        for unit in result.units {
            table.add(
                [unit.rank.map(String.init) ?? "", unit.unit, unit.composite?.rounded() ?? "", unit.grade ?? ""]
                    + unit.assessors.map { $0.total?.rounded() ?? "" })
        }
        var lines = [table.text]
        for unit in result.units {
            for gap in unit.gaps { lines.append("\(unit.unit)：\(gap.sentence)") }
        }
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        lines.append("单位 \(result.units.count) 个，计分用时 \(milliseconds) 毫秒。")
        return lines.joined(separator: "\n")
    }
}
