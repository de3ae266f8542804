import Domain
import Persistence
import Registers

/// Makes the search index anew from what is published.
package struct RebuildSearch {
    private static let batch = 500
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter progress: called with the number of documents done so far.
    /// - Returns: how many documents are in the index.
    package func run(progress: (Int) -> Void) async throws -> Int {
        // What is published meanwhile is in the log after this place: on PostgreSQL it is taken in again from there.
        let sequence = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
        try await installation.searchStore.write { transaction in
            let register = SearchRegister(transaction)
            try register.removeAll()
            // Until it is whole again, the index counts as made by nobody: whoever opens it next begins anew.
            try register.set(.folding, to: 0)
        }
        var count = 0
        var last = Disclosure.ID(0)
        while let batch = try await putBatch(after: last) {
            last = batch.last
            count += batch.count
            progress(count)
        }
        let sites = try await installation.store.read { try SiteRegister($0).all() }
        for site in sites {
            try await IndexEntries(installation).run(site: site.id)
            try await LetterEntries(installation).run(site: site.id)
        }
        try await installation.searchStore.write { transaction in
            let register = SearchRegister(transaction)
            try register.optimise()
            try register.set(.folding, to: Folding.version)
            try register.set(.sequence, to: sequence)
        }
        return count
    }

    /// Puts the next documents in. Where index and registers are one database, in one transaction: no publication can fall between.
    private func putBatch(after last: Disclosure.ID) async throws -> (last: Disclosure.ID, count: Int)? {
        if installation.indexesWithin {
            return try await installation.store.write { transaction in
                try Self.put(SearchRegister.documents(after: last, limit: Self.batch, in: transaction), in: transaction)
            }
        }
        let documents = try await installation.store.read { try SearchRegister.documents(after: last, limit: Self.batch, in: $0) }
        return try await installation.searchStore.write { try Self.put(documents, in: $0) }
    }

    private static func put(_ documents: [SearchRegister.Document], in transaction: any Transaction) throws -> (
        last: Disclosure.ID, count: Int
    )? {
        guard let final = documents.last else { return nil }
        let register = SearchRegister(transaction)
        var cutter = BigramCutter()
        // Not “new”: a document published since the index was emptied may be there already.
        for document in documents { try register.put(document, cutter: &cutter) }
        return (final.id, documents.count)
    }
}

/// Puts a site's units and the items of its catalogue in force into the search index.
struct IndexEntries {
    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    func run(site: County.ID) async throws {
        if installation.indexesWithin {
            try await installation.store.write { try Self.write(Self.entries(of: site, in: $0), of: site, to: $0) }
        } else {
            let entries = try await installation.store.read { try Self.entries(of: site, in: $0) }
            try await installation.searchStore.write { try Self.write(entries, of: site, to: $0) }
        }
    }

    static func entries(of site: County.ID, in transaction: any Transaction) throws -> [SearchRegister.Entry] {
        var entries = try UnitRegister(transaction, site: site).all().map { SearchRegister.Entry.unit($0, site: site) }
        let catalogue = CatalogueRegister(transaction, site: site)
        guard let version = try catalogue.inForce(.county) else { return entries }
        let names = Dictionary(try DutyRegister(transaction, site: site).domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        let units = try catalogue.units(of: version.id)
        for item in try catalogue.items(of: version.id) {
            entries.append(.item(item, site: site, domainName: names[item.domain] ?? "", unit: units[item.id]?.first))
        }
        return entries
    }

    static func write(_ entries: [SearchRegister.Entry], of site: County.ID, to transaction: any Transaction) throws {
        let register = SearchRegister(transaction)
        try register.removeItems(of: site)
        for entry in entries { try register.put(entry) }
    }
}
