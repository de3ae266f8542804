import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A hearing, from announcement to record") struct GatheringFlowTests {
    private struct Bench {
        let place: RequestPlace
        let id: Gathering.ID

        var keeping: KeepGathering { KeepGathering(place.installation, county: place.county) }
        var taking: TakeSignUp { TakeSignUp(place.installation, county: place.county) }

        func gathering() async throws -> Gathering {
            let (id, site) = (id, place.county.id)
            return try #require(try await place.installation.store.read { try GatheringRegister($0, site: site).find(id) })
        }

        func signUps() async throws -> [SignUp] {
            let id = id
            return try await place.installation.store.read { try SignUpRegister($0).list(of: id) }
        }

        func announce() async throws { _ = try await place.publish(try await keeping.announce(id, by: place.editor)) }

        func come(_ name: String, _ party: Gathering.Party = .citizen, phone: String = "13900000000") async throws -> TakeSignUp.Receipt {
            try await taking.run(SignUp.Entry(party: party, name: name, phone: phone), for: id, token: "form of \(name)")
        }

        func refused(_ body: () async throws -> Void) async throws -> [ParticipationReason] {
            do {
                try await body()
                return []
            } catch let refusal as ParticipationRefusal { return refusal.reasons }
        }
    }

    private static func plan(_ kind: Gathering.Kind = .hearing, day: String = "2026-04-10", deadline: String = "2026-04-01") throws
        -> Gathering.Plan
    {
        Gathering.Plan(
            kind: kind, title: "供水价格调整", day: try #require(Day(text: day)), time: "09:30", place: "县政府一楼会议室", matter: "调整方案。\n听证程序。",
            ways: "县水利局", seats: [Gathering.Seats(.affected, 1), Gathering.Seats(.citizen, 2)], deadline: try #require(Day(text: deadline)))
    }

    private static func bench(_ engine: Engine, _ body: (Bench) async throws -> Void) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2026-03-02")
            let id = try await KeepGathering(place.installation, county: place.county).create(plan(), unit: place.unit, by: place.editor)
            try await body(Bench(place: place, id: id))
        }
    }

    @Test("People sign up from the day its announcement is public until the deadline is over", arguments: Engine.available)
    func opening(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let draft = try await bench.keeping.announce(bench.id, by: bench.place.editor)
            let again = try await bench.keeping.announce(bench.id, by: bench.place.editor)
            #expect(again == draft)
            let early = try await bench.refused { _ = try await bench.come("朱示例") }
            #expect(early == [.notOpen])
            let saved = try await bench.refused {
                try await bench.keeping.save(Self.plan(), of: bench.id, version: 2, by: bench.place.editor)
            }
            #expect(saved == [.alreadyDrafted])
            _ = try await bench.place.publish(draft)
            try bench.place.move(to: "2026-04-01")
            let receipt = try await bench.come("朱示例")
            #expect(receipt.number.hasPrefix("BM20260401-"))
            let kept = try #require(try await bench.signUps().first)
            #expect(kept.author == "朱**" && kept.channel == .online)
            try bench.place.move(to: "2026-04-02")
            let late = try await bench.refused { _ = try await bench.come("李示例") }
            let counter = try await bench.refused {
                _ = try await bench.taking.enter(
                    SignUp.Entry(party: .citizen, name: "李示例", phone: "13900000000"), for: bench.id, by: bench.place.editor)
            }
            let deadline = try #require(Day(text: "2026-04-01"))
            #expect(late == [.signUpClosed(deadline)] && counter == late)
        }
    }

    @Test("The same form is one place with one receipt; the same person a second time is refused", arguments: Engine.available)
    func twice(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            try await bench.announce()
            let first = try await bench.come("朱示例")
            let again = try await bench.come("朱示例")
            #expect(again == first)
            let entry = SignUp.Entry(party: .affected, name: "朱示例", phone: "139 0000 0000")
            let other = try await bench.refused { _ = try await bench.taking.run(entry, for: bench.id, token: "another form") }
            let counter = try await bench.refused { _ = try await bench.taking.enter(entry, for: bench.id, by: bench.place.editor) }
            #expect(other == [.alreadySignedUp] && counter == other)
            let count = try await bench.signUps().count
            #expect(count == 1)
            let neighbour = SignUp.Entry(party: .citizen, name: "李示例", phone: "13900000001")
            let beside = try await bench.taking.run(neighbour, for: bench.id, token: "form of 朱示例")
            #expect(beside != first, "the same form for another person is another place")
        }
    }

    @Test("Name and telephone lie sealed; who handles it reads them, and each look is in the log", arguments: Engine.available)
    func sealing(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            try await bench.announce()
            _ = try await bench.come("欧阳示例", phone: "13912345678")
            let kept = try #require(try await bench.signUps().first)
            let (id, place) = (bench.id, bench.place)
            let sealed = try #require(try await place.installation.store.read { try SignUpRegister($0).sealed(kept.id, in: id) })
            #expect(!String(decoding: sealed, as: UTF8.self).contains("欧阳"))
            let person = try await bench.taking.identity(of: kept.id, for: id, by: place.editor)
            #expect(person.name == "欧阳示例" && person.phone == "13912345678")
            let viewed = try await place.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'identityViewed'")
            }
            let named = try await place.installation.store.read {
                try $0.count("SELECT COUNT(*) AS n FROM event WHERE reason LIKE '%欧阳%' OR actor LIKE '%欧阳%'")
            }
            #expect(viewed == 1 && named == 0)
            let stranger = try await bench.refused { _ = try await bench.taking.identity(of: kept.id, for: id, by: place.office) }
            #expect(stranger == [.needsEditor])
        }
    }

    @Test("A year after it was held, names and telephones are gone; the number and the lot stay", arguments: Engine.available)
    func forgetting(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            try await bench.announce()
            _ = try await bench.come("欧阳示例", phone: "13912345678")
            let (place, id) = (bench.place, bench.id)
            try place.move(to: "2027-04-10")
            _ = try await DailySweep(place.installation).run(actor: "test")
            let kept = try #require(try await bench.signUps().first)
            #expect(!kept.isForgotten, "the last day")
            try place.move(to: "2027-04-11")
            _ = try await DailySweep(place.installation).run(actor: "test")
            let gone = try #require(try await bench.signUps().first)
            #expect(gone.isForgotten && gone.number == kept.number && gone.note.isEmpty)
            let looked = try await bench.refused { _ = try await bench.taking.identity(of: gone.id, for: id, by: place.editor) }
            #expect(looked == [.notFound])
        }
    }

    @Test("With number and code people see what became of it, and give their place back before the deadline", arguments: Engine.available)
    func tracking(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            try await bench.announce()
            let receipt = try await bench.come("朱示例")
            let wrong = try await bench.taking.progress(number: receipt.number, code: "aaaa-bbbb-cccc-dddd")
            #expect(wrong == nil)
            let progress = try #require(try await bench.taking.progress(number: receipt.number, code: receipt.code.uppercased()))
            #expect(progress.result == .waiting && progress.mayCancel)
            try await bench.taking.cancel(number: receipt.number, code: receipt.code)
            let gone = try #require(try await bench.taking.progress(number: receipt.number, code: receipt.code))
            #expect(gone.result == .cancelled && !gone.mayCancel)
            let entry = SignUp.Entry(party: .citizen, name: "朱示例", phone: "13900000000")
            let back = try await bench.taking.run(entry, for: bench.id, token: "came back")
            #expect(back.number != receipt.number)
            try bench.place.move(to: "2026-04-02")
            let late = try await bench.refused { try await bench.taking.cancel(number: back.number, code: back.code) }
            let deadline = try #require(Day(text: "2026-04-01"))
            #expect(late == [.signUpClosed(deadline)])
        }
    }

    @Test(
        "Lots are drawn once, after the deadline, and can be drawn again; people learn it when the list is public",
        arguments: Engine.available)
    func drawing(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            try await bench.announce()
            var receipts: [TakeSignUp.Receipt] = []
            for number in 1...5 { receipts.append(try await bench.come("朱示例\(number)", phone: "1390000000\(number)")) }
            let (id, place) = (bench.id, bench.place)
            func select() async throws {
                try await bench.keeping.select(id, version: try await bench.gathering().version, seed: 7, by: place.editor)
            }
            let early = try await bench.refused { try await select() }
            let deadline = try #require(Day(text: "2026-04-01"))
            #expect(early == [.signUpOpen(deadline)])
            try place.move(to: "2026-04-02")
            let none = try await bench.refused { _ = try await bench.keeping.draftList(id, by: place.editor) }
            #expect(none == [.notSelected])
            try await select()
            let selection = try #require(try await bench.gathering().selection)
            #expect(selection.seed == 7 && selection.isConfirmed && selection.chosen.count == 2)
            let second = try await bench.refused { try await select() }
            #expect(second == [.alreadySelected])
            let before = try await bench.taking.progress(number: receipts[0].number, code: receipts[0].code)?.result
            #expect(before == .waiting)
            let document = try await place.publish(try await bench.keeping.draftList(id, by: place.editor))
            let site = place.county.id
            let body = try #require(try await place.installation.store.read { try DisclosureRegister($0, site: site).find(document) }).body
            #expect(body.stored.contains("种子：7") && body.stored.contains("朱**") && !body.stored.contains("朱示例"))
            for receipt in receipts {
                let result = try await bench.taking.progress(number: receipt.number, code: receipt.code)?.result
                #expect(result == (selection.chosen.contains(receipt.number) ? .chosen : .notChosen))
            }
        }
    }

    @Test(
        "A hearing is not announced later than the county's notice allows; the record is written from its day on",
        arguments: Engine.available)
    func times(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (id, place) = (bench.id, bench.place)
            try place.move(to: "2026-03-12")
            let late = try await bench.refused { _ = try await bench.keeping.announce(id, by: place.editor) }
            #expect(late == [.noticeTooShort(least: 30)])
            try await bench.keeping.save(
                try Self.plan(day: "2026-04-20", deadline: "2026-04-10"), of: id, version: 1, by: place.editor)
            try await bench.announce()
            let early = try await bench.refused {
                _ = try await bench.keeping.draftRecord(id, attended: "3 人", text: "发言", by: place.editor)
            }
            #expect(early == [.notOver(try #require(Day(text: "2026-04-20")))])
            try place.move(to: "2026-04-21")
            let empty = try await bench.refused { _ = try await bench.keeping.draftRecord(id, attended: "", text: "", by: place.editor) }
            #expect(empty == [.missing(.attended), .missing(.record)])
            let document = try await place.publish(
                try await bench.keeping.draftRecord(id, attended: "3 人", text: "陈述。\n辩论。", by: place.editor))
            let site = place.county.id
            let (about, standing) = try await place.installation.store.read { transaction in
                let register = GatheringRegister(transaction, site: site)
                let found = try #require(try register.about(document))
                return (
                    found.id,
                    try register.standing(
                        found, figures: try FigureRegister(transaction, site: site).book(),
                        calendar: try HolidayRegister(transaction).calendar())
                )
            }
            #expect(about == id && standing.state(on: place.today) == .recorded)
        }
    }

    @Test(
        "What a hearing waits for is a duty of its unit and the office: announcement, who takes part, record", arguments: Engine.available)
    func duties(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let place = bench.place
            func duties(_ day: String, isOffice: Bool = false) async throws -> [String] {
                try place.move(to: day)
                let (site, today, units) = (place.county.id, place.today, isOffice ? [] : [place.unit])
                return try await place.installation.store.read {
                    try ParticipationDuties.lines($0, site: site, units: units, isOffice: isOffice, on: today)
                }.map { "\($0.task) \($0.due?.description ?? "")\($0.isLate(on: today) ? " late" : "")" }
            }
            #expect(try await duties("2026-03-03") == [], "more than a week before the last day for the announcement")
            #expect(try await duties("2026-03-05") == ["公布公告 2026-03-11"])
            try await bench.announce()
            #expect(try await duties("2026-03-31") == [])
            _ = try await bench.come("朱示例")
            #expect(try await duties("2026-04-02") == ["确定参加人员 2026-04-03"])
            #expect(try await duties("2026-04-07", isOffice: true) == ["确定参加人员 2026-04-03 late"])
            try await bench.keeping.select(bench.id, version: try await bench.gathering().version, seed: 7, by: place.editor)
            #expect(try await duties("2026-04-08") == [])
            #expect(try await duties("2026-04-11").first?.hasPrefix("公布笔录或者纪要") == true)
        }
    }

    @Test("The announcement of a meeting stands in the chains that it names, of the own unit alone", arguments: Engine.available)
    func chains(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let place = bench.place
            let chain = try await KeepChain(place.installation, county: place.county).create(
                "供水价格", unit: place.unit, expected: [.meeting], by: place.editor)
            let foreign = try await KeepChain(place.installation, county: place.county).create(
                "财政", unit: place.other, expected: [.meeting], by: place.office)
            var plan = try Self.plan(.meeting)
            plan.agenda = [
                Gathering.AgendaItem(title: "供水价格", kind: .deliberation, isOpen: true, chain: chain.rawValue),
                Gathering.AgendaItem(title: "人事", kind: .other, isOpen: false, reason: "内部事务"),
            ]
            let id = try await bench.keeping.create(plan, unit: place.unit, by: place.editor)
            _ = try await place.publish(try await bench.keeping.announce(id, by: place.editor))
            let links = try await place.installation.store.read {
                try ChainView(try #require(try ChainRegister($0, site: place.county.id).find(chain)), in: $0, site: place.county.id).entries
            }
            #expect(links.map(\.stage) == [.meeting] && links[0].paper.title == plan.announcementTitle)
            plan.chain = foreign
            let refused = try await bench.refused { _ = try await bench.keeping.create(plan, unit: place.unit, by: place.editor) }
            #expect(refused == [.noSuchChain])
            let none = try await bench.refused {
                try await bench.keeping.settle(1, document: Disclosure.ID(99), of: id, version: 2, by: place.editor)
            }
            #expect(none == [.noSuchDocument])
        }
    }

    @Test("What somebody else changed meanwhile is not overwritten, and another unit's people change nothing", arguments: Engine.available)
    func stale(_ engine: Engine) async throws {
        try await Self.bench(engine) { bench in
            let (id, place) = (bench.id, bench.place)
            try await bench.keeping.save(try Self.plan(), of: id, version: 1, by: place.second)
            await #expect(throws: StoreError.self) { try await bench.keeping.save(try Self.plan(), of: id, version: 1, by: place.editor) }
            let stranger = try await bench.refused { _ = try await bench.keeping.announce(id, by: place.office) }
            #expect(stranger == [.needsEditor])
        }
    }
}

@Suite("A questionnaire, from announcement to results") struct QuestionnaireFlowTests {
    private static let questions = [
        Questionnaire.Question(kind: .single, title: "多久乘一次", options: ["每天", "很少"]),
        Questionnaire.Question(kind: .text, title: "还有什么", isRequired: false),
    ]

    private static func refused(_ body: () async throws -> Void) async throws -> [ParticipationReason] {
        do {
            try await body()
            return []
        } catch let refusal as ParticipationRefusal { return refusal.reasons }
    }

    @Test("It counts each form once while it is open, and its results go through the gate when it is over", arguments: Engine.available)
    func flow(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            try place.move(to: "2026-03-02")
            let keeping = KeepQuestionnaire(place.installation, county: place.county)
            let closes = try #require(Day(text: "2026-03-20"))
            let plan = Questionnaire.Plan(title: "公交线路", introduction: "听取意见", questions: Self.questions, closes: closes)
            let id = try await keeping.create(plan, unit: place.unit, by: place.editor)
            func answer(_ chosen: Int, text: String = "", token: String) async throws -> Bool {
                try await keeping.take([.init(chosen: [chosen]), .init(text: text)], to: id, token: token)
            }
            let early = try await Self.refused { _ = try await answer(0, token: "a") }
            #expect(early == [.notOpen])
            _ = try await place.publish(try await keeping.announce(id, by: place.editor))
            let taken = [
                try await answer(0, text: "加班车", token: "a"), try await answer(0, text: "加班车", token: "a"), try await answer(1, token: "b"),
            ]
            #expect(taken == [true, false, true])
            let wrong = try await Self.refused { _ = try await answer(5, token: "c") }
            #expect(wrong == [.badAnswer(question: 1)])
            let open = try await Self.refused { _ = try await keeping.giveResults(id, by: place.editor) }
            #expect(open == [.stillOpen(closes)])
            try place.move(to: "2026-03-21")
            let late = try await Self.refused { _ = try await answer(0, token: "d") }
            #expect(late == [.closed(closes)])
            let document = try await place.publish(try await keeping.giveResults(id, by: place.editor))
            let site = place.county.id
            let body = try #require(try await place.installation.store.read { try DisclosureRegister($0, site: site).find(document) }).body
            #expect(body.stored.contains("共收到答卷2份") && body.stored.contains("50.0%") && !body.stored.contains("加班车"))
        }
    }
}
