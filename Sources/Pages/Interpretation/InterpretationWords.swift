import Domain
import HTML

extension InterpretationStanding.State {
    var tag: StatusTag {
        switch self {
        case .notDue: StatusTag(word: name, shape: .open)
        case .onTime: StatusTag(word: name, shape: .full)
        case .late: StatusTag(word: name, shape: .change)
        case .missing: StatusTag(word: name, shape: .cross, isAlarming: true)
        }
    }
}

extension SyncGate.State {
    var tag: StatusTag {
        switch self {
        case .open: StatusTag(word: "未完成", shape: .open)
        case .met(let day): StatusTag(word: "已同步（\(day)）", shape: .full)
        case .late(let day): StatusTag(word: "未同步，\(day) 补上", shape: .change)
        case .overdue: StatusTag(word: "未同步", shape: .cross, isAlarming: true)
        }
    }
}

extension InterpretationPlan.Part {
    /// The field of the form that puts it right.
    package var id: String { rawValue }
}

extension InterpretationReason {
    /// The field that puts it right.
    package var field: String {
        switch self {
        case .planMissing, .planIncomplete: "interpretation"
        case .tooLong(let part, _): part.id
        case .wrongCategory: "category"
        case .needsMaterial: "attachments"
        case .notTheDraftingUnit, .noSuchUnit, .needsEditor: "unit"
        case .noFirstReader: "reader"
        case .badLink: "link"
        case .noTitle, .titleTooLong: "title"
        case .noStage: "stages"
        case .documentNotPublic: "decision"
        case .noSuchDocument, .isItself, .isBoundAlready: "paper"
        case .noSuchChain, .noSuchLink, .noSuchInterpretation, .isUnderReview, .tooManyLinks: "chain"
        }
    }

    /// What is in the way, and how to put it right.
    package var sentence: String {
        switch self {
        case .planMissing: "规范性文件应当与解读方案一并报送，请填写解读方案，或者写明不需要解读的理由。"
        case .planIncomplete(let parts): "解读方案还缺\(parts.map(\.name).joined(separator: "、"))，请补上，或者写明不需要解读的理由。"
        case .tooLong(let part, let limit): "“\(part.name)”超过上限 \(limit)，请减少。"
        case .wrongCategory: "这是政策解读，体裁应当选“政策解读”。"
        case .needsMaterial(let kind): "“\(kind.name)”要有附件，或者在解读形式里写明材料的网址。"
        case .notTheDraftingUnit: "谁起草、谁解读：只能由文件的起草单位解读。联合起草的，先在文件的解读方案里列出各起草单位。"
        case .documentNotPublic: "被解读的文件还没有公开，解读不能先于文件公开。"
        case .noSuchDocument: "没有找到这份文件，请粘贴公开页面的网址或者编号。"
        case .noSuchUnit: "单位有误，请从列表中选择。"
        case .noSuchChain: "没有这条全链条。"
        case .noSuchLink: "这份文件不在这条全链条里，可能已经移出。"
        case .noSuchInterpretation: "没有这份解读。"
        case .noFirstReader: "请写明第一解读人（起草单位负责人），不超过 \(Interpretation.longestReader) 字。"
        case .badLink: "网址应当以 https:// 或者 http:// 开头，不超过 \(Interpretation.longestLink) 个字符。"
        case .isItself: "文件不能解读自己。"
        case .isBoundAlready: "已经关联过，不用重复关联。"
        case .needsEditor: "这一步由本单位的编辑岗位办理。"
        case .isUnderReview: "解读正在审批，需要修改的先撤回稿件。"
        case .noTitle: "请填写名称。"
        case .titleTooLong: "名称最多 \(PolicyChain.longestTitle) 字，请缩短。"
        case .noStage: "请至少选一个应有的环节。"
        case .tooManyLinks: "一条全链条最多 \(PolicyChain.mostLinks) 份文件。"
        }
    }
}

extension InterpretationRefusal {
    package var problems: [(field: String, message: String)] { reasons.map { ($0.field, $0.sentence) } }

    /// There is no such thing, or not for them.
    package var isUnknown: Bool { reasons.contains(.noSuchChain) || reasons.contains(.noSuchInterpretation) }
}
