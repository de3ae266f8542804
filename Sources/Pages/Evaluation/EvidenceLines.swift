import Domain
import HTML

/// Evidence that was written down, a line each: published documents and web addresses open.
struct EvidenceLines {
    var lines: [String]
    /// What stands before each.
    var label = ""

    func write(_ html: inout HTMLWriter) {
        for line in lines {
            html(.p) { html in
                html.text(label)
                if let cited = CitedDocument(text: line) {
                    let address = WorkRoute.citedDocument.link(cited.document, query: [("seen", cited.seen.text)])
                    html(.a, .href(address), text: "《\(cited.title)》")
                    html(.span, .class("quiet"), text: "（公开文件，\(cited.seen.text) 查看时的内容）")
                } else if line.hasPrefix("http://") || line.hasPrefix("https://"), let address = WebAddress(line) {
                    html(.a, .href(address), text: line)
                } else {
                    html.text(line)
                }
            }
        }
    }
}
