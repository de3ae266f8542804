package import Domain
package import HTML

/// The fields of a dispute as they were typed.
package struct DisputeFields: Sendable, Hashable {
    package var unit: String
    /// Number of the case, such as `SQ2026-00012`; empty for none.
    package var request: String
    package var kind: String
    package var received: String
    package var authority: String
    package var caseNumber: String
    package var materialDue: String
    package var result: String
    package var resulted: String
    package var note: String

    package init(
        unit: String = "", request: String = "", kind: String = RequestDispute.Kind.review.rawValue, received: String = "",
        authority: String = "", caseNumber: String = "", materialDue: String = "", result: String = "", resulted: String = "",
        note: String = ""
    ) {
        self.unit = unit
        self.request = request
        self.kind = kind
        self.received = received
        self.authority = authority
        self.caseNumber = caseNumber
        self.materialDue = materialDue
        self.result = result
        self.resulted = resulted
        self.note = note
    }

    package init(_ dispute: RequestDispute) {
        self.init(
            kind: dispute.kind.rawValue, received: dispute.received.description, authority: dispute.authority,
            caseNumber: dispute.caseNumber, materialDue: dispute.materialDue?.description ?? "", result: dispute.result?.rawValue ?? "",
            resulted: dispute.resulted?.description ?? "", note: dispute.note)
    }

    static let longest = 1000
}

extension RequestDispute {
    /// The one word for its state everywhere.
    var tag: StatusTag {
        switch result {
        case nil: StatusTag(word: "尚未审结", shape: .half)
        case .upheld: StatusTag(word: "结果维持", shape: .full)
        case .corrected: StatusTag(word: "结果纠正", shape: .cross, isAlarming: true)
        case .other: StatusTag(word: "其他结果", shape: .minus)
        }
    }

    var shownName: String { caseNumber.isEmpty ? "\(kind.name)（没有案号）" : caseNumber }
}

/// 复议诉讼: reviews and lawsuits about requests.
package struct DisputesPage: WorkPage {
    package struct Line: Sendable {
        package var dispute: RequestDispute
        package var unitName: String
        package var requestNumber: String?

        package init(dispute: RequestDispute, unitName: String, requestNumber: String?) {
            self.dispute = dispute
            self.unitName = unitName
            self.requestNumber = requestNumber
        }
    }

    package var lines: [Line]
    package var units: [FilterOption]
    package var unit: String?
    package var isOpenOnly: Bool
    /// Whether more than what is shown exist.
    package var isCut: Bool
    /// Empty fields for who may add one; `nil` for others.
    package var fields: DisputeFields?
    package var problems: [(field: String, message: String)]

    package init(
        lines: [Line], units: [FilterOption], unit: String?, isOpenOnly: Bool, isCut: Bool, fields: DisputeFields?,
        problems: [(field: String, message: String)] = []
    ) {
        self.lines = lines
        self.units = units
        self.unit = unit
        self.isOpenOnly = isOpenOnly
        self.isCut = isCut
        self.fields = fields
        self.problems = problems
    }

    package var title: String { problems.isEmpty ? "复议诉讼" : "错误：复议诉讼" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "复议诉讼", lead: "因依申请公开引起的行政复议和行政诉讼。结果计入年度报告第四部分的表。")
        html(.form, .class("filters"), .action(WorkRoute.disputes.link()), .method("get")) { html in
            FilterSelect(label: "单位", name: "unit", options: units, selected: unit).write(&html)
            FilterSelect(
                label: "状态", name: "state", options: [FilterOption(value: "open", label: "尚未审结")], selected: isOpenOnly ? "open" : nil
            ).write(&html)
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
        writeTable(&html, in: frame)
        guard let fields else { return }
        html(.details, attributes: [.class("fold"), .id("add")] + (problems.isEmpty && fields.request.isEmpty ? [] : [.open])) { html in
            html(.summary, text: "登记一件复议或者诉讼")
            DisputeForm(fields: fields, problems: problems, units: units).write(&html, WorkRoute.addDispute.link(), version: nil, in: frame)
        }
    }

    private func writeTable(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard !lines.isEmpty else {
            return EmptyState(
                reason: unit == nil && !isOpenOnly ? "还没有复议、诉讼" : "没有符合条件的复议、诉讼", advice: "收到行政复议答复通知书或者应诉通知书后，在下面登记。"
            ).write(&html)
        }
        PeopleTable(caption: "复议诉讼", headings: ["案号", "种类", "收到", "机关", "单位", "申请", "材料期限", "结果"]).write(&html) { html, labels in
            for line in lines {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.dispute.link(line.dispute.id)), text: line.dispute.shownName)
                    }
                    func cell(_ place: Int, _ text: String) {
                        html(.td, .role("cell"), .data("label", labels[place]), text: text.isEmpty ? "—" : text)
                    }
                    cell(1, line.dispute.kind.name)
                    cell(2, line.dispute.received.description)
                    cell(3, line.dispute.authority)
                    cell(4, line.unitName)
                    html(.td, .role("cell"), .data("label", labels[5])) { html in
                        guard let request = line.dispute.request else { return html.text("—") }
                        html(.a, .href(WorkRoute.request.link(request)), text: line.requestNumber ?? "查看")
                    }
                    html(.td, .role("cell"), .data("label", labels[6])) { line.writeMaterialDue(&$0, on: frame.today) }
                    html(.td, .role("cell"), .data("label", labels[7])) { line.dispute.tag.write(&$0) }
                }
            }
        }
        if isCut { html(.p, text: "只列出最近的 \(Self.most) 件，请用筛选缩小范围。") }
    }

    package static let most = 200
}

extension DisputesPage.Line {
    func writeMaterialDue(_ html: inout HTMLWriter, on today: Day) {
        guard let due = dispute.materialDue else { return html.text("—") }
        html.text(due.description)
        guard dispute.result == nil, due < today else { return }
        html.text(" ")
        StatusTag(word: "已过期限", shape: .cross, isAlarming: true).write(&html)
    }
}

/// One review or lawsuit: what is known, and the form for what has become of it.
package struct DisputePage: WorkPage {
    package var dispute: RequestDispute
    package var unitName: String
    package var requestNumber: String?
    /// What is in the fields; `nil` for those who only read.
    package var fields: DisputeFields?
    package var problems: [(field: String, message: String)]
    /// Why the case cannot be taken up again now; `nil` when the result does not call for it.
    package var reopening: (version: Int, reasons: [RequestReason])?

    package init(
        dispute: RequestDispute, unitName: String, requestNumber: String?, fields: DisputeFields?,
        problems: [(field: String, message: String)] = [], reopening: (version: Int, reasons: [RequestReason])? = nil
    ) {
        self.dispute = dispute
        self.unitName = unitName
        self.requestNumber = requestNumber
        self.fields = fields
        self.problems = problems
        self.reopening = reopening
    }

    package var title: String { problems.isEmpty ? dispute.shownName : "错误：\(dispute.shownName)" }
    package var trail: [WorkStep] { [WorkStep(label: "复议诉讼", address: WorkRoute.disputes.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: dispute.shownName)
            dispute.tag.write(&html)
        }
        html(.dl, .class("facts panel")) { html in
            fact(&html, "种类") { $0.text(dispute.kind.name) }
            fact(&html, "单位") { $0.text(unitName) }
            fact(&html, "收到") { $0.text(dispute.received.inWords) }
            fact(&html, "机关") { $0.text(dispute.authority) }
            if let request = dispute.request {
                fact(&html, "申请") { $0(.a, .href(WorkRoute.request.link(request)), text: requestNumber ?? "查看申请") }
            }
            if let due = dispute.materialDue {
                fact(&html, "材料期限") { html in
                    html.text(due.inWords)
                    guard dispute.result == nil else { return }
                    let days = due.serial - frame.today.serial
                    html(.span, .class("explanation"), text: days < 0 ? "已过 \(-days) 天" : days == 0 ? "今天到期" : "还有 \(days) 天")
                }
            }
            if let resulted = dispute.resulted { fact(&html, "审结") { $0.text(resulted.inWords) } }
            if !dispute.note.isEmpty { fact(&html, "备注") { $0.text(dispute.note) } }
        }
        writeReopening(&html, in: frame)
        guard let fields else { return }
        section(&html, "记录进展和结果", id: "change") { html in
            DisputeForm(fields: fields, problems: problems, units: nil).write(
                &html, WorkRoute.changeDispute.link(dispute.id), version: dispute.version, in: frame)
        }
    }

    private func writeReopening(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard let reopening, let request = dispute.request else { return }
        section(&html, "重新办理", id: "reopen") { html in
            html(.p, text: "结果纠正的，按决定书、判决书的要求重新作出答复。重新办理后期限从记录之日起计算，原来的答复保留在案卷里。")
            workForm(&html, WorkRoute.recordFact.link(request), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(reopening.version)))
                html(.input, .type("hidden"), .name("fact-kind"), .value(RequestFact.Kind.reopened.rawValue))
                html(.input, .type("hidden"), .name("fact-day"), .value(frame.today.description))
                TextLine(
                    label: "重新答复的期限（工作日）", id: "fact-days", value: "", limit: 3, hint: "按决定书、判决书写明的期限填。", inputMode: "numeric"
                ).write(&html)
                TextLine(label: "说明", id: "fact-note", value: "\(dispute.shownName)：结果纠正", limit: 500).write(&html)
                RequestButton(label: "重新办理", id: "reopen", reasons: reopening.reasons, style: "button").write(&html)
            }
        }
    }
}

/// The form for a dispute, new or known.
struct DisputeForm {
    var fields: DisputeFields
    var problems: [(field: String, message: String)]
    /// What can be chosen for a new one; `nil` for a known one, whose unit, kind and day stay.
    var units: [FilterOption]?

    func write(_ html: inout HTMLWriter, _ address: WebAddress, version: Int?, in frame: WorkFrame) {
        workForm(&html, address, in: frame) { html in
            if let version { html(.input, .type("hidden"), .name("version"), .value(String(version))) }
            if let units { writeBeginning(&html, units, in: frame) }
            line(&html, "复议机关或者法院", "authority", fields.authority)
            line(&html, "案号", "caseNumber", fields.caseNumber, isOptional: true)
            line(
                &html, "答复、举证材料的期限", "materialDue", fields.materialDue,
                hint: "按通知书写明的日期填，例如 \(frame.today)。行政复议通常自收到通知书之日起 10 日内提交，以通知书为准。", limit: 20, isOptional: true)
            ChoiceList(
                label: "结果", id: "result", options: RequestDispute.Result.allCases.map { ($0.rawValue, $0.name) }, selected: fields.result,
                nothing: "尚未审结", problem: problems.message(of: "result")
            ).write(&html)
            line(&html, "审结日期", "resulted", fields.resulted, hint: "有结果时必填。", limit: 20, isOptional: true)
            TextArea(
                label: "备注", id: "note", value: fields.note, limit: DisputeFields.longest, rows: 3, problem: problems.message(of: "note"),
                isOptional: true
            ).write(&html)
            html(.button, .class("button"), .type("submit"), text: units == nil ? "保存" : "登记")
        }
    }

    private func writeBeginning(_ html: inout HTMLWriter, _ units: [FilterOption], in frame: WorkFrame) {
        line(
            &html, "申请编号", "request", fields.request, hint: "例如 SQ\(frame.today.year)-00012。不是针对某一件申请的，不填，另选单位。", limit: 20,
            isOptional: true)
        ChoiceList(
            label: "单位", id: "dispute-unit", options: units.map { ($0.value, $0.label) }, selected: fields.unit, nothing: "按申请编号确定",
            problem: problems.message(of: "dispute-unit")
        ).write(&html)
        ChoiceList(
            label: "种类", id: "kind", options: RequestDispute.Kind.allCases.map { ($0.rawValue, $0.name) }, selected: fields.kind,
            problem: problems.message(of: "kind")
        ).write(&html)
        line(&html, "收到通知书的日期", "received", fields.received, hint: "例如 \(frame.today)。", limit: 20)
    }

    private func line(
        _ html: inout HTMLWriter, _ label: String, _ id: String, _ value: String, hint: String? = nil, limit: Int = DisputeFields.longest,
        isOptional: Bool = false
    ) {
        TextLine(label: label, id: id, value: value, limit: limit, hint: hint, problem: problems.message(of: id), isOptional: isOptional)
            .write(&html)
    }
}
