/// A scheme as the county keeps it (指标体系版本): never changed, only followed by another edition.
package struct SchemeEdition: Sendable, Hashable {
    package typealias ID = Identifier<SchemeEdition>

    package let id: ID
    package let scheme: Scheme
    /// Counts up for one title and year.
    package let number: Int
    /// What it was made from: last year's, or the edition before.
    package let origin: ID?
    package let created: Instant
    package let signature: String

    package init(id: ID, scheme: Scheme, number: Int, origin: ID?, created: Instant, signature: String) {
        self.id = id
        self.scheme = scheme
        self.number = number
        self.origin = origin
        self.created = created
        self.signature = signature
    }

    package static let years = 2008...2100

    /// Longest title, in Unicode scalars.
    package static let longestTitle = 200
}

/// A round of evaluation (一轮测评): a scheme, a period, the units that are assessed and who assesses them.
package struct EvaluationRound: Sendable, Hashable {
    package typealias ID = Identifier<EvaluationRound>

    package let id: ID
    package var title: String
    package let edition: SchemeEdition.ID
    /// As it was when the round began.
    package let scheme: Scheme
    /// What is looked at: from the first day to the last.
    package var first: Day
    package var last: Day
    package var units: [OrganisationUnit.ID]
    /// One for each of the scheme's assessors, in its order.
    package var panels: [Panel]
    /// Until when units may appeal.
    package var appealsUntil: Day?
    /// The round before, whose findings may recur.
    package var previous: ID?
    package var state: RoundState
    /// The bulletin at the publishing gate.
    package var draft: Draft.ID?
    package var version: Int

    /// Those who score for one assessor of the scheme.
    package struct Panel: Sendable, Hashable, Codable {
        package let assessor: String
        package var due: Day
        /// Named people; the units' own editors where a unit assesses itself, and then nobody is named.
        package var reviewers: [Reviewer]

        package init(assessor: String, due: Day, reviewers: [Reviewer] = []) {
            self.assessor = assessor
            self.due = due
            self.reviewers = reviewers
        }
    }

    package struct Reviewer: Sendable, Hashable, Codable {
        package let account: Account.ID
        package let name: String

        package init(account: Account.ID, name: String) {
            self.account = account
            self.name = name
        }

        private enum CodingKeys: String, CodingKey { case account, name }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            account = Account.ID(try container.decode(Int64.self, forKey: .account))
            name = try container.decode(String.self, forKey: .name)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(account.rawValue, forKey: .account)
            try container.encode(name, forKey: .name)
        }
    }

    package init(
        id: ID, title: String, edition: SchemeEdition.ID, scheme: Scheme, first: Day, last: Day, units: [OrganisationUnit.ID] = [],
        panels: [Panel], appealsUntil: Day? = nil, previous: ID? = nil, state: RoundState = .prepared, draft: Draft.ID? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.edition = edition
        self.scheme = scheme
        self.first = first
        self.last = last
        self.units = units
        self.panels = panels
        self.appealsUntil = appealsUntil
        self.previous = previous
        self.state = state
        self.draft = draft
        self.version = version
    }

    package static let mostUnits = 200
    package static let mostReviewers = 20
}

// MARK: Who is what

extension EvaluationRound {
    package func panel(_ assessor: String) -> Panel? { panels.first { $0.assessor == assessor } }

    /// What somebody is in this round as a whole; empty for who has nothing to do with it.
    package func roles(of staff: Staff) -> Set<RoundRole> {
        var roles: Set<RoundRole> = []
        if staff.holds(.disclosureOffice) { roles.insert(.office) }
        if units.contains(where: { staff.holds(.editor, for: $0) }) { roles.insert(.unit) }
        if panels.contains(where: { $0.reviewers.contains { $0.account == staff.account } }) { roles.insert(.reviewer) }
        return roles
    }

    /// What they are towards one unit of it: who writes for another unit is nothing here.
    package func roles(of staff: Staff, for unit: OrganisationUnit.ID) -> Set<RoundRole> {
        var roles = roles(of: staff)
        if !units.contains(unit) || !staff.holds(.editor, for: unit) { roles.remove(.unit) }
        return roles
    }

    /// Whose sheet of that unit they fill in for that assessor; `nil` when they do not.
    package func sheetHolder(_ assessor: String, of unit: OrganisationUnit.ID, by staff: Staff) -> SheetHolder? {
        guard units.contains(unit), let panel = panel(assessor) else { return nil }
        if panel.reviewers.contains(where: { $0.account == staff.account }) { return .reviewer(staff.account) }
        return isSelfAssessed(assessor) && staff.holds(.editor, for: unit) ? .unit : nil
    }

    package func isSelfAssessed(_ assessor: String) -> Bool { scheme.assessors.first { $0.code == assessor }?.kind == .oneself }

    /// Everybody whose sheet is awaited for a unit.
    package func holders(_ panel: Panel) -> [SheetHolder] {
        isSelfAssessed(panel.assessor) ? [.unit] : panel.reviewers.map { .reviewer($0.account) }
    }
}

/// Who fills in a sheet: the unit itself, or a named person.
package enum SheetHolder: Sendable, Hashable {
    case unit
    case reviewer(Account.ID)

    /// As it is stored, and as a submission names its reviewer.
    package var text: String {
        switch self {
        case .unit: ""
        case .reviewer(let account): account.description
        }
    }

    package init?(text: String) {
        guard !text.isEmpty else {
            self = .unit
            return
        }
        guard let account = Account.ID(text: text) else { return nil }
        self = .reviewer(account)
    }
}

/// A scoring sheet (评分表): one holder's answers for one unit.
package struct ScoreSheet: Sendable, Hashable {
    package typealias ID = Identifier<ScoreSheet>

    package let id: ID
    package let assessor: String
    package let unit: OrganisationUnit.ID
    package let holder: SheetHolder
    package var answers: [Submission.Answer]
    /// When it was handed in; `nil` while it is being written.
    package var submitted: Instant?
    package var signature: String
    /// 0 for what is not stored yet.
    package var version: Int

    package init(
        id: ID, assessor: String, unit: OrganisationUnit.ID, holder: SheetHolder, answers: [Submission.Answer] = [],
        submitted: Instant? = nil,
        signature: String = "", version: Int = 0
    ) {
        self.id = id
        self.assessor = assessor
        self.unit = unit
        self.holder = holder
        self.answers = answers
        self.submitted = submitted
        self.signature = signature
        self.version = version
    }

    package static let longestComment = 2000
    package static let mostEvidence = 20
}
