import Domain
import Operations
import Persistence
import Registers

/// Chains, interpretations and items of public opinion of an example county, as their file has them.
struct ExampleMatters: Decodable {
    struct Chain: Decodable {
        struct Link: Decodable {
            let stage: ChainStage
            /// Of a published document.
            let title: String
        }

        struct Reading: Decodable {
            let title: String
            let about: String
            let kind: Interpretation.Kind
            let reader: String
        }

        let title: String
        /// Code.
        let unit: String
        let expected: [ChainStage]
        let links: [Link]
        let interpretations: [Reading]
    }

    struct Item: Decodable {
        struct Response: Decodable {
            let title: String
            let said: String
            let truth: String
            let evidence: String
        }

        let title: String
        let source: String
        let summary: String
        let unit: String?
        let hoursAgo: Int64
        let level: PublicOpinion.Level
        let subjects: [PublicOpinion.Subject]
        let response: Response?
    }

    let chains: [Chain]
    let opinions: [Item]
}

/// Lays them down, each act by the person whose post it is.
struct ExampleMatterDesk: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    /// - Throws: `Failure` when a unit, a post or a document is not there, or a step refuses.
    func lay(_ matters: ExampleMatters) async throws {
        do {
            for chain in matters.chains { try await lay(chain, named: "matters.json 中的“\(chain.title)”") }
            for item in matters.opinions { try await lay(item, named: "matters.json 中的“\(item.title)”") }
        } catch let refusal as InterpretationRefusal {
            throw Failure(.content, "matters.json 不合规定：\(refusal.reasons)")
        } catch let refusal as OpinionRefusal {
            throw Failure(.content, "matters.json 不合规定：\(refusal.reasons)")
        }
    }

    private func lay(_ example: ExampleMatters.Chain, named place: String) async throws {
        let unit = try await desk.unit(example.unit, of: place)
        let editor = try await desk.staff(.editor, unit, of: place)
        let keeping = KeepChain(installation, county: county)
        for reading in example.interpretations {
            try await BindInterpretation(installation, county: county).bind(
                published: try await desk.document(reading.title, of: place),
                to: .published(try await desk.document(reading.about, of: place)),
                BindInterpretation.Form(kind: reading.kind, firstReader: reading.reader), by: editor)
        }
        let id = try await keeping.create(example.title, unit: unit, expected: Set(example.expected), by: editor)
        for link in example.links {
            try await keeping.attach(.published(try await desk.document(link.title, of: place)), to: id, as: link.stage, by: editor)
        }
    }

    private func lay(_ example: ExampleMatters.Item, named place: String) async throws {
        guard let office = try await desk.holder(.disclosureOffice, OrganisationUnit.ID(0)) else {
            throw Failure(.content, "\(place)：accounts.csv 里没有政务公开办的人。")
        }
        let now = installation.now()
        let detected = Instant(milliseconds: now.milliseconds - example.hoursAgo * 3_600_000)
        var unit: OrganisationUnit.ID?
        if let code = example.unit { unit = try await desk.unit(code, of: place) }
        let id = try await RegisterOpinion(installation, county: county).run(
            PublicOpinion(
                id: PublicOpinion.ID(0), title: example.title, summary: example.summary, source: example.source, level: example.level,
                detected: detected, unit: unit), by: office)
        guard let unit, !example.subjects.isEmpty else { return }
        let handling = HandleOpinion(installation, county: county)
        try await handling.record(
            HandleOpinion.Act(.judged, time: detected, unit: unit, subjects: Set(example.subjects), level: example.level), on: id,
            version: 1, by: office)
        guard let response = example.response else { return }
        let draft = try await handling.respond(
            to: id,
            HandleOpinion.Words(
                title: response.title, isClarification: true, said: response.said, truth: response.truth, evidence: response.evidence),
            by: try await desk.staff(.editor, unit, of: place))
        try await desk.publish(draft, unit: unit, named: place)
    }
}
