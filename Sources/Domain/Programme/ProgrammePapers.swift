/// What was published for a programme in one month, to be pushed to the portal above (试点专题信息推送报告).
package struct PushReport: Sendable, Hashable {
    package static let most = 1_000

    package let programme: String
    package let recipient: String
    /// The month in which it is due.
    package let period: TaskPeriod
    /// The month that it is about.
    package let month: ClosedRange<Day>
    package let items: [TaskEntry.Item]
    /// Who recorded the push, and when; `nil` while nobody has. `items` then are what was pushed.
    package let pushed: String?

    package init(
        programme: String, recipient: String, period: TaskPeriod, month: ClosedRange<Day>, items: [TaskEntry.Item], pushed: String?
    ) {
        self.programme = programme
        self.recipient = recipient
        self.period = period
        self.month = month
        self.items = items
        self.pushed = pushed
    }

    package var title: String { "\(programme)信息推送报告（\(month.lowerBound.year)年\(month.lowerBound.month)月）" }

    /// The first row is the heading.
    package var rows: [[String]] {
        [["序号", "标题", "公开单位", "公开日期"]]
            + items.enumerated().map { [String($0 + 1), $1.title, $1.unit, $1.published.description] }
    }
}

/// The summary report of a programme with its annexes (总结报告及附件), as one document.
package struct ProgrammePackage: Sendable {
    /// A table of an annex; the first row is the heading. Widths are shares.
    package struct Table: Sendable, Hashable {
        package var widths: [Int]
        package var rows: [[String]]

        package init(widths: [Int], rows: [[String]]) {
            self.widths = widths
            self.rows = rows
        }
    }

    /// A way that documents go, step after step, drawn one below the other.
    package struct Flow: Sendable, Hashable {
        package var title: String
        package var steps: [String]

        package init(title: String, steps: [String]) {
            self.title = title
            self.steps = steps
        }
    }

    /// One annex (附件).
    package struct Annex: Sendable, Hashable {
        package var title: String
        package var paragraphs: [String]
        package var tables: [Table]
        package var flows: [Flow]

        package init(_ title: String, paragraphs: [String] = [], tables: [Table] = [], flows: [Flow] = []) {
            self.title = title
            self.paragraphs = paragraphs
            self.tables = tables
            self.flows = flows
        }
    }

    package let title: String
    package let office: String
    package let day: Day
    package let sections: [(title: String, paragraphs: [String])]
    package let annexes: [Annex]

    package init(title: String, office: String, day: Day, sections: [(title: String, paragraphs: [String])], annexes: [Annex]) {
        self.title = title
        self.office = office
        self.day = day
        self.sections = sections
        self.annexes = annexes
    }
}
