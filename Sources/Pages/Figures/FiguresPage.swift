package import Domain
package import HTML

// The places of the numbers of the law in the workbench.

extension WorkRoute {
    package static let figures = WorkRoute(.get, "/work/figures", .roles([.disclosureOffice]))
    package static let setFigure = WorkRoute(.post, "/work/figures/{code}", .roles([.disclosureOffice]))
}

/// 法定数值: every number of the law that the system counts with, where it stands, and what the county has set instead.
package struct FiguresPage: WorkPage {
    /// What was typed for one figure and is not right.
    package struct Attempt: Sendable {
        package var code: String
        package var value: String
        package var effective: String
        package var basis: String
        package var problems: [(field: String, message: String)]

        package init(code: String, value: String, effective: String, basis: String, problems: [(field: String, message: String)]) {
            self.code = code
            self.value = value
            self.effective = effective
            self.basis = basis
            self.problems = problems
        }
    }

    package var book: FigureBook
    package var attempt: Attempt?

    package init(book: FigureBook, attempt: Attempt? = nil) {
        self.book = book
        self.attempt = attempt
    }

    package var title: String { attempt == nil ? "法定数值" : "错误：法定数值" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        if let attempt {
            ErrorSummary(problems: attempt.problems.map { (Self.id(attempt.code, $0.field), $0.message) }).write(&html)
        }
        pageTitle(&html, "法定数值")
        html(.p, text: "系统计算期限时用到的数。法律、文件修订或者本地另有规定时，在这里按生效日期修改；以前开始的事项仍按当时的数计算。标“待核实”的，出处没有核对到原文，请本县确认。")
        for group in DatedFigure.groups {
            section(&html, group.name) { html in
                for figure in group.figures { write(figure, &html, in: frame) }
            }
        }
    }

    private func write(_ figure: DatedFigure, _ html: inout HTMLWriter, in frame: WorkFrame) {
        let history = book.history(of: figure)
        html(.h3, text: figure.name)
        html(.dl, .class("facts")) { html in
            fact("现行", "\(book.value(figure, on: frame.today))\(figure.unit.rawValue)", &html)
            fact("出处", figure.article + (figure.isVerified ? "" : "（待核实）"), &html)
            if !history.isEmpty {
                let lines = history.reversed().map { entry in
                    "自\(entry.effective.chineseDate)起 \(entry.value)\(figure.unit.rawValue)，依据：\(entry.basis)（\(entry.signature)）"
                }
                fact("本县修改", (lines + ["此前 \(figure.released)\(figure.unit.rawValue)"]).joined(separator: "；"), &html)
            }
        }
        let isOpen = attempt?.code == figure.code
        html(.details, attributes: isOpen ? [.open] : []) { html in
            html(.summary, text: "修改“\(figure.name)”")
            workForm(&html, WorkRoute.setFigure.link(figure.code), in: frame) { html in
                let own = isOpen ? attempt : nil
                field(
                    figure, "value", "新的数（\(figure.unit.rawValue)）", "\(figure.bounds.lowerBound) 到 \(figure.bounds.upperBound) 之间的整数",
                    own?.value, 6,
                    &html)
                field(figure, "effective", "自哪一天起", "例：\(frame.today)", own?.effective, 10, &html)
                field(figure, "basis", "依据", "文件名称、文号和条款，最多 \(DatedFigure.longestBasis) 字", own?.basis, 400, &html)
                html(.button, .class("button"), .type("submit"), text: "保存")
            }
        }
    }

    private func fact(_ name: String, _ value: String, _ html: inout HTMLWriter) {
        html(.dt, text: name)
        html(.dd, text: value)
    }

    private func field(
        _ figure: DatedFigure, _ name: String, _ label: String, _ hint: String, _ value: String?, _ longest: Int, _ html: inout HTMLWriter
    ) {
        let problem = attempt?.code == figure.code ? attempt?.problems.first { $0.field == name }?.message : nil
        FormField(label: label, id: Self.id(figure.code, name), hint: hint, problem: problem).write(&html) { html, attributes in
            html(.input, attributes: attributes + [.type("text"), .maxLength(longest), .value(value ?? ""), .required])
        }
    }

    /// Name and place of a field: one page has the same form many times.
    package static func id(_ code: String, _ field: String) -> String { "\(code)-\(field)" }
}
