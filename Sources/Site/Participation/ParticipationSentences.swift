import Domain
import Pages

extension ParticipationRefusal {
    var isUnknown: Bool { reasons.contains(.notFound) }

    /// Which field of which form each reason belongs to, in the words of the page.
    var problems: FieldProblems { reasons.map { ($0.field, $0.sentence) } }
}

extension ParticipationField {
    fileprivate var control: String {
        switch self {
        case .title: "title"
        case .proposal: "proposal"
        case .explanation: "explanation"
        case .ways: "ways"
        case .days: "days"
        case .shortReason: "shortReason"
        case .opinion: "text"
        case .name: "name"
        case .contact: "contact"
        case .paragraph: "paragraph"
        case .reason, .reply: "reason"
        case .outcome: "file"
        case .received: "received"
        case .chosen: "acts"
        case .final: "final"
        case .matters: "file"
        }
    }

    fileprivate var name: String {
        switch self {
        case .title: "事项名称"
        case .proposal: "草案正文"
        case .explanation: "起草说明"
        case .ways: "其他提意见的方式"
        case .days: "期限"
        case .shortReason: "期限较短的理由"
        case .opinion: "意见"
        case .name: "姓名或者单位名称"
        case .contact: "联系方式"
        case .paragraph: "段落"
        case .reason, .reply: "理由"
        case .outcome: "采纳情况"
        case .received: "收到日期"
        case .chosen: "意见"
        case .final: "正式文件"
        case .matters: "事项名称、承办单位、参与方式"
        }
    }
}

extension ParticipationReason {
    fileprivate var field: String {
        switch self {
        case .missing(let field), .tooLong(let field, _): field.control
        case .daysOutOfBounds, .mayNotBeShorter: "days"
        case .shortWithoutReason: "shortReason"
        case .noSuchParagraph: "paragraph"
        case .receivedOutside: "received"
        case .noSuchDocument: "final"
        case .unknownNumber, .unknownOutcome, .tooMany, .doubleMatter, .badMonths: "file"
        case .stillOpen, .unanswered: "feedback"
        case .notFound, .needsEditor, .needsOffice, .alreadyDrafted, .notOpen, .closed, .ledgerLocked: "content"
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .notFound: "没有这一项，可能地址不完整"
        case .missing(.chosen): "请先选择意见"
        case .missing(let field): "请填写\(field.name)"
        case .tooLong(let field, let limit): "\(field.name)最多 \(limit) 字，请缩短"
        case .tooMany(let limit): "一次最多 \(limit) 条，请分几次"
        case .daysOutOfBounds(let most): "期限应当是 1 到 \(most) 之间的整数"
        case .shortWithoutReason(let least): "期限少于 \(least) 日，请写明理由；理由随公告公布"
        case .mayNotBeShorter(let least): "这一类别的期限不能少于 \(least) 日"
        case .noSuchParagraph: "草案里没有这一段，请重新选择"
        case .needsEditor: "只有征集单位的编辑可以办理"
        case .needsOffice: "只有政务公开办可以办理"
        case .doubleMatter: "有两行的事项名称相同"
        case .badMonths(let title): "“\(title)”的月份不对：应当是 1 到 12，结束不早于开始"
        case .alreadyDrafted: "已经起草，请在公开审查中修改稿件"
        case .notOpen: "公告还没有公布，不能接收意见"
        case .closed(let day): "征集已于\(day.chineseDate) 24 时截止"
        case .stillOpen(let day): "征集到\(day.chineseDate) 24 时才截止，之后才能起草反馈"
        case .ledgerLocked: "采纳情况反馈已经起草，台账不能再改"
        case .unanswered(let count): "还有 \(count) 条意见没有审核或者没有填写采纳情况"
        case .receivedOutside: "收到日期应当在公告公布之日和今天之间"
        case .noSuchDocument: "没有找到这份已经公布的文件，请核对编号"
        case .unknownNumber(let number): "台账里没有编号“\(number)”"
        case .unknownOutcome(let text): "采纳情况“\(text)”不对，应当是“采纳”“部分采纳”或者“未采纳”"
        }
    }
}
