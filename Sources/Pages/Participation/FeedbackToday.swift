package import Domain
import HTML

/// What today brings of consultations: feedback that is due because the final document is public.
package struct FeedbackToday: Sendable {
    /// The first of many.
    private static let shown = 15

    package struct Line: Sendable {
        package var consultation: Consultation
        package var due: Day
        package var isLate: Bool

        package init(consultation: Consultation, due: Day, isLate: Bool) {
            self.consultation = consultation
            self.due = due
            self.isLate = isLate
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    func write(_ html: inout HTMLWriter) {
        section(&html, "待反馈的意见征集（\(lines.count)）", id: "feedback") { html in
            html(.ul) { html in
                for line in lines.prefix(Self.shown) {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.consultation.link(line.consultation.id)), text: line.consultation.plan.title)
                        html.text("：意见采纳情况应当在\(line.due.chinese)前公布 ")
                        if line.isLate { StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html) }
                    }
                }
            }
            if lines.count > Self.shown { html(.p) { $0(.a, .href(WorkRoute.participation.link()), text: "查看全部意见征集") } }
        }
    }
}
