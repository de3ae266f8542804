package import Domain
import Persistence
import Registers

/// 减免信息处理费: the office charged, and lets it go with a reason. That it is settled counts as paid for the clock.
package struct WaiveFee {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package func run(_ id: DisclosureRequest.ID, version: Int?, reason: String, by staff: Staff) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            guard var fee = try work.letters.fee(of: id) else { throw RequestRefusal([.noFee]) }
            var reasons: [RequestReason] = fee.paid == nil ? [] : [.feePaid]
            if reason.isEmpty { reasons.append(.needsReason) }
            if reason.unicodeScalars.count > 500 { reasons.append(.tooLong(limit: 500)) }
            try RequestWork.refuse(reasons)
            fee.waived = reason
            fee.paid = now.day
            try work.letters.put(fee, of: id)
            // The reply period begins anew as if it had been paid.
            try work.record(RequestFact(.feePaid, on: now.day), note: reason, key: key, by: staff)
            try work.save(.requestRecorded, actor, reason: RequestFact.Kind.feePaid.rawValue)
        }
    }
}
