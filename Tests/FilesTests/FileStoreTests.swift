import Files
import Foundation
import Testing

@Suite("The store of attachments") struct FileStoreTests {
    /// A folder that goes with the test.
    final class Folder {
        let path = NSTemporaryDirectory() + "mingtang-files-\(UInt64.random(in: 0 ... .max))"
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func names(_ below: String = "") throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path + below).sorted() }
        func mode(_ below: String) throws -> Int {
            let value = try FileManager.default.attributesOfItem(atPath: path + below)[.posixPermissions] as? Int
            return try #require(value)
        }
    }

    @Test("A file lies under the digest of its bytes, and nobody else may look at it")
    func writing() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path + "/")
        let stored = try await store.write(Array("abc".utf8))
        #expect(stored == StoredFile(digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sizeInBytes: 3))
        #expect(try folder.names("/ba") == ["7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
        #expect(try folder.mode("/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == 0o600)
        #expect(try folder.mode("/ba") == 0o700)
        #expect(try folder.mode("") == 0o700)
        #expect(try folder.names("/incoming") == [])
    }

    @Test("The same content is kept once, and its digest says whether it is there")
    func once() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        let first = try await store.write(Array("同一个文件".utf8))
        let second = try await store.write(Array("同一个文件".utf8))
        let other = try await store.write(Array("另一个文件".utf8))
        #expect(first == second)
        #expect(try store.digests() == [first.digest, other.digest].sorted())
        #expect(store.contains(first.digest))
        #expect(try store.remove(first.digest))
        #expect(try !store.remove(first.digest))
        #expect(!store.contains(first.digest) && store.contains(other.digest))
        #expect(throws: FileStoreError.notFound) { try store.read(first.digest) }
    }

    @Test("What comes in pieces is what is read in pieces")
    func streaming() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let file = try store.newFile(limitInBytes: bytes.count)
        for start in stride(from: 0, to: bytes.count, by: 65_537) {
            try bytes[start..<min(start + 65_537, bytes.count)].withUnsafeBytes { try file.append($0) }
        }
        let stored = try await file.finish()
        let whole = try await store.write(bytes)
        #expect(stored == whole)
        var reader = try store.open(stored.digest)
        var read: [UInt8] = []
        while let chunk = try reader.next() { read += chunk }
        #expect(read == bytes)
        #expect(try store.read(stored.digest) == bytes)
        #expect(throws: FileStoreError.tooLarge(limitInBytes: 10)) { try store.read(stored.digest, limitInBytes: 10) }
    }

    @Test("A byte too many is refused, and nothing of the file stays")
    func limit() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        do {
            let file = try store.newFile(limitInBytes: 10)
            try Array("12345678".utf8).withUnsafeBytes { try file.append($0) }
            #expect(throws: FileStoreError.tooLarge(limitInBytes: 10)) { try Array("901".utf8).withUnsafeBytes { try file.append($0) } }
            #expect(file.sizeInBytes == 8)
            #expect(try folder.names("/incoming").count == 1)
        }
        #expect(try folder.names("/incoming") == [])
        #expect(try store.digests() == [])
    }

    @Test("After its end a file takes no more, and has no second end")
    func ended() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        let file = try store.newFile(limitInBytes: 10)
        _ = try await file.finish()
        #expect(throws: FileStoreError.finished) { try Array("x".utf8).withUnsafeBytes { try file.append($0) } }
        await #expect(throws: FileStoreError.finished) { _ = try await file.finish() }
        #expect(try store.digests() == ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"])
    }

    @Test(
        "Only a digest leads to a file",
        arguments: ["", "../../etc/passwd", "ABCD", String(repeating: "g", count: 64), String(repeating: "A", count: 64)])
    func names(_ name: String) throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        #expect(throws: FileStoreError.badDigest) { _ = try store.open(name) }
        #expect(throws: FileStoreError.badDigest) { try store.path(of: name) }
        #expect(throws: FileStoreError.badDigest) { try store.remove(name) }
        #expect(!store.contains(name))
    }

    @Test("A changed byte on the disk is noticed")
    func damage() async throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        let stored = try await store.write(Array("原来的内容".utf8))
        try Data("改过的内容".utf8).write(to: URL(filePath: try store.path(of: stored.digest)))
        #expect(throws: FileStoreError.damaged(digest: stored.digest)) { try store.read(stored.digest) }
    }

    @Test("What a broken upload left behind goes after its time, and not before")
    func abandoned() throws {
        let folder = Folder()
        let store = try FileStore(folder: folder.path)
        try Data("半".utf8).write(to: URL(filePath: folder.path + "/incoming/0123"))
        let now = Int(Date().timeIntervalSince1970)
        #expect(try store.removeAbandoned(olderThanSeconds: 3600, now: now) == 0)
        #expect(try store.removeAbandoned(olderThanSeconds: 3600, now: now + 7200) == 1)
        #expect(try folder.names("/incoming") == [])
    }

    @Test("A folder that cannot be used is named")
    func badFolder() {
        #expect(throws: FileStoreError.folderUnusable("/proc/none")) { _ = try FileStore(folder: "/proc/none") }
        #expect(FileStoreError.folderUnusable("/proc/none").description.contains("/proc/none"))
    }
}
