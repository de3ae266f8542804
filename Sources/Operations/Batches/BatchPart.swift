import Domain
import Persistence
import Registers

/// One part of an act on a batch, inside its transaction.
struct BatchPart {
    let transaction: any Transaction
    let county: County
    let now: Instant
    let register: BatchRegister
    let batch: Batch
    let job: Batch.Job
    let staff: Staff
    let tools: PublicationTools
    let words: WordCheckers
    let owner: Int64
    let lease: Instant
    private let end = ContinuousClock.now + RunBatch.partTime

    /// A check that is older than this is made again before publication, in milliseconds: the world may have changed.
    private static let oldestCheck: Int64 = 86_400_000

    init(
        transaction: any Transaction, county: County, now: Instant, register: BatchRegister, batch: Batch, job: Batch.Job, staff: Staff,
        tools: PublicationTools, words: WordCheckers, owner: Int64, lease: Instant
    ) {
        self.transaction = transaction
        self.county = county
        self.now = now
        self.register = register
        self.batch = batch
        self.job = job
        self.staff = staff
        self.tools = tools
        self.words = words
        self.owner = owner
        self.lease = lease
    }

    var isTimeUp: Bool { ContinuousClock.now >= end }

    func advance(to cursor: Int64, done: Int, refused: Int) throws {
        try register.advance(batch.id, to: cursor, done: done, refused: refused, at: now)
    }

    // MARK: Bringing in

    func insert(_ content: Draft.Content, key: Draft.ID, path: ApprovalPath) throws {
        let draft = Draft(id: key, unit: batch.unit, content: content)
        let digest = try content.digest()
        try DraftRegister(transaction, site: county.id).insert(
            draft, digest: digest, path: path, by: staff.account, at: now, batch: batch.id.rawValue)
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: staff.signature(staff.post(.editor, for: batch.unit)), unit: batch.unit, verb: .draftCreated,
                subject: Event.Subject(.draft, key.rawValue), digestAfter: digest), at: now)
    }

    /// Everything is in: the checks follow by themselves.
    func finishBringingIn(_ count: Int) throws {
        try note(.batchImported, as: .editor, reason: "\(batch.name)：\(count)")
        try register.set(.drafting, rows: count, of: batch.id)
        try register.start(
            .check, on: batch.id, by: staff.account, reason: "", ground: nil, step: nil, total: count, at: now, owner: owner, lease: lease)
    }

    // MARK: One document

    /// Carries the act out on one document, as on any other draft.
    /// - Throws: `GateRefusal`, with nothing changed but its findings.
    func carryOut(_ id: Draft.ID, decision: Decision.ID) throws {
        var work = try DraftWork(transaction, county: county, draft: id, version: nil, now: now)
        switch job.act {
        case .bringIn: break
        case .check: try check(work)
        case .submit:
            if work.entry.checked == nil {
                try check(work)
                try work.reload()
            }
            try SubmitDraft.submit(work, by: staff)
        case .approve: try DecideDraft.decide(work, .approved, reason: job.reason, by: staff, key: decision)
        case .returned: try DecideDraft.decide(work, .returned(toStep: nil), reason: job.reason, by: staff, key: decision)
        case .publish:
            if work.entry.checked.map({ now.milliseconds - $0.milliseconds > Self.oldestCheck }) ?? true {
                try check(work)
                try work.reload()
            }
            try DraftWork.refuse(work.gate.publication)
            let role: Role = staff.holds(.editor, for: batch.unit) ? .editor : .disclosureOffice
            _ = try Publication(work, tools).publish(signature: staff.signature(staff.post(role, for: batch.unit)), emergency: nil)
        case .undo: try undo(work)
        }
    }

    /// What the public has seen is withdrawn, with a notice at its address; all else is discarded.
    private func undo(_ work: DraftWork) throws {
        let role: Role = [.editor, .signer, .disclosureOffice].first { staff.holds($0, for: batch.unit) } ?? .editor
        guard case .published = work.draft.state else {
            return try RecallDraft.discard(work, by: staff, as: role, reason: job.reason)
        }
        guard let document = work.entry.disclosure, let ground = job.ground else { return }
        let publication = try PublicationRegister(transaction, site: county.id).find(document)
        // Somebody may have withdrawn this one by itself before.
        guard publication?.state == .public || publication?.state == .restricted else { return }
        let withdrawal = try Withdrawal(
            transaction, county: county, id: document, staff: staff, now: now, indexes: tools.indexes)
        try withdrawal.take(ground: ground, reason: job.reason, verb: .disclosureWithdrawn, title: nil)
    }

    private func check(_ work: DraftWork) throws {
        let content = work.draft.content
        let item = try content.item.flatMap { try CatalogueRegister(transaction, site: county.id).appearances(of: $0).last }
        let context = try CheckQueries(transaction, site: county.id).context(
            for: content, draft: work.draft.id, corrects: work.draft.corrects, requiredElements: item?.entry.elements ?? [], today: now.day,
            words: try words.checker(of: county.id, in: transaction))
        let findings = PersonalDataCheck.findings(in: content) + ContentChecks.findings(content, context: context)
        let identity = PersonalDataCheck.requiresFullIdentity(content, item)
        try work.decisions.replaceFindings(
            findings.prefix(ContentChecks.mostFindings * 2).map { DecisionRegister.Line($0, requiresFullIdentity: identity) },
            of: work.draft.id, at: now)
    }

    // MARK: The whole

    func finish() throws {
        try register.end(batch.id, .finished, at: now)
        if job.act == .undo {
            try register.set(.undone, of: batch.id)
            try register.forgetPreview(of: batch.id)
            let role: Role = [.signer, .disclosureOffice].first { staff.holds($0, for: batch.unit) } ?? .editor
            try note(.batchUndone, as: role, reason: job.reason)
        } else {
            try register.set(try register.tally(of: batch.id).state, of: batch.id)
        }
    }

    private func note(_ verb: Event.Verb, as role: Role, reason: String) throws {
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: staff.signature(staff.post(role, for: batch.unit)), unit: batch.unit, verb: verb,
                subject: Event.Subject(.batch, batch.id.rawValue), reason: reason), at: now)
    }
}
