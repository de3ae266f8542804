/// A sheet (or web or Word table, or text file) as cells, merged cells already expanded: what `Interchange` gives to the reader of
/// catalogues.
package struct SourceSheet: Sendable {
    package struct Cell: Sendable, Hashable {
        /// White space at both ends removed, line breaks kept as `\n`.
        package var text: String
        /// True when the text was copied here from the corner of a merged cell.
        package var isFromMerge: Bool

        package init(_ text: String, isFromMerge: Bool = false) {
            self.text = text
            self.isFromMerge = isFromMerge
        }
    }

    package struct Line: Sendable {
        /// 1-based, as the office program shows it.
        package var number: Int
        package var cells: [Cell]

        package init(number: Int, cells: [Cell]) {
            self.number = number
            self.cells = cells
        }
    }

    /// The sheet's name; `nil` for formats without sheets.
    package var name: String?
    package var isHidden: Bool
    /// Text standing before the table, nearest last: headings of a web page, paragraphs of a Word file.
    package var headings: [String]
    package var lines: [Line]
    /// False when the format does not tell which cells are merged (old binary Excel read without conversion).
    package var knowsMerges: Bool

    package init(name: String?, isHidden: Bool = false, headings: [String] = [], lines: [Line] = [], knowsMerges: Bool = true) {
        self.name = name
        self.isHidden = isHidden
        self.headings = headings
        self.lines = lines
        self.knowsMerges = knowsMerges
    }
}
