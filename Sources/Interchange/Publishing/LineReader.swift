import CZlib

/// Reads a file line by line, compressed with gzip or not, in memory that does not grow with the file.
package struct LineReader: ~Copyable {
    /// Longer lines are skipped to their end and reported.
    package static let longestLine = 16 * 1_048_576
    private static let chunk = 256 * 1024

    package enum Line: Sendable {
        case bytes([UInt8])
        /// Its beginning is enough to tell what kind of file it is.
        case tooLong(opening: [UInt8])
    }

    private let file: gzFile
    private var buffer = [UInt8](repeating: 0, count: chunk)
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    /// - Throws: when the file cannot be opened.
    package init(path: String) throws(UnreadableFile) {
        guard let opened = gzopen(path, "rb") else { throw UnreadableFile("无法打开文件 \(path)，请检查路径和读取权限。") }
        gzbuffer(opened, UInt32(Self.chunk))
        file = opened
    }

    deinit { gzclose_r(file) }

    /// Bytes of the file consumed so far, before decompression: for a progress bar.
    package var bytesConsumed: Int { Int(gzoffset(file)) }

    /// The next line without its line feed; `nil` at the end.
    package mutating func next() throws(UnreadableFile) -> Line? {
        var pending: [UInt8] = []
        var opening: [UInt8]?
        while true {
            let feed = buffer[start..<end].firstIndex(of: 10)
            if opening == nil { pending.append(contentsOf: buffer[start..<(feed ?? end)]) }
            if pending.count > Self.longestLine {
                opening = Array(pending.prefix(1024))
                pending = []
            }
            if let feed {
                start = feed + 1
                return finish(pending, opening)
            }
            guard try fill() else {
                return pending.isEmpty && opening == nil ? nil : finish(pending, opening)
            }
        }
    }

    private func finish(_ pending: [UInt8], _ opening: [UInt8]?) -> Line {
        if let opening { return .tooLong(opening: opening) }
        return .bytes(pending.last == 13 ? Array(pending.dropLast()) : pending)
    }

    private mutating func fill() throws(UnreadableFile) -> Bool {
        start = 0
        end = 0
        guard !isAtEnd else { return false }
        let count = buffer.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32(Self.chunk)) }
        guard count >= 0 else { throw UnreadableFile("压缩文件已损坏或不完整，请重新获取后再导入。") }
        end = Int(count)
        if count == 0 {
            isAtEnd = true
            var code: Int32 = 0
            _ = gzerror(file, &code)
            // A gzip file that stops in the middle ends like a whole one; only the state tells.
            if code == Z_BUF_ERROR { throw UnreadableFile("压缩文件不完整，请重新获取后再导入。") }
        }
        return end > 0
    }
}
