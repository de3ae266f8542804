extension Day {
    /// 2026年3月20日（周五）
    package var chinese: String { "\(chineseDate)（\(chineseWeekday)）" }

    /// 2026年3月20日
    package var chineseDate: String { "\(year)年\(month)月\(day)日" }

    /// 周五
    package var chineseWeekday: String { "周" + ["一", "二", "三", "四", "五", "六", "日"][weekday - 1] }
}

extension Derivation {
    /// The derivation as a clerk would explain it, in one paragraph.
    ///
    /// - Parameter event: what happened on the first day, such as 收到 or 作出决定; for a notice before an event, the event itself.
    package func explanation(event: String = "收到") -> String {
        var words = Words(latest: start)
        let sentences =
            switch measure {
            case .workingDays(let amount): countedWords(amount, event, &words)
            case .calendarDays(let amount): calendarWords(amount, event, &words)
            case .months(let amount):
                ["\(start.chinese)\(event)，当日不计", "满\(amount)个月到期的对应日是\(words.day(end))"] + rollWords(&words)
            case .hours(let amount):
                ["\(start.chinese)\(event)，自次日零时起计算", "\(amount)小时届满之日是\(words.day(due))，以小时计算的期限不因休息日顺延"]
            case .sameWorkingDay:
                due == start
                    ? ["\(start.chinese)\(event)，应当及时公开，当日（工作日）内公开"]
                    : ["\(start.chinese)\(event)，当日休息", "下一个工作日是\(words.day(due))，应当在当日内公开"]
            case .workingDaysBefore(let amount): beforeWords(amount, event, &words)
            case .calendarDaysBefore(let amount):
                ["\(start.chinese)\(event)，当日不计", "往前数\(amount)日，最迟\(words.day(due))公开"] + restWords(&words)
            case .endOfPeriod: ["本期自\(start.chineseDate)起，到\(words.day(due))为止，期内至少公开一次"] + restWords(&words)
            case .fixedDay: ["法定日期是\(start.chinese)"] + restWords(&words)
            }
        return sentences.joined(separator: "；") + "。" + provisionalWords
    }

    private var provisionalWords: String {
        guard let day = provisionalFrom else { return "" }
        return "\(day.year)年的放假调休安排尚未载入，\(day.chineseDate)以后暂按周一至周五上班推算，结果为暂定，载入后重新计算。"
    }

    private func countedWords(_ amount: Int, _ event: String, _ words: inout Words) -> [String] {
        ["\(start.chinese)\(event)，当日不计"] + stepWords(&words) + ["第\(amount)个工作日是\(words.day(due))"]
    }

    private func beforeWords(_ amount: Int, _ event: String, _ words: inout Words) -> [String] {
        ["\(start.chinese)\(event)，当日不计，往前数"] + stepWords(&words) + ["前第\(amount)个工作日是\(words.day(due))，最迟当日公开"]
    }

    private func calendarWords(_ amount: Int, _ event: String, _ words: inout Words) -> [String] {
        ["\(start.chinese)\(event)，当日不计，周末和节假日都计算在内", "第\(amount)日是\(words.day(end))"] + rollWords(&words)
    }

    private func rollWords(_ words: inout Words) -> [String] {
        guard end != due else { return [] }
        return ["当日休息，顺延到休息日结束后的第一个工作日\(words.day(due))（民法典第二百零三条）"]
    }

    private func restWords(_ words: inout Words) -> [String] {
        lastWorkingDay == due ? [] : ["当日休息，这个日子不顺延，最后一个工作日是\(words.day(lastWorkingDay))"]
    }

    /// Holidays and make-up days one by one; ordinary weekends in one phrase.
    private func stepWords(_ words: inout Words) -> [String] {
        var result: [String] = []
        var hasWeekend = false
        var index = 0
        while index < steps.count {
            let step = steps[index]
            index += 1
            switch step.kind {
            case .working: continue
            case .weekend: hasWeekend = true
            case .makeUp:
                result.append("\(words.day(step.day))调休上班，计第\(step.number ?? 0)个工作日")
            case .holiday(let name):
                let first = index - 1
                while index < steps.count, steps[index].kind == step.kind { index += 1 }
                let ends = [step.day, steps[index - 1].day].sorted()
                let isOneDay = index - 1 == first
                let range = isOneDay ? words.day(step.day) : words.range(ends[0], ends[1])
                result.append("\(range)\(name.isEmpty ? "节日" : name)放假，不计")
            }
        }
        if hasWeekend { result.append(result.isEmpty ? "周六、周日不计" : "其余周六、周日不计") }
        return result
    }

    /// Names days after one that was named before: the year only where it changes.
    private struct Words {
        var latest: Day

        mutating func day(_ day: Day) -> String {
            defer { latest = day }
            return "\(date(day))（\(day.chineseWeekday)）"
        }

        /// 9月25日至27日
        mutating func range(_ first: Day, _ last: Day) -> String {
            let start = date(first)
            latest = first
            defer { latest = last }
            if first.year == last.year, first.month == last.month { return "\(start)至\(last.day)日" }
            return "\(start)至\(date(last))"
        }

        private func date(_ day: Day) -> String { day.year == latest.year ? "\(day.month)月\(day.day)日" : day.chineseDate }
    }
}
