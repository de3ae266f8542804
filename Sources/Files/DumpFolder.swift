import Cryptography
import Glibc

/// The dumps of one county (整库下载): a folder for each day, complete or not there at all.
package struct DumpFolder: Sendable {
    /// A making that has not moved for so long has ended with its process.
    private static let abandonedAfterSeconds = 3_600

    package let path: String

    /// Makes the folders if they are not there.
    package init(_ folder: String, county: String) throws(FileStoreError) {
        var base = folder
        while base.utf8.count > 1, base.utf8.last == UInt8(ascii: "/") { base.removeLast() }
        path = "\(base)/\(county)"
        guard FileStore.isReady(folder: base), FileStore.isReady(folder: path) else { throw .folderUnusable(path) }
    }

    /// `2026-03-20`, newest first.
    package func days() throws(FileStoreError) -> [String] {
        try FileStore.names(in: path).filter(Self.isDay).sorted(by: >)
    }

    package func open(_ name: String, of day: String) throws(FileStoreError) -> StoredFileReader {
        guard Self.isDay(day), Self.isName(name) else { throw .notFound }
        return try StoredFileReader(path: "\(path)/\(day)/\(name)")
    }

    package func read(_ name: String, of day: String, limitInBytes: Int) throws(FileStoreError) -> [UInt8] {
        var reader = try open(name, of: day)
        guard reader.sizeInBytes <= limitInBytes else { throw .tooLarge(limitInBytes: limitInBytes) }
        var bytes: [UInt8] = []
        while let chunk = try reader.next() { bytes += chunk }
        return bytes
    }

    /// Takes a dump off the disk.
    package func remove(_ day: String) throws(FileStoreError) {
        guard Self.isDay(day) else { throw .notFound }
        try Self.remove(folder: "\(path)/\(day)")
    }

    /// A dump to be filled; `nil` while another process makes the same.
    ///
    /// - Parameter now: seconds since 1970.
    package func begin(_ day: String, now: Int) throws(FileStoreError) -> IncomingDump? {
        guard Self.isDay(day) else { throw .notFound }
        let part = "\(path)/.\(day)"
        if mkdir(part, 0o700) != 0 {
            guard errno == EEXIST else { throw FileStore.systemError() }
            var status = stat()
            guard stat(part, &status) == 0, status.st_mtim.tv_sec < now - Self.abandonedAfterSeconds else { return nil }
            try Self.remove(folder: part)
            guard mkdir(part, 0o700) == 0 else { return nil }
        }
        return IncomingDump(part: part, final: "\(path)/\(day)")
    }

    static func remove(folder: String) throws(FileStoreError) {
        for name in try FileStore.names(in: folder) where unlink("\(folder)/\(name)") != 0 { throw FileStore.systemError() }
        guard rmdir(folder) == 0 else { throw FileStore.systemError() }
    }

    private static func isDay(_ text: String) -> Bool {
        text.utf8.count == 10
            && text.utf8.enumerated().allSatisfy { $0 == 4 || $0 == 7 ? $1 == UInt8(ascii: "-") : (48...57).contains($1) }
    }

    /// Small letters, digits, hyphens and dots, not first a dot.
    package static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }
}

/// A dump on its way. When it is let go unfinished, what was written of it is removed.
package final class IncomingDump {
    private let part: String
    private let final: String
    private var isFinished = false

    init(part: String, final: String) {
        self.part = part
        self.final = final
    }

    deinit {
        guard !isFinished else { return }
        try? DumpFolder.remove(folder: part)  // What stays behind is swept up by the next making.
    }

    package func newFile(_ name: String) throws(FileStoreError) -> MeasuredFile {
        guard DumpFolder.isName(name) else { throw .notFound }
        return try MeasuredFile(path: "\(part)/\(name)")
    }

    /// Gives the dump its name, in the place of one of the same day.
    package func finish() throws(FileStoreError) {
        do throws(FileStoreError) {
            try DumpFolder.remove(folder: final)
        } catch .notFound {
            // There was none.
            errno = 0
        }
        guard rename(part, final) == 0 else { throw FileStore.systemError() }
        isFinished = true
    }
}

/// A new file whose size and digests are known when it is full.
package struct MeasuredFile: ~Copyable {
    private let file: Int32
    /// Taken away when the file is full.
    private var sha256: IncrementalDigest? = IncrementalDigest(.sha256)
    private var sm3: IncrementalDigest? = IncrementalDigest(.sm3)
    private var sizeInBytes = 0

    init(path: String) throws(FileStoreError) {
        file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileStore.systemError() }
    }

    deinit { close(file) }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FileStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileStore.systemError() }
            rest = rest.dropFirst(count)
        }
        sha256?.update(bytes)
        sm3?.update(bytes)
        sizeInBytes += bytes.count
    }

    /// Waits until every byte is on the disk.
    ///
    /// - Returns: the digests in small hexadecimal digits.
    package mutating func finish() throws(FileStoreError) -> (bytes: Int, sha256: String, sm3: String) {
        guard let sha256 = sha256.take(), let sm3 = sm3.take() else { throw .finished }
        guard fsync(file) == 0 else { throw FileStore.systemError() }
        return (sizeInBytes, hexadecimal(sha256.finish()), hexadecimal(sm3.finish()))
    }
}
