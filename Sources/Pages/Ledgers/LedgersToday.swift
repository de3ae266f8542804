package import Domain
package import HTML

/// 公开台账 on the page of the day: registers with findings.
package struct LedgersToday: TodaySection {
    package struct Line: Sendable {
        package var kind: LedgerKind
        package var count: Int
        package var due: Day?

        package init(kind: LedgerKind, count: Int, due: Day?) {
            self.kind = kind
            self.count = count
            self.due = due
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "公开台账要处理的（\(lines.reduce(0) { $0 + $1.count })）", id: "ledgers") { html in
            html(.ul) { html in
                for line in lines {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.ledger.link(line.kind.code)), text: line.kind.name)
                        html.text("：\(line.count) 项")
                        guard let due = line.due else { return }
                        html.text("，最早的期限 \(due.chinese) ")
                        if due < today { StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html) }
                    }
                }
            }
            html(.p) { $0(.a, .href(WorkRoute.ledgerWarnings.link()), text: "查看检查发现") }
        }
    }
}
