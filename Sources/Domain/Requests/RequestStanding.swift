/// Where a request stands on a day, and how that was found (办理期限).
package struct RequestStanding: Sendable, Hashable {
    package let state: RequestState
    /// 收到申请之日; the day of the clarified request once it was clarified. `nil` before.
    package let receivedOn: Day?
    /// The last day for the reply; `nil` while no period runs, and when it was closed without a reply. Always a working day.
    package let dueOn: Day?
    /// Working days after today up to the due day; negative when working days have gone by since. `nil` when no reply is outstanding.
    package let workingDaysLeft: Int?
    /// One of the days lies beyond the holidays that are known.
    package let isProvisional: Bool
    /// The last day for the applicant, when it is the applicant's turn.
    package let applicantDueOn: Day?
    /// The last day for the third party or co-maker asked, while one is; of several the next one.
    package let consultationDueOn: Day?
    /// 怎么算的: the sentences of a clerk, in order.
    package let derivation: [String]
    /// Every day on the way from the start of the period to the due day.
    package let steps: [Step]
    package let problems: [RequestProblem]
    /// The rules that count for it.
    package let rules: RequestRules
    package let answeredOn: Day?
    /// 办结: when the answer was given, or the case ended in another way. `nil` while it is open, and for what lapsed without a record of it.
    package let closedOn: Day?
    package let isExtended: Bool
    package let wasAskedBack: Bool
    /// In the order in which they were asked.
    package let openConsultations: [OpenConsultation]

    /// Who is asked for an opinion.
    package enum Consultation: String, Sendable, CaseIterable, Codable, Hashable {
        case thirdParty, coMaker

        package var name: String { self == .thirdParty ? "第三方" : "共同制作机关" }
    }

    /// Somebody who is asked and has not answered, whether the time for it is over or not.
    package struct OpenConsultation: Sendable, Hashable {
        package let who: Consultation
        /// Which one of its kind in the period, from 1.
        package let number: Int
        package let asked: Day
        package let workingDays: Int
        /// The last day to answer.
        package var limit: Day
        package var isReceived = false
    }

    /// A day of the count.
    package struct Step: Sendable, Hashable {
        package let day: Day
        package let kind: WorkingCalendar.Kind
        /// Left out because somebody was consulted.
        package let isPaused: Bool
        /// Its place in the count; `nil` for a day that is not counted.
        package let number: Int?
    }

    /// What the office has to look at: the state's own answer to how much time is left.
    package func timeLeft(on today: Day, calendar: WorkingCalendar) -> TimeLeft? {
        guard state.isOpen, let dueOn else { return nil }
        return TimeLeft(due: dueOn, on: today, calendar: calendar)
    }
}

/// What is wrong with a history, or with something that somebody wants to add to it.
package enum RequestProblem: Error, Sendable, Hashable {
    /// That cannot happen in this state.
    case outOfPlace(RequestFact.Kind, RequestState, Day)
    /// A plain letter must be confirmed on the day it comes (条例 Art. 31).
    case confirmedLate(received: Day, confirmed: Day)
    /// Later than the rule's working days after receipt (Art. 30).
    case askedBackLate(asked: Day, limit: Day)
    /// 一次性告知: the second time does not count (Art. 30).
    case askedBackTwice(Day)
    case noClarificationPeriod(Day)
    /// After the period given; counts only with good reason (Art. 30).
    case clarifiedLate(on: Day, limit: Day)
    /// The applicant still has time.
    case notLapsedYet(limit: Day)
    /// Not before the end of the period: does not count (Art. 33).
    case extendedLate(on: Day, due: Day)
    case extendedTwice(Day)
    case extensionTooLong(Int, limit: Int)
    case noConsultation(RequestFact.Kind, Day)
    /// Everybody who is asked has received it already.
    case consultedTwice(RequestFact.Kind, Day)
    /// Nobody who is asked has longer than the law gives (Art. 32, 34).
    case consultationTooLong(RequestFact.Kind, Int, limit: Int)
    /// The other side answered after its period; the pause ended with the period.
    case consultationAnsweredLate(on: Day, limit: Day)
    /// Outside the reply period (国办函〔2020〕109号).
    case feeNoticedLate(on: Day, due: Day)
    /// One request is charged once.
    case feeNoticedTwice(Day)
    case paidLate(on: Day, limit: Day)
    case delayedLate(on: Day, due: Day)
    case delayedTwice(Day)
    /// The law sets no number: the office has to (Art. 35).
    case noDelayPeriod(Day)
    case answeredLate(on: Day, due: Day, workingDays: Int)
    /// Answered while somebody asked still has time.
    case answeredDuringConsultation(Day)
    case badPeriod(RequestFact.Kind, Int)
    /// In the future, seen from the day on which it is looked at.
    case inTheFuture(RequestFact.Kind, Day)
}

extension RequestProblem {
    /// What, where, and how to put it right.
    package var sentence: String {
        switch self {
        case .outOfPlace(let kind, let state, let day): "\(day.chineseDate)的“\(kind.name)”不能发生在“\(state.name)”状态，没有计算。请核对日期和先后顺序。"
        case .confirmedLate(let received, let confirmed):
            "\(received.chineseDate)收到平常信函，应当当日与申请人确认，实际\(confirmed.chineseDate)确认（条例第三十一条）。"
        case .askedBackLate(let asked, let limit): "补正告知应在\(limit.chineseDate)前作出，实际\(asked.chineseDate)，已超过法定期限（条例第三十条）。"
        case .askedBackTwice(let day): "补正应当一次性告知，\(day.chineseDate)的再次告知不起作用（条例第三十条）。"
        case .noClarificationPeriod(let day): "\(day.chineseDate)的补正告知没有写明补正期限，应当写明合理的补正期限（条例第三十条）。"
        case .clarifiedLate(let day, let limit): "补正期限\(limit.chineseDate)届满，\(day.chineseDate)才收到补正，只有申请人有正当理由时才有效（条例第三十条）。"
        case .notLapsedYet(let limit): "申请人的期限到\(limit.chineseDate)才届满，现在还不能视为放弃。"
        case .extendedLate(let day, let due): "延期应在答复期限届满（\(due.chineseDate)）前批准并告知，\(day.chineseDate)的延期不起作用（条例第三十三条）。"
        case .extendedTwice(let day): "答复期限只能延长一次，\(day.chineseDate)的再次延期不起作用（条例第三十三条）。"
        case .extensionTooLong(let days, let limit): "延长 \(days) 个工作日，超过上限 \(limit) 个工作日，按 \(limit) 个计算（条例第三十三条）。"
        case .noConsultation(let kind, let day): "\(day.chineseDate)的“\(kind.name)”之前没有发出过征求意见书，没有计算。"
        case .consultedTwice(let kind, let day): "\(day.chineseDate)的“\(kind.name)”：征求过的都已经记过收到，没有重复计算。"
        case .consultationTooLong(let kind, let days, let limit):
            "“\(kind.name)”的期限 \(days) 个工作日，超过法定的 \(limit) 个工作日，按 \(limit) 个计算（\(kind.article ?? "条例第三十三条")）。"
        case .consultationAnsweredLate(let day, let limit): "征求意见的期限\(limit.chineseDate)届满，\(day.chineseDate)才答复，届满之后的时间计入答复期限。"
        case .feeNoticedLate(let day, let due): "收费通知应在答复期限（\(due.chineseDate)）内发出，\(day.chineseDate)发出的不起作用（国办函〔2020〕109号）。"
        case .feeNoticedTwice(let day): "处理费已经缴清，\(day.chineseDate)的再次收费通知不起作用：一件申请只收一次（国办函〔2020〕109号）。"
        case .paidLate(let day, let limit): "缴费期限\(limit.chineseDate)届满，\(day.chineseDate)的缴费已逾期，申请视为放弃（国办函〔2020〕109号）。"
        case .delayedLate(let day, let due): "延迟答复应在答复期限（\(due.chineseDate)）届满前告知，\(day.chineseDate)的告知不起作用（条例第三十五条）。"
        case .delayedTwice(let day): "已经告知过延迟答复，\(day.chineseDate)的再次告知不起作用（条例第三十五条）。"
        case .noDelayPeriod(let day): "\(day.chineseDate)的延迟答复没有写明期限，没有计算；请写明合理的延迟答复期限（条例第三十五条）。"
        case .answeredLate(let day, let due, let workingDays):
            "答复期限\(due.chineseDate)届满，\(day.chineseDate)才答复，逾期\(workingDays > 0 ? " \(workingDays) 个工作日" : "（其间没有工作日）")（条例第三十三条）。"
        case .answeredDuringConsultation(let day): "\(day.chineseDate)答复时征求意见还没有结束，请核对（条例第三十二条、第三十四条）。"
        case .badPeriod(let kind, let days): "“\(kind.name)”的期限 \(days) 个工作日不合理，应在 1 到 365 之间，没有采用。"
        case .inTheFuture(let kind, let day): "“\(kind.name)”的日期\(day.chineseDate)晚于今天，请核对。"
        }
    }
}
