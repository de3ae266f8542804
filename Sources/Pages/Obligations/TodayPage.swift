package import Domain
package import HTML

/// What a subject shows on the day's page: what waits for who looks at it.
package protocol TodaySection: Sendable {
    func write(_ html: inout HTMLWriter, on today: Day)
}

/// 今日: what is overdue, what falls due this week, what waits for me and what came back to me.
package struct TodayPage: WorkPage {
    /// The first of many, and where the rest is.
    package struct Group: Sendable {
        package var lines: [ObligationLine]
        package var count: Total
        package var rest: WebAddress

        package init(lines: [ObligationLine], count: Total, rest: WebAddress) {
            self.lines = lines
            self.count = count
            self.rest = rest
        }
    }

    /// How one unit stands, for those who look after all of them.
    package struct UnitLine: Sendable {
        package var unit: UnitLink
        package var overdue: Int
        package var dueSoon: Int
        package var open: Int
        package var address: WebAddress

        package init(unit: UnitLink, overdue: Int, dueSoon: Int, open: Int, address: WebAddress) {
            self.unit = unit
            self.overdue = overdue
            self.dueSoon = dueSoon
            self.open = open
            self.address = address
        }
    }

    /// Whose obligations are shown: a unit's name, or 全县. `nil` for an account without such a post.
    package var scope: String?
    package var dayKind: WorkingCalendar.Kind
    package var overdue: Group?
    package var thisWeek: Group?
    package var unclear: (count: Int, address: WebAddress)?
    /// 待我办理
    package var waiting: [DraftLine]
    /// 退回给我
    package var returned: [DraftLine]
    /// 政务舆情; `nil` when no clock runs.
    package var opinions: OpinionsToday?
    /// What each subject brings; only those that have something, in the order in which they stand on the page.
    package var sections: [any TodaySection]
    /// Empty for a unit's own staff.
    package var units: [UnitLine]
    package var showsUnit: Bool
    package var mayRecord: Bool

    package init(
        scope: String?, dayKind: WorkingCalendar.Kind, overdue: Group? = nil, thisWeek: Group? = nil,
        unclear: (count: Int, address: WebAddress)? = nil, waiting: [DraftLine] = [], returned: [DraftLine] = [],
        sections: [any TodaySection] = [], units: [UnitLine] = [], showsUnit: Bool = false, mayRecord: Bool = false
    ) {
        self.scope = scope
        self.dayKind = dayKind
        self.overdue = overdue
        self.thisWeek = thisWeek
        self.unclear = unclear
        self.waiting = waiting
        self.returned = returned
        self.sections = sections
        self.units = units
        self.showsUnit = showsUnit
        self.mayRecord = mayRecord
    }

    package var title: String { "今日" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            html(.div, .class("form-acts")) { html in
                if mayRecord { html(.a, .class("button quiet"), .href(WorkRoute.newTriggerEvent.link()), text: "登记触发事件") }
                if scope != nil { html(.a, .class("button quiet"), .href(WorkRoute.reminders.link()), text: "提醒与日历") }
            }
        }
        html(.p, .class("lead"), text: "\(frame.today.chinese)，\(dayWords)\(scope.map { "。\($0)的公开任务" } ?? "")。")
        opinions?.write(&html)
        if scope != nil { writeFigures(&html) }
        for section in sections { section.write(&html, on: frame.today) }
        if let overdue { write(overdue, "已逾期", id: "overdue", empty: "没有逾期的公开任务。", &html, in: frame) }
        if let thisWeek { write(thisWeek, "本周到期", id: "week", empty: "本周没有到期的公开任务。", &html, in: frame) }
        writeDrafts("待我办理", id: "waiting", waiting, empty: "没有等您办理的稿件。", &html)
        writeDrafts("退回给我", id: "returned", returned, empty: "没有退回的稿件。", &html)
        if !units.isEmpty { writeUnits(&html) }
    }

    private var dayWords: String {
        switch dayKind {
        case .working: "工作日"
        case .makeUp(let holiday): "\(holiday)调休上班"
        case .weekend: "周末"
        case .holiday(let name): "\(name)放假"
        }
    }

    private func writeFigures(_ html: inout HTMLWriter) {
        html(.ul, .class("figures")) { html in
            if let overdue { figure("已逾期", overdue.count.words, WebAddress(fragment: "overdue"), &html) }
            if let thisWeek { figure("本周到期", thisWeek.count.words, WebAddress(fragment: "week"), &html) }
            figure("待我办理", waiting.count.grouped, WebAddress(fragment: "waiting"), &html)
            figure("退回给我", returned.count.grouped, WebAddress(fragment: "returned"), &html)
            if let unclear, unclear.count > 0 { figure("期限待明确", unclear.count.grouped, unclear.address, &html) }
        }
    }

    private func figure(_ label: String, _ value: String, _ address: WebAddress, _ html: inout HTMLWriter) {
        html(.li) { html in
            html(.a, .href(address)) { html in
                html(.strong, text: value)
                html(.span, text: label)
            }
        }
    }

    private func write(
        _ group: Group, _ heading: String, id: String, empty: String, _ html: inout HTMLWriter, in frame: WorkFrame
    ) {
        section(&html, "\(heading)（\(group.count.words)）", id: id) { html in
            guard !group.lines.isEmpty else { return html(.p, .class("quiet"), text: empty) }
            ObligationTable(caption: heading, lines: group.lines, showsUnit: showsUnit).write(&html, in: frame)
            if group.count.count > group.lines.count {
                html(.p) { $0(.a, .class("button quiet"), .href(group.rest), text: "查看全部 \(group.count.words) 项") }
            }
        }
    }

    private func writeDrafts(_ heading: String, id: String, _ lines: [DraftLine], empty: String, _ html: inout HTMLWriter) {
        section(&html, "\(heading)（\(lines.count)）", id: id) { html in
            guard !lines.isEmpty else { return html(.p, .class("quiet"), text: empty) }
            html(.ul, .class("documents")) { html in
                for line in lines {
                    html(.li) { html in
                        html(
                            .a, .class("document-title"), .href(WorkRoute.draft.link(line.id)),
                            text: line.title.isEmpty ? "（还没有标题）" : line.title)
                        html(.p, .class("document-facts")) { html in
                            line.state.tag(line.path).write(&html)
                            html(.span, .class("document-unit"), text: line.unitName)
                            html(.time, .class("document-day"), .dateTime(line.changed.rfc3339), text: line.changed.text)
                        }
                    }
                }
            }
        }
    }

    private func writeUnits(_ html: inout HTMLWriter) {
        section(&html, "各单位", id: "units") { html in
            PeopleTable(caption: "各单位公开任务", headings: ["单位", "已逾期", "本周到期", "未完成"]).write(&html) { html, labels in
                for line in units {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(line.address), text: line.unit.name) }
                        html(.td, .role("cell"), .data("label", labels[1])) { html in
                            if line.overdue == 0 { return html.text("0") }
                            StatusTag(word: line.overdue.grouped, shape: .cross, isAlarming: true).write(&html)
                        }
                        html(.td, .role("cell"), .data("label", labels[2]), text: line.dueSoon.grouped)
                        html(.td, .role("cell"), .data("label", labels[3]), text: line.open.grouped)
                    }
                }
            }
        }
    }
}
