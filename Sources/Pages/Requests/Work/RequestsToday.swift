package import Domain
package import HTML

/// What today brings of requests: overdue, due this week, and what waits for the reader's decision.
package struct RequestsToday: TodaySection {
    /// The first of many, and where the rest is.
    package struct Group: Sendable {
        package var lines: [RequestLine]
        package var count: Total
        package var filter: LedgerFilter

        package init(lines: [RequestLine], count: Total, filter: LedgerFilter) {
            self.lines = lines
            self.count = count
            self.filter = filter
        }
    }

    package var overdue: Group
    package var thisWeek: Group
    /// `nil` for those who decide nothing.
    package var forMe: Group?
    package var showsUnit: Bool

    package init(overdue: Group, thisWeek: Group, forMe: Group?, showsUnit: Bool) {
        self.overdue = overdue
        self.thisWeek = thisWeek
        self.forMe = forMe
        self.showsUnit = showsUnit
    }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "依申请公开", id: "requests") { html in
            html(.p) { html in
                html.text("已逾期 \(overdue.count.words) 件，本周到期 \(thisWeek.count.words) 件")
                if let forMe { html.text("，待我审签 \(forMe.count.words) 件") }
                html.text("。")
                html(.a, .href(WorkRoute.requests.link()), text: "查看台账")
            }
            write(overdue, "已逾期的申请", &html)
            write(thisWeek, "本周到期的申请", &html)
            if let forMe { write(forMe, "待我审签的申请", &html) }
        }
    }

    private func write(_ group: Group, _ heading: String, _ html: inout HTMLWriter) {
        guard !group.lines.isEmpty else { return }
        html(.h3, text: heading)
        RequestTable(caption: heading, lines: group.lines, showsUnit: showsUnit).write(&html)
        if group.count.count > group.lines.count {
            html(.p) { $0(.a, .class("button quiet"), .href(group.filter.link), text: "查看全部 \(group.count.words) 件") }
        }
    }
}
