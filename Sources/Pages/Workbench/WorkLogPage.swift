package import Domain
package import HTML

/// 日志: what was done, by whom, newest first.
package struct WorkLogPage: WorkPage {
    package struct Line: Sendable {
        package var sequence: Int64
        package var time: Instant
        package var actor: String
        package var unitName: String
        package var words: String
        package var subject: String
        package var reason: String

        package init(sequence: Int64, time: Instant, actor: String, unitName: String, words: String, subject: String, reason: String) {
            self.sequence = sequence
            self.time = time
            self.actor = actor
            self.unitName = unitName
            self.words = words
            self.subject = subject
            self.reason = reason
        }
    }

    package var lines: [Line]
    package var next: WebAddress?

    package init(lines: [Line], next: WebAddress? = nil) {
        self.lines = lines
        self.next = next
    }

    package var title: String { "日志" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "每一步都有记录，只能增加，不能修改；每天签名封存并向社会公布指纹。")
        html(.div, .data("filterable", "在本页查找")) { html in
            PeopleTable(caption: title, headings: ["序号", "时间", "谁", "单位", "做了什么", "对象", "说明"]).write(&html) { html, labels in
                for line in lines {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), .class("moment"), text: String(line.sequence))
                        html(.td, .role("cell"), .class("moment"), .data("label", labels[1]), text: line.time.text)
                        let cells = [line.actor, line.unitName, line.words, line.subject, line.reason]
                        for (label, text) in zip(labels.dropFirst(2), cells) {
                            html(.td, .role("cell"), .data("label", label), text: text.isEmpty ? "—" : text)
                        }
                    }
                }
            }
        }
        if let next { html(.p) { $0(.a, .class("button quiet"), .href(next), .rel("next"), text: "更早的") } }
    }
}
