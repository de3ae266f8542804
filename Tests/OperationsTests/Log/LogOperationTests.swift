import Cryptography
import Domain
import Persistence
import Registers
import TestSupport
import Testing

@testable import Operations

@Suite("The log is sealed, signed and proved")
struct LogOperationTests {
    @Test("Events from before are taken in, and a log that nobody touched is in order", arguments: Engine.available)
    func sealed(_ engine: Engine) async throws {
        try await SampleLog.with(engine) { log in
            let report = try await log.report()
            #expect(report.findings == [])
            #expect(report.events == report.sealed && report.good == report.events && report.checkpoints == 3)
            #expect(report.documents == 60 && report.events > 100)
            let nodes = try await log.installation.store.read { try LogRegister($0).nodeCount() }
            #expect(nodes == MerkleTree.nodeCount(size: report.events))
            let checkpoints = try await log.installation.store.read { try CheckpointRegister($0).all() }
            #expect(checkpoints.map(\.previous) == [0, checkpoints[0].size])
        }
    }

    @Test("A checkpoint is made when there is something new, and on one day the clock makes one only", arguments: Engine.available)
    func occasions(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 3) { log in
            let again = try #require(try await MakeCheckpoint(log.installation).run(.demand))
            #expect(!again.isNew && again.signed == log.published)
            try await SampleLog.append(1, to: log.installation, log.county)
            let daily = try #require(try await MakeCheckpoint(log.installation).run(.daily))
            #expect(!daily.isNew && daily.signed == log.published)
            let tomorrow = Installation(
                store: log.installation.store, searchPlace: log.installation.searchPlace, now: { Instant(milliseconds: 1_774_060_000_000) },
                identifiers: log.installation.identifiers, log: log.installation.log)
            let next = try #require(try await MakeCheckpoint(tomorrow).run(.daily))
            #expect(next.isNew && next.signed.checkpoint.size == log.published.checkpoint.size + 1)
            let third = try #require(try await MakeCheckpoint(tomorrow).run(.daily))
            #expect(!third.isNew)
        }
    }

    @Test("Nodes that sign at the same moment do not clash, while others write", arguments: Engine.available)
    func together(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 9) { log in
            for round in 0..<5 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for index in 0..<4 {
                        group.addTask { _ = try await MakeCheckpoint(log.installation).run(.demand) }
                        group.addTask { try await SampleLog.append(round * 4 + index, to: log.installation, log.county) }
                    }
                    try await group.waitForAll()
                }
            }
            _ = try await MakeCheckpoint(log.installation).run(.demand)
            let report = try await log.report()
            #expect(report.findings == [] && report.good == report.events)
        }
    }

    @Test("Every entry has a proof against every checkpoint that covers it", arguments: Engine.available)
    func proofs(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 12) { log in
            let sizes = try await log.installation.store.read { try CheckpointRegister($0).all().map(\.size) }
            let shown = try await log.installation.store.read { try LogRegister($0).leaves(after: 0, limit: 1000).map(\.isPublic) }
            #expect(shown.contains(false))
            for size in sizes {
                for sequence in 1...size {
                    let proof = try await ProveEntry(log.installation).run(sequence, size: size)
                    #expect(try proof.check(by: log.key).size == size)
                    #expect((proof.leaf != nil) == shown[Int(sequence) - 1])
                }
            }
            let size = log.published.checkpoint.size
            await #expect(throws: ProveEntry.Refusal.noEntry(sequence: size + 1)) { try await ProveEntry(log.installation).run(size + 1) }
            await #expect(throws: ProveEntry.Refusal.noCheckpoint(size: 2)) { try await ProveEntry(log.installation).run(1, size: 2) }
            try await SampleLog.append(0, to: log.installation, log.county)
            await #expect(throws: ProveEntry.Refusal.notYetSigned(sequence: size + 1, newest: size)) {
                try await ProveEntry(log.installation).run(size + 1)
            }
        }
    }

    @Test("A proof in which anything was changed does not hold, nor one that somebody else has signed")
    func forged() async throws {
        try await SampleLog.with(.sqlite, documents: 12) { log in
            let imported = try await log.installation.store.read {
                Int64(try $0.count("SELECT MIN(sequence) AS n FROM event WHERE verb = 'disclosureImported'"))
            }
            let proof = try await ProveEntry(log.installation).run(imported)
            let next = imported + 1
            func fault(_ change: (inout LogProof) -> Void) -> LogProof.Fault? {
                var copy = proof
                change(&copy)
                do { _ = try copy.check(by: log.key) } catch { return error }
                return nil
            }
            #expect(fault { _ in } == nil)
            #expect(fault { $0.leaf?.actor += "x" } == .leaf)
            #expect(fault { $0.leaf?.content = nil } == .leaf)
            #expect(fault { $0.leaf?.subject = "x" } == .malformed)
            #expect(fault { $0.sequence = next } == .leaf)
            #expect(fault { ($0.sequence, $0.leaf) = (next, nil) } == .path)
            #expect(fault { $0.path.swapAt(0, 1) } == .path)
            #expect(fault { $0.path.removeLast() } == .path)
            #expect(fault { $0.path[0] = "zz" } == .malformed)
            #expect(fault { $0.format = "other" } == .malformed)
            #expect(fault { $0.checkpoint = $0.checkpoint.replacing("\nprevious ", with: "\nprevious 1") } == .signature)
            #expect(fault { $0.checkpoint = "" } == .checkpointMalformed)
            let thief = try #require(Ed25519.PrivateKey(seed: RandomBytes.make(32)))
            let own = LogKey(name: log.key.name, publicKey: thief.publicKey)
            let forged = SignedCheckpoint(
                log.published.checkpoint, key: own, signature: thief.sign(Array(log.published.checkpoint.text.utf8)))
            #expect(fault { $0.checkpoint = forged.note } == .signature)
            // Also under the hash of the real key.
            var disguised = forged
            disguised.keyHash = log.key.hash
            #expect(fault { $0.checkpoint = disguised.note } == .signature)
        }
    }

    @Test("A checkpoint is proved to go on from every older one, and from no other", arguments: Engine.available)
    func continued(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 12) { log in
            for round in 0..<3 {
                try await SampleLog.append(round, to: log.installation, log.county)
                _ = try await MakeCheckpoint(log.installation).run(.demand)
            }
            let rows = try await log.installation.store.read { try CheckpointRegister($0).all() }
            func fault(_ proof: LogContinuity, _ kept: CheckpointRegister.Row) -> LogProof.Fault? {
                do { _ = try proof.check(by: log.key, kept: SignedCheckpoint(kept)) } catch { return error }
                return nil
            }
            for old in rows {
                for new in rows where new.size >= old.size {
                    let proof = try await ProveContinuity(log.installation).run(from: old.size, to: new.size)
                    #expect(fault(proof, old) == nil)
                    #expect(rows.filter { $0.size != old.size }.allSatisfy { fault(proof, $0) == .otherCheckpoint })
                }
            }
            var proof = try await ProveContinuity(log.installation).run(from: rows[0].size)
            proof.path.swapAt(0, 1)
            #expect(fault(proof, rows[0]) == .path)
            proof.path = []
            #expect(fault(proof, rows[0]) == .path)
            await #expect(throws: ProveEntry.Refusal.noCheckpoint(size: 1)) {
                _ = try await ProveContinuity(log.installation).run(from: 1)
            }
        }
    }

    @Test("A document's newest entry is the one that its page names", arguments: Engine.available)
    func entries(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 6) { log in
            let proof = try await log.installation.store.read { transaction in
                let id: Int64 = try transaction.first("SELECT id FROM disclosure WHERE title LIKE '%第1件%'")?["id"] ?? 0
                return (id, try LogRegister(transaction).entry(of: Disclosure.ID(id)))
            }
            let entry = try #require(proof.1)
            let proved = try await ProveEntry(log.installation).run(disclosure: Disclosure.ID(proof.0))
            #expect(proved.sequence == entry.sequence && proved.leaf?.verb == "disclosureChanged" && proved.leaf?.content != nil)
            await #expect(throws: ProveEntry.Refusal.noDocument(1)) {
                try await ProveEntry(log.installation).run(disclosure: Disclosure.ID(1))
            }
        }
    }

    @Test("What was done to a document, its attachments or its row is found and named", arguments: Engine.available)
    func documents(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 10) { log in
            let id = try await log.installation.store.read { Int64(try $0.count("SELECT MIN(id) AS n FROM disclosure")) }
            let content = LogAudit.Finding.document(id, .content(event: try await log.sequence(of: id)))
            for change in [
                "UPDATE disclosure SET body = 'P改过的正文' WHERE id = \(id)", "UPDATE disclosure SET title = title || '（修订）' WHERE id = \(id)",
                "UPDATE disclosure SET published = published - 86400000 WHERE id = \(id)",
                "UPDATE disclosure SET made = NULL WHERE id = \(id)",
                "INSERT INTO attachment (disclosure_id, position, name, address) VALUES (\(id), 9, '又一份', '/files/x')",
            ] as [Query] {
                #expect(try await log.findings(after: { try $0.execute(change) }) == [content], "\(change.text)")
            }
            let digest = try await log.findings(after: { try $0.execute("UPDATE disclosure SET digest = \([UInt8(1)]) WHERE id = \(id)") })
            #expect(digest == [.document(id, .digest(event: try await log.sequence(of: id)))])
            let lost = try await log.findings(after: { transaction in
                try transaction.execute("DELETE FROM attachment WHERE disclosure_id = \(id)")
                try transaction.execute("DELETE FROM disclosure WHERE id = \(id)")
            })
            #expect(lost == [.documentLost(event: try await log.sequence(of: id))])
        }
    }

    @Test(
        "A withdrawal, and a publication for somebody in particular, are no damage, before they are sealed and after",
        arguments: Engine.available)
    func withdrawn(_ engine: Engine) async throws {
        try await SampleLog.with(engine, documents: 6) { log in
            let (now, site) = (log.installation.now(), log.county.id)
            try await log.installation.store.write { transaction in
                let id = Int64(try transaction.count("SELECT MIN(id) AS n FROM disclosure"))
                let events = EventRegister(transaction, site: site)
                try transaction.execute("DELETE FROM attachment WHERE disclosure_id = \(id)")
                try transaction.execute("DELETE FROM disclosure WHERE id = \(id)")
                try events.append(
                    Event(actor: "a", verb: .disclosureWithdrawn, subject: Event.Subject(.disclosure, id), reason: "撤下"), at: now)
                try events.append(
                    Event(actor: "a", verb: .disclosurePublished, subject: Event.Subject(.disclosure, 77), digestAfter: [1]), at: now)
            }
            let before = try await log.report()
            #expect(before.findings == [])
            _ = try await MakeCheckpoint(log.installation).run(.demand)
            let after = try await log.report()
            #expect(after.findings == [] && after.good == before.events && after.documents == 5)
        }
    }

    @Test("Truncation after the last checkpoint is found by the counter; a whole log made anew, by the checkpoint that was kept")
    func truncated() async throws {
        try await SampleLog.with(.sqlite, documents: 10) { log in
            let size = log.published.checkpoint.size
            try await SampleLog.append(0, to: log.installation, log.county)
            let cut = try await log.findings(after: { try $0.execute("DELETE FROM event WHERE sequence = \(size + 1)") })
            #expect(cut == [.counter(recorded: size + 1, last: size)])
            // Somebody with the private key who makes everything good again.
            let rewrite: @Sendable (any Transaction) throws -> Void = { transaction in
                try transaction.execute("UPDATE event SET time = time - 86400000 WHERE sequence = 3")
                try transaction.execute("DELETE FROM log_node")
                try transaction.execute("DELETE FROM checkpoint")
                try transaction.execute("UPDATE counter SET value = 0 WHERE name = 'log'")
                try resealed(transaction)
            }
            let alone = try await log.findings(after: rewrite, isKept: false)
            #expect(alone == [])
            let kept = try await log.findings(after: rewrite)
            #expect(kept?.contains(.root(.kept("检查点.txt"), size: size, good: 0)) == true)
            #expect(kept?.contains(.checkpointGone(size: size)) == true)
        }
    }

}

extension SampleLog {
    func sequence(of document: Int64) async throws -> Int64 {
        try await installation.store.read {
            Int64(try $0.count("SELECT MAX(sequence) AS n FROM event WHERE subject_kind = 'disclosure' AND subject_id = \(document)"))
        }
    }
}

/// What a forger who holds the database and its key would do: the tree made anew and signed.
private func resealed(_ transaction: any Transaction) throws {
    let register = LogRegister(transaction)
    var frontier = MerkleFrontier()
    var nodes: [MerkleNode] = []
    for leaf in try register.leaves(after: 0, limit: 100_000) { nodes += frontier.append(MerkleHasher.sha256.leaf(leaf.encoded), .sha256) }
    try register.grow(to: frontier.size, nodes: nodes, contents: [])
    let checkpoints = CheckpointRegister(transaction)
    guard let key = Ed25519.PrivateKey(seed: try checkpoints.seed() ?? []) else { throw LogDamage.key }
    let origin = "mingtang-\(hexadecimal(Digest.sha256(key.publicKey).prefix(8)))/log"
    let checkpoint = Checkpoint(
        origin: origin, size: frontier.size, root: frontier.root(.sha256), time: Instant(milliseconds: 1_773_999_999_000), previous: 0)
    try checkpoints.insert(
        CheckpointRegister.Row(
            size: checkpoint.size, root: checkpoint.root, time: checkpoint.time, previous: 0, origin: origin, publicKey: key.publicKey,
            signature: key.sign(Array(checkpoint.text.utf8))))
}
