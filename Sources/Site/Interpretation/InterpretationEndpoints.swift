import Domain
import HTML
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let interpretationEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.interpretations) { try await InterpretationHandler($0).list() },
        WorkEndpoint(.newInterpretation) { try await InterpretationHandler($0).form() },
        WorkEndpoint(.startInterpretation) { try await InterpretationHandler($0).start() },
        WorkEndpoint(.bindInterpretation) { try await InterpretationHandler($0).bind() },
        WorkEndpoint(.editInterpretation) { try await InterpretationHandler($0).edit() },
        WorkEndpoint(.saveInterpretation) { try await InterpretationHandler($0).save() },
        WorkEndpoint(.unbindInterpretation) { try await InterpretationHandler($0).unbind() },
        WorkEndpoint(.interpretationPlan) { try await InterpretationHandler($0).plan() },
        WorkEndpoint(.saveInterpretationPlan) { try await InterpretationHandler($0).savePlan() },
        WorkEndpoint(.chains) { try await ChainHandler($0).list() },
        WorkEndpoint(.createChain) { try await ChainHandler($0).create() },
        WorkEndpoint(.chain) { try await ChainHandler($0).show() },
        WorkEndpoint(.saveChain) { try await ChainHandler($0).save() },
        WorkEndpoint(.attachToChain) { try await ChainHandler($0).attach() },
        WorkEndpoint(.detachFromChain) { try await ChainHandler($0).detach() },
    ]
}

extension WorkRequest {
    /// The document that a form or an address names: a reference, a key, or the address of its public page.
    func paper(_ text: String) throws -> PaperReference {
        if let reference = PaperReference(text: text) { return reference }
        guard let id = text.split(separator: "/").reversed().compactMap({ Disclosure.ID(text: String($0)) }).first else {
            throw InterpretationRefusal([.noSuchDocument])
        }
        return .published(id)
    }
}

extension Paper {
    /// Where staff look at it.
    var workAddress: WebAddress {
        if let disclosure { return WorkRoute.publication.link(disclosure) }
        return draft.map { WorkRoute.draft.link($0) } ?? WorkRoute.publications.link()
    }

    /// As lists show a public one; `nil` while it is not.
    func link(unit: UnitLink?) -> DisclosureLink? {
        disclosure.map {
            DisclosureLink(id: $0, title: title, number: nil, unit: unit, published: published, made: nil, validity: .unstated)
        }
    }
}

extension SiteView {
    var interpretations: InterpretationQueries { InterpretationQueries(transaction, site: site) }
    var chainRegister: ChainRegister { ChainRegister(transaction, site: site) }
    var papers: PaperQueries { PaperQueries(transaction, site: site) }

    /// What a public document's page shows of what it belongs to: public things alone.
    func ties(of id: Disclosure.ID) throws -> DocumentTies {
        var ties = DocumentTies()
        let readings = try interpretations.readings(of: .published(id)).filter { $0.disclosure != nil }
        let own = try InterpretationRegister(transaction, site: site).interpretation(by: .published(id))
        let about = try own.flatMap { try papers.find($0.about) }
        let links = try publicLinks(readings.compactMap(\.disclosure) + [about?.disclosure].compactMap { $0 })
        ties.readings = readings.compactMap { reading in
            reading.disclosure.flatMap { links[$0] }.map { Self.reading($0, reading.interpretation) }
        }
        if let own, let document = about?.disclosure.flatMap({ links[$0] }) { ties.about = Self.reading(document, own) }
        ties.belongings = [
            try service(of: id), try inspection(of: id), try consultation(of: id), try gathering(of: id), try questionnaire(of: id),
            try ledger(of: id),
        ]
        .compactMap { $0 }
        ties.isOffList = try ledgerBook.isOffList(id)
        ties.clarifies = try opinions.isClarification(id)
        ties.chains = try chainRegister.chains(of: .published(id)).compactMap { try chainLines($0) }
        return ties
    }

    private static func reading(_ document: DisclosureLink, _ interpretation: Interpretation) -> DocumentTies.Reading {
        DocumentTies.Reading(
            document: document, kind: interpretation.kind, firstReader: interpretation.firstReader,
            link: interpretation.link.isEmpty ? nil : WebAddress(interpretation.link))
    }

    private func publicLinks(_ ids: [Disclosure.ID]) throws -> [Disclosure.ID: DisclosureLink] {
        guard !ids.isEmpty else { return [:] }
        return Dictionary(links(try documents.lines(ids)).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// A chain for the public; `nil` while nothing in it is public.
    func chainLines(_ chain: PolicyChain) throws -> ChainLines? {
        let view = try ChainView(chain, in: transaction, site: site)
        guard let title = view.publicTitle else { return nil }
        let links = try publicLinks(view.publicEntries.compactMap(\.paper.disclosure))
        return ChainLines(
            id: chain.id, title: title,
            entries: view.publicEntries.compactMap { entry in
                entry.paper.disclosure.flatMap { links[$0] }.map { ChainLines.Entry(stage: entry.stage, document: $0) }
            }, missing: view.missing)
    }

    /// The same for staff.
    func paperTies(_ reference: PaperReference, _ staff: Staff, today: Day) throws -> PaperTies? {
        guard let paper = try papers.find(reference) else { return nil }
        let register = InterpretationRegister(transaction, site: site)
        let own = try register.interpretation(by: paper.disclosure.map { .published($0) } ?? reference)
        let about = try own.flatMap { own in try papers.find(own.about).map { (own, $0.title, $0.workAddress) } }
        let entry = try paper.draft.flatMap { try DraftRegister(transaction, site: site).find($0)?.draft }
        let readings = try interpretations.readings(of: reference)
        let duty = try paper.disclosure.flatMap { id in try interpretations.duty(of: id, on: today) }
        let drafters = try BindInterpretation.drafters(of: paper, transaction, site)
        return PaperTies(
            paper: paper.disclosure.map { .published($0) } ?? reference, draft: entry?.corrects == nil ? paper.draft : nil,
            plan: try paper.draft.flatMap { try register.plan(of: $0) }, needsPlan: entry?.content.rule != nil,
            readings: try readings.compactMap { reading in
                try papers.find(reading.interpretation.reading).map { found in
                    PaperTies.Reading(
                        id: reading.interpretation.id, title: reading.title, kind: reading.interpretation.kind, address: found.workAddress,
                        published: reading.published?.day)
                }
            }, standing: duty?.standing,
            gates: duty.map { duty in SyncGate.allCases.map { ($0, $0.state(duty.facts, standing: duty.standing)) } } ?? [],
            about: about,
            chains: try chainRegister.chains(of: paper.disclosure.map { .published($0) } ?? reference).map { ($0.id, $0.title) },
            mayInterpret: own == nil && drafters.contains { staff.holds(.editor, for: $0) })
    }

    /// `nil` where nothing had to be interpreted.
    func interpretationTally(unit: OrganisationUnit.ID?, on day: Day) throws -> InterpretationTally? {
        let tally = try interpretations.tally(unit: unit, on: day)
        return tally.isEmpty ? nil : tally
    }

    /// Duties as lines of a page.
    func dutyLines(_ duties: [InterpretationQueries.Duty], on today: Day) throws -> [InterpretationDutyLine] {
        let calendar = try HolidayRegister(transaction).calendar()
        let links = try publicLinks(duties.map(\.disclosure))
        return duties.compactMap { duty in
            links[duty.disclosure].map { link in
                InterpretationDutyLine(
                    document: link, standing: duty.standing, left: TimeLeft(due: duty.standing.due, on: today, calendar: calendar).words,
                    gates: SyncGate.allCases.map { ($0, $0.state(duty.facts, standing: duty.standing)) })
            }
        }
    }
}

extension InterpretationsToday {
    /// - Returns: `nil` when nothing waits.
    static func load(_ view: SiteView, _ staff: Staff, today: Day) throws -> InterpretationsToday? {
        let duties = try InterpretationDuties.open(
            view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
            isOffice: staff.holds(.disclosureOffice), on: today)
        return duties.isEmpty ? nil : InterpretationsToday(lines: try view.dutyLines(duties, on: today))
    }
}
