import Glibc

/// A folder for files that another program or a C library wants on disk; only this user may look inside, and it goes when the value goes.
final class TemporaryFolder {
    let path: String

    init() throws(UnreadableFile) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/mingtang-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw UnreadableFile("不能在 \(base) 建立临时文件夹，请检查磁盘空间和权限。") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        Self.remove(path, depth: 0)
    }

    private static func remove(_ path: String, depth: Int) {
        if depth < 32, let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                // A link is removed, never followed.
                if Int32(entry.pointee.d_type) == Int32(DT_DIR) {
                    remove("\(path)/\(name)", depth: depth + 1)
                } else {
                    unlink("\(path)/\(name)")
                }
            }
            closedir(folder)
        }
        rmdir(path)
    }

    /// - Returns: the path of the new file.
    func write(_ bytes: UnsafeRawBufferPointer, as name: String) throws(UnreadableFile) -> String {
        let target = "\(path)/\(name)"
        let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw UnreadableFile("不能写临时文件 \(target)，请检查磁盘空间和权限。") }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count <= 0 { throw UnreadableFile("写临时文件 \(target) 时出错，请检查磁盘空间。") }
            rest = rest.dropFirst(count)
        }
        return target
    }

    /// Lends a new folder to whoever makes a file there.
    static func lent<Result>(_ body: (TemporaryFolder) throws(UnreadableFile) -> Result) throws(UnwritableFile) -> Result {
        do throws(UnreadableFile) { return try body(try TemporaryFolder()) } catch { throw UnwritableFile(reason: error.reason) }
    }
}
