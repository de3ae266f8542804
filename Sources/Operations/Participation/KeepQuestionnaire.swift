import Cryptography
package import Domain
import Persistence
import Registers

/// Writes a questionnaire, takes its announcement and its results to the publishing gate, and takes answers (问卷调查).
package struct KeepQuestionnaire {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `ParticipationRefusal`.
    package func create(_ plan: Questionnaire.Plan, unit: OrganisationUnit.ID, by staff: Staff) async throws -> Questionnaire.ID {
        let questionnaire = Questionnaire(id: installation.identifiers.next(Questionnaire.self), unit: unit, plan: plan)
        try ParticipationRefusal.check(staff.holds(.editor, for: unit) ? [] : [.needsEditor])
        try ParticipationRefusal.check(plan.faults(on: installation.now().day))
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            try QuestionnaireRegister(transaction, site: county.id).insert(questionnaire)
            let work = try QuestionnaireWork(transaction, county, questionnaire.id, version: nil, now: now, by: staff)
            try work.record(.questionnaireSaved, reason: plan.title)
        }
        return questionnaire.id
    }

    /// - Throws: `ParticipationRefusal` when it is at the gate already; `StoreError.stale`.
    package func save(_ plan: Questionnaire.Plan, of id: Questionnaire.ID, version: Int, by staff: Staff) async throws {
        try await act(id, version: version, by: staff) { work in
            try ParticipationRefusal.check(try work.register.isAlive(work.questionnaire.draft) ? [.alreadyDrafted] : [])
            try ParticipationRefusal.check(plan.faults(on: work.now.day))
            work.questionnaire.plan = plan
            try work.register.update(work.questionnaire)
            try work.record(.questionnaireSaved, reason: plan.title)
        }
    }

    /// Makes a draft of the announcement; answers are taken from the day on which it is public.
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func announce(_ id: Questionnaire.ID, by staff: Staff) async throws -> Draft.ID {
        let (questionnaire, known, unit) = try await act(id, by: staff) { work in
            let known = try work.register.isAlive(work.questionnaire.draft) ? work.questionnaire.draft : nil
            if known == nil { try ParticipationRefusal.check(work.questionnaire.plan.faults(on: work.now.day)) }
            let unit = try UnitRegister(work.transaction, site: work.county.id).find(work.questionnaire.unit)
            return (work.questionnaire, known, unit?.name ?? "")
        }
        if let known { return known }
        let plan = questionnaire.plan
        let draft = try await installation.draft(
            plan.announcementTitle, plan.announcement(unit: unit), of: county, unit: questionnaire.unit, by: staff)
        try await act(id, version: questionnaire.version, by: staff) { work in
            work.questionnaire.draft = draft
            try work.register.update(work.questionnaire)
            try work.record(.questionnaireDrafted)
        }
        return draft
    }

    /// Makes a draft of the results, once no answers are taken any more.
    ///
    /// - Returns: the draft; the one from before while it is on its way.
    package func giveResults(_ id: Questionnaire.ID, by staff: Staff) async throws -> Draft.ID {
        let (questionnaire, known, body) = try await act(id, by: staff) { work in
            let (questionnaire, plan) = (work.questionnaire, work.questionnaire.plan)
            let known = try work.register.isAlive(questionnaire.results) ? questionnaire.results : nil
            try ParticipationRefusal.check(try work.register.standing(questionnaire).announcement == nil ? [.notOpen] : [])
            try ParticipationRefusal.check(work.now.day <= plan.closes ? [.stillOpen(plan.closes)] : [])
            return (questionnaire, known, try work.register.results(of: questionnaire).body(title: plan.title, closes: plan.closes))
        }
        if let known { return known }
        let draft = try await installation.draft(questionnaire.plan.resultsTitle, body, of: county, unit: questionnaire.unit, by: staff)
        try await act(id, version: questionnaire.version, by: staff) { work in
            work.questionnaire.results = draft
            try work.register.update(work.questionnaire)
            try work.record(.questionnaireResultsDrafted)
        }
        return draft
    }

    /// Takes somebody's answers.
    ///
    /// - Parameter token: of the form that was sent; the same form sent twice counts once.
    /// - Returns: `false` when it was here before.
    /// - Throws: `ParticipationRefusal`.
    package func take(_ replies: [Questionnaire.Reply], to id: Questionnaire.ID, token: String) async throws -> Bool {
        let (county, now) = (county, installation.now())
        let key = installation.identifiers.next(Questionnaire.Reply.self)
        let digest = Digest.sha256("questionnaire form \(token)".utf8)
        return try await installation.gathered.write { transaction in
            let register = QuestionnaireRegister(transaction, site: county.id)
            guard let questionnaire = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
            let standing = try register.standing(questionnaire)
            try ParticipationRefusal.check(standing.announcement == nil ? [.notOpen] : [])
            try ParticipationRefusal.check(standing.state(on: now.day) == .open ? [] : [.closed(standing.closes)])
            try ParticipationRefusal.check(questionnaire.plan.faults(of: replies))
            guard try register.insert(replies, id: key, to: id, token: digest, at: now) else { return false }
            try EventRegister(transaction, site: county.id).append(
                Event(actor: "public", verb: .questionnaireAnswered, subject: Event.Subject(.questionnaire, id.rawValue)), at: now)
            return true
        }
    }

    private func act<Result: Sendable>(
        _ id: Questionnaire.ID, version: Int? = nil, by staff: Staff,
        _ body: @escaping @Sendable (inout QuestionnaireWork) throws -> Result
    ) async throws -> Result {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            var work = try QuestionnaireWork(transaction, county, id, version: version, now: now, by: staff)
            return try body(&work)
        }
    }
}

/// One act on one questionnaire inside its transaction.
private struct QuestionnaireWork {
    let county: County
    let now: Instant
    let staff: Staff
    let register: QuestionnaireRegister
    let transaction: any Transaction
    private let events: EventRegister
    var questionnaire: Questionnaire

    init(
        _ transaction: any Transaction, _ county: County, _ id: Questionnaire.ID, version: Int?, now: Instant, by staff: Staff
    ) throws {
        self.county = county
        self.now = now
        self.staff = staff
        self.transaction = transaction
        register = QuestionnaireRegister(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
        try events.lock()
        guard let questionnaire = try register.find(id) else { throw ParticipationRefusal([.notFound]) }
        try ParticipationRefusal.check(staff.holds(.editor, for: questionnaire.unit) ? [] : [.needsEditor])
        if let version, version != questionnaire.version { throw StoreError.stale(subject: questionnaire.plan.title) }
        self.questionnaire = questionnaire
    }

    func record(_ verb: Event.Verb, reason: String = "") throws {
        try events.append(
            Event(
                actor: staff.signature(for: questionnaire.unit), unit: questionnaire.unit, verb: verb,
                subject: Event.Subject(.questionnaire, questionnaire.id.rawValue), reason: reason), at: now)
        try SiteRegister(transaction).contentChanged(county.id)
    }
}
