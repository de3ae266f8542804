import Foundation
import Persistence
import PersistenceSQLite

#if PostgreSQL
    import PersistencePostgres
#endif

/// One run of the built program, as somebody at a keyboard would make it.
struct CommandRun {
    let code: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The output as one JSON object.
    func object() throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else {
            throw CocoaError(.coderReadCorrupt)
        }
        return object
    }
}

/// A folder of its own and an empty database, gone again afterwards.
struct CommandPlace {
    enum Engine: String, CaseIterable {
        case sqlite, postgresql

        static var available: [Engine] { ProcessInfo.processInfo.environment["MINGTANG_TEST_POSTGRES"] == nil ? [.sqlite] : allCases }
    }

    let folder: URL
    let database: String

    static func with(_ engine: Engine = .sqlite, _ body: (CommandPlace) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mingtang-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
        try await body(CommandPlace(folder: folder, database: try await address(engine, folder)))
    }

    private static func address(_ engine: Engine, _ folder: URL) async throws -> String {
        switch engine {
        case .sqlite: return folder.appending(path: "test.sqlite").path
        case .postgresql:
            #if PostgreSQL
                let server = ProcessInfo.processInfo.environment["MINGTANG_TEST_POSTGRES"] ?? ""
                let name = "c\(UInt64.random(in: 0..<UInt64.max))"
                let admin = try await PostgresDatastore(address: server, connections: 1)
                try await admin.write { try $0.execute(script: "CREATE SCHEMA \(name)") }
                try await admin.close()
                return "\(server)&options=-csearch_path%3D\(name)"
            #else
                return ""
            #endif
        }
    }

    /// Runs a command on this place's database.
    func run(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) async throws -> CommandRun {
        try await bare(arguments + options, input: input, environment: environment)
    }

    /// Runs a command with nothing added. No thread of Swift's own is held meanwhile: other tests need them.
    func bare(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) async throws -> CommandRun {
        let (process, output, errors) = try process(arguments, environment: environment)
        if let input {
            let file = try write("\(UUID().uuidString).in", input)
            process.standardInput = try FileHandle(forReadingFrom: URL(filePath: file))
        }
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                ended.resume(throwing: error)
            }
        }
        return CommandRun(
            code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    var options: [String] { ["--database", database, "--search-index", folder.appending(path: "search.sqlite").path] }

    /// Starts a command on this place's database, and kills it with no warning as soon as the condition holds.
    /// - Returns: whether it was still running then.
    func kill(_ arguments: String..., when condition: () async throws -> Bool) async throws -> Bool {
        let (process, _, _) = try process(arguments + options)
        try process.run()
        while process.isRunning, try await !condition() {}
        Foundation.kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        return process.terminationReason == .uncaughtSignal
    }

    func process(_ arguments: [String], environment: [String: String] = [:]) throws -> (Process, output: URL, errors: URL) {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MINGTANG_") }
        variables.merge(environment, uniquingKeysWith: { $1 })
        process.environment = variables
        let name = UUID().uuidString
        let (output, errors) = (folder.appending(path: "\(name).out"), folder.appending(path: "\(name).err"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        return (process, output, errors)
    }

    /// Beside the test bundle, where the package manager builds both.
    private static var program: URL {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "mingtang")
    }

    // MARK: Files

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func read(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

    /// A number out of the database.
    func number(_ query: Query) async throws -> Int {
        let store = try await store()
        let count = try await store.read { try $0.count(query) }
        try await store.close()
        return count
    }

    /// A number out of the search index.
    func indexed(_ query: Query) async throws -> Int {
        let isServer = database.hasPrefix("postgresql")
        let store: any Datastore = try SQLiteDatastore(path: isServer ? folder.appending(path: "search.sqlite").path : database)
        let count = try await store.read { try $0.count(query) }
        try await store.close()
        return count
    }

    /// Changes the database behind the program's back.
    func change(_ query: Query) async throws {
        let store = try await store()
        try await store.write { try $0.execute(query) }
        try await store.close()
    }

    /// The database itself, to be closed by the caller.
    func store() async throws -> any Datastore {
        #if PostgreSQL
            if database.hasPrefix("postgresql") { return try await PostgresDatastore(address: database, connections: 1) }
        #endif
        return try SQLiteDatastore(path: database)
    }
}
