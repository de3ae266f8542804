/// The period for the reply from one start on (答复期限): begun anew by a clarification, a payment or a corrected reply.
struct ReplyPeriod: Sendable, Hashable {
    /// Itself not counted (民法典 Art. 201).
    let start: Day
    /// What happened on that day.
    let event: String
    let base: Int
    let pausesOnAskedDay: Bool
    /// Of the extension (条例 Art. 33).
    var extra = 0
    /// Because more was asked for than can be answered in time (Art. 35).
    var delay = 0
    /// Consultations that are over.
    var pauses: [Pause] = []

    /// Days that do not count, because somebody was asked for an opinion (Art. 33).
    struct Pause: Sendable, Hashable {
        let who: RequestStanding.Consultation
        /// Which one of its kind in the period, from 1.
        let number: Int
        let asked: Day
        let through: Day
        let isOpen: Bool

        /// - Parameter through: the last day; never later than the other side's own.
        init(_ asked: RequestStanding.OpenConsultation, through day: Day, isOpen: Bool) {
            (who, number, self.asked) = (asked.who, asked.number, asked.asked)
            through = min(day, asked.limit)
            self.isOpen = isOpen
        }
    }

    init(start: Day, event: String, base: Int, pausesOnAskedDay: Bool) {
        self.start = start
        self.event = event
        self.base = base
        self.pausesOnAskedDay = pausesOnAskedDay
    }

    var total: Int { base + extra + delay }

    /// The last day, with what is still open counted as a pause so far.
    func due(open: [Pause], calendar: WorkingCalendar) -> Day {
        let paused = pauses.isEmpty && open.isEmpty ? [] : (pauses + open).map { days($0) }
        var serial = start.serial
        var left = total
        while left > 0 {
            serial += 1
            if calendar.isWorking(serial: serial), !paused.contains(where: { $0.contains(serial) }) { left -= 1 }
        }
        return Day(serial: serial)
    }

    /// Every day on the way to the last one.
    func steps(open: [Pause], calendar: WorkingCalendar) -> [RequestStanding.Step] {
        let paused = (pauses + open).map { days($0) }
        var steps: [RequestStanding.Step] = []
        var day = start
        var counted = 0
        while counted < total {
            day = day.adding(days: 1)
            let kind = calendar.kind(day)
            let isPaused = paused.contains { $0.contains(day.serial) }
            let counts = kind.isWorking && !isPaused
            if counts { counted += 1 }
            steps.append(RequestStanding.Step(day: day, kind: kind, isPaused: isPaused, number: counts ? counted : nil))
        }
        return steps
    }

    /// The day on which the consultation is sent counts still, unless the county's rules say otherwise.
    func days(_ pause: Pause) -> Range<Int> {
        let first = pause.asked.serial + (pausesOnAskedDay ? 0 : 1)
        return first..<max(first, pause.through.serial + 1)
    }
}
