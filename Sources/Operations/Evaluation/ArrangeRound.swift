package import Domain
import Persistence
import Registers

/// Lays down a round (安排测评): scheme, period, units, who scores, until when.
package struct ArrangeRound {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Begins a round with a frozen copy of the scheme.
    ///
    /// - Throws: `RoundRefusal`.
    package func create(
        title: String, edition id: SchemeEdition.ID, first: Day, last: Day, previous: EvaluationRound.ID? = nil, by staff: Staff
    ) async throws -> EvaluationRound.ID {
        let (site, now, key) = (county.id, installation.now(), installation.identifiers.next(EvaluationRound.self))
        try RoundWork.refuse(staff.holds(.disclosureOffice) ? [] : [.notAllowed(.arrange, .prepared)])
        try RoundWork.refuse(Self.faults(title: title) + (Self.isPeriod(first, last, today: now.day) ? [] : [.badPeriod]))
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: site)
            try events.lock()
            guard let edition = try SchemeRegister(transaction, site: site).find(id) else { throw RoundRefusal([.noSuchScheme]) }
            let rounds = RoundRegister(transaction, site: site)
            if let previous, try rounds.find(previous) == nil { throw RoundRefusal([.noSuchRound]) }
            try rounds.insert(
                EvaluationRound(
                    id: key, title: title, edition: id, scheme: edition.scheme, first: first, last: last,
                    panels: edition.scheme.assessors.map { EvaluationRound.Panel(assessor: $0.code, due: now.day.adding(days: 14)) },
                    previous: previous))
            try events.append(
                Event(
                    actor: staff.signature(staff.posts.first { $0.role == .disclosureOffice }), verb: .roundCreated,
                    subject: Event.Subject(.round, key.rawValue), reason: title), at: now)
            return key
        }
    }

    private static func isPeriod(_ first: Day, _ last: Day, today: Day) -> Bool {
        first <= last && last <= today && SchemeEdition.years.contains(first.year)
    }

    private static func faults(title: String) -> [RoundReason] {
        let limit = SchemeEdition.longestTitle
        if title.isEmpty { return [.needsTitle] }
        return title.unicodeScalars.count > limit ? [.tooLong(limit: limit)] : []
    }

    /// Units, reviewers and deadlines, while it is being prepared.
    package func run(
        _ id: EvaluationRound.ID, version: Int, units: [OrganisationUnit.ID], panels: [EvaluationRound.Panel], by staff: Staff
    ) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try work.demand(.arrange)
            let limit = EvaluationRound.mostUnits
            try RoundWork.refuse(units.count > limit ? [.tooMany(limit: limit)] : [])
            for unit in units where try work.units.find(unit) == nil { throw RoundRefusal([.noSuchUnit]) }
            work.round.panels = try Self.panels(panels, in: work)
            work.round.units = units.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            try work.rounds.put(units: work.round.units, of: id)
            try work.update()
            try work.record(.roundArranged, reason: "\(work.round.units.count) 个单位")
        }
    }

    /// 延长期限, also while sheets are being filled in. Who scores stays.
    package func extend(_ id: EvaluationRound.ID, version: Int, to days: [String: Day], reason: String, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try work.demand(.extend)
            try work.check(reason: reason)
            let today = work.now.day
            work.round.panels = try work.round.panels.map { panel in
                var panel = panel
                guard let day = days[panel.assessor], day != panel.due else { return panel }
                try RoundWork.refuse(day < today ? [.deadlineBeforeToday] : [])
                panel.due = day
                return panel
            }
            try work.update()
            try work.record(.roundArranged, reason: "调整期限：\(reason)")
        }
    }

    /// One panel for each assessor of the scheme, with people who can sign in.
    private static func panels(_ panels: [EvaluationRound.Panel], in work: RoundWork) throws -> [EvaluationRound.Panel] {
        try work.round.scheme.assessors.map { assessor in
            guard var panel = panels.first(where: { $0.assessor == assessor.code }) else { throw RoundRefusal([.noSuchAssessor]) }
            let limit = EvaluationRound.mostReviewers
            try RoundWork.refuse(panel.reviewers.count > limit ? [.tooMany(limit: limit)] : [])
            if assessor.kind == .oneself { panel.reviewers = [] }
            let known = try work.rounds.reviewers()
            for reviewer in panel.reviewers where !known.contains(reviewer) { throw RoundRefusal([.noSuchAccount]) }
            return panel
        }
    }
}
