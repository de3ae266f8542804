import Domain
import Pages
import Persistence
import Registers

extension Workbench {
    static let logEndpoints: [WorkEndpoint] = [WorkEndpoint(.workLog) { try await $0.workLog() }]
}

extension WorkRequest {
    private static let logPageLength = 100

    /// The log in full, for those who watch over it.
    func workLog() async throws -> Answer {
        let before = query["before"].flatMap { Int64($0) } ?? Int64.max
        let site = county.id
        return show(
            try await read { view in
                let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
                let lines = try view.transaction.rows(
                    """
                    SELECT sequence, time, actor, unit_id, verb, subject_kind, subject_id, reason FROM event
                    WHERE site_id = \(site) AND sequence < \(before) ORDER BY sequence DESC LIMIT \(Self.logPageLength)
                    """
                ) { row -> WorkLogPage.Line in
                    let (unit, verb, kind, id): (OrganisationUnit.ID?, Event.Verb, Event.Subject.Kind, Int64) = (
                        try row["unit_id"], try row["verb"], try row["subject_kind"], try row["subject_id"]
                    )
                    return WorkLogPage.Line(
                        sequence: try row["sequence"], time: try row["time"], actor: try row["actor"],
                        unitName: unit.flatMap { names[$0] } ?? "", words: verb.words, subject: "\(kind.words) \(id)",
                        reason: try row["reason"])
                }
                let last = lines.last?.sequence
                return WorkLogPage(
                    lines: lines,
                    next: lines.count == Self.logPageLength
                        ? last.map { WorkRoute.workLog.link(query: [("before", String($0))]) } : nil)
            })
    }
}
