import Domain
import Registers
import Synchronization

/// What the public reads of each register, decoded once for each state of the site: filters and pages of the interface are looked up in it.
///
/// Bounded in entries: when there are too many, only the register that was read last stays.
final class PublishedLedgers: Sendable {
    typealias Book = (parts: [LedgerBook.Published], rows: [LedgerRow])

    private struct Place: Hashable {
        let site: County.ID
        let kind: String
    }

    private struct Kept {
        let version: Int64
        let day: Day
        let book: Book
    }

    private let mostRows: Int
    private let kept = Mutex<[Place: Kept]>([:])

    init(mostRows: Int = 4 * LedgerKind.mostLines) { self.mostRows = mostRows }

    /// - Parameter county: as it was read before the transaction began: then what is read is never older than its version.
    func book(of kind: LedgerKind, in view: SiteView, county: County, on today: Day) throws -> Book {
        let place = Place(site: county.id, kind: kind.code)
        if let found = kept.withLock({ $0[place] }), found.version == county.contentVersion, found.day == today { return found.book }
        let book = try view.ledgerBook.publicRows(of: kind, on: today)
        kept.withLock { kept in
            kept[place] = Kept(version: county.contentVersion, day: today, book: book)
            let rows = kept.values.reduce(0) { $0 + $1.book.rows.count }
            if rows > mostRows { kept = kept.filter { $0.key == place } }
        }
        return book
    }

    /// Forgets everything: something in it must be nowhere any more.
    func removeAll() { kept.withLock { $0 = [:] } }
}
