import Cryptography
import Glibc

/// A file in the store: the digest of its bytes is its name there.
package struct StoredFile: Sendable, Hashable {
    /// SHA-256, 64 small hexadecimal digits.
    package let digest: String
    package let sizeInBytes: Int

    package init(digest: String, sizeInBytes: Int) {
        self.digest = digest
        self.sizeInBytes = sizeInBytes
    }
}

/// The attachments' bytes in a folder, under the digest of what they hold (附件库): the same file is kept once, and no name that somebody
/// typed becomes part of a path.
///
/// A file lies at `ab/cdef…`. It is written under another name, and gets its own only when every byte is on the disk. Folders are 0700,
/// files 0600.
package struct FileStore: Sendable {
    package let folder: String

    private static let incoming = "incoming"

    /// Makes the folder if it is not there.
    package init(folder: String) throws(FileStoreError) {
        var path = folder
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        self.folder = path
        guard Self.isReady(folder: path), Self.isReady(folder: "\(path)/\(Self.incoming)") else { throw .folderUnusable(path) }
    }

    // MARK: Writing

    /// A file to be filled piece by piece; it is in the store when `finish` has returned.
    ///
    /// - Parameter limitInBytes: one byte more is refused before it is written.
    package func newFile(limitInBytes: Int) throws(FileStoreError) -> IncomingFile {
        let path = "\(folder)/\(Self.incoming)/\(hexadecimal(RandomBytes.make(16)))"
        return try IncomingFile(path: path, limitInBytes: limitInBytes, store: self)
    }

    package func write(_ bytes: [UInt8], limitInBytes: Int = .max) async throws(FileStoreError) -> StoredFile {
        let file = try newFile(limitInBytes: limitInBytes)
        try bytes.withUnsafeBufferPointer { bytes throws(FileStoreError) in try file.append(UnsafeRawBufferPointer(bytes)) }
        return try await file.finish()
    }

    // MARK: Reading

    /// Where the file lies, for programs that want a path. It never changes and must not be changed.
    package func path(of digest: String) throws(FileStoreError) -> String {
        guard Self.isDigest(digest) else { throw .badDigest }
        return "\(folder)/\(digest.utf8.prefix(2).text)/\(digest.utf8.dropFirst(2).text)"
    }

    package func contains(_ digest: String) -> Bool {
        do throws(FileStoreError) {
            _ = try size(of: digest)
            return true
        } catch {
            // Whatever keeps it from being found: it cannot be had.
            return false
        }
    }

    package func size(of digest: String) throws(FileStoreError) -> Int {
        var status = stat()
        guard stat(try path(of: digest), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notFound }
        return Int(status.st_size)
    }

    /// All bytes, when they still have the digest under which they were stored.
    package func read(_ digest: String, limitInBytes: Int = .max) throws(FileStoreError) -> [UInt8] {
        var reader = try open(digest)
        guard reader.sizeInBytes <= limitInBytes else { throw .tooLarge(limitInBytes: limitInBytes) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(reader.sizeInBytes)
        while let chunk = try reader.next() { bytes += chunk }
        guard hexadecimal(Digest.sha256(bytes)) == digest else { throw .damaged(digest: digest) }
        return bytes
    }

    /// The file, to be read piece by piece.
    package func open(_ digest: String) throws(FileStoreError) -> StoredFileReader {
        try StoredFileReader(path: try path(of: digest))
    }

    // MARK: Keeping house

    /// - Returns: whether there was such a file.
    @discardableResult
    package func remove(_ digest: String) throws(FileStoreError) -> Bool {
        let path = try path(of: digest)
        if unlink(path) == 0 {
            try Self.synchronise(folder: "\(folder)/\(digest.utf8.prefix(2).text)")
            return true
        }
        if errno == ENOENT { return false }
        throw .system(code: errno)
    }

    /// The digests of all files, in order: for finding those that nothing refers to any more.
    package func digests() throws(FileStoreError) -> [String] {
        var result: [String] = []
        for first in try Self.names(in: folder) where first.utf8.count == 2 && Self.isHexadecimal(first) {
            for rest in try Self.names(in: "\(folder)/\(first)") where Self.isDigest(first + rest) { result.append(first + rest) }
        }
        return result.sorted()
    }

    /// Removes what uploads have left behind that broke off, with a process that ended, before that many seconds.
    ///
    /// - Returns: how many.
    @discardableResult
    package func removeAbandoned(olderThanSeconds age: Int, now: Int) throws(FileStoreError) -> Int {
        var count = 0
        for name in try Self.names(in: "\(folder)/\(Self.incoming)") {
            let path = "\(folder)/\(Self.incoming)/\(name)"
            var status = stat()
            if stat(path, &status) == 0, status.st_mtim.tv_sec < now - age, unlink(path) == 0 { count += 1 }
        }
        return count
    }
}

extension FileStore {
    /// Gives a complete file its name. The same content is there already when somebody else has brought it: then this copy goes.
    func adopt(_ path: String, as digest: String) throws(FileStoreError) {
        let directory = "\(folder)/\(digest.utf8.prefix(2).text)"
        guard Self.isReady(folder: directory) else { throw .folderUnusable(directory) }
        guard rename(path, try self.path(of: digest)) == 0 else { throw Self.systemError() }
        try Self.synchronise(folder: directory)
        try Self.synchronise(folder: folder)
    }

    /// A name is on the disk only when its folder is.
    private static func synchronise(folder: String) throws(FileStoreError) {
        let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw systemError() }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw systemError() }
    }

    static func isReady(folder: String) -> Bool {
        if mkdir(folder, 0o700) != 0, errno != EEXIST { return false }
        var status = stat()
        return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && access(folder, R_OK | W_OK | X_OK) == 0
    }

    static func systemError() -> FileStoreError {
        switch errno {
        case ENOSPC, EDQUOT: .noSpace
        case ENOENT: .notFound
        case let code: .system(code: code)
        }
    }

    static func names(in folder: String) throws(FileStoreError) -> [String] {
        guard let directory = opendir(folder) else { throw systemError() }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package static func isDigest(_ text: String) -> Bool { text.utf8.count == 64 && isHexadecimal(text) }

    private static func isHexadecimal(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) } }
}

extension Substring.UTF8View {
    fileprivate var text: String { String(Substring(self)) }
}
