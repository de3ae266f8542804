import Domain
import HTML

/// The same guide for A4 paper: no navigation, address and QR code.
package struct ServiceSheetPage: Sendable {
    package var service: PublicService

    package init(service: PublicService) { self.service = service }
}

extension ServiceSheetPage: PortalPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        var head = ServicePage(service: service).head(in: frame)
        head.isIndexed = false
        head.title += "（打印版）"
        return bare(head, frame, class: "sheet") { html in
            html(.div, .class("sheet-bar"), .role("navigation"), .aria("label", "打印版")) { html in
                html(.a, .href(service.address.link), text: "返回")
                html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
            }
            html(.main, .id("content"), .class("sheet-page")) { html in
                html(.p, .class("sheet-issuer"), text: service.unit.name)
                html(.h1, text: service.content.title)
                html(.p, .class("sheet-number document-facts")) { ServiceMarks(service: service).write(&$0) }
                ServiceText(service: service, showsFiles: false).write(&html)
                if case .guide = service.content { html(.p) { $0(.strong, text: ServicePaper.nothingMore) } }
                html(.footer, .class("sheet-end")) { html in
                    PrintedSource(address: service.address.absolute(frame.origin), label: frame.county.name).write(&html)
                }
            }
        }
    }
}

/// The same guide for a screen in the hall (大厅显示屏): large, without navigation, nothing to press.
package struct ServiceScreenPage: Sendable {
    package var service: PublicService

    package init(service: PublicService) { self.service = service }
}

extension ServiceScreenPage: PortalPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        var head = ServicePage(service: service).head(in: frame)
        head.isIndexed = false
        head.title += "（大屏版）"
        return bare(head, frame, class: "hall-screen") { html in
            html(.main, .id("content"), .class("hall-page")) { html in
                html(.h1, text: service.content.name)
                html(.p, .class("document-facts")) { html in
                    html(.span, text: service.unit.name)
                    ServiceMarks(service: service).write(&html)
                }
                if case .guide = service.content { html(.p, .class("hall-notice"), text: ServicePaper.nothingMore) }
                html(.div, .class("hall-elements")) { html in
                    for element in service.content.elements where !element.lines.isEmpty && element.field != "name" {
                        html(.section) { html in
                            html(.h2, text: element.label)
                            for line in element.lines { html(.p, text: line) }
                        }
                    }
                }
                PrintedSource(address: service.address.absolute(frame.origin), label: "扫码带走这份指南").write(&html)
            }
        }
    }
}

/// A document without the frame of the portal.
private func bare(_ head: PageHead, _ frame: SiteFrame, class name: String, body: (inout HTMLWriter) -> Void) -> [UInt8] {
    var html = HTMLWriter(capacity: 32_768)
    html.doctype()
    html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
        html(.head) { head.write(&$0, in: frame) }
        html(.body, .class(name), content: body)
    }
    return html.bytes
}
