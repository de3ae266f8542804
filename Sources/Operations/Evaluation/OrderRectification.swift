package import Domain
import Persistence
package import Registers

/// Orders to put something right, what units answer, and the re-check (整改、复查、销号).
package struct OrderRectification {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - checked: the day of the check, from which the days run.
    ///   - days: until the written report is due.
    /// - Throws: `RoundRefusal`.
    package func order(
        in id: EvaluationRound.ID, unit: OrganisationUnit.ID, leaf: String?, problem: String, checked: Day,
        days: Int = RectificationOrder.usualDays, by staff: Staff
    ) async throws -> RectificationOrder.ID {
        let key = installation.identifiers.next(RectificationOrder.self)
        return try await installation.act(in: id, of: county, by: staff) { work in
            try work.demand(.order)
            try RoundWork.refuse(work.round.units.contains(unit) ? [] : [.noSuchUnit])
            if let leaf { _ = try work.leaf(leaf) }
            try RoundWork.refuse(problem.isEmpty ? [.needsProblem] : [])
            try work.check(reason: problem)
            try RoundWork.refuse(
                (RectificationOrder.possibleDays.contains(days) ? [] : [.badDays])
                    + (work.round.first <= checked && checked <= work.now.day ? [] : [.badCheckDay]))
            let isKnown = try work.orders.orders(of: id).contains {
                $0.unit == unit && $0.leaf == leaf && $0.problem == problem && $0.state != .closed
            }
            try RoundWork.refuse(isKnown ? [.alreadyOrdered] : [])
            let order = RectificationOrder(
                id: key, round: id, unit: unit, leaf: leaf, problem: problem, checked: checked,
                due: RectificationOrder.due(checked: checked, days: days), ordered: work.now, signature: work.signature(),
                recursFrom: try leaf.flatMap { try work.earlierOrders(to: unit)[$0] })
            try work.orders.insert(order)
            try work.record(
                .rectificationOrdered, unit: unit, subject: Event.Subject(.rectification, key.rawValue), reason: "期限 \(order.due)")
            return key
        }
    }

    /// 整改报告 of the unit.
    package func respond(_ id: RectificationOrder.ID, version: Int, text: String, by staff: Staff) async throws {
        try await step(id, version: version, .respond, .response, text, .rectificationAnswered, by: staff)
    }

    /// 复查: accepted and closed, or returned.
    package func recheck(_ id: RectificationOrder.ID, version: Int, isAccepted: Bool, text: String, by staff: Staff) async throws {
        try await step(id, version: version, .recheck, isAccepted ? .accepted : .returned, text, .rectificationChecked, by: staff)
    }

    private func step(
        _ id: RectificationOrder.ID, version: Int, _ act: RoundAct, _ kind: RectificationOrder.Step.Kind, _ text: String,
        _ verb: Event.Verb,
        by staff: Staff
    ) async throws {
        let round = try await round(of: id)
        try await installation.act(in: round, of: county, by: staff) { work in
            guard var order = try work.orders.find(id) else { throw RoundRefusal([.noSuchOrder]) }
            guard order.version == version else { throw StoreError.stale(subject: "整改通知") }
            try work.demand(act, for: order.unit)
            try work.check(reason: text)
            guard let next = order.after(kind) else { throw RoundRefusal([.notNow(order.state)]) }
            let signature = work.signature(for: act == .respond ? order.unit : nil)
            order.state = next
            order.steps.append(RectificationOrder.Step(kind: kind, text: text, time: work.now, signature: signature))
            try work.orders.update(order)
            try work.record(verb, unit: order.unit, subject: Event.Subject(.rectification, id.rawValue), reason: kind.name)
        }
    }

    /// Adds evidence to an answer; its bytes are in the store already.
    package func add(_ file: SheetRegister.File, to id: RectificationOrder.ID, by staff: Staff) async throws {
        let (round, key) = (try await round(of: id), installation.identifiers.next(SheetRegister.File.self))
        try await installation.act(in: round, of: county, by: staff) { work in
            guard let order = try work.orders.find(id) else { throw RoundRefusal([.noSuchOrder]) }
            try work.demand(.respond, for: order.unit)
            try RoundWork.refuse(order.state == .closed ? [.notNow(order.state)] : [])
            let own = try work.sheets.files(of: round).count { $0.order == id }
            try RoundWork.refuse(own < ScoreSheet.mostEvidence ? [] : [.tooMany(limit: ScoreSheet.mostEvidence)])
            try work.sheets.insert(
                SheetRegister.File(
                    id: key, sheet: nil, order: id, leaf: "", name: file.name, mediaType: file.mediaType, sizeInBytes: file.sizeInBytes,
                    digest: file.digest, added: work.now, signature: work.signature(for: order.unit)), in: round)
            try work.record(.sheetFileAdded, unit: order.unit, subject: Event.Subject(.rectification, id.rawValue))
        }
    }

    private func round(of id: RectificationOrder.ID) async throws -> EvaluationRound.ID {
        let site = county.id
        let order = try await installation.store.read { try RectificationRegister($0, site: site).find(id) }
        guard let order else { throw RoundRefusal([.noSuchOrder]) }
        return order.round
    }
}
