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
        ProcessInfo.processInfo.environment["MINGTANG_TEST_POSTGRES"] == nil ? [.sqlite, .sqliteFile] : allCases
    }

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
                guard let server = ProcessInfo.processInfo.environment["MINGTANG_TEST_POSTGRES"] else { return }
                // A schema of its own in the shared server: nothing of another test is in sight.
                let name = "t\(UInt64.random(in: 0..<UInt64.max))"
                let admin = try await PostgresDatastore(address: server, connections: 1)
                try await admin.write { try $0.execute(script: "CREATE SCHEMA \(name)") }
                try await admin.close()
                let store = try await PostgresDatastore(address: "\(server)&options=-csearch_path%3D\(name)", connections: 4)
                try await body(store)
                try await store.close()
            #endif
        }
    }
}
