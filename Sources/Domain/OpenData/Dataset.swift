/// A set of data that anybody may take away (数据集): what it is, how often it is renewed, and what its columns mean.
package struct Dataset: Sendable, Hashable {
    /// How often what stands in it may change (更新频率).
    package enum Rhythm: String, Sendable, CaseIterable, Codable {
        /// With every publication.
        case continuous
        case daily
        case yearly
        /// When the county changes it.
        case irregular

        package var words: String {
            switch self {
            case .continuous: "随时更新"
            case .daily: "每日更新"
            case .yearly: "每年更新"
            case .irregular: "有变化时更新"
            }
        }
    }

    /// One value of every row.
    package struct Column: Sendable, Hashable {
        /// The key in JSON.
        package let name: String
        /// The heading in a table, and what it means.
        package let title: String
        /// Whole texts do not fit into the cells of a table: these stand in JSON only.
        package let isInTable: Bool

        package init(_ name: String, _ title: String, isInTable: Bool = true) {
            self.name = name
            self.title = title
            self.isInTable = isInTable
        }
    }

    /// Of its addresses and files: small ASCII letters, digits and hyphens.
    package let key: String
    package let title: String
    package let summary: String
    package let keywords: [String]
    package let rhythm: Rhythm
    package let columns: [Column]

    package init(_ key: String, title: String, summary: String, keywords: [String], rhythm: Rhythm, columns: [Column]) {
        self.key = key
        self.title = title
        self.summary = summary
        self.keywords = keywords
        self.rhythm = rhythm
        self.columns = columns
    }
}

/// What a data set can be taken as.
package enum DatasetFormat: String, Sendable, CaseIterable, Hashable {
    case json, csv

    package var words: String {
        switch self {
        case .json: "JSON"
        case .csv: "CSV"
        }
    }

    package var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        }
    }
}

/// A cell of a data set.
package enum DatasetValue: Sendable, Hashable {
    /// Not known, or not there.
    case none
    case text(String)
    case number(Int)
    case list([String])
    /// Things inside the row, each with its own named texts: the files of a document.
    case parts([[Part]])

    /// A named text of a thing inside a row.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let text: String?

        package init(_ name: String, _ text: String?) {
            self.name = name
            self.text = text
        }
    }

    package init(_ text: String?) { self = text.map { .text($0) } ?? .none }
}

/// A row of a data set: as many values as the set has columns, in their order.
package typealias DatasetRow = [DatasetValue]
