import Domain
import Persistence
import Registers
import Synchronization
import TestSupport
import Testing

@testable import Operations

@Suite("Subscriptions by mail")
struct SubscriptionTests {
    private static let origin = "https://www.mingchuan.example"
    private static let address = "Reader@example.com"

    /// A county with a clock that is set by hand.
    private struct Place {
        let installation: Installation
        let county: County
        private let clock: Box

        init(_ base: Installation, _ county: County, _ time: String) throws {
            let start = try #require(Instant(text: time)).milliseconds
            let box = Box(start)
            installation = Installation(
                store: base.store, searchPlace: base.searchPlace, now: { box.now }, identifiers: base.identifiers, log: base.log,
                passwordCost: base.passwordCost, vault: base.vault)
            self.county = county
            clock = box
        }

        func set(_ time: String) throws { clock.now = try #require(Instant(text: time)) }

        private final class Box: Sendable {
            private let value: Mutex<Int64>
            init(_ start: Int64) { value = Mutex(start) }
            var now: Instant {
                get { Instant(milliseconds: value.withLock { $0 }) }
                set { value.withLock { $0 = newValue.milliseconds } }
            }
        }

        func ask(_ topics: [SubscriptionTopic] = [.everything], _ rhythm: SubscriptionRhythm = .daily, address: String = address)
            async throws
        {
            try await AskSubscription(installation, county: county).run(address, topics, rhythm, origin: origin)
        }

        /// Everything that goes out now, as a mail server gets it.
        func sent() async throws -> [OutgoingMail] {
            let box = Collected()
            let outcome = try await DeliverOutbox(installation) { mail throws(DeliverOutbox.Failure) in box.add(mail) }.run()
            #expect(outcome.failed == 0 && outcome.postponed == 0)
            return box.mails
        }

        /// The token in the newest confirmation.
        func token() async throws -> String {
            let body = try #require(try await sent().last?.body)
            let start = try #require(body.firstRange(of: "/subscribe/confirmation/")).upperBound
            return String(body[start...].prefix { $0 != "\n" })
        }

        @discardableResult
        func subscribe(_ topics: [SubscriptionTopic] = [.everything], _ rhythm: SubscriptionRhythm = .daily) async throws -> String {
            try await ask(topics, rhythm)
            return try #require(try await ConfirmSubscription(installation, county: county).run(try await token()))
        }

        func publish(_ id: String, title: String = "关于低保标准的通知", issuer: String = "县民政局") async throws {
            _ = try await installation.publish(
                [DisclosureRecord(id: id, title: title, issuer: issuer, published: "2026-03-02 09:00", body: "正文。")], in: county,
                fingerprint: id)
        }

        func write() async throws -> Int { try await WriteSubscriptionMail(installation, origin: origin).run() }

        func count(_ table: String) async throws -> Int {
            try await installation.store.read { try $0.count(Query(trusted: "SELECT COUNT(*) AS n FROM \(table)")) }
        }
    }

    private final class Collected: Sendable {
        private let state = Mutex<[OutgoingMail]>([])
        func add(_ mail: OutgoingMail) { state.withLock { $0.append(mail) } }
        var mails: [OutgoingMail] { state.withLock { $0 } }
    }

    private func place(_ engine: Engine, at time: String = "2026-03-20 10:00", _ body: (Place) async throws -> Void) async throws {
        try await engine.withInstallation { base in
            let county = try await base.testCounty()
            try await body(try Place(base, county, time))
        }
    }

    @Test("In, one digest in the next morning, out, and nothing of the address is left", arguments: Engine.available)
    func wholeWay(_ engine: Engine) async throws {
        try await place(engine) { place in
            let token = try await place.subscribe()
            try await place.publish("1")
            #expect(try await place.write() == 0, "the day's mail comes in the morning")
            try place.set("2026-03-21 08:00")
            #expect(try await place.write() == 1)
            #expect(try await place.write() == 0, "one in a period")
            let mails = try await place.sent()
            let mail = try #require(mails.first)
            #expect(mails.count == 1 && mail.recipient == Self.address && mail.body.contains("关于低保标准的通知"))
            #expect(mail.unsubscribe == "\(Self.origin)/subscriptions/\(token)")
            try place.set("2026-03-22 08:00")
            #expect(try await place.write() == 0, "nothing new, no mail")
            #expect(try await ChangeSubscription(place.installation, county: place.county).run(.end, token: token) == nil)
            for table in ["subscriber", "subscription", "subscription_wish", "outbox WHERE owner_id IS NOT NULL"] {
                #expect(try await place.count(table) == 0, "\(table)")
            }
            try await place.publish("2")
            try place.set("2026-03-23 08:00")
            #expect(try await place.write() == 0)
            #expect(try await ChangeSubscription(place.installation, county: place.county).look(token) == nil)
            #expect(try await place.subscribe() != token)
        }
    }

    @Test("Without confirmation nothing comes, and after two days the wish and its mail are forgotten", arguments: Engine.available)
    func unconfirmed(_ engine: Engine) async throws {
        try await place(engine) { place in
            try await place.ask()
            let token = try await place.token()
            try await place.publish("1")
            try place.set("2026-03-21 08:00")
            #expect(try await place.write() == 0)
            try place.set("2026-03-22 10:01")
            #expect(try await ConfirmSubscription(place.installation, county: place.county).run(token) == nil)
            #expect(try await ConfirmSubscription(place.installation, county: place.county).look(token) == nil)
            #expect(try await place.count("subscription_wish") == 1)
            _ = try await place.write()
            #expect(try await place.count("subscription_wish") == 0, "nobody needs to ask for anything for that")
        }
    }

    @Test("A link confirms once, and a forged one nothing", arguments: Engine.available)
    func links(_ engine: Engine) async throws {
        try await place(engine) { place in
            try await place.ask()
            let token = try await place.token()
            let confirm = ConfirmSubscription(place.installation, county: place.county)
            #expect(try await confirm.run(String(repeating: "0", count: 32)) == nil)
            let own = try #require(try await confirm.run(token))
            #expect(try await confirm.run(token) == nil)
            let change = ChangeSubscription(place.installation, county: place.county)
            for forged in ["", ".", own + "0", String(own.dropLast()), "1." + own.split(separator: ".")[1], "x.y", own.uppercased() + "="] {
                #expect(try await change.run(.end, token: forged) == nil)
            }
            #expect(try await change.look(own) != nil)
        }
    }

    @Test(
        "The address is recognised however it is written; what was there stays, and nobody is flooded with links",
        arguments: Engine.available)
    func again(_ engine: Engine) async throws {
        try await place(engine) { place in
            let first = try await place.subscribe([.unit("mzj")], .daily)
            try await place.ask([.domain("20")], .weekly, address: "READER@EXAMPLE.COM")
            let second = try await ConfirmSubscription(place.installation, county: place.county).run(try await place.token())
            #expect(second == first)
            let now = try await ChangeSubscription(place.installation, county: place.county).look(first)
            #expect(now?.rhythm == .weekly && Set(now?.topics ?? []) == [.unit("mzj"), .domain("20")])
            for _ in 0..<6 { try await place.ask(address: "victim@example.com") }
            #expect(try await place.sent().count == AskSubscription.mostForOneAddress)
        }
    }

    @Test("At once is at most once an hour, and every week is on Monday", arguments: Engine.available)
    func rhythms(_ engine: Engine) async throws {
        try await place(engine) { place in
            try await place.subscribe([.everything], .atOnce)
            #expect(try await place.write() == 0)
            try await place.publish("1")
            #expect(try await place.write() == 1)
            try await place.publish("2")
            #expect(try await place.write() == 0)
            try place.set("2026-03-20 11:00")
            #expect(try await place.write() == 1)
            let token = try await place.subscribe([.everything], .weekly)
            try await place.publish("3")
            for time in ["2026-03-20 12:00", "2026-03-21 09:00", "2026-03-23 07:59"] {
                try place.set(time)
                #expect(try await place.write() == 0, "\(time)")
            }
            try place.set("2026-03-23 08:00")
            #expect(try await place.write() == 1)
            #expect(try await ChangeSubscription(place.installation, county: place.county).look(token)?.rhythm == .weekly)
        }
    }

    @Test("Only what was asked for: by unit, by words, by the group of a document's item", arguments: Engine.available)
    func topics(_ engine: Engine) async throws {
        try await place(engine) { place in
            try await place.publish("0", issuer: "县财政局")
            let code = try await place.installation.store.read { transaction in
                try transaction.rows("SELECT code FROM unit ORDER BY code") { row -> String in try row["code"] }
            }
            let unit = try #require(code.first)
            try await place.subscribe([.unit(unit)])
            _ = try await place.sent()
            try await place.publish("1", title: "不相干的", issuer: "县教育局")
            try place.set("2026-03-21 08:00")
            #expect(try await place.write() == 0)
            try await place.publish("2", title: "单位的", issuer: "县财政局")
            try place.set("2026-03-22 08:00")
            #expect(try await place.write() == 1)
            try await place.subscribe([.search("低保 标准")])
            _ = try await place.sent()
            try await place.publish("3", title: "低保的新标准", issuer: "县民政局")
            try await place.publish("4", title: "低保的旧办法", issuer: "县民政局")
            try place.set("2026-03-23 08:00")
            #expect(try await place.write() == 1)
            let mail = try #require(try await place.sent().first)
            #expect(mail.body.contains("低保的新标准") && !mail.body.contains("低保的旧办法"))
        }
    }

    @Test("Groups are kept by the office, each code and name once", arguments: Engine.available)
    func groups(_ engine: Engine) async throws {
        try await place(engine) { place in
            let office = Staff(
                account: Account.ID(1), name: "周平",
                posts: [Post(id: Post.ID(1), unit: OrganisationUnit.ID(1), role: .disclosureOffice, name: "政务公开办")])
            let act = SetTargets(place.installation, county: place.county.id)
            try await act.add(TargetGroup(code: "small", kind: .enterprise, name: "小微企业"), by: office)
            await #expect(throws: SetTargets.Refusal.taken) {
                try await act.add(TargetGroup(code: "other", kind: .enterprise, name: "小微企业"), by: office)
            }
            await #expect(throws: SetTargets.Refusal.badCode) {
                try await act.add(TargetGroup(code: "小微", kind: .enterprise, name: "小微"), by: office)
            }
            await #expect(throws: SetTargets.Refusal.unknown) { try await act.set(["none"], of: CatalogueItem.ID(9), by: office) }
            try await act.set(["small"], of: CatalogueItem.ID(9), by: office)
            let editor = Staff(
                account: Account.ID(2), name: "王芳",
                posts: [Post(id: Post.ID(2), unit: OrganisationUnit.ID(1), role: .editor, name: "编辑")])
            await #expect(throws: SetTargets.Refusal.needsOffice) { try await act.set([], of: CatalogueItem.ID(9), by: editor) }
            try await act.change(TargetGroup(code: "small", kind: .enterprise, name: "中小微企业", isOpen: false, version: 1), by: office)
            await #expect(throws: StoreError.stale(subject: "别名")) {
                try await act.change(TargetGroup(code: "small", kind: .enterprise, name: "别名", version: 1), by: office)
            }
        }
    }
}
