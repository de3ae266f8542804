package import Domain
import HTML

/// 政府信息公开制度: the law that binds the county and the rules it has made itself.
package struct RulesPage: Sendable {
    /// The county's own rules, newest first.
    package var documents: [DisclosureLink]
    /// What the county adds in its own words.
    package var statement: DocumentBody?

    package init(documents: [DisclosureLink], statement: DocumentBody? = nil) {
        self.statement = statement
        self.documents = documents
    }
}

extension RulesPage: FramedPage {
    /// The national rules that a county's open-government work rests on (RULES §1, §3, §4, §5, §6).
    private static let national: [(title: String, number: String, words: String)] = [
        ("中华人民共和国政府信息公开条例", "国务院令第711号", "公开什么、谁来公开、怎么申请、多久答复。"),
        ("国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号", "二十六个领域的标准目录由此而来。"),
        ("政府网站发展指引", "国办发〔2017〕47号", "政府网站的功能、栏目和页面要求。"),
        ("政府信息公开信息处理费管理办法", "国办函〔2020〕109号", "一般不收费；超出一定数量或频次时怎样收费。"),
        ("中华人民共和国政府信息公开工作年度报告格式", "国办公开办函〔2021〕30号", "年度报告的内容和表格。"),
    ]

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "政府信息公开制度",
            column: PageHead.Column(
                name: "政府信息公开制度", description: "政府信息公开工作依据的法律法规和本县制定的制度。", keywords: ["政府信息公开制度", "政府信息公开条例"], type: .policyDocuments),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "政府信息公开制度", lead: "公开工作依据的国家规定，以及\(frame.county.placeName)制定的制度。")
        section(&html, "国家规定") { html in
            html(.ul, .class("rules")) { html in
                for rule in RulesPage.national {
                    html(.li) { html in
                        html(.p, .class("rule-title"), text: "《\(rule.title)》（\(rule.number)）")
                        html(.p, .class("quiet"), text: rule.words)
                    }
                }
            }
        }
        CountyStatement(heading: "制度目录", statement: statement).write(&html)
        section(&html, "本县制度") { html in
            if documents.isEmpty {
                EmptyState(
                    reason: "本县的公开制度还没有发布到这里。", advice: "可以搜索“公开制度”，或者查看全部公开文件。",
                    links: [("搜索公开制度", .search(SearchQuery(text: "公开制度"))), ("公开文件", .disclosures())]
                ).write(&html)
            } else {
                DisclosureList(documents: documents).write(&html)
            }
        }
    }
}
