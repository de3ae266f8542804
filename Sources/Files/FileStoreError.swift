/// Why the file store did not do what it was asked.
package enum FileStoreError: Error, Sendable, Hashable {
    /// The folder cannot be made, or is not ours to write.
    case folderUnusable(String)
    /// More bytes came than were allowed.
    case tooLarge(limitInBytes: Int)
    case noSpace
    case notFound
    /// The bytes under a digest have another digest: the disk is damaged or somebody has changed the file.
    case damaged(digest: String)
    /// A name that is no digest.
    case badDigest
    /// Anything else the system refused; the number is `errno`.
    case system(code: Int32)
    /// Bytes were added after the end.
    case finished
}

extension FileStoreError: CustomStringConvertible {
    /// One Chinese sentence: what happened, and what to do about it.
    package var description: String {
        switch self {
        case .folderUnusable(let path): "附件目录 \(path) 不能使用，请检查它是否存在、程序是否有读写权限。"
        case .tooLarge(let limit): "文件超过 \(Self.size(limit))，请压缩或拆分后再上传。"
        case .noSpace: "服务器磁盘空间不足，文件没有保存，请联系系统管理员。"
        case .notFound: "文件不在附件库中，可能已被删除，请联系系统管理员核对备份。"
        case .damaged(let digest): "附件库中的文件 \(digest.prefix(12))… 与登记的内容不符，可能磁盘损坏或被改动，请联系系统管理员从备份恢复。"
        case .badDigest: "文件编号不正确。"
        case .system(let code): "附件库读写出错（系统错误 \(code)），请稍后再试；仍不成功请联系系统管理员。"
        case .finished: "文件已经保存完毕，不能再追加内容。"
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MB" : bytes >= 1 << 10 ? "\(bytes >> 10) KB" : "\(bytes) 字节"
    }
}
