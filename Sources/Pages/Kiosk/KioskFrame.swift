import Domain
import HTML

/// A page of the portal on a machine in a service hall: large, without ways out of the site, with everything to take along and the way back to the
/// beginning.
struct KioskFrame<Page: FramedPage> {
    let page: Page
    let words: [String]

    func render(in frame: SiteFrame) -> [UInt8] {
        var head = page.head(in: frame)
        (head.isIndexed, head.feeds) = (false, [])
        let isStart = frame.address == .kiosk
        var html = HTMLWriter(capacity: 32_768, leading: { KioskLinks.lead($0) })
        html.doctype()
        html(.html, .lang("zh-CN"), .class(frame.textSize.rawValue)) { html in
            html(.head) { html in
                head.write(&html, in: frame)
                KioskHead().write(&html, in: frame)
            }
            html(.body, .class("in-kiosk")) { html in
                html(.a, .class("skip-link"), .href(WebAddress(fragment: "content")), text: "跳到正文")
                writeHeader(&html, frame)
                if !isStart, !head.isError { Breadcrumb(trail: head.trail, title: head.crumb ?? head.title).write(&html, in: frame) }
                html(.main, .id("content"), .class("page \(head.width.rawValue)"), .tabIndex(-1)) { html in
                    page.write(&html, in: frame)
                    if !words.isEmpty, !isStart { KioskWords(words: words).write(&html) }
                }
                writeFooter(&html, frame, isStart || head.isError)
            }
        }
        return html.bytes
    }

    private func writeHeader(_ html: inout HTMLWriter, _ frame: SiteFrame) {
        html(.header, .class("kiosk-header")) { html in
            html(.p, .class("kiosk-name")) { html in
                html(.img, .src(frame.asset("crest.svg").link), .alt(""), .width(52), .height(52))
                html(.span, text: "\(frame.county.placeName)政务公开专区")
            }
            html(.nav, .aria("label", "专区")) { html in
                html(.ul) { html in
                    html(.li) { $0(.a, .class("button"), .href(Address.kiosk.link), text: "回到开始") }
                    html(.li) { $0(.a, .class("button quiet"), .href(Address.search().link), text: "查找") }
                }
            }
        }
    }

    private func writeFooter(_ html: inout HTMLWriter, _ frame: SiteFrame, _ isBare: Bool) {
        html(.footer, .class("kiosk-footer")) { html in
            if !isBare, frame.address.route != .kioskPhone {
                PrintedSource(address: frame.address.absolute(frame.origin), label: "用手机扫码，带走这一页").write(&html)
                html(.button, .class("button quiet"), .type("button"), .data("print"), .hidden, text: "打印这一页")
            }
            html(.p, text: "60 秒没有操作，自动回到开始，不留下您看过和填写的内容。")
            html(.p, text: frame.county.name)
        }
    }
}

/// What a page in a service hall loads besides, and the end of a stay where there is no script.
struct KioskHead {
    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.link, .rel("stylesheet"), .href(frame.asset("kiosk.css").link))
        html.script(frame.asset("kiosk.js").link)
        guard frame.address != .kiosk else { return }
        html(.noscript) { $0(.meta, .httpEquivalent("refresh"), .content("60; url=\(KioskLinks.prefix)")) }
    }
}

/// Words to look for by touching them.
struct KioskWords {
    var words: [String]

    func write(_ html: inout HTMLWriter) {
        section(&html, "点一下就查", class: "section kiosk-words") { html in
            html(.ul, .class("chips")) { html in
                for word in words { html(.li) { $0(.a, .href(Address.search(SearchQuery(text: word)).link), text: word) } }
            }
        }
    }
}

/// 政务公开专区: the first page, for everybody who steps up.
package struct KioskPage: Sendable {
    package var tiles: [KioskTile]

    package init(tiles: [KioskTile] = KioskTile.all) { self.tiles = tiles }
}

extension KioskPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead { PageHead(title: "政务公开专区", isIndexed: false, showsSearch: false) }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "您想查什么？")
        html(.form, .class("kiosk-search"), .role("search"), .action(Address.search().link), .method("get")) { html in
            SearchBox(text: "").write(&html)
        }
        html(.ul, .class("tiles")) { html in
            for tile in tiles {
                html(.li) { html in
                    html(.a, .href(tile.address.link)) { html in
                        html(.span, .class("tile-label"), text: tile.label)
                        html(.span, .class("tile-words"), text: tile.words)
                    }
                }
            }
        }
        if let words = frame.kiosk?.words, !words.isEmpty { KioskWords(words: words).write(&html) }
    }
}

/// What is done on one's own telephone, not on a machine for everybody: the address as a QR code.
package struct KioskPhonePage: Sendable {
    package var path: String

    package init(path: String) { self.path = path }
}

extension KioskPhonePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead { PageHead(title: "用手机继续", width: .narrow, isIndexed: false) }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "用手机继续", lead: "填写个人信息、下载文件，请用您自己的手机。扫下面的二维码打开。")
        PrintedSource(address: frame.origin + path, label: "也可以在手机上输入网址").write(&html)
        html(.button, .class("button quiet"), .type("button"), .data("print"), .hidden, text: "打印二维码")
    }
}
