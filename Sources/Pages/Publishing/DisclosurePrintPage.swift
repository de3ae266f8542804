import Domain
import HTML

extension DisclosurePrintPage: PortalPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        let disclosure = document.disclosure
        var head = document.head(in: frame)
        head.isIndexed = false
        head.title += "（打印版）"
        var html = HTMLWriter(capacity: 32_768)
        html.doctype()
        html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
            html(.head) { head.write(&$0, in: frame) }
            html(.body, .class("sheet")) { html in
                html(.div, .class("sheet-bar"), .role("navigation"), .aria("label", "打印版")) { html in
                    html(.a, .href(Address.disclosure(disclosure.id).link), text: "返回文件页面")
                    html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
                }
                html(.main, .id("content"), .class("sheet-page"), .itemScope, .itemType(WebAddress(literal: "https://schema.org/Article")))
                { html in
                    html(.p, .class("sheet-issuer"), text: document.unit.name)
                    html(.h1, .class("document-heading"), .itemProperty("headline"), text: disclosure.title)
                    if let number = disclosure.number { html(.p, .class("sheet-number"), text: number) }
                    if disclosure.validity.isWithdrawn {
                        html(.p, .class("sheet-validity")) { ValidityTag(validity: disclosure.validity).write(&$0) }
                    }
                    document.writeText(&html)
                    document.writeAttachments(&html)
                    html(.footer, .class("sheet-end")) { html in
                        document.writeMetadata(&html)
                        PrintedSource(address: Address.disclosure(disclosure.id).absolute(frame.origin), label: frame.county.name).write(
                            &html)
                    }
                }
            }
        }
        return html.bytes
    }
}
