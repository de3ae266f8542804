package import Domain
import Persistence
import Registers

/// What the disclosure office decides about all requests: numbers of the law, templates, words, columns (依申请公开设置).
package struct SetRequests {
    package enum Refusal: Error, Sendable, Hashable {
        case rules([RequestRules.Fault])
        case template([LetterTemplate.Fault])
        case invalidSettings
        /// The ledger must keep what S 003 clause 14 wants.
        case columnsMissing([LedgerColumn])
        case badWord
        case unknownUnit
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// A dated set of the numbers of the law; open cases are counted anew.
    package func rules(_ rules: RequestRules, actor: String) async throws -> RecountRequests.Outcome {
        guard rules.faults.isEmpty else { throw Refusal.rules(rules.faults) }
        try await note(.requestRulesChanged, actor, reason: rules.effective.description) { transaction, site in
            try RequestSettingsRegister(transaction, site: site).put(rules)
        }
        return try await RecountRequests(installation).run(county: county.id, actor: actor)
    }

    package func settings(_ settings: RequestSettings, version: Int, by staff: Staff) async throws {
        guard settings.isValid else { throw Refusal.invalidSettings }
        let missing = LedgerColumn.prescribed.subtracting(settings.columns)
        guard missing.isEmpty else { throw Refusal.columnsMissing(missing.sorted { $0.rawValue < $1.rawValue }) }
        try await note(.requestSettingsChanged, try Self.office(staff), reason: "") { transaction, site in
            try RequestSettingsRegister(transaction, site: site).put(settings, version: version)
        }
    }

    /// - Parameters:
    ///   - unit: whose own words they are; `nil` for the county's.
    ///   - version: the version that was edited, 0 for a new one.
    package func template(_ template: LetterTemplate, unit: OrganisationUnit.ID?, version: Int, by staff: Staff) async throws {
        guard template.faults.isEmpty else { throw Refusal.template(template.faults) }
        let row = LetterRegister.Template(
            kind: template.kind.rawValue, title: template.title, recipient: template.recipient, body: template.body, version: version)
        try await note(.letterTemplateChanged, try Self.office(staff), reason: template.kind.rawValue) { transaction, site in
            try LetterRegister(transaction, site: site).put(row, unit: unit)
        }
    }

    /// Back to the words that the program came with.
    package func removeTemplate(_ kind: LetterKind, unit: OrganisationUnit.ID?, by staff: Staff) async throws {
        try await note(.letterTemplateChanged, try Self.office(staff), reason: kind.rawValue) { transaction, site in
            try LetterRegister(transaction, site: site).removeTemplate(kind.rawValue, unit: unit)
        }
    }

    /// 机关代字 of a unit.
    package func word(_ word: String, of unit: OrganisationUnit.ID, actor: String) async throws {
        guard LetterNumber(word: word, year: 2026, serial: 1) != nil else { throw Refusal.badWord }
        try await note(.requestSettingsChanged, actor, reason: word) { transaction, site in
            guard try UnitRegister(transaction, site: site).find(unit) != nil else { throw Refusal.unknownUnit }
            try LetterRegister(transaction, site: site).setWord(word, of: unit)
        }
    }

    private static func office(_ staff: Staff) throws -> String {
        guard let post = staff.posts.first(where: { $0.role == .disclosureOffice }) else {
            throw RequestRefusal([.needsRole(.disclosureOffice)])
        }
        return staff.signature(post)
    }

    private func note(
        _ verb: Event.Verb, _ actor: String, reason: String, _ body: @escaping @Sendable (any Transaction, County.ID) throws -> Void
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try body(transaction, county.id)
            try events.append(
                Event(actor: actor, verb: verb, subject: Event.Subject(.site, county.id.rawValue), reason: reason), at: now)
        }
    }
}
