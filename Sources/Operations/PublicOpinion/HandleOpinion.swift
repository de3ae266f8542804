package import Domain
import Persistence
import Registers

/// Records what is done about an item, and begins its public response (会商、研判、移交、回应、评估、问责).
package struct HandleOpinion {
    /// What was done.
    package struct Act: Sendable {
        package var kind: OpinionFact.Kind
        package var time: Instant
        package var text: String
        /// Of a judgement the unit that answers, of a transfer the new one, of a reprimand the one concerned.
        package var unit: OrganisationUnit.ID?
        /// Of a judgement.
        package var subjects: Set<PublicOpinion.Subject>
        package var level: PublicOpinion.Level?

        package init(
            _ kind: OpinionFact.Kind, time: Instant, text: String = "", unit: OrganisationUnit.ID? = nil,
            subjects: Set<PublicOpinion.Subject> = [], level: PublicOpinion.Level? = nil
        ) {
            self.kind = kind
            self.time = time
            self.text = text
            self.unit = unit
            self.subjects = subjects
            self.level = level
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `OpinionRefusal`, `StoreError.stale`.
    package func record(_ act: Act, on id: PublicOpinion.ID, version: Int, by staff: Staff) async throws {
        let (county, now, key) = (county, installation.now(), installation.identifiers.next(OpinionFact.self))
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = PublicOpinionRegister(transaction, site: county.id)
            guard var opinion = try register.find(id) else { throw OpinionRefusal([.noSuchOpinion]) }
            guard opinion.version == version else { throw StoreError.stale(subject: opinion.title) }
            let standing = try register.whole(opinion, at: now).standing
            var reasons = Self.reasons(act, opinion, standing, staff, now)
            if let unit = act.unit, try UnitRegister(transaction, site: county.id).find(unit) == nil { reasons.append(.noSuchUnit) }
            try OpinionRefusal.check(reasons)
            if act.kind == .judged {
                opinion.subjects = act.subjects
                opinion.level = act.level ?? opinion.level
            }
            let signature = staff.signature(for: standing.unit)
            try register.insert(
                OpinionFact(id: key, kind: act.kind, time: act.time, text: act.text, unit: act.unit, recorded: now, signature: signature),
                of: id)
            try register.update(opinion, isClosed: act.kind == .dismissed || act.kind == .evaluated || standing.state == .evaluated)
            try events.append(
                Event(
                    actor: signature, unit: act.unit ?? standing.unit, verb: .opinionRecorded,
                    subject: Event.Subject(.opinion, id.rawValue),
                    reason: act.kind.name), at: now)
        }
    }

    /// The responsible unit and the office may discuss, transfer and hold a conference; judging, evaluating and calling to account is the office's.
    private static func reasons(
        _ act: Act, _ opinion: PublicOpinion, _ standing: OpinionStanding, _ staff: Staff, _ now: Instant
    ) -> [OpinionReason] {
        let isOffice = staff.holds(.disclosureOffice)
        let isOwn = standing.unit.map { staff.holds(.editor, for: $0) } == true
        var reasons: [OpinionReason] = []
        switch act.kind {
        case .discussed, .transferred, .conference: if !isOffice, !isOwn { reasons.append(.notYours) }
        case .collected, .judged, .dismissed, .evaluated, .criticised, .summoned: if !isOffice { reasons.append(.needsOffice) }
        }
        if !standing.state.allows(act.kind) { reasons.append(.notAllowed(act.kind, standing.state)) }
        if act.time > now { reasons.append(.ahead(.time)) }
        if act.time < opinion.detected { reasons.append(.beforeDetection) }
        if act.text.unicodeScalars.count > PublicOpinion.longestText { reasons.append(.tooLong(.text, limit: PublicOpinion.longestText)) }
        switch act.kind {
        case .judged:
            if act.subjects.isEmpty { reasons.append(.noSubject) }
            if act.unit == nil { reasons.append(.missing(.unit)) }
            // Judged before: then why it is judged anew.
            if act.text.isEmpty, [.judged, .responded].contains(standing.state) { reasons.append(.missing(.text)) }
        case .transferred:
            if act.unit == nil { reasons.append(.missing(.unit)) }
            if act.unit != nil, act.unit == standing.unit { reasons.append(.sameUnit) }
            if act.text.isEmpty { reasons.append(.missing(.text)) }
        case .criticised, .summoned:
            if act.unit == nil { reasons.append(.missing(.unit)) }
            if act.text.isEmpty { reasons.append(.missing(.text)) }
        case .dismissed, .discussed: if act.text.isEmpty { reasons.append(.missing(.text)) }
        case .evaluated:
            if act.text.isEmpty { reasons.append(.missing(.text)) }
            if standing.state == .responded, let running = standing.running.first { reasons.append(.clockRuns(running.clock)) }
        case .collected, .conference: break
        }
        return reasons
    }

    // MARK: Response

    /// What a response says; a clarification names what was said, what is true, and how that is known.
    package struct Words: Sendable {
        package static let category = "回应关切"

        package var title: String
        package var isClarification: Bool
        package var said: String
        package var truth: String
        package var evidence: String

        package init(title: String, isClarification: Bool, said: String = "", truth: String = "", evidence: String = "") {
            self.title = title
            self.isClarification = isClarification
            self.said = said
            self.truth = truth
            self.evidence = evidence
        }

        fileprivate var faults: [OpinionReason] {
            var faults: [OpinionReason] = title.isEmpty ? [.missing(.title)] : []
            if title.unicodeScalars.count > PublicOpinion.longestTitle {
                faults.append(.tooLong(.title, limit: PublicOpinion.longestTitle))
            }
            for (field, text) in [(OpinionField.said, said), (.truth, truth), (.evidence, evidence)] {
                if isClarification, text.isEmpty { faults.append(.missing(field)) }
                if text.unicodeScalars.count > PublicOpinion.longestText {
                    faults.append(.tooLong(field, limit: PublicOpinion.longestText))
                }
            }
            return faults
        }

        fileprivate var body: DocumentBody {
            func paragraphs(_ text: String) -> [DocumentBody.Block] {
                text.split(whereSeparator: \.isNewline).map { .paragraph(String($0)) }
            }
            guard isClarification else { return DocumentBody(paragraphs(truth)) }
            return DocumentBody(
                [.heading(level: 2, "网传内容")] + paragraphs(said) + [.heading(level: 2, "事实")] + paragraphs(truth)
                    + [.heading(level: 2, "依据")] + paragraphs(evidence))
        }
    }

    /// Takes a response to the publishing gate; in an emergency it goes out the emergency way (应急发布).
    ///
    /// - Returns: the draft.
    /// - Throws: `OpinionRefusal`.
    package func respond(to id: PublicOpinion.ID, _ words: Words, by staff: Staff) async throws -> Draft.ID {
        let (county, now) = (county, installation.now())
        let unit = try await installation.store.read { transaction in
            let register = PublicOpinionRegister(transaction, site: county.id)
            guard let opinion = try register.find(id) else { throw OpinionRefusal([.noSuchOpinion]) }
            let standing = try register.whole(opinion, at: now).standing
            guard let unit = standing.unit else { throw OpinionRefusal([.missing(.unit)]) }
            var reasons = words.faults
            if !staff.holds(.editor, for: unit) { reasons.append(.notYours) }
            if !standing.state.allowsResponse { reasons.append(.notAllowed(.judged, standing.state)) }
            if let title = try register.waitingResponse(to: id, of: unit) { reasons.append(.responseWaits(title)) }
            try OpinionRefusal.check(reasons)
            return unit
        }
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = words.title
            content.category = Words.category
            content.made = now.day
            content.body = words.body
        }
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let signature = staff.signature(for: unit)
            let register = PublicOpinionRegister(transaction, site: county.id)
            // Somebody may have answered meanwhile, or begun to: then this draft stays by itself and can be thrown away.
            guard let opinion = try register.find(id) else { throw OpinionRefusal([.noSuchOpinion]) }
            let state = try register.whole(opinion, at: now).standing.state
            try OpinionRefusal.check(state.allowsResponse ? [] : [.notAllowed(.judged, state)])
            try OpinionRefusal.check(try register.waitingResponse(to: id, of: unit).map { [.responseWaits($0)] } ?? [])
            try register.insert(
                response: draft, of: id, isClarification: words.isClarification, signature: signature, at: now)
            try events.append(
                Event(
                    actor: signature, unit: unit, verb: .opinionResponseDrafted, subject: Event.Subject(.opinion, id.rawValue),
                    reason: words.isClarification ? "不实信息澄清" : ""), at: now)
        }
        return draft
    }
}
