/// A kind of register that a county keeps (登记簿、台账): its columns, what makes an entry the same, how often it is published, and the
/// checks of that kind. A kind is data; what is done with registers is the same for all.
package struct LedgerKind: Sendable {
    /// Stable, in addresses and files.
    package let code: String
    package let name: String
    /// What stands in it, in one sentence.
    package let purpose: String
    /// 依据
    package let basis: String
    package let fields: [LedgerField]
    /// What makes two entries the same: codes of columns, and `unit` for the unit that keeps it.
    package let key: [String]
    /// The column that names an entry.
    package let title: String
    /// The columns of a list of entries besides that; the others are on the page of the entry.
    package let listed: [String]
    /// Each unit publishes its own part.
    package let isByUnit: Bool
    /// Who keeps it; empty for any unit.
    package let keepers: [OrganisationUnit.Kind]
    package let rhythm: LedgerRhythm
    /// The column with the life cycle, and where each state may go; a state that is not named is no state to begin with.
    package let course: Course?
    /// Whether it is left out of the public state on that day, such as an entry whose period has ended.
    package let isLeftOut: @Sendable (LedgerLine, Day) -> Bool
    /// Faults that keep an entry from being saved, beyond those of its columns.
    package let faults: @Sendable (LedgerCells) -> [LedgerFault]
    package let warnings: @Sendable (LedgerFacts) -> [LedgerWarning]
    /// What the public reads of an entry.
    package let published: @Sendable (LedgerCells, LedgerKind) -> LedgerCells

    package struct Course: Sendable {
        package let field: String
        package let beginnings: [String]
        package let next: [String: [String]]

        package init(_ field: String, from beginnings: [String], _ next: [String: [String]]) {
            self.field = field
            self.beginnings = beginnings
            self.next = next
        }
    }

    package init(
        code: String, name: String, purpose: String, basis: String, fields: [LedgerField], key: [String], title: String,
        listed: [String]? = nil, isByUnit: Bool = false, keepers: [OrganisationUnit.Kind] = [], rhythm: LedgerRhythm = .atOnce,
        course: Course? = nil,
        isLeftOut: @escaping @Sendable (LedgerLine, Day) -> Bool = { _, _ in false },
        faults: @escaping @Sendable (LedgerCells) -> [LedgerFault] = { _ in [] },
        warnings: @escaping @Sendable (LedgerFacts) -> [LedgerWarning] = { _ in [] },
        published: @escaping @Sendable (LedgerCells, LedgerKind) -> LedgerCells = { $0.publicPart(of: $1) }
    ) {
        precondition(
            (key + [title] + (listed ?? [])).allSatisfy { code in code == "unit" || fields.contains { $0.code == code } },
            "\(code): key, title or listed columns")
        self.code = code
        self.name = name
        self.purpose = purpose
        self.basis = basis
        self.fields = fields
        self.key = key
        self.title = title
        self.listed = listed ?? fields.filter { $0.isPublic && $0.form != .longText && $0.code != title }.map(\.code)
        self.isByUnit = isByUnit
        self.keepers = keepers
        self.rhythm = rhythm
        self.course = course
        self.isLeftOut = isLeftOut
        self.faults = faults
        self.warnings = warnings
        self.published = published
    }

    package func field(_ code: String) -> LedgerField? { fields.first { $0.code == code } }

    package var publicFields: [LedgerField] { fields.filter(\.isPublic) }

    package var listedFields: [LedgerField] { listed.compactMap(field) }

    /// Closed sets by which the public filters.
    package var filters: [LedgerField] { publicFields.filter { !$0.choices.isEmpty } }

    /// Most open entries.
    package static let mostLines = 20_000

    package static func find(_ code: String) -> LedgerKind? { all.first { $0.code == code } }
}

extension LedgerKind: Hashable {
    package static func == (left: LedgerKind, right: LedgerKind) -> Bool { left.code == right.code }
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// How often a register is published, where no item of the catalogue says it.
package enum LedgerRhythm: String, Sendable, CaseIterable, Hashable {
    case atOnce = "及时"
    case monthly = "每月"
    case quarterly = "每季度"
    case yearly = "每年"

    /// The last day on which the state of a day is still fresh; `nil` when any change must be published.
    package func freshUntil(_ day: Day) -> Day? {
        let months: Int
        switch self {
        case .atOnce: return nil
        case .monthly: months = 1
        case .quarterly: months = 3
        case .yearly: months = 12
        }
        return day.addingMonths(months)
    }
}

extension Day {
    /// The same day so many months on; the last of the month when it has no such day.
    package func addingMonths(_ count: Int) -> Day {
        let index = year * 12 + month - 1 + count
        let (year, month) = (index / 12, index % 12 + 1)
        for last in stride(from: day, through: 28, by: -1) {
            if let found = Day(year: year, month: month, day: last) { return found }
        }
        return Day(year: year, month: month, day: min(day, 28)) ?? self
    }
}
