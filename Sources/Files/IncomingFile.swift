import Cryptography
import Dispatch
import Glibc

/// A file on its way into the store. When it is let go unfinished, what was written of it is removed.
package final class IncomingFile {
    private let store: FileStore
    private let path: String
    private let limitInBytes: Int
    private var file: Int32
    private var digest: IncrementalDigest?
    package private(set) var sizeInBytes = 0

    init(path: String, limitInBytes: Int, store: FileStore) throws(FileStoreError) {
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileStore.systemError() }
        self.path = path
        self.limitInBytes = limitInBytes
        self.store = store
        digest = IncrementalDigest(.sha256)
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(path)
    }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(FileStoreError) {
        guard file >= 0 else { throw .finished }
        guard bytes.count <= limitInBytes - sizeInBytes else { throw .tooLarge(limitInBytes: limitInBytes) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileStore.systemError() }
            rest = rest.dropFirst(count)
        }
        digest?.update(bytes)
        sizeInBytes += bytes.count
    }

    /// Waits until every byte is on the disk, and gives the file its name.
    package func finish() async throws(FileStoreError) -> StoredFile {
        guard file >= 0, let digest = digest.take() else { throw .finished }
        let stored = StoredFile(digest: hexadecimal(digest.finish()), sizeInBytes: sizeInBytes)
        let outcome = await Self.settle(file, path, stored.digest, store)
        file = -1
        try outcome.get()
        return stored
    }

    /// Waiting for a disk must not hold one of the few threads on which everything else runs.
    private static func settle(_ file: Int32, _ path: String, _ digest: String, _ store: FileStore) async -> Result<Void, FileStoreError> {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(returning: settled(file, path, digest, store))
            }
        }
    }

    private static func settled(_ file: Int32, _ path: String, _ digest: String, _ store: FileStore) -> Result<Void, FileStoreError> {
        let isWritten = fsync(file) == 0
        let failure = isWritten ? nil : FileStore.systemError()
        close(file)
        do throws(FileStoreError) {
            if let failure { throw failure }
            try store.adopt(path, as: digest)
            return .success(())
        } catch {
            unlink(path)
            return .failure(error)
        }
    }
}

/// A file of the store, read piece by piece.
package struct StoredFileReader: ~Copyable {
    private static let chunk = 256 << 10

    private let file: Int32
    package let sizeInBytes: Int

    init(path: String) throws(FileStoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw FileStore.systemError() }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .notFound
        }
        self.file = file
        sizeInBytes = Int(status.st_size)
    }

    deinit { close(file) }

    /// The next bytes, at most 256 KiB; `nil` at the end.
    package mutating func next() throws(FileStoreError) -> [UInt8]? {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
            var got = -1
            repeat { got = Glibc.read(file, buffer.baseAddress, Self.chunk) } while got < 0 && errno == EINTR
            if got < 0 { code = errno }
            count = max(0, got)
        }
        if code != 0 { throw .system(code: code) }
        return bytes.isEmpty ? nil : bytes
    }
}
