import Domain
import Operations
import Pages
import Registers

/// A register, as the interface lists it.
struct LedgerResult: Encodable {
    struct Field: Encodable {
        let code: String
        let name: String
    }

    let code: String
    let name: String
    let purpose: String
    let basis: String
    let fields: [Field]
    /// Left out while nothing is public.
    let asOf: String?
    let entries: Int
    let url: String
}

/// A page of a register's entries.
struct LedgerEntryResults: Encodable {
    struct Entry: Encodable {
        let id: String
        let unit: String
        let unitCode: String
        let cells: [String: String]
        let url: String
    }

    let total: Int
    let results: [Entry]
    let next: String?

    private enum Key: String, CodingKey { case total, results, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(total, forKey: .total)
        try container.encode(results, forKey: .results)
        try container.encode(next, forKey: .next)
    }
}

extension PublicAPI {
    func ledgers() async throws -> Answer {
        try await pages.read { view in
            let states = try view.ledgerBook.publishedKinds()
            return try json(
                List(
                    results: LedgerKind.all.map { kind in
                        LedgerResult(
                            code: kind.code, name: kind.name, purpose: kind.purpose, basis: kind.basis,
                            fields: kind.publicFields.map { LedgerResult.Field(code: $0.code, name: $0.name) },
                            asOf: states[kind.code]?.day.description, entries: states[kind.code]?.count ?? 0,
                            url: Address.ledger(kind.code).path)
                    }))
        }
    }

    /// Entries as they were published, in the order in which they were entered.
    func ledgerEntries(_ code: String) async throws -> Answer {
        guard let kind = LedgerKind.find(code) else { throw Refusal.notFound }
        var query = try LedgerQuery(query, of: kind)
        query.sort = nil
        let (asked, limit, today) = (query, try limit(), portal.installation.now().day)
        return try await pages.read { [portal, county] view in
            if let unit = asked.unit, try view.unitRegister.find(code: unit) == nil { throw QueryRefusal(parameter: "unit", value: unit) }
            let units = try view.unitLinks()
            let all = try portal.ledgers.book(of: kind, in: view, county: county, on: today).rows.sorted { $0.line < $1.line }
            let rows = asked.rows(of: all, kind: kind, units: units)
            let rest = rows.drop { row in asked.after.map { row.line <= $0 } ?? false }
            let shown = rest.prefix(limit)
            return try json(
                LedgerEntryResults(
                    total: rows.count,
                    results: shown.map { row in
                        LedgerEntryResults.Entry(
                            id: row.line.description, unit: units[row.unit]?.name ?? "", unitCode: units[row.unit]?.code ?? "",
                            cells: row.cells.values, url: Address.ledgerLine(kind.code, row.line).path)
                    }, next: rest.count > limit ? shown.last?.line.description : nil))
        }
    }
}
