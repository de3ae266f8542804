/// The word lists as a table (词库表): the form in which offices exchange them.
package enum WordListTable {
    package static let headings = ["类别", "词", "改为", "理由", "依据", "例外", "起始日期", "必须处理", "停用"]

    /// What is wrong in a table.
    package enum Fault: Error, Sendable, Hashable {
        /// No line has the headings 类别 and 词.
        case noHeadings
        case unknownKind(line: Int, text: String)
        case badDate(line: Int, text: String)
        case entry(line: Int, pattern: String, WordEntry.Fault)
        case repeated(line: Int, pattern: String)
    }

    /// The lines of a table. Exceptions stand in one cell, separated by 、 or ；.
    package static func read(_ sheets: [SourceSheet]) -> (entries: [WordEntry], faults: [Fault]) {
        var (entries, faults): ([WordEntry], [Fault]) = ([], [])
        var seen: Set<String> = []
        var hasHeadings = false
        for sheet in sheets {
            var columns: [String: Int]?
            for line in sheet.lines {
                let cells = line.cells.map { Folding.trimmed($0.text) }
                guard let columns else {
                    let found = Dictionary(cells.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
                    if found["类别"] != nil && found["词"] != nil {
                        columns = found
                        hasHeadings = true
                    }
                    continue
                }
                if cells.allSatisfy(\.isEmpty) { continue }
                do throws(Fault) {
                    let entry = try self.entry(cells, columns, line: line.number)
                    guard seen.insert("\(entry.kind.rawValue)\u{1F}\(Folding.fold(entry.pattern))").inserted else {
                        throw .repeated(line: line.number, pattern: entry.pattern)
                    }
                    entries.append(entry)
                } catch {
                    faults.append(error)
                }
            }
        }
        return (entries, hasHeadings ? faults : [.noHeadings])
    }

    private static func entry(_ cells: [String], _ columns: [String: Int], line: Int) throws(Fault) -> WordEntry {
        func cell(_ name: String) -> String { columns[name].flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
        guard let kind = WordEntry.Kind(name: cell("类别")) else { throw .unknownKind(line: line, text: cell("类别")) }
        let date = cell("起始日期")
        let since = Day(text: date)
        if !date.isEmpty, since == nil { throw .badDate(line: line, text: date) }
        let entry = WordEntry(
            kind, cell("词"), right: cell("改为"), reason: cell("理由"), source: cell("依据"), exceptions: exceptions(cell("例外")), since: since,
            isBlocking: isYes(cell("必须处理")), isOff: isYes(cell("停用")))
        if let fault = entry.fault { throw .entry(line: line, pattern: entry.pattern, fault) }
        return entry
    }

    package static func exceptions(_ text: String) -> [String] {
        text.unicodeScalars.split { "、；;，,\n\r\t ".unicodeScalars.contains($0) || Folding.fold($0.value) == 0x20 }.map { String($0) }
    }

    private static func isYes(_ text: String) -> Bool { ["是", "√", "1", "true", "yes", "y"].contains(Folding.fold(text)) }

    /// CSV, UTF-8 with a byte-order mark, so that spreadsheets show the Chinese.
    package static func csv(_ entries: [WordEntry]) -> [UInt8] {
        var text: [UInt8] = [0xEF, 0xBB, 0xBF]
        append(headings, to: &text)
        for entry in entries {
            append(
                [
                    entry.kind.name, entry.pattern, entry.right, entry.reason, entry.source, entry.exceptions.joined(separator: "、"),
                    entry.since?.description ?? "", entry.isBlocking ? "是" : "", entry.isOff ? "是" : "",
                ], to: &text)
        }
        return text
    }

    private static func append(_ cells: [String], to text: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            // A space keeps spreadsheets from running a text as a formula; it is cut off again on reading.
            if let first = cell.utf8.first, "=+-@".utf8.contains(first) { text.append(0x20) }
            let isPlain = !cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            text +=
                isPlain
                ? Array(cell.utf8)
                : Array("\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"".utf8)
        }
        text += "\r\n".utf8
    }
}

extension WordListTable.Fault {
    package var sentence: String {
        switch self {
        case .noHeadings: "没有找到表头：第一行要有“类别”和“词”两列。"
        case .unknownKind(let line, let text):
            "第 \(line) 行的类别“\(text)”无法识别，应是\(WordEntry.Kind.allCases.map(\.name).joined(separator: "、"))之一。"
        case .badDate(let line, let text): "第 \(line) 行的起始日期“\(text)”不是日期，应写成 2026-03-20 的样子。"
        case .entry(let line, let pattern, let fault): "第 \(line) 行“\(pattern)”：\(fault.sentence)"
        case .repeated(let line, let pattern): "第 \(line) 行“\(pattern)”与前面的行重复。"
        }
    }
}

extension WordEntry.Fault {
    package var sentence: String {
        switch self {
        case .emptyPattern: "没有填写词。"
        case .singleCharacter: "只有一个字的词会到处误报，请写长一些。"
        case .patternTooLong(let limit): "词太长，最多 \(limit) 个字。"
        case .textTooLong(let limit): "改为、理由、依据都不能超过 \(limit) 个字。"
        case .tooManyExceptions(let limit): "例外太多，最多 \(limit) 个。"
        case .rightHoldsPattern: "“改为”中还含有要改的词，改了也会再报；请把正确的写法列入例外。"
        case .exceptionWithoutPattern(let text): "例外“\(text)”中不含这个词，不会起作用。"
        }
    }
}
