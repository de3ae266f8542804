/// What a column is for, as far as the time matters within which it must be updated.
package enum ColumnKind: String, Sendable, Hashable, CaseIterable {
    /// 动态、要闻
    case news
    /// 通知公告
    case notices
    /// 政策文件
    case policy
    /// 办事统计
    case serviceFigures
    /// 咨询、留言
    case messages
    /// Anything else that should be updated.
    case other
    /// 概况、机构职能、指南…: changed when there is something to change.
    case standing

    package var name: String {
        switch self {
        case .news: "动态、要闻类"
        case .notices: "通知公告类"
        case .policy: "政策文件类"
        case .serviceFigures: "办事统计类"
        case .messages: "咨询留言类"
        case .other: "其他应更新"
        case .standing: "常设"
        }
    }

    /// Told by the column's type, then by the words of its name.
    package init(type: String?, name: String) {
        // Entries of the disclosure platform, under whichever of the few types a site files them.
        if ["公开指南", "公开制度", "公开年报", "公开目录"].contains(where: Folding.fold(name).contains) {
            self = .standing
            return
        }
        if let type, let known = Self.types[Folding.trimmed(type)] {
            self = known
            return
        }
        let name = Folding.fold(name)
        self = Self.words.first { pair in pair.words.contains { name.contains($0) } }?.kind ?? .other
    }

    /// 栏目类别 (国办发〔2017〕47号). 政策文件, 数据发布 and the like decide; a type such as 其他 leaves it to the name.
    private static let types: [String: ColumnKind] = [
        "工作动态": .news, "政务动态": .news, "要闻": .news, "政策文件": .policy, "通知公告": .notices, "咨询投诉": .messages,
        "概况信息": .standing, "机构职能": .standing, "负责人信息": .standing, "信息公开指南": .standing, "信息公开目录": .standing,
        "信息公开年报": .standing, "依申请公开": .standing, "数据开放": .standing, "办事服务": .standing, "征集调查": .standing,
        "在线访谈": .standing,
    ]

    private static let words: [(words: [String], kind: ColumnKind)] = [
        (["办事统计", "办件统计", "办理统计", "办件量"], .serviceFigures),
        (["留言", "信箱", "来信", "咨询", "建言", "投诉"], .messages),
        (["解读", "回应", "访谈", "征集", "专题"], .other),
        (
            [
                "概况", "简介", "机构", "职能", "领导", "负责人", "指南", "依申请", "联系我们", "关于我们", "网站地图", "制度", "目录", "年报", "年度报告",
                "帮助", "声明", "办事服务", "政务服务",
            ], .standing
        ),
        (["动态", "要闻", "新闻", "快讯", "资讯"], .news),
        (["通知", "公告", "公示", "通告"], .notices),
        (["政策", "文件", "规章"], .policy),
    ]
}
