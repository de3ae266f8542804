import Domain
import Files
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Portal {
    /// Carries on with every act on a batch that nobody is at work on, to the end. To be called again and again beside the server.
    package func runBatches() async throws {
        for county in try await look() {
            try await RunBatch(installation, county: county, words: words, table: batchTable).runAll()
        }
    }

    /// The list that a batch was made from, read again from the file store.
    var batchTable: RunBatch.TableSource {
        let files = tools.files
        return { entry in
            let digest = entry.file
            guard let files, files.contains(digest) else { throw BatchRefusal.fileGone }
            return try await Self.readBatch(digest, files)
        }
    }

    /// Reading takes a second or two for a large list: not on a thread that requests wait for.
    static func readBatch(_ digest: String, _ files: FileStore) async throws -> BatchTable {
        try await BlockingWork.run { () -> Result<BatchTable, any Error> in
            Result { try BatchFile.read(try files.read(digest, limitInBytes: batchFileLimit)) }
        }.get()
    }

    /// Of the file of a batch, in bytes; a catalogue's reader takes no more either.
    static let batchFileLimit = 32 << 20
}
