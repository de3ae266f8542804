import Domain
import FoundationEssentials
import Interchange

/// Sets of rules as a file: one JSON object as `requests rules` prints it, or an array of such.
enum RequestRulesFile {
    private static let largest = 1 << 20
    private static let most = 100

    static func read(_ path: String) throws -> [RequestRules] {
        let bytes = try FileBytes.read(path, limit: largest)
        let sets: [RequestRules]
        do {
            let isList = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "[")
            sets =
                isList
                ? try JSONDecoder().decode([RequestRules].self, from: Data(bytes))
                : [try JSONDecoder().decode(RequestRules.self, from: Data(bytes))]
        } catch let error as DecodingError {
            throw Failure(.unusable, "规则文件 \(path) 读不了：\(JSONMistake.sentence(error))格式请参照 mingtang requests rules 的输出。")
        }
        guard (1...most).contains(sets.count) else { throw Failure(.content, "规则文件 \(path) 应有 1 到 \(most) 套规则，现有 \(sets.count) 套。") }
        var sentences: [String] = []
        for (index, set) in sets.enumerated() {
            let place = sets.count == 1 ? "" : "第 \(index + 1) 套规则："
            sentences += set.faults.map { place + words($0) }
            if sets[..<index].contains(where: { $0.effective == set.effective }) {
                sentences.append("\(place)施行日期 \(set.effective) 与前面的一套相同，请改正 effective 或者删去一套。")
            }
        }
        guard sentences.isEmpty else { throw Failure(.content, ["规则文件 \(path) 不能使用："] + sentences) }
        return sets
    }

    private static func words(_ fault: RequestRules.Fault) -> String {
        switch fault {
        case .badPeriod("suitMonths"): "suitMonths 应在 1 到 120 之间（月）。"
        case .badPeriod("retentionYears"): "retentionYears 应在 1 到 100 之间（年）。"
        case .badPeriod(let name): "\(name) 应在 1 到 365 之间（天）。"
        case .noReceiptRule(let channel):
            "receipt 中缺少 \(channel.rawValue)（\(channel.name)），请写 \(ReceiptRule.allCases.map(\.rawValue).joined(separator: "、")) 之一。"
        case .badFees(let name): "fees 的 \(name) 不对：第一档的 after 应为 0，各档的 after 依次增大且不超过 \(FeeScale.most)，fen（分）不能为负。"
        }
    }
}
