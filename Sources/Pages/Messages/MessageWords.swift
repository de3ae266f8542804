package import Domain

extension MessageInput {
    /// The field of the form that puts it right.
    package var id: String { rawValue }
}

extension MessageReason {
    package var field: String {
        switch self {
        case .missing(let input), .tooLong(let input, _), .personalData(let input, _): input.id
        case .noSuchUnit, .sameUnit: MessageInput.unit.id
        case .badTarget: MessageInput.target.id
        case .unknownTriage: MessageInput.triage.id
        case .isRated, .notRateable: MessageInput.rating.id
        case .ownDraft, .noAnswer: MessageInput.answer.id
        case .noSuchMessage, .notAllowed, .needsRole, .noConsent, .isLetterAlready, .textGone:
            MessageInput.reason.id
        }
    }

    /// What is in the way, and how to put it right.
    package var sentence: String {
        switch self {
        case .noSuchMessage: "没有这件留言。"
        case .notAllowed(let act, let state): "“\(state.name)”的留言，您不能“\(act.name)”。"
        case .needsRole: "您的岗位不能这样办理。"
        case .missing(let input): "请填写“\(input.name)”。"
        case .tooLong(let input, let limit): "“\(input.name)”最多 \(limit) 字，请缩短。"
        case .noSuchUnit: "请从列表中选择单位。"
        case .sameUnit: "留言已经在这个单位，请选择另一个单位。"
        case .ownDraft: "拟答复的人不能自己审核，请由另一位同事办理。"
        case .noConsent: "写信人没有同意公开，不能公开。"
        case .noAnswer: "还没有答复，不能公开。"
        case .personalData(let input, let found): "“\(input.name)”里还有个人信息，请隐去：\(found.joined(separator: "；"))。"
        case .badTarget: "请填写另一件正在办理或者已经答复的留言的编号；已有留言并入本件的，本件不能再并入别的留言。"
        case .isRated: "已经评价过了。"
        case .notRateable: "答复之后才能评价。"
        case .unknownTriage: "请选择处置方式。"
        case .isLetterAlready(let number): "已经转为留言 \(number)。"
        case .textGone: "申请档案已经销毁，不能转为留言。"
        }
    }
}

extension MessageRefusal {
    package var problems: [(field: String, message: String)] { reasons.map { ($0.field, $0.sentence) } }
}

extension MessageTiming.Standing {
    var tag: StatusTag {
        switch self {
        case .inTime: StatusTag(word: "期限内", shape: .open)
        case .overdue: StatusTag(word: "已逾期", shape: .cross, isAlarming: true)
        case .alarm: StatusTag(word: "临近最长时间", shape: .cross, isAlarming: true)
        case .beyond: StatusTag(word: "超过最长时间", shape: .cross, isAlarming: true)
        }
    }
}

extension BaseAnswer.Fault {
    package var field: String {
        switch self {
        case .noQuestion, .longQuestion: "question"
        case .noAnswer, .longAnswer, .unprintable, .personalData: "answer"
        case .tooManyLinks, .badLink: "links"
        case .reviewAfterEnd: "review"
        }
    }

    package var sentence: String {
        switch self {
        case .noQuestion: "请填写问题。"
        case .noAnswer: "请填写答复。"
        case .longQuestion(let limit): "问题最多 \(limit) 字，请缩短。"
        case .longAnswer(let limit): "答复最多 \(limit) 字，请缩短。"
        case .unprintable: "有无法显示的字符，请删去。"
        case .tooManyLinks(let limit): "相关链接最多 \(limit) 条。"
        case .badLink(let name): "链接“\(name)”不对：一行一条，先写名称，空一格写网址；网址以 https:// 或者 / 开头。"
        case .reviewAfterEnd: "复核日期不能晚于有效期。"
        case .personalData(let found): "还有个人信息，请隐去：\(found.joined(separator: "；"))。"
        }
    }
}

extension DispatchDirectory.Fault {
    package var sentence: String {
        switch reason {
        case .noColon: "第 \(line) 行缺少冒号，应写成“单位：词、词”。"
        case .unknownUnit(let name): "第 \(line) 行的单位“\(name)”没有登记，请写全称、简称或者代码。"
        case .twice(let name): "第 \(line) 行：“\(name)”写了两次，请合为一行。"
        case .tooManyWords: "第 \(line) 行的词超过 \(DispatchDirectory.mostWords) 个。"
        case .longWord(let word): "第 \(line) 行的“\(word)”超过 \(DispatchDirectory.longestWord) 字。"
        case .tooManyLines: "最多 \(DispatchDirectory.mostLines) 行。"
        }
    }
}
