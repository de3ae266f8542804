import Domain
import Persistence
import Registers

/// What the digest says of letters from the public (留言): how many wait and are late, and nothing of who wrote or about what.
struct MessageReminders {
    static func words(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [String] {
        guard isOffice || !units.isEmpty else { return [] }
        let (queries, own) = (MessageQueries(transaction, site: site), isOffice ? nil : units)
        let late = try queries.lateDays(try queries.clock(), on: today)
        let waiting: [MessageState] = isOffice ? [.received, .objected] : [.dispatched, .drafted]
        let counts = [
            ("临近或者超过最长未答复时间", try queries.count(.init(units: own, isOpen: true, receivedOn: late.alarming))),
            ("已逾期", try queries.count(.init(units: own, isOpen: true, receivedOn: late.overdue))),
            (isOffice ? "等待分办" : "等待答复", try queries.count(.init(units: own, isOpen: true, states: waiting))),
        ].filter { $0.1 > 0 }
        guard !counts.isEmpty else { return [] }
        return ["【留言】" + counts.map { "\($0.0) \($0.1) 件" }.joined(separator: "，") + "，见工作台“留言”。", ""]
    }
}
