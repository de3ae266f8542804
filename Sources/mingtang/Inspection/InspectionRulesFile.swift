import Domain
import FoundationEssentials
import Interchange

/// Rules of inspection as a file: one JSON object as `inspect --show-rules` prints it, or an array of such.
enum InspectionRulesFile {
    private static let largest = 1 << 20
    private static let most = 100

    static func read(_ path: String) throws -> [InspectionRules] {
        let bytes = try FileBytes.read(path, limit: largest)
        let sets: [InspectionRules]
        do {
            let isList = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "[")
            sets =
                isList
                ? try JSONDecoder().decode([InspectionRules].self, from: Data(bytes))
                : [try JSONDecoder().decode(InspectionRules.self, from: Data(bytes))]
        } catch let error as DecodingError {
            throw Failure(.unusable, "规则文件 \(path) 读不了：\(JSONMistake.sentence(error))格式请参照 mingtang inspect --show-rules 的输出。")
        }
        guard (1...most).contains(sets.count) else { throw Failure(.unusable, "规则文件 \(path) 应有 1 到 \(most) 套规则，现有 \(sets.count) 套。") }
        let sentences = sets.enumerated().flatMap { index, set in
            set.faults.map { "第 \(index + 1) 套规则：\(words($0))" }
        }
        guard sentences.isEmpty else { throw Failure(.unusable, ["规则文件 \(path) 不能使用："] + sentences) }
        return sets
    }

    private static func words(_ fault: InspectionRules.Fault) -> String {
        switch fault {
        case .badNumber("pageMilliseconds"): "pageMilliseconds 应在 1 到 600000 之间（毫秒）。"
        case .badNumber(let name): "\(name) 应在 1 到 366 之间。"
        case .badPoints(let name): "\(name) 的分值应在 0 到 100 之间，each 不大于 most。"
        case .noPoints(let rule): "points 中缺少 \(rule.rawValue)（\(rule.name)）。"
        }
    }
}
