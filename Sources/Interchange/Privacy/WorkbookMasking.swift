import CLibXML2
import Domain

/// The de-identified copy of a workbook: values only, nothing hidden, no comments, no authors, the rest masked.
struct WorkbookMasking {
    let scanner: PersonalDataScanner

    func mask(_ parts: inout PackageParts, with masking: inout PackageMasking) throws(UnreadableFile) {
        try masking.refuseEmbedded(parts)
        let hadComments = parts.names.contains { $0.lowercased().contains("comments") }
        try removeHiddenSheets(&parts, with: &masking)
        let strings = try texts(&parts)
        let outline = try WorkbookParts(book: parts["xl/workbook.xml"] ?? [], relations: parts["xl/_rels/workbook.xml.rels"])
        for sheet in outline.sheets where sheet.part.lowercased().contains("worksheets/") {
            var masked = SheetMasking(name: sheet.name, strings: strings, scanner: scanner)
            try parts.change(sheet.part) { root throws(UnreadableFile) in try masked.mask(root) }
            masking.done.insert(sheet.part.lowercased())
            if masked.removed > 0 { masking.remark("工作表“\(sheet.name)”已删除隐藏的行和列（\(masked.removed) 处）。") }
            if masked.hadFormulas { masking.remark("公式已改为数值。") }
        }
        try masking.cleanProperties(&parts)
        try parts.remove { name in
            name.contains("comments") || name.hasPrefix("xl/persons/") || name.hasSuffix(".vml") || name == "xl/sharedstrings.xml"
                || name == "xl/calcchain.xml" || name.hasPrefix("xl/externallinks/") || name.hasPrefix("xl/revisions/")
                || name.hasPrefix("xl/pivotcache/") || name.hasPrefix("xl/pivottables/") || name.hasPrefix("xl/querytables/")
                || name == "xl/connections.xml" || name.hasPrefix("xl/slicer")
        }
        if hadComments { masking.remark("已删除批注。") }
        try cleanBook(&parts)
    }

    /// The shared strings by number. They go into the cells, so that none is left that no cell shows.
    private func texts(_ parts: inout PackageParts) throws(UnreadableFile) -> [String] {
        guard let bytes = parts["xl/sharedStrings.xml"] else { return [] }
        let strings = SharedTexts()
        let stream = XMLStream(strings)
        try bytes.withRawBytes { buffer throws(UnreadableFile) in try stream.push(buffer) }
        try stream.finish()
        return strings.texts
    }

    private func removeHiddenSheets(_ parts: inout PackageParts, with masking: inout PackageMasking) throws(UnreadableFile) {
        let outline = try WorkbookParts(book: parts["xl/workbook.xml"] ?? [], relations: parts["xl/_rels/workbook.xml.rels"])
        let hidden = outline.sheets.filter(\.isHidden)
        guard !hidden.isEmpty else { return }
        if hidden.count == outline.sheets.count { throw UnreadableFile("文件中没有可见的工作表，不能脱敏。") }
        let gone = Set(hidden.map(\.relation))
        let places = outline.sheets.map(\.isHidden)
        try parts.change("xl/workbook.xml") { root in
            for sheet in root.child("sheets")?.children("sheet") ?? [] where gone.contains(sheet.attribute("id") ?? "") { sheet.remove() }
            // Names and views count the sheets, so they are counted anew.
            for name in root.child("definedNames")?.children("definedName") ?? [] {
                let isAboutHidden = hidden.contains { name.content.contains($0.name) }
                guard let text = name.attribute("localSheetId"), let index = Int(text), places.indices.contains(index) else {
                    if isAboutHidden { name.remove() }
                    continue
                }
                if places[index] || isAboutHidden {
                    name.remove()
                } else {
                    name.setAttribute("localSheetId", String(index - places[..<index].count { $0 }))
                }
            }
            for view in root.child("bookViews")?.children("workbookView") ?? [] {
                view.removeAttribute("activeTab")
                view.removeAttribute("firstSheet")
            }
        }
        let unwanted = Set(hidden.map { $0.part.lowercased() })
        try parts.remove { unwanted.contains($0) }
        masking.remark("已删除隐藏的工作表 \(hidden.count) 张。")
    }

    private func cleanBook(_ parts: inout PackageParts) throws(UnreadableFile) {
        let scanner = scanner
        try parts.change("xl/workbook.xml") { root in
            for name in root.child("definedNames")?.children("definedName") ?? [] {
                let found = scanner.findings(in: name.content) + scanner.findings(in: name.attribute("comment") ?? "")
                if !found.isEmpty || name.attribute("hidden") == "1" { name.remove() }
            }
            if let names = root.child("definedNames"), names.children("definedName").isEmpty { names.remove() }
            for name in ["externalReferences", "pivotCaches", "fileSharing", "workbookProtection", "calcPr"] as [StaticString] {
                root.children(name).forEach { $0.remove() }
            }
            // Where the file lay on somebody's computer.
            for node in root.childNodes where node.isElement("AlternateContent") { node.remove() }
        }
        try parts.change("docProps/app.xml") { root in
            for name in ["TitlesOfParts", "HeadingPairs"] as [StaticString] { root.children(name).forEach { $0.remove() } }
        }
    }
}
