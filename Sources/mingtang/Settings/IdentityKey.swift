import Cryptography
import Foundation
import Glibc
import Operations

/// The file with the key for applicants' identities (身份信息密钥): 32 bytes in hexadecimal, readable by the owner alone.
enum IdentityKey {
    /// Where it lies when nobody has said: beside an SQLite file, else in the working folder.
    static func path(_ settings: Settings) -> String {
        settings.identityKey ?? (DatabaseAddress.isPostgres(settings.database) ? "mingtang-identity.key" : settings.database + ".key")
    }

    /// The installation with the key that its identities are sealed with. The key is made when the database has none yet.
    ///
    /// - Throws: `Failure` when the file holds another key than the database's, or none.
    static func open(_ installation: Installation, _ settings: Settings) async throws -> Installation {
        let path = path(settings)
        let binding = BindIdentityKey(installation)
        var vault = try read(path)
        if vault == nil, try await binding.state(of: nil) == .unbound { vault = try make(path) }
        guard let vault else {
            // What does not touch identities goes on without it; what does says that the key is missing.
            return installation
        }
        guard try await binding.state(of: vault) != .other else {
            throw Failure(.unusable, "身份信息密钥 \(path) 不是这个数据库的密钥。请用 identityKey 指明原来的密钥文件，不要新建。")
        }
        try await binding.bind(to: vault)
        return installation.keeping(identities: vault)
    }

    private static func read(_ path: String) throws -> IdentityVault? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1024 else {
            throw Failure(.unusable, "身份信息密钥 \(path) 读不出来，请检查权限。")
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let key = bytes(hexadecimal: text), let vault = IdentityVault(key: key) else {
            throw Failure(.unusable, "身份信息密钥 \(path) 应当是 64 个十六进制字符，现在的内容不是。请从备份恢复这个文件。")
        }
        return vault
    }

    /// Nobody overwrites a key: of two processes that start together the second reads the first one's.
    private static func make(_ path: String) throws -> IdentityVault? {
        let key = RandomBytes.make(IdentityVault.keyLength)
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return try read(path) }
            throw Failure(.unusable, "身份信息密钥 \(path) 无法建立，请检查文件夹是否存在、是否可写。")
        }
        defer { close(descriptor) }
        let text = Array((hexadecimal(key) + "\n").utf8)
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw Failure(.unusable, "身份信息密钥 \(path) 写不进去，请检查磁盘空间。")
        }
        return IdentityVault(key: key)
    }
}
