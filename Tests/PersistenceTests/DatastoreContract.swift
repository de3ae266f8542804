import Foundation
import Persistence
import Synchronization
import TestSupport
import Testing

/// An error other than the one that the test asks for, or none at all.
private struct Unexpected: Error { let error: StoreError? }

private final class Counter: Sendable { let value = Mutex(0) }

@Suite("Every datastore keeps the same promises") struct DatastoreContract {
    static let table = """
        CREATE TABLE sample (
            id BIGINT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            size BIGINT CHECK (size >= 0),
            ratio DOUBLE PRECISION,
            digest BYTEA
        );
        """

    private func prepared(_ engine: Engine, _ body: (any Datastore) async throws -> Void) async throws {
        try await engine.with { store in
            try await store.write { try $0.execute(script: Migrator.translate(Self.table, for: $0.dialect)) }
            try await body(store)
        }
    }

    @Test("Every kind of value comes back as it went in", arguments: Engine.available)
    func roundTrip(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            let name = "明川县〔2026〕1号 '\"; DROP TABLE sample; -- 𠮷"
            let bytes: [UInt8] = (0...255).map { UInt8($0) }
            try await store.write {
                try $0.execute("INSERT INTO sample VALUES (\(Int64.max), \(name), \(5), \(0.1), \(bytes))")
                try $0.execute("INSERT INTO sample (id, name, size) VALUES (\(2), \("空"), \(Int?.none))")
            }
            try await store.read { transaction in
                let row = try #require(try transaction.first("SELECT * FROM sample WHERE name = \(name)"))
                let (id, text, size): (Int64, String, Int?) = (try row["id"], try row["name"], try row["size"])
                let (ratio, digest): (Double, [UInt8]) = (try row["ratio"], try row["digest"])
                #expect(id == Int64.max && text == name && size == 5 && ratio == 0.1 && digest == bytes)
                let empty = try #require(try transaction.first("SELECT * FROM sample WHERE size IS NULL"))
                let (noDigest, noRatio): ([UInt8]?, Double?) = (try empty["digest"], try empty["ratio"])
                #expect(noDigest == nil && noRatio == nil)
            }
        }
    }

    @Test("The same statement takes a number after a null", arguments: Engine.available)
    func nullThenNumber(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            try await store.write { transaction in
                for (id, size) in [(1, nil), (2, 7), (3, nil), (4, 8)] as [(Int, Int?)] {
                    try transaction.execute("INSERT INTO sample (id, name, size) VALUES (\(id), \("n\(id)"), \(size))")
                }
            }
            let sum = try await store.read { try $0.count("SELECT SUM(size) AS n FROM sample") }
            #expect(sum == 15)
        }
    }

    @Test("A closure that throws leaves nothing behind", arguments: Engine.available)
    func rollback(_ engine: Engine) async throws {
        struct Stop: Error {}
        try await prepared(engine) { store in
            await #expect(throws: Stop.self) {
                try await store.write {
                    try $0.execute("INSERT INTO sample (id, name) VALUES (1, 'a')")
                    throw Stop()
                }
            }
            let value1 = try await store.read { try $0.count("SELECT COUNT(*) AS n FROM sample") }
            #expect(value1 == 0)
        }
    }

    @Test(
        "A second row with the same key is a duplicate, a forbidden one is refused, and neither error holds a value",
        arguments: Engine.available)
    func constraints(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            try await store.write { try $0.execute("INSERT INTO sample (id, name) VALUES (1, \("机密姓名"))") }
            func failure(_ query: Query) async -> StoreError? {
                do {
                    try await store.write { try $0.execute(query) }
                    return nil
                } catch { return error as? StoreError }
            }
            let duplicate = await failure("INSERT INTO sample (id, name) VALUES (2, \("机密姓名"))")
            guard case .duplicate = duplicate else { throw Unexpected(error: duplicate) }
            let refused = await failure("INSERT INTO sample (id, name, size) VALUES (3, \("机密"), \(-1))")
            guard case .refused = refused else { throw Unexpected(error: refused) }
            let missing = await failure("SELECT * FROM nowhere WHERE name = \("机密")")
            guard case .failed = missing else { throw Unexpected(error: missing) }
            for error in [duplicate, refused, missing] { #expect(!"\(String(describing: error))".contains("机密")) }
            let value2 = try await store.read { try $0.count("SELECT COUNT(*) AS n FROM sample") }
            #expect(value2 == 1)
        }
    }

    @Test("The common subset works: upsert, RETURNING, CTE, window, FILTER, row values, NULLS LAST", arguments: Engine.available)
    func commonSubset(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            try await store.write { transaction in
                for id in 1...9 {
                    try transaction.execute("INSERT INTO sample (id, name, size) VALUES (\(id), \("n\(id)"), \(id % 3 == 0 ? nil : id))")
                }
                let returned = try transaction.first(
                    "INSERT INTO sample (id, name, size) VALUES (1, 'x', 40) ON CONFLICT (id) DO UPDATE SET size = excluded.size RETURNING size, name"
                )
                let (size, name): (Int?, String?) = (try returned?["size"], try returned?["name"])
                #expect(size == 40 && name == "n1")
            }
            try await store.read { transaction in
                func ids(_ query: Query) throws -> [Int] { try transaction.rows(query) { try $0["id"] } }
                let ordered = try ids("SELECT id FROM sample ORDER BY size DESC NULLS LAST, id LIMIT 8")
                #expect(ordered == [1, 8, 7, 5, 4, 2, 3, 6])
                let page = try ids("SELECT id FROM sample WHERE (size, id) < (\(7), \(7)) ORDER BY size DESC, id DESC")
                #expect(page == [5, 4, 2])
                let nulls = try transaction.count("SELECT COUNT(*) FILTER (WHERE size IS NULL) AS n FROM sample")
                #expect(nulls == 3)
                let ranks = try ids(
                    "WITH big AS (SELECT id FROM sample WHERE size > 4) SELECT id, ROW_NUMBER() OVER (ORDER BY id DESC) AS n FROM big ORDER BY n"
                )
                #expect(ranks == [8, 7, 5, 1])
            }
        }
    }

    @Test("Many callers at once neither lose a write nor see half of one", arguments: Engine.available)
    func concurrency(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            try await store.write { try $0.execute("INSERT INTO sample (id, name, size) VALUES (1, 'a', 0), (2, 'b', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await store.write {
                            try $0.execute("UPDATE sample SET size = size + 1 WHERE id = 1")
                            try $0.execute("UPDATE sample SET size = size + 1 WHERE id = 2")
                        }
                    }
                    group.addTask {
                        let sizes = try await store.read { transaction in
                            [
                                try transaction.count("SELECT size AS n FROM sample WHERE id = 1"),
                                try transaction.count("SELECT size AS n FROM sample WHERE id = 2"),
                            ]
                        }
                        #expect(sizes[0] == sizes[1])
                    }
                }
                try await group.waitForAll()
            }
            let value3 = try await store.read { try $0.count("SELECT size AS n FROM sample WHERE id = 2") }
            #expect(value3 == 40)
        }
    }

    @Test("A slow transaction does not stop other work", arguments: Engine.available)
    func blocking(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            let ticks = Counter()
            let seen = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await store.read { _ in
                            // Blocks its thread until a tick comes, or for five seconds.
                            for _ in 0..<500 where ticks.value.withLock({ $0 }) == 0 { Thread.sleep(forTimeInterval: 0.01) }
                            return ticks.value.withLock { $0 }
                        }
                    }
                }
                group.addTask {
                    for _ in 0..<5 {
                        try await Task.sleep(for: .milliseconds(1))
                        ticks.value.withLock { $0 += 1 }
                    }
                    return 0
                }
                return try await group.reduce(0, max)
            }
            // Had the blocking work held Swift's threads, no tick could have come between.
            #expect(seen > 0)
        }
    }

    @Test("A reader cannot write", arguments: Engine.available)
    func readOnly(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            await #expect(throws: StoreError.self) {
                try await store.read { try $0.execute("INSERT INTO sample (id, name) VALUES (1, 'a')") }
            }
            let value4 = try await store.read { try $0.count("SELECT COUNT(*) AS n FROM sample") }
            #expect(value4 == 0)
        }
    }

    @Test("Migrations are applied once, and a changed, missing or newer one is refused", arguments: Engine.available)
    func migrations(_ engine: Engine) async throws {
        try await engine.with { store in
            let first = Migration(number: 1, name: "first", script: Self.table)
            let second = Migration(number: 2, name: "second", script: "CREATE TABLE other (\n    id BIGINT PRIMARY KEY\n);")
            let value5 = try await Migrator(series: "main", [first]).apply(to: store)
            #expect(value5 == [1])
            let value6 = try await Migrator(series: "main", [first, second]).apply(to: store)
            #expect(value6 == [2])
            let value7 = try await Migrator(series: "main", [first, second]).apply(to: store)
            #expect(value7 == [])
            await #expect(throws: StoreError.self) { try await Migrator(series: "main", [first]).apply(to: store) }
            let changed = Migration(number: 1, name: "first", script: Self.table + "\n-- changed")
            await #expect(throws: StoreError.self) { try await Migrator(series: "main", [changed, second]).apply(to: store) }
        }
    }
}
