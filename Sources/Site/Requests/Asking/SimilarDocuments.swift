import Domain
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    /// Public documents that what somebody writes may be about, the likeliest first.
    func similarDocuments(to information: RequestedInformation, limit: Int = 5) async throws -> [DisclosureLink] {
        let pieces = SuggestionTerms.pieces(of: [information.description, information.features].joined(separator: "\n"))
        let number = SearchTerms(information.number).number == nil ? nil : SearchTerms(information.number)
        guard !pieces.isEmpty || number != nil else { return [] }
        let scope = portal.searchScope(county)
        let found = try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: scope)
            var scores: [Disclosure.ID: Int] = [:]
            if let number { for hit in try queries.best(number, limit: limit) { scores[hit.document, default: 0] += 100 } }
            for piece in pieces { for hit in try queries.best(SearchTerms(piece), limit: 20) { scores[hit.document, default: 0] += 1 } }
            return scores
        }
        let ids = found.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.prefix(20).map(\.key)
        let lines = try await read { view in try view.documents.lines(ids) }
        let byID = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let ranked = ids.compactMap { id -> (line: DisclosureQueries.Line, score: Int)? in
            guard let line = byID[id] else { return nil }
            let title = Folding.fold(line.title)
            return (line, (found[id] ?? 0) + pieces.count { title.contains($0) } * 2)
        }
        // One place in a long text is chance; half of what was written, or the title, is not.
        let least = max(2, min(6, pieces.count))
        return ranked.filter { $0.score >= least }.sorted { $0.score > $1.score }.prefix(limit).map { DisclosureLink($0.line) }
    }
}
