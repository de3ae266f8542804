package import Domain
package import HTML

/// A batch after its import: how far it is, where its documents stand, and what can be done with all of them.
package struct BatchPage: WorkPage {
    /// A decision that is awaited from whoever looks.
    package struct Awaited: Sendable {
        package var step: Int
        package var kind: ApprovalStep
        package var count: Int
        package var reasons: [GateReason]

        package init(step: Int, kind: ApprovalStep, count: Int, reasons: [GateReason]) {
            self.step = step
            self.kind = kind
            self.count = count
            self.reasons = reasons
        }
    }

    package var batch: Batch
    package var unitName: String
    package var item: ItemLink?
    package var tally: Batch.Tally
    package var job: Batch.Job?
    package var awaited: [Awaited]
    package var reasons: [Batch.Act: [GateReason]]
    /// Its documents, some at a time.
    package var lines: [DraftLine]
    package var next: WebAddress?
    /// Only documents with findings are listed.
    package var onlyOpen: Bool
    package var isWatching: Bool
    package var hasProblems: Bool
    package var problems: [(field: String, message: String)]

    package init(
        batch: Batch, unitName: String, item: ItemLink?, tally: Batch.Tally, job: Batch.Job?, awaited: [Awaited],
        reasons: [Batch.Act: [GateReason]], lines: [DraftLine], next: WebAddress?, onlyOpen: Bool, isWatching: Bool, hasProblems: Bool,
        problems: [(field: String, message: String)] = []
    ) {
        self.batch = batch
        self.unitName = unitName
        self.item = item
        self.tally = tally
        self.job = job
        self.awaited = awaited
        self.reasons = reasons
        self.lines = lines
        self.next = next
        self.onlyOpen = onlyOpen
        self.isWatching = isWatching
        self.hasProblems = hasProblems
        self.problems = problems
    }

    package var title: String { batch.name }
    package var trail: [WorkStep] { [WorkStep(label: "批量公开", address: WorkRoute.batches.link())] }

    private var isRunning: Bool { job?.state == .running }
    private func may(_ act: Batch.Act) -> Bool { reasons[act]?.isEmpty == true }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            batch.state.tag.write(&html)
        }
        writeProgress(&html)
        writeFacts(&html)
        if !isRunning {
            writeStopped(&html, in: frame)
            writeDrafting(&html, in: frame)
            for step in awaited { write(step, &html, in: frame) }
            writePublication(&html, in: frame)
        }
        writeUndo(&html, in: frame)
        writeLines(&html)
    }

    private func writeProgress(_ html: inout HTMLWriter) {
        guard let job else { return }
        html(.div, .class("panel"), .role("status"), .id("progress")) { html in
            html(.p, text: job.words)
            guard isRunning else { return }
            html(.p) { html in
                html(.a, .href(WorkRoute.batch.link(batch.id)), text: "刷新进度")
                html.text(" · ")
                if isWatching {
                    html.text("本页每 3 秒自动刷新。")
                    html(.a, .href(WorkRoute.batch.link(batch.id)), text: "停止自动刷新")
                } else {
                    html(.a, .href(WorkRoute.batch.link(batch.id, query: [("watch", "1")])), text: "自动刷新")
                }
            }
            html(.p, .class("quiet"), text: "可以离开本页，办理在后台继续；系统重新启动后也会接着办。")
        }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "单位") { $0.text(unitName) }
            if let item { fact(&html, "公开事项") { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) } }
            fact(&html, "稿件") { $0.text("\(tally.total.grouped) 份") }
            let parts: [(String, Int)] = [
                ("起草中", tally.drafting), ("审批中", tally.waiting), ("保密待定", tally.referred), ("待公开", tally.approved),
                ("已公开（含后来撤下的）", tally.published),
                ("不公开", tally.withheld), ("已作废", tally.discarded),
            ]
            for (label, count) in parts where count > 0 { fact(&html, label) { $0.text("\(count.grouped) 份") } }
            if hasProblems {
                fact(&html, "没有导入的行") { $0(.a, .href(WorkRoute.batchProblems.link(batch.id)), .download, text: "下载行错误（csv）") }
            }
        }
    }

    // MARK: Acts

    private func hidden(_ html: inout HTMLWriter) { html(.input, .type("hidden"), .name("version"), .value(String(batch.version))) }

    /// What was broken off, to go on with.
    private func writeStopped(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard let job, job.state == .stopped, job.act == .bringIn, may(.bringIn) else { return }
        workForm(&html, WorkRoute.importBatch.link(batch.id), in: frame) { html in
            hidden(&html)
            html(.button, .class("button"), .type("submit"), text: "继续导入")
        }
    }

    private func writeDrafting(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard tally.drafting > 0, may(.submit) else { return }
        section(&html, "提交") { html in
            html(.p, text: "检查发现须先在各份稿件里处理；有未处理发现的不会提交，留在起草中。")
            workForm(&html, WorkRoute.submitBatch.link(batch.id), in: frame, class: "inline-form") { html in
                hidden(&html)
                html(.button, .class("button"), .type("submit"), text: "提交 \(tally.drafting.grouped) 份审核")
            }
            workForm(&html, WorkRoute.checkBatch.link(batch.id), in: frame, class: "inline-form") { html in
                hidden(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "重新检查")
            }
        }
    }

    private func write(_ awaited: Awaited, _ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "\(awaited.kind.words)：\(awaited.count.grouped) 份等待办理", id: "decision-\(awaited.step)") { html in
            guard awaited.reasons.isEmpty else {
                html(.ul) { html in
                    for reason in awaited.reasons { html(.li, text: reason.sentence) }
                }
                return
            }
            workForm(&html, WorkRoute.decideBatch.link(batch.id), in: frame, class: "form decision") { html in
                hidden(&html)
                html(.input, .type("hidden"), .name("step"), .value(String(awaited.step)))
                if awaited.kind == .secrecyReview {
                    html(.p, .class("hint"), text: "逐项核对：是否涉及国家秘密、工作秘密、商业秘密、个人隐私。拿不准的，打开那一份单独报上级确定。")
                }
                FormField(
                    label: "意见", id: "opinion-\(awaited.step)", hint: "一个理由，每份稿件各记录一条。同意可以不写，退回必须写明理由。",
                    problem: problem("opinion-\(awaited.step)"), isOptional: true
                ).write(&html) { html, attributes in
                    html(.textarea, attributes: attributes + [.rows(3), .maxLength(1000)]) { _ in }
                }
                html(.div, .class("form-acts")) { html in
                    html(
                        .button, .class("button"), .type("submit"), .name("verdict"), .value("approved"),
                        text: "同意 \(awaited.count.grouped) 份")
                    html(.button, .class("button quiet"), .type("submit"), .name("verdict"), .value("returned"), text: "整批退回修改")
                }
            }
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func writePublication(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard tally.approved > 0, may(.publish) else { return }
        section(&html, "公开") { html in
            workForm(&html, WorkRoute.publishBatch.link(batch.id), in: frame) { html in
                hidden(&html)
                html(.button, .class("button"), .type("submit"), text: "公开 \(tally.approved.grouped) 份")
            }
        }
    }

    private func writeUndo(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard may(.undo), batch.state != .undone, job?.act != .undo || !isRunning else { return }
        html(.details, attributes: [.class("fold")] + (problem("reason") == nil ? [] : [.open])) { html in
            html(.summary, text: "整批撤销")
            workForm(&html, WorkRoute.undoBatch.link(batch.id), in: frame) { html in
                hidden(&html)
                html(
                    .p,
                    text: tally.published > 0
                        ? "未公开的作废；已公开的逐份撤下，原地址显示撤下说明，对应的公开任务重新打开。" : "全部作废，不会公开，记录保留。")
                FormField(
                    label: "理由\(tally.published > 0 ? "（向社会公布，不要写个人信息）" : "")", id: "reason", problem: problem("reason"),
                    isOptional: tally.published == 0
                ).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .maxLength(300)])
                }
                if tally.published > 0 {
                    FormField(label: "撤下的依据", id: "ground", problem: problem("ground")).write(&html) { html, attributes in
                        html(.select, attributes: attributes) { html in
                            for ground in WithdrawalGround.allCases { html(.option, .value(ground.rawValue), text: ground.rawValue) }
                        }
                    }
                }
                html(.button, .class("button danger"), .type("submit"), text: "整批撤销")
            }
        }
    }

    // MARK: Documents

    private func writeLines(_ html: inout HTMLWriter) {
        guard tally.total > 0 else { return }
        section(&html, "稿件", id: "drafts") { html in
            html(.nav, .class("tabs"), .aria("label", "稿件范围")) { html in
                html(.ul) { html in
                    for (label, isOpen) in [("全部", false), ("有检查发现的", true)] {
                        let address = WorkRoute.batch.link(batch.id, query: isOpen ? [("show", "findings")] : [])
                        html(.li) { html in
                            if isOpen == onlyOpen {
                                html(.a, .href(address), .aria("current", "page"), text: label)
                            } else {
                                html(.a, .href(address), text: label)
                            }
                        }
                    }
                }
            }
            guard !lines.isEmpty else {
                html(.p, .class("quiet"), text: "没有这样的稿件。")
                return
            }
            html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", "稿件")) { html in
                html(.table, .class("data-table work-table"), .role("table")) { html in
                    html(.caption, .class("unseen"), text: "稿件")
                    html(.thead, .role("rowgroup")) { html in
                        html(.tr, .role("row")) { html in
                            for heading in ["标题", "状态"] { html(.th, .scope("col"), .role("columnheader"), text: heading) }
                        }
                    }
                    html(.tbody, .role("rowgroup")) { html in
                        for line in lines {
                            html(.tr, .role("row")) { html in
                                html(.th, .scope("row"), .role("rowheader")) { html in
                                    html(
                                        .a, .href(WorkRoute.draft.link(line.id)), text: line.title.isEmpty ? "（还没有标题）" : line.title)
                                }
                                html(.td, .role("cell"), .data("label", "状态")) { html in
                                    line.state.tag(line.path).write(&html)
                                    if line.openFindings > 0 { html(.span, .class("quiet"), text: "检查发现 \(line.openFindings) 处") }
                                }
                            }
                        }
                    }
                }
            }
            if let next { html(.p) { $0(.a, .class("button quiet"), .href(next), .rel("next"), text: "后面的") } }
        }
    }
}
