import CLibXML2
import Domain

/// The de-identified copy of a Word document: changes accepted, comments and authors gone, hidden text gone, the rest masked.
struct DocumentMasking {
    let scanner: PersonalDataScanner

    func mask(_ parts: inout PackageParts, with masking: inout PackageMasking) throws(UnreadableFile) {
        try masking.refuseEmbedded(parts)
        try masking.cleanProperties(&parts)
        let hadComments = parts.names.contains { $0.lowercased().hasPrefix("word/comments") }
        try parts.remove { name in
            name.hasPrefix("word/comments") || name.hasPrefix("word/people") || name.hasPrefix("word/glossary/")
                || name.hasPrefix("word/attachedtoolbars")
        }
        if hadComments { masking.remark("已删除批注。") }
        try cleanSettings(&parts)
        for name in parts.names where name.lowercased().hasPrefix("word/") && name.lowercased().hasSuffix(".xml") {
            let lower = name.lowercased()
            guard !PartNames.isFurniture(lower) else { continue }
            var cleaning = RevisionCleaning()
            try parts.change(name) { root throws(UnreadableFile) in try cleaning.clean(root, depth: 0) }
            if cleaning.hadRevisions { masking.remark("已接受全部修订，删除的文字不再保留。") }
            if cleaning.hadHiddenText { masking.remark("已删除隐藏文字。") }
            try masking.mask(part: name, in: &parts)
        }
    }

    private func cleanSettings(_ parts: inout PackageParts) throws(UnreadableFile) {
        try parts.change("word/settings.xml") { root in
            for node in root.childNodes {
                guard let name = node.localName, Self.unwantedSettings.contains(name) else { continue }
                node.remove()
            }
        }
        try parts.change("word/_rels/settings.xml.rels") { root in
            for relation in root.children("Relationship")
            where relation.attribute("Type")?.hasSuffix("/attachedTemplate") ?? false
                || relation.attribute("Type")?.contains("mailMerge") ?? false
            {
                relation.remove()
            }
        }
    }

    private static let unwantedSettings: Set<String> = [
        "trackRevisions", "rsids", "docVars", "mailMerge", "attachedTemplate", "saveThroughXslt", "documentProtection", "writeProtection",
    ]
}

/// Accepts tracked changes and takes out marks of comments and hidden text.
struct RevisionCleaning {
    private(set) var hadRevisions = false
    private(set) var hadHiddenText = false

    mutating func clean(_ node: MarkupNode, depth: Int) throws(UnreadableFile) {
        if depth > ReadingLimits.xmlDepth { throw UnreadableFile("文件内部嵌套超过 \(ReadingLimits.xmlDepth) 层，已拒绝读取。") }
        var next = node.pointee.children
        while let child = next {
            next = child.pointee.next
            guard let name = child.localName else { continue }
            if Self.deletions.contains(name) || isDeletedRow(child) {
                hadRevisions = true
                child.remove()
            } else if name == "ins" || name == "moveTo" {
                hadRevisions = true
                // Its contents come next in the order of the walk.
                let first = child.pointee.children
                child.unwrap()
                if first != nil { next = first }
            } else if Self.marks.contains(name) {
                child.remove()
            } else if name == "r" && MarkupFlow.isHidden(run: child) {
                hadHiddenText = true
                child.remove()
            } else {
                try clean(child, depth: depth + 1)
            }
        }
        mend(node)
    }

    private func isDeletedRow(_ node: MarkupNode) -> Bool {
        node.isElement("tr") && node.child("trPr")?.child("del") != nil
    }

    /// A cell must end with a paragraph, and a table must have a row.
    private func mend(_ node: MarkupNode) {
        if node.isElement("tc"), node.child("p") == nil, node.child("sdt") == nil { node.addElement("p") }
        for table in node.children("tbl")
        where table.childNodes.allSatisfy({ $0.localName.map { $0 == "tblPr" || $0 == "tblGrid" } ?? true }) {
            table.remove()
        }
    }

    private static let deletions: Set<String> = [
        "del", "moveFrom", "cellDel", "cellIns", "cellMerge", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange",
        "tblGridChange", "tblPrExChange", "numberingChange", "delText", "delInstrText",
    ]
    private static let marks: Set<String> = [
        "commentRangeStart", "commentRangeEnd", "commentReference", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "annotationRef", "permStart",
        "permEnd",
        "dataBinding",
    ]
}
