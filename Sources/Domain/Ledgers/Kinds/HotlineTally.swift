/// How far the merging of a county's hotlines has come (政务热线整合).
package struct HotlineTally: Sendable, Hashable {
    package struct Plan: Sendable, Hashable {
        package let name: String
        package let count: Int
        package let done: Int
        /// Past the day that the plan gives.
        package let late: Int
    }

    package let count: Int
    package let kept: Int
    /// What is to go, by where it goes.
    package let plans: [Plan]

    package init(rows: [LedgerRow], on today: Day) {
        count = rows.count
        kept = rows.count { $0.cells["plan"] == "保留" }
        plans = (LedgerKind.hotlines.field("plan")?.choices ?? []).filter { $0 != "保留" }.compactMap { name in
            let own = rows.filter { $0.cells["plan"] == name }
            let open = own.filter { $0.cells["done"].isEmpty }
            guard !own.isEmpty else { return nil }
            return Plan(
                name: name, count: own.count, done: own.count - open.count,
                late: open.count { row in row.cells.day("due").map { $0 < today } ?? false })
        }
    }
}
