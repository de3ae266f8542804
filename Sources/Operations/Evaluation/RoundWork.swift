import Cryptography
import Domain
import Persistence
import Registers

/// One act in one round inside its transaction: the round as it stands, who acts, and the registers to write to.
struct RoundWork {
    let county: County
    let now: Instant
    let rounds: RoundRegister
    let sheets: SheetRegister
    let units: UnitRegister
    let orders: RectificationRegister
    private let events: EventRegister
    private let transaction: any Transaction
    let staff: Staff
    var round: EvaluationRound

    /// - Parameter version: the version that the person saw; `nil` when it does not matter.
    /// - Throws: `StoreError.stale` when it has been changed since; `RoundRefusal` when there is no such round.
    init(
        _ transaction: any Transaction, county: County, round id: EvaluationRound.ID, version: Int? = nil, now: Instant, by staff: Staff
    ) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        self.staff = staff
        rounds = RoundRegister(transaction, site: county.id)
        sheets = SheetRegister(transaction)
        units = UnitRegister(transaction, site: county.id)
        orders = RectificationRegister(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
        try events.lock()
        guard let round = try rounds.find(id) else { throw RoundRefusal([.noSuchRound]) }
        if let version, version != round.version { throw StoreError.stale(subject: round.title) }
        self.round = round
    }

    static func refuse(_ reasons: [RoundReason]) throws {
        guard reasons.isEmpty else { throw RoundRefusal(reasons) }
    }

    /// - Parameter unit: the unit that it is about, where it is about one.
    /// - Throws: `RoundRefusal` when the table of the life cycle does not let them.
    func demand(_ act: RoundAct, for unit: OrganisationUnit.ID? = nil) throws {
        let roles = unit.map { round.roles(of: staff, for: $0) } ?? round.roles(of: staff)
        try Self.refuse(round.state.allows(act, to: roles) ? [] : [.notAllowed(act, round.state)])
    }

    /// As the log names them: the unit's clerk for a unit, the office, or a third party's name.
    func signature(for unit: OrganisationUnit.ID? = nil) -> String { staff.signature(for: unit) }

    func leaf(_ code: String) throws -> Indicator {
        guard let leaf = round.scheme.leaves.first(where: { $0.code == code }) else { throw RoundRefusal([.noSuchLeaf]) }
        return leaf
    }

    /// By the code of the leaf.
    func earlierOrders(to unit: OrganisationUnit.ID) throws -> [String: RectificationOrder.ID] {
        try Recurrence(transaction, site: county.id).orders(to: unit, before: round)
    }

    func check(reason: String) throws {
        try Self.refuse(reason.isEmpty ? [.needsReason] : [])
        let limit = ScoreSheet.longestComment
        try Self.refuse(reason.unicodeScalars.count > limit ? [.tooLong(limit: limit)] : [])
    }

    /// Writes the round back under its version.
    mutating func update() throws {
        try rounds.update(round)
        round.version += 1
    }

    func record(
        _ verb: Event.Verb, unit: OrganisationUnit.ID? = nil, subject: Event.Subject? = nil, digest: [UInt8]? = nil, reason: String = ""
    ) throws {
        try events.append(
            Event(
                actor: signature(for: unit), unit: unit, verb: verb, subject: subject ?? Event.Subject(.round, round.id.rawValue),
                digestAfter: digest, reason: reason), at: now)
    }
}

extension Installation {
    /// Runs an act in a round.
    func act<Result: Sendable>(
        in round: EvaluationRound.ID, of county: County, version: Int? = nil, by staff: Staff,
        _ body: @escaping @Sendable (inout RoundWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        return try await store.write { transaction in
            var work = try RoundWork(transaction, county: county, round: round, version: version, now: now, by: staff)
            return try body(&work)
        }
    }
}
