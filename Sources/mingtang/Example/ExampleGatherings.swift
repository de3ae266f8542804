import Domain
import Operations
import Persistence
import Registers

/// Hearings, meetings, open days and questionnaires of an example county, as their file has them; days count from the day of loading.
struct ExampleGatherings: Decodable {
    struct Item: Decodable {
        let title: String
        let kind: Gathering.AgendaItem.Kind
        let reason: String
    }

    struct Person: Decodable {
        let party: Gathering.Party
        let name: String
        let phone: String
        let note: String
    }

    struct One: Decodable {
        /// Code.
        let unit: String
        let kind: String
        let title: String
        let announcedDaysAgo: Int
        let inDays: Int
        let deadlineInDays: Int
        let time: String
        let place: String
        let matter: String
        let ways: String
        let seats: [String: Int]
        let agenda: [Item]
        let signUps: [Person]
        /// Whether lots are drawn and the list is public.
        let isSelected: Bool
    }

    struct Paper: Decodable {
        /// Code.
        let unit: String
        let title: String
        let introduction: String
        let closesInDays: Int
        let questions: [Questionnaire.Question]
        let answers: [[Questionnaire.Reply]]
    }

    let gatherings: [One]
    let questionnaires: [Paper]
}

/// Lays an example's gatherings and questionnaires down, each step by the person whose post it is, on its day.
struct ExampleGatheringDesk {
    private let place: Workplace

    init(_ place: Workplace) { self.place = place }

    /// - Throws: `Failure` when a unit or a post is not there, or a step refuses.
    func lay(_ example: ExampleGatherings) async throws {
        for one in example.gatherings { try await refusing("gatherings.json 中的“\(one.title)”") { try await lay(one, named: $0) } }
        for paper in example.questionnaires { try await refusing("gatherings.json 中的“\(paper.title)”") { try await lay(paper, named: $0) } }
    }

    private func refusing(_ name: String, _ body: (String) async throws -> Void) async throws {
        do { try await body(name) } catch let refusal as ParticipationRefusal {
            throw Failure(.content, "\(name)不合规定：\(refusal.reasons)")
        } catch let refusal as GateRefusal {
            throw Failure(.content, "\(name)不能公布：\(refusal.reasons)")
        }
    }

    /// The same place, so many days ago.
    private func place(daysAgo days: Int) -> Workplace {
        let (base, now) = (place.installation, place.installation.now)
        let earlier = Installation(
            store: base.store, searchPlace: base.searchPlace,
            now: { Instant(milliseconds: now().milliseconds - Int64(days) * 86_400_000) }, identifiers: base.identifiers, log: base.log,
            passwordCost: base.passwordCost, vault: base.vault)
        return Workplace(settings: place.settings, installation: earlier, county: place.county)
    }

    private func lay(_ example: ExampleGatherings.One, named name: String) async throws {
        guard let kind = Gathering.Kind(rawValue: example.kind) else { throw Failure(.content, "\(name)：没有形式“\(example.kind)”。") }
        let before = place(daysAgo: example.announcedDaysAgo)
        let (county, today) = (place.county, place.installation.now().day)
        let desk = ExampleDesk(before)
        let unit = try await desk.unit(example.unit, of: name)
        let editor = try await desk.staff(.editor, unit, of: name)
        let keeping = KeepGathering(before.installation, county: county)
        let plan = Gathering.Plan(
            kind: kind, title: example.title, day: today.adding(days: example.inDays), time: example.time, place: example.place,
            matter: example.matter, ways: example.ways,
            seats: Gathering.Party.allCases.compactMap { party in example.seats[party.rawValue].map { Gathering.Seats(party, $0) } },
            deadline: today.adding(days: example.deadlineInDays),
            agenda: example.agenda.map {
                Gathering.AgendaItem(title: $0.title, kind: $0.kind, isOpen: $0.reason.isEmpty, reason: $0.reason)
            })
        let id = try await keeping.create(plan, unit: unit, by: editor)
        try await desk.publish(try await keeping.announce(id, by: editor), unit: unit, by: editor, of: name)
        if before.installation.vault != nil {
            let taking = TakeSignUp(before.installation, county: county)
            for person in example.signUps {
                let entry = SignUp.Entry(party: person.party, name: person.name, phone: person.phone, note: person.note)
                _ = try await taking.enter(entry, for: id, by: editor)
            }
        }
        guard example.isSelected else { return }
        let now = KeepGathering(place.installation, county: county)
        let version = try await place.installation.store.read { try GatheringRegister($0, site: county.id).find(id)?.version ?? 0 }
        try await now.select(id, version: version, by: editor)
        try await ExampleDesk(place).publish(try await now.draftList(id, by: editor), unit: unit, by: editor, of: name)
    }

    private func lay(_ example: ExampleGatherings.Paper, named name: String) async throws {
        let desk = ExampleDesk(place)
        let unit = try await desk.unit(example.unit, of: name)
        let editor = try await desk.staff(.editor, unit, of: name)
        let keeping = KeepQuestionnaire(place.installation, county: place.county)
        let plan = Questionnaire.Plan(
            title: example.title, introduction: example.introduction, questions: example.questions,
            closes: place.installation.now().day.adding(days: example.closesInDays))
        let id = try await keeping.create(plan, unit: unit, by: editor)
        try await desk.publish(try await keeping.announce(id, by: editor), unit: unit, by: editor, of: name)
        for (index, replies) in example.answers.enumerated() { _ = try await keeping.take(replies, to: id, token: "example \(index)") }
    }
}
