import Domain
import Pages
import Registers

extension PublicAPI {
    /// 变更接口: what happened to the public documents after a place in the log.
    func changes() async throws -> Answer {
        let limit = try limit()
        let after = try place()
        return try await pages.read { view in
            guard let page = try ChangeQueries(view.transaction, site: view.site).page(after: after, limit: limit) else {
                throw Refusal.badRequest("参数 after 的位置在公开日志之外，请核对是不是本网站给出的 next；不清楚时从 0 开始。")
            }
            let details = try view.details(page.lines.compactMap(\.document))
            let results = try page.lines.map { line in
                ChangeResult(
                    line, document: details[line.change.document],
                    unit: try line.tombstone.flatMap { try view.unitRegister.find($0.unit)?.name })
            }
            return try json(
                ChangeResults(results: results, next: String(page.lines.last?.change.sequence ?? after), hasMore: page.hasMore))
        }
    }

    /// Decimal digits and nothing else: one place has one spelling.
    private func place() throws -> Int64 {
        guard let text = query["after"] else { return 0 }
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let place = Int64(text) else {
            throw QueryRefusal(parameter: "after", value: text)
        }
        return place
    }
}

struct ChangeResults: Encodable {
    let results: [ChangeResult]
    let next: String
    let hasMore: Bool
}

struct ChangeResult: Encodable {
    struct Tombstone: Encodable {
        let title: String
        let unit: String?
        let ground: String
        let reason: String
        let time: String
    }

    let sequence: String
    let time: String
    let kind: String
    let id: String
    let overtakenBy: String?
    let document: DocumentDetail?
    let tombstone: Tombstone?

    init(_ line: ChangeQueries.Line, document: DocumentDetail?, unit: String?) {
        sequence = String(line.change.sequence)
        time = line.change.time.rfc3339
        kind = line.change.kind.rawValue
        id = line.change.document.description
        overtakenBy = line.overtakenBy.map { String($0) }
        self.document = document
        tombstone = line.tombstone.map {
            Tombstone(title: $0.title, unit: unit, ground: $0.ground.rawValue, reason: $0.reason, time: $0.time.rfc3339)
        }
    }
}
