/// Coverage and timeliness of a county, or of a part of it, as of the end of a day (公开监测).
package struct MonitoringReport: Sendable {
    package let day: Day
    /// The catalogue in force on that day; `nil` when none was.
    package let catalogue: CatalogueVersion?
    /// Unit by unit, field by field, item by item; everything else is a sum of these.
    package let lines: [Line]
    /// Items of the catalogue that no registered unit answers for (未落实到单位的事项).
    package let unassigned: [CatalogueItem.ID]
    /// `nil` when there is no guide to compare with.
    package let guide: GuideGap?

    package init(
        day: Day, catalogue: CatalogueVersion?, lines: [Line], unassigned: [CatalogueItem.ID] = [], guide: GuideGap? = nil
    ) {
        self.day = day
        self.catalogue = catalogue
        self.lines = lines
        self.unassigned = unassigned
        self.guide = guide
    }

    /// One item of one unit.
    package struct Line: Sendable {
        package let unit: OrganisationUnit.ID
        /// Code of the field of work.
        package let domain: String
        package let item: CatalogueItem.ID
        /// As the catalogue in force says; of an item that has left it, as its last version said.
        package let entry: CatalogueEntry
        package let figures: MonitoringFigures

        package init(
            unit: OrganisationUnit.ID, domain: String, item: CatalogueItem.ID, entry: CatalogueEntry, figures: MonitoringFigures
        ) {
            self.unit = unit
            self.domain = domain
            self.item = item
            self.entry = entry
            self.figures = figures
        }
    }

    /// Items of the guide that the catalogue does not adopt (国家、省标准指引中尚未采纳的事项).
    package struct GuideGap: Sendable {
        package let guide: CatalogueVersion
        package let itemCount: Int
        /// In the guide's order.
        package let missing: [Missing]

        package init(guide: CatalogueVersion, itemCount: Int, missing: [Missing]) {
            self.guide = guide
            self.itemCount = itemCount
            self.missing = missing
        }

        package struct Missing: Sendable, Hashable {
            package let item: CatalogueItem.ID
            package let domain: String
            package let name: String

            package init(item: CatalogueItem.ID, domain: String, name: String) {
                self.item = item
                self.domain = domain
                self.name = name
            }
        }

        package var adopted: Ratio { Ratio(itemCount - missing.count, of: itemCount) }
    }

    // MARK: Sums

    package var total: MonitoringFigures { Self.sum(lines) }

    package static func sum(_ lines: some Sequence<Line>) -> MonitoringFigures { lines.reduce(MonitoringFigures()) { $0 + $1.figures } }

    /// The figures of everything that has the same key; together they are `total`.
    package func grouped<Key: Hashable>(by key: (Line) -> Key) -> [Key: MonitoringFigures] {
        var result: [Key: MonitoringFigures] = [:]
        for line in lines {
            result[key(line), default: MonitoringFigures()] = result[key(line), default: MonitoringFigures()] + line.figures
        }
        return result
    }

    /// A cell of the heat map.
    package struct Cell: Hashable, Sendable {
        package let unit: OrganisationUnit.ID
        package let domain: String

        package init(unit: OrganisationUnit.ID, domain: String) {
            self.unit = unit
            self.domain = domain
        }
    }

    package var cells: [Cell: MonitoringFigures] { grouped { Cell(unit: $0.unit, domain: $0.domain) } }
}

/// What the figures can be broken down by besides unit and field (分类).
package enum MonitoringFacet: String, Sendable, CaseIterable, Hashable {
    /// 公开环节: 五公开 and 解读, 回应
    case stage
    /// 公开对象
    case audience
    /// 公开渠道
    case channel

    /// Whether an item may be in several parts, so that the parts add up to more than the whole.
    package var overlaps: Bool { self != .audience }

    /// The parts, in their order; the last is of items of which the catalogue does not say.
    package var parts: [String] {
        switch self {
        case .stage: Stage.allCases.map(\.rawValue) + [Self.unstated]
        case .audience: ["全社会", "特定群体", "全社会和特定群体", Self.unstated]
        case .channel: Channel.allCases.map(\.rawValue) + [Self.unstated]
        }
    }

    /// 目录未写明
    package static let unstated = "目录未写明"

    /// At least one, each once.
    package func parts(of entry: CatalogueEntry) -> Set<String> {
        let named: Set<String>
        switch self {
        case .stage: named = Set(entry.stages.map(\.rawValue))
        case .channel: named = Set(entry.channels.map(\.rawValue))
        case .audience:
            switch (entry.audience.everyone, entry.audience.specific) {
            case (true, true): named = ["全社会和特定群体"]
            case (true, false): named = ["全社会"]
            case (false, true): named = ["特定群体"]
            case (false, false): named = []
            }
        }
        return named.isEmpty ? [Self.unstated] : named
    }
}

extension MonitoringReport {
    /// The parts of a facet that have anything in them.
    package func parts(_ facet: MonitoringFacet) -> [(name: String, figures: MonitoringFigures)] {
        var sums: [String: MonitoringFigures] = [:]
        for line in lines {
            for part in facet.parts(of: line.entry) { sums[part] = (sums[part] ?? MonitoringFigures()) + line.figures }
        }
        return facet.parts.compactMap { name in sums[name].map { (name, $0) } }
    }
}

/// What fell due in one month, and how it stands (按到期月份).
package struct MonthFigures: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package var duties: DutyCounts

    package init(year: Int, month: Int, duties: DutyCounts) {
        self.year = year
        self.month = month
        self.duties = duties
    }

    /// `2026-03`
    package var key: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}
