import Domain

/// Finds personal data in every part of an Office package (.xlsx, .docx, .pptx): shown, hidden, deleted and forgotten.
struct PackageScan {
    let scanner: PersonalDataScanner
    private(set) var list: FindingList

    init(scanner: PersonalDataScanner, list: FindingList) {
        self.scanner = scanner
        self.list = list
    }

    mutating func scan(_ archive: ZipArchive) throws(UnreadableFile) {
        var done: Set<String> = []
        if archive.contains("xl/workbook.xml") { done = try scanSheets(of: archive) }
        // The document itself before what hangs on it.
        let names = archive.names.sorted { ($0 == "word/document.xml" ? 0 : 1, $0) < ($1 == "word/document.xml" ? 0 : 1, $1) }
        for name in names where !done.contains(name.lowercased()) && !list.isFull {
            try scan(part: name, in: archive)
        }
    }

    private mutating func scan(part name: String, in archive: ZipArchive) throws(UnreadableFile) {
        let lower = name.lowercased()
        if PartNames.isMarkup(lower) {
            if PartNames.isFurniture(lower) { return }
            guard let bytes = try archive.contents(of: name), !bytes.isEmpty else { return }
            var walk = MarkupWalk(scanner: scanner, masks: false, part: PartNames.place(lower), list: list)
            try MarkupTree(bytes).withRoot { root throws(UnreadableFile) in try walk.walk(root) }
            list = walk.list
        } else if PartNames.isEmbedded(lower), let bytes = try archive.contents(of: name) {
            try scan(embedded: bytes, name: name)
        } else if PartNames.isPicture(lower), let bytes = try archive.contents(of: name) {
            for finding in PictureScan(scanner: scanner).findings(in: bytes) {
                list.add(
                    FileFinding(
                        kind: finding.kind, place: "插图：\(finding.place)", sample: finding.sample, confidence: finding.confidence,
                        reason: finding.reason))
            }
        }
    }

    /// A file inside the file, looked at one level deep.
    private mutating func scan(embedded bytes: [UInt8], name: String) throws(UnreadableFile) {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return }
        let inner = try bytes.withRawBytes { buffer throws(UnreadableFile) -> [FileFinding] in
            var scan = PackageScan(scanner: scanner, list: FindingList(limit: list.limit))
            let archive = try ZipArchive(buffer)
            for part in archive.names where PartNames.isMarkup(part.lowercased()) && !part.lowercased().hasPrefix("xl/worksheets/") {
                try scan.scan(part: part, in: archive)
            }
            if archive.contains("xl/workbook.xml") { _ = try scan.scanSheets(of: archive) }
            return scan.list.findings
        }
        for finding in inner {
            list.add(
                FileFinding(
                    kind: finding.kind, place: "嵌入的文件：\(finding.place)", sample: finding.sample, confidence: finding.confidence,
                    reason: finding.reason))
        }
    }

    /// - Returns: the names of the parts that were read, in small letters.
    private mutating func scanSheets(of archive: ZipArchive) throws(UnreadableFile) -> Set<String> {
        let outline = try WorkbookParts(archive)
        var done: Set<String> = []
        let strings = SharedTexts()
        if let part = outline.strings {
            try archive.read(part, into: XMLStream(strings))
            done.insert(part.lowercased())
        }
        for sheet in outline.sheets {
            let reader = SheetScan(name: "“\(sheet.name)”\(sheet.isHidden ? "（隐藏）" : "")", strings: strings, scanner: scanner, list: list)
            // Chart sheets hold no cells; they are read like other parts.
            guard sheet.part.lowercased().contains("worksheets/"), try archive.read(sheet.part, into: XMLStream(reader)) else { continue }
            list = reader.list
            done.insert(sheet.part.lowercased())
        }
        for text in strings.unused { list.add(scanner.findings(in: text), place: "没有单元格使用的共享文字") }
        return done
    }
}

/// Where the sheets and strings of a workbook are.
struct WorkbookParts {
    struct Sheet {
        let name: String
        let part: String
        let isHidden: Bool
        let relation: String
    }

    private(set) var sheets: [Sheet] = []
    private(set) var strings: String?

    init(_ archive: ZipArchive) throws(UnreadableFile) {
        guard let book = try archive.contents(of: "xl/workbook.xml") else { throw .truncated }
        try self.init(book: book, relations: try archive.contents(of: "xl/_rels/workbook.xml.rels"))
        if strings == nil, archive.contains("xl/sharedStrings.xml") { strings = "xl/sharedStrings.xml" }
    }

    /// - Parameters:
    ///   - book: `xl/workbook.xml`.
    ///   - relations: its `.rels` part, if there is one.
    init(book: [UInt8], relations: [UInt8]?) throws(UnreadableFile) {
        var targets: [String: String] = [:]
        if let relations {
            for relation in try Relation.all(in: relations) where !relation.isExternal {
                let path = PartNames.resolved(relation.target, from: "xl/workbook.xml")
                targets[relation.id] = path
                if relation.type.hasSuffix("/sharedStrings") { strings = path }
            }
        }
        let listed = try MarkupTree(book).withRoot { root in
            (root.child("sheets")?.children("sheet") ?? []).map {
                (name: $0.attribute("name") ?? "", relation: $0.attribute("id") ?? "", state: $0.attribute("state") ?? "visible")
            }
        }
        if listed.count > ReadingLimits.sheets { throw .tooBig("工作表超过 \(ReadingLimits.sheets) 个") }
        for (index, sheet) in listed.enumerated() {
            let part = targets[sheet.relation] ?? "xl/worksheets/sheet\(index + 1).xml"
            sheets.append(Sheet(name: sheet.name, part: part, isHidden: sheet.state != "visible", relation: sheet.relation))
        }
    }
}

/// One line of a `.rels` part.
struct Relation {
    let id: String
    let type: String
    let target: String
    let isExternal: Bool

    static func all(in part: [UInt8]) throws(UnreadableFile) -> [Relation] {
        try MarkupTree(part).withRoot { root in root.children("Relationship").map(Relation.init) }
    }

    init(_ node: MarkupNode) {
        id = node.attribute("Id") ?? ""
        type = node.attribute("Type") ?? ""
        target = node.attribute("Target") ?? ""
        isExternal = node.attribute("TargetMode") == "External"
    }
}

/// What the parts of a package are, by their names in small letters.
enum PartNames {
    static func isMarkup(_ name: String) -> Bool {
        [".xml", ".rels", ".vml"].contains { name.hasSuffix($0) }
    }

    /// Parts in which nobody writes anything.
    static func isFurniture(_ name: String) -> Bool {
        name == "[content_types].xml" || name.contains("/theme/") || name.hasSuffix("/styles.xml") || name.hasSuffix("/fonttable.xml")
            || name.hasSuffix("/websettings.xml") || name.hasSuffix("/calcchain.xml") || name.hasSuffix("/numbering.xml")
            || name.hasSuffix("stylewitheffects.xml") || name.hasSuffix("/styleswitheffects.xml")
    }

    static func isEmbedded(_ name: String) -> Bool { name.contains("/embeddings/") }

    static func isPicture(_ name: String) -> Bool {
        [".jpg", ".jpeg", ".tif", ".tiff", ".png"].contains { name.hasSuffix($0) }
    }

    /// The words for the part; empty for the body of a document.
    static func place(_ name: String) -> String {
        let words: [(String, String)] = [
            ("word/document", ""), ("threadedcomments/", "批注"), ("comments", "批注"), ("people", "批注人名单"), ("persons/", "批注人名单"),
            ("word/header", "页眉"), ("word/footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("docprops/", "文档属性（作者、修改人等）"),
            ("customxml/", "自定义 XML 数据"), ("pivotcache/", "数据透视表缓存"), ("externallinks/", "外部链接缓存"), ("charts/", "图表"),
            ("drawings/", "图形和文本框"), ("xl/workbook.xml", "定义的名称"), ("_rels/", "超链接"), ("notesslides/", "幻灯片备注"), ("slides/", "幻灯片"),
            ("settings", "文档设置"), ("xl/tables/", "表格定义"),
        ]
        return words.first { name.contains($0.0) }?.1 ?? "文件内部的“\(name)”"
    }

    /// The part that a relationship's target names.
    static func resolved(_ target: String, from part: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var path = part.split(separator: "/").dropLast().map(String.init)
        for step in target.split(separator: "/") {
            if step == ".." { _ = path.popLast() } else if step != "." { path.append(String(step)) }
        }
        return path.joined(separator: "/")
    }

    /// The part that a `.rels` part belongs to: `xl/_rels/workbook.xml.rels` → `xl/workbook.xml`.
    static func owner(ofRelations name: String) -> String {
        guard name.hasSuffix(".rels") else { return name }
        return String(name.dropLast(5)).split(separator: "/").filter { $0 != "_rels" }.joined(separator: "/")
    }
}
