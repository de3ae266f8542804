import Configuration
import FoundationEssentials

/// All settings as they are found, with the faults that keep a value from being read at all.
struct SettingsReading {
    private(set) var resolved: [ResolvedSetting] = []
    private(set) var faults: [String] = []
    /// Names in the environment that begin like ours and mean nothing.
    private(set) var unknownVariables: [String] = []

    private typealias Place = (origin: ResolvedSetting.Origin, provider: any ConfigProvider)

    /// - Parameters:
    ///   - flags: what the command line sets, by key.
    ///   - file: the settings file named on the command line, else the environment's `MINGTANG_SETTINGS`.
    init(flags: [String: String], file: String?, environment: [String: String]) async {
        var places: [Place] = [(.flag, Self.provider(flags))]
        places.append((.environment, EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "mingtang")))
        if let path = file ?? environment["MINGTANG_SETTINGS"] {
            do {
                let name = ConfigReader(provider: InMemoryProvider(values: ["filePath": .init(.string(path), isSecret: false)]))
                places.append((.file(path), try await FileProvider<JSONSnapshot>(config: name)))
                faults += try Self.unknownKeys(path)
            } catch {
                faults.append("设置文件 \(path) 读不了：应是一个存在的 JSON 文件，内容为 {\"database\": \"…\", \"port\": 8080} 这样的对象。")
            }
        }
        for setting in Setting.all { resolve(setting, places) }
        let known = Set(Setting.all.map(\.variable) + ["MINGTANG_SETTINGS"])
        unknownVariables = environment.keys.filter { $0.hasPrefix("MINGTANG_") && !known.contains($0) }.sorted()
    }

    private mutating func resolve(_ setting: Setting, _ places: [Place]) {
        for place in places {
            do {
                guard let value = try place.provider.value(forKey: AbsoluteConfigKey([setting.key]), type: setting.type).value else {
                    continue
                }
                resolved.append(ResolvedSetting(setting: setting, value: Self.text(value.content), origin: place.origin))
            } catch {
                faults.append("\(setting.key)（来自\(place.origin.words(setting))）：\(setting.expectation)")
                resolved.append(ResolvedSetting(setting: setting, value: setting.standard, origin: .standard))
            }
            return
        }
        resolved.append(ResolvedSetting(setting: setting, value: setting.standard, origin: .standard))
    }

    private static func provider(_ flags: [String: String]) -> InMemoryProvider {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for setting in Setting.all {
            guard let text = flags[setting.key] else { continue }
            let content: ConfigContent =
                switch setting.form {
                case .text: .string(text)
                case .number: Int(text).map { .int($0) } ?? .string(text)
                }
            values[AbsoluteConfigKey([setting.key])] = ConfigValue(content, isSecret: setting.isSecret || setting.key == "database")
        }
        return InMemoryProvider(name: "command line", values: values)
    }

    private static func text(_ content: ConfigContent) -> String? {
        switch content {
        case .string(let text): text
        case .int(let number): String(number)
        case .bool, .double, .bytes, .stringArray, .intArray, .doubleArray, .boolArray, .byteChunkArray: nil
        }
    }

    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    /// A misspelt key would otherwise be passed over in silence.
    private static func unknownKeys(_ path: String) throws -> [String] {
        let keys = try JSONDecoder().decode([String: Anything].self, from: Data(contentsOf: URL(filePath: path))).keys
        let known = Setting.all.map(\.key)
        return keys.filter { !known.contains($0) }.sorted().map {
            "\($0)（来自设置文件 \(path)）：没有这个设置，可用的有：\(known.joined(separator: "、"))。"
        }
    }
}

extension Setting {
    fileprivate var type: ConfigType {
        switch form {
        case .text: .string
        case .number: .int
        }
    }

    fileprivate var expectation: String {
        switch form {
        case .text: "应是文字。"
        case .number(let range): "应是 \(range.lowerBound) 到 \(range.upperBound) 之间的整数。"
        }
    }
}
