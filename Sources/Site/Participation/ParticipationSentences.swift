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
        case .place: "place"
        case .matter: "matter"
        case .seats: "seats"
        case .agenda: "agenda"
        case .party: "party"
        case .fullName: "name"
        case .phone: "phone"
        case .note: "note"
        case .record: "record"
        case .attended: "attended"
        case .introduction: "introduction"
        case .question, .options: "questions"
        case .day: "day"
        case .deadline: "deadline"
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
        case .place: "地点"
        case .matter: "内容"
        case .seats: "名额"
        case .agenda: "议题"
        case .party: "报名类别"
        case .fullName: "姓名"
        case .phone: "联系电话"
        case .note: "报名理由"
        case .record: "笔录或者纪要"
        case .attended: "参加人员"
        case .introduction: "说明"
        case .question: "问题"
        case .options: "选项"
        case .day: "日期"
        case .deadline: "截止日期"
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
        case .badDay(let field): field.control
        case .badTime: "time"
        case .badSeats: "seats"
        case .badPhone: "phone"
        case .deadlineTooLate, .closesTooEarly: "deadline"
        case .noticeTooShort: "day"
        case .agendaWithoutTitle, .agendaWithoutReason: "agenda"
        case .noSuchChain: "chain"
        case .noSuchConsultation: "consultation"
        case .alreadySignedUp: "name"
        case .noQuestions, .fewOptions, .tooManyChoices: "questions"
        case .noAnswer(let number), .badAnswer(let number), .tooLongAnswer(let number, _): "q\(number)"
        case .notFound, .needsEditor, .needsOffice, .alreadyDrafted, .notOpen, .closed, .ledgerLocked, .signUpClosed, .signUpOpen,
            .alreadySelected, .notSelected, .notOver:
            "content"
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
        case .badDay(let field): "\(field.name)应当写成 2026-03-20"
        case .badTime: "时间应当写成 09:30"
        case .badSeats(let most): "至少填写一个类别的名额，每类最多 \(most) 个"
        case .badPhone: "请填写能联系到您的电话号码"
        case .deadlineTooLate(let days): "报名截止后要留出 \(days) 日确定参加人员、送达材料，请提前截止日期或者推后举行日期"
        case .noticeTooShort(let least): "应当至少提前 \(least) 日公告，请推后举行日期"
        case .agendaWithoutTitle(let number): "议题 \(number) 没有写名称"
        case .agendaWithoutReason(let number): "议题 \(number) 不公开，请写明理由；理由随公告公布"
        case .noSuchChain: "没有这条全链条，或者不是本单位的"
        case .noSuchConsultation: "没有这次意见征集"
        case .signUpClosed(let day): "报名已于\(day.chineseDate) 24 时截止"
        case .signUpOpen(let day): "报名到\(day.chineseDate) 24 时才截止，之后才能确定参加人员"
        case .alreadySignedUp: "这个姓名和电话已经报过名，不用重复报名"
        case .alreadySelected: "参加人员已经确定"
        case .notSelected: "还没有确定参加人员"
        case .notOver(let day): "\(day.chineseDate)才举行，之后才能起草"
        case .noQuestions(let most): "请写 1 到 \(most) 个问题"
        case .fewOptions(let number): "第 \(number) 题要有 2 到 \(Questionnaire.mostOptions) 个互不相同的选项"
        case .tooManyChoices(let most): "问题和多选题的选项合计最多 \(most) 个"
        case .closesTooEarly(let days): "截止日期应当在今天到 \(days) 日之内"
        case .noAnswer(let number): "请回答第 \(number) 题"
        case .badAnswer(let number): "第 \(number) 题的答案不对，请重新选择"
        case .tooLongAnswer(let number, let limit): "第 \(number) 题最多 \(limit) 字，请缩短"
        case .unknownOutcome(let text): "采纳情况“\(text)”不对，应当是“采纳”“部分采纳”或者“未采纳”"
        }
    }
}
