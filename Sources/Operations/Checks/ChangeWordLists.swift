package import Domain
import Persistence
import Registers

/// Changes a county's word lists (词库). Each change is one line of the log.
package struct ChangeWordLists {
    /// Why a change is not made.
    package enum Refusal: Error, Sendable, Hashable {
        case fault(WordEntry.Fault, line: Int?)
        /// Another line has the same kind and pattern.
        case duplicate(pattern: String)
        case unknownLine
        /// So many lines nobody looks after any more.
        case tooMany(limit: Int)
    }

    package struct Outcome: Sendable, Hashable {
        package var added = 0
        package var changed = 0
        package var unchanged = 0
    }

    package static let mostLines = 20_000

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    package func add(_ entry: WordEntry, site: County.ID, actor: String) async throws -> WordEntry.ID {
        if let fault = entry.fault { throw Refusal.fault(fault, line: nil) }
        let id = installation.identifiers.next(WordEntry.self)
        try await write(site: site, actor: actor, reason: "新增\(entry.kind.name)“\(entry.pattern)”") { register in
            guard try register.count() < Self.mostLines else { throw Refusal.tooMany(limit: Self.mostLines) }
            guard try register.find(entry.kind, pattern: entry.pattern) == nil else { throw Refusal.duplicate(pattern: entry.pattern) }
            try register.insert(entry, id: id)
        }
        return id
    }

    /// - Throws: `StoreError.stale` when the line was changed since it had that version.
    package func change(_ id: WordEntry.ID, version: Int, to entry: WordEntry, site: County.ID, actor: String) async throws {
        if let fault = entry.fault { throw Refusal.fault(fault, line: nil) }
        try await write(site: site, actor: actor, reason: "修改\(entry.kind.name)“\(entry.pattern)”") { register in
            guard try register.find(id) != nil else { throw Refusal.unknownLine }
            if let other = try register.find(entry.kind, pattern: entry.pattern), other.id != id {
                throw Refusal.duplicate(pattern: entry.pattern)
            }
            try register.update(id, to: entry, version: version)
        }
    }

    package func remove(_ id: WordEntry.ID, version: Int, site: County.ID, actor: String) async throws {
        let line = try await installation.store.read { try WordRegister($0, site: site).find(id) }
        guard let line else { throw Refusal.unknownLine }
        try await write(site: site, actor: actor, reason: "删除\(line.entry.kind.name)“\(line.entry.pattern)”") { register in
            try register.remove(id, version: version)
        }
    }

    /// Takes in a whole table: new lines are added, known ones (by kind and pattern) brought up to date, none is removed. All or nothing.
    package func take(_ entries: [WordEntry], site: County.ID, actor: String) async throws -> Outcome {
        for (index, entry) in entries.enumerated() {
            if let fault = entry.fault { throw Refusal.fault(fault, line: index + 1) }
        }
        let fresh = entries.map { _ in installation.identifiers.next(WordEntry.self) }
        let now = installation.now()
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let register = WordRegister(transaction, site: site)
            var outcome = Outcome()
            for (entry, id) in zip(entries, fresh) {
                if let known = try register.find(entry.kind, pattern: entry.pattern) {
                    if known.entry == entry {
                        outcome.unchanged += 1
                    } else {
                        try register.update(known.id, to: entry, version: known.version)
                        outcome.changed += 1
                    }
                } else {
                    try register.insert(entry, id: id)
                    outcome.added += 1
                }
            }
            guard try register.count() <= Self.mostLines else { throw Refusal.tooMany(limit: Self.mostLines) }
            if outcome.added + outcome.changed > 0 {
                try register.raiseVersion()
                try events.append(
                    Event(
                        actor: actor, verb: .wordListChanged, subject: Event.Subject(.site, site.rawValue),
                        reason: "导入词库：新增 \(outcome.added) 条，修改 \(outcome.changed) 条"), at: now)
            }
            return outcome
        }
    }

    private func write(
        site: County.ID, actor: String, reason: String, _ body: @escaping @Sendable (WordRegister) throws -> Void
    ) async throws {
        let now = installation.now()
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            let register = WordRegister(transaction, site: site)
            try body(register)
            try register.raiseVersion()
            try events.append(
                Event(actor: actor, verb: .wordListChanged, subject: Event.Subject(.site, site.rawValue), reason: reason), at: now)
        }
    }
}

extension ChangeWordLists.Refusal {
    /// For the person who made the change.
    package var sentence: String {
        switch self {
        case .fault(let fault, let line): "\(line.map { "第 \($0) 条：" } ?? "")\(fault.sentence)"
        case .duplicate(let pattern): "“\(pattern)”在同一类中已经有了，请直接修改那一条。"
        case .unknownLine: "这一条已经不在词库中，请刷新页面。"
        case .tooMany(let limit): "词库最多 \(limit) 条，请先清理不用的词。"
        }
    }
}
