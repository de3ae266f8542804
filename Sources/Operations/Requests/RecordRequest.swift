package import Domain
import Persistence
import Registers

/// Writes down what happened in a request (记录办理节点): everything but what goes out as a reply, lengthens the period, or moves the case.
package struct RecordRequest {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - version: the version that was seen.
    ///   - receipt: of a payment, its number.
    /// - Throws: `RequestRefusal`, `StoreError.stale`.
    package func run(
        _ id: DisclosureRequest.ID, version: Int?, _ fact: RequestFact, note: String = "", receipt: String = "", by staff: Staff
    ) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            try RequestWork.refuse(fact.kind.isRecordedByItself ? [] : [.notNow(fact.kind, work.standing.state)])
            try work.record(fact, note: note, key: key, by: staff)
            try Self.follow(fact, receipt: receipt, &work)
            try work.save(.requestRecorded, try work.signature(of: staff, roles: fact.kind.roles), reason: fact.kind.rawValue)
        }
    }

    /// 收到补正, or 撤回: what an applicant does on the portal.
    package func byApplicant(_ id: DisclosureRequest.ID, _ fact: RequestFact, note: String) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            try RequestWork.refuse([.clarified, .withdrawn].contains(fact.kind) ? [] : [.notNow(fact.kind, work.standing.state)])
            try work.record(fact, note: note, key: key, by: nil)
            try Self.follow(fact, receipt: "", &work)
            try work.save(.requestRecorded, "public", reason: fact.kind.rawValue)
        }
    }

    /// What the ledger says after it.
    private static func follow(_ fact: RequestFact, receipt: String, _ work: inout RequestWork) throws {
        switch fact.kind {
        case .abandoned: work.request.outcome = .notClarified
        case .feeLapsed: work.request.outcome = .feeUnpaid
        case .withdrawn: work.request.outcome = .other
        case .clarified: work.request.outcome = nil
        case .feePaid:
            guard var fee = try work.letters.fee(of: work.request.id) else { throw RequestRefusal([.noFee]) }
            fee.paid = fact.day
            fee.receipt = receipt
            try work.letters.put(fee, of: work.request.id)
            work.request.feeInFen = fee.fen
        case .reopened:
            work.request.outcome = nil
            try work.replies.remove(work.request.id)
            try work.replies.void(of: work.request.id)
        default: break
        }
    }

    /// 更正: takes a wrong entry out of the count; it stays in the record with the reason.
    package func strike(_ fact: RecordedFact.ID, of id: DisclosureRequest.ID, version: Int?, reason: String, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            try RequestWork.refuse(reason.isEmpty ? [.needsReason] : [])
            guard let entry = work.recorded.first(where: { $0.id == fact }) else { throw RequestRefusal([.noSuchFact]) }
            try Self.undo(entry.fact, &work)
            try work.strike(fact, why: "\(reason)（\(actor)，\(now.text)）")
            if work.standing.state.isOpen { work.request.outcome = nil }
            try work.save(.requestStruck, actor, reason: entry.fact.kind.rawValue)
        }
    }

    /// Takes back what the ledger says after a fact.
    private static func undo(_ fact: RequestFact, _ work: inout RequestWork) throws {
        try RequestWork.refuse(fact.kind.canBeStruck ? [] : [.wentOn(fact.kind)])
        switch fact.kind {
        // Another notice may say another amount.
        case .feeNoticed: if try work.letters.fee(of: work.request.id)?.paid == nil { try work.letters.removeFee(of: work.request.id) }
        case .feePaid:
            work.request.feeInFen = 0
            guard var fee = try work.letters.fee(of: work.request.id) else { return }
            (fee.paid, fee.receipt, fee.waived) = (nil, "", "")
            try work.letters.put(fee, of: work.request.id)
        case .merged:
            work.request.mergedInto = nil
            work.request.counts = true
        default: break
        }
    }

    /// 检索记录: where it was looked for, and what was found.
    package func search(
        _ id: DisclosureRequest.ID, place: String, words: String, found: Int, note: String, by staff: Staff
    ) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.nextValue())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            let actor = try work.signature(of: staff)
            try RequestWork.refuse(place.isEmpty || words.isEmpty ? [.needsReason] : [])
            try RequestWork.refuse([place, words, note].contains { $0.unicodeScalars.count > 1000 } ? [.tooLong(limit: 1000)] : [])
            try work.replies.insert(
                ReplyRegister.Search(place: place, words: words, found: max(0, found), note: note, time: now, signature: actor), key: key,
                of: id)
            try work.save(.requestSearched, actor)
        }
    }

    /// 指定经办人, or taking it oneself.
    package func assign(_ id: DisclosureRequest.ID, to account: Account.ID, version: Int?, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            let handlers = try RequestQueries(transaction, site: county.id).handlers(of: work.request.unit)
            try RequestWork.refuse(handlers.contains { $0.account == account } ? [] : [.noSuchAccount])
            work.request.handler = account
            try work.save(.requestAssigned, actor)
        }
    }
}

/// A longer period: somebody asks for it, the head of the disclosure office grants it (条例 Art. 33, 35).
package struct LengthenRequest {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter kind: `.extended` or `.delayed`.
    package func ask(
        _ id: DisclosureRequest.ID, version: Int?, kind: RequestFact.Kind, workingDays: Int, reason: String, by staff: Staff
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            var reasons: [RequestReason] = []
            if kind != .extended, kind != .delayed { reasons.append(.notNow(kind, work.standing.state)) }
            if reason.isEmpty { reasons.append(.needsReason) }
            if reason.unicodeScalars.count > RequestWork.longestNote { reasons.append(.tooLong(limit: RequestWork.longestNote)) }
            if work.request.wish != nil { reasons.append(.wishPending) }
            let history = RequestHistory(channel: work.request.channel, recorded: work.recorded)
            reasons += work.clock.problems(
                adding: RequestFact(kind, on: now.day, workingDays: workingDays), to: history, on: now.day
            ).filter(\.forbids).map { .problem($0) }
            try RequestWork.refuse(reasons)
            work.request.wish = DisclosureRequest.Wish(kind: kind, workingDays: workingDays, reason: reason, account: staff.account)
            try work.save(.requestWished, actor, reason: kind.rawValue)
        }
    }

    /// - Parameter granted: whether the head agrees; who asked may not be the one.
    package func decide(_ id: DisclosureRequest.ID, version: Int?, granted: Bool, reason: String, by staff: Staff) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            guard let wish = work.request.wish else { throw RequestRefusal([.noWish]) }
            let actor = try work.signature(of: staff, roles: wish.kind.roles)
            var reasons: [RequestReason] = []
            if wish.account == staff.account { reasons.append(.askedForIt) }
            if !granted, reason.isEmpty { reasons.append(.needsReason) }
            try RequestWork.refuse(reasons)
            if granted {
                try work.record(
                    RequestFact(wish.kind, on: now.day, workingDays: wish.workingDays), note: wish.reason, key: key, by: staff)
            }
            work.request.wish = nil
            try work.save(granted ? .requestRecorded : .requestWishRefused, actor, reason: granted ? wish.kind.rawValue : reason)
        }
    }
}
