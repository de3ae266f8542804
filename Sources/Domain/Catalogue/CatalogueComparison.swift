/// Two versions of a catalogue side by side, item by item and field by field.
package struct CatalogueComparison: Sendable {
    package enum Change: Sendable, Hashable {
        case added(CatalogueItem)
        case removed(CatalogueItem)
        /// Fields that differ, in the order of the standard table.
        case changed(old: CatalogueItem, new: CatalogueItem, fields: [FieldChange])
    }

    package struct FieldChange: Sendable, Hashable {
        package let field: Field
        package let old: [String]
        package let new: [String]

        package init(field: Field, old: [String], new: [String]) {
            self.field = field
            self.old = old
            self.new = new
        }
    }

    /// The columns of the standard table (RULES §4.3), by their headings.
    package enum Field: String, Sendable, CaseIterable {
        case levels = "公开事项"
        case elements = "公开内容（要素）"
        case bases = "公开依据"
        case timeLimit = "公开时限"
        case subjects = "公开主体"
        case channels = "公开渠道和载体"
        case audience = "公开对象"
        case modes = "公开方式"
        case tiers = "公开层级"
        case stages = "公开阶段"

        /// The entry's words in this column.
        package func words(_ entry: CatalogueEntry) -> [String] {
            switch self {
            case .levels: entry.levels
            case .elements: entry.elements
            case .bases: entry.bases
            case .timeLimit: entry.timeLimit.map { [$0.text] } ?? []
            case .subjects: entry.subjects
            case .channels: entry.channels.map(\.rawValue) + entry.otherChannels
            case .audience: (entry.audience.everyone ? ["全社会"] : []) + (entry.audience.specific ? ["特定群体"] : [])
            case .modes: entry.modes.map(\.rawValue)
            case .tiers: entry.tiers.map(\.rawValue)
            case .stages: entry.stages.map(\.rawValue)
            }
        }
    }

    /// By domain, then by place in the new version; removed items at the end of their domain.
    package let changes: [Change]
    package let unchangedCount: Int

    package init(old: [CatalogueItem], new: [CatalogueItem]) {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // A county's item stands beside the guide's item that it adopts, when a guide is one of the two.
        func formerItem(_ item: CatalogueItem) -> CatalogueItem? { before[item.id] ?? item.guideItem.flatMap { before[$0] } }
        var kept: Set<CatalogueItem.ID> = []
        var found: [(key: (String, Int, Int), change: Change)] = []
        var unchanged = 0
        for item in new {
            guard let former = formerItem(item) else {
                found.append(((item.domain, 0, item.position), .added(item)))
                continue
            }
            kept.insert(former.id)
            let fields = Self.fields(former.entry, item.entry)
            if fields.isEmpty {
                unchanged += 1
            } else {
                found.append(((item.domain, 0, item.position), .changed(old: former, new: item, fields: fields)))
            }
        }
        for item in old where !kept.contains(item.id) { found.append(((item.domain, 1, item.position), .removed(item))) }
        changes = found.sorted { $0.key < $1.key }.map(\.change)
        unchangedCount = unchanged
    }

    private static func fields(_ old: CatalogueEntry, _ new: CatalogueEntry) -> [FieldChange] {
        Field.allCases.compactMap { field in
            let (before, after) = (field.words(old), field.words(new))
            return before == after ? nil : FieldChange(field: field, old: before, new: after)
        }
    }
}
