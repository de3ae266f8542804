package import Domain
package import HTML

/// What the office adds to a letter, as it was typed.
package struct LetterFields: Sendable, Hashable {
    package var texts: [LetterPlaceholder: String]
    package var workingDays: String
    /// Names of what is enclosed, one in each line.
    package var attachments: String
    package var servedOnline: Bool
    /// 落款日期 of a letter that went out before; empty for today.
    package var date: String
    package var basis: RequestFees.Basis
    package var count: String

    package init(
        texts: [LetterPlaceholder: String] = [:], workingDays: String = "", attachments: String = "", servedOnline: Bool = false,
        date: String = "", basis: RequestFees.Basis = .items, count: String = ""
    ) {
        self.texts = texts
        self.workingDays = workingDays
        self.attachments = attachments
        self.servedOnline = servedOnline
        self.date = date
        self.basis = basis
        self.count = count
    }

    /// The name of a placeholder's field.
    package static func name(_ placeholder: LetterPlaceholder) -> String { "text.\(placeholder)" }

    /// Everything in it, for the form that sends the letter that was looked at.
    var pairs: [(name: String, value: String)] {
        LetterPlaceholder.allCases.compactMap { placeholder in texts[placeholder].map { (Self.name(placeholder), $0) } } + [
            ("workingDays", workingDays), ("attachments", attachments), ("basis", basis.rawValue), ("count", count), ("date", date),
        ] + (servedOnline ? [("servedOnline", "on")] : [])
    }
}

/// A new letter: what the case does not know, the letter as it would go out, and the button that sends it.
package struct LetterFormPage: WorkPage {
    package var shown: RequestCase
    package var kind: LetterKind
    package var fields: LetterFields
    package var problems: [(field: String, message: String)]
    /// Why it may not go out.
    package var obstacles: [RequestReason]
    package var preview: OfficialLetter?
    /// The account of a fee, line by line.
    package var account: [String]

    package init(
        shown: RequestCase, kind: LetterKind, fields: LetterFields, problems: [(field: String, message: String)] = [],
        obstacles: [RequestReason], preview: OfficialLetter?, account: [String] = []
    ) {
        self.shown = shown
        self.kind = kind
        self.fields = fields
        self.problems = problems
        self.obstacles = obstacles
        self.preview = preview
        self.account = account
    }

    package var title: String { problems.isEmpty ? kind.name : "错误：\(kind.name)" }
    package var trail: [WorkStep] { shown.trail }

    private var id: DisclosureRequest.ID { shown.request.id }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, kind.name, lead: "\(shown.request.number)：\(shown.request.wanted.shown(atMost: 80))")
        writeObstacles(&html)
        html(.div, .class("letter-work")) { html in
            html(.div) { html in
                writeForm(&html, in: frame)
                writeIssue(&html, in: frame)
            }
            html(.div) { writePreview(&$0) }
        }
    }

    private func writeObstacles(_ html: inout HTMLWriter) {
        guard !obstacles.isEmpty else { return }
        html(.div, .class("missing")) { html in
            html(.h2, text: "现在还不能发出")
            html(.ul) { html in
                for reason in obstacles { html(.li, text: reason.sentence) }
            }
        }
    }

    private func writeForm(_ html: inout HTMLWriter, in frame: WorkFrame) {
        workForm(&html, WorkRoute.previewLetter.link(id, kind.rawValue), in: frame) { html in
            if kind.outcome?.needsReply == true {
                html(.p, .class("hint"), text: "结果、依据、理由和提供的信息都来自批准的拟答复意见，这里不能改。")
            }
            if kind == .feeNotice { writeFee(&html) }
            for placeholder in kind.asked { write(placeholder, &html) }
            if kind.givesPeriod {
                TextLine(
                    label: "给对方的期限（工作日）", id: "workingDays", value: fields.workingDays, limit: 3, hint: periodHint,
                    problem: problems.message(of: "workingDays"), inputMode: "numeric"
                ).write(&html)
            }
            TextArea(
                label: "附件", id: "attachments", value: fields.attachments, limit: 4000, rows: 3, hint: "一行一个名称。",
                problem: problems.message(of: "attachments"), isOptional: true
            ).write(&html)
            TextLine(
                label: "落款日期", id: "date", value: fields.date, limit: 20, hint: "空着按今天。补录以前已经发出的文书时，填文书上的日期。",
                problem: problems.message(of: "date"),
                isOptional: true
            ).write(&html)
            if kind.outcome != nil {
                TickBox(label: "通过互联网送达（要写明网上申请行政复议的途径）", id: "servedOnline", isOn: fields.servedOnline).write(&html)
            }
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button quiet"), .type("submit"), text: "预览")
            }
        }
    }

    private var periodHint: String {
        switch kind {
        case .clarification: "合理的补正期限（条例第三十条）。一般 7 到 15 个工作日。"
        case .thirdPartyConsultation: "自对方收到征求意见书之日起（条例第三十二条）。"
        case .coMakerConsultation: "自对方收到之日起，逾期视为同意（条例第三十四条）。"
        default: "从发出的次日起算。"
        }
    }

    private func write(_ placeholder: LetterPlaceholder, _ html: inout HTMLWriter) {
        let name = LetterFields.name(placeholder)
        let isOptional = kind.optional.contains(placeholder)
        TextArea(
            label: placeholder.rawValue, id: name, value: fields.texts[placeholder] ?? "", limit: 5000, rows: placeholder.isShort ? 1 : 4,
            hint: placeholder.hint(in: kind), problem: problems.message(of: name), isOptional: isOptional
        ).write(&html)
    }

    private func writeFee(_ html: inout HTMLWriter) {
        html(.fieldset) { html in
            html(.legend, text: "计收方式（每件申请只能选一种）")
            for basis in RequestFees.Basis.allCases {
                html(.p, .class("choice")) { html in
                    let attributes: [Attribute] = [.type("radio"), .id("basis-\(basis.rawValue)"), .name("basis"), .value(basis.rawValue)]
                    html(.input, attributes: fields.basis == basis ? attributes + [.checked] : attributes)
                    html(.label, .for("basis-\(basis.rawValue)"), text: basis.name)
                }
            }
        }
        TextLine(
            label: "数量", id: "count", value: fields.count, limit: 6,
            hint: "按件：这件申请包含几件，一般是 1。同一申请人本月在它之前已有 \(shown.itemsBefore) 件。按量：提供的页数。", problem: problems.message(of: "count"),
            inputMode: "numeric"
        ).write(&html)
        guard !account.isEmpty else { return }
        html(.div, .class("panel")) { html in
            html(.h3, text: "怎么算的")
            html(.ul) { html in
                for line in account { html(.li, text: line) }
            }
        }
    }

    private func writeIssue(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard preview != nil, problems.isEmpty else { return }
        section(&html, "发出", id: "issue") { html in
            let numbering = kind == .receipt ? "" : "取文书号，"
            html(.p, text: "按右边（窄屏在下面）预览的样子发出。发出时\(numbering)记入办理过程，不能再改。")
            workForm(&html, WorkRoute.issueLetter.link(id, kind.rawValue), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                for pair in fields.pairs { html(.input, .type("hidden"), .name(pair.name), .value(pair.value)) }
                RequestButton(label: "发出\(kind.document)", id: "issue", reasons: obstacles, style: "button").write(&html)
            }
        }
    }

    private func writePreview(_ html: inout HTMLWriter) {
        section(&html, "预览", id: "preview") { html in
            guard let preview else {
                html(.p, .class("quiet"), text: "填好后点“预览”，看文书在纸上的样子。")
                return
            }
            html(.p, .class("quiet"), text: "还没有取文书号。")
            LetterSheet(letter: preview, name: "\(kind.name)的预览").write(&html)
        }
    }
}

extension LetterPlaceholder {
    /// Whether one line is enough for it.
    var isShort: Bool {
        switch self {
        case .thirdParty, .coMaker, .responsibleOffice, .responsibleContact: true
        default: false
        }
    }

    /// What to write, with an example.
    func hint(in kind: LetterKind) -> String? {
        switch self {
        case .clarificationItems: "一次写全，一行一项。例如：请写明所需文件的名称、文号或者年份。"
        case .thirdParty: "姓名或者名称。"
        case .coMaker: "机关全称。"
        case .information: "对方能看懂的范围，不要写出申请人是谁。"
        case .access: "例如：随本答复书一并提供；或者 2026年3月20日 起到县政务服务中心领取。"
        case .responsibleOffice: "机关全称。"
        case .responsibleContact: "电话、地址。"
        case .payment: "到哪里、怎么缴。"
        case .reasons:
            switch kind {
            case .extensionNotice: "接在“因”后面，例如：需要查阅的档案数量较多。"
            case .delay: "接在“因”后面，例如：申请数量较多。"
            case .transferHint: "为什么由别的机关办理，一句话写完整。"
            case .thirdPartyNotice: "不公开为什么会对公共利益造成重大影响。"
            default: nil
            }
        default: nil
        }
    }
}
