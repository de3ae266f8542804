extension OpinionReason {
    /// The field of the form that puts it right.
    package var field: String {
        switch self {
        case .missing(let field), .tooLong(let field, _), .ahead(let field): field.rawValue
        case .badAddress: OpinionField.address.rawValue
        case .eventAfterDetection: OpinionField.event.rawValue
        case .isKnown: OpinionField.title.rawValue
        case .noSuchUnit, .sameUnit: OpinionField.unit.rawValue
        case .noSubject: OpinionField.subjects.rawValue
        case .beforeDetection: OpinionField.time.rawValue
        case .responseWaits: OpinionField.title.rawValue
        case .noSuchOpinion, .needsOffice, .notYours, .notAllowed, .clockRuns: OpinionField.text.rawValue
        }
    }

    /// What is in the way, and how to put it right.
    package var sentence: String {
        switch self {
        case .missing(let field): "请填写“\(field.name)”。"
        case .tooLong(let field, let limit): "“\(field.name)”最多 \(limit) 字，请缩短。"
        case .ahead(let field): "“\(field.name)”不能晚于现在。"
        case .badAddress: "网址应当以 https:// 或者 http:// 开头。"
        case .eventAfterDetection: "事发时间不能晚于发现时间。"
        case .isKnown(let title): "网址或者标题与已登记的“\(title)”相同，请到那一件里办理。"
        case .noSuchOpinion: "没有这件舆情。"
        case .noSuchUnit: "责任单位有误，请从列表中选择。"
        case .needsOffice: "这一步由政务公开办办理。"
        case .notYours: "这件舆情由责任单位办理。"
        case .notAllowed(let kind, let state): "“\(state.name)”的舆情不能再记录“\(kind.name)”。"
        case .noSubject: "请至少选一类必须回应的情形；都不是的，研判为不需要回应并写明理由。"
        case .beforeDetection: "时间不能早于发现时间。"
        case .clockRuns(let clock): "“\(clock.name)”还在计时，请先记录办理情况；不再需要的，重新研判等级并写明理由。"
        case .responseWaits(let title): "已经有一份没有发布的回应稿“\(title)”，请在那份稿件上修改；不用了的，先作废。"
        case .sameUnit: "已经由这个单位负责，请选择另一个单位。"
        }
    }
}

extension OpinionRefusal {
    package var problems: [(field: String, message: String)] { reasons.map { ($0.field, $0.sentence) } }

    /// There is no such thing, or not for them.
    package var isUnknown: Bool { reasons.contains(.noSuchOpinion) }
}
