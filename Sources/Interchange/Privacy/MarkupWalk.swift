import CLibXML2
import Domain

/// Goes through one XML part of a package and finds, or masks, what stands in its paragraphs, tables, attributes and bare texts.
///
/// The names `p`, `r`, `t`, `tbl`, `tr`, `tc` mean the same in Word, in drawings and in slides, so one walk reads them all.
struct MarkupWalk {
    let scanner: PersonalDataScanner
    /// Whether findings are also replaced.
    let masks: Bool
    /// What is said before the place inside the part, such as “页眉”; empty for a document's body.
    let part: String
    var list: FindingList
    private var paragraphs = 0
    private var tableCount = 0
    private var lastText = ""
    private var depth = 0

    init(scanner: PersonalDataScanner, masks: Bool, part: String, list: FindingList) {
        self.scanner = scanner
        self.masks = masks
        self.part = part
        self.list = list
    }

    mutating func walk(_ node: MarkupNode) throws(UnreadableFile) {
        if depth > ReadingLimits.xmlDepth { throw UnreadableFile("文件内部嵌套超过 \(ReadingLimits.xmlDepth) 层，已拒绝读取。") }
        depth += 1
        defer { depth -= 1 }
        takeAttributes(node)
        var next = node.pointee.children
        while let child = next {
            next = child.pointee.next
            if child.isText {
                takeText(child)
            } else if child.isElement("tbl") {
                try takeTable(child)
            } else if isParagraph(child) {
                try takeParagraph(child)
            } else if child.pointee.type == XML_ELEMENT_NODE {
                try walk(child)
            }
        }
    }

    private func isParagraph(_ node: MarkupNode) -> Bool {
        node.isElement("p") || node.isElement("si") || node.isElement("is") || (node.isElement("text") && node.child("r") != nil)
    }

    private func named(_ place: String) -> String { part.isEmpty ? place : part }

    // MARK: Paragraphs and tables

    private mutating func takeParagraph(_ node: MarkupNode) throws(UnreadableFile) {
        paragraphs += 1
        var flow = MarkupFlow()
        flow.add(paragraph: node)
        let found = flow.text.isEmpty ? [] : scanner.findings(in: flow.text)
        let place = named("第 \(paragraphs) 段")
        for finding in found {
            list.add(FileFinding(finding, place: flow.isHidden(finding.range) ? place + "（隐藏文字）" : place))
        }
        if masks { flow.replace(found) }
        if !flow.text.isEmpty { lastText = flow.text }
        try takeRest(of: flow, place: place)
        takeInnerAttributes(node)
    }

    /// What is in a paragraph besides its text.
    private mutating func takeRest(of flow: MarkupFlow, place: String) throws(UnreadableFile) {
        if !flow.deleted.isEmpty { list.add(scanner.findings(in: flow.deleted), place: "\(place)的修订痕迹（已删除的文字）") }
        if !flow.codes.isEmpty {
            let found = scanner.findings(in: flow.codes)
            list.add(found, place: "\(place)的域代码")
            if masks && !found.isEmpty { flow.dropCodes() }
        }
        for box in flow.boxes {
            var inner = MarkupWalk(scanner: scanner, masks: masks, part: part.isEmpty ? "文本框" : "\(part)的文本框", list: list)
            inner.depth = depth
            try inner.walk(box)
            list = inner.list
        }
        for table in flow.tables { try takeTable(table) }
    }

    private mutating func takeTable(_ table: MarkupNode) throws(UnreadableFile) {
        if depth > ReadingLimits.xmlDepth { throw UnreadableFile("表格嵌套过深，已拒绝读取。") }
        depth += 1
        defer { depth -= 1 }
        tableCount += 1
        let number = tableCount
        var scan = TableScan(scanner: scanner)
        _ = scan.findings(inRow: [lastText])
        for (row, line) in rows(of: table).enumerated() {
            if list.isFull && !masks { return }
            var flows: [MarkupFlow?] = []
            for cell in cells(of: line) {
                var flow = MarkupFlow()
                for paragraph in paragraphs(of: cell) { flow.add(paragraph: paragraph) }
                for inner in cell.children("tbl") { try takeTable(inner) }
                let span = min(ReadingLimits.columns, Int(cell.child("tcPr")?.child("gridSpan")?.attribute("val") ?? "") ?? 1)
                flows.append(flow)
                for _ in 1..<max(1, span) { flows.append(nil) }
                takeInnerAttributes(cell)
            }
            let found = scan.findings(inRow: flows.map { $0?.text ?? "" })
            for (column, flow) in flows.enumerated() {
                guard let flow else { continue }
                let place = named("第 \(number) 个表格第 \(row + 1) 行第 \(column + 1) 列")
                let own = found.filter { $0.column == column }.map(\.finding)
                for finding in own { list.add(FileFinding(finding, place: flow.isHidden(finding.range) ? place + "（隐藏文字）" : place)) }
                if masks { flow.replace(own) }
                try takeRest(of: flow, place: place)
            }
        }
    }

    /// The rows, also those inside content controls and tracked changes.
    private func rows(of table: MarkupNode) -> [MarkupNode] { descendants(of: table, named: "tr", stoppingAt: ["tc", "tbl"]) }
    private func cells(of row: MarkupNode) -> [MarkupNode] { descendants(of: row, named: "tc", stoppingAt: ["tbl"]) }
    private func paragraphs(of cell: MarkupNode) -> [MarkupNode] { descendants(of: cell, named: "p", stoppingAt: ["tbl"]) }

    private func descendants(of node: MarkupNode, named name: String, stoppingAt ends: [String]) -> [MarkupNode] {
        node.childNodes.flatMap { child -> [MarkupNode] in
            guard let own = child.localName else { return [] }
            if own == name { return [child] }
            return ends.contains(own) ? [] : descendants(of: child, named: name, stoppingAt: ends)
        }
    }

    // MARK: Everything else

    private mutating func takeText(_ node: MarkupNode) {
        let text = node.content
        guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
        let found = scanner.findings(in: text)
        list.add(found, place: named("正文之外的文字"))
        if masks && !found.isEmpty {
            // The library takes the text as it is here: it escapes when it writes.
            xmlNodeSetContent(node, "")
            xmlNodeAddContent(node, PersonalDataScanner.replacing(found, in: text))
        }
    }

    /// Attributes inside a paragraph: descriptions of pictures, addresses of links.
    private mutating func takeInnerAttributes(_ node: MarkupNode) {
        var open = [node]
        while let current = open.popLast() {
            takeAttributes(current)
            open += current.childNodes.filter {
                $0.pointee.type == XML_ELEMENT_NODE && !$0.isElement("txbxContent") && !$0.isElement("tbl")
            }
        }
    }

    private mutating func takeAttributes(_ node: MarkupNode) {
        for attribute in node.attributes where Self.speaking.contains(attribute.name) && attribute.value.utf8.count >= 6 {
            // A link's scheme is not part of what it names.
            let found = scanner.findings(in: attribute.value)
            guard !found.isEmpty else { continue }
            list.add(found, place: named("图片说明、链接等"))
            if masks { MarkupNode.setValue(PersonalDataScanner.replacing(found, in: attribute.value), of: attribute.pointer) }
        }
    }

    /// Attributes in which people write, or programs what people wrote.
    static let speaking: Set<String> = [
        "v", "Target", "author", "displayName", "userId", "title", "descr", "alt", "tooltip", "name", "display", "content", "prompt",
        "promptTitle",
        "error", "errorTitle", "tag", "alias", "comment", "description",
    ]
}
