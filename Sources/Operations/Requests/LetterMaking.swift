import Domain
import Persistence
import Registers

/// Fills a letter from the case: what every placeholder stands for, inside one transaction.
struct LetterMaking {
    let request: DisclosureRequest
    private let transaction: any Transaction
    private let county: County
    private let now: Instant
    private let applicant: Applicant
    private let unit: OrganisationUnit
    private let standing: RequestStanding
    private let settings: RequestSettings
    private let letters: LetterRegister
    /// `nil` for a case without one.
    private let queryCode: String?

    /// - Throws: `RequestRefusal` when there is no such case, or its papers were destroyed.
    init(_ transaction: any Transaction, county: County, request id: DisclosureRequest.ID, vault: IdentityVault, now: Instant) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        let register = RequestRegister(transaction, site: county.id)
        guard let request = try register.find(id), let unit = try UnitRegister(transaction, site: county.id).find(request.unit) else {
            throw RequestRefusal([.noSuchRequest])
        }
        guard let sealed = try register.sealed(id) else { throw RequestRefusal([.identityGone]) }
        self.request = request
        self.unit = unit
        applicant = try SealedForms.applicant(try vault.open(sealed.identity, owner: id.rawValue))
        let history = RequestHistory(channel: request.channel, recorded: try register.facts(of: id))
        standing = try RequestClock.of(transaction, site: county.id).standing(of: history, on: now.day, isExplained: false)
        settings = try RequestSettingsRegister(transaction, site: county.id).settings().settings
        letters = LetterRegister(transaction, site: county.id)
        queryCode = sealed.codeDigest == nil ? nil : Filing.code(id, vault)
    }

    /// The next number of the unit's series; `nil` for letters without one.
    func nextNumber(_ kind: LetterKind) throws -> LetterNumber? {
        if kind == .receipt { return nil }
        guard let word = try letters.word(of: unit.id), !word.isEmpty else { throw IssueLetter.Refusal.noWord(unit: unit.name) }
        let serial = try RequestRegister(transaction, site: county.id).nextSerial(
            "\(kind.series.rawValue) \(unit.id)", year: now.day.year)
        return LetterNumber(word: word, series: kind.series, year: now.day.year, serial: serial)
    }

    func letter(_ order: IssueLetter.Order, number: LetterNumber?) throws -> OfficialLetter {
        let template = try template(order.kind)
        var texts = try texts(order)
        for (placeholder, text) in order.texts where !text.isEmpty {
            // What the case says is not overwritten, least of all what was approved.
            if order.takes(placeholder) || (texts[placeholder] ?? "").isEmpty { texts[placeholder] = text }
        }
        let values = LetterValues(
            issuer: unit.name, number: number, date: order.date ?? now.day, texts: texts, attachments: order.attachments)
        do {
            return try template.filled(with: values)
        } catch {
            throw IssueLetter.Refusal.filling(error)
        }
    }

    private func template(_ kind: LetterKind) throws -> LetterTemplate {
        guard let own = try letters.template(kind.rawValue, unit: unit.id) else { return LetterTemplate.released(kind) }
        return LetterTemplate(kind: kind, title: own.title, recipient: own.recipient, body: own.body)
    }

    /// What the case itself says.
    private func texts(_ order: IssueLetter.Order) throws -> [LetterPlaceholder: String] {
        let rules = standing.rules
        var texts: [LetterPlaceholder: String] = [
            .officeAddress: try contact(\.address), .officePhone: try contact(\.phone), .applicant: applicant.name,
            .pronoun: applicant.kind.pronoun, .requestNumber: request.number, .channel: request.channel.name,
            .content: request.wanted.title, .information: request.wanted.title,
        ]
        texts[.queryCode] = queryCode
        texts[.receivedOn] = standing.receivedOn?.chineseDate
        texts[.dueOn] = standing.dueOn?.chineseDate
        texts[.newDueOn] = standing.dueOn?.chineseDate
        texts[.deadline] = (standing.applicantDueOn ?? consultationDue(order.kind))?.chineseDate
        texts[.periodDays] = String(order.workingDays ?? periodDays(order.kind, rules))
        texts[.extensionDays] = try extensionDays().map(String.init)
        let consulted = Set(standing.openConsultations.map(\.who))
        texts[.consulted] = RequestStanding.Consultation.allCases.filter(consulted.contains).map(\.name).joined(separator: "、")
        if let fee = order.fee { texts.merge(Self.texts(fee, rules)) { $1 } }
        texts[.payment] = settings.payment
        texts[.properChannel] = settings.petitionChannel
        if let reply = try ReplyRegister(transaction).find(request.id), case .reply(let outcome) = order.kind,
            outcome == reply.proposal.outcome
        {
            texts.merge(Self.texts(reply.proposal)) { $1 }
        }
        if case .reply(let outcome) = order.kind, !outcome.needsReply {
            texts[.ground] = RequestOutcome.citation(of: outcome.grounds.first ?? "")
            texts[.deadline] = try lapsedOn()?.chineseDate
        }
        do {
            texts[.remedy] = try Remedy.paragraph(
                for: order.kind, bodies: try bodies(), rules: rules, servedOnline: order.servedOnline)
        } catch let fault as Remedy.Fault {
            throw IssueLetter.Refusal.remedy(fault)
        }
        return texts
    }

    /// The unit's own, else that of the disclosure office, where its letters can be answered just as well.
    private func contact(_ part: KeyPath<OrganisationUnit.Contact, String>) throws -> String {
        let own = unit.contact[keyPath: part]
        return own.isEmpty ? try UnitRegister(transaction, site: county.id).office()?.contact[keyPath: part] ?? "" : own
    }

    private func periodDays(_ kind: LetterKind, _ rules: RequestRules) -> Int {
        switch kind {
        case .thirdPartyConsultation: rules.thirdParty
        case .coMakerConsultation: rules.coMaker
        case .feeNotice: rules.payment
        default: rules.reply
        }
    }

    /// The last day of whom the letter asks, and not of another one who was asked before.
    private func consultationDue(_ kind: LetterKind) -> Day? {
        let asked = standing.openConsultations
        switch kind {
        case .thirdPartyConsultation: return asked.last { $0.who == .thirdParty }?.limit
        case .coMakerConsultation: return asked.last { $0.who == .coMaker }?.limit
        default: return standing.consultationDueOn
        }
    }

    private func extensionDays() throws -> Int? {
        try RequestRegister(transaction, site: county.id).facts(of: request.id).last { $0.struck == nil && $0.fact.kind == .extended }?
            .fact.workingDays
    }

    /// The last day that the applicant had, of a request that lapsed.
    private func lapsedOn() throws -> Day? {
        let calendar = try HolidayRegister(transaction).calendar()
        let facts = try RequestRegister(transaction, site: county.id).facts(of: request.id).filter { $0.struck == nil }.map(\.fact)
        if let asked = facts.last(where: { $0.kind == .clarificationAsked }), let days = asked.workingDays {
            return calendar.due(from: asked.day, workingDays: days).due
        }
        return facts.last { $0.kind == .feeNoticed }.map { calendar.due(from: $0.day, workingDays: standing.rules.payment).due }
    }

    private static func texts(_ proposal: ReplyProposal) -> [LetterPlaceholder: String] {
        let withheld = proposal.parts.filter { !$0.isDisclosed }
        var texts: [LetterPlaceholder: String] = [
            .ground: RequestOutcome.citation(of: proposal.ground), .reasons: proposal.reasons, .disclosedContent: proposal.released,
            .responsibleOffice: proposal.referredOffice, .responsibleContact: proposal.referredContact,
        ]
        switch proposal.outcome {
        case .partlyDisclosed:
            texts[.separatedParts] = withheld.map(\.name).joined(separator: "、")
            texts[.reasons] = withheld.map { "\($0.name)：\($0.reason)" }.joined(separator: "\n")
        // Here the reasons are the rule or the earlier reply itself, and are not said twice.
        case .specialQuery: (texts[.specialRule], texts[.reasons]) = (proposal.reasons, nil)
        case .repeated: (texts[.earlierReply], texts[.reasons]) = (proposal.reasons, nil)
        default: break
        }
        return texts
    }

    private static func texts(_ fee: LetterRegister.Fee, _ rules: RequestRules) -> [LetterPlaceholder: String] {
        let scale = rules.fees.scale(fee.basis)
        let lines = scale.account(for: fee.before + fee.count).compactMap { line -> String? in
            let first = max(line.first, fee.before + 1)
            guard line.last >= first else { return nil }
            let count = line.last - first + 1
            let range = first == line.last ? "第 \(first)" : "第 \(first) 至 \(line.last)"
            return "\(range) \(fee.basis.unit)，每\(fee.basis.unit) \(line.fen.yuan) 元，计 \((count * line.fen).yuan) 元"
        }
        return [
            .feeBasis: "\(fee.basis.article)（\(fee.basis.name)）", .feeLines: lines.joined(separator: "；"), .feeSum: fee.fen.yuan,
        ]
    }

    private func bodies() throws -> Remedy.Bodies {
        let review = Remedy.reviewBody(for: unit.kind, county: county.name, superior: settings.superior)
        return Remedy.Bodies(review: review.map { [$0] } ?? [], court: settings.court, online: settings.onlineReview)
    }
}

extension IssueLetter.Order {
    /// Whether its own text comes before the case's.
    fileprivate func takes(_ placeholder: LetterPlaceholder) -> Bool { kind.asked.contains(placeholder) || placeholder == .deadline }
}

extension RequestedInformation {
    /// What it is called in a letter or a list.
    package var title: String {
        let parts = [description, number, features].filter { !$0.isEmpty }
        return parts.joined(separator: "；")
    }
}
