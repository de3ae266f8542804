package import Domain
package import Files
import Interchange
package import Operations

/// The workbook that goes with the draft of a register's release.
package enum LedgerAttachment {
    /// - Returns: once it is in the store.
    /// - Throws: `UnwritableFile`, `FileStoreError`.
    package static func make(of prepared: ReleaseLedger.Prepared, in store: FileStore) async throws -> DraftAttachment {
        let bytes = try await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) {
                let note = "依据：\(prepared.state.kind.basis)"
                return .success(try LedgerFile.xlsx(prepared.table, title: prepared.title, note: note))
            } catch { return .failure(error) }
        }.get()
        let stored = try await store.write(bytes)
        return DraftAttachment(
            name: "\(prepared.title).xlsx", mediaType: AttachmentKind.xlsx.mediaType, sizeInBytes: stored.sizeInBytes, digest: stored.digest
        )
    }
}
