import Domain
import Operations
import Persistence
import Registers

/// A solicitation of opinions of an example county, as its file has it: public since the day of loading, with opinions on paper.
struct ExampleConsultation: Decodable {
    struct Opinion: Decodable {
        let channel: String
        let paragraph: Int
        let name: String
        let text: String
    }

    /// Code.
    let unit: String
    let kind: String
    let title: String
    let proposal: [String]
    let explanation: String
    let ways: String
    let days: Int
    let opinions: [Opinion]
    /// How many of them have been looked at and published.
    let shown: Int
}

/// Lays an example's consultations down, each step by the person whose post it is.
struct ExampleConsultations: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when a unit or a post is not there, or a step refuses.
    func lay(_ example: ExampleConsultation) async throws {
        let place = "consultations.json 中的《\(example.title)》"
        do {
            try await lay(example, named: place)
        } catch let refusal as ParticipationRefusal {
            throw Failure(.content, "\(place)不合规定：\(refusal.reasons)")
        } catch let refusal as GateRefusal {
            throw Failure(.content, "\(place)不能公布：\(refusal.reasons)")
        }
    }

    private func lay(_ example: ExampleConsultation, named place: String) async throws {
        guard let kind = Consultation.Kind(rawValue: example.kind) else { throw Failure(.content, "\(place)：没有类别“\(example.kind)”。") }
        let unit = try await desk.unit(example.unit, of: place)
        let editor = try await desk.staff(.editor, unit, of: place)
        let keeping = KeepConsultation(installation, county: county)
        let plan = Consultation.Plan(
            kind: kind, title: example.title, proposal: example.proposal.joined(separator: "\n"), explanation: example.explanation,
            ways: example.ways, days: example.days)
        let id = try await keeping.create(plan, unit: unit, by: editor)
        try await desk.publish(try await keeping.announce(id, by: editor), unit: unit, by: editor, of: place)
        let today = installation.now().day
        let papers = try example.opinions.map { opinion in
            guard let channel = Opinion.Channel(rawValue: opinion.channel) else {
                throw Failure(.content, "\(place)：没有方式“\(opinion.channel)”。")
            }
            return TakeOpinion.Paper(
                entry: Opinion.Entry(paragraph: opinion.paragraph, text: opinion.text, name: opinion.name), channel: channel,
                received: today)
        }
        _ = try await TakeOpinion(installation, county: county).enter(papers, on: id, by: editor)
        let kept = try await installation.store.read { try OpinionRegister($0).list(of: id, limit: example.shown) }
        guard !kept.isEmpty else { return }
        _ = try await HandleOpinions(installation, county: county).run(
            .show, on: .listed(kept.map { ($0.id, $0.version) }), of: id, by: editor)
    }
}

extension ExampleDesk {
    /// Takes a draft that a subject made the whole way to the public.
    func publish(_ id: Draft.ID, unit: OrganisationUnit.ID, by editor: Staff, of place: String) async throws {
        try await check(id)
        try await SubmitDraft(installation, county: county).run(id, version: try await entry(id).draft.version, by: editor)
        for step in try await entry(id).path.steps {
            try await DecideDraft(installation, county: county).run(
                id, version: try await entry(id).draft.version, .approved, reason: "", by: try await staff(step.role, unit, of: place))
        }
        _ = try await PublishDraft(installation, county: county).run(id, version: try await entry(id).draft.version, by: editor)
    }
}
