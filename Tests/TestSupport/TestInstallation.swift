import Cryptography
package import Domain
import Logging
package import Operations
package import Persistence
import PersistenceSQLite
import Synchronization

#if PostgreSQL
    import PersistencePostgres
#endif

/// A clock that stands at 2026-03-20 10:00 in China and goes on by a second with each look.
package final class TestClock: Sendable {
    private let milliseconds = Mutex<Int64>(1_773_972_000_000)
    package init() {}
    package func now() -> Instant {
        milliseconds.withLock { value in
            value += 1000
            return Instant(milliseconds: value)
        }
    }
}

extension Engine {
    /// A prepared installation on this database; beside PostgreSQL the search index lives in memory, as on a node of its own.
    package func withInstallation(_ body: (Installation) async throws -> Void) async throws {
        #if PostgreSQL
            if self == .postgresql, let server = Self.server { return try await withPreparedSchema(in: server, body) }
        #endif
        try await with { store in
            let installation = try Installation.unprepared(on: store)
            try await installation.prepare()
            try await body(installation)
        }
    }

    #if PostgreSQL
        private func withPreparedSchema(in server: String, _ body: (Installation) async throws -> Void) async throws {
            let known = await PreparedSchemas.shared.take()
            let name = if let known { known } else { try await PostgresSchema.make(in: server) }
            let store = try await PostgresSchema.open(name, in: server)
            let installation = try Installation.unprepared(on: store)
            try await installation.prepare()
            if known == nil { try await PreparedSchemas.remember(store) }
            try await body(installation)
            try await PreparedSchemas.shared.giveBack(name, store)
            try await store.close()
        }
    #endif
}

extension Installation {
    /// Before any table stands.
    package static func unprepared(on store: any Datastore) throws -> Installation {
        let clock = TestClock()
        return Installation(
            store: store, searchPlace: store.dialect == .sqlite ? .within : .beside(try SQLiteDatastore()), now: { clock.now() },
            identifiers: IdentifierSource(process: 1, now: { clock.now() }), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            // Tests hash hundreds of passwords side by side; what the real cost is, tests of the hashing itself say.
            passwordCost: PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1), vault: IdentityVault(key: (0..<32).map { UInt8($0) }))
    }

    /// A county to put things into.
    package func testCounty(name: String = "明川县人民政府", hosts: [String] = []) async throws -> County {
        try await RegisterSite(self).run(
            County(id: County.ID(1), name: name, placeName: "明川县", hosts: hosts, siteCode: "9999010001", areaCode: "999901"), actor: "test")
    }

    /// Publishes records as an import does.
    package func publish(_ records: [DisclosureRecord], in county: County, fingerprint: String = "test") async throws
        -> ImportDisclosures.Progress
    {
        let importer = ImportDisclosures(self, county: county, fingerprint: fingerprint, actor: "test")
        var progress = ImportDisclosures.Progress()
        progress.lines = records.count
        progress.isFinished = true
        let outcome = try await importer.run(try records.map { try PreparedDisclosure($0) }, progress: progress, name: "test")
        try await FollowLog(self).run()
        return outcome.progress
    }
}
