/// What was recorded about a task for one time that it came round (办理记录). Only ever added to.
package struct TaskEntry: Sendable, Hashable {
    package typealias ID = Identifier<TaskEntry>

    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        /// 进展: nothing is finished by it.
        case progress
        /// 完成
        case completion
        /// 退回: the office does not take the completion before it.
        case returned

        package var name: String {
            switch self {
            case .progress: "进展"
            case .completion: "完成"
            case .returned: "退回"
            }
        }
    }

    /// A document that was pushed, as it was named then.
    package struct Item: Sendable, Hashable, Codable {
        /// Decimal, because JSON's numbers are not exact.
        package var disclosure: String
        package var title: String
        package var unit: String
        package var published: Day

        package init(disclosure: Disclosure.ID, title: String, unit: String, published: Day) {
            self.disclosure = disclosure.description
            self.title = title
            self.unit = unit
            self.published = published
        }
    }

    package let id: ID
    package let task: ProgrammeTask.ID
    /// `nil` for the office.
    package let unit: OrganisationUnit.ID?
    package let period: TaskPeriod
    package let kind: Kind
    /// On which it was done.
    package let day: Day
    package let text: String
    /// Percent, of a share of performance.
    package let value: ExactNumber?
    /// Of a push.
    package let items: [Item]
    /// The document that a monthly report became on its way to the portal.
    package let draft: Draft.ID?
    package let recorded: Instant
    package let signature: String

    package init(
        id: ID, task: ProgrammeTask.ID, unit: OrganisationUnit.ID?, period: TaskPeriod, kind: Kind, day: Day, text: String,
        value: ExactNumber? = nil, items: [Item] = [], draft: Draft.ID? = nil, recorded: Instant, signature: String
    ) {
        self.id = id
        self.task = task
        self.unit = unit
        self.period = period
        self.kind = kind
        self.day = day
        self.text = text
        self.value = value
        self.items = items
        self.draft = draft
        self.recorded = recorded
        self.signature = signature
    }
}

/// Whether something asked for was done in time.
package enum TaskState: String, Sendable, CaseIterable, Hashable {
    case notDue, done, doneLate, overdue

    package var name: String {
        switch self {
        case .notDue: "未到期"
        case .done: "已完成"
        case .doneLate: "逾期完成"
        case .overdue: "逾期未完成"
        }
    }

    package var isOpen: Bool { self == .notDue || self == .overdue }
}

/// One time that a task comes round for one who has to do it, and how it stands at the end of a day.
package struct TaskStanding: Sendable, Hashable {
    package let task: ProgrammeTask
    /// `nil` for the office.
    package let unit: OrganisationUnit.ID?
    package let period: TaskPeriod
    package let due: Day
    package let state: TaskState
    package let completed: Day?
    /// The last that was entered, enough or not.
    package let value: ExactNumber?

    /// - Parameters:
    ///   - entries: of this task, oldest first; others' are passed over.
    ///   - today: the day at whose end it is looked at. What happened later is not known yet.
    package init(
        _ task: ProgrammeTask, unit: OrganisationUnit.ID?, period: TaskPeriod, due: Day, entries: [TaskEntry], plan: Programme.Plan,
        on today: Day
    ) {
        self.task = task
        self.unit = unit
        self.period = period
        self.due = due
        let own = entries.filter { $0.unit == unit && $0.period == period && $0.day <= today }
        value = own.last { $0.value != nil }?.value
        let decisive = own.last { $0.kind == .returned || $0.completes(task, under: plan) }
        completed = decisive?.kind == .completion ? decisive?.day : nil
        state = completed.map { $0 <= due ? .done : .doneLate } ?? (due < today ? .overdue : .notDue)
    }

    /// Everything that has fallen due by a day and the next of each, in the order of tasks, periods and units. A cancelled task asks for nothing.
    ///
    /// - Parameter entries: oldest first.
    package static func all(of programme: Programme, _ tasks: [ProgrammeTask], _ entries: [TaskEntry], on today: Day) -> [TaskStanding] {
        let byTask = Dictionary(grouping: entries, by: \.task)
        return tasks.filter { $0.cancelled.isEmpty }.flatMap { task in
            task.timing.periods(on: today).flatMap { period, due in
                task.doers.map {
                    TaskStanding(task, unit: $0, period: period, due: due, entries: byTask[task.id] ?? [], plan: programme.plan, on: today)
                }
            }
        }
    }
}

extension TaskEntry {
    /// Whether it fulfils the task. A share below what was asked for on its day does not.
    package func completes(_ task: ProgrammeTask, under plan: Programme.Plan) -> Bool {
        guard kind == .completion else { return false }
        guard task.kind == .performance else { return true }
        guard let value else { return false }
        return plan.leastShare(on: day).map { value >= $0 } ?? true
    }
}

/// How many of a group stand how.
package struct TaskTally: Sendable, Hashable {
    private var counts: [TaskState: Int] = [:]

    package init(_ standings: some Sequence<TaskStanding>) {
        for standing in standings { counts[standing.state, default: 0] += 1 }
    }

    package subscript(state: TaskState) -> Int { counts[state] ?? 0 }
    package var total: Int { counts.values.reduce(0, +) }
    package var finished: Int { self[.done] + self[.doneLate] }

    package var words: String { TaskState.allCases.map { "\($0.name) \(self[$0])" }.joined(separator: "，") }
}
