package import Domain
package import HTML

/// 预览: what each row will become, what is wrong with which row, and how the columns are used. Nothing is brought in yet.
package struct BatchPreviewPage: WorkPage {
    package var batch: Batch
    package var unitName: String
    package var item: ItemLink?
    package var mapping: BatchMapping
    package var preview: BatchPreview
    /// Elements of the item that no column answers.
    package var openElements: [String]
    package var mayImport: Bool
    package var problems: [(field: String, message: String)]

    package init(
        batch: Batch, unitName: String, item: ItemLink?, mapping: BatchMapping, preview: BatchPreview, openElements: [String],
        mayImport: Bool, problems: [(field: String, message: String)] = []
    ) {
        self.batch = batch
        self.unitName = unitName
        self.item = item
        self.mapping = mapping
        self.preview = preview
        self.openElements = openElements
        self.mayImport = mayImport
        self.problems = problems
    }

    package var title: String { "预览：\(batch.name)" }
    package var trail: [WorkStep] { [WorkStep(label: "批量公开", address: WorkRoute.batches.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: title)
            batch.state.tag.write(&html)
        }
        writeFacts(&html)
        if mayImport { writeImport(&html, in: frame) }
        writeProblems(&html)
        if mayImport { writeColumns(&html, in: frame) }
        writeSamples(&html)
        if mayImport { writeRemoval(&html, in: frame) }
    }

    private func writeFacts(_ html: inout HTMLWriter) {
        html(.dl, .class("facts panel")) { html in
            fact(&html, "单位") { $0.text(unitName) }
            if let item { fact(&html, "公开事项") { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) } }
            if !preview.sheetName.isEmpty { fact(&html, "工作表") { $0.text(preview.sheetName) } }
            fact(&html, "数据行") { $0.text(preview.total.grouped) }
            fact(&html, "可以导入") { $0(.strong, text: "\(preview.ready.grouped) 行") }
            fact(&html, "有错误") { $0.text("\(preview.problemCount.grouped) 行，不会导入") }
            if preview.masked > 0 { fact(&html, "去标识化") { $0.text("\(preview.masked.grouped) 行里的个人信息按策略遮盖") } }
            if preview.doubtful > 0 { fact(&html, "疑似个人信息") { $0.text("\(preview.doubtful.grouped) 行，导入后须逐条处理才能提交") } }
            if preview.looseNumbers > 0 {
                fact(&html, "文书号") { $0.text("\(preview.looseNumbers.grouped) 行的文书号不是“机关代字〔年份〕序号号”的写法，只写在正文里，不作发文字号") }
            }
            if !preview.otherSheets.isEmpty {
                fact(&html, "没有导入的工作表") { $0.text(preview.otherSheets.joined(separator: "、")) }
            }
        }
    }

    private func writeImport(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "导入") { html in
            guard preview.ready > 0 else {
                html(.p, text: BatchRefusal.nothingToBringIn.sentence)
                return
            }
            workForm(&html, WorkRoute.importBatch.link(batch.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(batch.version)))
                html(.p, text: "每行成为一份稿件，导入后自动检查。到公开之前，都可以整批撤销。")
                html(.button, .class("button"), .type("submit"), text: "导入 \(preview.ready.grouped) 行")
            }
        }
    }

    private func writeProblems(_ html: inout HTMLWriter) {
        section(&html, "行错误", id: "problems") { html in
            guard preview.problemCount > 0 else {
                html(.p, .class("all-clear"), text: "没有发现错误。")
                return
            }
            html(.p) { html in
                html.text("有错误的行不会导入。可以改正文件后重新上传，也可以先导入其余的行。")
                html(.a, .href(WorkRoute.batchProblems.link(batch.id)), .download, text: "下载全部行错误（csv）")
            }
            html(.div, .class("table-scroll"), .role("region"), .tabIndex(0), .aria("label", "行错误")) { html in
                html(.table, .class("data-table work-table")) { html in
                    html(.caption, text: "前 \(preview.problems.count) 处")
                    html(.thead) { html in
                        html(.tr) { html in
                            for heading in ["行号", "栏目", "问题和处理办法"] { html(.th, .scope("col"), text: heading) }
                        }
                    }
                    html(.tbody) { html in
                        for problem in preview.problems {
                            html(.tr) { html in
                                html(.th, .scope("row"), text: String(problem.line))
                                html(.td, text: problem.column)
                                html(.td, text: problem.sentence)
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeColumns(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "栏目对应", id: "columns") { html in
            workForm(&html, WorkRoute.changeBatch.link(batch.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(batch.version)))
                FormField(
                    label: "标题写法", id: "title",
                    hint: "花括号里写栏目名称，例如：{行政相对人}{许可内容}行政许可决定。可用的栏目：\(preview.headings.joined(separator: "、"))。", problem: problem("title")
                ).write(&html) { html, attributes in
                    html(
                        .input,
                        attributes: attributes + [.type("text"), .value(mapping.title), .maxLength(BatchMapping.titleLimit), .required])
                }
                column(&html, "发文字号在哪一栏", "number", mapping.number)
                column(&html, "成文（决定）日期在哪一栏", "made", mapping.made)
                html(.fieldset) { html in
                    html(.legend, text: "公开哪些栏目（不选的不会导入）")
                    for (index, heading) in preview.headings.enumerated() {
                        html(.label, .class("choice")) { html in
                            let isShown = !mapping.leftOut.contains(index)
                            html(
                                .input,
                                attributes: [.type("checkbox"), .name("shown"), .value(String(index))] + (isShown ? [.checked] : []))
                            html.text(heading)
                        }
                    }
                }
                html(.label, .class("choice")) { html in
                    html(.input, attributes: [.type("checkbox"), .name("masks"), .value("1")] + (mapping.masks ? [.checked] : []))
                    html.text("按策略去标识化（不选时，含有明确个人信息的行不导入）")
                }
                if !openElements.isEmpty || !mapping.elementNote.isEmpty {
                    FormField(
                        label: "其余要素", id: "elementNote",
                        hint: openElements.isEmpty
                            ? "目录要求而没有同名栏目的要素：写在哪里，或者为什么不适用。"
                            : "目录还要求写明：\(openElements.joined(separator: "、"))。请说明写在哪里，或者为什么不适用。", problem: problem("elementNote")
                    ).write(&html) { html, attributes in
                        html(
                            .input,
                            attributes: attributes + [.type("text"), .value(mapping.elementNote), .maxLength(BatchMapping.noteLimit)])
                    }
                }
                html(.button, .class("button quiet"), .type("submit"), text: "按新的对应重新预览")
            }
        }
    }

    private func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    private func column(_ html: inout HTMLWriter, _ label: String, _ name: String, _ chosen: Int?) {
        FormField(label: label, id: name).write(&html) { html, attributes in
            html(.select, attributes: attributes) { html in
                html(.option, .value(""), text: "没有")
                for (index, heading) in preview.headings.enumerated() {
                    html(.option, attributes: [.value(String(index))] + (index == chosen ? [.selected] : [])) { $0.text(heading) }
                }
            }
        }
    }

    private func writeSamples(_ html: inout HTMLWriter) {
        guard !preview.samples.isEmpty else { return }
        section(&html, "前 \(preview.samples.count) 份公开后的样子", id: "samples") { html in
            for sample in preview.samples {
                html(.details, .class("fold")) { html in
                    html(.summary, text: "第 \(sample.line) 行：\(sample.title)")
                    html(.dl, .class("facts panel")) { html in
                        fact(&html, "标题") { $0.text(sample.title) }
                        fact(&html, "发文字号") { $0.text(sample.number.isEmpty ? "没有" : sample.number) }
                        fact(&html, "成文日期") { $0.text(sample.made?.inWords ?? "没有") }
                        for cells in sample.cells where cells.count == 2 { fact(&html, cells[0]) { $0.text(cells[1]) } }
                    }
                }
            }
        }
    }

    private func writeRemoval(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.details, .class("fold")) { html in
            html(.summary, text: "不导入了，删除这次上传")
            workForm(&html, WorkRoute.removeBatch.link(batch.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(batch.version)))
                html(.button, .class("button quiet"), .type("submit"), text: "删除上传的文件和预览")
            }
        }
    }
}
