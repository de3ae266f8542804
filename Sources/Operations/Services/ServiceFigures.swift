import Domain
import Persistence

/// The numbers of the law that services are counted with.
enum ServiceFigures {
    /// Working days after the end of the approval procedure within which a changed guide must be public (S 003 四(七)).
    static func publicationDays(_ transaction: any Transaction, site: County.ID, on day: Day) throws -> Int { 1 }
}
