import CSchema
package import Persistence

/// The schema: numbered SQL files, embedded.
package enum Schema {
    /// Everything but search.
    package static var main: Migrator { Migrator(series: "main", migrations(of: "main")) }

    /// As an older program left it, for tests of what comes after.
    package static func main(through number: Int) -> Migrator { Migrator(series: "main", Array(migrations(of: "main").prefix(number))) }

    /// The search index, in the same SQLite file or, beside PostgreSQL, in one of its own.
    package static var search: Migrator { Migrator(series: "search", migrations(of: "search")) }

    private static func migrations(of series: String) -> [Migration] {
        let all = UnsafeBufferPointer(start: mingtang_migrations, count: mingtang_migration_count)
        return all.filter { String(cString: $0.series) == series }.enumerated().map { index, file in
            let bytes = UnsafeRawBufferPointer(start: file.script, count: file.length)
            return Migration(number: index + 1, name: String(cString: file.name), script: String(decoding: bytes, as: UTF8.self))
        }
    }
}
