package import Domain
import Persistence
import Registers

/// Writes a consultation down, takes its announcement and its feedback to the publishing gate, and notes what came of it (征求意见).
package struct KeepConsultation {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `ParticipationRefusal`.
    package func create(_ plan: Consultation.Plan, unit: OrganisationUnit.ID, by staff: Staff) async throws -> Consultation.ID {
        let consultation = Consultation(id: installation.identifiers.next(Consultation.self), unit: unit, plan: plan)
        let (county, now) = (county, installation.now())
        try ParticipationRefusal.check(staff.holds(.editor, for: unit) ? [] : [.needsEditor])
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let least = try FigureRegister(transaction, site: county.id).book().value(.consultationDays, on: now.day)
            try ParticipationRefusal.check(plan.faults(least: least))
            try ConsultationRegister(transaction, site: county.id).insert(consultation)
            let work = try ConsultationWork(transaction, county: county, consultation: consultation.id, now: now, by: staff)
            try work.record(.consultationSaved, reason: plan.title)
        }
        return consultation.id
    }

    /// - Throws: `ParticipationRefusal` when it is at the gate already; `StoreError.stale`.
    package func save(_ plan: Consultation.Plan, of id: Consultation.ID, version: Int, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            try ParticipationRefusal.check(try work.register.isAlive(work.consultation.draft) ? [.alreadyDrafted] : [])
            let least = try FigureRegister(work.transaction, site: work.county.id).book().value(.consultationDays, on: work.now.day)
            try ParticipationRefusal.check(plan.faults(least: least))
            work.consultation.plan = plan
            try work.register.update(work.consultation)
            try work.record(.consultationSaved, reason: plan.title)
        }
    }

    /// Makes a draft of the announcement; opinions are taken from the day on which it is public.
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func announce(_ id: Consultation.ID, by staff: Staff) async throws -> Draft.ID {
        let (consultation, known, least, unit) = try await installation.act(in: id, of: county, by: staff) { work in
            let least = try FigureRegister(work.transaction, site: work.county.id).book().value(.consultationDays, on: work.now.day)
            try ParticipationRefusal.check(work.consultation.plan.faults(least: least))
            let known = try work.register.isAlive(work.consultation.draft) ? work.consultation.draft : nil
            let unit = try UnitRegister(work.transaction, site: work.county.id).find(work.consultation.unit)
            return (work.consultation, known, least, unit?.name ?? "")
        }
        if let known { return known }
        let plan = consultation.plan
        let draft = try await installation.draft(
            plan.announcementTitle, plan.announcement(unit: unit, least: least), of: county, unit: consultation.unit, by: staff)
        try await installation.act(in: id, of: county, version: consultation.version, by: staff) { work in
            work.consultation.draft = draft
            try work.register.update(work.consultation)
            try work.record(.consultationDrafted)
        }
        return draft
    }

    /// Makes a draft of the feedback out of the ledger, which stays as it is from then on (意见采纳情况反馈).
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func giveFeedback(_ id: Consultation.ID, by staff: Staff) async throws -> Draft.ID {
        let (consultation, known, body) = try await installation.act(in: id, of: county, by: staff) { work in
            let known = try work.register.isAlive(work.consultation.feedback) ? work.consultation.feedback : nil
            return (work.consultation, known, try Self.feedback(work))
        }
        if let known { return known }
        let draft = try await installation.draft(
            consultation.plan.feedbackTitle, body, of: county, unit: consultation.unit, by: staff)
        try await installation.act(in: id, of: county, version: consultation.version, by: staff) { work in
            // What somebody changed in the ledger meanwhile is not in the draft.
            guard try Self.feedback(work) == body else { throw StoreError.stale(subject: consultation.plan.title) }
            work.consultation.feedback = draft
            try work.register.update(work.consultation)
            try work.record(.feedbackDrafted)
        }
        return draft
    }

    private static func feedback(_ work: ConsultationWork) throws -> DocumentBody {
        let standing = try work.standing()
        guard let announcement = standing.announcement, let closes = standing.closes else { throw ParticipationRefusal([.notOpen]) }
        try ParticipationRefusal.check(work.now.day <= closes ? [.stillOpen(closes)] : [])
        return try FeedbackTable(try work.opinions.list(of: work.consultation.id))
            .body(title: work.consultation.plan.title, from: announcement.day, to: closes)
    }

    /// Notes the document that came out of it; the feedback is due when that is public.
    package func conclude(_ id: Consultation.ID, document: Disclosure.ID?, version: Int, by staff: Staff) async throws {
        try await installation.act(in: id, of: county, version: version, by: staff) { work in
            if let document {
                let found = try DisclosureRegister(work.transaction, site: work.county.id).find(document)
                try ParticipationRefusal.check(found?.published == nil ? [.noSuchDocument] : [])
            }
            work.consultation.final = document
            try work.register.update(work.consultation)
            try work.record(.consultationConcluded)
        }
    }
}
