import Cryptography
import Domain
package import Persistence
import Registers
import TestSupport
import Testing

@testable import Operations

/// The rows of a log in memory, as the database has them.
struct LogRecords: Equatable {
    var counter: Int64
    var sealed: Int64
    var events: [LogLeaf]
    var nodes: [MerkleNode]
    var checkpoints: [CheckpointRegister.Row]

    static func read(_ log: SampleLog) async throws -> LogRecords {
        try await log.installation.store.read { transaction in
            let register = LogRegister(transaction)
            let size = try register.sealedSize()
            let nodes = try (0...62).flatMap { try register.nodes(level: $0, positions: 0...Int64.max) }
            return LogRecords(
                counter: try EventRegister.lastSequence(in: transaction), sealed: size,
                events: try register.leaves(after: 0, limit: 100_000),
                nodes: nodes.sorted { $0.place < $1.place }, checkpoints: try CheckpointRegister(transaction).all())
        }
    }

    /// What the same check finds that the command makes.
    func findings(kept: SignedCheckpoint, key: LogKey) -> [LogAudit.Finding] {
        let claims = checkpoints.map { LogAudit.Claim(.stored, SignedCheckpoint($0)) } + [LogAudit.Claim(.kept("k"), kept)]
        var audit = LogAudit(counter: counter, sealed: sealed, claims: claims, key: key)
        for event in events { audit.take(event) }
        for node in nodes { audit.take(node) }
        audit.finish()
        return audit.findings
    }
}

/// Numbers that come the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func flip(_ number: Int64) -> Int64 { number ^ 1 << Int64.random(in: 0..<64, using: &self) }

    mutating func flip(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &self)] }
        var bytes = bytes
        bytes[Int.random(in: 0..<bytes.count, using: &self)] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        return bytes
    }

    /// One bit of the UTF-8; what is no text any more is read as a database's text is read.
    mutating func flip(_ text: String) -> String { String(decoding: flip(Array(text.utf8)), as: UTF8.self) }
}

extension LogRecords {
    /// One change, of a kind and at a place that the dice choose. May by chance change nothing.
    mutating func mutate(_ dice: inout Dice) {
        switch Int.random(in: 0..<16, using: &dice) {
        case 0..<5: flipEvent(&dice)
        case 5: events.remove(at: Int.random(in: 0..<events.count, using: &dice))
        case 6: cutOut(&dice)
        case 7: swapEvents(&dice)
        case 8: insert(&dice)
        case 9: truncate(&dice)
        case 10, 11: changeNode(&dice)
        case 12, 13: changeCheckpoint(&dice)
        case 14: rewrite(&dice)
        default:
            if Bool.random(using: &dice) { counter = dice.flip(counter) } else { sealed = dice.flip(sealed) }
        }
    }

    private mutating func flipEvent(_ dice: inout Dice) {
        let index = Int.random(in: 0..<events.count, using: &dice)
        Self.flip(&events[index], &dice)
    }

    private static func flip(_ event: inout LogLeaf, _ dice: inout Dice) {
        func digest(_ value: inout [UInt8]?) {
            if let bytes = value { value = Int.random(in: 0..<4, using: &dice) == 0 ? nil : dice.flip(bytes) } else { value = [] }
        }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: event.sequence = dice.flip(event.sequence)
        case 1: event.site = dice.flip(event.site)
        case 2: event.time = dice.flip(event.time)
        case 3: event.actor = dice.flip(event.actor)
        case 4: event.unit = event.unit.map { dice.flip($0) } ?? 0
        case 5: event.verb = dice.flip(event.verb)
        case 6: event.subjectKind = dice.flip(event.subjectKind)
        case 7: event.subject = dice.flip(event.subject)
        case 8: digest(&event.digestBefore)
        case 9: digest(&event.digestAfter)
        case 10: event.reason = dice.flip(event.reason)
        default: digest(&event.content)
        }
    }

    /// Rows taken out, and those after them numbered anew so that no gap shows.
    private mutating func cutOut(_ dice: inout Dice) {
        let start = Int.random(in: 0..<events.count, using: &dice)
        events.removeSubrange(start..<min(events.count, start + Int.random(in: 1...3, using: &dice)))
        renumber()
    }

    private mutating func swapEvents(_ dice: inout Dice) {
        let (first, second) = (Int.random(in: 0..<events.count, using: &dice), Int.random(in: 0..<events.count, using: &dice))
        events.swapAt(first, second)
        if Bool.random(using: &dice) { renumber() }
    }

    private mutating func insert(_ dice: inout Dice) {
        var event = events[Int.random(in: 0..<events.count, using: &dice)]
        if Bool.random(using: &dice) { Self.flip(&event, &dice) }
        // At the very end it would be an entry like any other.
        events.insert(event, at: Int.random(in: 0..<events.count, using: &dice))
        if Bool.random(using: &dice) { renumber() }
    }

    /// The end cut off, and everything that knows of it made to fit.
    private mutating func truncate(_ dice: inout Dice) {
        events.removeLast(Int.random(in: 1...events.count - 1, using: &dice))
        guard Bool.random(using: &dice) else { return }
        refit()
    }

    /// An event changed and the whole tree made anew over it; only the signatures cannot be made.
    private mutating func rewrite(_ dice: inout Dice) {
        flipEvent(&dice)
        renumber()
        refit()
    }

    private mutating func renumber() {
        for index in events.indices { events[index].sequence = Int64(index + 1) }
        counter = Int64(events.count)
    }

    private mutating func refit() {
        counter = Int64(events.count)
        sealed = counter
        var frontier = MerkleFrontier()
        nodes = events.flatMap { frontier.append(MerkleHasher.sha256.leaf($0.encoded), .sha256) }.sorted { $0.place < $1.place }
        checkpoints.removeAll { $0.size > counter }
    }

    private mutating func changeNode(_ dice: inout Dice) {
        let index = Int.random(in: 0..<nodes.count, using: &dice)
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: nodes[index].place.level = Int(dice.flip(Int64(nodes[index].place.level)))
        case 1: nodes[index].place.position = dice.flip(nodes[index].place.position)
        case 2: nodes.remove(at: index)
        case 3:
            let other = Int.random(in: 0..<nodes.count, using: &dice)
            (nodes[index].hash, nodes[other].hash) = (nodes[other].hash, nodes[index].hash)
        case 4:
            nodes.append(
                MerkleNode(MerkleNode.Place(level: Int.random(in: 0..<9, using: &dice), position: sealed), hash: nodes[index].hash))
        default: nodes[index].hash = dice.flip(nodes[index].hash)
        }
    }

    private mutating func changeCheckpoint(_ dice: inout Dice) {
        let index = Int.random(in: 0..<checkpoints.count, using: &dice)
        var row = checkpoints[index]
        switch Int.random(in: 0..<9, using: &dice) {
        case 0: row.size = dice.flip(row.size)
        case 1: row.root = dice.flip(row.root)
        case 2: row.time = Instant(milliseconds: dice.flip(row.time.milliseconds))
        case 3: row.previous = dice.flip(row.previous)
        case 4: row.origin = dice.flip(row.origin)
        case 5: row.publicKey = dice.flip(row.publicKey)
        case 6: row.signature = dice.flip(row.signature)
        case 7:
            checkpoints.remove(at: index)
            return
        default:
            // Signed, and well; but by somebody else.
            guard let thief = Ed25519.PrivateKey(seed: [UInt8](repeating: UInt8(dice.next() & 255), count: 32)) else { return }
            row.publicKey = thief.publicKey
            row.signature = thief.sign(Array(SignedCheckpoint(row).checkpoint.text.utf8))
        }
        checkpoints[index] = row
    }
}

@Suite("Whatever is done to a log is found")
struct MutationTests {
    @Test("10,000 changes of every kind, each found by whoever has kept the published checkpoint")
    func tenThousand() async throws {
        try await SampleLog.with(.sqlite, documents: 90) { log in
            let records = try await LogRecords.read(log)
            let (kept, key) = (log.published, log.key)
            #expect(records.findings(kept: kept, key: key) == [])
            #expect(records.events.count >= 140)
            let missed = await withTaskGroup(of: [UInt64].self) { group in
                for part in 0..<10 as Range<UInt64> {
                    group.addTask { Self.missed(of: 1000, seed: 20_260_320 + part, records, kept, key) }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(missed == [])
        }
    }

    /// The states of the dice whose change went unseen.
    private static func missed(of count: Int, seed: UInt64, _ records: LogRecords, _ kept: SignedCheckpoint, _ key: LogKey) -> [UInt64] {
        var dice = Dice(state: seed &* 0x9E37_79B9)
        var (done, missed): (Int, [UInt64]) = (0, [])
        while done < count {
            let state = dice.state
            var changed = records
            changed.mutate(&dice)
            // Two equal rows swapped are no change.
            guard changed != records else { continue }
            done += 1
            if changed.findings(kept: kept, key: key).isEmpty { missed.append(state) }
        }
        return missed
    }

    /// Tables and columns in which one bit more or less is somebody's doing; `key` names the rows.
    private static let columns: [(table: String, key: String, names: [String])] = [
        (
            "event", "sequence",
            [
                "sequence", "site_id", "time", "actor", "unit_id", "verb", "subject_kind", "subject_id", "digest_before", "digest_after",
                "reason",
            ]
        ),
        ("log_node", "level * 100000 + position", ["level", "position", "hash"]),
        ("log_content", "sequence", ["sequence", "digest"]),
        ("checkpoint", "size", ["size", "root", "time", "previous", "origin", "public_key", "signature"]),
        (
            "disclosure", "id",
            [
                "id", "unit_id", "item_id", "domain_code", "title", "number", "index_number", "theme", "category", "made", "published",
                "validity", "body", "source_address", "source_key", "digest",
            ]
        ),
        ("attachment", "disclosure_id * 100 + position", ["name", "address"]),
        ("counter", "CASE name WHEN 'event' THEN 1 WHEN 'log' THEN 2 ELSE 3 END", ["value"]),
        ("secret", "CASE name WHEN 'log-key' THEN 1 ELSE 2 END", ["value"]),
    ]

    @Test("The same in a real database: every column, bit by bit, and rows taken out", arguments: Engine.available)
    func stored(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 24) { log in
            var dice = Dice(state: 7)
            var (found, refused, missed): (Int, Int, [String]) = (0, 0, [])
            while found < 300 {
                let seed = dice.next()
                let findings = try await log.findings(after: { transaction in
                    var dice = Dice(state: seed)
                    try Self.mutate(transaction, &dice)
                })
                switch findings {
                case nil: refused += 1
                case []?: missed.append("\(seed)")
                default: found += 1
                }
                if missed.count > 3 || refused > 2000 { break }
            }
            #expect(missed == [] && found == 300, "\(missed) \(refused)")
        }
    }

    private static func mutate(_ transaction: any Transaction, _ dice: inout Dice) throws {
        guard let place = columns.randomElement(using: &dice), let name = place.names.randomElement(using: &dice) else { return }
        let (table, key, column) = (Query(trusted: place.table), Query(trusted: place.key), Query(trusted: name))
        let keys: [Int64] = try transaction.rows("SELECT \(key) AS k FROM \(table) ORDER BY 1") { try $0["k"] }
        // Of counters and keys only the log's own.
        let own = ["counter", "secret"].contains(place.table) ? keys.filter { $0 <= (place.table == "counter" ? 2 : 1) } : keys
        guard let row = own.randomElement(using: &dice) else { throw StoreError.refused(constraint: "no row") }
        if Int.random(in: 0..<8, using: &dice) == 0 {
            if place.table == "disclosure" { try transaction.execute("DELETE FROM attachment WHERE disclosure_id = \(row)") }
            try transaction.execute("DELETE FROM \(table) WHERE \(key) = \(row)")
            return
        }
        let value: Value = try transaction.first("SELECT \(column) AS v FROM \(table) WHERE \(key) = \(row)") { try $0["v"] } ?? .null
        let changed: Value =
            switch value {
            case .null:
                ["unit_id", "item_id", "published"].contains(name)
                    ? .integer(1) : name.hasPrefix("digest") ? .bytes([0]) : .text("2026-01-01")
            case .integer(let number): .integer(dice.flip(number))
            case .text(let text): .text(dice.flip(text).replacing("\0", with: "x"))
            case .bytes(let bytes): .bytes(dice.flip(bytes))
            case .real(let number): .real(-number - 1)
            }
        guard changed != value else { throw StoreError.refused(constraint: "no change") }
        try transaction.execute("UPDATE \(table) SET \(column) = \(value: changed) WHERE \(key) = \(row)")
    }
}

extension Value: Storable {
    package var storedValue: Value { self }
    package init?(stored value: Value) { self = value }
}
