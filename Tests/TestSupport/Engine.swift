import Foundation
package import Persistence
import PersistenceSQLite

#if PostgreSQL
    import PersistencePostgres
#endif

/// The databases under test. PostgreSQL takes part when `MINGTANG_TEST_POSTGRES` names one, as `scripts/with-postgres` does.
package enum Engine: String, CaseIterable {
    case sqlite, sqliteFile, postgresql

    package static var available: [Engine] {
        server == nil ? [.sqlite, .sqliteFile] : allCases
    }

    static var server: String? { ProcessInfo.processInfo.environment["MINGTANG_TEST_POSTGRES"] }

    /// A fresh, empty database, gone again afterwards.
    package func with(_ body: (any Datastore) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            try await body(try SQLiteDatastore())
        case .sqliteFile:
            let folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
            let store = try SQLiteDatastore(path: folder.appending(path: "test.sqlite").path)
            try await body(store)
            try await store.close()
        case .postgresql:
            #if PostgreSQL
                guard let server = Self.server else { return }
                let store = try await PostgresSchema.open(try await PostgresSchema.make(in: server), in: server)
                try await body(store)
                try await store.close()
            #endif
        }
    }
}
