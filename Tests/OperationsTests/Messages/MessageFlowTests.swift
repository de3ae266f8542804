import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A letter from the public from the portal to its rating", .serialized) struct MessageFlowTests {
    private struct Desk {
        let place: RequestPlace
        let otherEditor: Staff

        var handling: HandleMessage { HandleMessage(place.installation, county: place.county) }
        var tracking: TrackMessage { TrackMessage(place.installation, county: place.county) }
        var converting: ConvertMessage { ConvertMessage(place.installation, county: place.county) }
        var publishing: PublishMessage { PublishMessage(place.installation, county: place.county) }

        static func with(_ engine: Engine, _ body: (Desk) async throws -> Void) async throws {
            try await RequestPlace.with(engine) { place in
                let government = OrganisationUnit(id: OrganisationUnit.ID(0), code: "zf", name: "明川县人民政府", kind: .government)
                _ = try await RegisterUnits(place.installation).run(
                    [RegisterUnits.Row(unit: government, parentCode: nil, aliases: [])], site: place.county.id, actor: "test")
                let other = Staff(
                    account: place.second.account, name: "李芳",
                    posts: [Post(id: Post.ID(99), unit: place.other, role: .editor, name: "财政局编辑")])
                try await body(Desk(place: place, otherEditor: other))
            }
        }

        static func form(_ title: String = "低保怎么办理", publish: Bool = true) -> MessageForm {
            MessageForm(
                kind: .question, unit: "zrzy", title: title, text: "想问\(title)，要带什么材料？",
                sender: MessageSender(name: "陈示例", phone: "13800000000"), mayPublish: publish)
        }

        func file(_ form: MessageForm = form(), token: String? = nil) async throws -> FileMessage.Filed {
            try await FileMessage(place.installation, county: place.county).run(form, token: token)
        }

        func message(_ id: Message.ID) async throws -> Message {
            let site = place.county.id
            return try #require(try await place.installation.store.read { try MessageRegister($0, site: site).find(id) })
        }

        func version(_ id: Message.ID) async throws -> Int { try await message(id).version }

        func dispatch(_ id: Message.ID) async throws {
            try await handling.dispatch(id, version: try await version(id), to: place.unit, by: place.office)
        }

        func answer(_ id: Message.ID) async throws {
            try await dispatch(id)
            try await handling.draft(id, version: try await version(id), answer: "到乡镇申请，带户口簿。", by: place.editor)
            try await handling.approve(id, version: try await version(id), by: place.legal)
        }

        func found(_ words: String, kind: String = "message") async throws -> Int {
            _ = try await FollowLog(place.installation).run()
            return try await place.installation.searchStore.read {
                try SearchQueries($0, site: nil).entries(SearchTerms(words), kind: kind, limit: 5).total
            }
        }
    }

    private static func refused(_ body: () async throws -> Void) async throws -> [MessageReason] {
        do {
            try await body()
            return []
        } catch let refusal as MessageRefusal { return refusal.reasons }
    }

    @Test(
        "Sent twice it is one; drafted by one, approved by another; rated once; the writer sees the answer only then",
        arguments: Engine.available)
    func course(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let filed = try await desk.file(token: "one")
            #expect(try await desk.file(token: "one") == filed)
            #expect(filed.number == "LY2026-00001")
            let other = try await desk.file(Desk.form("残疾证怎么办"), token: "one")
            #expect(other.number == "LY2026-00002", "the same form with another letter is another letter")
            #expect(try await desk.tracking.run(number: filed.number, code: "wrong") == nil)
            try await desk.dispatch(filed.id)
            try await desk.handling.draft(filed.id, version: 2, answer: "到乡镇申请。", by: desk.place.editor)
            #expect(try await desk.tracking.run(number: filed.number, code: filed.code)?.answer == nil)
            let both = Staff(
                account: desk.place.editor.account, name: "王明",
                posts: [Post(id: Post.ID(7), unit: desk.place.unit, role: .signer, name: "签发")])
            #expect(try await Self.refused { try await desk.handling.approve(filed.id, version: 3, by: both) } == [.ownDraft])
            #expect(
                try await Self.refused {
                    _ = try await desk.tracking.rate(number: filed.number, code: filed.code, .good, note: "")
                } == [.notRateable])
            try await desk.handling.giveBack(filed.id, version: 3, reason: "写明依据", by: desk.place.legal)
            try await desk.handling.draft(filed.id, version: 4, answer: "依据办法，到乡镇申请。", by: desk.place.editor)
            try await desk.handling.approve(filed.id, version: 5, by: desk.place.legal)
            let seen = try #require(try await desk.tracking.run(number: filed.number, code: filed.code))
            #expect(seen.answer == "依据办法，到乡镇申请。" && seen.entries.map(\.act) == [.register, .dispatch, .approve])
            #expect(seen.entries.allSatisfy { $0.signature.isEmpty && !$0.text.contains("依据") })
            #expect(try await desk.tracking.rate(number: filed.number, code: filed.code, .veryGood, note: "谢谢"))
            #expect(
                try await Self.refused {
                    _ = try await desk.tracking.rate(number: filed.number, code: filed.code, .bad, note: "")
                } == [.isRated])
            #expect(try await !desk.tracking.rate(number: filed.number, code: "wrong", .bad, note: ""))
            try await desk.handling.close(filed.id, version: try await desk.version(filed.id), note: "已回访", by: desk.place.editor)
            #expect(try await desk.message(filed.id).state == .closed)
            await #expect(throws: StoreError.self) {
                try await desk.handling.urge(filed.id, version: 1, words: "快办", by: desk.place.office)
            }
        }
    }

    @Test("A name is nowhere in the clear; it is opened with a reason and the look is in the log", arguments: Engine.available)
    func sealed(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let filed = try await desk.file()
            let (site, id) = (desk.place.county.id, filed.id)
            let sealed = try await desk.place.installation.store.read { try MessageRegister($0, site: site).sealedSender(of: id) }
            #expect(!String(decoding: try #require(sealed), as: UTF8.self).contains("陈示例"))
            #expect(
                try await Self.refused { _ = try await desk.handling.viewSender(id, reason: "", by: desk.place.office) } == [
                    .missing(.reason)
                ])
            #expect(
                try await Self.refused { _ = try await desk.handling.viewSender(id, reason: "核实", by: desk.otherEditor) } == [.needsRole])
            #expect(try await desk.handling.viewSender(id, reason: "核实地点", by: desk.place.office).name == "陈示例")
            let trail = try await desk.place.installation.store.read {
                try EventRegister($0, site: site).trail(of: Event.Subject(.message, id.rawValue), limit: 9)
            }
            #expect(trail.map(\.verb) == [.messageSenderViewed, .messageReceived])
            #expect(trail.allSatisfy { !$0.reason.contains("低保") && !$0.actor.contains("陈示例") })
        }
    }

    @Test("An objection is decided; what is turned away is told; duplicates are merged and share the answer", arguments: Engine.available)
    func moves(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let place = desk.place
            let first = try await desk.file()
            try await desk.dispatch(first.id)
            #expect(
                try await Self.refused { try await desk.handling.object(first.id, version: 2, reason: "", by: place.editor) } == [
                    .missing(.reason)
                ])
            try await desk.handling.object(first.id, version: 2, reason: "属财政局职责", by: place.editor)
            #expect(
                try await Self.refused {
                    try await desk.handling.decide(first.id, version: 3, to: place.unit, reason: "理由", by: place.office)
                } == [.sameUnit])
            try await desk.handling.decide(first.id, version: 3, to: place.other, reason: "按三定规定", by: place.office)
            #expect(try await desk.message(first.id).unit == place.other)
            #expect(
                try await Self.refused { try await desk.handling.draft(first.id, version: 4, answer: "答", by: place.editor) }
                    == [.notAllowed(.draft, .dispatched)])
            try await desk.handling.transfer(first.id, version: 4, to: place.unit, reason: "重新核定", by: place.office)

            let again = try await desk.file()
            let (site, id) = (place.county.id, again.id)
            let same = try await place.installation.store.read { try MessageRegister($0, site: site).sameContent(as: id) }
            #expect(same.map(\.id) == [first.id])
            #expect(
                try await Self.refused { try await desk.handling.merge(id, version: 1, into: again.number, by: place.office) } == [
                    .badTarget
                ])
            try await desk.handling.merge(id, version: 1, into: first.number, by: place.office)
            try await desk.handling.draft(first.id, version: 5, answer: "合并答复", by: place.editor)
            try await desk.handling.approve(first.id, version: 6, by: place.legal)
            #expect(try await desk.tracking.run(number: again.number, code: again.code)?.answer == "合并答复")
            #expect(try await desk.tracking.rate(number: again.number, code: again.code, .good, note: ""), "who was merged may rate, too")

            let other = try await desk.file(Desk.form("老人走失"))
            try await desk.handling.turnAway(other.id, version: 1, .emergencyLine, told: "请立即拨打110。", by: place.office)
            let told = try #require(try await desk.tracking.run(number: other.number, code: other.code))
            #expect(told.message.state == .closed && told.entries.last?.text == "请立即拨打110。" && told.answer == nil)

            let (third, fourth) = (try await desk.file(Desk.form("井盖丢失")), try await desk.file(Desk.form("井盖不见了")))
            try await desk.handling.merge(fourth.id, version: 1, into: third.number, by: place.office)
            try await desk.handling.turnAway(third.id, version: 1, .emergencyLine, told: "请拨打12319。", by: place.office)
            let shared = try #require(try await desk.tracking.run(number: fourth.number, code: fourth.code))
            #expect(shared.entries.last?.text == "请拨打12319。", "the end of the letter that it went into is told")
        }
    }

    @Test("Public only with consent and without personal data, found by search, and gone when taken down", arguments: Engine.available)
    func publication(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let quiet = try await desk.file(Desk.form("不公开的事", publish: false))
            try await desk.answer(quiet.id)
            let plain = PublishMessage.Wording(title: "低保怎么办理", text: "要带什么材料？", answer: "到乡镇申请。")
            #expect(
                try await Self.refused { try await desk.publishing.publish(quiet.id, version: 4, plain, by: desk.place.office) } == [
                    .noConsent
                ])
            let filed = try await desk.file()
            try await desk.answer(filed.id)
            let wording = PublishMessage.Wording(title: plain.title, text: "我的手机是13800138000，请联系", answer: plain.answer)
            let reasons = try await Self.refused { try await desk.publishing.publish(filed.id, version: 4, wording, by: desk.place.office) }
            guard case .personalData(.text, _)? = reasons.first else {
                Issue.record("\(reasons)")
                return
            }
            #expect(try await desk.found("低保怎么办理") == 0)
            try await desk.publishing.publish(filed.id, version: 4, plain, by: desk.place.office)
            #expect(try await desk.found("低保怎么办理") == 1)
            let (site, id) = (desk.place.county.id, filed.id)
            let shown = try await desk.place.installation.store.read { try MessageQueries($0, site: site).published(id) }
            #expect(shown?.name == "陈**" && shown?.text == "要带什么材料？")
            _ = try await RebuildSearch(desk.place.installation).run { _ in }
            #expect(try await desk.found("低保怎么办理") == 1)
            let dumps = RecordDump(desk.place.installation, county: site)
            #expect(try await dumps.lastTakenBack() == nil)
            try await desk.publishing.withdraw(id, version: 5, reason: "当事人要求", by: desk.place.office)
            #expect(try await dumps.lastTakenBack() == desk.place.clock.now, "older dumps hold it and are not given out any more")
            #expect(try await desk.found("低保怎么办理") == 0)
        }
    }

    @Test("A letter becomes a request and a request a letter, linked both ways, and the writer is told", arguments: Engine.available)
    func conversion(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let place = desk.place
            let filed = try await desk.file(Desk.form("申请公开征地补偿方案"))
            try await desk.dispatch(filed.id)
            let request = try await desk.converting.toRequest(filed.id, version: 2, by: place.editor)
            let seen = try #require(try await desk.tracking.run(number: filed.number, code: filed.code))
            #expect(seen.message.state == .converted && seen.request?.number == request.number && seen.request?.code == request.code)
            #expect(try await place.request(request.id).wanted.description.hasPrefix("申请公开征地补偿方案"))

            let letter = try await desk.converting.toMessage(request.id, kind: .complaint, by: place.editor)
            let message = try await desk.message(letter.id)
            #expect(message.origin == request.id && message.state == .received && !message.mayPublish)
            #expect(
                try await Self.refused { _ = try await desk.converting.toMessage(request.id, kind: .help, by: place.editor) }
                    == [.isLetterAlready(letter.number)])
            let progress = try await TrackRequest(place.installation, county: place.county).run(number: request.number, code: request.code)
            #expect(progress?.letter?.number == letter.number && progress?.letter?.code == letter.code)
        }
    }

    @Test(
        "An answer of the base is public when a second person has checked it, and a table comes in whole or not at all",
        arguments: Engine.available)
    func base(_ engine: Engine) async throws {
        try await Desk.with(engine) { desk in
            let place = desk.place
            let keeping = KeepAnswer(place.installation, county: place.county)
            let filed = try await desk.file()
            await #expect(throws: KeepAnswer.Refusal.self) { _ = try await keeping.create(from: filed.id, by: place.office) }
            try await desk.answer(filed.id)
            let id = try await keeping.create(from: filed.id, by: place.editor)
            #expect(try await keeping.create(from: filed.id, by: place.editor) == id)
            #expect(try await desk.found("低保", kind: "answer") == 0)
            let own = Staff(
                account: place.editor.account, name: "王明", posts: [Post(id: Post.ID(8), unit: place.unit, role: .reviewer, name: "审核")])
            await #expect(throws: KeepAnswer.Refusal.ownWording) { try await keeping.check(id, version: 1, by: own) }
            try await keeping.check(id, version: 1, by: place.legal)
            #expect(try await desk.found("低保", kind: "answer") == 1)
            let content = BaseAnswer.Content(question: "低保怎么办理", answer: "新的写法。")
            try await keeping.propose(id, version: 2, content, by: place.editor)
            let site = place.county.id
            let kept = try #require(try await place.installation.store.read { try AnswerRegister($0, site: site).find(id) })
            #expect(kept.content?.answer == "到乡镇申请，带户口簿。" && kept.proposal?.answer == "新的写法。")
            try await keeping.withdraw(id, version: 3, reason: "政策调整", by: place.legal)
            #expect(try await desk.found("低保", kind: "answer") == 0)

            let rows = [
                KeepAnswer.Row(line: 2, content: BaseAnswer.Content(question: "问一", answer: "答一"), unit: place.unit),
                KeepAnswer.Row(line: 3, content: BaseAnswer.Content(question: "问二", answer: ""), unit: place.unit),
            ]
            await #expect(throws: KeepAnswer.RowRefusal.self) { _ = try await keeping.import(rows, by: place.editor) }
            let count = try await place.installation.store.read { try AnswerRegister($0, site: site).list(limit: 10).count }
            #expect(count == 1)
            let brought = try await keeping.import([rows[0]], by: place.editor)
            #expect(brought.new == 1 && brought.changed == 0)
            let repeated = try await keeping.import([rows[0]], by: place.editor)
            #expect(repeated.new == 0 && repeated.changed == 0)
        }
    }
}
