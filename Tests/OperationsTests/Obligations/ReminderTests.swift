import Domain
import Operations
import Persistence
import Registers
import Synchronization
import TestSupport
import Testing

@Suite("Reminders go to those who can act, once, and what became of them is known") struct ReminderTests {
    private struct Office {
        let county: County
        let unit: OrganisationUnit.ID
        let editor = Account.ID(101)
        let office = Account.ID(102)
    }

    /// A unit with an editor, the disclosure office with somebody, a reviewer without reminders, and two overdue months.
    private func office(_ installation: Installation) async throws -> Office {
        let county = try await installation.testCounty()
        let row = RegisterUnits.Row(
            unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "scjgj", name: "县市场监管局", kind: .department), parentCode: nil,
            aliases: [])
        _ = try await RegisterUnits(installation).run([row], site: county.id, actor: "test")
        let entry = CatalogueEntry(
            domain: "食品药品监管", levels: ["监管", "抽检"], timeLimit: TimeLimitReader.read("每月公开一次").limit, subjects: ["县市场监管局"])
        let outcome = try await DraftCatalogue(installation).run(
            DraftCatalogue.Source(level: .county, title: "目录", items: [CatalogueReading.Item(sheet: nil, row: 3, entry: entry)], notes: []),
            county: county, actor: "test")
        _ = try await AdoptCatalogue(installation).run(
            outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: county, actor: "test")
        _ = try await RaiseObligations(installation).run(county: county.id, since: Day(text: "2026-01-01"), actor: "test")
        let unit = try await installation.store.write { transaction in
            let unit = try #require(try UnitRegister(transaction, site: county.id).find(code: "scjgj")?.id)
            for (account, post, role, email) in [
                (Int64(101), Int64(201), Role.editor, "clerk@mingchuan.example"), (102, 202, .disclosureOffice, "office@mingchuan.example"),
                (103, 203, .reviewer, "reviewer@mingchuan.example"), (104, 204, .editor, ""),
            ] {
                try transaction.execute(
                    """
                    INSERT INTO account (id, site_id, login, name, email, password, password_changed, has_full_length, must_change, failures,
                        last_failure, totp_state, totp_secret, totp_step, oidc_subject, is_disabled, created, version)
                    VALUES (\(account), \(county.id), \("a\(account)"), '某人', \(email), '', 0, 0, 0, 0, NULL, 'off', NULL, 0, NULL, 0, 0, 1)
                    """)
                try transaction.execute(
                    "INSERT INTO post (id, site_id, unit_id, role, name) VALUES (\(post), \(county.id), \(unit), \(role), '岗位')")
                try transaction.execute(
                    "INSERT INTO post_holder (post_id, account_id, held_since, held_until) VALUES (\(post), \(account), 0, NULL)")
            }
            return unit
        }
        return Office(county: county, unit: unit)
    }

    private func mails(_ installation: Installation) async throws -> [(recipient: String, subject: String, body: String)] {
        try await installation.store.read { transaction in
            try transaction.rows("SELECT recipient, subject, body FROM outbox ORDER BY recipient, subject") {
                (try $0["recipient"], try $0["subject"], try $0["body"])
            }
        }
    }

    @Test(
        "Editors hear about their unit, the office about every unit, nobody else anything; and only once a day", arguments: Engine.available
    )
    func digest(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            _ = try await office(installation)
            let written = try await WriteReminders(installation, origin: "https://www.mingchuan.example").run()
            let mails = try await mails(installation)
            #expect(written == 2 && mails.map(\.recipient) == ["clerk@mingchuan.example", "office@mingchuan.example"])
            #expect(
                mails[0].body.contains("监管 › 抽检") && mails[0].body.contains("已逾期")
                    && mails[0].body.contains("https://www.mingchuan.example/work"))
            #expect(mails[0].subject.contains("逾期 2 项"))
            #expect(mails[1].body.contains("县市场监管局：逾期 2 项"))
            let again = try await WriteReminders(installation, origin: nil).run()
            #expect(again == 0)
        }
    }

    @Test("The digest counts the letters that wait, and says nothing of who wrote or about what", arguments: Engine.available)
    func letters(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await office(installation).county
            let government = OrganisationUnit(id: OrganisationUnit.ID(0), code: "zf", name: "明川县人民政府", kind: .government)
            _ = try await RegisterUnits(installation).run(
                [RegisterUnits.Row(unit: government, parentCode: nil, aliases: [])], site: county.id, actor: "test")
            let form = MessageForm(
                kind: .question, unit: "scjgj", title: "抽检结果在哪里看", text: "想看抽检结果。",
                sender: MessageSender(name: "陈示例", phone: "13800000000"), mayPublish: false)
            _ = try await FileMessage(installation, county: county).run(form)
            _ = try await WriteReminders(installation, origin: nil).run()
            let mails = try await mails(installation)
            #expect(mails.map { $0.body.contains("【留言】等待分办 1 件") } == [false, true], "it is the office's until it is dispatched")
            #expect(mails.allSatisfy { !$0.body.contains("抽检结果") && !$0.body.contains("陈") })
        }
    }

    @Test("Quiet hours, a later digest hour and switching off are kept", arguments: Engine.available)
    func settings(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let office = try await office(installation)
            // The test clock shows ten in the morning.
            let settings = [
                ReminderSetting(isOff: true), ReminderSetting(digestHour: 11), ReminderSetting(quietFrom: 9, quietUntil: 11),
            ]
            try await installation.store.write {
                try ReminderRegister($0, site: office.county.id).set(ReminderSetting(isOff: true), of: office.office)
            }
            for setting in settings {
                try await installation.store.write { try ReminderRegister($0, site: office.county.id).set(setting, of: office.editor) }
                let written = try await WriteReminders(installation, origin: nil).run()
                #expect(written == 0)
            }
            try await installation.store.write {
                try ReminderRegister($0, site: office.county.id).set(ReminderSetting(digestHour: 10), of: office.editor)
            }
            let written = try await WriteReminders(installation, origin: nil).run()
            #expect(written == 1)
        }
    }

    @Test("What has just become overdue has a mail of its own, once", arguments: Engine.available)
    func overdue(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let office = try await office(installation)
            _ = try await WriteReminders(installation, origin: nil).run()
            // Yesterday they were told; since then something has become due.
            let yesterday = Instant(milliseconds: installation.now().milliseconds - 86_400_000)
            try await installation.store.write { transaction in
                try transaction.execute("UPDATE obligation SET due = \(yesterday.day) WHERE due = '2026-02-28'")
                try ReminderRegister(transaction, site: office.county.id).setWarned(yesterday, of: office.editor)
            }
            let written = try await WriteReminders(installation, origin: nil).run()
            let again = try await WriteReminders(installation, origin: nil).run()
            let warning = try await mails(installation).first { $0.subject.contains("逾期提醒") }
            #expect(
                written == 1 && again == 0 && warning?.recipient == "clerk@mingchuan.example" && warning?.subject.contains("1 项") == true)
        }
    }

    @Test("A mail that is taken is delivered; a busy server is asked again later, a refused address never", arguments: Engine.available)
    func delivery(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let office = try await office(installation)
            _ = try await WriteReminders(installation, origin: nil).run()
            let sent = Mutex<[String]>([])
            let first = try await DeliverOutbox(installation) { mail throws(DeliverOutbox.Failure) in
                sent.withLock { $0.append(mail.recipient) }
                if mail.recipient.hasPrefix("clerk") { throw .temporary("SMTP 450") }
                throw .permanent("SMTP 550")
            }.run()
            #expect(first == DeliverOutbox.Outcome(delivered: 0, postponed: 1, failed: 1))
            // Not before the pause is over.
            let tooSoon = try await DeliverOutbox(installation) { _ in }.run()
            #expect(tooSoon == DeliverOutbox.Outcome())
            let record = try await installation.store.read {
                try ReminderRegister($0, site: office.county.id).records(of: office.editor, limit: 5)
            }
            #expect(record.map(\.state) == [.waiting] && record.first?.attempts == 1 && record.first?.lastError == "SMTP 450")
            try await installation.store.write { try $0.execute("UPDATE outbox SET next_attempt = 0 WHERE state = 'waiting'") }
            let second = try await DeliverOutbox(installation) { _ in }.run()
            #expect(second == DeliverOutbox.Outcome(delivered: 1, postponed: 0, failed: 0))
            let states = try await installation.store.read { try OutboxRegister($0).counts() }
            #expect(states == [.delivered: 1, .failed: 1] && sent.withLock { $0.count } == 2)
        }
    }

    @Test("Mail that keeps failing is given up after seven pauses", arguments: Engine.available)
    func givenUp(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            _ = try await office(installation)
            _ = try await WriteReminders(installation, origin: nil).run()
            var failed = 0
            for _ in 0..<8 {
                try await installation.store.write { try $0.execute("UPDATE outbox SET next_attempt = 0 WHERE state = 'waiting'") }
                failed += try await DeliverOutbox(installation) { _ throws(DeliverOutbox.Failure) in throw .temporary("SMTP 451") }.run()
                    .failed
            }
            #expect(failed == 2)
        }
    }

    @Test("A calendar's key opens it until it is changed or revoked, or the account is disabled", arguments: Engine.available)
    func calendar(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let office = try await office(installation)
            let site = office.county.id
            func feed(_ token: String) async throws -> ReminderRegister.Feed? {
                try await installation.store.read { try ReminderRegister($0, site: site).feed(digest: CalendarToken.digest(token)) }
            }
            let keys = CalendarToken(installation)
            let first = try await keys.create(for: office.editor, site: site)
            let opened = try await feed(first)
            #expect(first.utf8.count == 32 && opened?.units == [office.unit])
            let second = try await keys.create(for: office.editor, site: site)
            let old = try await feed(first)
            let new = try await feed(second)
            #expect(old == nil && new != nil)
            try await keys.revoke(for: office.editor, site: site)
            let revoked = try await feed(second)
            #expect(revoked == nil)
            let county = try await keys.create(for: office.office, site: site)
            let everything = try await feed(county)
            #expect(everything != nil && everything?.units == nil)
            try await installation.store.write { try $0.execute("UPDATE account SET is_disabled = 1 WHERE id = \(office.office)") }
            let disabled = try await feed(county)
            #expect(disabled == nil)
        }
    }
}
