import Domain
import Operations
import Persistence
import Site

/// Registers of an example county, as their file has them.
struct ExampleLedgers: Decodable {
    struct Entry: Decodable {
        let ledger: String
        /// Code.
        let unit: String
        /// A day may be counted from the day of loading, as `@-20`, so that what the checks find stays the same; a document is named by its
        /// title, as 《…》.
        let cells: [String: String]
    }

    /// What is taken through the gate and published.
    struct Release: Decodable {
        let ledger: String
        /// Code of the unit that publishes it.
        let unit: String
    }

    let entries: [Entry]
    let releases: [Release]
}

/// Enters them as the office, and publishes some as the units' own people.
struct ExampleLedgerDesk: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when there is no such register, unit or document, or something is refused.
    func lay(_ ledgers: ExampleLedgers) async throws {
        for entry in ledgers.entries { try await enter(entry, named: "ledgers.json 中的“\(entry.ledger)”") }
        for release in ledgers.releases { try await publish(release, named: "ledgers.json 中要发布的“\(release.ledger)”") }
    }

    private func kind(_ code: String, _ name: String) throws -> LedgerKind {
        guard let kind = LedgerKind.find(code) else { throw Failure(.content, "\(name)：没有这个登记簿。") }
        return kind
    }

    private func enter(_ entry: ExampleLedgers.Entry, named name: String) async throws {
        let kind = try kind(entry.ledger, name)
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "\(name)：accounts.csv 里没有政务公开办的人。")
        }
        var typed = entry.cells
        for field in kind.fields { typed[field.code] = try await text(typed[field.code] ?? "", in: field, name) }
        do {
            _ = try await KeepLedger(installation, county: county).enter(
                typed, into: kind, unit: try await desk.unit(entry.unit, of: name), by: office)
        } catch let refusal as LedgerRefusal {
            throw Failure(.content, refusal.sentences(in: kind).map { "\(name)：\($0)" })
        }
    }

    private func text(_ text: String, in field: LedgerField, _ name: String) async throws -> String {
        if text.hasPrefix("@"), let days = Int(text.dropFirst()) { return installation.now().day.adding(days: days).description }
        guard field.form == .document, text.hasPrefix("《"), text.hasSuffix("》") else { return text }
        return try await desk.document(String(text.dropFirst().dropLast()), of: name).description
    }

    private func publish(_ release: ExampleLedgers.Release, named name: String) async throws {
        let kind = try kind(release.ledger, name)
        let unit = try await desk.unit(release.unit, of: name)
        let releasing = ReleaseLedger(installation, county: county)
        let prepared = try await releasing.prepare(kind, unit: unit)
        let file = try await LedgerAttachment.make(of: prepared, in: try Opening.files(desk.place.settings))
        do {
            let draft = try await releasing.run(prepared, unit: unit, file: file, by: try await desk.staff(.editor, unit, of: name))
            try await desk.publish(draft, unit: unit, named: name)
        } catch let refusal as LedgerRefusal {
            throw Failure(.content, refusal.sentences(in: kind).map { "\(name)：\($0)" })
        }
    }
}
