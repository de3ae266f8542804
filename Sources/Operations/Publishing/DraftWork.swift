import Cryptography
package import Domain
package import Persistence
package import Registers

/// One act on one draft inside its transaction: the draft as it stands, the gate that judges the act, and the registers to write to.
struct DraftWork {
    let transaction: any Transaction
    let county: County
    let now: Instant
    let drafts: DraftRegister
    let decisions: DecisionRegister
    let events: EventRegister
    private(set) var entry: DraftRegister.Entry
    private(set) var gate: Gate

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since, `UnknownDraft` when there is none.
    init(_ transaction: any Transaction, county: County, draft id: Draft.ID, version: Int?, now: Instant) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        drafts = DraftRegister(transaction, site: county.id)
        decisions = DecisionRegister(transaction)
        events = EventRegister(transaction, site: county.id)
        try events.lock()
        guard let entry = try drafts.find(id) else { throw UnknownDraft() }
        if let version, version != entry.draft.version { throw StoreError.stale(subject: entry.draft.content.title) }
        self.entry = entry
        gate = try Gate.of(entry, in: transaction, site: county.id)
    }

    var draft: Draft { entry.draft }

    /// Reads the draft again, after this act has changed it.
    mutating func reload() throws {
        guard let entry = try drafts.find(entry.draft.id) else { throw UnknownDraft() }
        self.entry = entry
        gate = try Gate.of(entry, in: transaction, site: county.id)
    }

    func note(
        _ verb: Event.Verb, _ staff: Staff, as role: Role?, before: [UInt8]? = nil, after: [UInt8]? = nil, reason: String = ""
    ) throws {
        let post = role.flatMap { staff.post($0, for: draft.unit) }
        try events.append(
            Event(
                actor: staff.signature(post), unit: draft.unit, verb: verb, subject: Event.Subject(.draft, draft.id.rawValue),
                digestBefore: before, digestAfter: after, reason: reason), at: now)
    }

    static func refuse(_ reasons: [GateReason]) throws {
        guard reasons.isEmpty else { throw GateRefusal(reasons) }
    }
}

/// There is no such draft in this county.
package struct UnknownDraft: Error, Sendable {
    package init() {}
}

extension Draft.Content {
    /// SHA-256 of everything that decisions are bound to.
    package func digest() throws -> [UInt8] { Digest.sha256(try canonicalBytes()) }
}

extension Gate {
    /// The gate of a draft as it stands, for showing what may be done with it.
    package static func of(_ entry: DraftRegister.Entry, in transaction: any Transaction, site: County.ID) throws -> Gate {
        Gate(
            draft: entry.draft, path: entry.path, decisions: try DecisionRegister(transaction).decisions(of: entry.draft.id),
            drafters: try DraftRegister(transaction, site: site).authors(of: entry.draft.id), digest: entry.digest,
            openFindings: entry.openFindings,
            laterFindings: entry.openFindings == 0 ? [:] : try DecisionRegister(transaction).laterFindings(of: entry.draft.id))
    }
}
