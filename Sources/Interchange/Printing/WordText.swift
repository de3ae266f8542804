import HTML

/// The part of a Word file that holds its text.
struct WordText {
    private let document: WordDocument
    private var xml = XMLWriter()

    var bytes: [UInt8] { xml.bytes }

    /// A line of the grid in twentieths of a point. Rounded down, or the last line would not fit on the page.
    private var pitch: Int { document.page.grid.map { Int(twips(document.page.textHeight)) / $0.lines } ?? 579 }
    /// A character of the grid, in the same unit.
    private var character: Double { document.page.grid.map { twips(document.page.textWidth) / Double($0.characters) } ?? 320 }

    private func twips(_ millimetres: Double) -> Double { (millimetres * 1440 / 25.4).rounded() }

    init(_ document: WordDocument) {
        self.document = document
        var xml = xml
        xml.element(
            "w:document",
            [("xmlns:w", WordPackage.main), ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")]
        ) { xml in
            xml.element("w:body") { xml in
                for block in document.blocks {
                    switch block {
                    case .paragraph(let paragraph): write(paragraph, &xml)
                    case .table(let table): write(table, &xml)
                    }
                }
                // Word wants a paragraph after the last table.
                if case .table? = document.blocks.last { write(WordDocument.Paragraph([]), &xml) }
                writeSection(&xml)
            }
        }
        self.xml = xml
    }

    // MARK: Paragraphs

    private func write(_ paragraph: WordDocument.Paragraph, _ xml: inout XMLWriter) {
        xml.element("w:p") { xml in
            xml.element("w:pPr") { xml in
                if paragraph.staysWithNext { xml.empty("w:keepNext", []) }
                if paragraph.beginsPage { xml.empty("w:pageBreakBefore", []) }
                if paragraph.hasRedLine {
                    xml.element("w:pBdr") { xml in
                        xml.empty("w:bottom", [("w:val", "single"), ("w:sz", "12"), ("w:space", "4"), ("w:color", "FF0000")])
                    }
                }
                let line = Int((Double(pitch) * paragraph.lineHeight).rounded(.down))
                let before = Int((Double(pitch) * paragraph.linesBefore).rounded())
                xml.empty(
                    "w:spacing",
                    [("w:before", String(before)), ("w:after", "0"), ("w:line", String(line)), ("w:lineRule", "exact")])
                let indent = indent(paragraph)
                if !indent.isEmpty { xml.empty("w:ind", indent) }
                xml.empty("w:jc", [("w:val", paragraph.alignment.rawValue)])
                if paragraph.outline > 0 { xml.empty("w:outlineLvl", [("w:val", String(min(paragraph.outline, 9) - 1))]) }
            }
            for run in paragraph.runs { write(run, &xml) }
        }
    }

    /// In twips and, for programs that follow the grid, in hundredths of a character.
    private func indent(_ paragraph: WordDocument.Paragraph) -> WordPackage.Attributes {
        var attributes: WordPackage.Attributes = []
        func add(_ name: StaticString, _ inCharacters: StaticString, _ amount: Double) {
            guard amount != 0 else { return }
            attributes.append((inCharacters, String(Int((amount * 100).rounded()))))
            attributes.append((name, String(Int((amount * character).rounded()))))
        }
        add("w:left", "w:leftChars", paragraph.left)
        add("w:right", "w:rightChars", paragraph.right)
        if paragraph.firstLine < 0 {
            add("w:hanging", "w:hangingChars", -paragraph.firstLine)
        } else {
            add("w:firstLine", "w:firstLineChars", paragraph.firstLine)
        }
        return attributes
    }

    private func write(_ run: WordDocument.Run, _ xml: inout XMLWriter) {
        xml.element("w:r") { xml in
            xml.element("w:rPr") { xml in
                WordPackage.font(run.font, &xml)
                if run.isBold { xml.empty("w:b", []) }
                if run.isRed { xml.empty("w:color", [("w:val", "FF0000")]) }
                // 28 characters of 3号 are wider than the text area by themselves.
                if run.size == 16, document.page.grid != nil {
                    xml.empty("w:spacing", [("w:val", String(Int((character - 320).rounded(.down))))])
                }
                xml.empty("w:sz", [("w:val", String(Int((run.size * 2).rounded())))])
                xml.empty("w:szCs", [("w:val", String(Int((run.size * 2).rounded())))])
            }
            for (index, line) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { xml.empty("w:br", []) }
                xml.element("w:t", [("xml:space", "preserve")], text: String(line))
            }
        }
    }

    // MARK: Tables

    private func write(_ table: WordDocument.Table, _ xml: inout XMLWriter) {
        let widths = table.widths.map { Int(twips($0)) }
        xml.element("w:tbl") { xml in
            xml.element("w:tblPr") { xml in
                xml.empty("w:tblW", [("w:w", String(widths.reduce(0, +))), ("w:type", "dxa")])
                xml.empty("w:jc", [("w:val", "center")])
                xml.element("w:tblBorders") { xml in
                    let border: WordPackage.Attributes = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")]
                    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] as [StaticString] {
                        xml.empty(side, border)
                    }
                }
                xml.empty("w:tblLayout", [("w:type", "fixed")])
                xml.element("w:tblCellMar") { xml in
                    xml.empty("w:left", [("w:w", "57"), ("w:type", "dxa")])
                    xml.empty("w:right", [("w:w", "57"), ("w:type", "dxa")])
                }
            }
            xml.element("w:tblGrid") { xml in for width in widths { xml.empty("w:gridCol", [("w:w", String(width))]) } }
            var covered = [Covering?](repeating: nil, count: widths.count)
            for (index, row) in table.rows.enumerated() {
                xml.element("w:tr") { xml in
                    xml.element("w:trPr") { xml in
                        xml.empty("w:cantSplit", [])
                        if index < table.headerRows { xml.empty("w:tblHeader", []) }
                    }
                    write(row, widths, table.size, &covered, &xml)
                }
            }
        }
    }

    /// A merged cell from above that still reaches down over a column.
    private struct Covering {
        /// Rows after this one.
        var rows: Int
        /// Columns of the whole cell; 0 for all but its first.
        let columns: Int
    }

    private func write(
        _ row: [WordDocument.Cell], _ widths: [Int], _ size: Double, _ covered: inout [Covering?], _ xml: inout XMLWriter
    ) {
        var cells = row[...]
        var column = 0
        while column < widths.count {
            if let above = covered[column], above.rows > 0 {
                let span = max(1, above.columns)
                writeCell(nil, widths[column..<min(column + span, widths.count)], size, "continue", &xml)
                for place in column..<min(column + span, widths.count) { covered[place]?.rows -= 1 }
                column += span
                continue
            }
            // A row with fewer cells than columns ends with empty ones.
            let cell = cells.popFirst() ?? WordDocument.Cell("")
            var end = column + 1
            while end < widths.count, end < column + cell.columns, (covered[end]?.rows ?? 0) == 0 { end += 1 }
            writeCell(cell, widths[column..<end], size, cell.rows > 1 ? "restart" : nil, &xml)
            for place in column..<end {
                covered[place] = Covering(rows: max(0, cell.rows - 1), columns: place == column ? end - column : 0)
            }
            column = end
        }
    }

    private func writeCell(
        _ cell: WordDocument.Cell?, _ widths: ArraySlice<Int>, _ size: Double, _ merge: String?, _ xml: inout XMLWriter
    ) {
        xml.element("w:tc") { xml in
            xml.element("w:tcPr") { xml in
                xml.empty("w:tcW", [("w:w", String(widths.reduce(0, +))), ("w:type", "dxa")])
                if widths.count > 1 { xml.empty("w:gridSpan", [("w:val", String(widths.count))]) }
                if let merge { xml.empty("w:vMerge", [("w:val", merge)]) }
                xml.empty("w:vAlign", [("w:val", "center")])
            }
            for line in (cell?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
                xml.element("w:p") { xml in
                    xml.element("w:pPr") { xml in
                        xml.empty("w:jc", [("w:val", (cell?.alignment ?? .center).rawValue)])
                    }
                    if !line.isEmpty {
                        write(
                            WordDocument.Run(String(line), font: cell?.isHeading == true ? .heading : .song, size: size), &xml)
                    }
                }
            }
        }
    }

    // MARK: Page

    private func writeSection(_ xml: inout XMLWriter) {
        let page = document.page
        func text(_ millimetres: Double) -> String { String(Int(twips(millimetres))) }
        xml.element("w:sectPr") { xml in
            if document.numbersPages {
                xml.empty("w:footerReference", [("w:type", "default"), ("r:id", "rId4")])
                xml.empty("w:footerReference", [("w:type", "even"), ("r:id", "rId5")])
            }
            var size: WordPackage.Attributes = [("w:w", text(page.width)), ("w:h", text(page.height))]
            if page.width > page.height { size.append(("w:orient", "landscape")) }
            xml.empty("w:pgSz", size)
            // The dashes of the page number stand 7 mm below the text area; the number is 14 points high.
            let footer = max(5, page.bottom - 7 - 14 * 25.4 / 72)
            xml.empty(
                "w:pgMar",
                [
                    ("w:top", text(page.top)), ("w:right", text(page.right)), ("w:bottom", text(page.bottom)), ("w:left", text(page.left)),
                    ("w:header", text(15)), ("w:footer", text(footer)), ("w:gutter", "0"),
                ])
            if page.grid != nil {
                // Narrower or wider than 3号 by so much, in 4096ths of a point; rounded so that the last character fits.
                let space = Int(((character / 20 - 16) * 4096).rounded(.down)) - 4
                xml.empty(
                    "w:docGrid", [("w:type", "linesAndChars"), ("w:linePitch", String(pitch)), ("w:charSpace", String(space))])
            }
        }
    }
}
