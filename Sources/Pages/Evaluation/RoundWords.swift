package import Domain

extension RoundAct {
    /// What is done, in words for a button and for a refusal.
    package var name: String {
        switch self {
        case .read: "查看测评"
        case .readSheets: "查看评分表"
        case .readResult: "查看结果"
        case .arrange: "安排单位和评估主体"
        case .extend: "调整期限"
        case .draw: "抽取样本"
        case .open: "开始评分"
        case .cancel: "取消测评"
        case .score: "填写评分表"
        case .submit: "提交评分表"
        case .recall: "撤回评分表"
        case .close: "截止评分"
        case .compute: "计算得分"
        case .moderate: "复核裁定"
        case .announce: "向单位征求意见"
        case .appeal: "申诉"
        case .answerAppeal: "答复申诉"
        case .settle: "定分"
        case .publish: "通报结果"
        case .order: "下达整改"
        case .respond: "报送整改情况"
        case .recheck: "复查"
        case .finish: "办结"
        }
    }

    /// What follows from a step to another state.
    var consequence: String {
        switch self {
        case .open: "评估主体从此可以填写评分表，互相看不到。单位、人员和指标体系不再变动。"
        case .close: "评分表从此启封，不能再填写。"
        case .announce: "被评单位从此可以看到自己的得分，并在期限内申诉。"
        case .settle: "申诉都已答复，得分从此不再变动。"
        case .publish: "结果通报之后，第三方和检查组也能看到结果。"
        case .finish: "整改全部销号后办结。"
        case .cancel: "取消后不能恢复，已填写的评分表保留。"
        default: ""
        }
    }
}

extension RoundState {
    var tag: StatusTag {
        switch self {
        case .prepared: StatusTag(word: name, shape: .open)
        case .open, .closed, .announced, .settled: StatusTag(word: name, shape: .half)
        case .published, .finished: StatusTag(word: name, shape: .full)
        case .cancelled: StatusTag(word: name, shape: .cross)
        }
    }
}

extension RectificationOrder {
    func tag(on today: Day) -> StatusTag {
        if isOverdue(on: today) { return StatusTag(word: "逾期未整改", shape: .cross, isAlarming: true) }
        switch state {
        case .open: return StatusTag(word: state.name, shape: .open)
        case .responded: return StatusTag(word: state.name, shape: .half)
        case .closed: return StatusTag(word: state.name, shape: .full)
        }
    }
}

extension RoundReason {
    /// What is in the way, and how to put it right: several sentences where several things are wrong at once.
    package var sentences: [String] {
        switch self {
        case .faultyScheme(let faults): faults.map(\.sentence)
        case .badEntries(let faults): faults.map { $0.leaf.isEmpty ? $0.remark : "\($0.leaf)：\($0.remark)" }
        default: [sentence]
        }
    }

    private var sentence: String {
        switch self {
        case .noSuchScheme: "没有这个指标体系。"
        case .noSuchRound: "没有这次测评。"
        case .noSuchUnit: "这个单位不参加这次测评。"
        case .noSuchAssessor: "这次测评没有这个评估主体。"
        case .noSuchLeaf: "没有这个指标，请从列表中选择。"
        case .noSuchAppeal: "没有这件申诉。"
        case .noSuchOrder: "没有这件整改通知。"
        case .noSuchAccount: "选中的人员不能评分：只有第三方测评和政务公开办岗位可以。"
        case .notAllowed(let act, let state): "“\(state.name)”阶段您不能“\(act.name)”。"
        case .needsTitle: "请填写名称。"
        case .needsReason: "请写明理由。"
        case .needsProblem: "请写明存在的问题。"
        case .needsSubject: "请写明抽什么。"
        case .tooLong(let limit): "文字最多 \(limit) 字，请缩短。"
        case .tooMany(let limit): "最多 \(limit) 个，请减少。"
        case .badYear: "年份应当在 \(SchemeEdition.years.lowerBound) 到 \(SchemeEdition.years.upperBound) 之间。"
        case .faultyScheme, .badEntries: sentences.joined()
        case .gradesUndecided: "等次的比例还没有确定，请在指标体系页面确定比例后，用新的版本建立测评。"
        case .badPeriod: "日期不对：开始不能晚于结束，结束不能晚于今天，年份从 \(SchemeEdition.years.lowerBound) 年起。"
        case .noUnits: "还没有选定被评单位。"
        case .noReviewers(let assessors): "还没有给这些评估主体指定人员：\(assessors.joined(separator: "、"))。"
        case .deadlinePassed(let day): "评分期限 \(day) 已过，请联系政务公开办延长期限。"
        case .deadlineBeforeToday: "期限不能早于今天，请重新填写。"
        case .appealsOver(let day): "申诉期限 \(day) 已过。"
        case .alreadySubmitted: "评分表已经提交；要修改的，请先撤回。"
        case .notSubmitted: "评分表还没有提交。"
        case .unanswered(let leaves): "还有 \(leaves.count) 项没有评分：\(leaves.joined(separator: "、"))。"
        case .sheetsMissing(let count): "还有 \(count) 份评分表没有提交。确实要截止的，请写明理由。"
        case .notComputed: "还没有计算得分。"
        case .isStale: "计算之后评分、裁定或者取数有变动，请重新计算。"
        case .tooFine(let unit): "\(unit)：折算后的分数太细，无法精确计算，请减少分值和权重的小数位数。"
        case .incomplete(let units): "这些单位还没有得分：\(units.joined(separator: "、"))。请在结果页面查看缺什么。"
        case .openAppeals(let count): "还有 \(count) 件申诉没有答复。"
        case .alreadyAppealed: "对这一项已经申诉过。"
        case .alreadyAnswered: "这件申诉已经答复。"
        case .openOrders(let count): "还有 \(count) 件整改没有销号。"
        case .notNow(let state): "这件整改现在是“\(state.name)”，不能这样办理。"
        case .nothingToDraw: "没有候选对象，请填写，一行一个。"
        case .badSampleSize: "抽取数量应当是 1 以上的整数。"
        case .badDays: "整改期限应当是 \(RectificationOrder.possibleDays.lowerBound) 到 \(RectificationOrder.possibleDays.upperBound) 天。"
        case .badCheckDay: "检查日期不能早于评估期间的第一天，也不能晚于今天。"
        case .alreadyOrdered: "就同一单位、同一指标的同样问题已经下达过整改，还没有销号。"
        case .needsEditor: "起草稿件要有编辑岗位；没有的可以下载 Word 文件，交编辑起草。"
        }
    }
}

extension RoundRefusal {
    package var sentences: [String] { reasons.flatMap(\.sentences) }
}

extension SheetHolder {
    /// Who it is, with the round's own list of names.
    func name(in round: EvaluationRound) -> String {
        switch self {
        case .unit: "本单位"
        case .reviewer(let account): round.panels.flatMap(\.reviewers).first { $0.account == account }?.name ?? "评分人"
        }
    }
}

extension Scheme {
    func assessorName(_ code: String) -> String { assessors.first { $0.code == code }?.name ?? code }
}
