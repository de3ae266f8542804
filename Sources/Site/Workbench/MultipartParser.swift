/// How much of a form with files is taken.
struct MultipartLimits: Sendable {
    /// Of everything that is sent, names and boundaries included.
    var totalInBytes = 220 << 20
    /// Of one file.
    var fileInBytes = 200 << 20
    /// Of one field that is no file.
    var fieldInBytes = 4 << 20
    /// Of all fields that are no files.
    var fieldsInBytes = 8 << 20
    /// Files and fields together.
    var parts = 200
    /// Of the lines before a part's content.
    var headerInBytes = 8 << 10
}

/// Takes a form apart that was sent as `multipart/form-data` (RFC 7578, RFC 2046), however its bytes are cut into pieces.
///
/// Bytes are given with `take`; `next` gives what is complete, or `nil` when it needs more. No more than a header, or a boundary and the
/// piece taken last, is kept.
struct MultipartParser {
    enum Event: Equatable {
        case part(PartHeader)
        /// A piece of the part's content; never empty.
        case content([UInt8])
        case endOfPart
        /// After the last boundary. What follows is ignored, as RFC 2046 asks.
        case end
    }

    private enum State {
        /// Before the first boundary.
        case preamble
        /// Right after a boundary: a line break, or `--` at the end of all.
        case afterBoundary
        case header
        case content
        case ended
    }

    private let limits: MultipartLimits
    /// CR LF, two hyphens and the boundary. A line break that the stream does not have stands before the first one.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8] = [13, 10]
    private var start = 0
    private var total = 0
    private var parts = 0

    init(boundary: [UInt8], limits: MultipartLimits) {
        delimiter = [13, 10, 45, 45] + boundary
        self.limits = limits
    }

    mutating func take(_ bytes: some Collection<UInt8>) throws(MultipartRefusal) {
        total += bytes.count
        guard total <= limits.totalInBytes else { throw .tooLarge(limitInBytes: limits.totalInBytes) }
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        if state != .ended { buffer.append(contentsOf: bytes) }
    }

    mutating func next() throws(MultipartRefusal) -> Event? {
        while true {
            switch state {
            case .preamble:
                guard let found = find(delimiter) else {
                    start = max(start, buffer.count - delimiter.count + 1)
                    // Nobody sends a preamble in a form; RFC 2046 allows one.
                    guard total <= limits.headerInBytes + delimiter.count else { throw .malformed("没有找到分隔行") }
                    return nil
                }
                start = found + delimiter.count
                state = .afterBoundary
            case .afterBoundary:
                guard try passBoundaryLine() else { return nil }
                if state == .ended { return .end }
            case .header:
                guard let header = try takeHeader() else { return nil }
                state = .content
                return .part(header)
            case .content: return takeContent()
            case .ended: return nil
            }
        }
    }

    /// The stream is over.
    ///
    /// - Throws: when the last boundary has not come.
    func finish() throws(MultipartRefusal) {
        guard state == .ended else { throw .malformed("内容不完整，上传可能中断") }
    }

    /// - Returns: false when more bytes are needed.
    private mutating func passBoundaryLine() throws(MultipartRefusal) -> Bool {
        var index = start
        // White space may stand after the boundary (RFC 2046, 5.1.1).
        while index < buffer.count, buffer[index] == 0x20 || buffer[index] == 9 { index += 1 }
        guard index - start <= 64 else { throw .malformed("分隔行不正确") }
        guard index + 1 < buffer.count else { return false }
        switch (buffer[index], buffer[index + 1]) {
        case (13, 10):
            // The break stays: a part without header begins with an empty line right here.
            start = index
            state = .header
        case (45, 45) where index == start:
            state = .ended
            buffer = []
            start = 0
        default: throw .malformed("分隔行不正确")
        }
        return true
    }

    private mutating func takeHeader() throws(MultipartRefusal) -> PartHeader? {
        guard let end = find([13, 10, 13, 10]) else {
            guard buffer.count - start <= limits.headerInBytes else { throw .malformed("一个部分的说明过长") }
            return nil
        }
        guard end - start <= limits.headerInBytes else { throw .malformed("一个部分的说明过长") }
        parts += 1
        guard parts <= limits.parts else { throw .tooManyParts(limit: limits.parts) }
        let header = try PartHeader(lines: buffer[min(start + 2, end)..<end])
        // The content of an empty part is followed by the boundary's own line break.
        start = end + 4
        isAtContentStart = true
        return header
    }

    /// An empty part's boundary may follow the header's empty line at once, which then is its line break too.
    private var isAtContentStart = false

    private mutating func takeContent() -> Event? {
        if isAtContentStart {
            let bare = delimiter[2...]
            let rest = buffer[start...]
            if rest.starts(with: bare) {
                isAtContentStart = false
                start += bare.count
                state = .afterBoundary
                return .endOfPart
            }
            if rest.count < bare.count, bare.starts(with: rest) { return nil }
            isAtContentStart = false
        }
        if let found = find(delimiter) {
            if found > start {
                defer { start = found }
                return .content(Array(buffer[start..<found]))
            }
            start = found + delimiter.count
            state = .afterBoundary
            return .endOfPart
        }
        // The end of what is there may be the beginning of a boundary.
        let safe = buffer.count - delimiter.count + 1
        guard safe > start else { return nil }
        defer { start = safe }
        return .content(Array(buffer[start..<safe]))
    }

    /// Where these bytes stand next.
    private func find(_ pattern: [UInt8]) -> Int? {
        buffer.withUnsafeBufferPointer { buffer in
            pattern.withUnsafeBufferPointer { pattern in
                var index = start
                let last = buffer.count - pattern.count
                let first = pattern[0]
                search: while index <= last {
                    if buffer[index] == first {
                        for offset in 1..<pattern.count where buffer[index + offset] != pattern[offset] {
                            index += 1
                            continue search
                        }
                        return index
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}

/// What a part says about itself: the field's name, and for a file its name and type.
struct PartHeader: Equatable, Sendable {
    let name: String
    /// `nil` for a field that is no file; empty when a file field was left empty.
    let fileName: String?

    /// - Parameter lines: without the empty line at their end.
    init(lines: some Collection<UInt8>) throws(MultipartRefusal) {
        var name: String?
        var fileName: String?
        var encodedFileName: String?
        var hasDisposition = false
        for line in Array(lines).split(separator: 10) {
            guard String(validating: line, as: UTF8.self) != nil else { throw .malformed("部分的说明不是 UTF-8 编码") }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            guard key == "content-disposition" else { continue }
            guard !hasDisposition else { throw .malformed("一个部分有两条说明") }
            hasDisposition = true
            for (parameter, value) in try HeaderParameters.read(line[(colon + 1)...], expecting: "form-data") {
                switch parameter {
                case "name": name = value
                case "filename": fileName = value
                case "filename*": encodedFileName = HeaderParameters.decodeExtended(value)
                default: break
                }
            }
        }
        guard let name else { throw .malformed("有一个部分没有名称") }
        self.name = name
        self.fileName = encodedFileName ?? fileName
    }
}

/// The parameters of a header field such as `form-data; name="file"; filename="报告.docx"`.
enum HeaderParameters {
    /// - Parameter expecting: the word before the first semicolon, in small letters.
    static func read(_ bytes: some Collection<UInt8>, expecting word: String) throws(MultipartRefusal) -> [(name: String, value: String)] {
        var rest = Array(bytes)[...]
        let kind = take(&rest) { $0 != UInt8(ascii: ";") }
        guard text(kind).lowercased() == word else { throw .malformed("说明中缺少 \(word)") }
        var result: [(name: String, value: String)] = []
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst()
            let name = text(take(&rest) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }).lowercased()
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 9 }
            guard result.count < 16 else { throw .malformed("说明的参数过多") }
            guard !result.contains(where: { $0.name == name }) else { throw .malformed("说明中的 \(name) 重复") }
            if rest.first == UInt8(ascii: "\"") {
                rest = rest.dropFirst()
                result.append((name, try quoted(&rest)))
                _ = take(&rest) { $0 != UInt8(ascii: ";") }
            } else {
                result.append((name, text(take(&rest) { $0 != UInt8(ascii: ";") })))
            }
        }
        return result
    }

    /// A quoted value. Browsers write `%22` for a quotation mark and leave backslashes alone; other programs write `\"`.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) throws(MultipartRefusal) -> String {
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return browserDecoded(value) }
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                value.append(UInt8(ascii: "\""))
                rest = rest.dropFirst()
            } else {
                value.append(byte)
            }
        }
        throw .malformed("说明中的引号没有结束")
    }

    /// The three signs that HTML has browsers encode in names.
    private static func browserDecoded(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// `UTF-8''%E6%8A%A5.docx` (RFC 5987); `nil` for another character set or a broken escape.
    static func decodeExtended(_ value: String) -> String? {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return percentDecoded(String(parts[2]))
    }

    static func percentDecoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, while isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = rest.prefix(while: isPart)
        rest = rest.dropFirst(taken.count)
        return taken
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let trimmed = bytes.drop { isBlank($0) }
        let end = trimmed.lastIndex { !isBlank($0) } ?? trimmed.startIndex - 1
        return String(decoding: trimmed[..<(end + 1)], as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 13 || byte == 10 }
}
