import Domain
import Pages
import Registers

extension PublicPages {
    private static let mostWords = 40
    private static let mostTitles = 6
    /// Longer titles are no buttons.
    private static let longestTitle = 20

    func kiosk() async throws -> Answer { Answer(body: KioskPage().render(in: frame), isCacheable: true) }

    /// What people look for in this county, to be touched instead of typed: fields of work, what is known to find something, units, new titles.
    func kioskWords() async throws -> [String] {
        let examples = try await exampleQueries()
        return try await read { view in
            let domains = try view.domainSummaries().filter { $0.documentCount > 0 }.map(\.domain.name)
            let units = try view.unitRegister.all().filter { $0.kind == .department && !$0.isImported }.map {
                $0.shortName.isEmpty ? $0.name : $0.shortName
            }
            let titles = try view.newest(limit: 30).map(\.title).filter { $0.unicodeScalars.count <= Self.longestTitle }
            var seen: Set<String> = []
            return Array(
                (examples + domains + titles.prefix(Self.mostTitles) + units).filter { seen.insert($0).inserted }.prefix(Self.mostWords))
        }
    }
}
