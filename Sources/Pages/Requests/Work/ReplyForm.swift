import Domain
import HTML

/// The decision tree as a form: the outcome under the question that decides it, what was found at the questions before it, and the contents.
struct ReplyForm {
    var shown: RequestCase
    var fields: ReplyFields
    var problems: [(field: String, message: String)]

    private var id: DisclosureRequest.ID { shown.request.id }

    /// What stands in the way of submitting what is saved.
    private var submission: [RequestReason] { shown.gate?.submission(by: shown.staff) ?? [.gap(.ground)] }

    private func problem(_ field: String) -> String? { problems.message(of: field) }

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        writeGaps(&html)
        workForm(&html, WorkRoute.saveReply.link(id), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
            html(.input, .type("hidden"), .name("part-count"), .value(String(fields.parts.count)))
            html(.div, .class("save-bar")) { html in
                html(.p, .class("quiet"), text: shown.gate == nil ? "还没有保存" : "已保存，版本 \(shown.request.version)")
                html(.div, .class("save-acts")) { html in
                    html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("save"), text: "保存")
                    html(.button, .class("button"), .type("submit"), .name("act"), .value("submit"), text: "保存并提交审签")
                }
            }
            html(.div, .id("choice")) { html in
                for (index, step) in DecisionStep.allCases.enumerated() { write(step, number: index + 1, &html) }
            }
            writeContents(&html)
            writeEnclosed(&html)
            writeParts(&html)
            writeReferral(&html)
            writeMarks(&html)
        }
    }

    private func writeGaps(_ html: inout HTMLWriter) {
        guard shown.gate != nil, problems.isEmpty else { return }
        let gaps = submission
        html(.div, .class("missing")) { html in
            guard !gaps.isEmpty else {
                html(.h2, text: "可以提交审签")
                html(.p, text: "没有缺项。提交后先由保密审查，再逐级签发。")
                return
            }
            html(.h2, text: "提交前还要补充")
            html(.ul) { html in
                for reason in gaps {
                    html(.li) { html in
                        guard case .gap(let gap) = reason else { return html.text(reason.sentence) }
                        html(.a, .href(WebAddress(fragmentNamed: gap.field)), text: reason.sentence)
                    }
                }
            }
        }
    }

    // MARK: Questions

    private func write(_ step: DecisionStep, number: Int, _ html: inout HTMLWriter) {
        html(.fieldset, .class("panel question")) { html in
            html(.legend) { html in
                html.text("\(number). \(step.name)")
                html(.span, .class("question-words"), text: step.question)
            }
            if number == 1, let problem = problem("choice") { html(.p, .class("problem"), text: problem) }
            html(.div) { html in
                for choice in ReplyChoice.choices(at: step) { write(choice, &html) }
            }
            if step != .manner {
                let field = "finding.\(step.rawValue)"
                TextArea(
                    label: "不在这一问决定的，写明认定", id: field, value: fields.findings[step] ?? step.passed, limit: 2000, rows: 2,
                    problem: problem(field)
                ).write(&html)
            }
        }
    }

    private func write(_ choice: ReplyChoice, _ html: inout HTMLWriter) {
        let id = "choice-\(choice.key)"
        html(.div, .class("option")) { html in
            let attributes: [Attribute] = [
                .type("radio"), .id(id), .name("choice"), .value(choice.key), .aria("describedby", "\(id)-when"),
            ]
            html(.input, attributes: fields.choice == choice.key ? attributes + [.checked] : attributes)
            html(.label, .for(id), text: choice.name)
            html(.p, .class("hint"), .id("\(id)-when")) { html in
                html.text(choice.applies)
                if !choice.ground.isEmpty { html(.span, .class("article"), text: choice.ground) }
            }
        }
    }

    // MARK: Contents

    private func writeContents(_ html: inout HTMLWriter) {
        section(&html, "答复内容") { html in
            TextArea(
                label: "提供的信息", id: "released", value: fields.released, limit: ReplyProposal.longestText, rows: 4,
                hint: "予以公开、部分公开的必填：写明提供什么，或者获取的方式、途径和时间。信息较多的，作为材料添加，这里写名称。", problem: problem("released"), isOptional: true
            ).write(&html)
            TextArea(
                label: "理由", id: "reasons", value: fields.reasons, limit: ReplyProposal.longestText, rows: 4,
                hint: "不公开、无法提供、不予处理的必填。属于行政查询事项的，写明专门的规定和办理途径；重复申请的，写明前次答复的日期和文号。", problem: problem("reasons"),
                isOptional: true
            ).write(&html)
            TextLine(
                label: "其他处理的依据", id: "otherGround", value: fields.otherGround, limit: 200, hint: "只用于“其他处理：其他”。",
                problem: problem("otherGround"), isOptional: true
            ).write(&html)
        }
    }

    /// Which files of the case go out with the reply; the others stay in it.
    private func writeEnclosed(_ html: inout HTMLWriter) {
        html(.fieldset, .id("enclosed"), .class("section")) { html in
            html(.legend, text: "随答复提供的材料")
            let files = shown.files.filter(\.isReleased)
            html(
                .p, .class("hint"),
                text: files.isEmpty
                    ? "需要提供文件的，先到申请页面添加“提供给申请人的信息”，再在这里勾选。" : "勾选的材料随答复一并审签；网上送达之后，申请人可以凭查询码下载。没有勾选的只留在案卷里。")
            for file in files {
                TickBox(
                    label: "\(file.name)（\(file.sizeInBytes.asFileSize)）", id: "enclosed-\(file.id)",
                    isOn: fields.enclosed.contains(file.digest), value: file.digest, name: "enclosed"
                ).write(&html)
            }
        }
    }

    private func writeParts(_ html: inout HTMLWriter) {
        html(.fieldset, .id("parts"), .class("section")) { html in
            html(.legend, text: "区分处理（部分公开的必填，条例第三十七条）")
            if let problem = problem("parts") { html(.p, .class("problem"), text: problem) }
            html(.p, .class("hint"), text: "一行一部分。不公开的每一部分都要写明理由。")
            for (index, part) in fields.parts.enumerated() { write(part, index, &html) }
            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("add-part"), text: "添加一部分")
        }
    }

    private func write(_ part: ReplyProposal.Part, _ index: Int, _ html: inout HTMLWriter) {
        html(.fieldset, .class("part")) { html in
            html(.legend, text: "第 \(index + 1) 部分")
            html(.div, .class("part-row")) { html in
                TextLine(label: "内容", id: "part.\(index).name", value: part.name, limit: 500).write(&html)
                ChoiceList(
                    label: "处理", id: "part.\(index).disclosed", options: [("1", "公开"), ("0", "不公开")], selected: part.isDisclosed ? "1" : "0"
                ).write(&html)
                TextLine(label: "不公开的理由", id: "part.\(index).reason", value: part.reason, limit: 1000, isOptional: true).write(&html)
            }
            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("remove-part.\(index)")) { html in
                html.text("去掉")
                html(.span, .class("unseen"), text: "第 \(index + 1) 部分")
            }
        }
    }

    private func writeReferral(_ html: inout HTMLWriter) {
        html(.fieldset, .class("section")) { html in
            html(.legend, text: "负责公开的机关（不属于本机关、能够确定的）")
            html(.div, .class("columns")) { html in
                TextLine(label: "名称", id: "office", value: fields.office, limit: 100, problem: problem("office"), isOptional: true).write(
                    &html)
                TextLine(label: "联系方式", id: "contact", value: fields.contact, limit: 200, problem: problem("contact"), isOptional: true)
                    .write(&html)
            }
        }
    }

    private func writeMarks(_ html: inout HTMLWriter) {
        TickBox(label: "疑难复杂：增加合法性审核", id: "isHard", isOn: fields.isHard).write(&html)
        TickBox(
            label: "第三方不同意，但不公开会对公共利益造成重大影响，决定公开（条例第三十二条，要书面告知第三方）", id: "overridesThirdParty", isOn: fields.overridesThirdParty
        ).write(&html)
        html(.div, .class("form-acts")) { html in
            html(.button, .class("button quiet"), .type("submit"), .name("act"), .value("save"), text: "保存")
            html(.button, .class("button"), .type("submit"), .name("act"), .value("submit"), text: "保存并提交审签")
        }
    }
}
