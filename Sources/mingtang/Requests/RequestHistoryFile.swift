import Domain
import FoundationEssentials
import Interchange

/// Histories of requests as a file: `[{"id":"甲1","channel":"counter","events":[{"on":"2025-09-15","what":"submitted"}]}]`.
enum RequestHistoryFile {
    static let largest = 64 << 20
    static let mostHistories = 200_000
    static let mostFacts = 500
    private static let longestID = 200
    private static let mostFaults = 20

    struct Entry {
        let id: ID
        let history: RequestHistory
    }

    /// Text or a number, given back as it came.
    enum ID: Codable, Hashable, CustomStringConvertible {
        case text(String)
        case number(Int)

        var description: String {
            switch self {
            case .text(let text): text
            case .number(let number): "\(number)"
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {  // not text: then it has to be a number
                self = .text(text)
            } else {
                self = .number(try container.decode(Int.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    /// As it stands in the file: everything may be missing.
    private struct Raw: Decodable {
        struct Event: Decodable {
            let on: String?
            let what: String?
            let workingDays: Int?
        }

        let id: ID?
        let channel: String?
        let events: [Event]?
    }

    static func read(_ path: String) throws -> [Entry] {
        let bytes = try FileBytes.read(path, limit: largest)
        let raw: [Raw]
        do {
            raw = try JSONDecoder().decode([Raw].self, from: Data(bytes))
        } catch let error as DecodingError {
            throw Failure(
                .unusable,
                "\(path) 读不了：\(JSONMistake.sentence(error))文件应是申请经过的 JSON 数组，每一项有 id、channel、events，格式见 mingtang requests due --help。")
        }
        guard raw.count <= mostHistories else { throw Failure(.content, "\(path) 有 \(raw.count) 件申请，一次最多 \(mostHistories) 件，请分开计算。") }
        var reading = Reading()
        let entries = raw.enumerated().compactMap { reading.entry($0.offset + 1, $0.element) }
        guard reading.faults.isEmpty else {
            let rest = reading.faults.count - mostFaults
            throw Failure(
                .content,
                ["\(path) 没有计算："] + reading.faults.prefix(mostFaults) + (rest > 0 ? ["另有 \(rest) 处同类问题没有列出。"] : []))
        }
        return entries
    }

    /// Reads entry by entry and collects what is wrong.
    private struct Reading {
        var faults: [String] = []
        private var places: [String: Int] = [:]

        mutating func entry(_ number: Int, _ raw: Raw) -> Entry? {
            let before = faults.count
            let name = raw.id.map { "第 \(number) 件（id \(String($0.description.prefix(40)))）" } ?? "第 \(number) 件"
            let id = raw.id?.description ?? ""
            if id.isEmpty || id.utf8.count > longestID {
                faults.append("\(name)：id 缺少、为空或者超过 \(longestID) 字节，请给每件申请一个不重复的 id。")
            } else if let first = places.updateValue(number, forKey: id) {
                faults.append("\(name)：id 与第 \(first) 件相同，请改成不重复的 id。")
            }
            let channel = raw.channel.flatMap(RequestChannel.init(rawValue:))
            if channel == nil {
                faults.append(
                    "\(name)：channel \(quoted(raw.channel))，应为 \(RequestChannel.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
            }
            let facts = facts(raw.events, name)
            guard faults.count == before, let id = raw.id, let channel else { return nil }
            return Entry(id: id, history: RequestHistory(channel: channel, facts: facts))
        }

        private mutating func facts(_ events: [Raw.Event]?, _ name: String) -> [RequestFact] {
            guard let events else {
                faults.append("\(name)：缺少 events，请写事件的数组，没有事件写 []。")
                return []
            }
            guard events.count <= mostFacts else {
                faults.append("\(name)：events 有 \(events.count) 个事件，一件申请最多 \(mostFacts) 个，请核对是否把几件合在了一起。")
                return []
            }
            return events.enumerated().compactMap { index, event in
                let place = "\(name)的第 \(index + 1) 个事件"
                let day = event.on.flatMap { Day(text: $0) }
                let kind = event.what.flatMap(RequestFact.Kind.init(rawValue:))
                if day == nil { faults.append("\(place)：on \(quoted(event.on))，应为日期，如 2025-09-15。") }
                if kind == nil {
                    faults.append(
                        "\(place)：what \(quoted(event.what))，应为 \(RequestFact.Kind.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
                }
                guard let day, let kind else { return nil }
                return RequestFact(kind, on: day, workingDays: event.workingDays)
            }
        }

        private func quoted(_ text: String?) -> String { text.map { "“\(String($0.prefix(40)))”不认识" } ?? "没有写" }
    }
}
