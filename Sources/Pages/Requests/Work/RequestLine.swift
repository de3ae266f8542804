package import Domain
import HTML

/// A case as a list shows it: nothing about who asks but the kind.
package struct RequestLine: Sendable {
    package var request: DisclosureRequest
    package var unitName: String
    package var state: RequestState
    package var received: Day?
    /// `nil` while no period runs, and for closed cases.
    package var due: Day?
    package var left: TimeLeft?
    package var isProvisional: Bool
    /// The applicant's own last day, when it is the applicant's turn.
    package var applicantDue: Day?
    package var closed: Day?
    package var handlerName: String?

    package init(
        request: DisclosureRequest, unitName: String, state: RequestState, received: Day?, due: Day?, left: TimeLeft?,
        isProvisional: Bool, applicantDue: Day? = nil, closed: Day? = nil, handlerName: String? = nil
    ) {
        self.request = request
        self.unitName = unitName
        self.state = state
        self.received = received
        self.due = due
        self.left = left
        self.isProvisional = isProvisional
        self.applicantDue = applicantDue
        self.closed = closed
        self.handlerName = handlerName
    }

    /// What is asked for, shortened to a line.
    package var shownContent: String { request.wanted.shown(atMost: 60) }
}

extension RequestedInformation {
    /// What is asked for in one line of so many characters.
    package func shown(atMost limit: Int) -> String {
        let text = !description.isEmpty ? description : !number.isEmpty ? number : features
        guard !text.isEmpty else { return "（没有写明）" }
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }))
        guard line.unicodeScalars.count > limit else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(limit))) + "…"
    }
}

extension RequestState {
    /// The one word for this state everywhere, with a shape before it.
    var tag: StatusTag {
        switch self {
        case .registered, .awaitingConfirmation: StatusTag(word: name, shape: .open)
        case .accepted, .clarified, .inHand, .extended, .feePaid, .delayed: StatusTag(word: name, shape: .half)
        case .clarificationAsked, .thirdPartyConsulted, .coMakerConsulted, .feeNoticed: StatusTag(word: name, shape: .change)
        case .answered, .served, .archived: StatusTag(word: name, shape: .full)
        case .abandoned, .feeLapsed, .transferred, .withdrawn, .merged, .split: StatusTag(word: name, shape: .minus)
        }
    }
}

/// 答复期限: the date, what is left of the time in words, and a shape; never colour alone.
struct RequestDueTag {
    var state: RequestState
    var due: Day?
    var left: TimeLeft?
    var isProvisional: Bool
    var applicantDue: Day?
    var closed: Day?
    /// With the weekday, where there is room.
    var isLong = false

    init(_ line: RequestLine) {
        state = line.state
        due = line.due
        left = line.left
        isProvisional = line.isProvisional
        applicantDue = line.applicantDue
        closed = line.closed
    }

    init(_ shown: RequestCase) {
        let standing = shown.standing
        state = standing.state
        due = standing.state.isOpen ? standing.dueOn : nil
        left = standing.timeLeft(on: shown.today, calendar: shown.clock.calendar)
        isProvisional = standing.isProvisional
        applicantDue = standing.applicantDueOn
        closed = standing.closedOn
        isLong = true
    }

    func write(_ html: inout HTMLWriter) {
        guard state.isOpen else {
            guard let closed else { return html(.span, .class("quiet"), text: "不再计算") }
            html.text("办结 ")
            return write(closed, &html)
        }
        if let due {
            write(due, &html)
            if isProvisional { html(.span, .class("mark-word"), .title("之后年份的节假日安排还没有公布"), text: "暂定") }
            if let left { write(left, &html) }
        } else if let applicantDue {
            html.text("申请人的期限 ")
            write(applicantDue, &html)
        } else {
            html(.span, .class("quiet"), text: "还没有开始计算")
        }
    }

    private func write(_ day: Day, _ html: inout HTMLWriter) {
        html(.time, .class("due-day"), .dateTime(day.description), text: isLong ? day.chinese : day.description)
    }

    /// Five working days before the end it is time to act.
    private static let soon = 5

    private func write(_ left: TimeLeft, _ html: inout HTMLWriter) {
        switch left {
        case .overdue: StatusTag(word: left.words, shape: .cross, isAlarming: true).write(&html)
        case .today: StatusTag(word: left.words, shape: .half).write(&html)
        case .left(let workingDays, _): StatusTag(word: left.words, shape: workingDays <= Self.soon ? .half : .open).write(&html)
        }
    }
}

/// Cases as a table; under 720 px each row is a card.
struct RequestTable {
    var caption: String
    var lines: [RequestLine]
    var showsUnit: Bool
    /// With a box before each line; the table then stands in a form.
    var isSelectable = false

    func write(_ html: inout HTMLWriter) {
        let headings =
            (isSelectable ? ["选"] : []) + ["申请"] + (showsUnit ? ["单位"] : []) + ["申请人、方式", "收到", "状态", "答复期限", "等谁", "经办人"]
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table work-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in headings { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines { write(line, &html) }
                }
            }
        }
    }

    private func write(_ line: RequestLine, _ html: inout HTMLWriter) {
        let request = line.request
        html(.tr, .role("row")) { html in
            if isSelectable {
                html(.td, .role("cell"), .data("label", "选")) { html in
                    html(
                        .input, .type("checkbox"), .name("request"), .value(request.id.description),
                        .aria("label", "选中 \(request.number)"))
                }
            }
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.a, .href(WorkRoute.request.link(request.id)), text: request.number)
                html(.span, .class("explanation"), text: line.shownContent)
            }
            if showsUnit { html(.td, .role("cell"), .data("label", "单位"), text: line.unitName) }
            html(.td, .role("cell"), .data("label", "申请人、方式"), text: "\(request.applicant.label)，\(request.channel.name)")
            html(.td, .role("cell"), .class("moment"), .data("label", "收到"), text: line.received?.description ?? "—")
            html(.td, .role("cell"), .data("label", "状态")) { html in
                line.state.tag.write(&html)
                if let outcome = request.outcome { html(.span, .class("explanation"), text: outcome.fullName) }
            }
            html(.td, .role("cell"), .data("label", "答复期限")) { RequestDueTag(line).write(&$0) }
            html(.td, .role("cell"), .data("label", "等谁"), text: line.state.waitsFor.name)
            html(.td, .role("cell"), .class("moment"), .data("label", "经办人"), text: line.handlerName ?? "—")
        }
    }
}
