package import Domain
import HTML

/// An obligation as a list shows it.
package struct ObligationLine: Sendable {
    package var obligation: Obligation
    package var unit: UnitLink?
    package var domain: String
    /// `nil` while its limit is unclear.
    package var due: Day?
    package var left: TimeLeft?
    package var isProvisional: Bool
    /// What happened, for one that began with an event.
    package var what: String?
    /// Whether whoever looks may begin a draft for it.
    package var mayDraft: Bool

    package init(
        obligation: Obligation, unit: UnitLink?, domain: String, due: Day?, left: TimeLeft?, isProvisional: Bool, what: String?,
        mayDraft: Bool
    ) {
        self.obligation = obligation
        self.unit = unit
        self.domain = domain
        self.due = due
        self.left = left
        self.isProvisional = isProvisional
        self.what = what
        self.mayDraft = mayDraft
    }

    /// Which period or event it is for.
    var occasion: String {
        switch obligation.occasion {
        case .period(let period): period.words
        case .event: what ?? ""
        case .standing: "长期公开"
        case .unclear: "期限待明确"
        }
    }
}

/// 到期: the date, what is left of the time in words, and a shape; never colour alone.
struct DueTag {
    var due: Day?
    var left: TimeLeft?
    var isProvisional: Bool
    var state: Obligation.State
    /// With the weekday, where there is room.
    var isLong = false

    func write(_ html: inout HTMLWriter) {
        guard let due else { return StatusTag(word: "期限待明确", shape: .change).write(&html) }
        html(.time, .class("due-day"), .dateTime(due.description), text: isLong ? due.chinese : due.description)
        if isProvisional { html(.span, .class("mark-word"), text: "暂定") }
        switch state {
        case .open: writeLeft(&html)
        case .fulfilled(_, let time): writeFulfilled(&html, due, time.day)
        case .waived: StatusTag(word: "免予公开", shape: .minus).write(&html)
        case .lapsed: StatusTag(word: "已终止", shape: .open).write(&html)
        }
    }

    private func writeLeft(_ html: inout HTMLWriter) {
        guard let left else { return }
        switch left {
        case .overdue: StatusTag(word: left.words, shape: .cross, isAlarming: true).write(&html)
        case .today: StatusTag(word: left.words, shape: .half).write(&html)
        case .left: StatusTag(word: left.words, shape: .open).write(&html)
        }
    }

    private func writeFulfilled(_ html: inout HTMLWriter, _ due: Day, _ day: Day) {
        if day > due {
            StatusTag(word: "\(day)公开，超期 \(day.serial - due.serial) 天", shape: .half).write(&html)
        } else {
            StatusTag(word: "\(day)按时公开", shape: .full).write(&html)
        }
    }
}

/// Obligations as a table; under 720 px each row is a card.
struct ObligationTable {
    var caption: String
    var lines: [ObligationLine]
    var showsUnit: Bool

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let hasDrafting = lines.contains(where: \.mayDraft)
        let headings = ["公开事项"] + (showsUnit ? ["单位"] : []) + ["领域", "到期"] + (hasDrafting ? ["办理"] : [])
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", caption)) { html in
            html(.table, .class("data-table work-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: caption)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in headings { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines { write(line, hasDrafting, &html, in: frame) }
                }
            }
        }
    }

    private func write(_ line: ObligationLine, _ hasDrafting: Bool, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.a, .href(WorkRoute.obligation.link(line.obligation.id)), text: line.obligation.title)
                if !line.occasion.isEmpty { html(.span, .class("explanation"), text: line.occasion) }
            }
            if showsUnit { html(.td, .role("cell"), .data("label", "单位"), text: line.unit?.name ?? "") }
            html(.td, .role("cell"), .data("label", "领域"), text: line.domain)
            html(.td, .role("cell"), .data("label", "到期")) { html in
                DueTag(due: line.due, left: line.left, isProvisional: line.isProvisional, state: line.obligation.state).write(&html)
            }
            if hasDrafting {
                html(.td, .role("cell"), .data("label", "办理")) { html in
                    if line.mayDraft { DraftButton(obligation: line.obligation, isQuiet: true).write(&html, in: frame) }
                }
            }
        }
    }
}

/// 开始起草
struct DraftButton {
    var obligation: Obligation
    var isQuiet = false

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.createDraft.link(), in: frame, class: "inline-form") { html in
            let fields = [
                ("unit", obligation.unit.description), ("item", obligation.item.description), ("obligation", obligation.id.description),
            ]
            for (name, value) in fields { html(.input, .type("hidden"), .name(name), .value(value)) }
            html(.button, .class(isQuiet ? "button quiet" : "button"), .type("submit")) { html in
                html.text("开始起草")
                html(.span, .class("unseen"), text: "：\(obligation.title)")
            }
        }
    }
}
