import Domain
import Operations
import Persistence

/// An entry of a register of an example county, as its file has it.
struct ExampleLedgerLine: Decodable {
    let ledger: String
    /// Code.
    let unit: String
    /// A day may be counted from the day of loading, as `@-20`, so that what the checks find stays the same.
    let cells: [String: String]
}

/// Enters an example's registers as the office.
struct ExampleLedgers {
    private let installation: Installation
    private let county: County
    private let desk: ExampleDesk

    init(_ place: Workplace) {
        installation = place.installation
        county = place.county
        desk = ExampleDesk(place)
    }

    /// - Throws: `Failure` when there is no such register or unit, or the entry is refused.
    func lay(_ line: ExampleLedgerLine) async throws {
        let place = "ledgers.json 中的“\(line.ledger)”"
        guard let kind = LedgerKind.find(line.ledger) else { throw Failure(.content, "\(place)：没有这个登记簿。") }
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "\(place)：accounts.csv 里没有政务公开办的人。")
        }
        let (unit, today) = (try await desk.unit(line.unit, of: place), installation.now().day)
        let typed = line.cells.mapValues { text -> String in
            guard text.hasPrefix("@"), let days = Int(text.dropFirst()) else { return text }
            return today.adding(days: days).description
        }
        do {
            _ = try await KeepLedger(installation, county: county).enter(typed, into: kind, unit: unit, by: office)
        } catch let refusal as LedgerRefusal {
            throw Failure(.content, refusal.sentences(in: kind).map { "\(place)：\($0)" })
        }
    }
}
