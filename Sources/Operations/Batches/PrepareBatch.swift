package import Domain
package import Persistence
import Registers

/// Looks through a list before anything is brought in (预览): what each row becomes, and what is wrong with which row. No draft and no event
/// is written.
package struct PrepareBatch {
    /// Turns a row's problems into the lines of a file.
    package typealias ProblemWriter = @Sendable ([BatchProblem]) -> [UInt8]

    private let installation: Installation
    private let county: County
    private let problems: ProblemWriter

    package init(_ installation: Installation, county: County, problems: @escaping ProblemWriter) {
        self.installation = installation
        self.county = county
        self.problems = problems
    }

    /// Keeps the preview of a new list.
    ///
    /// - Parameters:
    ///   - file: digest of the file in the file store.
    ///   - mapping: `nil` for the one that the headings suggest.
    /// - Throws: `BatchRefusal`, `GateRefusal`.
    package func run(
        _ table: BatchTable, name: String, file: String, unit: OrganisationUnit.ID, item: CatalogueItem.ID, mapping: BatchMapping? = nil,
        by staff: Staff
    ) async throws -> Batch.ID {
        let (county, now, id) = (county, installation.now(), installation.identifiers.next(Batch.self))
        let mapping = mapping ?? BatchMapping(suggestedFor: table.headings)
        let (preview, lines) = try await preview(table, mapping: mapping, unit: unit, item: item, by: staff)
        let batch = Batch(
            id: id, unit: unit, item: item, name: name, state: .preview, rowCount: preview.ready, created: now, createdBy: staff.account)
        try await installation.store.write {
            try BatchRegister($0, site: county.id).insert(batch, mapping: mapping, preview: preview, problems: lines, file: file)
        }
        return id
    }

    /// The same without keeping anything: a dry run.
    /// - Returns: the preview, and all problems as the lines of a file.
    package func preview(
        _ table: BatchTable, mapping: BatchMapping, unit: OrganisationUnit.ID, item: CatalogueItem.ID, by staff: Staff,
        batch: Batch.ID? = nil
    ) async throws -> (BatchPreview, [UInt8]) {
        try DraftWork.refuse(staff.holds(.editor, for: unit) ? [] : [.needsRole(.editor)])
        let (county, today, problems) = (county, installation.now().day, problems)
        return try await installation.store.read { transaction in
            _ = try BatchForm(transaction, county: county, unit: unit, item: item)
            let register = BatchRegister(transaction, site: county.id)
            var reader = try BatchReader(table.headings, mapping: mapping, today: today)
            var preview = BatchPreview(table)
            var all: [BatchProblem] = []
            for row in table.rows {
                switch try reader.read(row, holder: { try register.holder(ofNumber: $0, but: batch) }) {
                case .document(let document): preview.take(document)
                case .problems(let found):
                    preview.take(found)
                    all += found
                }
            }
            return (preview, problems(all))
        }
    }

    /// Looks through the list again with other columns.
    package func change(_ id: Batch.ID, version: Int, to mapping: BatchMapping, table: BatchTable, by staff: Staff) async throws {
        let county = county
        guard let entry = try await installation.store.read({ try BatchRegister($0, site: county.id).find(id) }) else {
            throw BatchRefusal.unknown
        }
        let batch = entry.batch
        guard batch.state == .preview else { throw BatchRefusal.isNotPreview }
        if batch.version != version { throw StoreError.stale(subject: batch.name) }
        let (preview, lines) = try await preview(table, mapping: mapping, unit: batch.unit, item: batch.item, by: staff, batch: id)
        try await installation.store.write { transaction in
            let register = BatchRegister(transaction, site: county.id)
            guard try register.find(id)?.batch.state == .preview, try register.job(of: id)?.state != .running else {
                throw BatchRefusal.isNotPreview
            }
            try register.setPreview(batch, mapping: mapping, preview: preview, problems: lines)
        }
    }

    /// Gives a preview up.
    /// - Returns: the digest of its file, when nothing else keeps it.
    package func remove(_ id: Batch.ID, version: Int, by staff: Staff) async throws -> String? {
        let county = county
        return try await installation.store.write { transaction in
            let register = BatchRegister(transaction, site: county.id)
            guard let entry = try register.find(id) else { throw BatchRefusal.unknown }
            try DraftWork.refuse(staff.holds(.editor, for: entry.batch.unit) ? [] : [.needsRole(.editor)])
            guard entry.batch.state == .preview else { throw BatchRefusal.isNotPreview }
            if try register.job(of: id)?.state == .running { throw BatchRefusal.isWorking }
            if entry.batch.version != version { throw StoreError.stale(subject: entry.batch.name) }
            try register.set(.undone, rows: 0, of: id)
            try register.forgetPreview(of: id)
            return try register.isFileInUse(entry.file, but: id) ? nil : entry.file
        }
    }
}

/// What all documents of a batch have in common: the form that their item shapes.
package struct BatchForm: Sendable {
    package let item: CatalogueItem
    let path: ApprovalPath

    /// - Throws: `BatchRefusal` when the unit has no such item in the catalogue in force, or it is not published by itself.
    package init(_ transaction: any Transaction, county: County, unit: OrganisationUnit.ID, item id: CatalogueItem.ID) throws {
        let catalogue = CatalogueRegister(transaction, site: county.id)
        guard let version = try catalogue.inForce(.county),
            let item = try catalogue.items(of: version.id, naming: unit).first(where: { $0.id == id })
        else { throw BatchRefusal.unknownItem }
        if item.entry.modes == [.onRequest] { throw BatchRefusal.notProactive }
        self.item = item
        path = try ApprovalPathRegister(transaction, site: county.id).path(unit: unit, domain: item.domain)
    }

    func content(_ row: BatchRow, elements: [Draft.Element]) -> Draft.Content {
        var content = StartDraft.content(for: item)
        content.title = row.title
        content.number = row.number
        content.made = row.made
        content.body = row.body
        content.elements = elements
        return content
    }
}
