package import Domain
package import Persistence

extension InspectionMatter.Level: Storable {}
extension InspectionPaper.Kind: Storable {}

/// A document that something of random inspections became (公开文件).
package struct InspectionPaper: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Hashable {
        case matters, targets, officers, plan, draw, results

        package var name: String {
            switch self {
            case .matters: "随机抽查事项清单"
            case .targets: "检查对象名录库"
            case .officers: "执法检查人员名录库"
            case .plan: "年度抽查计划"
            case .draw: "抽取记录"
            case .results: "抽查结果"
            }
        }
    }

    package let kind: Kind
    package let unit: OrganisationUnit.ID
    package let draft: Draft.ID
    /// Of plan or draw.
    package let subject: Int64?
    /// `nil` while it is not public.
    package let document: Disclosure.ID?

    package init(kind: Kind, unit: OrganisationUnit.ID, draft: Draft.ID, subject: Int64?, document: Disclosure.ID? = nil) {
        self.kind = kind
        self.unit = unit
        self.draft = draft
        self.subject = subject
        self.document = document
    }
}

/// Matters, libraries, plans and draws of random inspections (双随机登记簿).
package struct InspectionRegister {
    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    // MARK: Lists; a new one takes the place of the old.

    package func matters(of unit: OrganisationUnit.ID) throws -> [InspectionMatter] {
        try transaction.rows("SELECT * FROM inspection_matter WHERE site_id = \(site) AND unit_id = \(unit) ORDER BY id") {
            InspectionMatter(
                id: try $0["id"], unit: try $0["unit_id"], name: try $0["name"], basis: try $0["basis"], content: try $0["content"],
                way: try $0["way"], level: try $0["level"])
        }
    }

    /// A matter that was there under the same name keeps its identifier: plans refer to it.
    package func replace(_ matters: [InspectionMatter], of unit: OrganisationUnit.ID) throws {
        let known = Dictionary(try self.matters(of: unit).map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
        try transaction.execute("DELETE FROM inspection_matter WHERE site_id = \(site) AND unit_id = \(unit)")
        for matter in matters {
            try transaction.execute(
                """
                INSERT INTO inspection_matter (id, site_id, unit_id, name, basis, content, way, level)
                VALUES (\(known[matter.name] ?? matter.id), \(site), \(unit), \(matter.name), \(matter.basis), \(matter.content),
                    \(matter.way), \(matter.level))
                """)
        }
    }

    package func targets(of unit: OrganisationUnit.ID) throws -> [InspectionTarget] {
        try transaction.rows("SELECT * FROM inspection_target WHERE site_id = \(site) AND unit_id = \(unit) ORDER BY id") {
            InspectionTarget(
                id: try $0["id"], unit: try $0["unit_id"], name: try $0["name"], code: try $0["code"], address: try $0["address"])
        }
    }

    package func replace(_ targets: [InspectionTarget], of unit: OrganisationUnit.ID) throws {
        try transaction.execute("DELETE FROM inspection_target WHERE site_id = \(site) AND unit_id = \(unit)")
        for target in targets {
            try transaction.execute(
                """
                INSERT INTO inspection_target (id, site_id, unit_id, name, code, address)
                VALUES (\(target.id), \(site), \(unit), \(target.name), \(target.code), \(target.address))
                """)
        }
    }

    package func officers(of unit: OrganisationUnit.ID) throws -> [InspectionOfficer] {
        try transaction.rows("SELECT * FROM inspection_officer WHERE site_id = \(site) AND unit_id = \(unit) ORDER BY id") {
            InspectionOfficer(id: try $0["id"], unit: try $0["unit_id"], name: try $0["name"], certificate: try $0["certificate"])
        }
    }

    package func replace(_ officers: [InspectionOfficer], of unit: OrganisationUnit.ID) throws {
        try transaction.execute("DELETE FROM inspection_officer WHERE site_id = \(site) AND unit_id = \(unit)")
        for officer in officers {
            try transaction.execute(
                """
                INSERT INTO inspection_officer (id, site_id, unit_id, name, certificate)
                VALUES (\(officer.id), \(site), \(unit), \(officer.name), \(officer.certificate))
                """)
        }
    }

    // MARK: Plans

    package func plans(of unit: OrganisationUnit.ID) throws -> [InspectionPlan] {
        try transaction.rows("SELECT * FROM inspection_plan WHERE site_id = \(site) AND unit_id = \(unit) ORDER BY year DESC", Self.plan)
    }

    package func plan(of unit: OrganisationUnit.ID, year: Int) throws -> InspectionPlan? {
        try transaction.first(
            "SELECT * FROM inspection_plan WHERE site_id = \(site) AND unit_id = \(unit) AND year = \(year)", Self.plan)
    }

    /// Writes it anew under the version that was read; the first one has none.
    ///
    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ plan: InspectionPlan, isNew: Bool) throws {
        guard !isNew else {
            try transaction.execute(
                """
                INSERT INTO inspection_plan (id, site_id, unit_id, year, lines, version)
                VALUES (\(plan.id), \(site), \(plan.unit), \(plan.year), \(try StoredJSON.text(plan.lines)), 1)
                """)
            return
        }
        let changed = try transaction.execute(
            """
            UPDATE inspection_plan SET lines = \(try StoredJSON.text(plan.lines)), version = version + 1
            WHERE site_id = \(site) AND id = \(plan.id) AND version = \(plan.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "\(plan.year)年抽查计划") }
    }

    private static func plan(_ row: ResultRow) throws -> InspectionPlan {
        InspectionPlan(
            id: try row["id"], unit: try row["unit_id"], year: try row["year"], lines: try StoredJSON.read(try row["lines"]),
            version: try row["version"])
    }

    // MARK: Draws

    package func insert(_ draw: InspectionDraw) throws {
        try transaction.execute(
            """
            INSERT INTO inspection_draw (id, site_id, unit_id, matter_id, matter_name, seed, targets, officers, withdrawn, per_target, drawn,
                drawn_at, signature, results, version)
            VALUES (\(draw.id), \(site), \(draw.unit), \(draw.matter), \(draw.matterName), \(String(draw.seed)),
                \(try StoredJSON.text(draw.targets)), \(try StoredJSON.text(draw.officers)), \(try StoredJSON.text(draw.withdrawn)),
                \(draw.perTarget), \(try StoredJSON.text(draw.drawn)), \(draw.time), \(draw.signature),
                \(try StoredJSON.text(draw.results)), 1)
            """)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func setResults(of draw: InspectionDraw) throws {
        let changed = try transaction.execute(
            """
            UPDATE inspection_draw SET results = \(try StoredJSON.text(draw.results)), version = version + 1
            WHERE site_id = \(site) AND id = \(draw.id) AND version = \(draw.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: draw.matterName) }
    }

    package func draw(_ id: InspectionDraw.ID) throws -> InspectionDraw? {
        try transaction.first("SELECT * FROM inspection_draw WHERE site_id = \(site) AND id = \(id)", Self.draw)
    }

    /// Newest first.
    package func draws(of unit: OrganisationUnit.ID, limit: Int = 200) throws -> [InspectionDraw] {
        try transaction.rows(
            "SELECT * FROM inspection_draw WHERE site_id = \(site) AND unit_id = \(unit) ORDER BY id DESC LIMIT \(limit)", Self.draw)
    }

    /// Of the same matter in the same year before that one, oldest first. By name: a matter that was off the list for a while comes back
    /// under another identifier.
    package func earlierDraws(than draw: InspectionDraw) throws -> [InspectionDraw] {
        try transaction.rows(
            """
            SELECT * FROM inspection_draw WHERE site_id = \(site) AND unit_id = \(draw.unit) AND matter_name = \(draw.matterName)
                AND id < \(draw.id) ORDER BY id
            """, Self.draw
        ).filter { $0.time.day.year == draw.time.day.year }
    }

    /// Which draw of its matter in its year each one is, counted from 1: who draws again until the result pleases is seen to have done so.
    package func drawNumbers(of unit: OrganisationUnit.ID? = nil) throws -> [InspectionDraw.ID: Int] {
        var query: Query = "SELECT id, unit_id, matter_name, drawn_at FROM inspection_draw WHERE site_id = \(site)"
        if let unit { query += " AND unit_id = \(unit)" }
        query += " ORDER BY id"
        var (counts, numbers): ([Series: Int], [InspectionDraw.ID: Int]) = ([:], [:])
        try transaction.forEach(query) { row in
            let (id, time): (InspectionDraw.ID, Instant) = (try row["id"], try row["drawn_at"])
            let series = Series(unit: try row["unit_id"], matter: try row["matter_name"], year: time.day.year)
            counts[series, default: 0] += 1
            numbers[id] = counts[series]
        }
        return numbers
    }

    /// Draws of one matter in one year.
    private struct Series: Hashable {
        let unit: OrganisationUnit.ID
        let matter: String
        let year: Int
    }

    private static func draw(_ row: ResultRow) throws -> InspectionDraw {
        let text: String = try row["seed"]
        guard let seed = UInt64(text) else { throw StoreError.unexpectedValue(column: "inspection_draw.seed") }
        return InspectionDraw(
            id: try row["id"], unit: try row["unit_id"], matter: try row["matter_id"], matterName: try row["matter_name"], seed: seed,
            targets: try StoredJSON.read(try row["targets"]), officers: try StoredJSON.read(try row["officers"]),
            withdrawn: try StoredJSON.read(try row["withdrawn"]), perTarget: try row["per_target"],
            drawn: try StoredJSON.read(try row["drawn"]), time: try row["drawn_at"], signature: try row["signature"],
            results: try StoredJSON.read(try row["results"]), version: try row["version"])
    }

    // MARK: Documents

    package func insert(_ paper: InspectionPaper) throws {
        try transaction.execute(
            """
            INSERT INTO inspection_paper (draft_id, site_id, unit_id, kind, subject_id)
            VALUES (\(paper.draft), \(site), \(paper.unit), \(paper.kind), \(paper.subject))
            """)
    }

    /// The newest first.
    package func papers(of unit: OrganisationUnit.ID? = nil, isPublic: Bool = false, limit: Int = 500) throws -> [InspectionPaper] {
        var query: Query = """
            SELECT p.kind, p.unit_id, p.draft_id, p.subject_id, e.id AS document_id FROM inspection_paper p JOIN draft d ON d.id = p.draft_id
            LEFT JOIN disclosure e ON e.id = d.disclosure_id AND d.state = 'published' WHERE p.site_id = \(site)
            """
        if let unit { query += " AND p.unit_id = \(unit)" }
        if isPublic { query += " AND e.id IS NOT NULL" }
        query += " ORDER BY p.draft_id DESC LIMIT \(limit)"
        return try transaction.rows(query) {
            InspectionPaper(
                kind: try $0["kind"], unit: try $0["unit_id"], draft: try $0["draft_id"], subject: try $0["subject_id"],
                document: try $0["document_id"])
        }
    }

    /// What of random inspections that document is; `nil` for any other document.
    package func kind(of document: Disclosure.ID) throws -> InspectionPaper.Kind? {
        try transaction.first(
            """
            SELECT p.kind FROM draft d JOIN inspection_paper p ON p.draft_id = d.id
            WHERE p.site_id = \(site) AND d.disclosure_id = \(document) ORDER BY d.id DESC LIMIT 1
            """
        ) { try $0["kind"] }
    }

    /// The draw, when its record is public.
    package func publishedDraw(_ id: InspectionDraw.ID) throws -> InspectionDraw? {
        let isPublic = try transaction.count(
            """
            SELECT COUNT(*) AS n FROM inspection_paper p JOIN draft d ON d.id = p.draft_id JOIN disclosure e ON e.id = d.disclosure_id
            WHERE p.site_id = \(site) AND p.kind = 'draw' AND p.subject_id = \(id) AND d.state = 'published'
            """)
        return isPublic > 0 ? try draw(id) : nil
    }

    /// The draws whose records are public, newest first, from a place on.
    package func publishedDraws(before id: InspectionDraw.ID? = nil, limit: Int) throws -> [InspectionDraw] {
        try transaction.rows(
            """
            SELECT i.* FROM inspection_draw i WHERE i.site_id = \(site) AND i.id < \(id?.rawValue ?? Int64.max) AND EXISTS (
                SELECT 1 FROM inspection_paper p JOIN draft d ON d.id = p.draft_id JOIN disclosure e ON e.id = d.disclosure_id
                WHERE p.site_id = \(site) AND p.kind = 'draw' AND p.subject_id = i.id AND d.state = 'published')
            ORDER BY i.id DESC LIMIT \(limit)
            """, Self.draw)
    }

    /// The newest public document of a draw: its record, or its results.
    package func document(_ kind: InspectionPaper.Kind, of draw: InspectionDraw.ID) throws -> Disclosure.ID? {
        try transaction.first(
            """
            SELECT e.id FROM inspection_paper p JOIN draft d ON d.id = p.draft_id JOIN disclosure e ON e.id = d.disclosure_id
            WHERE p.site_id = \(site) AND p.kind = \(kind) AND p.subject_id = \(draw) AND d.state = 'published'
            ORDER BY p.draft_id DESC LIMIT 1
            """
        ) { try $0["id"] }
    }
}
