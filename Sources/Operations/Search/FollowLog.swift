import Domain
import Persistence
import Registers

/// Feeds a node's own search index from the log: everything after the place where it stopped, in order.
package struct FollowLog {
    private static let batch = 1000
    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// Takes in what is new. Does nothing when the index lives in the database itself.
    /// - Returns: how many events were taken in.
    @discardableResult
    package func run() async throws -> Int {
        guard case .beside(let index) = installation.searchPlace else { return 0 }
        var taken = 0
        while true {
            let position = try await index.read { try SearchRegister($0).state(.sequence) }
            let events = try await installation.store.read { try EventRegister.entries(after: position, limit: Self.batch, in: $0) }
            guard let last = events.last else { return taken }
            let documents = Set(events.filter { $0.subject.kind == .disclosure }.map(\.subject.id))
            let sites = Set(events.filter { $0.subject.kind == .unit || $0.subject.kind == .catalogueVersion }.map(\.site))
            let letters = LetterEntries.touched(by: events)
            let (found, entries, answered) = try await installation.store.read { transaction in
                (
                    try documents.sorted().map { ($0, try SearchRegister.document(Disclosure.ID($0), in: transaction)) },
                    try sites.sorted().map { ($0, try IndexEntries.entries(of: $0, in: transaction)) },
                    try letters.map { try LetterEntries.change($0, in: transaction) }
                )
            }
            // The place in the log and what it stands for in one transaction: a node that stops here goes on exactly here.
            try await index.write { transaction in
                let register = SearchRegister(transaction)
                var cutter = BigramCutter()
                for (id, document) in found {
                    if let document {
                        try register.put(document, cutter: &cutter)
                    } else {
                        try register.remove(document: Disclosure.ID(id))
                    }
                }
                for (site, entries) in entries { try IndexEntries.write(entries, of: site, to: transaction) }
                for change in answered { try LetterEntries.write(change, to: register) }
                try register.set(.sequence, to: last.sequence)
            }
            // A word that had to go stays in the file's merged segments until they are written anew, on every node.
            if events.contains(where: { $0.verb == .disclosurePurged }) { try await index.scrub() }
            taken += events.count
        }
    }
}
