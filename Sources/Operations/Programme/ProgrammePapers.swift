package import Domain
import Persistence
import Registers

/// What a programme puts on paper: the report on a push, and the summary with its annexes.
package struct ProgrammePapers {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// What was published for the programme in that month, newest first, no more than are kept.
    static func items(
        _ documents: DisclosureQueries, _ programme: Programme, in month: ClosedRange<Day>
    ) throws -> [TaskEntry.Item] {
        var filter = DisclosureQueries.Filter()
        (filter.domains, filter.days) = (programme.plan.domains, month)
        return try documents.newest(filter, limit: PushReport.most).map { line in
            TaskEntry.Item(
                disclosure: line.id, title: line.title, unit: line.unitName, published: line.published?.day ?? month.lowerBound)
        }
    }

    /// The report on the push that is due in a month: as it was pushed, otherwise as it would be now.
    ///
    /// - Throws: `ProgrammeRefusal` when there is no such programme, task or month.
    package func push(_ id: Programme.ID, _ task: ProgrammeTask.ID?, _ period: TaskPeriod) async throws -> PushReport {
        let site = county.id
        return try await installation.store.read { transaction in
            let register = ProgrammeRegister(transaction, site: site)
            guard let programme = try register.find(id) else { throw ProgrammeRefusal([.noSuchProgramme]) }
            let tasks = try register.tasks(of: id).filter { $0.kind == .push && (task == nil || $0.id == task) }
            guard let push = tasks.first else { throw ProgrammeRefusal([.noSuchTask]) }
            guard let month = period.monthBefore, push.timing.periods.contains(where: { $0.period == period }) else {
                throw ProgrammeRefusal([.noSuchPeriod])
            }
            let entries = try register.entries(of: id).filter { $0.task == push.id && $0.period == period && $0.kind != .progress }
            let done = entries.last.flatMap { $0.kind == .completion ? $0 : nil }
            let items = try done?.items ?? Self.items(DisclosureQueries(transaction, site: site), programme, in: month)
            return PushReport(
                programme: programme.title, recipient: push.recipient, period: period, month: month, items: items,
                pushed: done.map { "\($0.signature)，\($0.recorded.text)" })
        }
    }
}
