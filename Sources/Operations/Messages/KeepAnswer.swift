package import Domain
import Persistence
import Registers

/// Keeps the base of answers (咨询答问库): one writes, another checks, and only then it is public.
package struct KeepAnswer {
    package enum Refusal: Error, Sendable, Hashable {
        case unknown
        case needsRole
        case faults([BaseAnswer.Fault])
        /// Who wrote it does not check it.
        case ownWording
        case nothingToCheck
        case notPublic
        case needsReason
        /// The letter has no answer that is approved.
        case noAnswer
        case noSuchUnit
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    // MARK: Writing

    /// - Throws: `Refusal`.
    package func create(_ content: BaseAnswer.Content, unit: OrganisationUnit.ID, by staff: Staff) async throws -> BaseAnswer.ID {
        let id = installation.identifiers.next(BaseAnswer.self)
        try await write { work in
            try work.demand([.editor, .disclosureOffice], unit, staff)
            try work.insert(
                BaseAnswer(id: id, unit: unit, proposal: try Self.sound(content), proposer: staff.account), by: staff)
        }
        return id
    }

    /// Out of an answered letter: its words with personal data masked. The one from before when there is one.
    package func create(from message: Message.ID, by staff: Staff) async throws -> BaseAnswer.ID {
        let (id, site) = (installation.identifiers.next(BaseAnswer.self), county.id)
        return try await write { work in
            guard let letter = try MessageRegister(work.transaction, site: site).find(message) else { throw Refusal.unknown }
            try work.demand([.editor, .disclosureOffice], letter.unit, staff)
            if let known = try work.register.find(message: message) { return known.id }
            guard letter.answeredOn != nil else { throw Refusal.noAnswer }
            let question = VisitorTextPrivacy.masked(letter.title)
            let content = BaseAnswer.Content(question: question, answer: VisitorTextPrivacy.masked(letter.answer))
            try work.insert(
                BaseAnswer(id: id, unit: letter.unit, message: message, proposal: try Self.sound(content), proposer: staff.account),
                by: staff)
            return id
        }
    }

    /// A row of a table: what it says, and for which unit.
    package struct Row: Sendable {
        package let line: Int
        package let content: BaseAnswer.Content
        package let unit: OrganisationUnit.ID

        package init(line: Int, content: BaseAnswer.Content, unit: OrganisationUnit.ID) {
            self.line = line
            self.content = content
            self.unit = unit
        }
    }

    /// Something wrong with a row.
    package struct RowRefusal: Error, Sendable {
        package let line: Int
        package let refusal: Refusal
    }

    /// All of a table, or nothing: each row is a new answer, or a new wording of the unit's answer to the same question. All wait to be checked.
    ///
    /// - Returns: how many were new, and how many got a new wording.
    /// - Throws: `RowRefusal`.
    package func `import`(_ rows: [Row], by staff: Staff) async throws -> (new: Int, changed: Int) {
        let ids = rows.map { _ in installation.identifiers.next(BaseAnswer.self) }
        let county = county
        return try await write { work in
            var (new, changed) = (0, 0)
            for (row, id) in zip(rows, ids) {
                do {
                    try work.demand([.editor, .disclosureOffice], row.unit, staff)
                    let content = try Self.sound(row.content)
                    guard var known = try work.register.find(question: content.question, unit: row.unit) else {
                        try work.register.insert(
                            BaseAnswer(id: id, unit: row.unit, proposal: content, proposer: staff.account))
                        new += 1
                        continue
                    }
                    guard known.newest != content else { continue }
                    (known.proposal, known.proposer) = (content, staff.account)
                    try work.register.update(known)
                    changed += 1
                } catch let refusal as Refusal {
                    throw RowRefusal(line: row.line, refusal: refusal)
                }
            }
            try work.events.append(
                Event(
                    actor: staff.signature(for: nil), verb: .answersImported, subject: Event.Subject(.site, county.id.rawValue),
                    reason: "新增 \(new) 条，修改 \(changed) 条"), at: work.now)
            return (new, changed)
        }
    }

    /// A new wording; the old one stays public until the new one is checked.
    package func propose(_ id: BaseAnswer.ID, version: Int, _ content: BaseAnswer.Content, by staff: Staff) async throws {
        try await write { work in
            var answer = try work.find(id, version: version)
            try work.demand([.editor, .disclosureOffice], answer.unit, staff)
            answer.proposal = try Self.sound(content)
            answer.proposer = staff.account
            try work.update(answer, .answerProposed, by: staff)
        }
    }

    private static func sound(_ content: BaseAnswer.Content) throws -> BaseAnswer.Content {
        let content = content.tidied
        guard content.faults.isEmpty else { throw Refusal.faults(content.faults) }
        return content
    }

    // MARK: Checking

    /// 核定: by another person than who wrote it.
    package func check(_ id: BaseAnswer.ID, version: Int, by staff: Staff) async throws {
        let (now, within) = (installation.now(), installation.indexesWithin)
        try await write { work in
            var answer = try work.find(id, version: version)
            try work.demand([.reviewer, .signer, .disclosureOffice], answer.unit, staff)
            guard let proposal = answer.proposal else { throw Refusal.nothingToCheck }
            guard answer.proposer != staff.account else { throw Refusal.ownWording }
            guard proposal.faults.isEmpty else { throw Refusal.faults(proposal.faults) }
            answer.content = proposal
            answer.proposal = nil
            answer.checked = now
            try work.update(answer, .answerChecked, by: staff)
            try work.show(id, within: within)
        }
    }

    /// The proposal goes back to whoever wrote it; what is public stays.
    package func giveBack(_ id: BaseAnswer.ID, version: Int, reason: String, by staff: Staff) async throws {
        try await write { work in
            let answer = try work.find(id, version: version)
            try work.demand([.reviewer, .signer, .disclosureOffice], answer.unit, staff)
            guard answer.proposal != nil else { throw Refusal.nothingToCheck }
            guard !reason.isEmpty, reason.unicodeScalars.count <= MessageWork.longestReason else { throw Refusal.needsReason }
            try work.update(answer, .answerReturned, reason: reason, by: staff)
        }
    }

    package func withdraw(_ id: BaseAnswer.ID, version: Int, reason: String, by staff: Staff) async throws {
        let within = installation.indexesWithin
        try await write { work in
            var answer = try work.find(id, version: version)
            try work.demand([.reviewer, .signer, .disclosureOffice], answer.unit, staff)
            guard let content = answer.content else { throw Refusal.notPublic }
            guard !reason.isEmpty, reason.unicodeScalars.count <= MessageWork.longestReason else { throw Refusal.needsReason }
            // Its words stay with the office, to be mended and checked anew.
            if answer.proposal == nil { (answer.proposal, answer.proposer) = (content, staff.account) }
            answer.content = nil
            answer.checked = nil
            try work.update(answer, .answerWithdrawn, reason: reason, by: staff)
            try work.show(id, within: within)
        }
    }

    private func write<Result: Sendable>(_ body: @escaping @Sendable (AnswerWork) throws -> Result) async throws -> Result {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            return try body(
                AnswerWork(
                    transaction: transaction, county: county, now: now, register: AnswerRegister(transaction, site: county.id),
                    events: events))
        }
    }
}

/// One act on the base inside its transaction.
struct AnswerWork {
    let transaction: any Transaction
    let county: County
    let now: Instant
    let register: AnswerRegister
    let events: EventRegister

    func find(_ id: BaseAnswer.ID, version: Int) throws -> BaseAnswer {
        guard let answer = try register.find(id) else { throw KeepAnswer.Refusal.unknown }
        guard answer.version == version else { throw StoreError.stale(subject: answer.newest.question) }
        return answer
    }

    func demand(_ roles: Set<Role>, _ unit: OrganisationUnit.ID, _ staff: Staff) throws {
        guard let known = try UnitRegister(transaction, site: county.id).find(unit), !known.isImported else {
            throw KeepAnswer.Refusal.noSuchUnit
        }
        guard roles.contains(where: { staff.holds($0, for: unit) }) else { throw KeepAnswer.Refusal.needsRole }
    }

    func insert(_ answer: BaseAnswer, by staff: Staff) throws {
        try register.insert(answer)
        try note(answer, .answerProposed, "", staff)
    }

    func update(_ answer: BaseAnswer, _ verb: Event.Verb, reason: String = "", by staff: Staff) throws {
        try register.update(answer)
        try note(answer, verb, reason, staff)
    }

    private func note(_ answer: BaseAnswer, _ verb: Event.Verb, _ reason: String, _ staff: Staff) throws {
        try events.append(
            Event(
                actor: staff.signature(for: answer.unit), unit: answer.unit, verb: verb,
                subject: Event.Subject(.answer, answer.id.rawValue), reason: reason), at: now)
    }

    /// What is public has changed.
    func show(_ id: BaseAnswer.ID, within: Bool) throws {
        try SiteRegister(transaction).contentChanged(county.id)
        guard within else { return }
        try LetterEntries.write(
            LetterEntries.change(.answer(id, site: county.id), in: transaction), to: SearchRegister(transaction))
    }
}
