import Domain
import Operations
import Pages
import Registers

/// Makes of what was typed the order for a letter, or says what is wrong with it.
enum LetterOrder {
    static let mostAttachments = 20

    static func make(
        _ kind: LetterKind, _ fields: LetterFields, _ shown: RequestCase
    ) -> (order: IssueLetter.Order, problems: [(field: String, message: String)]) {
        var order = IssueLetter.Order(kind: kind, texts: fields.texts, servedOnline: fields.servedOnline)
        var problems: [(field: String, message: String)] = []
        if !fields.date.isEmpty {
            order.date = Day(text: fields.date)
            if order.date.map({ $0 > shown.today }) ?? true {
                problems.append(("date", "落款日期应当是今天或者以前的日期，例如 \(shown.today)。"))
            }
        }
        for (placeholder, text) in fields.texts where text.unicodeScalars.count > 5000 {
            problems.append((LetterFields.name(placeholder), "“\(placeholder.rawValue)”超过 5000 字，请缩短，或者作为附件。"))
        }
        order.attachments = fields.attachments.split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }
            .filter { !$0.isEmpty }
        if order.attachments.count > mostAttachments || order.attachments.contains(where: { $0.unicodeScalars.count > 200 }) {
            problems.append(("attachments", "附件最多 \(mostAttachments) 个，每个名称最多 200 字。"))
        }
        if kind.givesPeriod {
            if let days = Int(fields.workingDays), (1...365).contains(days) {
                order.workingDays = days
                order.texts[.deadline] = lastDay(after: days, from: order.date ?? shown.today, shown)
            } else {
                problems.append(("workingDays", "期限应当是 1 到 365 个工作日的整数。"))
            }
        }
        if kind == .feeNotice { addFee(fields, shown, &order, &problems) }
        return (order, problems)
    }

    /// Reckoned as the clock will reckon it once the letter is out.
    private static func lastDay(after days: Int, from day: Day, _ shown: RequestCase) -> String {
        shown.clock.calendar.due(from: day, workingDays: days).due.chineseDate
    }

    private static func addFee(
        _ fields: LetterFields, _ shown: RequestCase, _ order: inout IssueLetter.Order,
        _ problems: inout [(field: String, message: String)]
    ) {
        let (rules, basis) = (shown.standing.rules, fields.basis)
        guard let count = Int(fields.count), (1...10_000).contains(count) else {
            return problems.append(("count", "数量应当是 1 到 10000 的整数。"))
        }
        let before = basis == .items ? shown.itemsBefore : 0
        let fen = basis == .items ? rules.fees.fee(forItemsAfter: before, count: count) : rules.fees.pages.fee(for: count)
        guard fen > 0 else {
            return problems.append(("count", "没有超过免费的数量，不收费：\(basis.name) \(count) \(basis.unit)。"))
        }
        order.fee = LetterRegister.Fee(basis: basis, count: count, before: before, fen: fen)
        order.texts[.deadline] = lastDay(after: rules.payment, from: order.date ?? shown.today, shown)
    }
}

extension LetterFields {
    /// What a new letter of that kind begins with.
    init(_ kind: LetterKind, _ shown: RequestCase, payment: String) {
        let request = shown.request
        var texts: [LetterPlaceholder: String] = [:]
        for placeholder in kind.asked { texts[placeholder] = "" }
        if kind.asked.contains(.information) { texts[.information] = request.wanted.shown(atMost: 500) }
        if kind.asked.contains(.payment) { texts[.payment] = payment }
        if kind == .reply(.disclosed) || kind == .reply(.partlyDisclosed), let carrier = request.carrier, let way = request.delivery {
            texts[.access] = "以\(carrier.name)形式，\(way.name)"
        }
        if kind == .thirdPartyNotice { texts[.reasons] = shown.gate?.proposal.reasons ?? "" }
        if let granted = shown.recorded.last(where: { $0.struck == nil && $0.fact.kind == kind.grantedBy }) {
            texts[.reasons] = granted.note
        }
        let days: Int? =
            switch kind {
            case .clarification, .reasonsRequest: 10
            case .thirdPartyConsultation: shown.standing.rules.thirdParty
            case .coMakerConsultation: shown.standing.rules.coMaker
            default: nil
            }
        let enclosed = kind.outcome == nil ? [] : shown.enclosed.map(\.name)
        self.init(
            texts: texts, workingDays: days.map(String.init) ?? "", attachments: enclosed.joined(separator: "\n"),
            servedOnline: kind.outcome != nil && request.delivery == .email, count: kind == .feeNotice ? "1" : "")
    }
}

extension LetterKind {
    /// The fact whose reason it tells.
    fileprivate var grantedBy: RequestFact.Kind? {
        switch self {
        case .extensionNotice: .extended
        case .delay: .delayed
        default: nil
        }
    }
}

extension IssueLetter.Refusal {
    /// With the field that each is about, where the form has one.
    func problems(of kind: LetterKind) -> [(field: String, message: String)] {
        switch self {
        case .filling(.missing(let placeholders)):
            placeholders.map { placeholder in
                let field = kind.asked.contains(placeholder) ? LetterFields.name(placeholder) : "preview"
                return (field, "缺少“\(placeholder.rawValue)”。\(placeholder.source)")
            }
        case .filling(let fault): [("preview", fault.sentence)]
        case .remedy(let fault): [("servedOnline", "\(fault.sentence)在“依申请公开设置”里填写。")]
        case .noWord(let unit): [("preview", "\(unit)还没有机关代字，取不了文书号。请政务公开办在“依申请公开设置”里填写。")]
        }
    }
}

extension LetterPlaceholder {
    /// Where its value comes from when the form does not ask for it.
    fileprivate var source: String {
        switch self {
        case .officePhone, .officeAddress: "请在单位信息里填写。"
        case .payment, .properChannel: "请填写，或者在“依申请公开设置”里统一填写。"
        case .receivedOn, .dueOn, .newDueOn: "请先在申请页面记录收到、确认。"
        case .ground, .disclosedContent, .separatedParts, .specialRule, .earlierReply: "请先撤回拟答复意见，补充后重新审签。"
        case .extensionDays: "请先批准延期。"
        default: "请填写。"
        }
    }
}
