package import Domain
import FoundationEssentials

/// Schemes, what was handed in, and results as JSON, described in docs/evaluation.md.
package enum EvaluationJSON {
    /// - Throws: `UnreadableFile` that says where it is wrong and how.
    package static func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(UnreadableFile) -> Value {
        if bytes.count > ReadingLimits.fileSize { throw .tooBig("文件有 \(bytes.count >> 20) MB，超过 \(ReadingLimits.fileSize >> 20) MB") }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw UnreadableFile("JSON 读不了：\(JSONMistake.sentence(error))格式见 docs/evaluation.md。")
        } catch {
            throw UnreadableFile("JSON 读不了，请检查引号、逗号和括号。")
        }
    }

    /// Indented, keys in order, so that two versions can be compared line by line.
    package static func write(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return [UInt8](try encoder.encode(value))
    }

    /// - Parameter nodes: whether every node of every assessor is written with its formula and inputs.
    package static func result(_ result: EvaluationResult, of scoring: Scoring, nodes: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.value("scheme", scoring.scheme.title)
            writer.value("points", scoring.scheme.points.description)
            writer.value("complete", result.isComplete)
            writer.array("units") { writer in
                for unit in result.units { write(unit, scoring, nodes: nodes, &writer) }
            }
        }
        return writer.utf8
    }

    private static func write(_ unit: UnitResult, _ scoring: Scoring, nodes: Bool, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.value("unit", unit.unit)
            writer.value("rank", unit.rank)
            writer.value("grade", unit.grade)
            writer.value("composite", unit.composite?.description)
            writer.value("rounded", unit.composite?.rounded())
            writer.value("formula", scoring.explanation(of: unit)?.formula)
            writer.strings("vetoes", unit.vetoes)
            writer.strings("gaps", unit.gaps.map(\.sentence))
            writer.array("assessors") { writer in
                for assessor in unit.assessors {
                    writer.object { writer in
                        writer.value("assessor", assessor.assessor)
                        writer.value("total", assessor.total?.description)
                        writer.strings("vetoes", assessor.vetoes)
                        guard nodes else { return }
                        writer.array("nodes") { writer in
                            for score in assessor.scores { write(score, assessor, scoring, &writer) }
                        }
                    }
                }
            }
        }
    }

    private static func write(_ score: NodeScore, _ assessor: AssessorResult, _ scoring: Scoring, _ writer: inout JSONWriter) {
        guard let explanation = scoring.explanation(of: score.code, in: assessor) else { return }
        writer.object { writer in
            writer.value("code", score.code)
            writer.value("score", score.score.description)
            writer.value("full", score.full.description)
            writer.value("formula", explanation.formula)
            writer.array("inputs") { writer in
                for input in explanation.inputs {
                    writer.object { writer in
                        writer.value("name", input.name)
                        writer.value("value", input.value)
                    }
                }
            }
        }
    }
}
