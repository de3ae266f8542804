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
        package let structured: DocumentBody?
    }

    package enum Format: Sendable, Equatable { case jsonLines, csv(headings: [String]) }

    private var reader: LineReader
    package let format: Format
    /// The heading line of a CSV file, to be repeated in the file of what was set aside.
    package let headingLine: [UInt8]?
    private var line = 0
    private var pending: LineReader.Line?
    private let decoder = JSONDecoder()

    package init(path: String) throws(UnreadableFile) {
        var reader = try LineReader(path: path)
        var first = try reader.next()
        while case .bytes(let bytes)? = first, Self.isBlank(bytes) {
            line += 1
            first = try reader.next()
        }
        guard case .bytes(var bytes)? = first else { throw UnreadableFile("文件 \(path) 是空的。") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") {
            format = .jsonLines
            headingLine = nil
            pending = .bytes(bytes)
        } else {
            let headings = Self.fields(of: bytes) ?? []
            let known = headings.compactMap { Self.field(heading: $0) }
            guard known.contains(\.title), known.contains(\.body) else {
                throw UnreadableFile("无法识别文件 \(path)：应为每行一个 JSON 对象，或者首行含“标题”“正文”列的 UTF-8 编码 CSV 表格。")
            }
            format = .csv(headings: headings)
            headingLine = bytes
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
        if let first = pending {
            pending = nil
            line += 1
            return first
        }
        guard let next = try reader.next() else { return nil }
        line += 1
        return next
    }

    private func entry(json bytes: [UInt8], line: Int) -> Entry {
        let record: Result<DisclosureRecord, SetAsideReason>
        do {
            record = .success(try decoder.decode(DisclosureRecord.self, from: Data(bytes)))
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
                return Entry(line: line, source: source, record: .failure(.badField), structured: nil)
            }
        }
        return Entry(line: line, source: source, record: record, structured: nil)
    }

    // MARK: CSV

    private mutating func entry(csv first: [UInt8], headings: [String], line: Int) throws(UnreadableFile) -> Entry {
        // A quoted cell may hold line breaks: the record goes on until the quotes are even.
        var bytes = first
        while Self.hasOpenQuote(bytes), bytes.count <= LineReader.longestLine, case .bytes(let more)? = try takeLine() {
            bytes.append(10)
            bytes.append(contentsOf: more)
        }
        guard let fields = Self.fields(of: bytes), fields.count == headings.count else {
            let found = Self.fields(of: bytes)?.count ?? 0
            return Entry(
                line: line, source: bytes, record: .failure(.wrongColumnCount(expected: headings.count, found: found)), structured: nil)
        }
        var record = DisclosureRecord()
        for (heading, text) in zip(headings, fields) where !text.isEmpty {
            if let field = Self.field(heading: heading) { record[keyPath: field] = text }
        }
        return entry(.success(record), source: bytes, line: line)
    }

    private static func field(heading: String) -> WritableKeyPath<DisclosureRecord, String?>? {
        switch Folding.trimmed(heading) {
        case "id", "编号": \.id
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

    private static func hasOpenQuote(_ bytes: [UInt8]) -> Bool { bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\"") ? 1 : 0) } % 2 == 1 }

    /// The cells of one record (RFC 4180); `nil` when a quote stands where none may.
    private static func fields(of bytes: [UInt8]) -> [String]? {
        var fields: [String] = []
        var current: [UInt8] = []
        var index = 0
        while true {
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                index += 1
                while index < bytes.count {
                    if bytes[index] == UInt8(ascii: "\"") {
                        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
                        index += 1
                    }
                    current.append(bytes[index])
                    index += 1
                }
                guard index < bytes.count else { return nil }
                index += 1
                guard index == bytes.count || bytes[index] == UInt8(ascii: ",") else { return nil }
            } else {
                while index < bytes.count, bytes[index] != UInt8(ascii: ",") {
                    current.append(bytes[index])
                    index += 1
                }
            }
            fields.append(String(decoding: current, as: UTF8.self))
            current = []
            guard index < bytes.count else { return fields }
            index += 1
        }
    }
}
