package import Domain

/// The base of answers as a table (咨询答问清单): what is exported can be imported again.
package enum AnswerTable {
    package enum Column: String, Sendable, CaseIterable, Hashable {
        case question, answer, unit, links, valid, review

        package var headings: [String] {
            switch self {
            case .question: ["问题", "咨询问题", "问"]
            case .answer: ["答复", "答案", "回答", "答"]
            case .unit: ["单位", "答复单位", "责任单位"]
            case .links: ["相关链接", "链接"]
            case .valid: ["有效期至", "有效期"]
            case .review: ["复核日期"]
            }
        }

        fileprivate var width: Double {
            switch self {
            case .question: 40
            case .answer: 80
            case .unit: 20
            case .links: 40
            case .valid, .review: 12
            }
        }
    }

    package static let mostRows = 2000

    package typealias Row = HeadedTable<Column>.Row

    /// - Throws: `UnreadableFile`.
    package static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> [Row] {
        try HeadedTable<Column>.read(bytes, headings: \.headings, needed: [.question, .answer, .unit], mostRows: mostRows).rows
    }

    /// `名称 网址` a line, as forms and files have them.
    package static func links(_ text: String) -> [BaseAnswer.Link] {
        text.split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }.map { line in
            let parts = line.split(separator: " ")
            guard parts.count > 1, let last = parts.last else { return BaseAnswer.Link(name: line, address: "") }
            return BaseAnswer.Link(name: parts.dropLast().joined(separator: " "), address: String(last))
        }
    }

    private static func cells(_ content: BaseAnswer.Content, unit: String) -> [String] {
        [
            content.question, content.answer, unit, content.links.map { "\($0.name) \($0.address)" }.joined(separator: "\n"),
            content.validUntil?.description ?? "", content.reviewOn?.description ?? "",
        ]
    }

    package static func xlsx(_ answers: [(content: BaseAnswer.Content, unit: String)]) throws(UnwritableFile) -> [UInt8] {
        try LedgerWorkbook.xlsx(
            columns: Column.allCases.map { LedgerWorkbook.Column($0.headings[0], width: $0.width) },
            rows: answers.map { cells($0.content, unit: $0.unit) }, title: "咨询答问库", sheet: "咨询答问")
    }

    /// With the byte order mark that the office program wants.
    package static func csv(_ answers: [(content: BaseAnswer.Content, unit: String)]) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        for record in [Column.allCases.map { $0.headings[0] }] + answers.map({ cells($0.content, unit: $0.unit) }) {
            CatalogueExport.appendRecord(record, to: &text)
        }
        return text
    }
}

extension AnswerTable {
    /// The rows with their units and days.
    ///
    /// - Parameter units: by name, short name and code.
    /// - Returns: what could be read, and the first thing that could not, as a sentence.
    package static func rows(
        _ rows: [Row], units: [String: OrganisationUnit.ID]
    ) -> (rows: [(line: Int, content: BaseAnswer.Content, unit: OrganisationUnit.ID)], problem: String?) {
        var read: [(line: Int, content: BaseAnswer.Content, unit: OrganisationUnit.ID)] = []
        for row in rows {
            func cell(_ column: Column) -> String { Folding.trimmed(row.cells[column] ?? "") }
            guard let unit = units[cell(.unit)] else { return (read, "第 \(row.line) 行的单位“\(cell(.unit))”没有登记，请写全称、简称或者代码。") }
            var days: [Column: Day] = [:]
            for column in [Column.valid, .review] where !cell(column).isEmpty {
                guard let day = Day(text: cell(column)) else {
                    return (read, "第 \(row.line) 行的“\(column.headings[0])”应当写成 2026-12-31 的样子。")
                }
                days[column] = day
            }
            let content = BaseAnswer.Content(
                question: cell(.question), answer: cell(.answer), links: links(row.cells[.links] ?? ""), validUntil: days[.valid],
                reviewOn: days[.review])
            read.append((row.line, content, unit))
        }
        return (read, nil)
    }
}
