package import Domain
package import HTML

/// 批量公开: the lists of one's units, newest first.
package struct BatchesPage: WorkPage {
    package struct Line: Sendable {
        package var batch: Batch
        package var unitName: String
        package var job: Batch.Job?

        package init(batch: Batch, unitName: String, job: Batch.Job?) {
            self.batch = batch
            self.unitName = unitName
            self.job = job
        }
    }

    package var lines: [Line]
    package var mayImport: Bool
    package var next: WebAddress?

    package init(lines: [Line], mayImport: Bool, next: WebAddress? = nil) {
        self.lines = lines
        self.mayImport = mayImport
        self.next = next
    }

    package var title: String { "批量公开" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            if mayImport { html(.a, .class("button"), .href(WorkRoute.newBatch.link()), text: "导入一批") }
        }
        html(.p, .class("lead"), text: "许可、处罚、补贴等清单一次导入，每行成为一份稿件；整批检查、审批、公开，也可以整批撤销。")
        guard !lines.isEmpty else {
            html(.div, .class("empty")) { html in
                html(.p, .class("empty-reason"), text: "还没有导入过清单。")
                html(.p, text: mayImport ? "点“导入一批”，上传 xlsx 或者 csv 文件。" : "本单位的编辑导入清单并提交后，会出现在这里。")
            }
            return
        }
        html(.div, .class("table-scroll cards"), .role("region"), .tabIndex(0), .aria("label", title)) { html in
            html(.table, .class("data-table work-table"), .role("table")) { html in
                html(.caption, .class("unseen"), text: title)
                html(.thead, .role("rowgroup")) { html in
                    html(.tr, .role("row")) { html in
                        for heading in ["清单", "单位", "条数", "状态", "导入时间"] {
                            html(.th, .scope("col"), .role("columnheader"), text: heading)
                        }
                    }
                }
                html(.tbody, .role("rowgroup")) { html in
                    for line in lines { write(line, &html) }
                }
            }
        }
        if let next { html(.p) { $0(.a, .class("button quiet"), .href(next), .rel("next"), text: "更早的") } }
    }

    private func write(_ line: Line, _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { $0(.a, .href(WorkRoute.batch.link(line.batch.id)), text: line.batch.name) }
            html(.td, .role("cell"), .data("label", "单位"), text: line.unitName)
            html(.td, .role("cell"), .data("label", "条数"), text: line.batch.rowCount.grouped)
            html(.td, .role("cell"), .data("label", "状态")) { html in
                line.batch.state.tag.write(&html)
                if let job = line.job, job.state != .finished { html(.span, .class("quiet"), text: job.words) }
            }
            html(.td, .role("cell"), .data("label", "导入时间"), text: line.batch.created.text)
        }
    }
}

/// 导入一批: unit, item, file.
package struct NewBatchPage: WorkPage {
    package var units: [(id: OrganisationUnit.ID, name: String)]
    package var unit: OrganisationUnit.ID?
    package var items: [ItemLink]
    package var problems: [(field: String, message: String)]
    package var limitMegabytes: Int

    package init(
        units: [(id: OrganisationUnit.ID, name: String)], unit: OrganisationUnit.ID?, items: [ItemLink],
        problems: [(field: String, message: String)] = [], limitMegabytes: Int
    ) {
        self.units = units
        self.unit = unit
        self.items = items
        self.problems = problems
        self.limitMegabytes = limitMegabytes
    }

    package var title: String { "导入一批" }
    package var trail: [WorkStep] { [WorkStep(label: "批量公开", address: WorkRoute.batches.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, title, lead: "上传后先看预览和行错误，确认之前什么都不会导入。")
        writeUnits(&html)
        guard let unit else { return html(.p, text: "请先选择单位。") }
        guard !items.isEmpty else {
            EmptyState(reason: "现行目录中没有由本单位负责的事项，不能批量导入。", advice: "目录有遗漏的，请告诉政务公开办。").write(&html)
            return
        }
        html(
            .form, .class("form"), .method("post"), .encoding("multipart/form-data"),
            .action(WorkRoute.uploadBatch.link(query: [("csrf", frame.csrf)]))
        ) { html in
            html(.input, .type("hidden"), .name("unit"), .value(unit.description))
            FormField(label: "公开事项", id: "item", hint: "一批只属于一个事项。", problem: problem("item")).write(&html) { html, attributes in
                html(.select, attributes: attributes) { html in
                    for item in items { html(.option, .value(item.id.description), text: item.levels.joined(separator: " › ")) }
                }
            }
            FormField(
                label: "清单文件", id: "file",
                hint: "xlsx、xls 或者 csv，第一行是表头，最多 \(BatchTable.mostRows.grouped) 行，不超过 \(limitMegabytes) MB。隐藏的工作表不会导入。",
                problem: problem("file")
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
            }
            html(.button, .class("button"), .type("submit"), text: "上传并预览")
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func writeUnits(_ html: inout HTMLWriter) {
        guard units.count > 1 else { return }
        html(.nav, .class("tabs"), .aria("label", "单位")) { html in
            html(.ul) { html in
                for entry in units {
                    let address = WorkRoute.newBatch.link(query: [("unit", entry.id.description)])
                    html(.li) { html in
                        if entry.id == unit {
                            html(.a, .href(address), .aria("current", "page"), text: entry.name)
                        } else {
                            html(.a, .href(address), text: entry.name)
                        }
                    }
                }
            }
        }
    }
}
