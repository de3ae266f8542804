package import Domain
import HTML

/// A letter to an applicant, for reading and printing. Shown only to whoever has the query code.
package struct RequestLetterPage: Sendable {
    package var letter: OfficialLetter

    package init(letter: OfficialLetter) { self.letter = letter }
}

extension RequestLetterPage: PortalPage {
    package func render(in frame: SiteFrame) -> [UInt8] {
        let head = PageHead(title: letter.title, trail: AskingFrame.trail, isIndexed: false)
        var html = HTMLWriter(capacity: 16_384)
        html.doctype()
        html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
            html(.head) { head.write(&$0, in: frame) }
            html(.body, .class("sheet")) { html in
                html(.div, .class("sheet-bar"), .role("navigation"), .aria("label", "打印版")) { html in
                    html(.a, .href(Address.requestStatus.link), text: "返回查询办理进度")
                    html(.button, .class("button"), .type("button"), .data("print"), .hidden, text: "打印")
                }
                html(.main, .id("content"), .class("sheet-page")) { html in
                    html(.p, .class("sheet-issuer"), text: letter.issuer)
                    if !letter.number.isEmpty { html(.p, .class("sheet-number"), text: letter.number) }
                    html(.h1, text: letter.title)
                    html(.div, .class("document-text")) { html in
                        if !letter.recipient.isEmpty { html(.p, text: letter.recipient + "：") }
                        for paragraph in letter.paragraphs {
                            switch paragraph.style {
                            case .heading: html(.h2, text: paragraph.text)
                            case .subheading: html(.h3, text: paragraph.text)
                            case .body: html(.p, text: paragraph.text)
                            }
                        }
                        for (index, name) in letter.attachments.enumerated() { html(.p, text: "附件 \(index + 1)：\(name)") }
                        html(.p, text: letter.issuer)
                        html(.p, text: letter.date.chineseDate)
                    }
                }
            }
        }
        return html.bytes
    }
}
