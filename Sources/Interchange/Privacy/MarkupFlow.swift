import CLibXML2
import Domain

/// Running text gathered from the runs of one or several paragraphs, with the way back to the nodes: data is often split over runs.
struct MarkupFlow {
    private struct Piece {
        let element: MarkupNode
        let range: Range<Int>
        let isHidden: Bool
    }

    /// What is shown, and what is set hidden.
    private(set) var text = ""
    /// What a tracked change has deleted.
    private(set) var deleted = ""
    /// Codes of fields, such as the target of a link.
    private(set) var codes = ""
    /// Contents of text boxes, which are paragraphs of their own.
    private(set) var boxes: [MarkupNode] = []
    /// Tables inside a cell.
    private(set) var tables: [MarkupNode] = []
    private var pieces: [Piece] = []
    private var deletedElements: [MarkupNode] = []
    private var codeElements: [MarkupNode] = []

    mutating func add(paragraph: MarkupNode) {
        if !text.isEmpty { text += "\n" }
        gather(paragraph, isHidden: false, isDeleted: false)
    }

    private mutating func gather(_ node: MarkupNode, isHidden: Bool, isDeleted: Bool) {
        for child in node.childNodes {
            guard let name = child.localName else { continue }
            switch name {
            case "t":
                // Spreadsheets keep phonetic guides beside the text; they are left out by their parent's name.
                let content = child.content
                if isDeleted { deleted += content } else { append(content, child, isHidden: isHidden) }
            case "delText":
                deleted += child.content
                deletedElements.append(child)
            case "instrText", "delInstrText":
                codes += child.content
                codeElements.append(child)
            case "tab": text += "\t"
            case "br", "cr": text += "\n"
            case "noBreakHyphen": text += "-"
            case "txbxContent", "txBody": boxes.append(child)
            case "tbl": tables.append(child)
            case "del", "moveFrom": gather(child, isHidden: isHidden, isDeleted: true)
            case "rPh", "rPr", "pPr": continue
            case "r": gather(child, isHidden: isHidden || Self.isHidden(run: child), isDeleted: isDeleted)
            default: gather(child, isHidden: isHidden, isDeleted: isDeleted)
            }
        }
    }

    static func isHidden(run: MarkupNode) -> Bool {
        guard let mark = run.child("rPr")?.child("vanish") else { return false }
        let value = mark.attribute("val")
        return value == nil || value == "1" || value == "true" || value == "on"
    }

    private mutating func append(_ content: String, _ element: MarkupNode, isHidden: Bool) {
        let start = text.utf8.count
        text += content
        pieces.append(Piece(element: element, range: start..<text.utf8.count, isHidden: isHidden))
    }

    func isHidden(_ range: Range<Int>) -> Bool {
        pieces.contains { $0.isHidden && $0.range.overlaps(range) }
    }

    /// Writes the replacements into the nodes: into the first one of each finding; the others lose what belonged to it.
    func replace(_ findings: [PersonalDataFinding]) {
        for piece in pieces {
            let touching = findings.filter { $0.range.overlaps(piece.range) }
            guard !touching.isEmpty else { continue }
            let bytes = Array(text.utf8)
            var result: [UInt8] = []
            var done = piece.range.lowerBound
            for finding in touching where finding.range.upperBound > done {
                result += bytes[done..<max(done, finding.range.lowerBound)]
                if finding.range.lowerBound >= piece.range.lowerBound { result += finding.replacement.utf8 }
                done = min(finding.range.upperBound, piece.range.upperBound)
            }
            result += bytes[done..<piece.range.upperBound]
            piece.element.setText(String(decoding: result, as: UTF8.self))
        }
    }

    func dropCodes() { for element in codeElements { element.setText("") } }
}
