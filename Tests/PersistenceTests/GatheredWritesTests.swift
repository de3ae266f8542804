import Persistence
import Synchronization
import TestSupport
import Testing

@Suite("Many small writes are committed together") struct GatheredWritesTests {
    private struct Refused: Error, Equatable { let number: Int }

    private func prepared(_ engine: Engine, _ body: (any Datastore) async throws -> Void) async throws {
        try await engine.with { store in
            let table = "CREATE TABLE sample (\n    id BIGINT PRIMARY KEY\n);\n"
            try await store.write { try $0.execute(script: Migrator.translate(table, for: $0.dialect)) }
            try await body(store)
        }
    }

    private func write(_ number: Int, _ gathered: GatheredWrites) async -> Result<Int, any Error> {
        do {
            return .success(
                try await gathered.write { transaction in
                    try transaction.execute("INSERT INTO sample VALUES (\(number))")
                    if number % 10 == 0 { throw Refused(number: number) }
                    return number
                })
        } catch {
            return .failure(error)
        }
    }

    @Test("Each of a thousand callers gets its own answer; what one refuses is undone, and the others stay", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            let gathered = GatheredWrites(store)
            let answers = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
                for number in 1...1_000 { group.addTask { (number, await self.write(number, gathered)) } }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for (number, answer) in answers {
                switch answer {
                case .success(let kept): #expect(kept == number && number % 10 != 0)
                case .failure(let error): #expect(error as? Refused == Refused(number: number) && number % 10 == 0)
                }
            }
            #expect(answers.count == 1_000)
            let kept = try await store.read { try $0.rows("SELECT id FROM sample ORDER BY id") { row -> Int in try row["id"] } }
            #expect(kept == (1...1_000).filter { $0 % 10 != 0 })
        }
    }

    @Test("A key that is there already is the fault of its writer alone, and writing goes on afterwards", arguments: Engine.available)
    func duplicates(_ engine: Engine) async throws {
        try await prepared(engine) { store in
            let gathered = GatheredWrites(store)
            let outcomes = [await write(1, gathered), await write(1, gathered), await write(2, gathered)]
            #expect(outcomes.map { (try? $0.get()) != nil } == [true, false, true])  // which error it is belongs to the database
            let count = try await store.read { try $0.count("SELECT COUNT(*) AS n FROM sample") }
            #expect(count == 2)
        }
    }
}
