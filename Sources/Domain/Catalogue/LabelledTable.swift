/// A plain table with one header line: the rows under it by what their columns are called.
struct LabelledTable<Field: Hashable> {
    struct Row {
        let sheet: String?
        /// 1-based line of the source.
        let number: Int
        let texts: [Field: String]

        func text(_ field: Field) -> String { texts[field] ?? "" }
    }

    private(set) var rows: [Row] = []
    /// The fields that the headers found name.
    private(set) var fields: Set<Field> = []

    /// Reads every table whose header names all the required fields.
    ///
    /// - Parameters:
    ///   - names: the headings of each field; compared without spaces, brackets and punctuation.
    ///   - filled: fields whose blank cells mean “same as above”.
    init(_ sheets: [SourceSheet], names: [Field: [String]], required: Set<Field>, filled: Set<Field> = []) {
        var keys: [String: Field] = [:]
        for (field, headings) in names {
            for heading in headings { keys[CatalogueText.key(heading)] = field }
        }
        for sheet in sheets where !sheet.isHidden {
            var columns: [(index: Int, field: Field)] = []
            var above: [Field: String] = [:]
            for line in sheet.lines {
                let found = line.cells.enumerated().compactMap { index, cell in
                    // Headings are short; long texts are not worth comparing.
                    cell.text.utf8.count > 90 ? nil : keys[CatalogueText.key(cell.text)].map { (index: index, field: $0) }
                }
                if required.isSubset(of: found.map(\.field)) {
                    // The first column of a name counts; a merged heading repeats it.
                    columns = []
                    for column in found where !columns.contains(where: { $0.field == column.field }) { columns.append(column) }
                    fields.formUnion(columns.map(\.field))
                    above = [:]
                    continue
                }
                guard !columns.isEmpty else { continue }
                var texts: [Field: String] = [:]
                for (index, field) in columns where index < line.cells.count && !line.cells[index].text.isEmpty {
                    texts[field] = line.cells[index].text
                }
                if texts.isEmpty { continue }
                for field in filled {
                    if let text = texts[field] { above[field] = text } else { texts[field] = above[field] }
                }
                rows.append(Row(sheet: sheet.name, number: line.number, texts: texts))
            }
        }
    }

    var isEmpty: Bool { fields.isEmpty }
}
