import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A register is kept and published") struct LedgerOperationsTests {
    private struct Desk {
        let installation: Installation
        let county: County
        let unit: OrganisationUnit.ID
        let other: OrganisationUnit.ID

        func staff(_ account: Int64, _ role: Role) -> Staff {
            Staff(
                account: Account.ID(account), name: "职员\(account)",
                posts: [Post(id: Post.ID(account), unit: unit, role: role, name: "岗位\(account)")])
        }

        var editor: Staff { staff(1, .editor) }
        var keeping: KeepLedger { KeepLedger(installation, county: county) }

        /// Why an account is not entered.
        func refused(_ typed: [String: String], unit: OrganisationUnit.ID) async throws -> [LedgerFault] {
            do {
                _ = try await keeping.enter(typed, into: .newMedia, unit: unit, by: editor)
                return []
            } catch let refusal as LedgerRefusal { return refusal.faults }
        }

        /// Changes an account.
        /// - Returns: why not.
        func change(_ id: LedgerLine.ID, version: Int, to typed: [String: String], reason: String) async throws -> [LedgerFault] {
            do {
                try await keeping.change(id, in: .newMedia, version: version, to: typed, unit: unit, reason: reason, by: editor)
                return []
            } catch let refusal as LedgerRefusal { return refusal.faults }
        }

        func book<Result: Sendable>(_ body: @escaping @Sendable (LedgerBook) throws -> Result) async throws -> Result {
            let site = county.id
            return try await installation.store.read { try body(LedgerBook($0, site: site)) }
        }

        func version(_ id: Draft.ID) async throws -> Int {
            let site = county.id
            return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.version ?? 0 }
        }

        /// What a unit, or the office, is asked on 20 March 2026.
        func findings(_ unit: OrganisationUnit.ID, isOffice: Bool) async throws -> [String] {
            let (site, day) = (county.id, try #require(Day(year: 2026, month: 3, day: 20)))
            let lines = try await installation.store.read {
                try LedgerDuties.lines($0, site: site, units: [unit], isOffice: isOffice, on: day)
            }
            return lines.flatMap(\.warnings).map(\.what)
        }

        /// Takes a state through the gate to the public.
        func publish(_ kind: LedgerKind, file digest: String = String(repeating: "a", count: 64)) async throws -> Disclosure.ID {
            let releasing = ReleaseLedger(installation, county: county)
            let prepared = try await releasing.prepare(kind, unit: unit)
            let file = DraftAttachment(name: "登记簿.xlsx", mediaType: "application/octet-stream", sizeInBytes: 1, digest: digest)
            let id = try await releasing.run(prepared, unit: unit, file: file, by: editor)
            let site = county.id
            let content = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            try await RecordFindings(installation, county: county).run([], of: id, digest: content)
            try await SubmitDraft(installation, county: county).run(id, version: version(id), by: editor)
            for (account, role) in [(Int64(2), Role.reviewer), (3, .secrecyReviewer), (4, .signer)] {
                try await DecideDraft(installation, county: county).run(
                    id, version: version(id), .approved, reason: "", by: staff(account, role))
            }
            return try #require(
                try await PublishDraft(installation, county: county).run(id, version: version(id), by: editor)
            ).disclosure
        }
    }

    private static let account = [
        "name": "明川应急", "platform": "微信公众号", "state": "运行", "opened": "2025-01-01", "filing": "备2025001", "filed": "2025-01-10",
        "supervisor": "县政府办公室", "certified": "明川县应急管理局", "updated": "2026-03-18", "officer": "某人",
    ]

    private static func account(with changes: [String: String]) -> [String: String] { account.merging(changes) { $1 } }

    private func desk(_ engine: Engine, _ body: (Desk) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let rows = [("yjj", "应急管理局"), ("swj", "水务局")].map { code, name in
                RegisterUnits.Row(
                    unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: nil,
                    aliases: [])
            }
            _ = try await RegisterUnits(installation).run(rows, site: county.id, actor: "test")
            let site = county.id
            let units = try await installation.store.read { transaction in
                try ["yjj", "swj"].map { try UnitRegister(transaction, site: site).find(code: $0)?.id }
            }
            try await body(
                Desk(installation: installation, county: county, unit: try #require(units[0]), other: try #require(units[1])))
        }
    }

    @Test("Entered, changed with a reason, closed: every wording stays", arguments: Engine.available)
    func life(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let kind = LedgerKind.newMedia
            let id = try await desk.keeping.enter(Self.account, into: kind, unit: desk.unit, by: desk.editor)
            #expect(try await desk.refused(Self.account, unit: desk.unit) == [LedgerFault("name", .taken("明川应急"))])
            #expect(try await desk.refused(Self.account, unit: desk.other) == [LedgerFault("unit", .notYours)])
            let stopped = Self.account(with: ["state": "关停"])
            #expect(try await desk.change(id, version: 1, to: stopped, reason: "").map(\.field) == ["reason"])
            #expect(try await desk.change(id, version: 1, to: stopped, reason: "无力维护") == [])
            await #expect(throws: StoreError.self) { _ = try await desk.change(id, version: 1, to: stopped, reason: "再改") }
            let mended = Self.account(with: ["state": "整改"])
            #expect(
                try await desk.change(id, version: 2, to: mended, reason: "恢复") == [
                    LedgerFault("state", .noWay(from: "关停", to: ["运行", "注销"]))
                ])
            try await desk.keeping.close(id, in: kind, version: 2, reason: "重复登记", by: desk.editor)
            let (open, wordings) = try await desk.book { (try $0.lines(of: kind), try $0.wordings(of: id)) }
            #expect(open.isEmpty)
            #expect(wordings.map(\.reason) == ["重复登记", "无力维护", ""])
            #expect(wordings.map { $0.cells["state"] } == ["关停", "关停", "运行"])
            // The same entry may be entered anew.
            _ = try await desk.keeping.enter(Self.account, into: kind, unit: desk.unit, by: desk.editor)
        }
    }

    @Test("Of a file the sound rows are taken, and the same file again changes nothing", arguments: Engine.available)
    func importing(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let kind = LedgerKind.newMedia
            let texts = [["unit": "应急管理局"], ["platform": ""], ["unit": "水务局"]].map(Self.account(with:))
            let rows = texts.enumerated().map { LedgerImport.Row(line: $0 + 2, texts: $1) }
            let first = try await desk.keeping.take(rows, named: "账号.xlsx", into: kind, own: desk.unit, by: desk.editor)
            #expect(first == (1, 0))
            let again = try await desk.keeping.take(rows, named: "账号.xlsx", into: kind, own: desk.unit, by: desk.editor)
            #expect(again == (0, 0))
            let preview = try await desk.keeping.judge(rows, into: kind, own: desk.unit, by: desk.editor)
            #expect(preview.refused.map(\.row.line) == [3, 4])
        }
    }

    @Test("The public reads what went through the gate, and nothing that was entered since", arguments: Engine.available)
    func publishing(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let kind = LedgerKind.newMedia
            let id = try await desk.keeping.enter(Self.account, into: kind, unit: desk.unit, by: desk.editor)
            #expect(try await desk.book { try $0.published(of: kind).isEmpty })
            let document = try await desk.publish(kind)
            let changed = Self.account(with: ["name": "明川应急管理"])
            try await desk.keeping.change(id, in: kind, version: 1, to: changed, unit: desk.unit, reason: "更名", by: desk.editor)
            let state = try #require(try await desk.book { try $0.publishedState(of: kind, unit: nil) })
            #expect(state.rows.map { $0.cells["name"] } == ["明川应急"])
            #expect(state.rows.allSatisfy { $0.cells["officer"].isEmpty })
            #expect(try await desk.book { try $0.kind(publishedBy: document) } == kind)
            _ = try await desk.publish(kind, file: String(repeating: "b", count: 64))
            #expect(try await desk.book { try $0.publishedState(of: kind, unit: nil)?.rows.map { $0.cells["name"] } } == ["明川应急管理"])
        }
    }

    @Test("What is withdrawn is no longer shown", arguments: Engine.available)
    func withdrawing(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let kind = LedgerKind.newMedia
            _ = try await desk.keeping.enter(Self.account, into: kind, unit: desk.unit, by: desk.editor)
            let document = try await desk.publish(kind)
            try await WithdrawDisclosure(desk.installation, county: desk.county).run(
                document, ground: .personalData, reason: "含个人信息", by: desk.staff(4, .signer))
            #expect(try await desk.book { try $0.published(of: kind).isEmpty })
        }
    }

    @Test(
        "What was closed is asked to be published; where nothing is left, an empty list says so to the public", arguments: Engine.available)
    func emptied(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let (kind, today) = (LedgerKind.newMedia, desk.installation.now().day)
            let id = try await desk.keeping.enter(Self.account, into: kind, unit: desk.unit, by: desk.editor)
            _ = try await desk.publish(kind)
            #expect(try await desk.book { try $0.publicRows(of: kind, on: today).rows.count } == 1)
            try await desk.keeping.close(id, in: kind, version: 1, reason: "误登", by: desk.editor)
            let warnings = try await desk.book { try $0.warnings(of: kind, on: today).map(\.what) }
            #expect(warnings == ["上次发布以后有 1 条登记、变更或者注销登记，还没有发布"])
            _ = try await desk.publish(kind, file: String(repeating: "c", count: 64))
            #expect(try await desk.book { try $0.publicRows(of: kind, on: today).rows.isEmpty })
            #expect(try await desk.book { try $0.warnings(of: kind, on: today).isEmpty })
        }
    }

    @Test("A normative document that is repealed in the register is marked on its page and off the list", arguments: Engine.available)
    func repealing(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let record = DisclosureRecord(
                title: "明川县防汛办法", issuer: "应急管理局", date: "2024-05-01", published: "2024-05-10", body: "第一条 为了防汛。",
                url: "https://example.cn/1",
                category: "规范性文件")
            _ = try await desk.installation.publish([record], in: desk.county)
            let site = desk.county.id
            let found = try await desk.installation.store.read { transaction -> Disclosure.ID? in
                try transaction.first("SELECT id FROM disclosure WHERE site_id = \(site)") { try $0["id"] }
            }
            let document = try #require(found)
            let kind = LedgerKind.normativeDocuments
            let rule = [
                "number": "明政发〔2024〕3号", "title": "明川县防汛办法", "made": "2024-05-01", "validity": "有效",
                "document": "/disclosures/\(document)",
            ]
            let office = Staff(
                account: Account.ID(9), name: "职员9",
                posts: [Post(id: Post.ID(9), unit: desk.unit, role: .disclosureOffice, name: "政务公开办")])
            let id = try await desk.keeping.enter(rule, into: kind, unit: desk.unit, by: office)
            #expect(try await desk.book { try !$0.isOffList(document) }, "no list is public yet")
            _ = try await desk.publish(kind)
            #expect(try await desk.book { try !$0.isOffList(document) })
            var later = record
            (later.title, later.published, later.url) = ("明川县防火办法", "2026-04-01", "https://example.cn/2")
            _ = try await desk.installation.publish([later], in: desk.county)
            let fresh = try await desk.installation.store.read { transaction -> Disclosure.ID? in
                try transaction.first("SELECT id FROM disclosure WHERE title = '明川县防火办法'") { try $0["id"] }
            }
            let second = try #require(fresh)
            let newer = ["number": "明政发〔2026〕4号", "title": "明川县防火办法", "document": "/disclosures/\(second)", "made": "2026-03-30"]
            _ = try await desk.keeping.enter(rule.merging(newer) { $1 }, into: kind, unit: desk.unit, by: office)
            #expect(try await desk.book { try !$0.isOffList(second) }, "published after the list was made, it cannot stand on it yet")
            let repealed = rule.merging(["validity": "废止", "change": "明政发〔2026〕1号", "changed": "2026-03-01"]) { $1 }
            try await desk.keeping.change(id, in: kind, version: 1, to: repealed, unit: desk.unit, reason: "已由新办法代替", by: office)
            let validity = try await desk.installation.store.read { try DisclosureRegister($0, site: site).find(document)?.validity }
            #expect(validity == .repealed)
            _ = try await desk.publish(kind, file: String(repeating: "b", count: 64))
            #expect(try await desk.book { try $0.isOffList(document) })
        }
    }

    @Test("What is public of a register is a data set, without the columns of the staff", arguments: Engine.available)
    func openData(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let set = try #require(OpenDataset.named("ledger-new-media"))
            _ = try await desk.keeping.enter(Self.account, into: .newMedia, unit: desk.unit, by: desk.editor)
            #expect(try await set.rows(after: nil, in: desk.county, desk.installation).rows.isEmpty, "it is not public yet")
            _ = try await desk.publish(.newMedia)
            let rows = try await set.rows(after: nil, in: desk.county, desk.installation).rows
            #expect(rows.count == 1 && rows.allSatisfy { $0.count == set.dataset.columns.count })
            #expect(rows.first?.contains(.text("明川应急")) == true && rows.first?.contains(.text("某人")) == false)
        }
    }

    @Test("A unit hears of its own findings alone, the office of all", arguments: Engine.available)
    func duties(_ engine: Engine) async throws {
        try await desk(engine) { desk in
            let silent = Self.account(with: ["updated": "2025-01-02"])
            _ = try await desk.keeping.enter(silent, into: .newMedia, unit: desk.unit, by: desk.editor)
            #expect(try await desk.findings(desk.unit, isOffice: false) == ["2025年1月2日以后没有更新，超过 14 日"])
            #expect(try await desk.findings(desk.other, isOffice: false) == [])
            #expect(try await desk.findings(desk.other, isOffice: true) == ["2025年1月2日以后没有更新，超过 14 日", "有 1 条登记事项，还没有发布"])
        }
    }

    @Test("The digest says in which registers something waits, and until when", arguments: Engine.available)
    func digest(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try await place.installation.store.write {
                try $0.execute("UPDATE account SET email = 'editor@mingchuan.example' WHERE login = 'r-editor'")
            }
            _ = try await KeepLedger(place.installation, county: place.county).enter(
                Self.account(with: ["updated": "2025-01-02"]), into: .newMedia, unit: place.unit, by: place.editor)
            _ = try await WriteReminders(place.installation, origin: nil).run()
            let bodies = try await place.installation.store.read {
                try $0.rows("SELECT body FROM outbox") { row -> String in try row["body"] }
            }
            let body = try #require(bodies.first)
            #expect(body.contains("【公开台账】") && body.contains("政务新媒体账号：1 项要处理，最早的期限 2025-01-16，已逾期"), "\(body)")
        }
    }
}
