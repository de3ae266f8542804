import Domain
import Pages
import Registers

extension PublicAPI {
    /// 全链条, newest first.
    func chains() async throws -> Answer {
        let limit = try limit()
        let before: PolicyChain.ID? = try query["after"].map { text in
            guard let id = PolicyChain.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
            return id
        }
        return try await pages.read { view in
            let found = try view.chainRegister.published(before: before, limit: limit + 1)
            let shown = found.prefix(limit)
            return try json(
                ResultPage(
                    results: try shown.compactMap { try view.chainLines($0).map(ChainResult.init) },
                    next: found.count > limit ? shown.last?.id.description : nil))
        }
    }

    func chain(_ id: PolicyChain.ID) async throws -> Answer {
        try await pages.read { view in
            guard let chain = try view.chainRegister.find(id), let lines = try view.chainLines(chain) else { throw Refusal.notFound }
            return try json(ChainResult(lines))
        }
    }
}

struct ChainResult: Encodable {
    struct Entry: Encodable {
        let stage: String
        let id: String
        let title: String
        let unit: String
        let published: String?
        let url: String

        private enum Key: String, CodingKey { case stage, id, title, unit, published, url }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(stage, forKey: .stage)
            try container.encode(id, forKey: .id)
            try container.encode(title, forKey: .title)
            try container.encode(unit, forKey: .unit)
            try container.encode(published, forKey: .published)
            try container.encode(url, forKey: .url)
        }
    }

    let id: String
    let title: String
    let documents: [Entry]
    let missing: [String]
    let url: String

    init(_ lines: ChainLines) {
        id = lines.id.description
        title = lines.title
        documents = lines.entries.map { entry in
            Entry(
                stage: entry.stage.rawValue, id: entry.document.id.description, title: entry.document.title,
                unit: entry.document.unit?.name ?? "", published: entry.document.published?.rfc3339,
                url: Address.disclosure(entry.document.id).path)
        }
        missing = lines.missing.map(\.rawValue)
        url = Address.chain(lines.id).path
    }
}
