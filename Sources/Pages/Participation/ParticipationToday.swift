package import Domain
package import HTML

/// What today brings of consultations and gatherings: the step that each waits for.
package struct ParticipationToday: TodaySection {
    /// The first of many.
    private static let shown = 15

    package struct Line: Sendable {
        package var title: String
        package var address: WebAddress
        package var task: String
        /// `nil` when no day is prescribed.
        package var due: Day?
        package var isLate: Bool

        package init(title: String, address: WebAddress, task: String, due: Day?, isLate: Bool) {
            self.title = title
            self.address = address
            self.task = task
            self.due = due
            self.isLate = isLate
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "公众参与待办（\(lines.count)）", id: "participation") { html in
            html(.ul) { html in
                for line in lines.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(line.address), text: line.title)
                        html.text("：\(line.due.map { "应当在\($0.chinese)前" } ?? "")\(line.task) ")
                        if line.isLate { StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html) }
                    }
                }
            }
            if lines.count > Self.shown { html(.p) { $0(.a, .href(WorkRoute.participation.link()), text: "查看公众参与") } }
        }
    }
}
