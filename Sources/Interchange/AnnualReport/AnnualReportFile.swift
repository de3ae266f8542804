package import Domain

/// An annual report as it was found in a file, with everything that is wrong with it.
package struct AnnualReportReading: Sendable {
    package let report: AnnualReport
    /// What could not be read, and why.
    package let unread: [ReportProblem]

    package func problems(previous: AnnualReport? = nil) -> [ReportProblem] {
        let all = unread + ReportChecks.problems(of: report, previous: previous)
        return all.filter { $0.severity == .hard } + all.filter { $0.severity == .soft }
    }
}

/// Somebody else's annual reports, out of a web page, a Word document, a text, a workbook, a PDF, or a table with a report in each row.
package enum AnnualReportFile {
    /// Rows of a table of reports that are read.
    private static let limit = 5_000

    /// - Throws: `UnreadableFile` when it is none of these, damaged, locked, or beyond the limits.
    package static func read(path: String) throws(UnreadableFile) -> [AnnualReportReading] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try read(try FileBytes.read(path), name: name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
    }

    /// - Parameter name: of the file without its ending, which may tell unit and year.
    package static func read(_ bytes: [UInt8], name: String) throws(UnreadableFile) -> [AnnualReportReading] {
        if bytes.starts(with: "%PDF".utf8) {
            return [reading(text: try AttachmentText.read(bytes, kind: .pdf), sheets: [], name: name)]
        }
        let file = try TableFile.read(bytes)
        switch file.kind {
        case .workbook, .oldWorkbook:
            if let many = try reports(in: file.sheets) { return many }
            return [reading(text: words(of: file.sheets), sheets: file.sheets, name: name)]
        case .wordDocument, .webPage:
            let document = try ImportedBody.read(bytes)
            let text = DocumentBody.plainText(stored: document.body.stored)
            return [reading(text: text, sheets: file.sheets, name: document.title ?? name)]
        case .text:
            if let many = try reports(in: file.sheets) { return many }
            let text = bytes.withUnsafeBytes { TextDecoding.utf8($0) } ?? []
            return [reading(text: String(decoding: text, as: UTF8.self), sheets: file.sheets, name: name)]
        }
    }

    // MARK: Many

    /// One report a row, under headings such as 标题, 时间, 内容; `nil` when the table is none of that kind.
    private static func reports(in sheets: [SourceSheet]) throws(UnreadableFile) -> [AnnualReportReading]? {
        for sheet in sheets {
            guard let head = sheet.lines.first else { continue }
            let names = head.cells.map { Folding.trimmed($0.text) }
            guard let title = names.firstIndex(where: { ["标题", "title", "名称"].contains($0) }),
                let content = names.firstIndex(where: { ["内容", "正文", "content", "body"].contains($0) })
            else { continue }
            guard sheet.lines.count <= limit else { throw .tooBig("表中的报告超过 \(limit) 份") }
            return sheet.lines.dropFirst().map { line in
                func cell(_ index: Int) -> String { index < line.cells.count ? line.cells[index].text : "" }
                let body = cell(content)
                return reading(text: body, sheets: [], name: cell(title), isHTML: body.contains("<td") || body.contains("<TD"))
            }
        }
        return nil
    }

    // MARK: One

    private static func reading(text: String, sheets: [SourceSheet], name: String, isHTML: Bool = false) -> AnnualReportReading {
        if isHTML, let page = try? read(Array("<html><body>\(text)</body></html>".utf8), name: name).first {
            // A cell that is no page after all is read as the text that it is.
            return page
        }
        let flat = FlatText(text)
        let sections = ReportSections(flat)
        let naming = ReportNaming(text: text, name: name)
        if Folding.trimmed(text).isEmpty && sheets.isEmpty {
            let empty = AnnualReport(
                title: naming.title, year: naming.year, unit: naming.unit, two: TableTwo(filledWith: .unknown),
                three: TableThree(filledWith: .unknown), four: TableFour(filledWith: .unknown))
            return AnnualReportReading(report: empty, unread: [.noText])
        }
        let grid = ReportGrid(sheets)
        let running = ReportTextTables(flat, sections: sections)
        // Cells say more than running text; what the cells do not have may stand in the text.
        var problems: [ReportProblem] = []
        for (source, isGrid) in [(grid.problems, true), (running.problems, false)] {
            for problem in source where !problems.contains(problem) {
                let isInCells =
                    switch problem.table {
                    case 2: grid.hasTwo
                    case 3: grid.hasThree
                    case 4: grid.hasFour
                    default: isGrid
                    }
                if isInCells == isGrid { problems.append(problem) }
            }
        }
        let report = AnnualReport(
            title: naming.title, year: naming.year, unit: naming.unit, two: grid.hasTwo ? grid.two : running.two,
            three: grid.hasThree ? grid.three : running.three, four: grid.hasFour ? grid.four : running.four,
            narrative: sections.narrative(flat))
        return AnnualReportReading(report: report, unread: problems)
    }

    /// A line for each row.
    private static func words(of sheets: [SourceSheet]) -> String {
        sheets.filter { !$0.isHidden }.flatMap(\.lines).map { line in
            line.cells.filter { !$0.isFromMerge && !$0.text.isEmpty }.map(\.text).joined(separator: " ")
        }.joined(separator: "\n")
    }
}

extension ReportProblem {
    /// The table that could not be read.
    fileprivate var table: Int? {
        switch self {
        case .noTable(let number), .noColumns(let number): number
        case .malformed(.three, _), .unreadableRow, .noReading, .ambiguousRows, .incompleteRow, .noRow, .subtotal: 3
        case .malformed(.four, _), .unreadableDisputes, .ambiguousDisputes, .incompleteDisputes: 4
        default: nil
        }
    }
}

/// Title, year and unit of a report, from its own lines or the file's name.
struct ReportNaming {
    let title: String
    let year: Int?
    let unit: String

    init(text: String, name: String) {
        var fields: [String: String] = [:]
        var heading: String?
        for line in text.split(separator: "\n", maxSplits: 40).prefix(40) {
            let line = Folding.trimmed(String(line))
            guard line.unicodeScalars.count <= 100 else { continue }
            if let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) {
                fields[Folding.trimmed(String(line[..<colon]))] = Folding.trimmed(String(line[line.index(after: colon)...]))
            } else if heading == nil, Self.isTitle(line) {
                heading = line
            }
        }
        let name = Folding.trimmed(name)
        title = fields["标题"] ?? (Self.isTitle(name) ? name : heading ?? name)
        let (before, year, after) = Self.split(title)
        self.year = year ?? Self.period(text)
        let tail = after.firstRange(of: "政府信息公开").map { String(after[..<$0.lowerBound]) } ?? ""
        unit = !before.isEmpty ? before : !tail.isEmpty ? tail : fields["发布机构"] ?? fields["来源"] ?? ""
    }

    private static func isTitle(_ line: String) -> Bool {
        line.contains("信息公开") && (line.contains("年度报告") || line.contains("年报") || line.contains("工作报告")) && !line.contains("。")
    }

    /// `河北省教育厅2023年政府信息公开…` cut at its year.
    private static func split(_ title: String) -> (before: String, year: Int?, after: String) {
        let scalars = Array(title.unicodeScalars)
        var index = 0
        while index + 4 < scalars.count {
            let digits = scalars[index..<index + 4].map { Folding.fold($0.value) }
            if digits.allSatisfy(FlatText.isDigit), scalars[index + 4] == "年" || scalars[index + 4] == "度" {
                let year = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
                if (2000...2999).contains(year) {
                    var rest = scalars[(index + 5)...]
                    if rest.first == "度" { rest = rest.dropFirst() }
                    let before = String(String.UnicodeScalarView(scalars[..<index]))
                    return (Folding.trimmed(before.filter { !"（(".contains($0) }), year, String(String.UnicodeScalarView(rest)))
                }
            }
            index += 1
        }
        return ("", nil, "")
    }

    /// 数据统计期限为2023年1月1日至12月31日
    private static func period(_ text: String) -> Int? {
        let flat = FlatText(text)
        guard let place = flat.first(["统计期限", "数据的统计期限"], in: flat.whole) else { return nil }
        return split(flat.text(place.upperBound..<min(flat.count, place.upperBound + 20))).year
    }
}
