package import Domain
import Persistence
import Registers

/// Moves cases: to the unit that is responsible, into another case, apart into several (转送、并案、拆分).
package struct MoveRequest {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// 转送: this case ends, and one of the other unit begins with the same applicant and wish; its day of receipt is that unit's own.
    ///
    /// - Returns: the case of the other unit.
    package func transfer(
        _ id: DisclosureRequest.ID, to unit: OrganisationUnit.ID, version: Int?, reason: String, by staff: Staff
    ) async throws -> DisclosureRequest.ID {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        let copy = installation.identifiers.next(DisclosureRequest.self)
        let keys = (0..<3).map { _ in installation.identifiers.next(RecordedFact.self) }
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            try RequestWork.refuse(reason.isEmpty ? [.needsReason] : [])
            try RequestWork.refuse(unit == work.request.unit ? [.otherUnit] : [])
            guard try UnitRegister(transaction, site: county.id).find(unit) != nil else { throw RequestRefusal([.otherUnit]) }
            try work.record(RequestFact(.transferred, on: now.day), note: reason, key: keys[0], by: staff)
            // The one that is counted is the one that is answered.
            work.request.counts = false
            work.request.outcome = nil
            try Copying(work: work, vault: vault).copy(
                as: copy, unit: unit, wanted: work.request.wanted, parent: id,
                // It waits for the other unit to confirm with the applicant.
                facts: [(RequestFact(.misdirected, on: now.day), keys[1])], note: reason, actor: actor, account: staff.account)
            try work.save(.requestTransferred, actor)
        }
        return copy
    }

    /// 并案: the same request was registered twice; the one goes on in the other.
    package func merge(
        _ id: DisclosureRequest.ID, into other: DisclosureRequest.ID, version: Int?, reason: String, by staff: Staff
    ) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            let target = try RequestWork(transaction, county: county, request: other, version: nil, now: now)
            var reasons: [RequestReason] = []
            if reason.isEmpty { reasons.append(.needsReason) }
            if id == other { reasons.append(.sameRequest) }
            if target.request.unit != work.request.unit { reasons.append(.otherUnit) }
            if !target.standing.state.isOpen { reasons.append(.notNow(.merged, target.standing.state)) }
            // Only what one applicant asked twice is one request.
            let keys = try [id, other].map { try work.register.sealed($0)?.applicantKey }
            if keys[0] == nil || keys[0] != keys[1] { reasons.append(.sameRequest) }
            try RequestWork.refuse(reasons)
            try work.record(RequestFact(.merged, on: now.day), note: "\(reason)（并入 \(target.request.number)）", key: key, by: staff)
            work.request.mergedInto = other
            work.request.counts = false
            try work.save(.requestMerged, actor)
        }
    }

    /// 拆分 (一事一申请): the parts have the applicant, the way and the day of receipt of the whole, and count each for itself.
    ///
    /// - Parameter parts: what each part asks for, two to ten of them.
    package func split(
        _ id: DisclosureRequest.ID, into parts: [String], version: Int?, reason: String, by staff: Staff
    ) async throws -> [DisclosureRequest.ID] {
        let vault = try installation.openVault()
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(RecordedFact.self))
        let copies = parts.prefix(Self.mostParts).map { _ in installation.identifiers.next(DisclosureRequest.self) }
        let keys = parts.prefix(Self.mostParts).map { _ in (0..<40).map { _ in installation.identifiers.next(RecordedFact.self) } }
        try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: version, now: now)
            let actor = try work.signature(of: staff)
            var reasons: [RequestReason] = []
            if reason.isEmpty { reasons.append(.needsReason) }
            if parts.count < 2 || parts.count > Self.mostParts || parts.contains(where: \.isEmpty) { reasons.append(.needsTwoParts) }
            if parts.contains(where: { $0.unicodeScalars.count > RequestWork.longestNote }) { reasons.append(.tooLong(limit: 2000)) }
            try RequestWork.refuse(reasons)
            let facts = work.recorded.filter { $0.struck == nil }.map(\.fact).prefix(40)
            try work.record(RequestFact(.split, on: now.day), note: reason, key: key, by: staff)
            work.request.counts = false
            for (index, part) in parts.enumerated() {
                try Copying(work: work, vault: vault).copy(
                    as: copies[index], unit: work.request.unit, wanted: RequestedInformation(description: part), parent: id,
                    facts: zip(facts, keys[index]).map { ($0, $1) }, note: "拆分自 \(work.request.number)", actor: actor,
                    account: staff.account)
            }
            try work.save(.requestSplit, actor)
        }
        return copies
    }

    package static let mostParts = 10
}

/// Makes a case out of another one, with the same applicant.
private struct Copying {
    let work: RequestWork
    let vault: IdentityVault

    func copy(
        as id: DisclosureRequest.ID, unit: OrganisationUnit.ID, wanted: RequestedInformation, parent: DisclosureRequest.ID,
        facts: [(RequestFact, RecordedFact.ID)], note: String, actor: String, account: Account.ID
    ) throws {
        guard let sealed = try work.register.sealed(parent) else { throw RequestRefusal([.identityGone]) }
        let identity = try vault.open(sealed.identity, owner: parent.rawValue)
        let serial = try work.register.nextSerial("SQ", year: work.today.year)
        let request = DisclosureRequest(
            id: id, unit: unit, number: DisclosureRequest.number(year: work.today.year, serial: serial), channel: work.request.channel,
            applicant: work.request.applicant, wanted: wanted, carrier: work.request.carrier, delivery: work.request.delivery,
            isOral: work.request.isOral, parent: parent, registered: work.now, registeredBy: actor)
        let history = RequestHistory(channel: request.channel, facts: facts.map(\.0))
        try work.register.insert(
            request,
            sealed: RequestRegister.Sealed(
                identity: vault.seal(identity, owner: id.rawValue), applicantKey: sealed.applicantKey,
                contentKey: vault.digest(wanted.comparedText), codeDigest: Filing.digest(code: Filing.code(id, vault), of: id)),
            standing: work.clock.standing(of: history, on: work.today, isExplained: false))
        for (fact, key) in facts {
            try work.register.append(
                RecordedFact(id: key, fact: fact, note: note, recorded: work.now, account: account, signature: actor), to: id)
        }
        try EventRegister(work.transaction, site: work.county.id).append(
            Event(
                actor: actor, unit: unit, verb: .requestRegistered, subject: Event.Subject(.request, id.rawValue), reason: request.number),
            at: work.now)
    }
}
