import Domain
import HTML

/// What a government site must show on every page (RULES §6.1): who runs it, how to reach them, its numbers, site map, accessibility.
struct Footer {
    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let county = frame.county
        html(.footer, .class("site-footer"), .itemScope, .itemType(WebAddress(literal: "https://schema.org/GovernmentOrganization"))) {
            html in
            html(.div, .class("bar")) { html in
                html(.nav, .aria("label", "页脚")) { html in
                    html(.ul, .class("footer-links")) { html in
                        link(&html, "网站地图", .siteMap)
                        link(&html, "无障碍声明", .accessibility)
                        link(&html, "事项清单", .checklist)
                        link(&html, "目录版本", .versions)
                        link(&html, "公开日志", .log)
                        link(&html, "意见建议", .comment())
                        link(&html, "数据开放", .openData)
                        link(&html, "订阅", .subscribe())
                        link(&html, "政务服务", county.servicesAddress)
                        link(&html, "我为政府网站找错", county.faultReportAddress)
                        link(&html, "政府网站工作年度报表", county.yearlyReportAddress)
                        link(&html, "党政机关网站标识", county.emblemAddress)
                    }
                }
                html(.div, .class("footer-facts")) { html in
                    html(.p, .class("footer-name"), .itemProperty("name"), text: county.name)
                    html(.p) { html in
                        fact(&html, "主办单位", county.sponsor)
                        fact(&html, "承办单位", county.operatorName)
                        phone(&html, county.phone)
                    }
                    html(.p) { html in
                        fact(&html, "网站标识码", county.siteCode)
                        fact(&html, "ICP备案号", county.icpNumber)
                        fact(&html, "公安备案号", county.policeNumber)
                    }
                    html(.p, .class("printed-address"), text: "本页地址：\(frame.address.absolute(frame.origin))")
                }
            }
        }
    }

    private func link(_ html: inout HTMLWriter, _ label: String, _ address: Address) {
        html(.li) { $0(.a, .href(address.link), text: label) }
    }

    /// What another office keeps; left out until the county has it.
    private func link(_ html: inout HTMLWriter, _ label: String, _ address: String) {
        guard let address = WebAddress(address) else { return }
        html(.li) { $0(.a, .href(address), text: label) }
    }

    private func fact(_ html: inout HTMLWriter, _ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        html(.span, .class("fact"), text: "\(label)：\(value)")
    }

    private func phone(_ html: inout HTMLWriter, _ number: String) {
        guard !number.isEmpty else { return }
        html(.span, .class("fact")) { html in
            html.text("联系电话：")
            PhoneLink(number: number, itemProperty: true).write(&html)
        }
    }
}

/// A telephone number that a telephone can dial; anything that is not one number stays text.
struct PhoneLink {
    var number: String
    var itemProperty = false

    func write(_ html: inout HTMLWriter) {
        let digits = number.utf8.filter { $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: "+") }
        let isNumber = digits.count >= 5 && digits.count <= 15 && number.utf8.allSatisfy { $0 < 0x80 }
        guard isNumber, let address = WebAddress("tel:" + String(decoding: digits, as: UTF8.self)) else { return html.text(number) }
        html(.a, attributes: [.href(address)] + (itemProperty ? [.itemProperty("telephone")] : [])) { $0.text(number) }
    }
}
