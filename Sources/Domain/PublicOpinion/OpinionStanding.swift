/// A time that runs in hours, through nights and holidays (按小时计算的时限; 民法典第二百零一条第二款).
package enum OpinionClock: String, Sendable, CaseIterable, Codable, Hashable {
    /// 发布权威信息
    case information
    /// 召开新闻发布会
    case conference
    /// 回应
    case response

    package var name: String {
        switch self {
        case .information: "发布权威信息"
        case .conference: "召开新闻发布会"
        case .response: "作出回应"
        }
    }

    /// Which run for an item of that level.
    package static func running(for level: PublicOpinion.Level) -> [OpinionClock] {
        switch level {
        case .major: [.information, .conference]
        case .other: [.response]
        }
    }
}

/// The hours of each clock, as they count for an item.
package struct OpinionHours: Sendable, Hashable {
    package var hours: [OpinionClock: Int]

    package init(information: Int = 5, conference: Int = 24, response: Int = 48) {
        hours = [.information: information, .conference: conference, .response: response]
    }

    /// As the county's book has them on the day of detection.
    package init(_ book: FigureBook, on day: Day) {
        self.init(
            information: book.value(.opinionInformationHours, on: day), conference: book.value(.opinionConferenceHours, on: day),
            response: book.value(.opinionResponseHours, on: day))
    }

    package subscript(clock: OpinionClock) -> Int { hours[clock] ?? 0 }
}

extension DatedFigure {
    package static let opinionInformationHours = DatedFigure(
        "opinion-information-hours", name: "特别重大、重大突发事件发布权威信息的时限", unit: .hour, released: 5, bounds: 1...24,
        article: "国办发〔2016〕80号（《实施细则》）", isVerified: true)
    package static let opinionConferenceHours = DatedFigure(
        "opinion-conference-hours", name: "特别重大、重大突发事件召开新闻发布会的时限", unit: .hour, released: 24, bounds: 1...72,
        article: "国办发〔2016〕61号", isVerified: true)
    package static let opinionResponseHours = DatedFigure(
        "opinion-response-hours", name: "其他政务舆情回应的时限", unit: .hour, released: 48, bounds: 1...240,
        article: "国办发〔2016〕61号", isVerified: true)
}

/// A response that is public (已公开的回应).
package struct OpinionAnswer: Sendable, Hashable {
    package let published: Instant
    /// 不实信息澄清
    package let isClarification: Bool

    package init(published: Instant, isClarification: Bool) {
        self.published = published
        self.isClarification = isClarification
    }
}

/// How one item stands at a moment.
package struct OpinionStanding: Sendable, Hashable {
    /// One clock.
    package struct Running: Sendable, Hashable {
        package enum State: String, Sendable, CaseIterable, Hashable {
            case running, met, late, overdue
            /// Nothing has to be answered.
            case stopped

            package var name: String {
                switch self {
                case .running: "计时中"
                case .met: "按时"
                case .late: "超时完成"
                case .overdue: "已超时"
                case .stopped: "不需要"
                }
            }
        }

        package let clock: OpinionClock
        package let hours: Int
        package let start: Instant
        package let due: Instant
        package let done: Instant?
        package let state: State

        /// Minutes until it is due, negative when it is over; `nil` when it no longer runs.
        package func minutesLeft(at now: Instant) -> Int? {
            switch state {
            case .running, .overdue: Int((due.milliseconds - now.milliseconds) / 60_000)
            case .met, .late, .stopped: nil
            }
        }

        /// 还有 3 小时 20 分
        package func words(at now: Instant) -> String {
            if let done { return "\(done.text) 完成，\(state.name)" }
            guard let minutes = minutesLeft(at: now) else { return state.name }
            let amount = abs(minutes)
            let hours = amount / 60
            let text = hours == 0 ? "\(amount) 分钟" : "\(hours) 小时\(amount % 60 == 0 ? "" : " \(amount % 60) 分")"
            return state == .overdue ? "已超时 \(text)" : "还有 \(text)"
        }

        /// How the moment came about, for somebody who has to answer for it.
        package func explanation(event: Instant?) -> String {
            var text = "\(start.text) 发现，\(hours) 小时内\(clock.name)。按小时连续计算，夜间、双休日和节假日都不停，到 \(due.text) 为止。"
            if let event {
                let hypothetical = Instant(milliseconds: event.milliseconds + Int64(hours) * 3_600_000)
                text += "事发时间是 \(event.text)；从事发起算则到 \(hypothetical.text)，文件没有规定从哪时起算，两个时间都记录。"
            }
            return text
        }
    }

    package let state: OpinionState
    /// Who is responsible now.
    package let unit: OrganisationUnit.ID?
    package let clocks: [Running]

    /// - Parameters:
    ///   - facts: oldest first.
    ///   - answers: that are public.
    ///   - now: what happened later is not known.
    package init(_ opinion: PublicOpinion, facts: [OpinionFact], answers: [OpinionAnswer], hours: OpinionHours, at now: Instant) {
        let facts = facts.filter { $0.time <= now }
        let first = answers.map(\.published).filter { $0 <= now }.min()
        let conference = facts.first { $0.kind == .conference }?.time
        var state = OpinionState.collected
        var unit = opinion.unit
        for fact in facts {
            switch fact.kind {
            case .discussed: if state == .collected { state = .discussed }
            case .judged: state = .judged
            case .dismissed: state = .dismissed
            case .transferred: break
            case .evaluated: state = .evaluated
            case .collected, .conference, .criticised, .summoned: break
            }
            if fact.kind == .judged || fact.kind == .transferred { unit = fact.unit ?? unit }
        }
        if first != nil, state != .evaluated { state = .responded }
        self.state = state
        self.unit = unit
        clocks = OpinionClock.running(for: opinion.level).map { clock in
            let due = Instant(milliseconds: opinion.detected.milliseconds + Int64(hours[clock]) * 3_600_000)
            let done = clock == .conference ? conference : first
            let running: Running.State =
                if let done { done <= due ? .met : .late } else if state == .dismissed { .stopped } else { now > due ? .overdue : .running }
            return Running(clock: clock, hours: hours[clock], start: opinion.detected, due: due, done: done, state: running)
        }
    }

    package var isOverdue: Bool { clocks.contains { $0.state == .overdue } }
    /// Clocks that nothing has answered yet.
    package var running: [Running] { clocks.filter { $0.state == .running || $0.state == .overdue } }
    package var isRunning: Bool { !running.isEmpty }
    package var nextDue: Instant? { running.map(\.due).min() }
}
