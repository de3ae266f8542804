/// When an obligation is due, with the way there and the rule that set it.
package struct Due: Sendable, Hashable {
    package let derivation: Derivation
    package let basis: Basis
    /// What stands after the first day in the explanation, such as 作出决定.
    package let event: String
    /// What would have counted if it were shorter.
    package let longer: [Longer]

    package init(derivation: Derivation, basis: Basis, event: String, longer: [Longer] = []) {
        self.derivation = derivation
        self.basis = basis
        self.event = event
        self.longer = longer
    }

    package var day: Day { derivation.due }
    package var isProvisional: Bool { derivation.isProvisional }

    package enum Basis: Sendable, Hashable {
        /// The catalogue's own words.
        case catalogue
        case statute(StatutoryLimit)
        /// 条例 Art. 26, because neither sets a limit
        case regulation
    }

    /// A limit that gave way to a shorter one.
    package struct Longer: Sendable, Hashable {
        package let basis: Basis
        package let day: Day
    }

    /// The earliest of several, knowing the others; of two on the same day the first.
    ///
    /// - Precondition: at least one.
    static func shortest(_ all: [Due]) -> Due {
        var best = all[0]
        for due in all.dropFirst() where due.day < best.day { best = due }
        let longer = all.filter { $0.basis != best.basis }.map { Longer(basis: $0.basis, day: $0.day) }
        return Due(derivation: best.derivation, basis: best.basis, event: best.event, longer: longer)
    }
}

extension Due {
    /// Which rule counts and how the day was counted, for somebody who has to answer for it.
    ///
    /// - Parameter limit: 公开时限 of the item.
    package func explanation(limit: TimeLimit?) -> [String] {
        [basisSentence(limit), derivation.explanation(event: event)] + publicitySentence(limit)
    }

    private func basisSentence(_ limit: TimeLimit?) -> String {
        let words = limit.map { "“\($0.text)”" }
        switch basis {
        case .regulation:
            guard let words else { return "标准目录没有写明时限，按\(StatutoryLimit.regulation.article)，自信息形成或者变更之日起20个工作日内公开。" }
            return "标准目录的时限是\(words)，没有写明可以计算的天数，按\(StatutoryLimit.regulation.article)，20个工作日内公开。"
        case .catalogue:
            let start = "标准目录的时限是\(words ?? "定期公开")"
            guard !longer.isEmpty else { return start + "。" }
            return start + "；" + longer.map { "\($0.name)到\($0.day.chineseDate)" }.joined(separator: "；") + "，不比目录短，按目录计算。"
        case .statute(let statute):
            var sentence = "\(statute.article)规定，\(statute.name)\(statute.rule.words)"
            if longer.contains(where: { $0.basis == .catalogue }), let words { sentence += "，比标准目录的\(words)短" }
            return sentence + "，按法定时限计算。"
        }
    }

    private func publicitySentence(_ limit: TimeLimit?) -> [String] {
        guard case .publicity(let amount?, let unit?) = limit?.rule else { return [] }
        return ["公示时间不少于\(amount)\(unit.chinese)，公示当日不计。"]
    }
}

extension Due.Longer {
    fileprivate var name: String {
        switch basis {
        case .catalogue: "目录时限"
        case .regulation: StatutoryLimit.regulation.article
        case .statute(let statute): "\(statute.article)的时限"
        }
    }
}

extension StatutoryLimit.Rule {
    /// 7个工作日内公开
    package var words: String {
        switch self {
        case .within(let amount, let unit): "\(amount)\(unit.chinese)内公开"
        case .yearly(let month, let day): "每年\(month)月\(day)日前公开"
        case .periodic(let every):
            switch every {
            case .month: "每月至少公开一次"
            case .quarter: "每季度至少公开一次"
            case .halfYear: "每半年至少公开一次"
            case .year: "每年至少公开一次"
            }
        }
    }
}

extension TimeLimit.Unit {
    fileprivate var chinese: String {
        switch self {
        case .workingDay: "个工作日"
        case .calendarDay: "日"
        case .hour: "小时"
        case .month: "个月"
        }
    }
}

/// How much time is left, or how long it has been over (还有多久).
package enum TimeLeft: Sendable, Hashable {
    /// Working days after today up to the due day, and all days.
    case left(workingDays: Int, days: Int)
    case today
    case overdue(workingDays: Int, days: Int)

    package init(due: Day, on today: Day, calendar: WorkingCalendar) {
        if due == today {
            self = .today
        } else if due > today {
            self = .left(workingDays: calendar.workingDays(after: today, through: due), days: due.serial - today.serial)
        } else {
            self = .overdue(workingDays: calendar.workingDays(after: due, through: today), days: today.serial - due.serial)
        }
    }

    package var isOverdue: Bool {
        switch self {
        case .overdue: true
        case .left, .today: false
        }
    }

    /// 还有 3 个工作日
    package var words: String {
        switch self {
        case .left(0, let days): "还有 \(days) 天，其间没有工作日"
        case .left(let workingDays, _): "还有 \(workingDays) 个工作日"
        case .today: "今天到期"
        case .overdue(0, let days): "已逾期 \(days) 天"
        case .overdue(let workingDays, _): "已逾期 \(workingDays) 个工作日"
        }
    }
}
