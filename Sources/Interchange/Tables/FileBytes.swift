import Glibc

/// Reads a whole file under a limit.
package enum FileBytes {
    package static func read(_ path: String, limit: Int = ReadingLimits.fileSize) throws(UnreadableFile) -> [UInt8] {
        let (file, size) = try opened(path, limit: limit)
        defer { close(file) }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(file, buffer.baseAddress?.advanced(by: count), size - count)
                if got < 0 { failed = true }
                if got <= 0 { break }
                count += got
            }
        }
        if failed { throw UnreadableFile("读文件时出错，请重新复制文件后再试。") }
        return bytes
    }

    /// An ordinary file under the limit, open for reading; whoever calls closes it.
    static func opened(_ path: String, limit: Int) throws(UnreadableFile) -> (file: Int32, size: Int) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            throw UnreadableFile(errno == ENOENT ? "找不到文件，请检查文件名。" : "文件打不开：\(String(cString: strerror(errno)))，请检查权限。")
        }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw UnreadableFile("不是普通文件，请指定一个表格文件。")
        }
        guard status.st_size <= limit else {
            close(file)
            throw .tooBig("文件有 \(status.st_size >> 20) MB，超过 \(limit >> 20) MB")
        }
        return (file, Int(status.st_size))
    }
}
