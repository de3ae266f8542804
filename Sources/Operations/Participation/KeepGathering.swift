import Cryptography
package import Domain
import Persistence
import Registers

/// Plans a gathering, takes its announcement, list and record to the publishing gate, and draws who takes part (听证会、会议列席、公众开放日).
package struct KeepGathering {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `ParticipationRefusal`.
    package func create(_ plan: Gathering.Plan, unit: OrganisationUnit.ID, by staff: Staff) async throws -> Gathering.ID {
        let gathering = Gathering(id: installation.identifiers.next(Gathering.self), unit: unit, plan: plan)
        let (county, now) = (county, installation.now())
        try ParticipationRefusal.check(staff.holds(.editor, for: unit) ? [] : [.needsEditor])
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            try GatheringRegister(transaction, site: county.id).insert(gathering)
            let work = try GatheringWork(transaction, county: county, gathering: gathering.id, now: now, by: staff)
            try ParticipationRefusal.check(try work.faults())
            try work.record(.gatheringSaved, reason: plan.title)
        }
        return gathering.id
    }

    /// - Throws: `ParticipationRefusal` when it is at the gate already; `StoreError.stale`.
    package func save(_ plan: Gathering.Plan, of id: Gathering.ID, version: Int, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try ParticipationRefusal.check(try work.register.isAlive(work.gathering.draft) ? [.alreadyDrafted] : [])
            work.gathering.plan = plan
            try ParticipationRefusal.check(try work.faults())
            try work.register.update(work.gathering)
            try work.record(.gatheringSaved, reason: plan.title)
        }
    }

    /// Makes a draft of the announcement; people sign up from the day on which it is public. Chains that it names get it at their stage.
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func announce(_ id: Gathering.ID, by staff: Staff) async throws -> Draft.ID {
        let (gathering, known, unit) = try await installation.act(in: id, of: county, by: staff) { work in
            let known = try work.register.isAlive(work.gathering.draft) ? work.gathering.draft : nil
            if known == nil {
                var reasons = try work.faults()
                let plan = work.gathering.plan
                let least = try work.ownFigures.noticeDays(plan.kind)
                if work.now.day > plan.day.adding(days: -least) { reasons.append(.noticeTooShort(least: least)) }
                if work.now.day > plan.deadline { reasons.append(.signUpClosed(plan.deadline)) }
                try ParticipationRefusal.check(reasons)
            }
            return (work.gathering, known, try work.unitName)
        }
        if let known { return known }
        let plan = gathering.plan
        let draft = try await installation.draft(
            plan.announcementTitle, plan.announcement(unit: unit), of: county, unit: gathering.unit, by: staff)
        try await installation.act(in: id, of: county, version: gathering.version, by: staff) { work in
            work.gathering.draft = draft
            work.gathering.selection = nil
            try work.register.update(work.gathering)
            try work.record(.gatheringDrafted)
        }
        try await link(draft, plan, by: staff)
        return draft
    }

    /// Puts a paper of it into the chains that it names.
    private func link(_ draft: Draft.ID, _ plan: Gathering.Plan, by staff: Staff) async throws {
        guard let stage = plan.kind.stage else { return }
        let chains = Set([plan.chain].compactMap { $0 } + plan.agenda.filter(\.isOpen).compactMap { $0.chain.map { PolicyChain.ID($0) } })
        for chain in chains.sorted() {
            try await KeepChain(installation, county: county).attach(.draft(draft), to: chain, as: stage, by: staff)
        }
    }

    /// Draws who takes part, once nobody signs up any more; whoever fits in takes part without a draw.
    ///
    /// - Parameter seed: of chance when it is not given.
    package func select(_ id: Gathering.ID, version: Int, seed: UInt64? = nil, by staff: Staff) async throws {
        let seed = seed ?? RandomBytes.make(8).reduce(0) { $0 << 8 | UInt64($1) }
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            let plan = work.gathering.plan
            try ParticipationRefusal.check(try work.standing().announcement == nil ? [.notOpen] : [])
            try ParticipationRefusal.check(work.now.day <= plan.deadline ? [.signUpOpen(plan.deadline)] : [])
            try ParticipationRefusal.check(work.gathering.selection == nil ? [] : [.alreadySelected])
            let selection = Selection(of: try work.signUps.list(of: id), seats: plan.seats, seed: seed, at: work.now)
            work.gathering.selection = selection
            try work.register.update(work.gathering)
            let candidates = selection.parts.reduce(0) { $0 + $1.candidates.count }
            try work.record(.participantsSelected, reason: "种子 \(seed)，\(candidates) 人报名，\(selection.chosen.count) 人参加")
        }
    }

    /// Makes a draft of the list of who takes part.
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func draftList(_ id: Gathering.ID, by staff: Staff) async throws -> Draft.ID {
        let (gathering, known, body) = try await installation.act(in: id, of: county, by: staff) { work in
            guard let selection = work.gathering.selection else { throw ParticipationRefusal([.notSelected]) }
            let known = try work.register.isAlive(work.gathering.list) ? work.gathering.list : nil
            let authors = Dictionary(try work.signUps.list(of: id).map { ($0.number, $0.author) }, uniquingKeysWith: { $1 })
            return (work.gathering, known, selection.body(of: work.gathering.plan, authors: authors))
        }
        if let known { return known }
        let draft = try await installation.draft(gathering.plan.listTitle, body, of: county, unit: gathering.unit, by: staff)
        try await installation.act(in: id, of: county, version: gathering.version, by: staff) { work in
            work.gathering.list = draft
            try work.register.update(work.gathering)
            try work.record(.gatheringListDrafted)
        }
        return draft
    }

    /// Makes a draft of the record or the minutes.
    ///
    /// - Parameters:
    ///   - attended: who was there, in the words of the record.
    ///   - text: a paragraph a line.
    /// - Returns: the draft; the one from before while it is on its way.
    package func draftRecord(_ id: Gathering.ID, attended: String, text: String, by staff: Staff) async throws -> Draft.ID {
        let (gathering, known, unit) = try await installation.act(in: id, of: county, by: staff) { work in
            let known = try work.register.isAlive(work.gathering.record) ? work.gathering.record : nil
            if known == nil {
                let texts: [(ParticipationField, String, Int)] = [
                    (.attended, attended, Gathering.longestMatter), (.record, text, Gathering.longestRecord),
                ]
                var reasons = texts.filter { $0.1.isEmpty }.map { ParticipationReason.missing($0.0) }
                reasons += texts.compactMap { .beyond($0.0, $0.1, limit: $0.2) }
                let day = work.gathering.plan.day
                if try work.standing().announcement == nil { reasons.append(.notOpen) }
                if work.now.day < day { reasons.append(.notOver(day)) }
                try ParticipationRefusal.check(reasons)
            }
            return (work.gathering, known, try work.unitName)
        }
        if let known { return known }
        let plan = gathering.plan
        let draft = try await installation.draft(
            plan.recordTitle, plan.recordBody(unit: unit, attended: attended, text: text), of: county, unit: gathering.unit, by: staff)
        try await installation.act(in: id, of: county, version: gathering.version, by: staff) { work in
            work.gathering.record = draft
            try work.register.update(work.gathering)
            try work.record(.gatheringRecordDrafted)
        }
        try await link(draft, plan, by: staff)
        return draft
    }

    /// Notes the public document that came of an item of the agenda; `nil` takes it away.
    ///
    /// - Parameter item: counted from 1.
    package func settle(_ item: Int, document: Disclosure.ID?, of id: Gathering.ID, version: Int, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            guard work.gathering.plan.agenda.indices.contains(item - 1) else { throw ParticipationRefusal([.notFound]) }
            if let document {
                let found = try DisclosureRegister(work.transaction, site: work.county.id).find(document)
                try ParticipationRefusal.check(found?.published == nil ? [.noSuchDocument] : [])
            }
            work.gathering.plan.agenda[item - 1].document = document?.rawValue
            try work.register.update(work.gathering)
            try work.record(.gatheringAgendaSettled, reason: "议题 \(item)")
        }
    }
}
