import Foundation
import Persistence
import PersistenceSQLite
import Synchronization
import Testing

@Suite("Publishing while the program is killed")
struct CrashTests {
    private static let documents = 2000
    private static let kills = 8
    private static let connections = 4

    @Test(
        "2,000 publications and eight kills: nothing acknowledged is lost, and nothing is there by half",
        arguments: CommandPlace.Engine.available)
    func kill(engine: CommandPlace.Engine) async throws {
        try await CommandPlace.with(engine) { place in
            try await PreparedDrafts.make(Self.documents, in: place)
            var chance = Chance(state: 20_260_320)
            let round = Round(place: place)
            for kill in 1...Self.kills {
                let share = Self.documents / (Self.kills + 1)
                // Somewhere in its share, and then anywhere within the answering of a request.
                let threshold = share * (kill - 1) + Int(chance.next() % UInt64(share))
                try await round.run(killAt: max(threshold, round.acknowledged.count + 20), afterMicroseconds: Int(chance.next() % 15_000))
                try await round.lookAtDatabase()
            }
            try await round.run(killAt: nil, afterMicroseconds: 0)
            try await round.lookAtDatabase()
            let published = try await place.number("SELECT COUNT(*) AS n FROM disclosure")
            #expect(published == Self.documents)
            #expect(round.kills == Self.kills)
            // What was published without an answer was in flight when the program was killed: no more than one on each connection.
            #expect(published - round.acknowledged.count <= Self.kills * Self.connections)
            try await round.lookAtWholeLog()
        }
    }

    // MARK: Rounds

    /// What is known over all starts of the program.
    private final class Round {
        let place: CommandPlace
        /// Documents that the program said it had published, by the number of their draft.
        private(set) var acknowledged: [Int: String] = [:]
        private(set) var kills = 0
        private var checkpoints: [String] = []
        private var cookie: String?

        init(place: CommandPlace) { self.place = place }

        /// Starts the program, looks whether what it had promised is there, and publishes on: until it is killed, or to the end.
        func run(killAt threshold: Int?, afterMicroseconds delay: Int) async throws {
            let server = try await ServedProgram.start(in: place)
            try await expectPublic(Array(acknowledged), at: server)
            let entrance = try signIn(at: server)
            let work = Work(try await approved(), known: acknowledged)
            let (port, path) = (server.port, entrance)
            async let publishing: Void = OwnThreads.run(CrashTests.connections) {
                work.publish(port: port, cookie: path.cookie, token: path.token)
            }
            if let threshold {
                while !work.isFinished, work.count < threshold { try await Task.sleep(for: .microseconds(500)) }
                try await Task.sleep(for: .microseconds(delay))
                work.expectEnd()
                if try await server.kill() { kills += 1 }
            }
            await publishing
            acknowledged = work.acknowledged
            let troubles = work.troubles
            #expect(troubles.isEmpty, "\(troubles.prefix(3))")
            guard threshold == nil else { return }
            try await followed()
            try await expectPublic(Array(acknowledged), at: server)
            let code = try await server.stop()
            #expect(code == 0)
        }

        /// The session is in the database: the cookie of before the kill opens the workbench after it.
        private func signIn(at server: ServedProgram) throws -> (cookie: String, token: String) {
            let connection = try server.connect()
            if cookie == nil {
                let page = try connection.get("/work/sign-in")
                let answer = try connection.post(
                    "/work/sign-in",
                    [("csrf", try Self.token(page.body)), ("login", PreparedDrafts.login), ("password", PreparedDrafts.password)])
                let field = try #require(answer.field("Set-Cookie"), "\(answer.status)")
                cookie = String(field.prefix { $0 != ";" })
            }
            let cookie = try #require(cookie)
            let page = try connection.get("/work/drafts", cookie: cookie)
            #expect(page.status == 200)
            return (cookie, try Self.token(page.body))
        }

        private static func token(_ page: String) throws -> String {
            let start = try #require(page.firstRange(of: "name=\"csrf\" value=\"")?.upperBound)
            return String(page[start...].prefix { $0 != "\"" })
        }

        /// The drafts that wait for publication, with their numbers and versions.
        private func approved() async throws -> [Work.Draft] {
            let store = try await place.store()
            let drafts = try await store.read { transaction in
                try transaction.rows("SELECT id, title, version FROM draft WHERE state = 'approved' ORDER BY id") { row in
                    let title: String = try row["title"]
                    return Work.Draft(number: Int(title.filter(\.isNumber)) ?? 0, id: try row["id"], version: try row["version"])
                }
            }
            try await store.close()
            return drafts
        }

        // MARK: What must hold

        /// Each has its page, and search finds it, and it alone, by its own words.
        private func expectPublic(_ documents: [(key: Int, value: String)], at server: ServedProgram) async throws {
            let looking = Looking(documents.map { ($0.key, $0.value) })
            let port = server.port
            await OwnThreads.run(2) { looking.look(port: port) }
            let faults = looking.faults
            #expect(faults.isEmpty, "\(faults.prefix(3))")
        }

        /// Beside PostgreSQL the index follows the log: within seconds it is as far.
        private func followed() async throws {
            for _ in 0..<100 {
                let indexed = try await place.indexed("SELECT COUNT(*) AS n FROM search_document")
                if indexed == CrashTests.documents { return }
                try await Task.sleep(for: .milliseconds(100))
            }
        }

        private struct Row: Sendable, Hashable {
            let id: String
            let digest: [UInt8]
        }

        /// Document, publication, event and number: one of each or none of them. Looked at between two starts.
        func lookAtDatabase() async throws {
            let store = try await place.store()
            let (documents, events, publications, drafts, numbers, halves) = try await store.read { transaction in
                (
                    try transaction.rows("SELECT id, digest FROM disclosure") { row -> Row in
                        let id: Int64 = try row["id"]
                        return Row(id: "\(id)", digest: try row["digest"])
                    },
                    try transaction.rows("SELECT subject_id, digest_after FROM event WHERE verb = 'disclosurePublished'") { row -> Row in
                        let id: Int64 = try row["subject_id"]
                        return Row(id: "\(id)", digest: try row["digest_after"])
                    },
                    try transaction.rows("SELECT disclosure_id FROM publication WHERE state = 'public'") { row -> Int64 in
                        try row["disclosure_id"]
                    },
                    try transaction.rows("SELECT disclosure_id, digest FROM draft WHERE state = 'published'") { row -> Row in
                        let id: Int64 = try row["disclosure_id"]
                        return Row(id: "\(id)", digest: try row["digest"])
                    },
                    try transaction.count("SELECT COUNT(DISTINCT index_number) AS n FROM disclosure"),
                    try transaction.count(
                        "SELECT COUNT(*) AS n FROM draft WHERE (disclosure_id IS NULL AND state = 'published') OR (disclosure_id IS NOT NULL AND state <> 'published')"
                    )
                )
            }
            try await store.close()
            let ids = Set(documents.map(\.id))
            #expect(events.count == documents.count && Set(events) == Set(documents))
            #expect(Set(drafts) == Set(documents) && drafts.count == documents.count)
            #expect(publications.count == documents.count && Set(publications.map(String.init)) == ids)
            #expect(numbers == documents.count)
            #expect(halves == 0)
            let lost = acknowledged.values.filter { !ids.contains($0) }
            #expect(lost.isEmpty)
            try await lookAtIndex(ids)
            try await keepCheckpoint()
        }

        /// In the database itself exactly what is public; beside PostgreSQL never more than that before it has caught up.
        private func lookAtIndex(_ ids: Set<String>) async throws {
            let isFollowing = place.database.hasPrefix("postgresql")
            let indexed = try await place.indexedSubjects()
            #expect(Set(indexed).count == indexed.count)
            if isFollowing { #expect(Set(indexed).isSubset(of: ids)) } else { #expect(Set(indexed) == ids) }
        }

        private func keepCheckpoint() async throws {
            let made = try await place.run("log", "checkpoint")
            #expect(made.code == 0, "\(made.errors)")
            checkpoints.append(try place.write("checkpoint-\(checkpoints.count)", made.output))
        }

        /// Every checkpoint that was kept between two starts is a beginning of the log as it is now, and the check-up finds nothing amiss.
        func lookAtWholeLog() async throws {
            for checkpoint in [checkpoints.first, checkpoints.last].compactMap({ $0 }) {
                let verified = try await place.run("log", "verify", "--since", checkpoint)
                #expect(verified.code == 0, "\(verified.output)")
            }
            let checked = try await place.run("check")
            #expect(checked.code == 0, "\(checked.output)")
            #expect(checked.output.contains("公开信息 \(CrashTests.documents)/\(CrashTests.documents)"))
        }
    }
}

/// What several connections publish together.
private final class Work: Sendable {
    struct Draft: Sendable {
        let number: Int
        let id: Int64
        let version: Int
    }

    private struct State {
        var waiting: [Draft]
        var acknowledged: [Int: String]
        var troubles: [String] = []
        var endIsExpected = false
    }

    private let state: Mutex<State>

    init(_ drafts: [Draft], known: [Int: String]) { state = Mutex(State(waiting: drafts.reversed(), acknowledged: known)) }

    var count: Int { state.withLock { $0.acknowledged.count } }
    var isFinished: Bool { state.withLock { $0.waiting.isEmpty || !$0.troubles.isEmpty } }
    var acknowledged: [Int: String] { state.withLock { $0.acknowledged } }
    var troubles: [String] { state.withLock { $0.troubles } }

    /// From now on the server may go away.
    func expectEnd() { state.withLock { $0.endIsExpected = true } }

    /// Publishes one draft after the other on a connection of its own, and notes only what came back as a whole answer.
    func publish(port: UInt16, cookie: String, token: String) {
        do {
            let connection = try ServedConnection(port: port)
            while let draft = state.withLock({ $0.waiting.popLast() }) {
                let answer = try connection.post(
                    "/work/drafts/\(draft.id)/publication", [("csrf", token), ("version", String(draft.version)), ("act", "publish")],
                    cookie: cookie)
                let place = answer.field("Location") ?? ""
                let prefix = "/work/publications/"
                guard answer.status == 303, place.hasPrefix(prefix) else {
                    state.withLock { $0.troubles.append("draft \(draft.number): \(answer.status) \(place) \(answer.body.suffix(600))") }
                    return
                }
                let id = String(place.dropFirst(prefix.utf8.count).prefix { $0.isNumber })
                state.withLock { $0.acknowledged[draft.number] = id }
            }
        } catch {
            state.withLock { if !$0.endIsExpected { $0.troubles.append("the server went away by itself: \(error)") } }
        }
    }
}

/// What several connections look at together.
private final class Looking: Sendable {
    private let state: Mutex<(waiting: [(Int, String)], faults: [String])>

    init(_ documents: [(Int, String)]) { state = Mutex((waiting: documents, faults: [])) }

    var faults: [String] { state.withLock { $0.faults } }

    func look(port: UInt16) {
        do {
            let connection = try ServedConnection(port: port)
            while let (number, id) = state.withLock({ $0.waiting.popLast() }) {
                let word = PreparedDrafts.word(number)
                let page = try connection.get("/disclosures/\(id)")
                if page.status != 200 || !page.body.contains(word) { note("page \(id): \(page.status)") }
                let found = try connection.get("/api/v1/search?q=\(ServedConnection.encoded(word))&limit=2")
                if !found.body.contains("\"total\":1,") || !found.body.contains(id) {
                    note("search \(word): \(found.status) \(found.body.prefix(200))")
                }
            }
        } catch { note("\(error)") }
    }

    private func note(_ fault: String) { state.withLock { $0.faults.append(fault) } }
}

/// The same numbers in every run (SplitMix64).
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension CommandPlace {
    /// The documents in the search index.
    fileprivate func indexedSubjects() async throws -> [String] {
        let isServer = database.hasPrefix("postgresql")
        let store = try SQLiteDatastore(path: isServer ? folder.appending(path: "search.sqlite").path : database)
        let subjects = try await store.read { transaction in
            try transaction.rows("SELECT subject FROM search_document") { row -> Int64 in try row["subject"] }
        }
        try await store.close()
        return subjects.map(String.init)
    }
}
