package import Domain

/// Results of ratings as a table (评价结果).
package enum RatingExport {
    /// One matter of one unit in one month.
    package struct Row: Sendable {
        package var unit: String
        package var matter: String
        package var month: String
        package var tally: RatingTally

        package init(unit: String, matter: String, month: String, tally: RatingTally) {
            self.unit = unit
            self.matter = matter
            self.month = month
            self.tally = tally
        }
    }

    /// Comma-separated text in UTF-8 with a byte order mark (RFC 4180).
    package static func csv(_ rows: [Row]) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        let headings = ["单位", "事项", "月份", "评价码", "评价"] + RatingLevel.allCases.map(\.name) + ["剔除"]
        CatalogueExport.appendRecord(headings, to: &text)
        for row in rows {
            let counts = [row.tally.codes, row.tally.total] + RatingLevel.allCases.map { row.tally.levels[$0] ?? 0 } + [row.tally.excluded]
            CatalogueExport.appendRecord([row.unit, row.matter, row.month] + counts.map { String($0) }, to: &text)
        }
        return text
    }
}
