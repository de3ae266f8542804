/// A programme of the county (工作方案、试点方案): its phases, the fields of work it is about, and who is asked about it.
///
/// After 晋政办发〔2017〕140号 and 道县's plan of 2020: tasks and filings stand beside it as `ProgrammeTask`s.
package struct Programme: Sendable, Hashable {
    package typealias ID = Identifier<Programme>

    package let id: ID
    package var title: String
    package var plan: Plan
    /// Whether the portal has a page of it (试点专题) while it runs and afterwards.
    package var isPublic: Bool
    package var state: ProgrammeState
    package var version: Int

    package init(id: ID, title: String, plan: Plan, isPublic: Bool = false, state: ProgrammeState = .planned, version: Int = 1) {
        self.id = id
        self.title = title
        self.plan = plan
        self.isPublic = isPublic
        self.state = state
        self.version = version
    }

    /// Whether the public sees it.
    package var isOnPortal: Bool { isPublic && (state == .running || state == .finished) }

    package static let mostPhases = 12
    package static let mostContacts = 20
    package static let mostRules = 20
    package static let mostLimits = 20
    package static let longestLine = 200
    package static let longestText = 10_000

    /// What the office writes down of it.
    package struct Plan: Sendable, Hashable, Codable {
        /// Number or title of the document that orders it.
        package var basis: String
        package var goal: String
        /// Codes of the fields of work (试点内容).
        package var domains: [String]
        package var phases: [Phase]
        package var contacts: [Contact]
        /// 流程制度
        package var rules: [ProcessRule]
        package var limits: [ShareLimit]
        package var summary: Summary

        package init(
            basis: String = "", goal: String = "", domains: [String] = [], phases: [Phase] = [], contacts: [Contact] = [],
            rules: [ProcessRule] = [], limits: [ShareLimit] = ShareLimit.released, summary: Summary = Summary()
        ) {
            self.basis = basis
            self.goal = goal
            self.domains = domains
            self.phases = phases
            self.contacts = contacts
            self.rules = rules
            self.limits = limits
            self.summary = summary
        }

        /// The least share that is in force on a day, in percent; `nil` before the first.
        package func leastShare(on day: Day) -> ExactNumber? {
            limits.filter { $0.from <= day }.max { $0.from < $1.from }?.percent
        }
    }

    /// A stage of the work (方案制定、事项梳理、组织落实、总结验收).
    package struct Phase: Sendable, Hashable, Codable {
        /// What tasks name it by; stays the same when phases are renamed or moved.
        package let key: Int
        package var name: String
        package var first: Day
        package var last: Day
        package var goal: String

        package init(key: Int, name: String, first: Day, last: Day, goal: String = "") {
            self.key = key
            self.name = name
            self.first = first
            self.last = last
            self.goal = goal
        }
    }

    /// 联系人、联络员: an office contact, shown on the portal.
    package struct Contact: Sendable, Hashable, Codable {
        package var name: String
        package var post: String
        package var phone: String
        package var email: String

        package init(name: String, post: String = "", phone: String = "", email: String = "") {
            self.name = name
            self.post = post
            self.phone = phone
            self.email = email
        }
    }

    /// A rule of process that the office entered (公开工作流程标准化制度、体制机制文件).
    package struct ProcessRule: Sendable, Hashable, Codable {
        package var title: String
        package var text: String

        package init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    /// From a day on, the share of performance assessment that disclosure must have at least (政务公开占绩效考核的分值权重).
    package struct ShareLimit: Sendable, Hashable, Codable {
        package var from: Day
        package var percent: ExactNumber

        package init(from: Day, percent: ExactNumber) {
            self.from = from
            self.percent = percent
        }

        /// 陕政办发〔2020〕20号, 三(四): not below 4 %. A county sets its own beside it.
        package static let released: [ShareLimit] = {
            guard let day = Day(year: 2020, month: 10, day: 2), let percent = ExactNumber(whole: 4) else { return [] }
            return [ShareLimit(from: day, percent: percent)]
        }()
    }

    /// The words of the summary report (试点工作总结报告).
    package struct Summary: Sendable, Hashable, Codable {
        private var texts: [String: String] = [:]

        package init() {}

        package subscript(part: SummaryPart) -> String {
            get { texts[part.rawValue] ?? "" }
            set { texts[part.rawValue] = newValue.isEmpty ? nil : newValue }
        }
    }

    /// What a summary report must speak of (晋政办发〔2017〕140号, 四(四)).
    package enum SummaryPart: String, Sendable, CaseIterable, Hashable {
        case overview, practice, problems, advice

        package var title: String {
            switch self {
            case .overview: "总体情况"
            case .practice: "主要做法和成效"
            case .problems: "存在的问题"
            case .advice: "工作建议"
            }
        }
    }
}

extension Programme {
    /// Everything that is wrong with it as it was written down.
    package var faults: [ProgrammeReason] {
        var reasons: [ProgrammeReason] = []
        if title.isEmpty { reasons.append(.missing(.title)) }
        if plan.domains.isEmpty { reasons.append(.missing(.domains)) }
        if plan.phases.isEmpty { reasons.append(.missing(.phases)) }
        let counts = [
            (ProgrammeField.phases, plan.phases.count, Self.mostPhases), (.contacts, plan.contacts.count, Self.mostContacts),
            (.rules, plan.rules.count, Self.mostRules), (.limits, plan.limits.count, Self.mostLimits),
        ]
        reasons += counts.filter { $0.1 > $0.2 }.map { .tooMany($0.0, limit: $0.2) }
        for phase in plan.phases {
            if phase.name.isEmpty { reasons.append(.missing(.phases)) }
            if phase.last < phase.first { reasons.append(.phaseBackwards(phase.name)) }
        }
        if plan.contacts.contains(where: \.name.isEmpty) { reasons.append(.missing(.contacts)) }
        if plan.rules.contains(where: { $0.title.isEmpty || $0.text.isEmpty }) { reasons.append(.missing(.rules)) }
        let hundred = ExactNumber(whole: 100) ?? .nought
        if plan.limits.contains(where: { $0.percent > hundred }) { reasons.append(.aboveHundred) }
        return reasons + lengths
    }

    private var lengths: [ProgrammeReason] {
        let contacts = plan.contacts.flatMap { [$0.name, $0.post, $0.phone, $0.email] }
        let lines =
            [(ProgrammeField.title, title), (.basis, plan.basis)] + plan.phases.flatMap { [(.phases, $0.name), (.phases, $0.goal)] }
            + contacts.map { (.contacts, $0) } + plan.rules.map { (.rules, $0.title) }
        let texts =
            [(ProgrammeField.goal, plan.goal)] + plan.rules.map { (.rules, $0.text) }
            + SummaryPart.allCases.map { (.summary($0), plan.summary[$0]) }
        return lines.compactMap { ProgrammeReason.beyond($0.0, $0.1, limit: Self.longestLine) }
            + texts.compactMap { ProgrammeReason.beyond($0.0, $0.1, limit: Self.longestText) }
    }
}
