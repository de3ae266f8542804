package import Domain
import HTML

extension RatingReason {
    package var sentence: String {
        switch self {
        case .malformedCode: "评价码不对：少了字或者有错字。请对照小票再输一次，字母 I、O 和数字 0、1 不会出现。"
        case .unknownCode: "没有这个评价码。评价码由窗口或者网上系统在办完一件事后给您，请不要使用别处得到的码。"
        case .usedCode: "这个评价码已经评价过了。一次服务评价一次。"
        case .tooLong(let limit): "最多 \(limit) 个字，请缩短。"
        case .nameWithoutPhone: "留了姓名，请同时留下电话，便于回访。"
        case .noSuchRating: "没有找到这件评价。"
        case .needsRole: "您的岗位不能这样办理。"
        case .notNow: "按现在的办理状态，不能这样办理，请刷新页面。"
        case .ownMatter: "您已经经手过这件评价，应当由别人核查决定。"
        case .needsText: "请写明情况或者理由。"
        case .emptyMatter: "请写明办的什么事。"
        case .tooManyCodes(let limit): "一次最多生成 \(limit) 个评价码。"
        case .noSuchGuide: "没有这个编码的办事指南。"
        case .dayAhead: "办理日期不能晚于今天。"
        }
    }
}

extension RatingAct.Kind {
    package var words: String {
        switch self {
        case .verifiedClear: "核实：情况清楚，立行立改"
        case .verifiedComplex: "核实：情况复杂，建立台账限期整改"
        case .verifiedUnfounded: "核实：诉求没有法律依据，作出解释"
        case .answered: "整改和答复"
        case .calledBackSatisfied: "回访：满意"
        case .calledBackDissatisfied: "回访：仍不满意"
        case .exclusionAsked: "申请剔除（误评、恶意差评）"
        case .exclusionGranted: "核查：同意剔除"
        case .exclusionRefused: "核查：不予剔除"
        case .appealed: "申诉"
        case .appealGranted: "复核：同意剔除"
        case .appealRefused: "复核：维持"
        }
    }
}

/// Where a rating stands, in a word.
struct RatingStandingTag {
    var standing: RatingStanding

    func write(_ html: inout HTMLWriter) {
        switch standing.state {
        case .counted: StatusTag(word: "无需办理", shape: .full).write(&html)
        case .toVerify: StatusTag(word: "待核实", shape: .open).write(&html)
        case .toAnswer: StatusTag(word: "待整改答复", shape: .half).write(&html)
        case .toCallBack: StatusTag(word: "待回访", shape: .half).write(&html)
        case .closed: StatusTag(word: "已办结", shape: .full).write(&html)
        case .excluded: StatusTag(word: "经核查剔除，不计入结果", shape: .minus).write(&html)
        }
        if standing.exclusion == .asked || standing.exclusion == .appealed {
            html.text(" ")
            StatusTag(word: standing.exclusion == .asked ? "剔除申请待核查" : "申诉待复核", shape: .change).write(&html)
        }
        if standing.isOverdue {
            html.text(" ")
            StatusTag(word: "已逾期", shape: .cross, isAlarming: true).write(&html)
        } else if standing.wasLate {
            html.text(" ")
            StatusTag(word: "有逾期", shape: .half, isAlarming: true).write(&html)
        }
    }
}

extension RatingTally {
    /// 98.5%, or — where nobody rated.
    package var satisfiedShare: String {
        guard total > 0 else { return "—" }
        let tenths = (satisfied * 2_000 + total) / (2 * total)
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
}
