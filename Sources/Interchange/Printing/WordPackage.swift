import HTML

/// The parts of a Word file around its text.
enum WordPackage {
    typealias Attributes = [(name: StaticString, value: String)]

    static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"

    static func parts(of document: WordDocument) -> [(name: String, bytes: [UInt8])] {
        var parts: [(name: String, bytes: [UInt8])] = [
            ("[Content_Types].xml", contentTypes(document)),
            (
                "_rels/.rels",
                relationships([
                    ("rId1", "officeDocument", "word/document.xml"), ("rId2", "metadata/core-properties", "docProps/core.xml"),
                ])
            ),
            ("docProps/core.xml", properties(document)), ("word/document.xml", WordText(document).bytes), ("word/styles.xml", styles),
            ("word/settings.xml", settings), ("word/fontTable.xml", fonts),
        ]
        var links = [("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"), ("rId3", "fontTable", "fontTable.xml")]
        if document.numbersPages {
            links += [("rId4", "footer", "footer1.xml"), ("rId5", "footer", "footer2.xml")]
            parts += [("word/footer1.xml", footer(isOdd: true)), ("word/footer2.xml", footer(isOdd: false))]
        }
        parts.append(("word/_rels/document.xml.rels", relationships(links)))
        return parts
    }

    private static func contentTypes(_ document: WordDocument) -> [UInt8] {
        var overrides = [
            ("/word/document.xml", "\(types).document.main+xml"), ("/word/styles.xml", "\(types).styles+xml"),
            ("/word/settings.xml", "\(types).settings+xml"), ("/word/fontTable.xml", "\(types).fontTable+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ]
        if document.numbersPages {
            overrides += [("/word/footer1.xml", "\(types).footer+xml"), ("/word/footer2.xml", "\(types).footer+xml")]
        }
        var xml = XMLWriter()
        xml.element("Types", [("xmlns", "\(package)/content-types")]) { xml in
            xml.empty("Default", [("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")])
            xml.empty("Default", [("Extension", "xml"), ("ContentType", "application/xml")])
            for (name, type) in overrides { xml.empty("Override", [("PartName", name), ("ContentType", type)]) }
        }
        return xml.bytes
    }

    private static func relationships(_ links: [(id: String, type: String, target: String)]) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("Relationships", [("xmlns", "\(package)/relationships")]) { xml in
            for link in links {
                let base = link.type.hasPrefix("metadata/") ? "\(package)/relationships" : relations
                xml.empty("Relationship", [("Id", link.id), ("Type", "\(base)/\(link.type)"), ("Target", link.target)])
            }
        }
        return xml.bytes
    }

    private static func properties(_ document: WordDocument) -> [UInt8] {
        var xml = XMLWriter()
        xml.element(
            "cp:coreProperties",
            [("xmlns:cp", "\(package)/metadata/core-properties"), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")]
        ) { xml in
            xml.element("dc:title", text: document.title)
            xml.element("dc:language", text: "zh-CN")
        }
        return xml.bytes
    }

    /// Everything is 3号 仿宋 unless it says otherwise: Word reckons the grid of characters from this.
    private static var styles: [UInt8] {
        var xml = XMLWriter()
        xml.element("w:styles", [("xmlns:w", main)]) { xml in
            xml.element("w:docDefaults") { xml in
                xml.element("w:rPrDefault") { xml in
                    xml.element("w:rPr") { xml in
                        font(.body, &xml)
                        xml.empty("w:snapToGrid", [("w:val", "0")])
                        xml.empty("w:sz", [("w:val", "32")])
                        xml.empty("w:szCs", [("w:val", "32")])
                        xml.empty("w:lang", [("w:val", "en-US"), ("w:eastAsia", "zh-CN")])
                    }
                }
                xml.element("w:pPrDefault") { $0.element("w:pPr") { _ in } }
            }
            xml.element("w:style", [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "a")]) { xml in
                xml.empty("w:name", [("w:val", "Normal")])
                xml.element("w:pPr") { xml in
                    xml.empty("w:widowControl", [("w:val", "0")])
                    // Programs differ in how they set characters into the grid of the section, so lines and characters are spaced by hand.
                    xml.empty("w:snapToGrid", [("w:val", "0")])
                    xml.empty("w:jc", [("w:val", "both")])
                }
            }
        }
        return xml.bytes
    }

    private static var settings: [UInt8] {
        var xml = XMLWriter()
        xml.element("w:settings", [("xmlns:w", main)]) { xml in
            xml.empty("w:evenAndOddHeaders", [])
            // Marks of punctuation may be set closer, and never begin a line.
            xml.empty("w:characterSpacingControl", [("w:val", "compressPunctuation")])
        }
        return xml.bytes
    }

    private static var fonts: [UInt8] {
        var xml = XMLWriter()
        xml.element("w:fonts", [("xmlns:w", main)]) { xml in
            for font in WordDocument.Font.allCases {
                xml.element("w:font", [("w:name", font.rawValue)]) { xml in
                    xml.empty("w:altName", [("w:val", font.alternative)])
                    xml.empty("w:charset", [("w:val", "86")])
                }
            }
        }
        return xml.bytes
    }

    private static func footer(isOdd: Bool) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("w:ftr", [("xmlns:w", main)]) { xml in
            xml.element("w:p") { xml in
                xml.element("w:pPr") { xml in
                    xml.empty("w:snapToGrid", [("w:val", "0")])
                    xml.empty("w:spacing", [("w:line", "280"), ("w:lineRule", "exact")])
                    xml.empty("w:ind", isOdd ? [("w:right", "280")] : [("w:left", "280")])
                    xml.empty("w:jc", [("w:val", isOdd ? "right" : "left")])
                }
                run("— ", &xml)
                xml.element("w:fldSimple", [("w:instr", " PAGE ")]) { run("1", &$0) }
                run(" —", &xml)
            }
        }
        return xml.bytes
    }

    private static func run(_ text: String, _ xml: inout XMLWriter) {
        xml.element("w:r") { xml in
            xml.element("w:rPr") { xml in
                font(.song, &xml)
                xml.empty("w:sz", [("w:val", "28")])
            }
            xml.element("w:t", [("xml:space", "preserve")], text: text)
        }
    }

    static func font(_ font: WordDocument.Font, _ xml: inout XMLWriter) {
        let name = font.rawValue
        xml.empty("w:rFonts", [("w:hint", "eastAsia"), ("w:ascii", name), ("w:hAnsi", name), ("w:eastAsia", name), ("w:cs", name)])
    }
}
