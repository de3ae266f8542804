package import Domain
package import HTML

/// Orders as a table.
struct OrderTable {
    var orders: [RectificationOrder]
    var name: (OrganisationUnit.ID) -> String

    func write(_ html: inout HTMLWriter, on today: Day) {
        PeopleTable(caption: "整改通知", headings: ["问题", "单位", "指标", "检查", "期限", "状态"]).write(&html) { html, labels in
            for order in orders {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.rectification.link(order.id)), text: order.problem.shown(60))
                        if order.recursFrom != nil {
                            html.text(" ")
                            StatusTag(word: "再次出现", shape: .change, isAlarming: true).write(&html)
                        }
                    }
                    let cells = [name(order.unit), order.leaf ?? "—", order.checked.description, order.due.description]
                    for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                    html(.td, .role("cell"), .data("label", labels[5])) { order.tag(on: today).write(&$0) }
                }
            }
        }
    }
}

/// 整改台账: orders of all rounds.
package struct OrdersPage: WorkPage {
    package static let most = 300

    package var orders: [RectificationOrder]
    package var names: [OrganisationUnit.ID: String]
    package var isCut: Bool

    package init(orders: [RectificationOrder], names: [OrganisationUnit.ID: String], isCut: Bool) {
        self.orders = orders
        self.names = names
        self.isCut = isCut
    }

    package var title: String { "整改台账" }
    package var trail: [WorkStep] { [WorkStep(label: "测评", address: WorkRoute.evaluation.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "没有销号的在前，按期限排列。")
        guard !orders.isEmpty else {
            return EmptyState(reason: "没有整改通知", advice: "定分之后，政务公开办在测评页面下达。").write(&html)
        }
        OrderTable(orders: orders) { names[$0] ?? "" }.write(&html, on: frame.today)
        if isCut { html(.p, text: "只列出 \(Self.most) 件。") }
    }
}

/// One order with everything that was said, the unit's answer and the re-check.
package struct OrderPage: WorkPage {
    package var order: RectificationOrder
    package var round: EvaluationRound
    package var unitName: String
    package var files: [(id: String, name: String, size: Int)]
    package var mayRespond: Bool
    package var mayRecheck: Bool
    package var typed: String
    package var problems: [(field: String, message: String)]

    package init(
        order: RectificationOrder, round: EvaluationRound, unitName: String, files: [(id: String, name: String, size: Int)],
        mayRespond: Bool,
        mayRecheck: Bool, typed: String = "", problems: [(field: String, message: String)] = []
    ) {
        self.order = order
        self.round = round
        self.unitName = unitName
        self.files = files
        self.mayRespond = mayRespond
        self.mayRecheck = mayRecheck
        self.typed = typed
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "整改：\(unitName)" : "错误：整改" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "测评", address: WorkRoute.evaluation.link()),
            WorkStep(label: "整改台账", address: WorkRoute.rectifications.link()),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: "整改：\(unitName)")
            order.tag(on: frame.today).write(&html)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "测评") { $0(.a, .href(WorkRoute.round.link(round.id)), text: round.title) }
            if let code = order.leaf {
                fact(&html, "指标") { $0.text("\(code) \(round.scheme.leaves.first { $0.code == code }?.name ?? "")") }
            }
            fact(&html, "存在的问题") { $0(.span, .class("kept-lines"), text: order.problem) }
            fact(&html, "检查日期") { $0.text(order.checked.inWords) }
            fact(&html, "整改期限") { html in
                html.text(order.due.inWords)
                let days = order.due.serial - frame.today.serial
                if order.state == .open {
                    html(.span, .class("explanation"), text: days < 0 ? "已过 \(-days) 天" : days == 0 ? "今天到期" : "还有 \(days) 天")
                }
            }
            fact(&html, "下达") { $0.text("\(order.signature)，\(order.ordered.text)") }
            if let earlier = order.recursFrom {
                fact(&html, "再次出现") { $0(.a, .href(WorkRoute.rectification.link(earlier)), text: "以前的测评就同一指标下达过整改") }
            }
        }
        section(&html, "经过", id: "steps") { html in
            if order.steps.isEmpty { html(.p, text: "单位还没有报送整改情况。") }
            html(.ul, .class("trail")) { html in
                for step in order.steps {
                    html(.li) { html in
                        html(.p, .class("quiet"), text: "\(step.kind.name)：\(step.signature)，\(step.time.text)")
                        html(.p, .class("kept-lines"), text: step.text)
                    }
                }
            }
            FileLinks(files: files) { WorkRoute.roundFile.link(round.id, $0) }.write(&html)
            html(.p) { html in
                html(.a, .class("button quiet"), .href(WorkRoute.rectificationFile.link(order.id)), .download, text: "下载整改情况报告（Word）")
            }
        }
        if mayRespond { writeResponse(&html, in: frame) }
        if mayRecheck { writeRecheck(&html, in: frame) }
    }

    private func writeResponse(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "报送整改情况", id: "response") { html in
            let address = WorkRoute.addOrderFile.link(order.id, query: [("csrf", frame.csrf)])
            html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data"), .noValidate) { html in
                FormField(label: "佐证材料", id: "file", problem: problems.message(of: "file"), isOptional: true).write(&html) {
                    html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .multiple])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "放入材料")
            }
            workForm(&html, WorkRoute.answerOrder.link(order.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(order.version)))
                TextArea(
                    label: "整改报告", id: "report", value: typed, limit: ScoreSheet.longestComment, rows: 6,
                    problem: problems.message(of: "report")
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: "报送")
            }
        }
    }

    private func writeRecheck(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "复查", id: "recheck") { html in
            workForm(&html, WorkRoute.recheckOrder.link(order.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(order.version)))
                TextArea(
                    label: "复查情况", id: "finding", value: typed, limit: ScoreSheet.longestComment, problem: problems.message(of: "finding")
                ).write(&html)
                html(.div, .class("form-acts")) { html in
                    html(.button, .class("button"), .type("submit"), .name("verdict"), .value("accepted"), text: "通过，销号")
                    html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("returned"), text: "不通过，退回整改")
                }
            }
        }
    }
}
