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

    private static func unit(_ code: String, in place: SmallCounty) async throws -> OrganisationUnit.ID {
        let site = place.county.id
        return try #require(try await place.installation.store.read { try UnitRegister($0, site: site).find(code: code)?.id })
    }

    /// Enters what is given and takes the register through the gate.
    private static func publish(_ kind: LedgerKind, _ entries: [[String: String]], unit code: String, in place: SmallCounty) async throws {
        let unit = try await unit(code, in: place)
        for entry in entries {
            _ = try await KeepLedger(place.installation, county: place.county).enter(
                entry, into: kind, unit: unit, by: staff(1, .editor, of: unit))
        }
        try await release(kind, unit: unit, in: place)
    }

    private static func release(_ kind: LedgerKind, unit: OrganisationUnit.ID, in place: SmallCounty) async throws {
        let (installation, county) = (place.installation, place.county)
        let (site, editor) = (county.id, staff(1, .editor, of: unit))
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

    /// Something that may stand in the column.
    private static func sample(_ field: LedgerField, of kind: LedgerKind, document: Int64) -> String {
        if field.code == "content", let content = kind.keyFields.first?.contents.first { return content }
        return switch field.form {
        case .text, .longText: "示例\(field.name)"
        case .day: field.code == "until" ? "2026-12-31" : "2026-03-02"
        case .year: "2026"
        case .number: "3"
        case .money: "12.50"
        case .choice(let choices): choices[0]
        case .document: "/disclosures/\(document)"
        case .address: "https://mingchuan.example/"
        case .phone: "0900-5550100"
        case .creditCode: "9199990199999001XR"
        case .identityNumber: ""
        }
    }

    @Test(
        "Every register comes in as a file, is asked about until it is released, and is then a page, files, data, an interface and found",
        arguments: LedgerKind.all.map(\.code))
    func every(_ code: String) async throws {
        let kind = try #require(LedgerKind.find(code))
        try await SmallCounty.with { place in
            let (installation, county) = (place.installation, place.county)
            let village = RegisterUnits.Row(
                unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "cun", name: "河湾村民委员会", kind: .village), parentCode: "zf",
                aliases: [])
            _ = try await RegisterUnits(installation).run([village], site: county.id, actor: "test")
            let isVillage = kind.keepers == [.village]
            let unit = try await Self.unit(isVillage ? "cun" : "zf", in: place)
            let (editor, unitName) = (Self.staff(1, .editor, of: unit), isVillage ? "河湾村民委员会" : "明川县人民政府")
            let document = try await Self.document("政府工作报告", in: place)
            let values = kind.fields.map { Self.sample($0, of: kind, document: document) }
            let workbook = try LedgerFile.xlsx(
                [["单位"] + kind.fields.map(\.name), [unitName] + values], title: kind.name, note: "示例")
            let read = try LedgerFile.read(workbook, as: kind)
            #expect(read.unknown.isEmpty && read.rows.count == 1)
            try await KeepLedger(installation, county: county).take(read.rows, named: "示例.xlsx", into: kind, own: unit, by: editor)

            let site = county.id
            let asked = try await installation.store.read {
                try LedgerDuties.lines($0, site: site, units: [unit], isOffice: true, on: try #require(Day(text: "2026-03-20")))
            }
            #expect(asked.map(\.kind.code) == [code], "the duty")
            try await Self.release(kind, unit: unit, in: place)
            try await FollowLog(installation).run()

            let titleField = try #require(kind.fields.firstIndex { $0.code == kind.title })
            let title = values[titleField]
            for path in [
                "/ledgers/\(code)", "/ledgers/\(code).csv", "/ledgers/\(code).json", "/api/v1/ledgers/\(code)/entries",
                "/open-data/ledger-\(code).csv",
            ] {
                let reply = try await place.client.get(path)
                #expect(reply.status == 200 && reply.text.contains(title), "\(path)")
            }
            let book = try await place.client.get("/ledgers/\(code).xlsx")
            let page = try await place.client.get("/ledgers/\(code)")
            let entry = try #require(page.text.firstMatch(of: /href="(\/ledgers\/[a-z-]+\/\d+)"/)?.1)
            let single = try await place.client.get(String(entry))
            let search = try await place.client.get("/search?q=\(kind.name)")
            #expect(book.status == 200 && single.text.contains(title) && search.text.contains("截至2026年"), "\(entry)")
        }
    }

    @Test("What is read of a register is kept until something is published, and asked of the database again then")
    func kept() async throws {
        try await SmallCounty.with { place in
            let portal = place.client.portal
            let kind = LedgerKind.readingPlaces
            func entry(_ name: String) throws -> [String: String] {
                Dictionary(
                    uniqueKeysWithValues: kind.fields.map {
                        ($0.code, $0.code == kind.title ? name : Self.sample($0, of: kind, document: 1))
                    })
            }
            func found() async throws -> (page: String, data: String) {
                portal.show(try await portal.look())
                return (
                    try await place.client.get("/ledgers/\(kind.code)?q=号").text,
                    try await place.client.get("/api/v1/ledgers/\(kind.code)/entries").text
                )
            }
            try await Self.publish(kind, [try entry("甲号")], unit: "zf", in: place)
            for _ in 0..<2 {
                let one = try await found()
                #expect(one.page.contains("甲号") && one.data.contains("甲号"))
            }
            try await Self.publish(kind, [try entry("乙号")], unit: "zf", in: place)
            let two = try await found()
            #expect(two.page.contains("甲号") && two.page.contains("乙号") && two.data.contains("乙号"))
        }
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
