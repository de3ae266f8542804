package import Domain
import Persistence
import Registers

/// What is reported on a task: progress, completion, files; what the office returns; and a push with what was pushed.
package struct ReportTask {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// What somebody reports.
    package struct Report: Sendable {
        package var isFinal: Bool
        /// On which it was done; the day of the report where the kind does not name one.
        package var day: Day?
        package var text: String
        /// Percent.
        package var value: ExactNumber?
        /// Their bytes are in the store already.
        package var files: [DraftAttachment]

        package init(isFinal: Bool, day: Day? = nil, text: String, value: ExactNumber? = nil, files: [DraftAttachment] = []) {
            self.isFinal = isFinal
            self.day = day
            self.text = text
            self.value = value
            self.files = files
        }
    }

    /// - Parameter unit: who reports; `nil` for the office.
    /// - Throws: `ProgrammeRefusal`.
    package func run(
        _ report: Report, on id: ProgrammeTask.ID, of programme: Programme.ID, unit: OrganisationUnit.ID?, period: TaskPeriod,
        by staff: Staff
    ) async throws {
        let key = installation.identifiers.next(TaskEntry.self)
        let files = report.files.map { (installation.identifiers.next(ProgrammeRegister.File.self), $0) }
        try await installation.act(in: programme, of: county, by: staff) { work in
            try work.demand(.report)
            let task = try work.task(id)
            let standing = try Self.standing(task, unit, period, work)
            try Self.demandOwn(unit, staff)
            var reasons: [ProgrammeReason] = standing.state.isOpen ? [] : [.alreadyDone]
            let day = task.kind.namesItsDay ? report.day : work.now.day
            if day == nil { reasons.append(.missing(.day)) }
            if let day, day > work.now.day { reasons.append(.dayAhead) }
            if report.text.isEmpty, task.kind != .push { reasons.append(.missing(.text)) }
            reasons += [ProgrammeReason.beyond(.text, report.text, limit: Programme.longestText)].compactMap { $0 }
            if report.files.count > ProgrammeRegister.File.mostPerEntry {
                reasons.append(.tooMany(.file, limit: ProgrammeRegister.File.mostPerEntry))
            }
            let value = task.kind == .performance ? report.value : nil
            if task.kind == .performance, report.isFinal, value == nil { reasons.append(.missing(.value)) }
            if let value, let hundred = ExactNumber(whole: 100), value > hundred { reasons.append(.aboveHundred) }
            var items: [TaskEntry.Item] = []
            if task.kind == .push, report.isFinal, let month = period.monthBefore {
                if month.upperBound >= work.now.day { reasons.append(.monthNotOver(month.upperBound)) }
                items = try ProgrammePapers.items(
                    DisclosureQueries(work.transaction, site: work.county.id), work.programme, in: month)
            }
            try ProgrammeRefusal.check(reasons)
            try work.register.insert(
                TaskEntry(
                    id: key, task: id, unit: unit, period: period, kind: report.isFinal ? .completion : .progress,
                    day: day ?? work.now.day, text: report.text, value: value, items: items, recorded: work.now,
                    signature: work.signature(for: unit)), in: programme)
            for (file, attachment) in files {
                try work.register.insert(
                    ProgrammeRegister.File(
                        id: file, entry: key, name: attachment.name, mediaType: attachment.mediaType,
                        sizeInBytes: attachment.sizeInBytes, digest: attachment.digest, added: work.now), in: programme)
            }
            try work.record(.programmeReported, unit: unit, reason: "\(task.title)（\(period.words)）")
        }
    }

    /// 退回: the office does not take what was reported as done.
    package func giveBack(
        _ id: ProgrammeTask.ID, of programme: Programme.ID, unit: OrganisationUnit.ID?, period: TaskPeriod, reason: String, by staff: Staff
    ) async throws {
        let key = installation.identifiers.next(TaskEntry.self)
        try await installation.act(in: programme, of: county, by: staff) { work in
            try work.demand(.giveBack)
            let task = try work.task(id)
            let standing = try Self.standing(task, unit, period, work)
            var reasons: [ProgrammeReason] = standing.state.isOpen ? [.notDone] : []
            if reason.isEmpty { reasons.append(.missing(.text)) }
            reasons += [ProgrammeReason.beyond(.text, reason, limit: Programme.longestText)].compactMap { $0 }
            try ProgrammeRefusal.check(reasons)
            try work.register.insert(
                TaskEntry(
                    id: key, task: id, unit: unit, period: period, kind: .returned, day: work.now.day, text: reason,
                    recorded: work.now, signature: work.signature()), in: programme)
            try work.record(.programmeReturned, unit: unit, reason: "\(task.title)（\(period.words)）")
        }
    }

    private static func standing(
        _ task: ProgrammeTask, _ unit: OrganisationUnit.ID?, _ period: TaskPeriod, _ work: ProgrammeWork
    ) throws -> TaskStanding {
        guard task.cancelled.isEmpty else { throw ProgrammeRefusal([.taskCancelled]) }
        let standings = TaskStanding.all(
            of: work.programme, [task], try work.register.entries(of: work.programme.id), on: work.now.day)
        guard standings.contains(where: { $0.unit == unit }) else { throw ProgrammeRefusal([.notYours]) }
        guard let standing = standings.first(where: { $0.unit == unit && $0.period == period }) else {
            throw ProgrammeRefusal([.noSuchPeriod])
        }
        return standing
    }

    /// A unit's task is its editor's, the office's the office's.
    private static func demandOwn(_ unit: OrganisationUnit.ID?, _ staff: Staff) throws {
        let isOwn = unit.map { staff.holds(.editor, for: $0) } ?? staff.holds(.disclosureOffice)
        try ProgrammeRefusal.check(isOwn ? [] : [.notYours])
    }

    // MARK: To the portal

    /// Takes a monthly report to the publishing gate: a draft, which goes the one way to the public (公开月报).
    ///
    /// - Returns: the draft; the one from before when there is one.
    package func publish(_ id: TaskEntry.ID, of programme: Programme.ID, by staff: Staff) async throws -> Draft.ID {
        let found = try await installation.act(in: programme, of: county, by: staff) { work -> (TaskEntry, ProgrammeTask) in
            try work.demand(.publish)
            guard let entry = try work.register.entries(of: programme).first(where: { $0.id == id }) else {
                throw ProgrammeRefusal([.noSuchEntry])
            }
            let task = try work.task(entry.task)
            try Self.demandOwn(entry.unit, staff)
            try ProgrammeRefusal.check(task.kind == .monthlyReport && entry.kind == .completion ? [] : [.notForPublication])
            return (entry, task)
        }
        let (entry, task) = found
        if let draft = entry.draft { return draft }
        let post = entry.unit.flatMap { staff.post(.editor, for: $0) } ?? staff.posts.first { $0.role == .editor }
        guard let post else { throw ProgrammeRefusal([.needsEditor]) }
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: post.unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = "\(task.title)（\(entry.period.words)）"
            content.made = entry.day
            content.body = DocumentBody(entry.text.split(whereSeparator: \.isNewline).map { .paragraph(String($0)) })
        }
        try await installation.act(in: programme, of: county, by: staff) { work in
            try work.register.set(draft: draft, of: id)
            try work.record(.programmeReported, unit: entry.unit, reason: "月报转入公开审查（\(entry.period.words)）")
        }
        return draft
    }
}
