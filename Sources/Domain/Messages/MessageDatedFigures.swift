extension DatedFigure {
    package static let messageAnswer = DatedFigure(
        "message-answer", name: "留言答复期限", unit: .workingDay, released: 15, bounds: 1...60,
        article: "国家没有统一天数，由县里按本级的规定设置", isVerified: false)
    package static let messageLongest = DatedFigure(
        "message-longest", name: "留言最长未答复时间", unit: .month, released: 3, bounds: 1...3,
        article: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“互动回应差”", isVerified: true)
    package static let messageAlarm = DatedFigure(
        "message-alarm", name: "留言临近最长时间的预警提前量", unit: .calendarDay, released: 30, bounds: 1...60,
        article: "国家没有统一天数，由县里自己设置", isVerified: false)

    package static let messages = [messageAnswer, messageLongest, messageAlarm]
}

extension MessageTerms {
    /// Those in force for a letter that came in on that day.
    package init(_ book: FigureBook, on day: Day) {
        self.init(
            answer: book.value(.messageAnswer, on: day), longestMonths: book.value(.messageLongest, on: day),
            alarmDays: book.value(.messageAlarm, on: day))
    }
}
