package import Domain
import HTML

/// 依申请公开: how to ask for what is not on the site.
package struct RequestsPage: Sendable {
    /// 政府信息公开工作机构, which takes the requests.
    package var office: OrganisationUnit?

    /// What the county adds in its own words.
    package var statement: DocumentBody?

    package init(office: OrganisationUnit? = nil, statement: DocumentBody? = nil) {
        self.statement = statement
        self.office = office
    }
}

extension RequestsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "依申请公开",
            column: PageHead.Column(
                name: "依申请公开", description: "怎样申请公开政府信息：申请内容、提交办法、答复期限、费用和救济途径。", keywords: ["依申请公开", "政府信息公开申请"], type: .requests),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "依申请公开", lead: "网站上查不到的政府信息，您可以向行政机关申请公开。申请不需要说明用途。")
        section(&html, "第一步：先查一查") { html in
            html(.p) { html in
                html.text("很多信息已经公开。请先")
                html(.a, .href(Address.search().link), text: "搜索")
                html.text("，或者在")
                html(.a, .href(Address.catalogue.link), text: "标准目录")
                html.text("里查找。")
            }
        }
        section(&html, "第二步：写清楚三件事") { html in
            html(.p, text: "申请一般用书面形式，包括信件、数据电文（例如电子邮件）。书写有困难的，可以口头提出，由受理的单位代为填写。申请应当写明：")
            html(.ol) { html in
                html(.li, text: "您的姓名或者单位名称、身份证明和联系方式；")
                html(.li, text: "要的是什么信息：名称、文号，或者便于查询的其他特征；")
                html(.li, text: "希望用什么形式获取，例如纸质、电子邮件、当面查阅，以及获取的途径。")
            }
            html(.p, .class("quiet"), text: "依据《政府信息公开条例》第二十九条。")
        }
        section(&html, "第三步：提交申请") { html in
            html(.p, text: "本网站目前不接收在线申请。请当面、邮寄或者用下面的其他方式提交给制作或者保存这份信息的单位；不清楚是哪个单位的，可以先问公开工作机构。")
            if let office {
                ContactList(unit: office).write(&html)
            } else {
                html(.p) { html in
                    html.text("各单位的联系方式见")
                    html(.a, .href(Address.units.link), text: "公开主体")
                    html.text("。")
                }
            }
        }
        CountyStatement(heading: "本县受理渠道", statement: statement).write(&html)
        writeReply(&html)
    }

    private func writeReply(_ html: inout HTMLWriter) {
        section(&html, "多久答复") { html in
            html(.p, text: "能当场答复的，当场答复；不能当场答复的，自收到申请之日起 20 个工作日内答复。需要延长的，最多延长 20 个工作日，并会告知您。征求第三方和其他机关意见所需的时间不计算在内。")
            html(.p, .class("quiet"), text: "依据《政府信息公开条例》第三十三条。申请内容不明确的，单位会在 7 个工作日内一次性告知您补正（第三十条），收到补正后重新起算答复期限。")
        }
        section(&html, "收不收费") { html in
            html(.p, text: "一般不收费。申请的数量、频次明显超过合理范围的，行政机关可以收取信息处理费（《政府信息公开条例》第四十二条）。")
        }
        section(&html, "对答复不满意") { html in
            html(.p, text: "可以投诉举报，也可以依法申请行政复议或者提起行政诉讼（《政府信息公开条例》第五十一条）。对不予公开的决定不服的，应当先申请行政复议；答复书会写明途径和期限。")
        }
    }
}
