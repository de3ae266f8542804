import HTML

/// Files to open, with their sizes; nothing where there is none.
struct FileLinks {
    var files: [(id: String, name: String, size: Int)]
    /// Where one is, by its key.
    var address: (String) -> WebAddress

    func write(_ html: inout HTMLWriter) {
        guard !files.isEmpty else { return }
        html(.ul, .class("attachments")) { html in
            for file in files {
                html(.li) { html in
                    html(.a, .href(address(file.id)), .download, text: file.name)
                    html(.span, .class("quiet"), text: "（\(file.size.asFileSize)）")
                }
            }
        }
    }
}
