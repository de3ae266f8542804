/// The reading of one history, fact by fact.
struct RequestReading {
    let channel: RequestChannel
    let calendar: WorkingCalendar
    let book: RequestRuleBook
    let today: Day
    let isExplained: Bool

    private(set) var rules: RequestRules
    private(set) var receivedOn: Day?
    /// Since when it is in the house, received in the sense of the law or not.
    private var cameOn: Day?
    private(set) var isMisdirected = false
    private var unreachableOn: Day?
    private(set) var period: ReplyPeriod?
    /// What the state is while the period runs and nobody is asked.
    private var running: RequestState = .accepted
    private(set) var waiting: Waiting?
    /// Whoever is asked and has not answered, whether the time for it is over or not; in the order in which they were asked.
    private(set) var open: [RequestStanding.OpenConsultation] = []
    private var closed: RequestState?
    private(set) var answeredOn: Day?
    private(set) var closedOn: Day?
    private(set) var wasAskedBack = false
    private var hasPaid = false
    private(set) var problems: [RequestProblem] = []
    /// In a clerk's words: how the present period came to begin, and what happened in it.
    private(set) var notes: [String] = []
    /// How many of the notes outlast a new beginning.
    private var lastingNotes = 0

    /// It is the applicant's turn.
    enum Waiting {
        case clarification(asked: Day, limit: Day?)
        case fee(asked: Day, limit: Day)
    }

    init(channel: RequestChannel, calendar: WorkingCalendar, book: RequestRuleBook, today: Day, isExplained: Bool) {
        self.channel = channel
        self.calendar = calendar
        self.book = book
        self.today = today
        self.isExplained = isExplained
        rules = book.rules(on: today)
    }

    // MARK: State

    /// The state on that day: an applicant's or third party's period may have run out since the last fact.
    func state(on day: Day) -> RequestState {
        if let closed { return closed }
        guard receivedOn != nil else { return cameOn == nil ? .registered : .awaitingConfirmation }
        switch waiting {
        case .clarification(_, let limit): return limit.map { day > $0 } ?? false ? .abandoned : .clarificationAsked
        case .fee(_, let limit): return day > limit ? .feeLapsed : .feeNoticed
        case nil: break
        }
        if open.contains(where: { $0.who == .thirdParty && day <= $0.limit }) { return .thirdPartyConsulted }
        if open.contains(where: { $0.who == .coMaker && day <= $0.limit }) { return .coMakerConsulted }
        return open.isEmpty ? running : running == .accepted ? .inHand : running
    }

    /// What is open as it stands on that day: the clock stands still until the last one's period is over.
    func openPauses(on day: Day) -> [ReplyPeriod.Pause] {
        guard !open.isEmpty else { return [] }
        return open.map { ReplyPeriod.Pause($0, through: max(day, $0.asked), isOpen: $0.limit > day) }
    }

    /// The due day as it was known on that day; `nil` while no period runs.
    func due(on day: Day) -> Day? {
        guard let period, waiting == nil else { return nil }
        return period.due(open: openPauses(on: day), calendar: calendar)
    }

    // MARK: Facts

    mutating func take(_ fact: RequestFact) {
        guard fact.day <= today else { return problems.append(.inTheFuture(fact.kind, fact.day)) }
        let state = state(on: fact.day)
        guard state.allows(fact.kind) || isLatePayment(fact) else {
            if !repeatsReceipt(fact) { problems.append(refusal(of: fact, state)) }
            return
        }
        var days = fact.workingDays
        if let given = days, !(1...365).contains(given) {
            problems.append(.badPeriod(fact.kind, given))
            days = nil
            // What only lengthens the period lengthens it by nothing.
            if fact.kind == .extended || fact.kind == .delayed { return }
        }
        let day = fact.day
        switch fact.kind {
        case .submitted, .received, .confirmed: takeReceipt(fact.kind, day)
        case .misdirected:
            isMisdirected = true
            cameOn = cameOn ?? day
            noteLasting("\(day.chinese)误投到其他部门，以公开工作机构收到后与申请人确认之日为收到申请之日（国办公开办函〔2015〕207号）。")
        case .unreachable: missApplicant(day)
        case .clarificationAsked: askBack(day, days)
        case .clarified: clarify(day)
        case .abandoned, .feeLapsed: lapse(fact.kind, day)
        case .thirdPartyAsked: consult(.thirdParty, fact.kind, day, days)
        case .coMakerAsked: consult(.coMaker, fact.kind, day, days)
        case .thirdPartyReceived: consultationReceived(.thirdParty, fact.kind, day)
        case .coMakerReceived: consultationReceived(.coMaker, fact.kind, day)
        case .thirdPartyAnswered: consultationAnswered(.thirdParty, fact.kind, day)
        case .coMakerAnswered: consultationAnswered(.coMaker, fact.kind, day)
        case .extended: extend(day, days ?? rules.extensionLimit)
        case .delayed: putOff(day, days)
        case .feeNoticed: noticeFee(day)
        case .feePaid: pay(day)
        case .answered: answer(day)
        case .served: closed = .served
        case .serviceReturned: closed = .answered
        case .archived: closed = .archived
        case .transferred: end(.transferred, fact)
        case .withdrawn: end(.withdrawn, fact)
        case .merged: end(.merged, fact)
        case .split: end(.split, fact)
        case .reopened: reopen(day, days ?? rules.reply)
        }
    }

    /// A payment after its day finds a state that has lapsed; it is to be named as late.
    private func isLatePayment(_ fact: RequestFact) -> Bool {
        guard fact.kind == .feePaid, case .fee = waiting else { return false }
        return closed == nil
    }

    /// Handed over and received on one day is one event, and so is signed for and confirmed.
    private func repeatsReceipt(_ fact: RequestFact) -> Bool {
        guard fact.kind == .received || fact.kind == .confirmed else { return false }
        return state(on: fact.day) == .accepted && period?.start == fact.day
    }

    private func refusal(of fact: RequestFact, _ state: RequestState) -> RequestProblem {
        fact.kind == .clarificationAsked && wasAskedBack && state.isOpen
            ? .askedBackTwice(fact.day) : .outOfPlace(fact.kind, state, fact.day)
    }

    // MARK: Receipt and clarification

    private mutating func takeReceipt(_ kind: RequestFact.Kind, _ day: Day) {
        let rule = isMisdirected ? .confirmation : book.rules(on: day).receipt[channel] ?? .confirmation
        let isReceipt: Bool =
            switch rule {
            // Handed over: whatever it is called, it is in the agency's hands.
            case .submission: true
            case .signature: kind != .submitted
            case .confirmation: kind == .confirmed
            }
        guard isReceipt else {
            // What was posted is not there yet.
            if kind == .received || rule == .confirmation && channel != .plainPost && channel != .signedPost { cameOn = cameOn ?? day }
            return
        }
        // Whoever could not be reached on the day itself is confirmed with as soon as contact is made.
        if channel == .plainPost, !isMisdirected, let came = cameOn, came < day, unreachableOn.map({ $0 > came }) ?? true {
            problems.append(.confirmedLate(received: came, confirmed: day))
        }
        receivedOn = day
        rules = book.rules(on: day)
        restart(on: day, event: rule == .confirmation ? "与申请人确认收到申请" : "收到申请", days: rules.reply, as: .accepted)
        let words = isMisdirected ? ReceiptRule.confirmation.words : rule.words
        let name = channel.name
        noteLasting("\(day.chinese)为收到申请之日：\(name)，\(words)（条例第三十一条）。")
    }

    private mutating func missApplicant(_ day: Day) {
        unreachableOn = unreachableOn ?? day
        guard receivedOn == nil else { return note("\(day.chinese)联系不上申请人，已登记。") }
        cameOn = cameOn ?? day
        noteLasting("\(day.chinese)联系不上申请人，已登记；取得联系之前答复期限不起算（国办公开办函〔2015〕207号）。")
    }

    private mutating func askBack(_ day: Day, _ days: Int?) {
        guard !wasAskedBack, let received = receivedOn else { return problems.append(.askedBackTwice(day)) }
        wasAskedBack = true
        let latest = calendar.workingDay(after: received, number: rules.clarificationNotice)
        if day > latest { problems.append(.askedBackLate(asked: day, limit: latest)) }
        let limit = days.map { calendar.workingDay(after: day, number: $0) }
        if limit == nil { problems.append(.noClarificationPeriod(day)) }
        settle(on: day)
        waiting = .clarification(asked: day, limit: limit)
    }

    private mutating func clarify(_ day: Day) {
        guard case .clarification(let asked, let limit) = waiting else {
            return problems.append(.outOfPlace(.clarified, state(on: day), day))
        }
        if let limit, day > limit { problems.append(.clarifiedLate(on: day, limit: limit)) }
        (closed, closedOn) = (nil, nil)
        receivedOn = day
        restart(on: day, event: "收到补正", days: rules.reply, as: .clarified)
        noteLasting("\(asked.chinese)告知申请人补正；\(day.chinese)收到补正的申请，答复期限自这一天起重新计算（条例第三十条）。")
    }

    /// What the applicant was asked to do was not done in time.
    private mutating func lapse(_ kind: RequestFact.Kind, _ day: Day) {
        switch waiting {
        case .clarification(let asked, let limit):
            // Without a period there is none that could run out.
            guard let limit else { return problems.append(.noClarificationPeriod(asked)) }
            guard day > limit else { return problems.append(.notLapsedYet(limit: limit)) }
            close(as: .abandoned, day)
        case .fee(_, let limit):
            guard day > limit else { return problems.append(.notLapsedYet(limit: limit)) }
            close(as: .feeLapsed, day)
        case nil: problems.append(.outOfPlace(kind, state(on: day), day))
        }
    }

    // MARK: Consultation

    /// Several can be asked at once. Nobody has longer than the law gives (Art. 32, 34): else any pause could be made.
    private mutating func consult(_ who: RequestStanding.Consultation, _ kind: RequestFact.Kind, _ day: Day, _ given: Int?) {
        // Whoever let the time pass is waited for no more: an answer from now on is another's.
        while let place = open.firstIndex(where: { $0.who == who && day > $0.limit }) { close(place, on: day) }
        let limit = who == .thirdParty ? rules.thirdParty : rules.coMaker
        if let given, given > limit { problems.append(.consultationTooLong(kind, given, limit: limit)) }
        let days = min(given ?? limit, limit)
        let earlier = open.count { $0.who == who } + (period?.pauses.count { $0.who == who } ?? 0)
        open.append(
            RequestStanding.OpenConsultation(
                who: who, number: earlier + 1, asked: day, workingDays: days, limit: calendar.workingDay(after: day, number: days)))
    }

    /// The period of whoever is asked runs from its own receipt (Art. 32, 34), and from the first one only. Receipts, like answers, come in the
    /// order in which they were asked.
    private mutating func consultationReceived(_ who: RequestStanding.Consultation, _ kind: RequestFact.Kind, _ day: Day) {
        guard let place = open.firstIndex(where: { $0.who == who && !$0.isReceived }) else {
            return problems.append(open.contains { $0.who == who } ? .consultedTwice(kind, day) : .noConsultation(kind, day))
        }
        open[place].isReceived = true
        open[place].limit = calendar.workingDay(after: day, number: open[place].workingDays)
    }

    private mutating func consultationAnswered(_ who: RequestStanding.Consultation, _ kind: RequestFact.Kind, _ day: Day) {
        guard let place = open.firstIndex(where: { $0.who == who }) else { return problems.append(.noConsultation(kind, day)) }
        if day > open[place].limit { problems.append(.consultationAnsweredLate(on: day, limit: open[place].limit)) }
        close(place, on: day)
        if running == .accepted { running = .inHand }
    }

    private mutating func close(_ place: Int, on day: Day) {
        period?.pauses.append(ReplyPeriod.Pause(open.remove(at: place), through: day, isOpen: false))
    }

    /// From that day on nobody's opinion is waited for.
    private mutating func settle(on day: Day) {
        while !open.isEmpty { close(0, on: day) }
    }

    // MARK: What lengthens the period

    /// Once in each period: one that begins anew can be extended anew.
    private mutating func extend(_ day: Day, _ days: Int) {
        guard let period, period.extra == 0 else { return problems.append(.extendedTwice(day)) }
        if let due = due(on: day), day > due { return problems.append(.extendedLate(on: day, due: due)) }
        if days > rules.extensionLimit { problems.append(.extensionTooLong(days, limit: rules.extensionLimit)) }
        let extra = min(days, rules.extensionLimit)
        self.period?.extra = extra
        running = .extended
        note("\(day.chinese)经政府信息公开工作机构负责人同意延长答复期限 \(extra) 个工作日并告知申请人（条例第三十三条）。")
    }

    private mutating func putOff(_ day: Day, _ days: Int?) {
        guard let days else { return problems.append(.noDelayPeriod(day)) }
        guard let period, period.delay == 0 else { return problems.append(.delayedTwice(day)) }
        if let due = due(on: day), day > due { return problems.append(.delayedLate(on: day, due: due)) }
        self.period?.delay = days
        running = .delayed
        note("\(day.chinese)因申请数量、频次超过合理范围，告知延迟 \(days) 个工作日答复（条例第三十五条）。")
    }

    private mutating func noticeFee(_ day: Day) {
        guard !hasPaid else { return problems.append(.feeNoticedTwice(day)) }
        if let due = due(on: day), day > due { return problems.append(.feeNoticedLate(on: day, due: due)) }
        settle(on: day)
        waiting = .fee(asked: day, limit: calendar.workingDay(after: day, number: rules.payment))
    }

    private mutating func pay(_ day: Day) {
        guard case .fee(let asked, let limit) = waiting else { return problems.append(.outOfPlace(.feePaid, state(on: day), day)) }
        guard day <= limit else { return problems.append(.paidLate(on: day, limit: limit)) }
        hasPaid = true
        restart(on: day, event: "完成缴费", days: rules.reply, as: .feePaid)
        noteLasting("\(asked.chinese)发出收费通知；\(day.chinese)申请人完成缴费，答复期限自次日起重新计算（国办函〔2020〕109号）。")
    }

    // MARK: The end, and a new beginning

    private mutating func answer(_ day: Day) {
        if open.contains(where: { day <= $0.limit }) { problems.append(.answeredDuringConsultation(day)) }
        if let due = due(on: day), day > due {
            problems.append(.answeredLate(on: day, due: due, workingDays: calendar.workingDays(after: due, through: day)))
        }
        settle(on: day)
        answeredOn = day
        close(as: .answered, day)
    }

    private mutating func end(_ state: RequestState, _ fact: RequestFact) {
        settle(on: fact.day)
        waiting = nil
        close(as: state, fact.day)
        note("\(fact.day.chinese)\(fact.kind.name)，不再计算答复期限。")
    }

    private mutating func close(as state: RequestState, _ day: Day) {
        closed = state
        closedOn = day
    }

    private mutating func reopen(_ day: Day, _ days: Int) {
        // Also what was closed before it was ever received, such as a withdrawal that did not hold.
        if receivedOn == nil {
            receivedOn = day
            rules = book.rules(on: day)
        }
        (closed, closedOn) = (nil, nil)
        answeredOn = nil
        restart(on: day, event: "重新办理", days: days, as: .inHand)
        noteLasting("\(day.chinese)起重新办理，应在 \(days) 个工作日内重新作出答复。")
    }

    /// The period begins anew: what lengthened or stopped the former one counts no more.
    private mutating func restart(on day: Day, event: String, days: Int, as state: RequestState) {
        period = ReplyPeriod(start: day, event: event, base: days, pausesOnAskedDay: rules.pausesOnAskedDay)
        waiting = nil
        open = []
        running = state
        notes.removeSubrange(lastingNotes...)
    }

    // MARK: Notes

    private mutating func note(_ sentence: @autoclosure () -> String) {
        if isExplained { notes.append(sentence()) }
    }

    /// Before anything that a new beginning wipes out.
    private mutating func noteLasting(_ sentence: @autoclosure () -> String) {
        guard isExplained else { return }
        notes.insert(sentence(), at: lastingNotes)
        lastingNotes += 1
    }
}
