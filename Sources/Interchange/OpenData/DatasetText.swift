package import Domain

/// Rows of a data set as text: JSON objects, and records of comma-separated text.
package enum DatasetText {
    /// One object with a key for every column, without a line feed.
    package static func json(_ row: DatasetRow, of dataset: Dataset) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            for (column, value) in zip(dataset.columns, row) { write(value, column.name, to: &json) }
        }
        return json.utf8
    }

    private static func write(_ value: DatasetValue, _ key: String, to json: inout JSONWriter) {
        switch value {
        case .none: json.value(key, nil as String?)
        case .text(let text): json.value(key, text)
        case .number(let number): json.value(key, number)
        case .list(let texts): json.strings(key, texts)
        case .parts(let things):
            json.array(key) { json in
                for thing in things {
                    json.object { json in
                        for part in thing { json.value(part.name, part.text) }
                    }
                }
            }
        }
    }

    /// The byte order mark, which Excel needs to show Chinese, and the headings (RFC 4180).
    package static func csvHead(of dataset: Dataset) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        CatalogueExport.appendRecord(dataset.columns.filter(\.isInTable).map(\.title), to: &text)
        return text
    }

    package static func csv(_ row: DatasetRow, of dataset: Dataset) -> [UInt8] {
        var text: [UInt8] = []
        CatalogueExport.appendRecord(zip(dataset.columns, row).filter(\.0.isInTable).map { cell($1) }, to: &text)
        return text
    }

    private static func cell(_ value: DatasetValue) -> String {
        switch value {
        case .none: ""
        case .text(let text): text
        case .number(let number): String(number)
        case .list(let texts): texts.joined(separator: "；")
        case .parts(let things): things.map { $0.compactMap(\.text).joined(separator: " ") }.joined(separator: "；")
        }
    }

    /// A whole set that is not large.
    package static func whole(_ rows: [DatasetRow], of dataset: Dataset, as format: DatasetFormat) -> [UInt8] {
        switch format {
        case .csv: return rows.reduce(into: csvHead(of: dataset)) { $0 += csv($1, of: dataset) }
        case .json:
            var text = jsonHead(of: dataset)
            for (index, row) in rows.enumerated() { text += (index == 0 ? [] : Array(",\n".utf8)) + json(row, of: dataset) }
            return text + jsonEnd
        }
    }

    /// `{"dataset":"units","title":"公开主体","results":[`, then the rows with commas between, then `jsonEnd`.
    package static func jsonHead(of dataset: Dataset) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.value("dataset", dataset.key)
            json.value("title", dataset.title)
        }
        return json.utf8.dropLast() + Array(",\"results\":[\n".utf8)
    }

    package static let jsonEnd = Array("\n]}\n".utf8)
}
