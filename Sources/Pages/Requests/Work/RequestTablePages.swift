import Domain
package import HTML

/// 批量登记: what the table must look like, and where to put it.
package struct RequestTablePage: WorkPage {
    /// A column of the template.
    package struct Column: Sendable {
        package var heading: String
        package var what: String

        package init(heading: String, what: String) {
            self.heading = heading
            self.what = what
        }
    }

    package var columns: [Column]
    package var mostRows: Int
    package var limitMegabytes: Int
    package var problems: [(field: String, message: String)]
    package var hasKey: Bool

    package init(
        columns: [Column], mostRows: Int, limitMegabytes: Int, problems: [(field: String, message: String)] = [], hasKey: Bool
    ) {
        self.columns = columns
        self.mostRows = mostRows
        self.limitMegabytes = limitMegabytes
        self.problems = problems
        self.hasKey = hasKey
    }

    package var title: String { problems.isEmpty ? "批量登记申请" : "错误：批量登记申请" }
    package var trail: [WorkStep] { [WorkStep(label: "依申请公开", address: WorkRoute.requests.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "批量登记申请", lead: "上传后先预览，每一处错误都写明第几行、哪一栏；没有错误才能登记，要么全部登记，要么一件也不登记。")
        guard hasKey else { return html(.p, .class("notice"), text: "这台服务器没有设置身份信息密钥，不能登记。请系统管理员按手册设置。") }
        let address = WorkRoute.importRequests.link(query: [("csrf", frame.csrf)])
        html(.form, .class("form wide"), .action(address), .method("post"), .encoding("multipart/form-data")) { html in
            FormField(
                label: "清单文件", id: "file", hint: "xlsx、xls 或者 csv，第一行是表头，最多 \(mostRows.grouped) 行，不超过 \(limitMegabytes) MB。",
                problem: problems.first { $0.field == "file" }?.message
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
            }
            html(.button, .class("button"), .type("submit"), text: "上传并预览")
        }
        section(&html, "栏目") { html in
            html(.p, .class("quiet"), text: "栏目的先后不限；没有的栏目可以不列。申请方式、申请人类型两栏必须有。")
            PeopleTable(caption: "栏目", headings: ["表头", "填什么"]).write(&html) { html, labels in
                for column in columns {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: column.heading)
                        html(.td, .role("cell"), .data("label", labels[1]), text: column.what)
                    }
                }
            }
        }
    }
}

/// 预览: what was read of each row, and every problem; nothing is registered yet.
package struct RequestTablePreviewPage: WorkPage {
    package struct Row: Sendable {
        package var line: Int
        package var channel: String
        package var applicant: String
        package var content: String

        package init(line: Int, channel: String, applicant: String, content: String) {
            self.line = line
            self.channel = channel
            self.applicant = applicant
            self.content = content
        }
    }

    package struct Problem: Sendable, Hashable {
        package var line: Int
        package var column: String
        package var sentence: String

        package init(line: Int, column: String, sentence: String) {
            self.line = line
            self.column = column
            self.sentence = sentence
        }
    }

    package var rows: [Row]
    package var problems: [Problem]
    /// Headings that were left out.
    package var unknown: [String]
    /// Everything that was read, sealed.
    package var payload: String

    package init(rows: [Row], problems: [Problem], unknown: [String], payload: String) {
        self.rows = rows
        self.problems = problems
        self.unknown = unknown
        self.payload = payload
    }

    package var title: String { "预览：批量登记申请" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "依申请公开", address: WorkRoute.requests.link()),
            WorkStep(label: "批量登记申请", address: WorkRoute.requestTable.link()),
        ]
    }

    private static let mostShown = 200

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let wrong = Set(problems.map(\.line)).count
        pageTitle(&html, title, lead: "读到 \(rows.count.grouped) 件\(wrong == 0 ? "，没有发现错误。" : "，其中 \(wrong.grouped) 件有错误，现在一件也没有登记。")")
        if !unknown.isEmpty { html(.p, text: "没有用到的栏目：\(unknown.joined(separator: "、"))。") }
        if problems.isEmpty {
            workForm(&html, WorkRoute.importRequests.link(query: [("csrf", frame.csrf)]), in: frame) { html in
                html(.input, .type("hidden"), .name("rows"), .value(payload))
                html(.button, .class("button"), .type("submit"), text: "登记全部 \(rows.count.grouped) 件")
            }
        } else {
            writeProblems(&html)
            html(.p) { $0(.a, .class("button"), .href(WorkRoute.requestTable.link()), text: "改正后重新上传") }
        }
        section(&html, "读到的申请") { html in
            if rows.count > Self.mostShown { html(.p, .class("quiet"), text: "只列出前 \(Self.mostShown) 件。") }
            PeopleTable(caption: "读到的申请", headings: ["行号", "申请方式", "申请人类型", "申请内容"]).write(&html) { html, labels in
                for row in rows.prefix(Self.mostShown) {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: String(row.line))
                        for (label, text) in zip(labels.dropFirst(), [row.channel, row.applicant, row.content]) {
                            html(.td, .role("cell"), .data("label", label), text: text.isEmpty ? "—" : text)
                        }
                    }
                }
            }
        }
    }

    private func writeProblems(_ html: inout HTMLWriter) {
        section(&html, "错误（\(problems.count.grouped)）", id: "problems") { html in
            if problems.count > Self.mostShown { html(.p, .class("quiet"), text: "只列出前 \(Self.mostShown) 处。") }
            PeopleTable(caption: "错误", headings: ["行号", "栏目", "问题和处理办法"]).write(&html) { html, labels in
                for problem in problems.prefix(Self.mostShown) {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: String(problem.line))
                        html(.td, .role("cell"), .data("label", labels[1]), text: problem.column)
                        html(.td, .role("cell"), .data("label", labels[2]), text: problem.sentence)
                    }
                }
            }
        }
    }
}
