import Domain

/// What both kinds of packages need: parts that go, properties that are emptied, texts that are masked wherever else they stand.
struct PackageMasking {
    let scanner: PersonalDataScanner
    private(set) var remarks: [String] = []
    /// Parts that have been dealt with, in small letters.
    var done: Set<String> = []

    init(scanner: PersonalDataScanner) { self.scanner = scanner }

    mutating func remark(_ text: String) { if !remarks.contains(text) { remarks.append(text) } }

    /// Refuses what a copy cannot be made of.
    func refuseEmbedded(_ parts: PackageParts) throws(UnreadableFile) {
        for name in parts.names.map({ $0.lowercased() }) {
            if name.contains("/embeddings/") || name.contains("/activex/") {
                throw UnreadableFile("文件中嵌有别的文件或者控件，不能自动脱敏；请先把嵌入的内容删除或者粘贴为文字，再试一次。")
            }
            if name.hasSuffix("vbaproject.bin") { throw UnreadableFile("文件中有宏，不能自动脱敏；请另存为不带宏的文件，再试一次。") }
        }
    }

    /// Takes out properties in which programs note who worked on the file and where.
    mutating func cleanProperties(_ parts: inout PackageParts) throws(UnreadableFile) {
        try parts.remove { name in
            name == "docprops/custom.xml" || name.hasPrefix("docprops/thumbnail") || name.hasPrefix("customxml/")
                || name.contains("printersettings/")
        }
        var hadAuthor = false
        try parts.change("docProps/core.xml") { root in
            for node in root.childNodes where node.isElement("creator") || node.isElement("lastModifiedBy") {
                if !node.content.isEmpty { hadAuthor = true }
                node.removeContents()
            }
        }
        try parts.change("docProps/app.xml") { root in
            for name in ["Manager", "Company", "HyperlinkBase"] as [StaticString] { root.children(name).forEach { $0.remove() } }
        }
        if hadAuthor { remark("已删除文件属性中的作者和修改人。") }
    }

    /// Masks texts, attributes and links of all parts that nobody has dealt with.
    mutating func maskOtherParts(_ parts: inout PackageParts) throws(UnreadableFile) {
        for name in parts.names {
            let lower = name.lowercased()
            guard PartNames.isMarkup(lower), !PartNames.isFurniture(lower), !done.contains(lower) else { continue }
            try mask(part: name, in: &parts)
        }
    }

    mutating func mask(part name: String, in parts: inout PackageParts) throws(UnreadableFile) {
        var walk = MarkupWalk(scanner: scanner, masks: true, part: PartNames.place(name.lowercased()), list: FindingList(limit: 0))
        try parts.change(name) { root throws(UnreadableFile) in
            if name.lowercased().hasSuffix(".rels") { walk.maskLinks(root) }
            try walk.walk(root)
        }
        done.insert(name.lowercased())
    }
}

extension MarkupWalk {
    /// Links to a mailbox or a telephone lead nowhere afterwards: half an address is no address.
    mutating func maskLinks(_ root: MarkupNode) {
        for relation in root.children("Relationship") where relation.attribute("TargetMode") == "External" {
            let target = relation.attribute("Target") ?? ""
            let found = scanner.findings(in: target)
            list.add(found, place: "超链接")
            // A path on somebody's computer tells the name of its user.
            let isLocal = target.lowercased().hasPrefix("file:") || target.contains(":\\")
            if !found.isEmpty || isLocal { relation.setAttribute("Target", "about:blank") }
        }
    }
}
