import Domain
import Testing

@Suite("A gathering that people come to") struct GatheringTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private static let figures = GatheringFigures(hearingNoticeDays: 30, otherNoticeDays: 3, materialDays: 7, recordDays: 10)

    private static func plan(_ kind: Gathering.Kind = .hearing, deadline: String = "2026-04-01") throws -> Gathering.Plan {
        Gathering.Plan(
            kind: kind, title: "城区供水价格调整", day: try day("2026-04-10"), time: "09:30", place: "县政府一楼会议室", matter: "调整方案", ways: "县水利局",
            seats: [Gathering.Seats(.affected, 2), Gathering.Seats(.citizen, 1)], deadline: try day(deadline))
    }

    private static func standing(
        _ kind: Gathering.Kind = .hearing, published: String? = "2026-03-02", selected: Bool = false, record: String? = nil
    ) throws -> GatheringStanding {
        func document(_ text: String?) throws -> ConsultationStanding.Published? {
            try text.map { ConsultationStanding.Published(document: Disclosure.ID(7), day: try day($0)) }
        }
        let gathering = Gathering(
            id: Gathering.ID(1), unit: OrganisationUnit.ID(2), plan: try plan(kind),
            selection: selected ? Selection(seed: 1, time: Instant(milliseconds: 0), parts: []) : nil)
        return GatheringStanding(
            gathering, announcement: try document(published), list: nil, record: try document(record), figures: figures,
            calendar: .released)
    }

    @Test("Its state follows from what is public, the lot and the day")
    func states() throws {
        #expect(try Self.standing(published: nil).state(on: Self.day("2026-03-20")) == .preparing)
        #expect(try Self.standing().state(on: Self.day("2026-04-01")) == .open)
        #expect(try Self.standing().state(on: Self.day("2026-04-02")) == .closed)
        #expect(try Self.standing(selected: true).state(on: Self.day("2026-04-10")) == .selected)
        #expect(try Self.standing(selected: true).state(on: Self.day("2026-04-11")) == .over)
        #expect(try Self.standing(selected: true, record: "2026-04-20").state(on: Self.day("2026-04-21")) == .recorded)
    }

    @Test("A hearing's material reaches people seven days before it (国令第713号 Art. 16): by then it is known who they are")
    func selection() throws {
        let hearing = try Self.standing()
        #expect(try hearing.selectionDue == Self.day("2026-04-03"))
        #expect(try !hearing.isSelectionLate(on: Self.day("2026-04-03")))
        #expect(try hearing.isSelectionLate(on: Self.day("2026-04-04")))
        #expect(try !Self.standing(selected: true).isSelectionLate(on: Self.day("2026-04-04")))
        #expect(try Self.standing(.meeting).selectionDue == Self.day("2026-04-09"))
    }

    @Test("The record is due after so many working days; days off are not counted")
    func record() throws {
        let standing = try Self.standing()
        #expect(try standing.recordDue == Self.day("2026-04-24"))
        #expect(try !standing.isRecordLate(on: Self.day("2026-04-24")))
        #expect(try standing.isRecordLate(on: Self.day("2026-04-25")))
        #expect(try !Self.standing(record: "2026-04-20").isRecordLate(on: Self.day("2026-04-30")))
    }

    @Test("An announcement that became public less than so many days before is late")
    func notice() throws {
        #expect(try !Self.standing(published: "2026-03-11").isNoticeLate)
        #expect(try Self.standing(published: "2026-03-12").isNoticeLate)
        #expect(try !Self.standing(.openDay, published: "2026-04-07").isNoticeLate)
    }

    @Test("What is missing or cannot be is said, each with its field")
    func faults() throws {
        #expect(try Self.plan().faults(materialDays: 7).isEmpty)
        #expect(try Self.plan(deadline: "2026-04-02").faults(materialDays: 7).isEmpty)
        #expect(try Self.plan(deadline: "2026-04-03").faults(materialDays: 7) == [.deadlineTooLate(days: 7)])
        #expect(try Self.plan(.openDay, deadline: "2026-04-08").faults(materialDays: 7).isEmpty)
        var plan = try Self.plan()
        plan.title = ""
        plan.time = "9:30"
        plan.seats = [Gathering.Seats(.citizen, 0)]
        plan.agenda = [Gathering.AgendaItem(title: "人事", kind: .other, isOpen: false)]
        #expect(plan.faults(materialDays: 7) == [.missing(.title), .badTime, .badSeats(most: 1_000), .agendaWithoutReason(1)])
        for time in ["24:00", "09:60", "ab:cd", "09:30:00", ""] {
            plan.time = time
            #expect(plan.faults(materialDays: 7).contains(.badTime), "\(time)")
        }
    }

    @Test("The announcement does not name a matter that is not open, only why")
    func closedItem() throws {
        var plan = try Self.plan(.meeting)
        plan.agenda = [
            Gathering.AgendaItem(title: "供水价格", kind: .deliberation, isOpen: true),
            Gathering.AgendaItem(title: "某企业商业秘密", kind: .report, isOpen: false, reason: "涉及商业秘密"),
        ]
        let text = plan.announcement(unit: "明川县水利局").stored
        #expect(text.contains("供水价格") && text.contains("涉及商业秘密") && !text.contains("某企业"))
    }

    private static func signUp(_ number: Int, _ party: Gathering.Party, isCancelled: Bool = false) -> SignUp {
        SignUp(
            id: SignUp.ID(Int64(number)), gathering: Gathering.ID(1), number: "BM-\(number)", channel: .online, party: party, author: "朱**",
            note: "", received: Instant(milliseconds: 0), isCancelled: isCancelled)
    }

    @Test("Who fits in comes without a draw; beyond the seats the same seed always draws the same")
    func drawing() throws {
        let signUps = (1...2).map { Self.signUp($0, .affected) } + (3...40).map { Self.signUp($0, .citizen) }
        let seats = [Gathering.Seats(.affected, 2), Gathering.Seats(.citizen, 5)]
        let selection = Selection(of: signUps, seats: seats, seed: 42, at: Instant(milliseconds: 0))
        #expect(selection.parts[0].isWhole && Set(selection.parts[0].chosen) == ["BM-1", "BM-2"])
        #expect(!selection.parts[1].isWhole && selection.parts[1].chosen.count == 5 && selection.parts[1].candidates.count == 38)
        #expect(selection.isConfirmed)
        #expect(selection == Selection(of: signUps.reversed(), seats: seats, seed: 42, at: Instant(milliseconds: 0)))
        #expect(selection.parts[1].chosen == SampleDraw.draw(5, from: (3...40).map { "BM-\($0)" }, seed: 43))
    }

    @Test("Who cancelled is in no draw, and is told so")
    func cancelled() {
        let gone = Self.signUp(1, .citizen, isCancelled: true)
        let selection = Selection(
            of: [gone, Self.signUp(2, .citizen)], seats: [Gathering.Seats(.citizen, 5)], seed: 1, at: Instant(milliseconds: 0))
        #expect(selection.chosen == ["BM-2"])
        #expect(gone.result(selection) == .cancelled)
        #expect(Self.signUp(2, .citizen).result(nil) == .waiting)
        #expect(Self.signUp(3, .citizen).result(selection) == .notChosen)
    }

    @Test(
        "A telephone number is digits, perhaps with lines and spaces",
        arguments: [("13900000000", true), ("0999-1234567", true), ("+86 139 0000 0000", true), ("123", false), ("电话", false), ("", false)])
    func phone(_ text: String, isSound: Bool) {
        let entry = SignUp.Entry(party: .citizen, name: "朱示例", phone: text)
        #expect(entry.faults(seats: [Gathering.Seats(.citizen, 1)]).isEmpty == isSound)
    }

    @Test("Only a party that has seats can be chosen")
    func party() {
        let entry = SignUp.Entry(party: .expert, name: "朱示例", phone: "13900000000")
        #expect(entry.faults(seats: [Gathering.Seats(.citizen, 1)]) == [.missing(.party)])
    }
}

@Suite("A questionnaire") struct QuestionnaireTests {
    private static let plan = Questionnaire.Plan(
        title: "公交线路", introduction: "听取意见",
        questions: [
            Questionnaire.Question(kind: .single, title: "多久乘一次", options: ["每天", "每周", "很少"]),
            Questionnaire.Question(kind: .multiple, title: "希望改进", options: ["班次", "站点"], isRequired: false),
            Questionnaire.Question(kind: .text, title: "还有什么", isRequired: false),
        ], closes: Day(serial: 20_600))

    @Test("Shares are of those who answered the question, to a tenth of a percent; words are only counted")
    func results() {
        let answers: [[Questionnaire.Reply]] = [
            [.init(chosen: [0]), .init(chosen: [0, 1]), .init(text: "加班车")], [.init(chosen: [0]), .init(), .init()],
            [.init(chosen: [2]), .init(chosen: [1]), .init()],
        ]
        let results = QuestionnaireResults(Self.plan, answers: answers)
        #expect(results.received == 3)
        #expect(results.parts[0].lines.map(\.percent) == ["66.7%", "0.0%", "33.3%"])
        #expect(results.parts[1].answered == 2 && results.parts[1].lines.map(\.count) == [1, 2])
        #expect(results.parts[1].lines.map(\.percent) == ["50.0%", "100.0%"])
        #expect(results.parts[2].answered == 1 && results.parts[2].lines.isEmpty)
        #expect(!results.body(title: "公交线路", closes: Self.plan.closes).stored.contains("加班车"))
        #expect(QuestionnaireResults(Self.plan, answers: []).parts[0].lines.map(\.share) == [0, 0, 0])
    }

    @Test("An answer fits its question: what must be answered is, and nothing is chosen that is not offered")
    func answers() {
        func faults(_ replies: [Questionnaire.Reply]) -> [ParticipationReason] { Self.plan.faults(of: replies) }
        #expect(faults([.init(chosen: [0]), .init(), .init()]).isEmpty)
        #expect(faults([.init(), .init(), .init()]) == [.noAnswer(question: 1)])
        #expect(faults([.init(chosen: [3]), .init(chosen: [-1]), .init(chosen: [0])]) == (1...3).map { .badAnswer(question: $0) })
        #expect(faults([.init(chosen: [0, 1]), .init(chosen: [1, 1]), .init()]) == [.badAnswer(question: 1), .badAnswer(question: 2)])
        let long = String(repeating: "长", count: Questionnaire.longestText + 1)
        #expect(
            faults([.init(chosen: [0]), .init(), .init(text: long)]) == [.tooLongAnswer(question: 3, limit: Questionnaire.longestText)])
        #expect(faults([.init(chosen: [0])]) == [.badAnswer(question: 1)])
    }

    @Test("A plan has questions, a choice has options that differ, and it closes within a year")
    func plan() {
        let today = Day(serial: 20_590)
        #expect(Self.plan.faults(on: today).isEmpty)
        #expect(Self.plan.faults(on: Day(serial: 20_601)) == [.closesTooEarly(days: 365)])
        var plan = Self.plan
        plan.questions = [Questionnaire.Question(kind: .single, title: "甲", options: ["一", "一"])]
        #expect(plan.faults(on: today) == [.fewOptions(1)])
        plan.questions = []
        #expect(plan.faults(on: today) == [.noQuestions(most: 30)])
        plan.questions = (1...4).map { Questionnaire.Question(kind: .multiple, title: "\($0)", options: (1...20).map { "\($0)" }) }
        #expect(plan.faults(on: today) == [.tooManyChoices(most: 58)])
    }
}
