import CLibZip

/// A zip archive in memory, read entry by entry as a stream under limits that count what really comes out.
final class ZipArchive {
    private let archive: OpaquePointer
    private let fileSize: Int
    private var expanded = 0

    /// - Parameter bytes: must stay valid as long as the archive is used.
    init(_ bytes: UnsafeRawBufferPointer) throws(UnreadableFile) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error) else { throw .truncated }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw .truncated
        }
        self.archive = archive
        fileSize = bytes.count
        if zip_get_num_entries(archive, 0) > ReadingLimits.zipEntries {
            throw .tooBig("压缩包内的文件超过 \(ReadingLimits.zipEntries) 个")
        }
    }

    deinit {
        zip_discard(archive)
    }

    func contains(_ name: String) -> Bool {
        zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE)) >= 0
    }

    /// The names of all entries, in the archive's order; folders are left out.
    var names: [String] {
        (0..<UInt64(max(0, zip_get_num_entries(archive, 0)))).compactMap { index in
            zip_get_name(archive, index, 0).map { String(cString: $0) }
        }.filter { $0.utf8.last != UInt8(ascii: "/") }
    }

    /// Reads the entry of that name into the stream.
    ///
    /// - Returns: false when there is no such entry.
    @discardableResult
    func read(_ name: String, into stream: XMLStream) throws(UnreadableFile) -> Bool {
        let exists = try read(name) { chunk throws(UnreadableFile) in try stream.push(chunk) }
        if exists { try stream.finish() }
        return exists
    }

    /// The whole entry of that name; `nil` when there is no such entry.
    func contents(of name: String) throws(UnreadableFile) -> [UInt8]? {
        var bytes: [UInt8] = []
        return try read(name) { chunk throws(UnreadableFile) in bytes.append(contentsOf: chunk) } ? bytes : nil
    }

    private func read(_ name: String, _ take: (UnsafeRawBufferPointer) throws(UnreadableFile) -> Void) throws(UnreadableFile) -> Bool {
        let index = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return false }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        if zip_stat_index(archive, UInt64(index), 0, &stat) == 0, stat.encryption_method != UInt16(ZIP_EM_NONE) { throw .encrypted }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw .truncated }
        defer { zip_fclose(file) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
            if count < 0 { throw .truncated }
            if count == 0 { break }
            try charge(Int(count))
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
        }
        return true
    }

    /// Whether any entry is locked with a password.
    var isEncrypted: Bool {
        var stat = zip_stat_t()
        for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
            zip_stat_init(&stat)
            if zip_stat_index(archive, index, 0, &stat) == 0, stat.encryption_method != UInt16(ZIP_EM_NONE) { return true }
        }
        return false
    }

    private func charge(_ count: Int) throws(UnreadableFile) {
        expanded += count
        if expanded > ReadingLimits.expandedSize { throw .tooBig("解压后超过 \(ReadingLimits.expandedSize >> 20) MB") }
        if expanded > ReadingLimits.expansionAllowance + fileSize * ReadingLimits.expansionRatio {
            throw UnreadableFile("解压后膨胀超过 \(ReadingLimits.expansionRatio) 倍，可能是压缩炸弹，已拒绝读取。")
        }
    }
}
