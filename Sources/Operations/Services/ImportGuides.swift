package import Domain
import Persistence
import Registers

/// Brings guides in from a file as wordings to be sent to the gate (导入办事指南): new ones, and changes of those that are known by their code.
package struct ImportGuides {
    package struct Outcome: Sendable, Hashable {
        package var added = 0
        /// A wording that was still being written, written anew, or a new one of a public guide.
        package var changed = 0
        package var unchanged = 0
        /// Codes of guides whose wording is at the gate and cannot be touched.
        package var atGate: [String] = []
    }

    package enum Refusal: Error, Sendable, Hashable {
        /// Codes or names that no unit has.
        case unknownUnits([String])
        /// Codes that stand in the file twice.
        case twice([String])
        /// What is wrong in a guide, with its code.
        case faults([String: [ServiceFault]])
        /// Codes that belong to another unit or to a policy.
        case taken([String])
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// All or nothing.
    ///
    /// - Parameter rows: each with its unit's code or name.
    /// - Throws: `Refusal`.
    package func run(_ rows: [(unit: String, guide: ServiceGuide)], actor: String) async throws -> Outcome {
        try Self.check(rows.map(\.guide))
        let (county, now) = (county, installation.now())
        let keys = rows.map { _ in
            (installation.identifiers.next(ServicePaper.self), installation.identifiers.next(ServiceVersion.self))
        }
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let units = try UnitRegister(transaction, site: county.id).all()
            func unit(_ text: String) -> OrganisationUnit? { units.first { $0.code == text || $0.name == text } }
            let unknown = Set(rows.map(\.unit).filter { unit($0) == nil })
            guard unknown.isEmpty else { throw Refusal.unknownUnits(unknown.sorted()) }
            let register = ServiceRegister(transaction, site: county.id)
            let known = try Dictionary(
                rows.compactMap { try register.find(code: $0.guide.code) }.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
            let taken = rows.filter { row in known[row.guide.code].map { $0.kind != .guide || $0.unit != unit(row.unit)?.id } ?? false }
            guard taken.isEmpty else { throw Refusal.taken(taken.map(\.guide.code)) }
            var outcome = Outcome()
            for (row, key) in zip(rows, keys) {
                guard let unit = unit(row.unit) else { continue }
                let before = outcome
                let paper = known[row.guide.code]?.id ?? key.0
                try Self.put(row.guide, paper, key.1, unit.id, isKnown: known[row.guide.code] != nil, register, actor, now, &outcome)
                guard outcome.added + outcome.changed > before.added + before.changed else { continue }
                try events.append(
                    Event(
                        actor: actor, unit: unit.id, verb: .serviceSaved, subject: Event.Subject(.service, paper.rawValue), reason: "导入"),
                    at: now)
            }
            return outcome
        }
    }

    private static func check(_ guides: [ServiceGuide]) throws {
        let twice = Dictionary(grouping: guides, by: \.code).filter { $0.value.count > 1 }.keys
        guard twice.isEmpty else { throw Refusal.twice(twice.sorted()) }
        let faults = guides.map { ($0.code, ServicePaper.guide($0).faults) }.filter { !$0.1.isEmpty }
        guard faults.isEmpty else { throw Refusal.faults(Dictionary(faults, uniquingKeysWith: { $1 })) }
    }

    private static func put(
        _ guide: ServiceGuide, _ paper: ServicePaper.ID, _ key: ServiceVersion.ID, _ unit: OrganisationUnit.ID, isKnown: Bool,
        _ register: ServiceRegister, _ actor: String, _ now: Instant, _ outcome: inout Outcome
    ) throws {
        guard isKnown, let newest = try register.versions(of: paper).first else {
            try register.insert(
                ServiceRegister.Entry(id: paper, unit: unit, kind: .guide, code: guide.code, name: guide.name))
            try register.insert(
                ServiceVersion(id: key, paper: paper, number: 1, content: .guide(guide)), signature: actor, at: now)
            outcome.added += 1
            return
        }
        // A file brings no forms: materials keep theirs.
        let content = ServicePaper.guide(guide).keepingFiles(of: newest.version.content)
        guard content != newest.version.content else {
            outcome.unchanged += 1
            return
        }
        if newest.isEditable {
            var version = newest.version
            version.content = content
            try register.update(version, body: nil, signature: actor, at: now)
        } else if newest.state == .published {
            try register.insert(
                ServiceVersion(id: key, paper: paper, number: newest.version.number + 1, content: content), signature: actor, at: now)
        } else {
            outcome.atGate.append(guide.code)
            return
        }
        try register.rename(paper, code: guide.code, name: guide.name)
        outcome.changed += 1
    }
}
