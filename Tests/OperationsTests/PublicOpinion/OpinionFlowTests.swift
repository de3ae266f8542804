import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Public opinion is answered", .serialized) struct OpinionFlowTests {
    private static func at(_ text: String) throws -> Instant { try #require(Instant(text: text)) }

    private static func refused(_ body: () async throws -> Void) async throws -> [OpinionReason] {
        do {
            try await body()
            return []
        } catch let refusal as OpinionRefusal { return refusal.reasons }
    }

    private struct Desk {
        let place: RequestPlace
        var installation: Installation { place.installation }
        var registering: RegisterOpinion { RegisterOpinion(installation, county: place.county) }
        var handling: HandleOpinion { HandleOpinion(installation, county: place.county) }

        func whole(_ id: PublicOpinion.ID) async throws -> PublicOpinionRegister.Whole {
            let (site, now) = (place.county.id, place.clock.now)
            return try await installation.store.read { transaction in
                let register = PublicOpinionRegister(transaction, site: site)
                return try register.whole(try #require(try register.find(id)), at: now)
            }
        }

        func record(_ act: HandleOpinion.Act, on id: PublicOpinion.ID, by staff: Staff) async throws {
            try await handling.record(act, on: id, version: try await whole(id).opinion.version, by: staff)
        }

        func version(_ id: Draft.ID) async throws -> Int {
            let site = place.county.id
            return try await installation.store.read { try DraftRegister($0, site: site).find(id)?.draft.version ?? 0 }
        }

        /// 应急发布: checked, then answered for by two people who did not write it.
        func force(_ id: Draft.ID) async throws -> Disclosure.ID {
            let site = place.county.id
            let digest = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            try await RecordFindings(installation, county: place.county).run([], of: id, digest: digest)
            let publishing = PublishDraft(installation, county: place.county)
            _ = try await publishing.force(id, version: try await version(id), reason: "谣言扩散", by: place.signer)
            let outcome = try await publishing.force(id, version: try await version(id), reason: "同意", by: place.office)
            return try #require(outcome).disclosure
        }
    }

    private static func opinion(_ title: String, at detected: String, unit: OrganisationUnit.ID?, address: String = "") throws
        -> PublicOpinion
    {
        PublicOpinion(
            id: PublicOpinion.ID(0), title: title, summary: "论坛帖子称水厂被污染", source: "本地论坛", address: address,
            event: try at(detected), detected: try at(detected), unit: unit)
    }

    @Test("A rumour on National Day is answered in four hours, over a holiday night", arguments: Engine.available)
    func rumour(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let desk = Desk(place: place)
            place.clock.set(try Self.at("2026-10-01 22:10"))
            let id = try await desk.registering.run(try Self.opinion("网传县城水厂被污染", at: "2026-10-01 22:10", unit: nil), by: place.office)
            place.clock.set(try Self.at("2026-10-01 22:40"))
            try await desk.record(
                HandleOpinion.Act(
                    .judged, time: place.clock.now, unit: place.unit, subjects: [.emergency, .interests], level: .major),
                on: id, by: place.office)
            let words = HandleOpinion.Words(
                title: "关于“水厂被污染”传言的澄清", isClarification: true, said: "县城水厂被污染。", truth: "出厂水水质正常。", evidence: "当晚22时检测报告。")
            let draft = try await desk.handling.respond(to: id, words, by: place.editor)
            #expect(try await desk.whole(id).standing.state == .judged)
            #expect(
                try await Self.refused { _ = try await desk.handling.respond(to: id, words, by: place.editor) }
                    == [.responseWaits("关于“水厂被污染”传言的澄清")], "a colleague is told of the draft")
            place.clock.set(try Self.at("2026-10-02 02:10"))
            let document = try await desk.force(draft)

            place.clock.set(try Self.at("2026-10-02 03:30"))
            let whole = try await desk.whole(id)
            #expect(whole.standing.state == .responded && whole.standing.unit == place.unit)
            #expect(whole.standing.clocks.map(\.state) == [.met, .running])
            // Once it is out, a further one may follow.
            var more = words
            more.title = "县城供水情况通报"
            _ = try await desk.handling.respond(to: id, more, by: place.editor)
            let site = place.county.id
            let (column, text) = try await place.installation.store.read { transaction in
                (
                    try PublicOpinionRegister(transaction, site: site).published(clarifications: true, limit: 9),
                    try DisclosureRegister(transaction, site: site).find(document)?.body.stored ?? ""
                )
            }
            #expect(column.map(\.id) == [document] && column.allSatisfy(\.isClarification))
            for part in ["网传内容", "县城水厂被污染。", "出厂水水质正常。", "当晚22时检测报告。"] { #expect(text.contains(part)) }
            let evaluated = HandleOpinion.Act(.evaluated, time: place.clock.now, text: "传言平息")
            #expect(try await Self.refused { try await desk.record(evaluated, on: id, by: place.office) } == [.clockRuns(.conference)])
            try await desk.record(HandleOpinion.Act(.conference, time: place.clock.now), on: id, by: place.office)
            try await desk.record(evaluated, on: id, by: place.office)
            try await desk.record(
                HandleOpinion.Act(.summoned, time: place.clock.now, text: "报告不及时", unit: place.unit), on: id, by: place.office)
            #expect(try await desk.whole(id).standing.state == .evaluated)
            let open = try await place.installation.store.read { try PublicOpinionRegister($0, site: site).all(isOpen: true) }
            #expect(open.isEmpty)
        }
    }

    @Test("Who may do what, and what each step needs", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let desk = Desk(place: place)
            place.clock.set(try Self.at("2026-03-20 10:00"))
            let opinion = try Self.opinion("网传停水", at: "2026-03-20 09:00", unit: nil, address: "https://bbs.example/1")
            #expect(try await Self.refused { try await desk.registering.run(opinion, by: place.editor) } == [.needsOffice])
            let id = try await desk.registering.run(opinion, by: place.office)
            var again = opinion
            again.title = "另一个标题"
            #expect(try await Self.refused { try await desk.registering.run(again, by: place.office) } == [.isKnown("网传停水")])
            let now = place.clock.now
            func act(_ act: HandleOpinion.Act, by staff: Staff) async throws -> [OpinionReason] {
                try await Self.refused { try await desk.record(act, on: id, by: staff) }
            }
            #expect(try await act(.init(.judged, time: now), by: place.office) == [.noSubject, .missing(.unit)])
            #expect(try await act(.init(.dismissed, time: now, text: "不实"), by: place.editor) == [.needsOffice])
            #expect(try await act(.init(.discussed, time: now, text: "会商"), by: place.editor) == [.notYours])
            #expect(try await act(.init(.evaluated, time: now, text: "好"), by: place.office) == [.notAllowed(.evaluated, .collected)])
            #expect(
                try await act(.init(.discussed, time: try Self.at("2026-03-20 08:00"), text: "会商"), by: place.office) == [.beforeDetection])
            #expect(
                try await act(.init(.discussed, time: try Self.at("2026-03-21 08:00"), text: "会商"), by: place.office) == [.ahead(.time)])
            let words = HandleOpinion.Words(title: "澄清", isClarification: true, truth: "没有停水。")
            #expect(try await Self.refused { _ = try await desk.handling.respond(to: id, words, by: place.editor) } == [.missing(.unit)])
            #expect(try await act(.init(.judged, time: now, unit: place.unit, subjects: [.interests]), by: place.office) == [])
            #expect(
                try await Self.refused { _ = try await desk.handling.respond(to: id, words, by: place.editor) }
                    == [.missing(.said), .missing(.evidence)])
            let anew = HandleOpinion.Act(.judged, time: now, unit: place.unit, subjects: [.interests], level: .major)
            #expect(try await act(anew, by: place.office) == [.missing(.text)], "judged before: why anew")
            #expect(try await act(.init(.transferred, time: now, unit: place.unit), by: place.editor) == [.sameUnit, .missing(.text)])
            #expect(try await act(.init(.transferred, time: now, text: "属财政局职责", unit: place.other), by: place.editor) == [])
            // From then on it is no longer theirs.
            #expect(try await act(.init(.discussed, time: now, text: "会商"), by: place.editor) == [.notYours])
            await #expect(throws: StoreError.self) {
                try await desk.handling.record(.init(.discussed, time: now, text: "会商"), on: id, version: 1, by: place.office)
            }
        }
    }

    @Test("A clipping list: what can be taken is taken, the rest is named by its line", arguments: Engine.available)
    func clippings(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let desk = Desk(place: place)
            place.clock.set(try Self.at("2026-03-20 10:00"))
            let lines = [
                ["舆情标题", "平台", "链接", "监测时间", "单位"], ["甲帖", "论坛", "https://a.example/1", "2026-03-20 08:00", "财政局"],
                ["", "论坛", "", "2026-03-20 08:00", ""], ["乙帖", "论坛", "", "昨天", ""],
                ["丙帖", "论坛", "http://www.a.example/1/", "2026-03-20 08:30", ""], ["丁帖", "", "", "2026/3/19", "气象局"],
                ["戊帖", "", "", "2026-03-19", ""], ["己帖", "", "", "2026-03-21 08:00", ""],
            ]
            let table = ClippingTable([
                SourceSheet(
                    name: nil,
                    lines: lines.enumerated().map { number, cells in
                        SourceSheet.Line(number: number + 1, cells: cells.map { SourceSheet.Cell($0) })
                    })
            ])
            let outcome = try await desk.registering.take(table, signature: "test")
            #expect(outcome.added == 2)
            #expect(outcome.known.map(\.line) == [5])
            #expect(outcome.faults.map(\.line) == [3, 4, 6, 8])
            let site = place.county.id
            let all = try await place.installation.store.read { try PublicOpinionRegister($0, site: site).all() }
            #expect(all.map(\.title) == ["甲帖", "戊帖"] && all.map(\.unit) == [place.other, nil])
            #expect(all.last?.detected == (try Self.at("2026-03-19 00:00")))
            #expect(ClippingTable([]).isUnknown)
        }
    }

    @Test("A running clock is told by mail at night, each stage once", arguments: Engine.available)
    func alarms(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let desk = Desk(place: place)
            try await place.installation.store.write { transaction in
                try transaction.execute("UPDATE account SET email = \("office@example.com") WHERE id = \(place.office.account)")
                try transaction.execute("UPDATE account SET email = '' WHERE id <> \(place.office.account)")
            }
            place.clock.set(try Self.at("2026-10-02 23:00"))
            _ = try await desk.registering.run(try Self.opinion("网传停气", at: "2026-10-02 23:00", unit: place.unit), by: place.office)
            let reminders = WriteReminders(place.installation, origin: nil)
            func told() async throws -> Int {
                _ = try await reminders.run(county: place.county)
                return try await place.installation.store.read {
                    try $0.count("SELECT COUNT(*) AS n FROM outbox WHERE message_key LIKE 'opinion:%'")
                }
            }
            #expect(try await told() == 1)
            #expect(try await told() == 1)
            place.clock.set(try Self.at("2026-10-04 12:00"))
            #expect(try await told() == 2)
            place.clock.set(try Self.at("2026-10-04 23:30"))
            #expect(try await told() == 3)
        }
    }
}
