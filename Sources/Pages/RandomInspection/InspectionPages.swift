package import Domain
package import HTML

/// 双随机: the units that keep lists.
package struct InspectionUnitsPage: WorkPage {
    package var units: [(id: OrganisationUnit.ID, name: String)]

    package init(units: [(id: OrganisationUnit.ID, name: String)]) { self.units = units }

    package var title: String { "双随机抽查" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "随机抽查事项清单、检查对象和执法检查人员名录库、年度计划、抽取和结果，由各单位自己录入、公开。")
        guard !units.isEmpty else { return EmptyState(reason: "没有您可以办理的单位。", advice: "请联系安全管理员安排岗位。").write(&html) }
        html(.ul, .class("plain-links")) { html in
            for unit in units { html(.li) { $0(.a, .href(WorkRoute.inspections.link(unit.id)), text: unit.name) } }
        }
    }
}

/// One unit's random inspections: lists, plan, draws, documents.
package struct InspectionsPage: WorkPage {
    package struct Paper: Sendable {
        package var name: String
        package var draft: Draft.ID
        package var document: Disclosure.ID?

        package init(name: String, draft: Draft.ID, document: Disclosure.ID?) {
            self.name = name
            self.draft = draft
            self.document = document
        }
    }

    package var unit: OrganisationUnit
    package var matters: [InspectionMatter]
    package var targetCount: Int
    package var officers: [InspectionOfficer]
    /// The year whose plan is shown: this one or the next.
    package var year: Int
    package var plan: InspectionPlan?
    /// This year's, by which is drawn.
    package var running: InspectionPlan?
    package var draws: [InspectionDraw]
    /// Which draw of its matter in its year each one is.
    package var numbers: [InspectionDraw.ID: Int]
    package var papers: [Paper]
    package var mayKeep: Bool
    package var mayPublish: Bool
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        unit: OrganisationUnit, matters: [InspectionMatter], targetCount: Int, officers: [InspectionOfficer], year: Int,
        plan: InspectionPlan?, running: InspectionPlan?, draws: [InspectionDraw], numbers: [InspectionDraw.ID: Int], papers: [Paper],
        mayKeep: Bool, mayPublish: Bool, values: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.unit = unit
        self.matters = matters
        self.targetCount = targetCount
        self.officers = officers
        self.year = year
        self.plan = plan
        self.running = running
        self.draws = draws
        self.numbers = numbers
        self.papers = papers
        self.mayKeep = mayKeep
        self.mayPublish = mayPublish
        self.values = values
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "\(unit.name)双随机抽查" }
    package var trail: [WorkStep] { [WorkStep(label: "双随机抽查", address: WorkRoute.inspectionUnits.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, "\(unit.name)双随机抽查", lead: "谁检查、谁录入、谁公开。公开的文件都要经过起草、审核、保密审查、签发。")
        writeLists(&html, in: frame)
        writePlan(&html, in: frame)
        writeDraws(&html, in: frame)
        guard !papers.isEmpty else { return }
        section(&html, "公开文件", id: "papers") { html in
            html(.ul) { html in
                for paper in papers {
                    html(.li) { html in
                        if let document = paper.document {
                            html(.a, .href(Address.disclosure(document).link), text: paper.name)
                            html.text(" 已公开")
                        } else {
                            html(.a, .href(WorkRoute.draft.link(paper.draft)), text: paper.name)
                            html.text(" 没有公开")
                        }
                    }
                }
            }
        }
    }

    private func writeLists(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "清单和名录库", id: "lists") { html in
            list(&html, "matters", "随机抽查事项清单", "\(matters.count) 项", "抽查事项、抽查依据、抽查内容、抽查方式、事项类别（重点检查事项或者一般检查事项）", in: frame)
            list(&html, "targets", "检查对象名录库", "\(targetCount) 个", "检查对象名称、统一社会信用代码、地址", in: frame)
            list(&html, "officers", "执法检查人员名录库", "\(officers.count) 人", "姓名、执法证号。不要有身份证号码", in: frame)
        }
    }

    private func list(_ html: inout HTMLWriter, _ kind: String, _ name: String, _ count: String, _ columns: String, in frame: WorkFrame) {
        html(.h3, text: "\(name)（\(count)）")
        if mayKeep {
            html(
                .form, .class("form"), .action(WorkRoute.importInspectionList.link(unit.id, kind, query: [("csrf", frame.csrf)])),
                .method("post"), .encoding("multipart/form-data")
            ) { html in
                FormField(
                    label: "导入\(name)", id: "file-\(kind)", hint: "xlsx、xls 或者 csv，第一行是表头：\(columns)。导入后替换原来的。",
                    problem: problems.message(of: "file-\(kind)")
                ).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
                }
                html(.button, .class("button quiet"), .type("submit"), text: "导入")
            }
        }
        paper(&html, kind, nil, "起草公开\(name)", in: frame)
    }

    private func paper(_ html: inout HTMLWriter, _ kind: String, _ subject: Int64?, _ label: String, in frame: WorkFrame) {
        guard mayPublish else { return }
        workForm(&html, WorkRoute.draftInspectionPaper.link(unit.id), in: frame, class: "form-acts") { html in
            html(.input, .type("hidden"), .name("kind"), .value(kind))
            if let subject { html(.input, .type("hidden"), .name("subject"), .value(String(subject))) }
            html(.button, .class("button quiet"), .type("submit"), text: label)
        }
    }

    private func writePlan(_ html: inout HTMLWriter, in frame: WorkFrame) {
        let other = year == frame.today.year ? year + 1 : frame.today.year
        section(&html, "\(year)年抽查计划", id: "plan") { html in
            html(.p) {
                $0(.a, .href(WorkRoute.inspections.link(unit.id, query: [("year", String(other))])), text: "查看、编制\(other)年抽查计划")
            }
            if matters.isEmpty { return html(.p, .class("quiet"), text: "先导入随机抽查事项清单。") }
            if mayKeep {
                workForm(&html, WorkRoute.saveInspectionPlan.link(unit.id), in: frame, class: "form wide") { html in
                    html(.input, .type("hidden"), .name("version"), .value(String(plan?.version ?? 0)))
                    html(.input, .type("hidden"), .name("year"), .value(String(year)))
                    html(.p, .class("hint"), .id("plan-hint"), text: "列入计划的填写开始月、结束月和数量，其余空着。")
                    if let problem = problems.message(of: "plan") { html(.p, .class("problem"), text: problem) }
                    for matter in matters {
                        html(.fieldset) { html in
                            html(.legend, text: "\(matter.name)（\(matter.level.name)）")
                            let line = plan?.lines.first { $0.matter == matter.id.rawValue }
                            html(.div, .class("columns")) { html in
                                number(&html, "开始月", "first-\(matter.id)", line.map { String($0.firstMonth) })
                                number(&html, "结束月", "last-\(matter.id)", line.map { String($0.lastMonth) })
                                number(&html, "抽查数量", "count-\(matter.id)", line.map { String($0.count) })
                            }
                        }
                    }
                    html(.button, .class("button"), .type("submit"), text: "保存计划")
                }
            }
            if let plan { paper(&html, "plan", plan.id.rawValue, "起草公开计划", in: frame) }
        }
    }

    private func number(_ html: inout HTMLWriter, _ label: String, _ id: String, _ value: String?) {
        TextLine(label: label, id: id, value: values[id] ?? value ?? "", limit: 6, isOptional: true, inputMode: "numeric").write(&html)
    }

    private func writeDraws(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "抽取", id: "draws") { html in
            let planned = matters.filter { matter in running?.lines.contains { $0.matter == matter.id.rawValue } ?? false }
            if mayKeep, !planned.isEmpty {
                workForm(&html, WorkRoute.drawInspection.link(unit.id), in: frame) { html in
                    ChoiceList(
                        label: "抽查事项", id: "matter", options: planned.map { ($0.id.description, $0.name) },
                        selected: values["matter"] ?? "",
                        nothing: "请选择", problem: problems.message(of: "matter")
                    ).write(&html)
                    TextLine(
                        label: "抽取几个检查对象", id: "count", value: values["count"] ?? "", limit: 5, problem: problems.message(of: "count"),
                        inputMode: "numeric"
                    ).write(&html)
                    TextLine(
                        label: "每个对象几名检查人员", id: "per-target", value: values["per-target"] ?? "2", limit: 2,
                        problem: problems.message(of: "per-target"),
                        inputMode: "numeric"
                    ).write(&html)
                    TextArea(
                        label: "回避的人员", id: "withdrawn", value: values["withdrawn"] ?? "", limit: 5000, rows: 3,
                        hint: "一行一个：执法证号，空一格，理由。", problem: problems.message(of: "withdrawn"), isOptional: true
                    ).write(&html)
                    html(.button, .class("button"), .type("submit"), text: "随机抽取")
                }
            }
            guard !draws.isEmpty else { return html(.p, .class("quiet"), text: "还没有抽取。") }
            html(.ul) { html in
                for draw in draws {
                    html(.li) { html in
                        html(.a, .href(WorkRoute.inspectionDraw.link(unit.id, draw.id)), text: "\(draw.time.day) \(draw.matterName)")
                        html.text("：本年度第 \(numbers[draw.id] ?? 1) 次，抽取 \(draw.drawn.count) 个，已登记结果 \(draw.results.count) 个")
                    }
                }
            }
        }
    }
}

/// One draw: what came out, how to repeat it, and the results.
package struct InspectionDrawPage: WorkPage {
    package var unit: OrganisationUnit
    package var draw: InspectionDraw
    /// Which draw of its matter in its year it is.
    package var number: Int
    package var targetDigest: String
    package var officerDigest: String
    package var mayKeep: Bool
    package var mayPublish: Bool
    package var values: [String: String]
    package var problems: [(field: String, message: String)]

    package init(
        unit: OrganisationUnit, draw: InspectionDraw, number: Int, targetDigest: String, officerDigest: String, mayKeep: Bool,
        mayPublish: Bool, values: [String: String] = [:], problems: [(field: String, message: String)] = []
    ) {
        self.unit = unit
        self.draw = draw
        self.number = number
        self.targetDigest = targetDigest
        self.officerDigest = officerDigest
        self.mayKeep = mayKeep
        self.mayPublish = mayPublish
        self.values = values
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + "抽取记录" }
    package var trail: [WorkStep] {
        [
            WorkStep(label: "双随机抽查", address: WorkRoute.inspectionUnits.link()),
            WorkStep(label: unit.name, address: WorkRoute.inspections.link(unit.id)),
        ]
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, draw.matterName, lead: "\(draw.time.text) 由 \(draw.signature) 抽取")
        html(.dl, .class("facts panel")) { html in
            fact(&html, "次序") { $0.text("\(draw.time.day.year)年对本事项的第 \(number) 次抽取") }
            fact(&html, "种子") { $0.text(String(draw.seed)) }
            fact(&html, "检查对象名单") { $0.text("\(draw.targets.count) 个，SHA-256 \(targetDigest)") }
            fact(&html, "检查人员名单") { $0.text("\(draw.officers.count) 人，SHA-256 \(officerDigest)") }
            fact(&html, "复核") { $0.text(draw.isConfirmed ? "用种子重新抽取，结果相同" : "用种子重新抽取，结果不同") }
            for one in draw.withdrawn { fact(&html, "回避") { $0.text("\(one.certificate)：\(one.reason)") } }
        }
        PeopleTable(caption: "抽取结果", headings: ["检查对象", "检查人员（执法证号）", "检查日期", "检查结果", "说明"]).write(&html) { html, labels in
            for (place, target) in draw.drawn.enumerated() {
                let result = draw.results[target]
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader"), text: target)
                    let cells = [
                        draw.inspectors(of: place).joined(separator: "、"), result?.day.description ?? "—", result?.outcome.name ?? "还没有检查",
                        result?.note ?? "",
                    ]
                    for (label, text) in zip(labels.dropFirst(), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
        if mayKeep { writeResult(&html, in: frame) }
        if mayPublish {
            for (kind, label) in [("draw", "起草公开抽取记录"), ("results", "起草公开抽查结果")] where kind == "draw" || !draw.results.isEmpty {
                workForm(&html, WorkRoute.draftInspectionPaper.link(unit.id), in: frame, class: "form-acts") { html in
                    html(.input, .type("hidden"), .name("kind"), .value(kind))
                    html(.input, .type("hidden"), .name("subject"), .value(draw.id.description))
                    html(.button, .class("button quiet"), .type("submit"), text: label)
                }
            }
        }
    }

    private func writeResult(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "登记检查结果", id: "result") { html in
            workForm(&html, WorkRoute.recordInspection.link(unit.id, draw.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(draw.version)))
                ChoiceList(
                    label: "检查对象", id: "target", options: draw.drawn.map { ($0, $0) }, selected: values["target"] ?? "", nothing: "请选择",
                    problem: problems.message(of: "target")
                ).write(&html)
                TextLine(
                    label: "检查日期", id: "day", value: values["day"] ?? "", limit: 20, hint: "例如 \(frame.today)",
                    problem: problems.message(of: "day")
                ).write(&html)
                ChoiceList(
                    label: "检查结果", id: "outcome", options: InspectionDraw.Outcome.allCases.map { ($0.rawValue, $0.name) },
                    selected: values["outcome"] ?? "", nothing: "请选择", problem: problems.message(of: "outcome")
                ).write(&html)
                TextArea(
                    label: "说明", id: "note", value: values["note"] ?? "", limit: 500, rows: 2, hint: "会公开，不要写个人信息。",
                    problem: problems.message(of: "note"),
                    isOptional: true
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: "登记")
            }
        }
    }
}

extension InspectionReason {
    package var field: String {
        switch self {
        case .noMatters, .noPlan, .notPlanned: "matter"
        case .badCount, .noTargets, .fewOfficers: "count"
        case .missingReason, .unknownOfficer: "withdrawn"
        case .badLine, .planKnown: "plan"
        case .notDrawn: "target"
        case .dayAhead, .dayBeforeDraw: "day"
        case .tooLong: "note"
        case .row: "file"
        case .notFound, .needsRole, .noResults, .needsEditor: "lists"
        }
    }

    package var sentence: String {
        switch self {
        case .notFound: "没有找到。"
        case .needsRole: "由本单位编辑或者政务公开办办理。"
        case .noMatters: "请先导入随机抽查事项清单，再选择抽查事项。"
        case .noTargets: "请先导入检查对象名录库。"
        case .fewOfficers(let left, let needed): "执法检查人员只有 \(left) 人（不算回避的），每个对象需要 \(needed) 人。"
        case .badCount: "抽取数量应当在 1 到检查对象总数之间，最多 \(InspectionDraw.mostDrawn) 个；每个对象 1 到 10 名检查人员。"
        case .badLine: "计划里至少有一项；月份是 1 到 12，结束月不早于开始月，数量是 1 到 \(InspectionDraw.mostDrawn)。"
        case .missingReason(let certificate): "请写明 \(certificate) 回避的理由。"
        case .unknownOfficer(let certificate): "名录库里没有执法证号 \(certificate)。"
        case .notDrawn: "请从抽中的检查对象中选择。"
        case .dayAhead: "检查日期不能晚于今天。"
        case .dayBeforeDraw: "检查日期不能早于抽取的日期。"
        case .tooLong(let limit): "最多 \(limit) 字，请缩短。"
        case .planKnown(let year): "\(year)年的计划刚才有人建好了，请重新打开页面。"
        case .noPlan: "今年还没有抽查计划，请先保存计划。"
        case .notPlanned: "这一事项不在今年的抽查计划里，请先修改计划。"
        case .noResults: "还没有登记检查结果。"
        case .needsEditor: "起草稿件要有本单位的编辑岗位。"
        case .row(let line, let fault): "第 \(line) 行：\(fault.sentence)"
        }
    }
}

extension InspectionListFault {
    fileprivate var sentence: String {
        switch self {
        case .missing(let name): "缺少“\(name)”。"
        case .tooLong(let name, let limit): "“\(name)”超过 \(limit) 字。"
        case .identityNumber: "有身份证号码。名录库不保存身份证号码，请删去后再导入。"
        case .unknownLevel(let text): "事项类别“\(text)”不对，应写重点检查事项或者一般检查事项。"
        case .twice(let text): "“\(text)”重复。"
        case .unprintable: "有无法显示的字符。"
        }
    }
}
