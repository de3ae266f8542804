import Domain
import HTML

/// Evidence as links: files that were put in.
struct EvidenceFiles {
    var round: EvaluationRound.ID
    var files: [(id: String, name: String, size: Int)]

    func write(_ html: inout HTMLWriter) {
        guard !files.isEmpty else { return }
        html(.ul, .class("attachments")) { html in
            for file in files {
                html(.li) { html in
                    html(.a, .href(WorkRoute.roundFile.link(round, file.id)), .download, text: file.name)
                    html(.span, .class("quiet"), text: "（\(file.size.asFileSize)）")
                }
            }
        }
    }
}

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
