/// A number that the law or local practice sets (法定数值): dated data of the county, since both change.
///
/// Each subject declares its own as `extension DatedFigure { static let … }` and lists them in `all`.
package struct DatedFigure: Sendable, Hashable {
    /// Stable name in the database and in files: ASCII letters, digits and hyphens.
    package let code: String
    /// What it is, as the settings page says it.
    package let name: String
    package let unit: Unit
    /// What counts until the county sets another.
    package let released: Int
    /// What a county can set.
    package let bounds: ClosedRange<Int>
    /// Where it stands, as it is cited; for local practice, that it is such.
    package let article: String
    /// Whether the number was read in the text cited. What was not is shown as such and must be confirmed by the county.
    package let isVerified: Bool

    package init(
        _ code: String, name: String, unit: Unit, released: Int, bounds: ClosedRange<Int>, article: String, isVerified: Bool
    ) {
        precondition(bounds.contains(released), "\(code) is released outside of its bounds")
        self.code = code
        self.name = name
        self.unit = unit
        self.released = released
        self.bounds = bounds
        self.article = article
        self.isVerified = isVerified
    }

    package enum Unit: String, Sendable, Hashable {
        case workingDay = "个工作日"
        case calendarDay = "日"
        case hour = "小时"
        case week = "周"
        case month = "个月"
        case year = "年"
        case percent = "%"
        case count = "项"
    }

    package enum Fault: Error, Sendable, Hashable {
        case outOfBounds(ClosedRange<Int>)
        case noBasis
        case basisTooLong(limit: Int)
    }

    package static let longestBasis = 200

    /// What keeps a value from being set.
    package func faults(of value: Int, basis: String) -> [Fault] {
        var faults: [Fault] = []
        if !bounds.contains(value) { faults.append(.outOfBounds(bounds)) }
        if basis.isEmpty { faults.append(.noBasis) }
        if basis.unicodeScalars.count > Self.longestBasis { faults.append(.basisTooLong(limit: Self.longestBasis)) }
        return faults
    }
}

extension DatedFigure {
    /// A group of the settings page.
    package struct Group: Sendable {
        package let name: String
        package let figures: [DatedFigure]

        package init(_ name: String, _ figures: [DatedFigure]) {
            self.name = name
            self.figures = figures
        }
    }

    /// Every figure there is, by subject.
    package static let groups: [Group] = [
        Group("办事指南和服务评价", serviceFigures),
        Group("留言", messages),
        Group("政策解读", [.interpretationDays, .copiedShare]),
        Group("政务舆情", [.opinionInformationHours, .opinionConferenceHours, .opinionResponseHours]),
        Group(
            "公众参与",
            [
                .consultationDays, .feedbackDays, .hearingNoticeDays, .hearingMaterialDays, .gatheringNoticeDays, .gatheringRecordDays,
                .signUpKeptDays,
            ]),
        ledgers,
    ]

    package static func find(_ code: String) -> DatedFigure? { groups.lazy.flatMap(\.figures).first { $0.code == code } }
}

/// What a county has set, and from which day on.
package struct FigureBook: Sendable, Hashable {
    /// One value of one figure.
    package struct Entry: Sendable, Hashable {
        package let code: String
        package let value: Int
        /// It counts for what begins on this day or later.
        package let effective: Day
        /// Which rule the county follows with it.
        package let basis: String
        /// Who set it: a post, never a name.
        package let signature: String

        package init(code: String, value: Int, effective: Day, basis: String, signature: String) {
            self.code = code
            self.value = value
            self.effective = effective
            self.basis = basis
            self.signature = signature
        }
    }

    /// By day, oldest first.
    private let entries: [String: [Entry]]

    package init(_ entries: [Entry] = []) {
        self.entries = Dictionary(grouping: entries, by: \.code).mapValues { $0.sorted { $0.effective < $1.effective } }
    }

    package func history(of figure: DatedFigure) -> [Entry] { entries[figure.code] ?? [] }

    /// The value for what begins on that day: the last one set that had begun, else the released one.
    package func value(_ figure: DatedFigure, on day: Day) -> Int {
        history(of: figure).last { $0.effective <= day }?.value ?? figure.released
    }
}
