package import Domain
import HTML

/// 政府信息公开申请表: the form on paper, empty, for one sheet of A4.
package struct RequestSheetPage: Sendable {
    /// Where it is handed in.
    package var office: OrganisationUnit?

    package init(office: OrganisationUnit? = nil) { self.office = office }
}

extension RequestSheetPage: PortalPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        let head = PageHead(
            title: "政府信息公开申请表",
            column: PageHead.Column(
                name: "政府信息公开申请表", description: "可以打印填写的政府信息公开申请表，自然人、法人或者其他组织通用。", keywords: ["依申请公开", "申请表"], type: .requests),
            trail: AskingFrame.trail)
        let leading: HTMLWriter.LinkRule? = frame.kiosk == nil ? nil : { @Sendable in KioskLinks.lead($0) }
        var html = HTMLWriter(capacity: 16_384, leading: leading)
        html.doctype()
        html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
            html(.head) { html in
                head.write(&html, in: frame)
                if frame.kiosk != nil { KioskHead().write(&html, in: frame) }
            }
            html(.body, .class("sheet")) { html in
                html(.div, .class("sheet-bar"), .role("navigation"), .aria("label", "打印版")) { html in
                    html(.a, .href(Address.requests.link), text: "返回依申请公开")
                    html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
                }
                html(.main, .id("content"), .class("sheet-page sheet-form")) { html in
                    html(.h1, text: "\(frame.county.placeName)政府信息公开申请表")
                    writeTable(&html)
                    writeNotes(&html, in: frame)
                }
            }
        }
        return html.bytes
    }

    private func writeTable(_ html: inout HTMLWriter) {
        html(.table) { html in
            html(.caption) { $0(.span, .class("unseen"), text: "申请表") }
            html(.tbody) { html in
                row(&html, "受理单位", "", isHigh: false)
                heading(&html, "申请人（自然人填写）")
                for label in ["姓名", "证件类型和号码", "联系电话", "电子邮箱", "通信地址、邮政编码"] { row(&html, label, "") }
                heading(&html, "申请人（法人或者其他组织填写）")
                row(
                    &html, "类型",
                    ApplicantKind.allCases.filter(\.isOrganisation).map { "□ " + $0.label }.joined(separator: "　"))
                for label in ["单位名称", "统一社会信用代码", "法定代表人或者负责人", "联系人、联系电话", "电子邮箱", "通信地址、邮政编码"] { row(&html, label, "") }
                heading(&html, "所需信息")
                row(&html, "名称、文号或者其他特征", "", isHigh: true)
                row(&html, "获取形式", Carrier.allCases.map { "□ " + $0.name }.joined(separator: "　"))
                row(&html, "获取途径", DeliveryWay.allCases.map { "□ " + $0.name }.joined(separator: "　"))
                row(&html, "申请人签名（盖章）、日期", "")
                heading(&html, "以下由受理单位填写")
                row(&html, "收到日期、提交方式", "")
                row(&html, "登记编号、经办人", "")
            }
        }
    }

    private func heading(_ html: inout HTMLWriter, _ text: String) {
        html(.tr) { $0(.th, .columnSpan(2), .scope("colgroup"), .class("sheet-part"), text: text) }
    }

    private func row(_ html: inout HTMLWriter, _ label: String, _ value: String, isHigh: Bool = false) {
        html(.tr, attributes: isHigh ? [.class("high")] : []) { html in
            html(.th, .scope("row"), text: label)
            html(.td, text: value)
        }
    }

    private func writeNotes(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.ol, .class("sheet-notes")) { html in
            html(.li, text: "请附身份证明复印件。名称、文号、其他特征写一项即可；不需要说明用途。")
            html(.li, text: "联系电话、电子邮箱、通信地址至少填写一项；要求邮寄的写明通信地址，要求电子邮件的写明电子邮箱。")
            html(.li, text: "书写有困难的，可以口头提出，由工作人员代为填写，申请人确认后签名。")
            if let office {
                let contact = office.contact
                let parts = [contact.address, contact.phone, contact.fax.isEmpty ? "" : "传真 \(contact.fax)", contact.email].filter {
                    !$0.isEmpty
                }
                html(.li, text: "不清楚受理单位的，交\(office.name)\(parts.isEmpty ? "" : "：\(parts.joined(separator: "，"))")。")
            }
        }
        PrintedSource(address: Address.requests.absolute(frame.origin), label: "在线申请和办事说明").write(&html)
    }
}
