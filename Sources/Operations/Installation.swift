package import Cryptography
package import Domain
package import Logging
package import Persistence
import Registers

/// What every operation works with: the database, the search index, the clock and the source of keys.
package struct Installation: Sendable {
    package let store: any Datastore
    /// For what many visitors send in the same moment.
    package let gathered: GatheredWrites
    package let searchPlace: SearchPlace
    package let now: @Sendable () -> Instant
    package let identifiers: IdentifierSource
    package let log: Logger
    /// What a new password hash costs, and so each guess.
    package let passwordCost: PasswordHash.Cost
    /// Keeps applicants' identities; `nil` where there is no key for it, and then no request can be taken.
    package let vault: IdentityVault?

    /// Where the search index is kept.
    package enum SearchPlace: Sendable {
        /// In the SQLite file itself, written in the same transaction.
        case within
        /// In a file of this node's own, fed from the log (beside PostgreSQL).
        case beside(any Datastore)
    }

    package init(
        store: any Datastore, searchPlace: SearchPlace, now: @escaping @Sendable () -> Instant, identifiers: IdentifierSource, log: Logger,
        passwordCost: PasswordHash.Cost = .standard, vault: IdentityVault? = nil
    ) {
        self.store = store
        gathered = GatheredWrites(store)
        self.searchPlace = searchPlace
        self.now = now
        self.identifiers = identifiers
        self.log = log
        self.passwordCost = passwordCost
        self.vault = vault
    }

    /// The same with a key for applicants' identities.
    package func keeping(identities vault: IdentityVault?) -> Installation {
        Installation(
            store: store, searchPlace: searchPlace, now: now, identifiers: identifiers, log: log, passwordCost: passwordCost, vault: vault)
    }

    /// The database that search questions go to.
    package var searchStore: any Datastore {
        switch searchPlace {
        case .within: store
        case .beside(let index): index
        }
    }

    package func close() async throws {
        if case .beside(let index) = searchPlace { try await index.close() }
        try await store.close()
    }

    var indexesWithin: Bool {
        switch searchPlace {
        case .within: true
        case .beside: false
        }
    }

    /// Brings schema, shipped calendar and search index up to this program. To be called once after opening.
    package func prepare() async throws {
        try await Schema.main.apply(to: store)
        try await Schema.search.apply(to: searchStore)
        try await store.write { transaction in
            let holidays = HolidayRegister(transaction)
            let known = try holidays.years()
            for year in HolidayYear.released where !known.contains(year.year) { try holidays.put(year: year) }
        }
        let folding = try await searchStore.read { try SearchRegister($0).state(.folding) }
        if folding != Folding.version { _ = try await RebuildSearch(self).run { _ in } }
    }
}
