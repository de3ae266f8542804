package import Domain

/// A case as the ledger on paper shows it: each column's text composed from what is recorded.
package struct LedgerEntry: Sendable {
    package var line: RequestLine
    package var facts: [RequestFact]
    package var letters: [RequestLetter]
    package var disputes: [RequestDispute]

    package init(line: RequestLine, facts: [RequestFact], letters: [RequestLetter], disputes: [RequestDispute]) {
        self.line = line
        self.facts = facts
        self.letters = letters
        self.disputes = disputes
    }

    package func text(_ column: LedgerColumn) -> String {
        let request = line.request
        switch column {
        case .number: return request.number
        case .unit: return line.unitName
        case .channel: return request.channel.name + (request.isOral ? "（口头）" : "")
        case .applicantKind: return request.applicant.label
        case .received: return line.received?.description ?? ""
        case .content: return content
        case .carrier: return [request.carrier?.name, request.delivery?.name].compactMap { $0 }.joined(separator: "，")
        case .due: return line.due.map { line.isProvisional ? "\($0)（暂定）" : $0.description } ?? ""
        case .state: return line.state.name
        case .course: return course
        case .outcome: return request.outcome?.fullName ?? ""
        case .closed: return line.closed?.description ?? ""
        case .handler: return line.handlerName ?? ""
        case .letter: return replies.map(\.number).filter { !$0.isEmpty }.joined(separator: "、")
        case .served: return replies.compactMap(\.service).map(Self.words).joined(separator: "；")
        case .dispute: return disputes.map(Self.words).joined(separator: "；")
        case .fee: return request.feeInFen == 0 ? "" : request.feeInFen.yuan
        case .note: return note
        }
    }

    private var content: String {
        let wanted = line.request.wanted
        return [wanted.description, wanted.number, wanted.features].filter { !$0.isEmpty }.joined(separator: "；")
    }

    /// 办理情况概述: what happened on which day, in order.
    private var course: String {
        facts.map { fact in
            let days = fact.workingDays.map { "（\($0) 个工作日）" } ?? ""
            return "\(fact.day.chineseDate)\(fact.kind.name)\(days)"
        }.joined(separator: "；")
    }

    /// 答复书 and 不再处理告知书.
    private var replies: [RequestLetter] {
        letters.filter { if case .reply? = LetterKind(rawValue: $0.kind) { true } else { false } }
    }

    private static func words(_ service: RequestLetter.Service) -> String {
        "\(service.day)\(service.way.name)" + (service.returned.map { "，\($0)退回" } ?? "")
    }

    private static func words(_ dispute: RequestDispute) -> String {
        "\(dispute.kind.name)，\(dispute.received)收到，\(dispute.result?.name ?? "尚未审结")"
    }

    private var note: String {
        var notes: [String] = []
        if !line.request.counts { notes.append("不计入年度报告") }
        if line.request.destroyed != nil { notes.append("档案已销毁") }
        return notes.joined(separator: "；")
    }
}
