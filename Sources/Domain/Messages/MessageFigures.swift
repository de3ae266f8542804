/// What was received and answered, and how long it took (留言办理统计).
package struct MessageFigures: Sendable, Hashable {
    package private(set) var received = 0
    package private(set) var answered = 0
    /// Closed without an answer: told another way, merged, turned into a request.
    package private(set) var otherwise = 0
    package private(set) var open = 0
    package private(set) var overdue = 0
    /// Near or beyond the longest time that a letter may stay unanswered.
    package private(set) var alarming = 0
    private var workingDays = 0

    package init() {}

    /// Working days from receipt to answer in the mean, times ten, rounded; `nil` without an answer.
    package var averageInTenths: Int? { answered == 0 ? nil : (workingDays * 20 + answered) / (answered * 2) }

    /// Adds letters that came in on one day and were closed on one day.
    ///
    /// - Parameters:
    ///   - isNew: whether they came in within the period; older ones count only while they are open.
    ///   - last: the day at whose end it is counted; what happened later has not happened.
    package mutating func add(
        _ count: Int, receivedOn: Day, closedOn: Day?, answeredOn: Day?, isNew: Bool, through last: Day, terms: MessageTerms,
        calendar: WorkingCalendar
    ) {
        if isNew { received += count }
        guard let closedOn, closedOn <= last else {
            open += count
            switch MessageTiming(receivedOn: receivedOn, terms: terms, calendar: calendar).standing(on: last) {
            case .inTime: break
            case .overdue: overdue += count
            case .alarm, .beyond:
                overdue += count
                alarming += count
            }
            return
        }
        guard isNew else { return }
        guard let answeredOn else { return otherwise += count }
        answered += count
        workingDays += count * max(0, calendar.workingDays(after: receivedOn, through: answeredOn))
    }
}

extension MessageFigures {
    /// As the monthly bulletin says it.
    func sentence(month: Int) -> String {
        "\(month)月收到留言 \(received) 件，其中已答复 \(answered) 件；办理中 \(open) 件，其中逾期 \(overdue) 件，临近或者超过最长未答复时间 \(alarming) 件。"
    }
}
