import Domain
import HTTPTypes
import NIOCore
import Synchronization

/// A finished answer: the bytes as they go out, plain and compressed, with everything a client may ask about them.
struct FinishedPage: Sendable {
    let status: HTTPResponse.Status
    let plain: ByteBuffer
    let plainHeaders: HTTPFields
    /// `nil` when compressing would not make it smaller.
    let compressed: ByteBuffer?
    let compressedHeaders: HTTPFields
    let entityTag: String

    var sizeInBytes: Int { plain.readableBytes + (compressed?.readableBytes ?? 0) + 1024 }
}

/// Whole pages in memory, each under the content version with which it was made, so that a publication outdates them all at once.
///
/// Bounded in bytes. When it is full, the pages that nobody has asked for since the last time go first (second chance).
final class PageCache: Sendable {
    private struct Entry {
        let page: FinishedPage
        let version: Int64
        var wasUsed = true
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// In the order in which they came in.
        var order: [String] = []
        var bytes = 0
    }

    private let limitInBytes: Int
    private let state = Mutex(State())

    init(limitInBytes: Int) { self.limitInBytes = limitInBytes }

    func page(_ key: String, version: Int64) -> FinishedPage? {
        state.withLock { state in
            guard let index = state.entries.index(forKey: key) else { return nil }
            guard state.entries.values[index].version == version else { return nil }
            state.entries.values[index].wasUsed = true
            return state.entries.values[index].page
        }
    }

    func keep(_ page: FinishedPage, key: String, version: Int64) {
        guard page.sizeInBytes <= limitInBytes / 8 else { return }
        state.withLock { state in
            if let former = state.entries.removeValue(forKey: key) {
                state.bytes -= former.page.sizeInBytes
            } else {
                state.order.append(key)
            }
            state.entries[key] = Entry(page: page, version: version)
            state.bytes += page.sizeInBytes
            makeRoom(&state, version: version)
        }
    }

    /// Forgets every page: something in one of them must be nowhere any more.
    func removeAll() { state.withLock { $0 = State() } }

    private func makeRoom(_ state: inout State, version: Int64) {
        var looked = 0
        while state.bytes > limitInBytes, !state.order.isEmpty {
            let key = state.order.removeFirst()
            guard var entry = state.entries[key] else { continue }
            // After one round everything has lost its second chance.
            if entry.wasUsed, entry.version == version, looked < state.entries.count {
                looked += 1
                entry.wasUsed = false
                state.entries[key] = entry
                state.order.append(key)
            } else {
                state.bytes -= entry.page.sizeInBytes
                state.entries[key] = nil
            }
        }
    }
}
