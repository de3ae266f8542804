import Foundation

extension Output {
    /// Writes a file that was asked for, whole or not at all.
    static func file(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(.unusable, "无法写入文件 \(path)，请检查路径、权限和磁盘空间。")
        }
    }
}
