import Domain
import HTTPTypes
import Interchange
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Registers on the portal") struct LedgerPageTests {
    private static func staff(_ account: Int64, _ role: Role, of unit: OrganisationUnit.ID) -> Staff {
        Staff(
            account: Account.ID(account), name: "职员\(account)",
            posts: [Post(id: Post.ID(account), unit: unit, role: role, name: "岗位\(account)")])
    }

    /// Enters what is given and takes the register through the gate.
    private static func publish(_ kind: LedgerKind, _ entries: [[String: String]], unit code: String, in place: SmallCounty) async throws {
        let (installation, county) = (place.installation, place.county)
        let site = county.id
        let unit = try #require(try await installation.store.read { try UnitRegister($0, site: site).find(code: code)?.id })
        let editor = staff(1, .editor, of: unit)
        for entry in entries {
            _ = try await KeepLedger(installation, county: county).enter(entry, into: kind, unit: unit, by: editor)
        }
        let releasing = ReleaseLedger(installation, county: county)
        let file = DraftAttachment(
            name: "登记簿.xlsx", mediaType: "application/octet-stream", sizeInBytes: 1, digest: String(repeating: "a", count: 64))
        let draft = try await releasing.run(try await releasing.prepare(kind, unit: unit), unit: unit, file: file, by: editor)
        let content = try await installation.store.read { try DraftRegister($0, site: site).find(draft)?.digest ?? [] }
        try await RecordFindings(installation, county: county).run([], of: draft, digest: content)
        try await SubmitDraft(installation, county: county).run(draft, version: version(of: draft, in: place), by: editor)
        for (account, role) in [(Int64(2), Role.reviewer), (3, .secrecyReviewer), (4, .signer)] {
            try await DecideDraft(installation, county: county).run(
                draft, version: version(of: draft, in: place), .approved, reason: "", by: staff(account, role, of: unit))
        }
        _ = try await PublishDraft(installation, county: county).run(draft, version: version(of: draft, in: place), by: editor)
    }

    private static func version(of draft: Draft.ID, in place: SmallCounty) async throws -> Int {
        let site = place.county.id
        return try await place.installation.store.read { try DraftRegister($0, site: site).find(draft)?.draft.version ?? 0 }
    }

    private static func document(_ title: String, in place: SmallCounty) async throws -> Int64 {
        let (site, title) = (place.county.id, title)
        return try #require(
            try await place.installation.store.read { transaction in
                try transaction.first("SELECT id FROM disclosure WHERE site_id = \(site) AND title = \(title)") { row -> Disclosure.ID in
                    try row["id"]
                }
            }
        ).rawValue
    }

    @Test("A department stands among the budgets before anything is entered")
    func unentered() async throws {
        try await SmallCounty.with { place in
            let page = try await place.client.get("/budgets")
            #expect(page.status == 200 && page.text.contains("还没有发布") && page.text.contains("明川县自然资源局"))
        }
    }

    @Test("Budgets by unit and year: one that was published past its twenty days is late")
    func budgets() async throws {
        try await SmallCounty.with { place in
            let id = try await Self.document("安置方案征求意见", in: place)
            try await Self.publish(
                .budgets,
                [["year": "2026", "scope": "部门", "report": "预算", "approved": "2026-01-10", "document": "/disclosures/\(id)"]],
                unit: "zrzy", in: place)
            let page = try await place.client.get("/budgets")
            #expect(page.text.contains("2026-02-05公开，应在2026-01-30前公开") && page.text.contains("/disclosures/\(id)"))
            let hub = try await place.client.get("/ledgers")
            #expect(hub.text.contains("href=\"/budgets\""))
        }
    }

    @Test("An issue of the gazette has its texts; another issue is not found")
    func gazette() async throws {
        try await SmallCounty.with { place in
            let id = try await Self.document("政府工作报告", in: place)
            try await Self.publish(.gazette, [Self.piece(id)], unit: "zf", in: place)
            let page = try await place.client.get("/gazette/2026/3")
            #expect(page.status == 200 && page.text.contains("全面推进政务公开。"))
            for path in ["/gazette/2026/4", "/gazette/2026/4.pdf", "/gazette/26/3"] {
                let other = try await place.client.get(path)
                #expect(other.status == 404, "\(path)")
            }
            let data = try await place.client.get("/open-data/ledger-gazette.csv")
            #expect(data.text.contains("/disclosures/\(id)"))
        }
    }

    @Test("An issue of the gazette is a PDF", .enabled(if: PDFPrinter.isInstalled))
    func paper() async throws {
        try await SmallCounty.with { place in
            let id = try await Self.document("政府工作报告", in: place)
            try await Self.publish(.gazette, [Self.piece(id)], unit: "zf", in: place)
            let file = try await place.client.get("/gazette/2026/3.pdf")
            #expect(file.status == 200 && file.bytes.starts(with: Array("%PDF-".utf8)))
        }
    }

    private static func piece(_ document: Int64) -> [String: String] {
        [
            "year": "2026", "issue": "3", "date": "2026-03-31", "column": "县政府文件", "title": "政府工作报告", "order": "1",
            "document": "/disclosures/\(document)",
        ]
    }
}
