import Domain
import HTML

extension SiteMapPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "网站地图",
            column: PageHead.Column(name: "网站地图", description: "本网站全部栏目的入口。", keywords: ["网站地图"], type: .catalogue))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "网站地图")
        html(.div, .class("map")) { html in
            group(&html, "政府信息公开", [("政府信息公开", .disclosureHub)] + DisclosureEntries.all.map { ($0.name, $0.address) })
            group(
                &html, "标准目录",
                [("标准目录", .catalogue), ("目录版本", .versions), ("公开事项清单", .checklist), ("公开监测", .coverage()), ("对目录提意见", .comment())])
            group(&html, "政策和回应", [("政策解读", .interpretations()), ("全链条公开", .chains), ("回应关切", .responses())])
            group(
                &html, "公开台账",
                [("公开台账", .ledgers), ("预决算公开情况", .budgets)] + LedgerKind.all.map { ($0.name, .ledger($0.code)) })
            group(&html, "公众参与", [("征集调查和公众参与", .participation)])
            group(
                &html, "查找和订阅",
                [
                    ("首页", .home), ("公开文件", .disclosures()), ("搜索", .search()), ("公开主体", .units), ("订阅", .subscribe()),
                    ("订阅最新公开（Atom）", .feed(.everything)),
                ])
            group(
                &html, "留言咨询",
                [
                    ("公开的留言和答复", .messages()), ("我要留言", .messageForm), ("查询留言答复", .messageStatus), ("留言办理统计", .messageStatistics),
                    ("常见问题", .answers()),
                ])
            group(&html, "监督检查", [("双随机、一公开", .inspections)])
            group(&html, "关于本站", [("无障碍声明", .accessibility), ("数据开放", .openData), ("数据接口", .api), ("接口说明文件（OpenAPI）", .openAPI)])
            group(
                &html, "办事服务",
                [("办事指南", .services()), ("涉企政策", .policies()), ("评价政务服务", .rate()), ("服务评价结果", .ratings)])
            if !programmes.isEmpty { group(&html, "专题", programmes) }
            group(&html, "公开领域", domains.map { ($0.name, .domain($0.code)) })
            for kind in OrganisationUnit.Kind.allCases {
                let units = units.filter { $0.kind == kind }
                if !units.isEmpty { group(&html, kind.words, units.map { ($0.name, .unit($0.code)) }) }
            }
        }
    }

    private func group(_ html: inout HTMLWriter, _ heading: String, _ links: [(String, Address)]) {
        section(&html, heading) { html in
            html(.ul, .class("plain-links")) { html in
                for (label, address) in links { html(.li) { $0(.a, .href(address.link), text: label) } }
            }
        }
    }
}
