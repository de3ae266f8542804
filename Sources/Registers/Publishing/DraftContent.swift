package import Domain
import FoundationEssentials

/// The part of a draft's content that no query looks into, as JSON text.
struct StoredContent: Codable {
    var theme: String
    var category: String
    var made: Day?
    var withholding: Withholding?
    var isRestricted: Bool
    var channels: [Channel]
    var elements: [Draft.Element]
    var rule: NormativeRule?
    var attachments: [DraftAttachment]

    init(_ content: Draft.Content) {
        theme = content.theme
        category = content.category
        made = content.made
        withholding = content.withholding
        isRestricted = content.isRestricted
        channels = content.channels
        elements = content.elements
        rule = content.rule
        attachments = content.attachments
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    static func read(_ text: String) throws -> StoredContent { try JSONDecoder().decode(StoredContent.self, from: Data(text.utf8)) }
}

extension Draft.Content {
    /// Everything that a decision is about, as bytes that are the same for the same content: what its digest is made of. Each field is
    /// led by its length, so that no two contents look alike.
    package func canonicalBytes() throws -> [UInt8] {
        var bytes: [UInt8] = Array("mingtang draft 1\n".utf8)
        let fields = [
            item?.description ?? "", title, number, attribute.rawValue, try StoredContent(self).text(), body.stored,
        ]
        for field in fields {
            bytes += Array("\(field.utf8.count):".utf8)
            bytes += Array(field.utf8)
        }
        return bytes
    }
}
