import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

/// A county with one unit, its people, and an item of which there are lists.
struct BatchPlace {
    static let headings = ["序号", "行政相对人", "许可内容", "决定文书号", "决定日期", "联系电话"]

    let installation: Installation
    let county: County
    let unit: OrganisationUnit.ID
    let item: CatalogueItem.ID
    let people: [Role: Staff]

    var editor: Staff { get throws { try #require(people[.editor]) } }

    func staff(_ role: Role) throws -> Staff { try #require(people[role]) }

    static func with(_ engine: Engine, elements: [String] = [], _ body: (BatchPlace) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let site = county.id
            _ = try await RegisterUnits(installation).run(
                [
                    RegisterUnits.Row(
                        unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "spj", name: "县行政审批局", kind: .department), parentCode: nil,
                        aliases: [])
                ], site: site, actor: "test")
            let entry = CatalogueEntry(
                domain: "食品药品监管", levels: ["行政许可", "许可决定"], elements: elements, timeLimit: TimeLimitReader.read("长期公开").limit,
                subjects: ["县行政审批局"])
            let outcome = try await DraftCatalogue(installation).run(
                DraftCatalogue.Source(
                    level: .county, title: "目录", items: [CatalogueReading.Item(sheet: nil, row: 3, entry: entry)], notes: []),
                county: county,
                actor: "test")
            _ = try await AdoptCatalogue(installation).run(
                outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: county, actor: "test")
            _ = try await RaiseObligations(installation).run(county: site, since: Day(text: "2026-02-01"), actor: "test")
            let (unit, item) = try await installation.store.read { transaction in
                let unit = try #require(try UnitRegister(transaction, site: site).find(code: "spj")?.id)
                let version = try #require(try CatalogueRegister(transaction, site: site).inForce(.county))
                return (unit, try #require(try CatalogueRegister(transaction, site: site).items(of: version.id, naming: unit).first?.id))
            }
            var people: [Role: Staff] = [:]
            for (number, role) in [Role.editor, .reviewer, .secrecyReviewer, .signer].enumerated() {
                people[role] = try await person(number + 1, [role], unit, installation, site)
            }
            try await body(BatchPlace(installation: installation, county: county, unit: unit, item: item, people: people))
        }
    }

    static func person(_ number: Int, _ roles: [Role], _ unit: OrganisationUnit.ID, _ installation: Installation, _ site: County.ID)
        async throws -> Staff
    {
        let account = Account(id: Account.ID(Int64(number)), login: "staff\(number)", name: "职员\(number)")
        let posts = roles.map { Post(id: installation.identifiers.next(), unit: unit, role: $0, name: "岗位\(number)") }
        let now = installation.now()
        try await installation.store.write { transaction in
            try AccountRegister(transaction, site: site).insert(
                account, password: "-", hasFullLength: true, mustChange: false, subject: nil, at: now)
            for post in posts {
                try PostRegister(transaction, site: site).insert(post)
                try PostRegister(transaction, site: site).assign(post.id, to: account.id, at: now)
            }
        }
        return Staff(account: account.id, name: account.name, posts: posts)
    }

    // MARK: Lists

    static func table(_ rows: Int, change: (Int, inout [String]) -> Void = { _, _ in }) throws -> BatchTable {
        let lines = (0..<rows).map { row -> SourceSheet.Line in
            var cells = ["\(row + 1)", "第\(row + 1)食品店", "食品经营许可", "明审许〔2026〕\(row + 1)号", "2026-03-\(row % 19 + 1)", "0999-5551234"]
            change(row, &cells)
            return SourceSheet.Line(number: row + 2, cells: cells.map { SourceSheet.Cell($0) })
        }
        let head = SourceSheet.Line(number: 1, cells: headings.map { SourceSheet.Cell($0) })
        return try BatchTable([SourceSheet(name: "表1", lines: [head] + lines)])
    }

    var preparing: PrepareBatch {
        PrepareBatch(installation, county: county) { problems in problems.flatMap { Array("\($0.line) \($0.column) \($0.sentence)\n".utf8) }
        }
    }

    /// Without the telephone column, which nobody needs to see.
    static func mapping(_ table: BatchTable) -> BatchMapping {
        var mapping = BatchMapping(suggestedFor: table.headings)
        mapping.leftOut.append(5)
        return mapping
    }

    func prepare(_ table: BatchTable, mapping: BatchMapping? = nil) async throws -> Batch.ID {
        try await preparing.run(
            table, name: "许可.xlsx", file: "f", unit: unit, item: item, mapping: mapping ?? Self.mapping(table), by: try editor)
    }

    func runner(_ table: BatchTable?) -> RunBatch {
        RunBatch(installation, county: county, words: WordCheckers()) { _ in
            guard let table else { throw BatchRefusal.fileGone }
            return table
        }
    }

    func act(
        _ act: Batch.Act, _ id: Batch.ID, _ role: Role, reason: String = "", step: Int? = nil, ground: WithdrawalGround? = nil,
        table: BatchTable? = nil
    ) async throws {
        try await ActOnBatch(installation, county: county).run(act, on: id, reason: reason, step: step, ground: ground, by: try staff(role))
        try await runner(table).run(id)
    }

    func brought(_ table: BatchTable) async throws -> Batch.ID {
        let id = try await prepare(table)
        try await act(.bringIn, id, .editor, table: table)
        return id
    }

    func approved(_ table: BatchTable) async throws -> Batch.ID {
        let id = try await brought(table)
        try await act(.submit, id, .editor)
        for (step, role) in [Role.reviewer, .secrecyReviewer, .signer].enumerated() {
            try await act(.approve, id, role, reason: "核对无误", step: step)
        }
        return id
    }

    func entry(_ id: Batch.ID) async throws -> BatchRegister.Entry {
        let site = county.id
        return try #require(try await installation.store.read { try BatchRegister($0, site: site).find(id) })
    }

    func tally(_ id: Batch.ID) async throws -> Batch.Tally {
        let site = county.id
        return try await installation.store.read { try BatchRegister($0, site: site).tally(of: id) }
    }

    func job(_ id: Batch.ID) async throws -> Batch.Job {
        let site = county.id
        return try #require(try await installation.store.read { try BatchRegister($0, site: site).job(of: id) })
    }

    func count(_ query: Query) async throws -> Int { try await installation.store.read { try $0.count(query) } }

    func events(_ verb: Event.Verb) async throws -> Int { try await count("SELECT COUNT(*) AS n FROM event WHERE verb = \(verb)") }

    func search(_ text: String) async throws -> Int {
        try await FollowLog(installation).run()
        return try await installation.searchStore.read {
            try SearchQueries($0, site: nil).newest(SearchTerms(text), SearchQueries.Narrowing(), before: nil, limit: 50).count
        }
    }
}
