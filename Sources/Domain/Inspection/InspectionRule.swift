/// A rule by which government sites are inspected (政府网站检查指标): 国办秘函〔2019〕19号, 国办发〔2017〕47号, 国办公开办函〔2019〕61号.
package enum InspectionRule: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable {
    // 单项否决
    case seriousErrors, siteUnavailable, homeNotUpdated, columnsNotUpdated, columnsLongNotUpdated, emptyColumns, noInteraction
    case messagesUnanswered, noServices, serviceGuides
    // 扣分
    case newsColumn, noticeColumn, policyColumn, serviceFigures, replies, otherColumn, emptyColumn, publicationTime, deadLink
    case siteTags, columnTags, articleTags, footer, faultReport, search, domainName, ipv6, disclosurePlatform
    // 提示
    case tagForm, requestsEntry, yearlyReport, slowPage, externalLinks
    // 加分
    case barrierFree, openData

    /// What a finding under the rule means for the result.
    package enum Severity: String, Sendable, Hashable, CaseIterable, Codable {
        /// One is enough for 不合格.
        case veto
        case deduction
        case bonus
        /// To be looked at; changes no points.
        case hint

        package var name: String {
            switch self {
            case .veto: "单项否决"
            case .deduction: "扣分"
            case .bonus: "加分"
            case .hint: "提示"
            }
        }
    }

    package var severity: Severity {
        switch self {
        case .seriousErrors, .siteUnavailable, .homeNotUpdated, .columnsNotUpdated, .columnsLongNotUpdated, .emptyColumns, .noInteraction,
            .messagesUnanswered, .noServices, .serviceGuides:
            .veto
        case .newsColumn, .noticeColumn, .policyColumn, .serviceFigures, .replies, .otherColumn, .emptyColumn, .publicationTime, .deadLink,
            .siteTags, .columnTags, .articleTags, .footer, .faultReport, .search, .domainName, .ipv6, .disclosurePlatform:
            .deduction
        case .tagForm, .requestsEntry, .yearlyReport, .slowPage, .externalLinks: .hint
        case .barrierFree, .openData: .bonus
        }
    }

    package var name: String {
        switch self {
        case .seriousErrors: "安全、泄密等严重问题"
        case .siteUnavailable: "站点无法访问"
        case .homeNotUpdated: "首页不更新"
        case .columnsNotUpdated: "栏目不更新"
        case .columnsLongNotUpdated: "应更新栏目长期不更新"
        case .emptyColumns: "空白栏目多"
        case .noInteraction: "没有网上咨询建言渠道"
        case .messagesUnanswered: "留言长期不答复"
        case .noServices: "没有办事服务"
        case .serviceGuides: "办事指南要素"
        case .newsColumn: "动态、要闻类栏目不更新"
        case .noticeColumn: "通知公告栏目不更新"
        case .policyColumn: "政策文件栏目不更新"
        case .serviceFigures: "办事统计数据不更新"
        case .replies: "留言答复不更新"
        case .otherColumn: "其他栏目长期不更新"
        case .emptyColumn: "空白栏目"
        case .publicationTime: "内容页没有发布时间"
        case .deadLink: "链接打不开"
        case .siteTags: "缺少网站标签"
        case .columnTags: "缺少栏目标签"
        case .articleTags: "缺少内容页标签"
        case .footer: "页面底部要素不全"
        case .faultReport: "没有“我为政府网站找错”入口"
        case .search: "没有站内搜索"
        case .domainName: "域名不规范"
        case .ipv6: "不支持IPv6"
        case .disclosurePlatform: "政府信息公开专栏不规范"
        case .tagForm: "网页标签写法不规范"
        case .requestsEntry: "没有依申请公开入口"
        case .yearlyReport: "没有网站工作年度报表"
        case .slowPage: "页面打开慢"
        case .externalLinks: "站外链接"
        case .barrierFree: "无障碍、适老化"
        case .openData: "数据开放"
        }
    }

    /// The document that sets it.
    package var basis: String {
        switch self {
        case .seriousErrors, .siteUnavailable, .homeNotUpdated, .columnsNotUpdated, .columnsLongNotUpdated, .emptyColumns, .noInteraction,
            .messagesUnanswered, .noServices, .serviceGuides:
            "国办秘函〔2019〕19号，单项否决"
        case .newsColumn, .noticeColumn, .policyColumn, .otherColumn, .emptyColumn: "国办秘函〔2019〕19号，发布解读"
        case .serviceFigures: "国办秘函〔2019〕19号，办事服务"
        case .replies: "国办秘函〔2019〕19号，互动交流"
        case .publicationTime: "国办发〔2017〕47号，网页设计规范"
        case .siteTags, .columnTags, .articleTags, .tagForm: "国办发〔2017〕47号，网页标签"
        case .footer, .faultReport, .search, .domainName, .ipv6, .deadLink, .externalLinks: "国办秘函〔2019〕19号，功能设计"
        case .disclosurePlatform, .requestsEntry: "国办公开办函〔2019〕61号"
        case .yearlyReport: "国办函〔2018〕12号"
        case .slowPage: "国办发〔2017〕47号，网页设计规范"
        case .barrierFree, .openData: "加分项由各地确定"
        }
    }

    /// How to put it right.
    package var remedy: String {
        switch self {
        case .seriousErrors, .siteUnavailable, .serviceGuides: "请人工检查。"
        case .homeNotUpdated: "请在首页发布新的信息，每条标明发布日期。"
        case .columnsNotUpdated, .columnsLongNotUpdated, .newsColumn, .noticeColumn, .policyColumn, .otherColumn:
            "请更新栏目并标明每条信息的发布日期；确实不能更新的，合并或者撤销。"
        case .emptyColumns, .emptyColumn: "请充实内容；没有内容可发布的，撤销栏目。"
        case .noInteraction: "请在首页开通咨询建言渠道。"
        case .messagesUnanswered: "请立即答复并公开答复结果。"
        case .noServices: "请提供办事服务，或者在显著位置链接到政务服务网。"
        case .serviceFigures: "请公布最近一个季度的办件统计。"
        case .replies: "请公开近期的留言答复。"
        case .publicationTime: "请在标题下写明发布时间。"
        case .deadLink: "请改正或者删去链接。"
        case .siteTags, .columnTags, .articleTags, .tagForm: "请在网页的 head 中按规定的名称补上 meta 标签，大小写要一致。"
        case .footer: "请在全站页面底部补上。"
        case .faultReport: "请在页面底部放置“我为政府网站找错”图标。"
        case .search: "请在首页提供站内搜索框。"
        case .domainName: "请使用以 .gov.cn 结尾的规范域名。"
        case .ipv6: "请为域名配置 IPv6 地址（AAAA 记录）。"
        case .disclosurePlatform: "请在首页设“政府信息公开”，其中设指南、制度、法定主动公开内容、年报四个入口。"
        case .requestsEntry: "请在政府信息公开专栏提供依申请公开入口。"
        case .yearlyReport: "请在1月31日前把上一年的报表放在首页。"
        case .slowPage: "请压缩页面和图片，使页面在3秒内打开。"
        case .externalLinks: "站外链接没有访问，请用浏览器核对。"
        case .barrierFree, .openData: ""
        }
    }
}
