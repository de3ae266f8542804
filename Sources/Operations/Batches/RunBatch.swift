package import Domain
import Persistence
package import Registers

/// Carries out the acts that were begun on batches, part by part. Each part is one transaction with its place on record, so that an act that
/// was broken off goes on where it stopped, and no other writer waits for longer than a part takes.
package struct RunBatch: Sendable {
    /// Documents of one part at most, and how long a part may take: other writers wait for so long.
    static let mostInPart = 500
    static let partTime: Duration = .milliseconds(350)
    /// How long an act is left alone when whoever was at work on it says nothing more, in milliseconds.
    private static let lease: Int64 = 60_000

    /// Finds the list again that a batch was made from.
    package typealias TableSource = @Sendable (BatchRegister.Entry) async throws -> BatchTable

    private let installation: Installation
    private let county: County
    private let words: WordCheckers
    private let table: TableSource

    package init(_ installation: Installation, county: County, words: WordCheckers, table: @escaping TableSource) {
        self.installation = installation
        self.county = county
        self.words = words
        self.table = table
    }

    /// Takes up every act that nobody is at work on.
    /// - Returns: how many acts were carried on with.
    @discardableResult
    package func runAll() async throws -> Int {
        let (county, now) = (county, installation.now())
        let idle = try await installation.store.read { try BatchRegister($0, site: county.id).idle(at: now) }
        var failure: (any Error)?
        // One that fails does not hold up the others.
        for id in idle {
            do { try await run(id) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return idle.count
    }

    /// Carries out one batch's act, and what follows from it by itself, to the end.
    ///
    /// - Parameters:
    ///   - parts: stops after so many, as if the process were to end; for going on later.
    ///   - progress: told after each part.
    package func run(_ id: Batch.ID, parts: Int = .max, progress: (Batch.Job) -> Void = { _ in }) async throws {
        let (county, now) = (county, installation.now())
        let owner = installation.identifiers.nextValue()
        let lease = Instant(milliseconds: now.milliseconds + Self.lease)
        guard
            try await installation.store.write({ try BatchRegister($0, site: county.id).claim(id, owner: owner, until: lease, at: now) })
        else { return }
        do {
            try await work(id, owner: owner, parts: parts, progress)
        } catch {
            // The next round takes it up at once; what this part had written is rolled back.
            try? await installation.store.write { try BatchRegister($0, site: county.id).release(id, owner: owner) }
            throw error
        }
        try await installation.store.write { try BatchRegister($0, site: county.id).release(id, owner: owner) }
    }

    private func work(_ id: Batch.ID, owner: Int64, parts: Int, _ progress: (Batch.Job) -> Void) async throws {
        let (county, site) = (county, county.id)
        var left = parts
        var rows: [BatchRow]?
        while left > 0, !Task.isCancelled {
            let found = try await installation.store.read { transaction -> (BatchRegister.Entry, Batch.Job)? in
                let register = BatchRegister(transaction, site: site)
                guard let entry = try register.find(id), let job = try register.job(of: id), job.state == .running else { return nil }
                return (entry, job)
            }
            guard let (entry, job) = found else { return }
            if job.act == .bringIn, rows == nil {
                do {
                    rows = try await documents(entry)
                } catch  where !(error is StoreError) && !(error is CancellationError) {
                    // The file is gone or cannot be read any more: a person must look at it, trying again helps nothing.
                    return try await stop(id)
                }
            }
            let isOver: Bool
            if job.act == .bringIn {
                isOver = try await bringIn(entry, job, rows ?? [], owner: owner)
            } else {
                isOver = try await go(entry, job, owner: owner)
            }
            if let now = try await installation.store.read({ try BatchRegister($0, site: county.id).job(of: id) }) { progress(now) }
            if isOver { return }
            left -= 1
            // Those who wait, in this process or in another, come first.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func stop(_ id: Batch.ID) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { try BatchRegister($0, site: county.id).end(id, .stopped, at: now) }
    }

    // MARK: Bringing in

    /// The file is judged again: what the preview showed is what comes in, unless somebody took a number in between.
    private func documents(_ entry: BatchRegister.Entry) async throws -> [BatchRow] {
        let table = try await table(entry)
        let (county, today, batch) = (county, installation.now().day, entry.batch.id)
        return try await installation.store.read { transaction in
            let register = BatchRegister(transaction, site: county.id)
            var reader = try BatchReader(table.headings, mapping: entry.mapping, today: today)
            return try table.rows.compactMap { row in
                switch try reader.read(row, holder: { try register.holder(ofNumber: $0, but: batch) }) {
                case .document(let document): document
                case .problems: nil
                }
            }
        }
    }

    /// - Returns: whether everything is done.
    private func bringIn(_ entry: BatchRegister.Entry, _ job: Batch.Job, _ rows: [BatchRow], owner: Int64) async throws -> Bool {
        let part = Array(rows.filter { Int64($0.line) > job.cursor }.prefix(Self.mostInPart))
        let keys = part.map { _ in installation.identifiers.next(Draft.self) }
        return try await inPart(entry, job, owner: owner) { part_ in
            guard let last = part.last else {
                try part_.finishBringingIn(rows.count)
                return .over
            }
            let form = try BatchForm(part_.transaction, county: part_.county, unit: entry.batch.unit, item: entry.batch.item)
            let elements = entry.mapping.elements(form.item.entry.elements, headings: entry.preview.headings).elements
            var done: (last: Int, count: Int) = (last.line, 0)
            for (row, key) in zip(part, keys) {
                try part_.insert(form.content(row, elements: elements), key: key, path: form.path)
                done = (row.line, done.count + 1)
                if part_.isTimeUp { break }
            }
            try part_.advance(to: Int64(done.last), done: done.count, refused: 0)
            return .goesOn
        }
    }

    // MARK: All others

    private func go(_ entry: BatchRegister.Entry, _ job: Batch.Job, owner: Int64) async throws -> Bool {
        let keys = (0..<Self.mostInPart).map { _ in installation.identifiers.next(Decision.self) }
        return try await inPart(entry, job, owner: owner) { part in
            let drafts = try part.register.drafts(
                of: entry.batch.id, states: job.act.states, step: job.step, after: job.cursor, limit: Self.mostInPart)
            guard let last = drafts.last else {
                try part.finish()
                return .over
            }
            var (reached, done, refused) = (last, 0, 0)
            for (draft, key) in zip(drafts, keys) {
                do {
                    try part.carryOut(draft, decision: key)
                } catch is GateRefusal {
                    refused += 1
                } catch is UnknownDraft {
                    refused += 1
                }
                done += 1
                reached = draft
                if part.isTimeUp { break }
            }
            try part.advance(to: reached.rawValue, done: done, refused: refused)
            return .goesOn
        }
    }

    private enum Outcome: Sendable { case goesOn, over }

    private func inPart(
        _ entry: BatchRegister.Entry, _ job: Batch.Job, owner: Int64, _ body: @escaping @Sendable (BatchPart) throws -> Outcome
    ) async throws -> Bool {
        let (county, now, words, tools) = (county, installation.now(), words, PublicationTools(installation))
        let lease = Instant(milliseconds: now.milliseconds + Self.lease)
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = BatchRegister(transaction, site: county.id)
            // Another act may have broken in, or another process have taken over.
            guard try register.hold(entry.batch.id, owner: owner, until: lease) else { return true }
            guard let staff = try Self.staff(job.account, transaction, county) else {
                try register.end(entry.batch.id, .stopped, at: now)
                return true
            }
            let tally = try register.tally(of: entry.batch.id)
            guard ActOnBatch.reasons(job.act, unit: entry.batch.unit, tally: tally, by: staff).isEmpty else {
                try register.end(entry.batch.id, .stopped, at: now)
                return true
            }
            let part = BatchPart(
                transaction: transaction, county: county, now: now, register: register, batch: entry.batch, job: job, staff: staff,
                tools: tools,
                words: words, owner: owner, lease: lease)
            switch try body(part) {
            case .goesOn: return false
            // What follows by itself is taken up by the same process.
            case .over: return try register.job(of: entry.batch.id)?.state != .running
            }
        }
    }

    /// The person as they are now: somebody who lost their post meanwhile goes on with nothing.
    private static func staff(_ id: Account.ID, _ transaction: any Transaction, _ county: County) throws -> Staff? {
        guard let account = try AccountRegister(transaction, site: county.id).find(id)?.account, !account.isDisabled else { return nil }
        return Staff(account: id, name: account.name, posts: try PostRegister(transaction, site: county.id).posts(of: id))
    }
}

extension Batch.Act {
    /// States of the drafts that an act is about.
    fileprivate var states: [String] {
        switch self {
        case .bringIn: []
        case .check, .submit: ["drafting"]
        case .approve, .returned: ["inReview"]
        case .publish: ["approved"]
        case .undo: ["drafting", "inReview", "referred", "approved", "published"]
        }
    }
}
