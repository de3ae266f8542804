import Domain
import HTML

/// The form for a dated set of the numbers of the law.
struct RulesForm {
    var fields: RulesFields
    var problems: [(field: String, message: String)]

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.saveRequestSettings.link(), in: frame, class: "form wide") { html in
            html(.input, .type("hidden"), .name("act"), .value("rules"))
            html(.h3, text: "新的一套，或者改正已有的一套")
            html(.p, .class("hint"), text: "保存后立即重新计算全部在办申请的期限，并列出有变化的。施行日期和已有的一套相同，就替换那一套。")
            TextLine(
                label: "施行日期", id: "effective", value: fields.effective, limit: 20, hint: "写成 2026-03-20。",
                problem: problems.message(of: "effective")
            ).write(&html)
            html(.div, .class("columns")) { html in
                for number in RulesFields.Number.allCases {
                    TextLine(
                        label: number.label, id: number.rawValue, value: fields.numbers[number] ?? "", limit: 4, hint: number.source,
                        problem: problems.message(of: number.rawValue), inputMode: "numeric"
                    ).write(&html)
                }
            }
            writeReceipt(&html)
            for basis in RequestFees.Basis.allCases { writeScale(basis, &html) }
            html(.button, .class("button"), .type("submit"), text: "保存这一套规则")
        }
    }

    private func writeReceipt(_ html: inout HTMLWriter) {
        html(.fieldset) { html in
            html(.legend, text: "收到申请之日（条例第三十一条）")
            html(.div, .class("columns")) { html in
                for channel in RequestChannel.allCases {
                    ChoiceList(
                        label: channel.name, id: "receipt.\(channel.rawValue)",
                        options: ReceiptRule.allCases.map { ($0.rawValue, $0.name) }, selected: fields.receipt[channel] ?? "",
                        problem: problems.message(of: "receipt.\(channel.rawValue)")
                    ).write(&html)
                }
            }
            TickBox(label: "征求意见发出的当天也不计入答复期限", id: "pausesOnAskedDay", isOn: fields.pausesOnAskedDay).write(&html)
        }
    }

    private func writeScale(_ basis: RequestFees.Basis, _ html: inout HTMLWriter) {
        let bands = fields.bands(basis) + [RulesFields.Band()]
        html(.fieldset) { html in
            html(.legend, text: "信息处理费：\(basis.name)（超额累进）")
            html(.p, .class("hint"), text: "每一\(basis.unit)按它所在的档计价。清空一行就去掉这一档；最后一行用来加一档。")
            PeopleTable(
                caption: "\(basis.name)的分档", headings: ["超过多少\(basis.unit)", "每\(basis.unit)多少元", "每多少\(basis.unit)递增一次", "每次递增多少元"]
            )
            .write(&html) { html, labels in
                for (index, band) in bands.enumerated() {
                    html(.tr, .role("row")) { html in
                        for (place, part) in zip(0..., parts(band)) {
                            html(.td, .role("cell"), .data("label", labels[place])) { html in
                                let name = RulesFields.name(basis, index, part.name)
                                html(
                                    .input, .type("text"), .inputMode("decimal"), .id(name), .name(name), .value(part.value),
                                    .maxLength(10), .autocomplete("off"),
                                    .aria("label", "\(basis.name)第 \(index + 1) 档：\(labels[place])"))
                            }
                        }
                    }
                }
            }
        }
    }

    private func parts(_ band: RulesFields.Band) -> [(name: String, value: String)] {
        [("after", band.after), ("yuan", band.yuan), ("every", band.every), ("rise", band.rise)]
    }
}

extension ReceiptRule {
    var name: String {
        switch self {
        case .submission: "提交之日"
        case .signature: "签收之日"
        case .confirmation: "双方确认之日"
        }
    }
}
