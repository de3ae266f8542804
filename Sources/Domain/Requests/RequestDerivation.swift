extension RequestReading {
    /// What the reading comes to on its last day.
    func standing() -> RequestStanding {
        let state = state(on: today)
        let pauses = openPauses(on: today)
        // What was closed without a reply is due no more.
        let due = state.isOpen || answeredOn != nil ? due(on: today) : nil
        let steps = isExplained && due != nil ? period?.steps(open: pauses, calendar: calendar) ?? [] : []
        let applicantDueOn = state.isOpen ? applicantLimit : nil
        let consultationDueOn = state.isOpen ? open.map(\.limit).filter { $0 >= today }.min() : nil
        return RequestStanding(
            state: state, receivedOn: receivedOn, dueOn: due,
            workingDaysLeft: state.isOpen ? due.map { calendar.workingDays(after: today, through: $0) } : nil,
            isProvisional: isProvisional([due, applicantDueOn, consultationDueOn]), applicantDueOn: applicantDueOn,
            consultationDueOn: consultationDueOn, derivation: isExplained ? derivation(state, pauses, steps, due) : [], steps: steps,
            problems: problems, rules: rules, answeredOn: answeredOn, closedOn: state.isOpen ? nil : closedOn,
            isExtended: (period?.extra ?? 0) > 0, wasAskedBack: wasAskedBack,
            openConsultations: open)
    }

    /// Whether a year between the start and one of these days has no known holidays.
    private func isProvisional(_ days: [Day?]) -> Bool {
        guard let start = period?.start, let last = days.compactMap({ $0 }).max() else { return false }
        return (start.year...max(start.year, last.year)).contains { !calendar.years.contains($0) }
    }

    private var applicantLimit: Day? {
        switch waiting {
        case .clarification(_, let limit): limit
        case .fee(_, let limit): limit
        case nil: nil
        }
    }

    private func derivation(_ state: RequestState, _ open: [ReplyPeriod.Pause], _ steps: [RequestStanding.Step], _ due: Day?) -> [String] {
        guard receivedOn != nil else { return notes + (state.isOpen ? [notReceivedWords] : []) }
        guard state.isOpen || answeredOn != nil || waiting != nil else { return notes }
        if let waiting { return notes + words(waiting, state) }
        guard let period, let due else { return notes }
        var sentences = notes + words(period, period.pauses + open, steps)
        if period.total != period.base {
            let parts = [period.base, period.extra, period.delay].filter { $0 > 0 }.map(String.init)
            sentences.append("答复期限共 \(parts.joined(separator: " + ")) = \(period.total) 个工作日。")
        }
        let counted = steps.filter { !$0.isPaused }.map { Derivation.Step(day: $0.day, number: $0.number, kind: $0.kind) }
        let unknown = (period.start.serial...due.serial).lazy.map { Day(serial: $0) }.first { calendar.isProvisional($0) }
        let count = Derivation(
            start: period.start, measure: .workingDays(period.total), steps: counted, end: due, due: due, provisionalFrom: unknown,
            lastWorkingDay: due)
        sentences.append(count.explanation(event: period.event))
        if let answeredOn, !state.isOpen { sentences.append("\(answeredOn.chinese)已答复。") }
        return sentences
    }

    private var notReceivedWords: String {
        switch isMisdirected ? .confirmation : book.rules(on: today).receipt[channel] ?? .confirmation {
        case .submission: "申请还没有提交，答复期限没有起算（条例第三十一条）。"
        case .signature: "申请已登记，还没有签收，答复期限自签收之日起计算（条例第三十一条）。"
        case .confirmation: "还没有与申请人确认，答复期限自双方确认之日起计算（条例第三十一条）。"
        }
    }

    private func words(_ waiting: Waiting, _ state: RequestState) -> [String] {
        switch waiting {
        case .clarification(let asked, let limit):
            let until = limit.map { "，补正期限到\($0.chinese)" } ?? ""
            let asking = "\(asked.chinese)告知申请人补正\(until)；收到补正之前不计算答复期限，收到之日起重新计算（条例第三十条）。"
            return state.isOpen ? [asking] : [asking, "期限届满没有补正，视为放弃申请，不再处理（条例第三十条）。"]
        case .fee(let asked, let limit):
            let asking =
                "\(asked.chinese)发出收费通知，申请人自次日起\(rules.payment)个工作日内（到\(limit.chinese)）缴费；缴费次日起重新计算答复期限（国办函〔2020〕109号）。"
            return state.isOpen ? [asking] : [asking, "期限届满没有缴费，视为放弃申请，不再处理（国办函〔2020〕109号）。"]
        }
    }

    /// A day that two consultations share is left out once, and named with the first.
    private func words(_ period: ReplyPeriod, _ pauses: [ReplyPeriod.Pause], _ steps: [RequestStanding.Step]) -> [String] {
        var named: Set<Day> = []
        return pauses.sorted { ($0.asked, $0.number) < ($1.asked, $1.number) }.map { pause in
            let range = period.days(pause)
            let days = steps.filter { $0.kind.isWorking && range.contains($0.day.serial) }.map(\.day)
            let isShared = days.contains { named.contains($0) }
            let count = days.count { named.insert($0).inserted }
            // Of several of a kind: which one.
            let isOneOfSeveral = pauses.contains { $0.who == pause.who && $0.number > 1 }
            let whose = isOneOfSeveral ? "第 \(pause.number) 个\(pause.who.name)的意见" : "\(pause.who.name)意见"
            let end = pause.isOpen ? "还没有答复，到今天为止" : "到\(pause.through.chinese)为止"
            return "\(pause.asked.chinese)书面征求\(whose)，\(end)，其间\(isShared ? "另有" : "有") \(count) 个工作日不计算在内（条例第三十三条）。"
        }
    }
}
