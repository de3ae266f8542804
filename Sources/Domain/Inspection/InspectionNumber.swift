/// A period or a number of the rules, by the name that it has in a file of rules.
package enum InspectionNumber: String, Sendable, Hashable, CaseIterable {
    case homeDays, newsDays, noticeMonths, otherMonths, serviceFigureMonths, replyMonths, messageMonths, messageWithinMonths
    case staleColumns, longStaleColumns, emptyColumns, pageMilliseconds

    package var range: ClosedRange<Int> { self == .pageMilliseconds ? 1...600_000 : 1...366 }

    package var name: String {
        switch self {
        case .homeDays: "首页多少天内要更新"
        case .newsDays: "动态、要闻类栏目多少天内要更新"
        case .noticeMonths: "通知公告、政策文件类栏目多少个月内要更新"
        case .otherMonths: "其他应更新栏目多少个月不更新算长期不更新"
        case .serviceFigureMonths: "办事统计数据多少个月内要更新"
        case .replyMonths: "留言答复多少个月内要更新"
        case .messageMonths: "留言多少个月内要答复"
        case .messageWithinMonths: "只看最近多少个月的留言"
        case .staleColumns: "栏目不更新达到多少个即单项否决"
        case .longStaleColumns: "栏目长期不更新达到多少个即单项否决"
        case .emptyColumns: "空白栏目达到多少个即单项否决"
        case .pageMilliseconds: "网页应在多少毫秒内打开"
        }
    }
}

extension InspectionRules {
    package subscript(number: InspectionNumber) -> Int {
        get {
            switch number {
            case .homeDays: homeDays
            case .newsDays: newsDays
            case .noticeMonths: noticeMonths
            case .otherMonths: otherMonths
            case .serviceFigureMonths: serviceFigureMonths
            case .replyMonths: replyMonths
            case .messageMonths: messageMonths
            case .messageWithinMonths: messageWithinMonths
            case .staleColumns: staleColumns
            case .longStaleColumns: longStaleColumns
            case .emptyColumns: emptyColumns
            case .pageMilliseconds: pageMilliseconds
            }
        }
        set {
            switch number {
            case .homeDays: homeDays = newValue
            case .newsDays: newsDays = newValue
            case .noticeMonths: noticeMonths = newValue
            case .otherMonths: otherMonths = newValue
            case .serviceFigureMonths: serviceFigureMonths = newValue
            case .replyMonths: replyMonths = newValue
            case .messageMonths: messageMonths = newValue
            case .messageWithinMonths: messageWithinMonths = newValue
            case .staleColumns: staleColumns = newValue
            case .longStaleColumns: longStaleColumns = newValue
            case .emptyColumns: emptyColumns = newValue
            case .pageMilliseconds: pageMilliseconds = newValue
            }
        }
    }
}
