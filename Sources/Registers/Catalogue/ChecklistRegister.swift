package import Domain
package import Persistence

/// The checklists of matters (事项清单), and where each entry went.
package struct ChecklistRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// An entry, recognised by its source and its code there.
    package struct Entry: Sendable, Hashable {
        package typealias ID = Identifier<Entry>

        package let id: ID
        package let source: Checklist.Source
        package let code: String
        package var name: String
        package var basis: String
        /// As the checklist writes it.
        package var unitName: String
        package var unit: OrganisationUnit.ID?
        package var outcome: Outcome
        package var position: Int
        package var version: Int

        package init(
            id: ID, source: Checklist.Source, code: String, name: String, basis: String, unitName: String, unit: OrganisationUnit.ID?,
            outcome: Outcome, position: Int, version: Int = 1
        ) {
            self.id = id
            self.source = source
            self.code = code
            self.name = name
            self.basis = basis
            self.unitName = unitName
            self.unit = unit
            self.outcome = outcome
            self.position = position
            self.version = version
        }
    }

    package enum Outcome: Sendable, Hashable {
        /// `nil` when the catalogue in force has no item of that name.
        case catalogued(CatalogueItem.ID?)
        /// 不予公开 (条例 Art. 13 to 16), to be assessed again on a day (Art. 18).
        case withheld(ground: String, legalBasis: String, reassess: Day)
        /// Not decided yet.
        case pending
    }

    /// In the order of the checklists.
    package func all() throws -> [Entry] {
        try transaction.rows("SELECT * FROM checklist_entry WHERE site_id = \(site) ORDER BY position, id", Self.entry)
    }

    package func insert(_ entry: Entry) throws {
        let parts = Parts(entry.outcome)
        try transaction.execute(
            """
            INSERT INTO checklist_entry (id, site_id, source, code, name, basis, unit_name, unit_id, outcome, item_id, ground,
                legal_basis, reassess,
                                         position, version)
            VALUES (\(entry.id), \(site), \(Self.word(entry.source)), \(entry.code), \(entry.name), \(entry.basis), \(entry.unitName),
                \(entry.unit),
                    \(parts.word), \(parts.item), \(parts.ground), \(parts.legalBasis), \(parts.reassess), \(entry.position), \(1))
            """)
    }

    /// - Throws: `StoreError.stale` when somebody changed it since it was read.
    package func update(_ entry: Entry) throws {
        let parts = Parts(entry.outcome)
        let changed = try transaction.execute(
            """
            UPDATE checklist_entry SET name = \(entry.name), basis = \(entry.basis), unit_name = \(entry.unitName), unit_id = \(entry.unit),
                outcome = \(parts.word), item_id = \(parts.item), ground = \(parts.ground), legal_basis = \(parts.legalBasis),
                reassess = \(parts.reassess), position = \(entry.position), version = version + 1
            WHERE site_id = \(site) AND id = \(entry.id) AND version = \(entry.version)
            """)
        if changed == 0 { throw StoreError.stale(subject: entry.name) }
    }

    // MARK: Rows

    /// An outcome as its columns.
    private struct Parts {
        var word = "pending"
        var item: CatalogueItem.ID?
        var ground = ""
        var legalBasis = ""
        var reassess: Day?

        init(_ outcome: Outcome) {
            switch outcome {
            case .catalogued(let item): (word, self.item) = ("catalogued", item)
            case .withheld(let ground, let legalBasis, let day):
                (word, self.ground, self.legalBasis, reassess) = ("withheld", ground, legalBasis, day)
            case .pending: break
            }
        }
    }

    private static func word(_ source: Checklist.Source) -> String {
        switch source {
        case .powers: "power"
        case .services: "service"
        case .concerns: "concern"
        }
    }

    private static func entry(_ row: ResultRow) throws -> Entry {
        let (sourceWord, outcomeWord): (String, String) = (try row["source"], try row["outcome"])
        guard let source = Checklist.Source.allCases.first(where: { word($0) == sourceWord }) else {
            throw StoreError.unexpectedValue(column: "source")
        }
        let outcome: Outcome
        switch outcomeWord {
        case "catalogued": outcome = .catalogued(try row["item_id"])
        case "withheld": outcome = .withheld(ground: try row["ground"], legalBasis: try row["legal_basis"], reassess: try row["reassess"])
        case "pending": outcome = .pending
        default: throw StoreError.unexpectedValue(column: "outcome")
        }
        return Entry(
            id: try row["id"], source: source, code: try row["code"], name: try row["name"], basis: try row["basis"],
            unitName: try row["unit_name"], unit: try row["unit_id"], outcome: outcome, position: try row["position"],
            version: try row["version"])
    }
}
