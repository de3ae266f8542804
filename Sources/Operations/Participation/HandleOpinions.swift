package import Domain
import Persistence
package import Registers

/// Works through the ledger of a consultation: shows, hides, groups, answers; many at once (整理意见).
package struct HandleOpinions {
    /// Which opinions are meant.
    package enum Choice: Sendable {
        /// With the versions that the person saw.
        case listed([(id: Opinion.ID, version: Int)])
        /// Everything that the filter leaves; refused when that is not as many as the person saw.
        case all(OpinionRegister.Filter, count: Int)
    }

    package enum Act: Sendable, Hashable {
        case show
        /// The reason stays, and is published.
        case hide(reason: String)
        /// Like ones, to be answered together.
        case group
        case ungroup
        case answer(Opinion.Outcome, reply: String)
    }

    /// A line of a table that came back.
    package struct Answer: Sendable, Hashable {
        package let number: String
        package let outcome: String
        package let reply: String

        package init(number: String, outcome: String, reply: String) {
            self.number = number
            self.outcome = outcome
            self.reply = reply
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: how many were changed.
    /// - Throws: `ParticipationRefusal`; `StoreError.stale` when one of them was changed by somebody else.
    package func run(_ act: Act, on choice: Choice, of id: Consultation.ID, by staff: Staff) async throws -> Int {
        try ParticipationRefusal.check(Self.faults(of: act))
        return try await installation.act(in: id, of: county, by: staff) { work in
            try work.demandOpenLedger()
            let all = try work.opinions.list(of: id)
            var chosen = try Self.chosen(choice, all, work)
            if case .answer = act {
                // A group is answered as one.
                let leads = Set(chosen.map { $0.lead ?? $0.id })
                chosen = all.filter { leads.contains($0.lead ?? $0.id) }
            }
            try ParticipationRefusal.check(chosen.isEmpty ? [.missing(.chosen)] : [])
            for opinion in Self.changed(chosen, all, by: act) { try work.opinions.update(opinion) }
            let count = chosen.count
            switch act {
            case .answer(let outcome, _): try work.record(.opinionsAnswered, reason: "\(outcome.name) \(count) 条")
            case .hide(let reason): try work.record(.opinionsModerated, reason: "不公布 \(count) 条：\(reason)")
            case .show: try work.record(.opinionsModerated, reason: "公布 \(count) 条")
            case .group: try work.record(.opinionsModerated, reason: "归并 \(count) 条")
            case .ungroup: try work.record(.opinionsModerated, reason: "取消归并 \(count) 条")
            }
            return count
        }
    }

    private static func faults(of act: Act) -> [ParticipationReason] {
        switch act {
        case .show, .group, .ungroup: return []
        case .hide(let reason):
            return reason.isEmpty
                ? [.missing(.reason)] : [ParticipationReason.beyond(.reason, reason, limit: Opinion.longestReason)].compactMap { $0 }
        case .answer(let outcome, let reply):
            if reply.isEmpty, outcome != .adopted { return [.missing(.reply)] }
            return [ParticipationReason.beyond(.reply, reply, limit: Opinion.longestReply)].compactMap { $0 }
        }
    }

    private static func chosen(_ choice: Choice, _ all: [Opinion], _ work: ConsultationWork) throws -> [Opinion] {
        switch choice {
        case .all(let filter, let count):
            let found = try work.opinions.list(of: work.consultation.id, filter)
            guard found.count == count else { throw StoreError.stale(subject: work.consultation.plan.title) }
            return found
        case .listed(let listed):
            let known = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            return try listed.map { id, version in
                guard let opinion = known[id] else { throw ParticipationRefusal([.notFound]) }
                guard opinion.version == version else { throw StoreError.stale(subject: opinion.number) }
                return opinion
            }
        }
    }

    /// What is to be written for an act; grouping takes whole groups along.
    private static func changed(_ chosen: [Opinion], _ all: [Opinion], by act: Act) -> [Opinion] {
        switch act {
        case .show: return chosen.map { changed($0) { ($0.moderation, $0.hiddenReason) = (.shown, "") } }
        case .hide(let reason):
            return chosen.map { changed($0) { ($0.moderation, $0.hiddenReason) = (.hidden, reason) } }
        case .group:
            let leads = Set(chosen.map { $0.lead ?? $0.id })
            let members = all.filter { leads.contains($0.lead ?? $0.id) }
            guard let first = members.first else { return [] }
            return members.map { member in
                changed(member) {
                    $0.lead = member.id == first.id ? nil : first.id
                    ($0.outcome, $0.reply) = (first.outcome, first.reply)
                }
            }
        case .ungroup:
            let leads = Set(chosen.map { $0.lead ?? $0.id })
            return all.filter { leads.contains($0.lead ?? $0.id) }.map { changed($0) { $0.lead = nil } }
        case .answer(let outcome, let reply):
            return chosen.map { changed($0) { ($0.outcome, $0.reply) = (outcome, reply) } }
        }
    }

    private static func changed(_ opinion: Opinion, _ change: (inout Opinion) -> Void) -> Opinion {
        var opinion = opinion
        change(&opinion)
        return opinion
    }

    /// Answers from a table that was filled in elsewhere: all of them, or none when one is wrong. Lines without an outcome are passed over.
    package func take(_ answers: [Answer], of id: Consultation.ID, by staff: Staff) async throws -> Int {
        try await installation.act(in: id, of: county, by: staff) { work in
            try work.demandOpenLedger()
            let known = Dictionary(try work.opinions.list(of: id).map { ($0.number, $0) }, uniquingKeysWith: { $1 })
            var reasons: [ParticipationReason] = []
            var changed: [Opinion] = []
            for answer in answers where !answer.outcome.isEmpty {
                guard var opinion = known[answer.number] else {
                    reasons.append(.unknownNumber(answer.number))
                    continue
                }
                guard let outcome = Opinion.Outcome.allCases.first(where: { $0.name == answer.outcome }) else {
                    reasons.append(.unknownOutcome(answer.outcome))
                    continue
                }
                reasons += Self.faults(of: .answer(outcome, reply: answer.reply))
                (opinion.outcome, opinion.reply) = (outcome, answer.reply)
                changed.append(opinion)
            }
            try ParticipationRefusal.check(Array(reasons.prefix(20)))
            for opinion in changed { try work.opinions.update(opinion) }
            try work.record(.opinionsAnswered, reason: "由表格导入 \(changed.count) 条")
            return changed.count
        }
    }
}
