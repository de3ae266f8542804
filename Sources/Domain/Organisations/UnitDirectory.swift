/// Finds registered units by the names that files use for them.
package struct UnitDirectory: Sendable {
    private var byName: [String: OrganisationUnit.ID] = [:]
    private let townships: [OrganisationUnit.ID]
    private let villages: [OrganisationUnit.ID]
    private let departments: [OrganisationUnit.ID]

    /// - Parameters:
    ///   - placeName: the county's name (明川县): 明川县财政局 is also found as 县财政局 and as 财政局.
    package init(_ units: [OrganisationUnit], aliases: [(alias: String, unit: OrganisationUnit.ID)], placeName: String) {
        townships = units.filter { $0.kind == .township }.map(\.id)
        villages = units.filter { $0.kind == .village }.map(\.id)
        departments = units.filter { $0.kind == .department }.map(\.id)
        // Weakest first, so that a full name is never hidden by another unit's short form.
        for unit in units where !placeName.isEmpty && unit.name.hasPrefix(placeName) {
            let rest = String(unit.name.dropFirst(placeName.count))
            byName[rest] = unit.id
            if let last = placeName.last { byName[String(last) + rest] = unit.id }
        }
        for unit in units where !unit.shortName.isEmpty { byName[unit.shortName] = unit.id }
        for (alias, unit) in aliases { byName[alias] = unit }
        for unit in units { byName[unit.name] = unit.id }
    }

    /// The units meant by a name; several for 乡镇人民政府, none when nobody of that name is registered.
    package func units(named name: String) -> [OrganisationUnit.ID] {
        if let unit = byName[name] { return [unit] }
        var bare = name
        for prefix in ["各", "相关", "有关"] where bare.hasPrefix(prefix) { bare = String(bare.dropFirst(prefix.count)) }
        if Self.townshipNames.contains(bare) { return townships }
        if Self.villageNames.contains(bare) { return villages }
        if Self.departmentNames.contains(bare) { return departments }
        return byName[bare].map { [$0] } ?? []
    }

    private static let townshipNames: Set<String> = [
        "乡镇", "乡镇人民政府", "乡镇政府", "镇人民政府", "乡（镇）人民政府", "乡(镇)人民政府", "乡镇（街道）", "乡镇人民政府（街道办事处）", "街道办事处", "镇街", "乡镇（街道办事处）",
    ]
    private static let departmentNames: Set<String> = ["部门", "县直部门", "政府部门", "预算部门", "单位"]
    private static let villageNames: Set<String> = ["村民委员会", "村（居）民委员会", "村（社区）", "村委会", "村（居）委会"]
}
