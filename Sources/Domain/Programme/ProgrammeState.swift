/// How far a programme has come. `allowed` is the table of its life cycle.
package enum ProgrammeState: String, Sendable, CaseIterable, Codable, Hashable {
    /// 拟订: only the office sees it.
    case planned
    /// 实施: tasks run, units report.
    case running
    /// 已办结: read only; may be opened again.
    case finished
    case cancelled

    package var name: String {
        switch self {
        case .planned: "拟订"
        case .running: "实施中"
        case .finished: "已办结"
        case .cancelled: "已取消"
        }
    }
}

/// What somebody does in a programme.
package enum ProgrammeAct: String, Sendable, CaseIterable, Hashable {
    case read
    /// The plan and its tasks.
    case edit
    case begin, finish, reopen, cancel
    /// Reports on a task, with files; also filings, pushes and yearly duties, which are tasks.
    case report
    /// Returns a report that is not enough (退回).
    case giveBack
    /// Takes a monthly report to the publishing gate.
    case publish
    /// Writes the summary report (总结报告).
    case summarise
    /// Takes away the summary with its annexes, and lists of pushes.
    case download

    /// The state that it leads to; `nil` when it changes none.
    package var next: ProgrammeState? {
        switch self {
        case .begin, .reopen: .running
        case .finish: .finished
        case .cancel: .cancelled
        case .read, .edit, .report, .giveBack, .publish, .summarise, .download: nil
        }
    }

    package var name: String {
        switch self {
        case .read: "查看"
        case .edit: "修改方案和任务"
        case .begin: "开始实施"
        case .finish: "办结"
        case .reopen: "重新实施"
        case .cancel: "取消"
        case .report: "报送办理情况"
        case .giveBack: "退回"
        case .publish: "公开月报"
        case .summarise: "编写总结报告"
        case .download: "下载总结材料"
        }
    }
}

/// What somebody is in a programme; one person may be several of them.
package enum ProgrammeRole: String, Sendable, CaseIterable, Hashable {
    /// 政务公开办: runs it.
    case office
    /// 责任单位: an editor of a unit.
    case unit
    /// Others whose posts let them read.
    case reader

    package static func roles(of staff: Staff) -> Set<ProgrammeRole> {
        var roles: Set<ProgrammeRole> = [.reader]
        if staff.holds(.disclosureOffice) { roles.insert(.office) }
        if staff.holds(.editor) { roles.insert(.unit) }
        return roles
    }
}

extension ProgrammeState {
    /// Everything that somebody in that role may do in this state.
    package func allowed(to role: ProgrammeRole) -> Set<ProgrammeAct> {
        switch (self, role) {
        case (.planned, .office): [.read, .edit, .begin, .cancel]
        case (.planned, .unit), (.planned, .reader): []
        case (.running, .office): [.read, .edit, .report, .giveBack, .publish, .summarise, .download, .finish, .cancel]
        case (.running, .unit): [.read, .report, .publish]
        case (.running, .reader): [.read]
        case (.finished, .office): [.read, .summarise, .download, .reopen]
        case (.finished, .unit), (.finished, .reader): [.read]
        case (.cancelled, .office): [.read]
        case (.cancelled, .unit), (.cancelled, .reader): []
        }
    }

    package func allows(_ act: ProgrammeAct, to roles: Set<ProgrammeRole>) -> Bool { roles.contains { allowed(to: $0).contains(act) } }
}
