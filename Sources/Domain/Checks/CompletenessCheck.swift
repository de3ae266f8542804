/// What the form and the law want and the draft does not have.
enum CompletenessCheck {
    static func findings(in content: Draft.Content, context: CheckContext) -> [Finding] {
        basics(content) + withholding(content) + elements(content, required: context.requiredElements) + rule(content, today: context.today)
    }

    private static func missing(_ field: String, _ severity: Finding.Severity = .blocking, reason: String, remedy: String) -> Finding {
        Finding(.missingField, severity, at: .field(field), matched: field, sample: "", reason: reason, remedy: remedy)
    }

    private static func basics(_ content: Draft.Content) -> [Finding] {
        var findings: [Finding] = []
        if Folding.trimmed(content.title).isEmpty { findings.append(missing("标题", reason: "没有标题。", remedy: "请填写标题。")) }
        if content.attribute.isPublished {
            if content.body.isEmpty && content.attachments.isEmpty {
                findings.append(missing("正文", reason: "没有正文，也没有附件。", remedy: "请填写正文，或者上传附件。"))
            }
            if content.channels.isEmpty { findings.append(missing("公开渠道", reason: "没有选择公开渠道。", remedy: "请至少选择一个公开渠道。")) }
        }
        if content.made == nil {
            findings.append(missing("成文日期", .warning, reason: "没有成文日期，公开期限无从计算（条例第二十六条）。", remedy: "请填写信息形成或者变更的日期。"))
        }
        return findings
    }

    /// 部分公开、依申请公开、不予公开: ground, reason and day of re-assessment (条例 Art. 13–18).
    private static func withholding(_ content: Draft.Content) -> [Finding] {
        guard content.attribute != .proactive else { return [] }
        let name = content.attribute.rawValue
        guard let withholding = content.withholding else {
            return [missing("不公开依据", reason: "公开属性是“\(name)”，没有写明依据和理由（国办发〔2016〕80号）。", remedy: "请选择法定依据，写明理由和重新评估日期。")]
        }
        var findings: [Finding] = []
        if Folding.trimmed(withholding.reason).unicodeScalars.count < FindingAnswer.shortestReason {
            findings.append(
                missing(
                    "不公开理由", reason: "公开属性是“\(name)”，没有写明理由。",
                    remedy: "请写明为什么属于“\(withholding.ground.rawValue)”（\(withholding.ground.article)）。"))
        }
        if withholding.reassess == nil {
            findings.append(missing("重新评估日期", reason: "不公开的信息应当定期评估审查（条例第十八条）。", remedy: "请填写重新评估日期。"))
        }
        return findings
    }

    private static func elements(_ content: Draft.Content, required: [String]) -> [Finding] {
        let answered = Dictionary(
            content.elements.map { (Folding.fold(Folding.trimmed($0.name)), $0) }, uniquingKeysWith: { first, _ in first })
        return required.compactMap { name in
            let element = answered[Folding.fold(Folding.trimmed(name))]
            if let element, element.isCovered || !Folding.trimmed(element.note).isEmpty { return nil }
            return Finding(
                .missingElement, .blocking, at: .field("公开要素"), matched: name, reason: "目录要求公开“\(name)”，没有勾选，也没有说明。",
                remedy: "请在文稿中补上并勾选；不适用的，在说明一栏写明原因。")
        }
    }

    /// 规范性文件 (国办发〔2018〕115号; RULES §8.2).
    private static func rule(_ content: Draft.Content, today: Day) -> [Finding] {
        guard let rule = content.rule else { return [] }
        var findings: [Finding] = []
        switch rule.legality {
        case .notReviewed:
            findings.append(missing("合法性审核", reason: "规范性文件未经合法性审核，不得制发（国办发〔2018〕115号）。", remedy: "请送合法性审核机构审核，并登记结论。"))
        case .unlawful:
            findings.append(missing("合法性审核", reason: "合法性审核的结论是“不合法”，不得公开发布（国办发〔2018〕115号）。", remedy: "请修改后重新审核。"))
        case .toBeAmended where Folding.trimmed(rule.legalityNote).isEmpty:
            findings.append(missing("合法性审核", reason: "合法性审核的结论是“应当予以修改”，没有说明是怎样修改的。", remedy: "请写明审核意见的采纳情况；未完全采纳的，说明理由。"))
        case .toBeAmended, .lawful: break
        }
        if content.number.isEmpty { findings.append(missing("发文字号", reason: "规范性文件应当统一编号（国办发〔2018〕37号）。", remedy: "请填写发文字号。")) }
        if rule.effective == nil { findings.append(missing("施行日期", reason: "规范性文件没有写明施行日期。", remedy: "请填写施行日期。")) }
        guard let end = rule.validUntil else {
            findings.append(missing("有效期至", reason: "规范性文件没有写明有效期。", remedy: "请填写有效期的最后一天。"))
            return findings
        }
        guard let start = rule.effective ?? content.made else { return findings }
        if end < start {
            findings.append(missing("有效期至", reason: "有效期在施行之前就结束了。", remedy: "请核对施行日期和有效期。"))
        } else if end < today {
            findings.append(missing("有效期至", .warning, reason: "有效期已经结束（\(ChineseDate.text(end))）。", remedy: "请核对；确已失效的，注明“失效”。"))
        } else if end > start.adding(years: 5) {
            findings.append(missing("有效期至", .warning, reason: "有效期超过五年。", remedy: "请按本地规定核对有效期；有特别规定的除外。"))
        } else if end > start.adding(years: 2), ["试行", "暂行"].contains(where: { content.title.contains($0) }) {
            findings.append(missing("有效期至", .warning, reason: "试行、暂行的文件，有效期一般不超过两年。", remedy: "请按本地规定核对有效期。"))
        }
        return findings
    }
}
