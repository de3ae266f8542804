package import Domain
package import HTML

/// What today brings of programmes: tasks that are overdue or fall due within days.
package struct ProgrammesToday: TodaySection {
    /// The first of many.
    private static let shown = 15

    package struct Line: Sendable {
        package var programme: Programme
        package var standing: TaskStanding
        package var unitName: String

        package init(programme: Programme, standing: TaskStanding, unitName: String) {
            self.programme = programme
            self.standing = standing
            self.unitName = unitName
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package func write(_ html: inout HTMLWriter, on today: Day) {
        section(&html, "工作方案的任务（\(lines.count)）", id: "programmes") { html in
            html(.ul) { html in
                for line in lines.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.task.link(line.programme.id, line.standing.task.id)), text: line.standing.task.title)
                        html.text("（\(line.unitName)）：\(line.standing.due.chinese)到期 ")
                        line.standing.state.tag.write(&html)
                    }
                }
            }
            if lines.count > Self.shown { html(.p) { $0(.a, .href(WorkRoute.programmes.link()), text: "查看全部工作方案") } }
        }
    }
}
