package import Domain
import FoundationEssentials
import Persistence

extension RoundState: Storable {}
extension RectificationOrder.State: Storable {}

/// How the values of evaluation stand in columns: JSON with its keys in order, so that the same value is the same text.
package enum StoredJSON {
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func read<Result: Decodable>(_ text: String, as _: Result.Type = Result.self) throws -> Result {
        try JSONDecoder().decode(Result.self, from: Data(text.utf8))
    }
}
