package import Domain
import Persistence
import Registers

/// A data set with the way its rows come out of the registers.
///
/// A subject that opens data declares its set as `extension OpenDataset { static let guides = OpenDataset(…) }` beside its operations and adds one
/// line to `all`: page, catalogue, downloads and the nightly dump follow from that list.
package struct OpenDataset: Sendable {
    /// Every data set there is, in the order in which they are shown.
    package static let all: [OpenDataset] =
        [
            .documents,
            .withdrawals,
            .catalogueItems,
            .domains,
            .units,
            .coverage,
            .requestStatistics,
            .annualReports,
            .programmeTasks,
            .interpretations,
            .chains,
            .consultations,
            .gatherings,
            .questionnaireResults,
            .responses,
            .letters,
            .answers,
            .guides,
            .policies,
            .ratings,
            .inspections,
        ] + LedgerKind.all.map(OpenDataset.ledger)

    package let dataset: Dataset
    /// Whether there may be so many rows that they are only ever streamed.
    package let isLarge: Bool
    private let batch: @Sendable (DatasetSource, Int64?) throws -> DatasetBatch

    /// - Parameter batch: some rows after a place (`nil`: from the beginning), and the place where they end.
    init(
        _ dataset: Dataset, isLarge: Bool = false, batch: @escaping @Sendable (DatasetSource, Int64?) throws -> DatasetBatch
    ) {
        self.dataset = dataset
        self.isLarge = isLarge
        self.batch = batch
    }

    /// A set that is read at once.
    init(_ dataset: Dataset, rows: @escaping @Sendable (DatasetSource) throws -> [DatasetRow]) {
        self.init(dataset) { source, _ in DatasetBatch(rows: try rows(source), next: nil) }
    }

    package static func named(_ key: String) -> OpenDataset? { all.first { $0.dataset.key == key } }

    /// Some rows; what is read in several transactions may change between them, and then the log says so after the place where reading began.
    package func rows(after place: Int64?, in county: County, _ installation: Installation) async throws -> DatasetBatch {
        let (today, batch) = (installation.now().day, batch)
        return try await installation.store.read { try batch(DatasetSource(transaction: $0, county: county, today: today), place) }
    }
}

/// What a data set is read from.
package struct DatasetSource {
    let transaction: any Transaction
    let county: County
    let today: Day
}

/// Rows that belong together, and where the next ones begin.
package struct DatasetBatch: Sendable {
    package let rows: [DatasetRow]
    /// `nil` at the end.
    package let next: Int64?
}
