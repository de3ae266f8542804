package import Domain

/// Writes a body as HTML without styles: what an editor or another program can take.
package enum DocumentHTML {
    package static func write(_ body: DocumentBody) -> String {
        body.blocks.map(written).joined(separator: "\n")
    }

    private static func written(_ block: DocumentBody.Block) -> String {
        switch block {
        case .paragraph(let text): return "<p>\(escaped(text))</p>"
        case .heading(let level, let text):
            let tag = "h\(min(max(level, 2), 4))"
            return "<\(tag)>\(escaped(text))</\(tag)>"
        case .list(let isOrdered, let entries):
            let tag = isOrdered ? "ol" : "ul"
            return "<\(tag)>\(entries.map { "<li>\(escaped($0))</li>" }.joined())</\(tag)>"
        case .table(let hasHeader, let rows):
            let head = hasHeader ? rows.prefix(1).map { row($0, "th") }.joined() : ""
            let lines = rows.dropFirst(hasHeader ? 1 : 0).map { row($0, "td") }.joined()
            return "<table>" + (head.isEmpty ? "" : "<thead>\(head)</thead>") + "<tbody>\(lines)</tbody></table>"
        }
    }

    private static func row(_ cells: [String], _ tag: String) -> String {
        "<tr>\(cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined())</tr>"
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case 10: bytes += "<br>".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
