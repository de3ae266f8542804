import Domain
import Glibc
import Interchange

/// What an import set aside: the lines as they stand in the export, to be corrected and imported again, and a report that says why.
///
/// Written under a provisional name until the import is finished, so that corrections somebody is making in an older file are never written
/// over; on disk before the import acknowledges the batch, so that nothing is lost when the machine stops.
struct SetAsideFiles: ~Copyable {
    let path: String
    var reportPath: String { path + ".report.txt" }

    private let heading: [UInt8]?
    private var lines: AppendedFile?
    private var report: AppendedFile?
    /// Whether there is anything to read in the report, once finished.
    private(set) var hasReport = false
    /// Whether any line was copied, once finished.
    private(set) var hasLines = false
    /// Lines too long to be copied: the report names them.
    private(set) var notCopied = 0

    /// - Parameter heading: the heading line of a CSV file, repeated in the file.
    init(path: String, heading: [UInt8]?) {
        self.path = path
        self.heading = heading
    }

    /// Adds what a batch set aside and has to say, and waits until it is on disk.
    mutating func add(_ batch: DisclosureBatches.Batch) throws {
        var sentences = batch.setAside.map { entry in
            (entry.line, "\(entry.reason.code)\t\(entry.reason.message)\(entry.source.isEmpty ? "（内容没有抄入搁置文件，请按行号到原文件中查找）" : "")")
        }
        sentences += batch.remarks.map { ($0.line, "\($0.code)\t\($0.message)") }
        guard !sentences.isEmpty else { return }
        notCopied += batch.setAside.count { $0.source.isEmpty }
        if batch.setAside.contains(where: { !$0.source.isEmpty }) {
            var sources: [UInt8] = lines == nil ? heading.map { $0 + [10] } ?? [] : []
            for entry in batch.setAside where !entry.source.isEmpty { sources += entry.source + [10] }
            let lines = try self.lines ?? AppendedFile(path + ".partial")
            try lines.append(sources)
            self.lines = lines
        }
        let report = try self.report ?? AppendedFile(reportPath + ".partial")
        let text = sentences.sorted { $0.0 < $1.0 }.map { "第 \($0.0) 行\t\($0.1)\n" }.joined()
        try report.append(Array(text.utf8))
        self.report = report
    }

    /// Gives the files their names. A file of that name with other content is kept under a number.
    /// - Returns: where an older file was moved to.
    mutating func finish() throws -> String? {
        hasReport = report != nil
        hasLines = lines != nil
        let kept = try lines?.take(path)
        _ = try report?.take(reportPath)
        (self.lines, self.report) = (nil, nil)
        return kept
    }
}

/// A file that grows at its end and is on disk after every addition.
private final class AppendedFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    }

    /// Renames the file. One of that name is moved out of the way unless it holds the same.
    func take(_ name: String) throws -> String? {
        var kept: String?
        if let former = Self.contents(name), former != Self.contents(path) {
            var number = 1
            while number < 9999, access("\(name).\(number)", F_OK) == 0 { number += 1 }
            let free = "\(name).\(number)"
            guard rename(name, free) == 0 else { throw Self.failure(name) }
            kept = free
        }
        guard rename(path, name) == 0 else { throw Self.failure(name) }
        return kept
    }

    private static func contents(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.unusable, "无法写入文件 \(path)：\(String(cString: strerror(errno)))。请检查磁盘空间和权限，或者用 --set-aside 指定别处。")
    }
}
