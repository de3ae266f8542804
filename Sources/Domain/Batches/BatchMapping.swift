/// How the columns of a list become documents (栏目对应). Suggested from the headings, and changed by whoever looks at the preview.
package struct BatchMapping: Sendable, Hashable, Codable {
    /// How a title is put together: `{行政相对人}{许可内容}行政许可决定`. What stands in braces is a heading.
    package var title: String
    /// Columns are counted from 0.
    package var number: Int?
    package var made: Int?
    /// 不公开的栏目
    package var leftOut: [Int]
    /// 按策略去标识化: personal data is masked while the rows are brought in; otherwise a row with certain personal data stays out.
    package var masks: Bool
    /// Where the elements stand that no column is named after, or why they do not apply.
    package var elementNote: String

    package static let titleLimit = 300
    package static let noteLimit = 300

    package init(title: String, number: Int? = nil, made: Int? = nil, leftOut: [Int] = [], masks: Bool = false, elementNote: String = "") {
        self.title = title
        self.number = number
        self.made = made
        self.leftOut = leftOut
        self.masks = masks
        self.elementNote = elementNote
    }

    /// What the headings suggest.
    package init(suggestedFor headings: [String]) {
        let known = headings.map(BatchColumn.known)
        func name(_ column: BatchColumn) -> String? { known.firstIndex(of: column).map { "{\(headings[$0])}" } }
        let who = name(.counterparty) ?? ""
        let title: String
        if let own = name(.title) {
            title = own
        } else if let permit = name(.permit) {
            title = "\(who)\(permit)行政许可决定"
        } else if known.contains(.offence) {
            title = "\(who)行政处罚决定"
        } else if let subsidy = name(.subsidy) {
            title = "\(name(.village) ?? "")\(name(.household) ?? who)\(subsidy)发放信息"
        } else if let matter = name(.matter) {
            title = who + matter
        } else if known.contains(.amount), let household = name(.household) {
            title = "\(name(.village) ?? "")\(household)补贴发放信息"
        } else {
            // Nothing is known: the first column that is not a running number.
            title = headings.indices.first { known[$0] != .serial }.map { "{\(headings[$0])}" } ?? ""
        }
        self.init(
            title: title, number: known.firstIndex(of: .number), made: known.firstIndex(of: .made),
            leftOut: headings.indices.filter { known[$0] == .serial })
    }

    /// The template in pieces.
    package enum Piece: Sendable, Hashable {
        case text(String)
        case column(Int)
    }

    /// - Throws: `BatchRefusal` when it is empty or names a column that the table has not.
    package func pieces(headings: [String]) throws(BatchRefusal) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(Folding.trimmed(title))
        if rest.isEmpty { throw .templateEmpty }
        while let open = rest.unicodeScalars.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            guard let close = rest.unicodeScalars[open...].firstIndex(of: "}") else {
                throw .templateUnknown(column: String(rest[open...].dropFirst()))
            }
            let name = String(rest.unicodeScalars[rest.unicodeScalars.index(after: open)..<close])
            guard let column = headings.firstIndex(of: name) else { throw .templateUnknown(column: name) }
            pieces.append(.column(column))
            rest = Substring(rest.unicodeScalars[rest.unicodeScalars.index(after: close)...])
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// The elements of the item as every row answers them: by the column of that name, or by the note.
    ///
    /// - Returns: the answers, and the names of those that have none.
    package func elements(_ names: [String], headings: [String]) -> (elements: [Draft.Element], missing: [String]) {
        let shown = headings.enumerated().filter { !leftOut.contains($0.offset) }.map(\.element)
        var missing: [String] = []
        let elements = names.map { name in
            let key = Folding.fold(Folding.trimmed(name))
            let column =
                shown.first { Folding.fold($0) == key } ?? shown.first { key.contains(Folding.fold($0)) && $0.unicodeScalars.count >= 2 }
            if let column { return Draft.Element(name: name, isCovered: true, note: "正文“\(column)”一栏") }
            if Folding.trimmed(elementNote).isEmpty { missing.append(name) }
            return Draft.Element(name: name, isCovered: false, note: Folding.trimmed(elementNote))
        }
        return (elements, missing)
    }
}
