/// A file that cannot be read at all: wrong kind, damaged, locked with a password, or too big to be what it says.
package struct UnreadableFile: Error, Sendable, Hashable, CustomStringConvertible {
    /// One Chinese sentence: what is wrong, and what to do about it.
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}

extension UnreadableFile {
    static let truncated = UnreadableFile("文件不完整或已损坏，请重新下载或另存后再试。")
    static let encrypted = UnreadableFile("文件设置了打开密码，请去掉密码另存后再试。")
    static func tooManyCells(_ limit: Int) -> UnreadableFile {
        UnreadableFile("单元格超过 \(limit) 个，不像公开目录，请拆分或清除多余区域后再试。")
    }

    static func tooBig(_ what: String) -> UnreadableFile {
        UnreadableFile("\(what)，超出允许的大小，文件可能有问题，请另存后再试。")
    }
}
