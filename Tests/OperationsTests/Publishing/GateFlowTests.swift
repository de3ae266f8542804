import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A document goes through the gate") struct GateFlowTests {
    private struct Hall {
        let installation: Installation
        let county: County
        let unit: OrganisationUnit.ID

        func staff(_ account: Int64, _ role: Role) -> Staff {
            Staff(
                account: Account.ID(account), name: "职员\(account)",
                posts: [Post(id: Post.ID(account), unit: unit, role: role, name: "岗位\(account)")])
        }

        var editor: Staff { staff(1, .editor) }
        var reviewer: Staff { staff(2, .reviewer) }
        var secrecy: Staff { staff(3, .secrecyReviewer) }
        var signer: Staff { staff(4, .signer) }

        func version(_ id: Draft.ID) async throws -> Int {
            let site = county.id
            return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.version ?? 0 }
        }

        func state(_ id: Draft.ID) async throws -> Draft.State? {
            let site = county.id
            return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.state }
        }

        func write(_ id: Draft.ID, _ change: @escaping @Sendable (inout Draft.Content) -> Void) async throws {
            _ = try await SaveDraft(installation, county: county).run(id, version: version(id), by: editor, change: change)
        }

        /// The checks ran and found nothing.
        func check(_ id: Draft.ID) async throws {
            let site = county.id
            let digest = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            try await RecordFindings(installation, county: county).run([], of: id, digest: digest)
        }

        func draft(_ title: String = "关于防汛的通告", body: String = "即日起执行。") async throws -> Draft.ID {
            let id = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: editor)
            try await write(id) {
                $0.title = title
                $0.body = DocumentBody([.paragraph(body)])
            }
            return id
        }

        func submit(_ id: Draft.ID) async throws {
            try await check(id)
            try await SubmitDraft(installation, county: county).run(id, version: version(id), by: editor)
        }

        func decide(_ id: Draft.ID, _ staff: Staff, _ ruling: DecideDraft.Ruling = .approved, _ reason: String = "") async throws {
            try await DecideDraft(installation, county: county).run(id, version: version(id), ruling, reason: reason, by: staff)
        }

        func approve(_ id: Draft.ID) async throws {
            try await submit(id)
            for staff in [reviewer, secrecy, signer] { try await decide(id, staff) }
        }

        @discardableResult
        func publish(_ id: Draft.ID) async throws -> Disclosure.ID {
            let outcome = try await PublishDraft(installation, county: county).run(id, version: version(id), by: editor)
            return try #require(outcome).disclosure
        }

        func search(_ text: String) async throws -> [String] {
            try await FollowLog(installation).run()
            return try await installation.searchStore.read {
                try SearchQueries($0, site: nil).newest(SearchTerms(text), SearchQueries.Narrowing(), before: nil, limit: 10).map(\.title)
            }
        }

        func events(_ verb: Event.Verb) async throws -> Int {
            try await installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = \(verb)") }
        }
    }

    private func hall(_ engine: Engine, _ body: (Hall) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await RegisterUnits(installation).run(
                [
                    RegisterUnits.Row(
                        unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "yjj", name: "应急管理局", kind: .department), parentCode: nil,
                        aliases: [])
                ], site: county.id, actor: "test")
            let site = county.id
            let unit = try await installation.store.read { try UnitRegister($0, site: site).find(code: "yjj")?.id }
            try await body(Hall(installation: installation, county: county, unit: try #require(unit)))
        }
    }

    @Test("From draft to public: page, search entry, number and event appear in the same moment", arguments: Engine.available)
    func wholeWay(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.approve(id)
            let before = try await hall.search("防汛")
            #expect(before.isEmpty)
            let disclosure = try await hall.publish(id)
            let found = try await hall.search("防汛")
            #expect(found == ["关于防汛的通告"])
            let site = hall.county.id
            let document = try await hall.installation.store.read { try DisclosureRegister($0, site: site).find(disclosure) }
            #expect(document?.indexNumber?.hasPrefix("yjj/") == true && document?.indexNumber?.hasSuffix("-00001") == true)
            let events = try await hall.events(.disclosurePublished)
            #expect(events == 1)
            let state = try await hall.state(id)
            #expect(state == .published)
        }
    }

    @Test("Steps out of order, by the wrong person or by the same person twice are refused and change nothing", arguments: Engine.available)
    func wrongOrder(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            await #expect(throws: GateRefusal([.isNotInReview])) { try await hall.decide(id, hall.reviewer) }
            try await hall.submit(id)
            await #expect(throws: GateRefusal([.needsRole(.reviewer)])) { try await hall.decide(id, hall.signer) }
            try await hall.decide(id, hall.reviewer)
            let twice = Staff(
                account: hall.reviewer.account, name: "同一人",
                posts: [Post(id: Post.ID(9), unit: hall.unit, role: .secrecyReviewer, name: "")])
            await #expect(throws: GateRefusal([.decidedBefore])) { try await hall.decide(id, twice) }
            await #expect(throws: GateRefusal([.isNotApproved])) { try await hall.publish(id) }
            let state = try await hall.state(id)
            #expect(state == .inReview(step: 1))
            let approvals = try await hall.events(.stepApproved)
            #expect(approvals == 1)
        }
    }

    @Test("An edit after review voids every decision", arguments: Engine.available)
    func editAfterReview(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.approve(id)
            await #expect(throws: GateRefusal([.mustBeRecalled])) { try await hall.write(id) { $0.title = "改过的标题" } }
            try await RecallDraft(hall.installation, county: hall.county).run(id, version: hall.version(id), by: hall.editor)
            try await hall.write(id) { $0.title = "改过的标题" }
            await #expect(throws: GateRefusal([.isNotApproved])) { try await hall.publish(id) }
            // Unchecked content goes nowhere either.
            let version = try await hall.version(id)
            await #expect(throws: GateRefusal([.contentChanged])) {
                try await SubmitDraft(hall.installation, county: hall.county).run(id, version: version, by: hall.editor)
            }
            let decisions = try await hall.installation.store.read { try DecisionRegister($0).decisions(of: id) }
            #expect(decisions.count == 3 && decisions.allSatisfy(\.isVoid))
            try await hall.approve(id)
            try await hall.publish(id)
        }
    }

    @Test("Who saves on a version that is no longer the newest is told so, and nothing is lost", arguments: Engine.available)
    func stale(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            let version = try await hall.version(id)
            let second = hall.staff(8, .editor)
            _ = try await SaveDraft(hall.installation, county: hall.county).run(id, version: version, by: second) { $0.title = "第二人的标题" }
            await #expect(throws: StoreError.stale(subject: "第二人的标题")) {
                _ = try await SaveDraft(hall.installation, county: hall.county).run(id, version: version, by: hall.editor) {
                    $0.title = "第一人的标题"
                }
            }
            let site = hall.county.id
            let title = try await hall.installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.content.title }
            #expect(title == "第二人的标题")
            let kept = try await hall.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM draft_revision WHERE draft_id = \(id)")
            }
            #expect(kept == 2)
        }
    }

    @Test("A finding stops the draft until a person who may answers it by name", arguments: Engine.available)
    func findings(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            let site = hall.county.id
            let digest = try await hall.installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            let line = DecisionRegister.Line(
                key: "abc", kind: "wrongWord", isBlocking: true, place: "标题", sample: "通告", reason: "示例", remedy: "改正")
            let open = try await RecordFindings(hall.installation, county: hall.county).run([line], of: id, digest: digest)
            #expect(open == 1)
            let version = try await hall.version(id)
            await #expect(throws: GateRefusal([.openFindings(1)])) {
                try await SubmitDraft(hall.installation, county: hall.county).run(id, version: version, by: hall.editor)
            }
            let justify = JustifyFinding(hall.installation, county: hall.county)
            await #expect(throws: GateRefusal([.findingCannotBeJustified(needed: .secrecyReviewer)])) {
                try await justify.run("abc", of: id, roles: [.secrecyReviewer], reason: "没有问题", by: hall.editor)
            }
            try await justify.run("abc", of: id, roles: [.editor], reason: "文件原名如此", by: hall.editor)
            try await SubmitDraft(hall.installation, county: hall.county).run(id, version: version, by: hall.editor)
            let state = try await hall.state(id)
            #expect(state == .inReview(step: 0))
        }
    }

    @Test("A correction replaces the wording and keeps the former one as history", arguments: Engine.available)
    func correction(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let disclosure = try await {
                let id = try await hall.draft(); try await hall.approve(id); return try await hall.publish(id)
            }()
            let correction = try await StartDraft(hall.installation, county: hall.county).run(
                .correction(disclosure), unit: hall.unit, by: hall.editor)
            let again = try await StartDraft(hall.installation, county: hall.county).run(
                .correction(disclosure), unit: hall.unit, by: hall.editor)
            #expect(again == correction)
            try await hall.write(correction) { $0.body = DocumentBody([.paragraph("更正为六月一日起执行。")]) }
            try await hall.approve(correction)
            try await hall.publish(correction)
            let site = hall.county.id
            let (body, history) = try await hall.installation.store.read { transaction in
                (
                    try DisclosureRegister(transaction, site: site).find(disclosure)?.body,
                    try WithdrawalRegister(transaction, site: site).revisions(of: disclosure)
                )
            }
            #expect(body == DocumentBody([.paragraph("更正为六月一日起执行。")]))
            #expect(history.map(\.body) == [DocumentBody([.paragraph("即日起执行。")])])
            let old = try await hall.search("即日起执行")
            let new = try await hall.search("六月一日")
            #expect(old.isEmpty && new.count == 1)
        }
    }

    @Test(
        "A withdrawn document leaves lists, search and pages, and a notice with ground and name in its place", arguments: Engine.available)
    func withdrawal(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.approve(id)
            let disclosure = try await hall.publish(id)
            let withdraw = WithdrawDisclosure(hall.installation, county: hall.county)
            await #expect(throws: GateRefusal([.needsRole(.signer)])) {
                try await withdraw.run(disclosure, ground: .publishedInError, reason: "误发", by: hall.editor)
            }
            await #expect(throws: GateRefusal([.needsReason])) {
                try await withdraw.run(disclosure, ground: .publishedInError, reason: "", by: hall.signer)
            }
            try await withdraw.run(disclosure, ground: .publishedInError, reason: "误发", by: hall.signer)
            let site = hall.county.id
            let (document, stone) = try await hall.installation.store.read { transaction in
                (
                    try DisclosureRegister(transaction, site: site).find(disclosure),
                    try WithdrawalRegister(transaction, site: site).tombstone(disclosure)
                )
            }
            #expect(document == nil)
            #expect(stone?.ground == .publishedInError && stone?.signature == "职员4（岗位4）")
            let found = try await hall.search("防汛")
            #expect(found.isEmpty)
        }
    }

    @Test("After a purge the words are in none of the database's files", .enabled(if: Engine.available.contains(.sqliteFile)))
    func purge() async throws {
        try await hall(.sqliteFile) { hall in
            let secret = "绝不应当留下的名字甲乙丙丁"
            let id = try await hall.draft("公示名单", body: "\(secret)，住址不详。")
            try await hall.approve(id)
            let disclosure = try await hall.publish(id)
            let before = try await hall.search("甲乙丙丁")
            #expect(before.count == 1)
            let full = try await hall.installation.databaseBytes()
            #expect(full.range(of: Data("甲乙丙丁".utf8)) != nil)
            _ = try await WithdrawDisclosure(hall.installation, county: hall.county).purge(
                disclosure, reason: "含个人信息", hidesTitle: true, by: hall.signer)
            // Every pair of its characters as the index keeps them, and the words as they were written.
            let left = try await hall.installation.store.read { transaction in
                try transaction.count("SELECT COUNT(*) AS n FROM search_document WHERE text LIKE \("%甲乙丙丁%")")
            }
            #expect(left == 0)
            let bytes = try await hall.installation.databaseBytes()
            #expect(bytes.count > 100_000)
            for words in ["甲乙丙丁", "甲乙", "丙丁"] { #expect(bytes.range(of: Data(words.utf8)) == nil, "\(words)") }
        }
    }

    @Test("Two named people publish past the steps, and it is counted", arguments: Engine.available)
    func emergency(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.check(id)
            let publish = PublishDraft(hall.installation, county: hall.county)
            let first = try await publish.force(id, version: hall.version(id), reason: "洪峰将至", by: hall.signer)
            #expect(first == nil)
            let version = try await hall.version(id)
            await #expect(throws: GateRefusal([.needsSecondPerson])) {
                _ = try await publish.force(id, version: version, reason: "洪峰将至", by: hall.signer)
            }
            let second = try await publish.force(id, version: version, reason: "同意", by: hall.staff(7, .disclosureOffice))
            #expect(second != nil)
            let site = hall.county.id
            let count = try await hall.installation.store.read { try PublicationRegister($0, site: site).emergencyCount() }
            #expect(count == 1)
        }
    }

    @Test("What is for somebody in particular is in no list and no search", arguments: Engine.available)
    func restricted(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft("补偿安置明细", body: "各户补偿明细见附表。")
            try await hall.write(id) { $0.isRestricted = true }
            try await hall.approve(id)
            let outcome = try await PublishDraft(hall.installation, county: hall.county).run(id, version: hall.version(id), by: hall.editor)
            #expect(outcome?.code?.utf8.count == 8)
            let found = try await hall.search("补偿安置")
            #expect(found.isEmpty)
            let rows = try await hall.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM disclosure") }
            #expect(rows == 0)
        }
    }

    @Test("A scheduled document goes out at its moment and not before", arguments: Engine.available)
    func scheduled(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.approve(id)
            let publish = PublishDraft(hall.installation, county: hall.county)
            let now = hall.installation.now()
            let version = try await hall.version(id)
            await #expect(throws: GateRefusal([.scheduledInThePast])) {
                _ = try await publish.run(id, version: version, scheduled: now, by: hall.editor)
            }
            _ = try await publish.run(id, version: version, scheduled: Instant(milliseconds: now.milliseconds + 3_600_000), by: hall.editor)
            let early = try await publish.runScheduled()
            #expect(early == 0)
            let state = try await hall.state(id)
            #expect(state == .approved(scheduled: Instant(milliseconds: now.milliseconds + 3_600_000)))
        }
    }

    @Test("What is withheld is decided like everything else, never public, and looked at again from the start", arguments: Engine.available)
    func withheld(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let id = try await hall.draft()
            try await hall.write(id) {
                $0.attribute = .withheld
                $0.withholding = Withholding(ground: .deliberation, reason: "讨论记录", reassess: Day(text: "2027-03-20"))
            }
            try await hall.approve(id)
            let state = try await hall.state(id)
            #expect(state == .withheld)
            await #expect(throws: GateRefusal([.isNotApproved])) { try await hall.publish(id) }
            let site = hall.county.id
            let lines = try await hall.installation.store.read {
                try DraftQueries($0, site: site).list(DraftQueries.Filter(states: ["withheld"]), limit: 10)
            }
            #expect(lines.map(\.reassess) == [Day(text: "2027-03-20")])
            try await RecallDraft(hall.installation, county: hall.county).run(id, version: hall.version(id), by: hall.editor)
            try await hall.write(id) {
                $0.attribute = .proactive
                $0.withholding = nil
            }
            try await hall.approve(id)
            try await hall.publish(id)
        }
    }

    @Test("A number that another document has cannot be used again", arguments: Engine.available)
    func numbers(_ engine: Engine) async throws {
        try await hall(engine) { hall in
            let first = try await hall.draft()
            try await hall.write(first) { $0.number = "明应急〔2026〕1号" }
            try await hall.approve(first)
            try await hall.publish(first)
            let second = try await hall.draft("另一份通告", body: "完全不同的另一份内容。")
            try await hall.write(second) { $0.number = "明应急[2026]1号" }
            try await hall.check(second)
            let version = try await hall.version(second)
            await #expect(throws: GateRefusal([.numberInUse(title: "关于防汛的通告")])) {
                try await SubmitDraft(hall.installation, county: hall.county).run(second, version: version, by: hall.editor)
            }
        }
    }
}

extension Installation {
    /// Everything that stands in the database's files.
    fileprivate func databaseBytes() async throws -> Data {
        let path = try await store.read {
            try $0.first("SELECT file FROM pragma_database_list WHERE name = 'main'") { row -> String in try row["file"] }
        }
        let name = try #require(path)
        var bytes = try Data(contentsOf: URL(filePath: name))
        for suffix in ["-wal", "-journal"] where FileManager.default.fileExists(atPath: name + suffix) {
            bytes += try Data(contentsOf: URL(filePath: name + suffix))
        }
        return bytes
    }
}
