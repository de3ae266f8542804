import Domain
import HTML

/// A document's text as HTML: paragraphs, headings, lists, tables in containers that scroll by themselves.
struct DocumentText {
    var documentBody: DocumentBody
    /// What the tables are part of, for their captions.
    var title: String
    /// The level of its first headings: 2 on a page of its own, 3 inside a section.
    var topLevel = 2

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("document-text"), .itemProperty("text")) { html in
            var levels = HeadingLevels(top: topLevel)
            var tableNumber = 0
            for block in documentBody.blocks {
                switch block {
                case .paragraph(let text): html(.p) { DocumentText.write(lines: text, &$0) }
                case .heading(let level, let text): html(levels.tag(for: level)) { DocumentText.write(lines: text, &$0) }
                case .list(let isOrdered, let entries):
                    html(isOrdered ? .ol : .ul) { html in
                        for entry in entries { html(.li) { DocumentText.write(lines: entry, &$0) } }
                    }
                case .table(let hasHeader, let rows):
                    tableNumber += 1
                    if let form = PrintedReportTable(rows: rows) {
                        html(
                            .div, .class("table-scroll report-scroll"), .role("region"), .tabIndex(0),
                            .aria("label", "表 \(tableNumber)，可以左右滚动")
                        ) { ReportSheet.write(form, &$0) }
                        continue
                    }
                    write(rows, hasHeader: hasHeader, number: tableNumber, &html)
                }
            }
        }
    }

    private func write(_ rows: [[String]], hasHeader: Bool, number: Int, _ html: inout HTMLWriter) {
        guard let first = rows.first else { return }
        let caption = "表 \(number)"
        html(.div, .class("table-scroll"), .role("region"), .tabIndex(0), .aria("label", "\(caption)，可以左右滚动")) { html in
            html(.table, .class("plain-table")) { html in
                html(.caption, text: caption)
                if hasHeader {
                    html(.thead) { html in
                        html(.tr) { html in
                            for cell in first { html(.th, .scope("col")) { DocumentText.write(lines: cell, &$0) } }
                        }
                    }
                }
                html(.tbody) { html in
                    for row in hasHeader ? rows[1...] : rows[...] {
                        html(.tr) { html in
                            for cell in row { html(.td) { DocumentText.write(lines: cell, &$0) } }
                        }
                    }
                }
            }
        }
    }

    /// Text whose line breaks mean something.
    static func write(lines text: String, _ html: inout HTMLWriter) {
        guard text.utf8.contains(10) else { return html.text(text) }
        for (index, line) in text.split(separator: "\n").enumerated() {
            if index > 0 { html(.br) }
            html.text(String(line))
        }
    }
}

/// Keeps headings in a document from skipping a level, which offices' documents often do: readers of the outline would miss a step.
private struct HeadingLevels {
    private let shift: Int
    private var current = 1

    /// - Parameter top: the level that a document's level 2 becomes.
    init(top: Int) { shift = top - 2 }

    mutating func tag(for level: Int) -> Tag {
        current = min(max(level, 2), current + 1, 4)
        return current + shift == 2 ? .h2 : current + shift == 3 ? .h3 : .h4
    }
}

extension MarkedText {
    /// The text with `mark` around what was found.
    func write(_ html: inout HTMLWriter) {
        let scalars = text.unicodeScalars
        var position = scalars.startIndex
        var offset = 0
        for mark in marks where mark.lowerBound >= offset && !mark.isEmpty {
            guard let start = scalars.index(position, offsetBy: mark.lowerBound - offset, limitedBy: scalars.endIndex),
                let end = scalars.index(start, offsetBy: mark.count, limitedBy: scalars.endIndex)
            else { break }
            if start > position { html.text(String(scalars[position..<start])) }
            html(.mark, text: String(scalars[start..<end]))
            position = end
            offset = mark.upperBound
        }
        if position < scalars.endIndex { html.text(String(scalars[position...])) }
    }
}

/// What the county says in its own words on a page of fixed shape; nothing when it says nothing.
struct CountyStatement {
    var heading: String
    var statement: DocumentBody?

    func write(_ html: inout HTMLWriter) {
        guard let statement, !statement.isEmpty else { return }
        section(&html, heading) { DocumentText(documentBody: statement, title: heading, topLevel: 3).write(&$0) }
    }
}
