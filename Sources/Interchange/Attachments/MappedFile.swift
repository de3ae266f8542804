import Glibc

/// A file's bytes without reading them all: the system brings the parts that are looked at. The file must not change meanwhile, which those
/// of the store never do.
final class MappedFile {
    let bytes: UnsafeRawBufferPointer

    init(_ path: String) throws(UnreadableFile) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw UnreadableFile("文件打不开，请检查它是否存在。") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw UnreadableFile("不是普通文件。") }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw UnreadableFile("文件不能读取，请稍后再试。")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    /// Maps a whole file under a limit at once, to be read from the first byte to the last.
    init(_ path: String, limit: Int) throws(UnreadableFile) {
        let (file, size) = try FileBytes.opened(path, limit: limit)
        defer { close(file) }
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), start != MAP_FAILED else {
            throw UnreadableFile("文件不能读取，请稍后再试。")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
