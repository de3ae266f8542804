package import Domain
import FoundationEssentials

/// A file of documents that an office has published, read one by one: JSON Lines or CSV, told by its content, compressed with gzip or not.
package struct DisclosureFile: ~Copyable {
    /// One document of the file, or why it cannot be one.
    package struct Entry: Sendable {
        /// 1-based line on which it begins.
        package let line: Int
        /// The line as it stands in the file, for the file of what was set aside.
        package let source: [UInt8]
        package let record: Result<DisclosureRecord, SetAsideReason>
        /// The body as structure when it came as HTML.
        package let structured: BodyReading?
    }

    package enum Format: Sendable, Equatable { case jsonLines, csv(headings: [String]) }

    /// One record of a CSV file may reach over so many lines and bytes; a quote that is not closed within them never will be.
    private static let mostLines = 2000
    private static let mostBytes = 1_048_576

    private var reader: LineReader
    package let format: Format
    /// The heading line of a CSV file, to be repeated in the file of what was set aside.
    package let headingLine: [UInt8]?
    private var line = 0
    /// Lines read ahead, the next one last.
    private var pending: [LineReader.Line] = []
    private let decoder = JSONDecoder()

    package init(path: String) throws(UnreadableFile) {
        var reader = try LineReader(path: path)
        var first = try reader.next()
        if case .bytes(let bytes)? = first, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { first = .bytes(Array(bytes.dropFirst(3))) }
        while case .bytes(let bytes)? = first, Self.isBlank(bytes) {
            line += 1
            first = try reader.next()
        }
        guard let first else { throw UnreadableFile("文件 \(path) 是空的。") }
        let opening =
            switch first {
            case .bytes(let bytes): bytes
            case .tooLong(let opening): opening
            }
        let mark = opening.first { $0 != 0x20 && $0 != 9 }
        if mark == UInt8(ascii: "{") || mark == UInt8(ascii: "[") {
            format = .jsonLines
            headingLine = nil
            pending = [first]
        } else {
            let headings = Self.headings(of: opening)
            let known = headings.compactMap { Self.field(heading: $0) }
            guard case .bytes = first, known.contains(\.title), known.contains(\.body) else {
                throw UnreadableFile("无法识别文件 \(path)：应为每行一个 JSON 对象，或者首行含“标题”“正文”列的 UTF-8 编码 CSV 表格。")
            }
            format = .csv(headings: headings)
            headingLine = opening
            line += 1
        }
        self.reader = reader
    }

    /// Bytes of the file read so far.
    package var bytesConsumed: Int { reader.bytesConsumed }

    package mutating func next() throws(UnreadableFile) -> Entry? {
        while true {
            guard let raw = try takeLine() else { return nil }
            let start = line
            guard case .bytes(let bytes) = raw else {
                return Entry(line: start, source: [], record: .failure(.lineTooLong(limit: LineReader.longestLine)), structured: nil)
            }
            if Self.isBlank(bytes) { continue }
            switch format {
            case .jsonLines: return entry(json: bytes, line: start)
            case .csv(let headings): return try entry(csv: bytes, headings: headings, line: start)
            }
        }
    }

    private mutating func takeLine() throws(UnreadableFile) -> LineReader.Line? {
        if let next = pending.popLast() {
            line += 1
            return next
        }
        guard let next = try reader.next() else { return nil }
        line += 1
        return next
    }

    private func entry(json bytes: [UInt8], line: Int) -> Entry {
        let record: Result<DisclosureRecord, SetAsideReason>
        do {
            // The decoder is not relied upon to refuse broken text: it must not be repaired silently.
            guard String(validating: bytes, as: UTF8.self) != nil else { throw SetAsideReason.notUTF8 }
            record = .success(try decoder.decode(DisclosureRecord.self, from: Data(bytes)))
        } catch let reason as SetAsideReason {
            record = .failure(reason)
        } catch DecodingError.dataCorrupted {
            record = .failure(.notJSON)
        } catch {
            record = .failure(.badField)
        }
        return entry(record, source: bytes, line: line)
    }

    private func entry(_ record: Result<DisclosureRecord, SetAsideReason>, source: [UInt8], line: Int) -> Entry {
        if case .success(let found) = record, let body = found.body, HTMLBody.isHTML(body) {
            do {
                return Entry(line: line, source: source, record: record, structured: try HTMLBody.read(body))
            } catch {
                return Entry(line: line, source: source, record: .failure(.nestedTooDeep), structured: nil)
            }
        }
        return Entry(line: line, source: source, record: record, structured: nil)
    }

    // MARK: CSV

    /// The record that begins with this line. When it cannot be one, only this line is set aside: what follows is read again.
    private mutating func entry(csv first: [UInt8], headings: [String], line: Int) throws(UnreadableFile) -> Entry {
        var scanner = RecordScanner(columns: headings.count)
        var state = scanner.take(first)
        var source = first
        var more: [[UInt8]] = []
        var end: LineReader.Line?
        while case .open = state, more.count < Self.mostLines, source.count < Self.mostBytes || more.isEmpty {
            end = try takeLine()
            guard case .bytes(let next)? = end else { break }
            end = nil
            state = scanner.take(next)
            source.append(10)
            source.append(contentsOf: next)
            more.append(next)
        }
        if case .complete = state, scanner.cells.count == headings.count {
            return entry(Self.record(scanner.cells, headings: headings), source: source, line: line)
        }
        if let end {
            pending.append(end)
            self.line -= 1
        }
        pending.append(contentsOf: more.reversed().map { .bytes($0) })
        self.line -= more.count
        let reason: SetAsideReason =
            switch state {
            case .open, .strayQuote: .openQuote
            case .complete: .wrongColumnCount(expected: headings.count, found: scanner.cells.count)
            case .tooManyCells: .wrongColumnCount(expected: headings.count, found: scanner.cells.count + 1)
            }
        return Entry(line: line, source: first, record: .failure(reason), structured: nil)
    }

    private static func record(_ cells: [[UInt8]], headings: [String]) -> Result<DisclosureRecord, SetAsideReason> {
        var record = DisclosureRecord()
        for (heading, cell) in zip(headings, cells) where !cell.isEmpty {
            guard let text = String(validating: cell, as: UTF8.self) else { return .failure(.notUTF8) }
            if let field = field(heading: heading) { record[keyPath: field] = text }
        }
        return .success(record)
    }

    private static func headings(of line: [UInt8]) -> [String] {
        var scanner = RecordScanner(columns: .max)
        guard case .complete = scanner.take(line) else { return [] }
        return scanner.cells.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func field(heading: String) -> WritableKeyPath<DisclosureRecord, String?>? {
        switch Folding.trimmed(heading) {
        case "id": \.id  // 编号 is the number of the row as a rule, and the next office counts from 1 again
        case "title", "标题", "名称", "文件名称": \.title
        case "number", "文号", "发文字号", "文件编号": \.number
        case "index", "index_number", "索引号", "信息索引号": \.index
        case "issuer", "发文机关", "发布机构", "公开主体", "信息来源", "来源": \.issuer
        case "date", "成文日期", "生成日期": \.date
        case "published", "发布日期", "公开日期", "发布时间": \.published
        case "body", "正文", "内容", "信息内容": \.body
        case "url", "网址", "链接": \.url
        case "category", "栏目", "信息分类", "体裁": \.category
        case "theme", "topic", "主题分类": \.theme
        case "validity", "status", "有效性", "效力状况": \.validity
        case "domain", "领域": \.domain
        case "item", "公开事项", "事项": \.item
        default: nil
        }
    }

    private static func isBlank(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 13 } }
}
