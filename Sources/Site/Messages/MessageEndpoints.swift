import Domain
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let messageEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.messages) { try await MessageLedgerHandler($0).list() },
        WorkEndpoint(.messageFile) { try await MessageLedgerHandler($0).file() },
        WorkEndpoint(.newMessage) { try await MessageLedgerHandler($0).form() },
        WorkEndpoint(.registerMessage) { try await MessageLedgerHandler($0).register() },
        WorkEndpoint(.directory) { try await MessageLedgerHandler($0).directory() },
        WorkEndpoint(.saveDirectory) { try await MessageLedgerHandler($0).saveDirectory() },
        WorkEndpoint(.message) { try await MessageCaseHandler($0).show() },
        WorkEndpoint(.dispatchMessage) { try await MessageCaseHandler($0).dispatch() },
        WorkEndpoint(.turnAwayMessage) { try await MessageCaseHandler($0).turnAway() },
        WorkEndpoint(.objectMessage) { try await MessageCaseHandler($0).object() },
        WorkEndpoint(.decideObjection) { try await MessageCaseHandler($0).decide() },
        WorkEndpoint(.transferMessage) { try await MessageCaseHandler($0).transfer() },
        WorkEndpoint(.draftMessageAnswer) { try await MessageCaseHandler($0).draft() },
        WorkEndpoint(.reviewMessageAnswer) { try await MessageCaseHandler($0).review() },
        WorkEndpoint(.urgeMessage) { try await MessageCaseHandler($0).urge() },
        WorkEndpoint(.closeMessage) { try await MessageCaseHandler($0).close() },
        WorkEndpoint(.mergeMessage) { try await MessageCaseHandler($0).merge() },
        WorkEndpoint(.convertMessage) { try await MessageCaseHandler($0).convert() },
        WorkEndpoint(.publishMessage) { try await MessageCaseHandler($0).publish() },
        WorkEndpoint(.withdrawMessage) { try await MessageCaseHandler($0).withdraw() },
        WorkEndpoint(.messageSender) { try await MessageCaseHandler($0).sender() },
        WorkEndpoint(.messageToAnswer) { try await MessageCaseHandler($0).keep() },
        WorkEndpoint(.requestToMessage) { try await MessageCaseHandler($0).fromRequest() },
        WorkEndpoint(.baseAnswers) { try await BaseAnswerHandler($0).list() },
        WorkEndpoint(.newBaseAnswer) { try await BaseAnswerHandler($0).form() },
        WorkEndpoint(.createBaseAnswer) { try await BaseAnswerHandler($0).create() },
        WorkEndpoint(.baseAnswerFile) { try await BaseAnswerHandler($0).file() },
        WorkEndpoint(.importBaseAnswers, formLimit: nil) { try await BaseAnswerHandler($0).read() },
        WorkEndpoint(.baseAnswer) { try await BaseAnswerHandler($0).show() },
        WorkEndpoint(.saveBaseAnswer) { try await BaseAnswerHandler($0).save() },
        WorkEndpoint(.checkBaseAnswer) { try await BaseAnswerHandler($0).check() },
        WorkEndpoint(.withdrawBaseAnswer) { try await BaseAnswerHandler($0).withdraw() },
    ]
}

extension Staff {
    /// The units whose letters they see; `nil` for all.
    var messageUnits: [OrganisationUnit.ID]? {
        guard !holds(.disclosureOffice) else { return nil }
        return Set(posts.filter { [.editor, .reviewer, .signer].contains($0.role) }.map(\.unit)).sorted { $0.rawValue < $1.rawValue }
    }
}

extension SiteView {
    func messageLines(_ messages: [Message], _ clock: MessageClock, on today: Day) throws -> [MessageLine] {
        let names = try unitNames()
        return messages.map { message in
            let timing = clock.timing(message.receivedOn)
            return MessageLine(
                message: message, unitName: names[message.unit]?.name ?? "", due: timing.due,
                standing: timing.standing(on: message.closedOn ?? today))
        }
    }

    /// Units to which letters can be dispatched.
    func answeringUnits() throws -> [OrganisationUnit] {
        try unitRegister.all().filter { !$0.isImported && $0.kind != .other && $0.kind != .village }
    }
}

extension MessagesToday {
    /// - Returns: `nil` for those who see no letters, and when there are none to speak of.
    static func load(_ view: SiteView, _ staff: Staff, today: Day) throws -> MessagesToday? {
        let units = staff.messageUnits
        guard units?.isEmpty != true else { return nil }
        let (queries, clock) = (view.messageQueries, try view.messageClock())
        let late = try queries.lateDays(clock, on: today)
        var waiting: [MessageState] = []
        if staff.holds(.disclosureOffice) { waiting += [.received, .objected] }
        if staff.holds(.editor) { waiting.append(.dispatched) }
        if staff.holds(.reviewer) || staff.holds(.signer) { waiting.append(.drafted) }
        let mine = MessageQueries.Filter(units: units, isOpen: true, states: waiting)
        let overdue = MessageQueries.Filter(units: units, isOpen: true, receivedOn: late.overdue)
        let lines = try queries.list(overdue, order: .oldest, limit: 10) + queries.list(mine, order: .oldest, limit: 10)
        var seen: Set<Message.ID> = []
        let shown = lines.filter { seen.insert($0.id).inserted }
        guard !shown.isEmpty else { return nil }
        return MessagesToday(
            lines: try view.messageLines(shown, clock, on: today), overdue: try queries.count(overdue),
            alarming: try queries.count(MessageQueries.Filter(units: units, isOpen: true, receivedOn: late.alarming)),
            waiting: try queries.count(mine))
    }
}
