package import Domain
import Persistence
import Registers

/// Reviews and lawsuits about requests (行政复议、行政诉讼): registered, answered for, and what came of them.
package struct RecordDispute {
    package enum Refusal: Error, Sendable, Hashable {
        case unknown
        case noAuthority
        case dayAfterToday
        case resultBeforeReceipt
        case resultWithoutDay
        case longText(limit: Int)
        case otherUnit
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter dispute: its key and version are ignored.
    package func add(_ dispute: RequestDispute, by staff: Staff) async throws -> RequestDispute.ID {
        let (county, now, id) = (county, installation.now(), installation.identifiers.next(RequestDispute.self))
        try Self.check(dispute, on: now.day)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            guard staff.handlesRequests(of: dispute.unit) else { throw RequestRefusal([.needsRole(.editor)]) }
            if let request = dispute.request {
                guard let found = try RequestRegister(transaction, site: county.id).find(request) else { throw Refusal.unknown }
                guard found.unit == dispute.unit else { throw Refusal.otherUnit }
            }
            let actor = staff.signature(staff.post(.editor, for: dispute.unit) ?? staff.post(.disclosureOffice, for: dispute.unit))
            let entry = RequestDispute(
                id: id, unit: dispute.unit, request: dispute.request, kind: dispute.kind, received: dispute.received,
                authority: dispute.authority, caseNumber: dispute.caseNumber, materialDue: dispute.materialDue, result: dispute.result,
                resulted: dispute.resulted, note: dispute.note)
            try DisputeRegister(transaction, site: county.id).insert(entry, signature: actor, at: now)
            try events.append(
                Event(actor: actor, unit: dispute.unit, verb: .disputeRecorded, subject: Event.Subject(.dispute, id.rawValue)), at: now)
        }
        return id
    }

    /// Writes what has become of it, under the version that was seen.
    package func change(_ dispute: RequestDispute, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try Self.check(dispute, on: now.day)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = DisputeRegister(transaction, site: county.id)
            guard let known = try register.find(dispute.id) else { throw Refusal.unknown }
            guard staff.handlesRequests(of: known.unit) else { throw RequestRefusal([.needsRole(.editor)]) }
            try register.update(dispute)
            let actor = staff.signature(staff.post(.editor, for: known.unit) ?? staff.post(.disclosureOffice, for: known.unit))
            try events.append(
                Event(
                    actor: actor, unit: known.unit, verb: .disputeChanged, subject: Event.Subject(.dispute, dispute.id.rawValue),
                    reason: dispute.result?.rawValue ?? ""), at: now)
        }
    }

    private static func check(_ dispute: RequestDispute, on today: Day) throws {
        if dispute.authority.isEmpty { throw Refusal.noAuthority }
        if dispute.received > today || dispute.resulted.map({ $0 > today }) ?? false { throw Refusal.dayAfterToday }
        if (dispute.result == nil) != (dispute.resulted == nil) { throw Refusal.resultWithoutDay }
        if let resulted = dispute.resulted, resulted < dispute.received { throw Refusal.resultBeforeReceipt }
        if [dispute.authority, dispute.caseNumber, dispute.note].contains(where: { $0.unicodeScalars.count > 1000 }) {
            throw Refusal.longText(limit: 1000)
        }
    }
}
