import Cryptography
package import Domain
import Persistence
import Registers

/// Takes the state of a register to the publishing gate (发布登记簿): frozen under a digest, with a workbook that the checks read.
package struct ReleaseLedger {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// What would be published now.
    package struct Prepared: Sendable {
        package let state: LedgerState
        package let former: LedgerState?
        package let unitNames: [OrganisationUnit.ID: String]
        package let title: String
        /// Of the documents that entries name.
        package let documents: [Disclosure.ID: String]

        /// Headings, then every row.
        package var table: [[String]] { state.table(titles: documents) { unitNames[$0] ?? "" } }
    }

    /// - Parameter unit: whose part it is, where each unit publishes its own.
    package func prepare(_ kind: LedgerKind, unit: OrganisationUnit.ID) async throws -> Prepared {
        let (county, today) = (county, installation.now().day)
        return try await installation.store.read { transaction in
            let book = LedgerBook(transaction, site: county.id)
            let part = kind.isByUnit ? unit : nil
            let names = Dictionary(try UnitRegister(transaction, site: county.id).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let owner = kind.isByUnit ? names[unit] ?? "" : county.placeName
            let state = LedgerState(kind, lines: try book.lines(of: kind), unit: part, on: today)
            return Prepared(
                state: state, former: try book.publishedState(of: kind, unit: part), unitNames: names,
                title: "\(owner)\(kind.name)（截至\(today.chineseDate)）",
                documents: try book.documents(of: state.rows, in: kind).mapValues(\.title))
        }
    }

    /// Whether the unit speaks for all: the government, or where the disclosure office is.
    private static func publishesForAll(_ unit: OrganisationUnit.ID, _ transaction: any Transaction, _ county: County) throws -> Bool {
        try UnitRegister(transaction, site: county.id).find(unit)?.kind == .government
            || PostRegister(transaction, site: county.id).all().contains { $0.post.role == .disclosureOffice && $0.post.unit == unit }
    }

    /// - Parameter file: the workbook of `prepared`, in the store already.
    /// - Throws: `LedgerRefusal` when there is nothing, or it was changed since; `GateRefusal` when they may not draft for the unit.
    package func run(
        _ prepared: Prepared, unit: OrganisationUnit.ID, file: DraftAttachment, by staff: Staff
    ) async throws -> Draft.ID {
        let (kind, state, county) = (prepared.state.kind, prepared.state, county)
        // What has been public and is no entry any more must be published, too: as a list without it, or an empty one.
        let rows = state.rows + (prepared.former?.rows ?? [])
        guard !rows.isEmpty else { throw LedgerRefusal([LedgerFault("", .rule("还没有登记事项，没有可以发布的内容。"))]) }
        let (setting, isWhole) = try await installation.store.read { transaction in
            (
                try LedgerBook(transaction, site: county.id).setting(of: kind),
                try Self.publishesForAll(unit, transaction, county) || rows.allSatisfy { $0.unit == unit }
            )
        }
        try LedgerRefusal.check(isWhole ? [] : [LedgerFault("unit", .notWhole)])
        let draft = try await StartDraft(installation, county: county).run(.item(setting.item, obligation: nil), unit: unit, by: staff)
        let names = prepared.unitNames
        let body = state.body(since: prepared.former, titles: prepared.documents) { names[$0] ?? "" }
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = prepared.title
            content.category = "公开台账"
            content.made = state.day
            content.body = body
            content.attachments = [file]
        }
        let id = installation.identifiers.next(LedgerBook.Release.self)
        let now = installation.now()
        let release = LedgerBook.Release(
            id: id, unit: state.unit, draft: draft, day: state.day, digest: Digest.sha256(state.canonicalBytes), fileDigest: file.digest,
            count: state.rows.count, recorded: now, signature: staff.signature(for: unit))
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try LedgerBook(transaction, site: county.id).insert(release, state)
            try events.append(
                Event(
                    actor: release.signature, unit: unit, verb: .ledgerReleased, subject: Event.Subject(.draft, draft.rawValue),
                    digestAfter: release.digest, reason: "\(kind.name)，\(release.count) 条"), at: now)
        }
        return draft
    }
}
