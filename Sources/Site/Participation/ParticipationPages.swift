import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var consultations: ConsultationRegister { ConsultationRegister(transaction, site: site) }

    func standing(of consultation: Consultation) throws -> ConsultationStanding {
        try consultations.standing(
            consultation, figures: try FigureRegister(transaction, site: site).book(), calendar: try HolidayRegister(transaction).calendar()
        )
    }

    /// What a document has to do with a consultation, in the words of its page; nothing while the consultation has no page.
    func consultation(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        func belonging(_ words: String, _ id: Consultation.ID) -> DocumentTies.Belonging {
            DocumentTies.Belonging(words: words, label: "征集情况和结果", address: .consultation(id))
        }
        if let own = try consultations.about(document), let announcement = try standing(of: own).announcement {
            let isAnnouncement = announcement.document == document
            return belonging(isAnnouncement ? "本文是公开征求意见的公告" : "本文是公开征求意见的采纳情况反馈", own.id)
        }
        guard let before = try consultations.leadingTo(document), try standing(of: before).announcement != nil else { return nil }
        return belonging("本文公布前公开征求过意见", before.id)
    }

    /// The newest list that is public, each matter with the consultation of its name, or else with what asked the public in another way.
    func publishedList(
        _ held: [ConsultationLine], _ gatherings: [GatheringLine], _ questionnaires: [QuestionnaireLine], on today: Day
    ) throws -> ParticipationHubPage.Matters? {
        let others = Dictionary(
            gatherings.map { ($0.gathering.plan.title, Address.gathering($0.gathering.id)) }
                + questionnaires.map { ($0.title, Address.questionnaire($0.id)) }, uniquingKeysWith: { newest, _ in newest })
        let byTitle = Dictionary(held.map { ($0.title, $0) }, uniquingKeysWith: { newest, _ in newest })
        for list in try ParticipationListRegister(transaction, site: site).all() {
            guard let published = try list.draft.flatMap({ try consultations.published($0) }),
                let body = try DisclosureRegister(transaction, site: site).find(published.document)?.body
            else { continue }
            return ParticipationHubPage.Matters(
                year: list.year, document: published.document,
                lines: ParticipationList.lines(of: body).map { line in
                    let own = byTitle[line.title]
                    let other = others[line.title]
                    let progress = ParticipationList.progress(
                        of: line, in: list.year, held: own?.standing, isAnnounced: other != nil, on: today)
                    return (line, progress, own.map { .consultation($0.id) } ?? other)
                })
        }
        return nil
    }

    /// The published draft's paragraphs; none before it is public.
    func paragraphs(of standing: ConsultationStanding) throws -> [String] {
        let document = try standing.announcement.flatMap { try DisclosureRegister(transaction, site: site).find($0.document) }
        return document.map { ConsultationText.paragraphs(of: $0.body) } ?? []
    }
}

extension PublicPages {
    private static let mostConsultations = 500

    /// 公众参与
    func participation() async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let lines = try view.consultations.published(limit: Self.mostConsultations).map { consultation in
                ConsultationLine(
                    id: consultation.id, title: consultation.plan.title, unit: units[consultation.unit] ?? "",
                    standing: try view.standing(of: consultation))
            }
            let gatherings = try view.gatherings.published(limit: Self.mostConsultations).map {
                GatheringLine(gathering: $0, unit: units[$0.unit] ?? "", standing: try view.standing(of: $0))
            }
            let questionnaires = try view.questionnaires.published(limit: Self.mostConsultations).map {
                QuestionnaireLine(
                    id: $0.id, title: $0.plan.title, unit: units[$0.unit] ?? "", standing: try view.questionnaires.standing($0))
            }
            let list = try view.publishedList(lines, gatherings, questionnaires, on: today)
            let page = ParticipationHubPage(
                consultations: lines, today: today, list: list, gatherings: gatherings, questionnaires: questionnaires)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func consultation(_ id: Consultation.ID, page: Int) async throws -> Answer {
        let (now, isOnline) = (installation.now(), installation.vault != nil)
        return try await read { [frame] view in
            guard let consultation = try view.consultations.find(id), let unit = try view.unitRegister.find(consultation.unit) else {
                throw Refusal.notFound
            }
            let standing = try view.standing(of: consultation)
            guard let announced = try view.consultations.announced(standing.announcement) else { throw Refusal.notFound }
            let register = OpinionRegister(view.transaction)
            let isShown = OpinionRegister.Filter(moderation: .shown)
            let shown = try register.count(of: id, isShown)
            let start = (page - 1) * ConsultationPage.pageLength
            guard page == 1 || start < shown else { throw Refusal.notFound }
            let documents = DisclosureRegister(view.transaction, site: view.site)
            let page = ConsultationPage(
                consultation: consultation, standing: standing, unit: UnitLink(unit), announced: announced,
                paragraphs: try view.paragraphs(of: standing),
                opinions: try register.list(of: id, isShown, limit: ConsultationPage.pageLength, skipping: start), page: page, shown: shown,
                received: try register.count(of: id), counted: now, today: now.day,
                feedback: try standing.feedback.flatMap { try documents.find($0.document)?.body },
                final: try consultation.final.flatMap { try view.links(view.documents.lines([$0])).first },
                gatherings: try view.gatherings.published(about: id).map { ($0.id, $0.plan.title + $0.plan.kind.name) }, isOnline: isOnline)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// The form, or the page that says that it is too late.
    func opinionForm(_ id: Consultation.ID, paragraph: Int) async throws -> Answer {
        guard installation.vault != nil else { return .redirect(.consultation(id)) }
        let found = try await takingConsultation(id)
        guard found.isOpen else {
            return uncached(ClosedConsultationPage(consultation: found.consultation, closed: found.closes).render(in: frame))
        }
        let entry = Opinion.Entry(paragraph: found.paragraphs.indices.contains(paragraph - 1) ? paragraph : 0)
        return uncached(
            OpinionFormPage(
                consultation: found.consultation, closes: found.closes, paragraphs: found.paragraphs, entry: entry,
                token: portal.tokens.make(now: installation.now())
            ).render(in: frame))
    }

    struct TakingConsultation: Sendable {
        let consultation: Consultation
        let closes: Day
        let paragraphs: [String]
        let isOpen: Bool
    }

    func takingConsultation(_ id: Consultation.ID) async throws -> TakingConsultation {
        let today = installation.now().day
        return try await read { view in
            guard let consultation = try view.consultations.find(id) else { throw Refusal.notFound }
            let standing = try view.standing(of: consultation)
            guard let closes = standing.closes else { throw Refusal.notFound }
            return TakingConsultation(
                consultation: consultation, closes: closes, paragraphs: try view.paragraphs(of: standing),
                isOpen: standing.state(on: today) == .open)
        }
    }

    func opinionReceipt(_ number: String, isRepeated: Bool) async throws -> Answer {
        let found = try await read { view -> (Opinion, Consultation)? in
            guard let opinion = try OpinionRegister(view.transaction).find(number: number, site: view.site),
                let consultation = try view.consultations.find(opinion.consultation)
            else { return nil }
            return (opinion, consultation)
        }
        guard let (opinion, consultation) = found else { throw Refusal.notFound }
        return uncached(
            OpinionReceiptPage(
                number: opinion.number, received: opinion.received, consultation: consultation, isRepeated: isRepeated
            ).render(in: frame))
    }
}

/// Takes an opinion from the portal (提意见).
struct OpinionHandler {
    /// 5,000 characters of four bytes, each of which a form writes as three, and the rest.
    static let largestForm = 64 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority), let path = request.head.path,
            case .opinionForm(let id, _)? = try Address(path: path)
        else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .opinionForm(id), request))
        return try await portal.finish(try await answer(form, id, pages, context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ id: Consultation.ID, _ pages: PublicPages, _ client: String?) async throws -> Answer {
        guard pages.installation.vault != nil else { throw Refusal(kind: .unavailable) }
        let found = try await pages.takingConsultation(id)
        let entry = Opinion.Entry(
            paragraph: Int(form["paragraph"] ?? "0") ?? -1, text: Folding.trimmed(form["text"] ?? ""),
            name: Folding.trimmed(form["name"] ?? ""), contact: Folding.trimmed(form["contact"] ?? ""))
        let check = VisitorFormCheck(form, of: .participation, pages.portal, client: client)
        func again(_ problems: FieldProblems, question: HumanQuestion? = nil) -> Answer {
            pages.uncached(
                OpinionFormPage(
                    consultation: found.consultation, closes: found.closes, paragraphs: found.paragraphs, entry: entry, token: check.token,
                    question: question?.text, problems: problems
                ).render(in: pages.frame), status: .unprocessableContent)
        }
        func tooLate() -> Answer {
            pages.uncached(
                ClosedConsultationPage(consultation: found.consultation, closed: found.closes, text: entry.text).render(in: pages.frame),
                status: .conflict)
        }
        guard found.isOpen else { return tooLate() }
        let faults = ParticipationRefusal(entry.faults(paragraphs: found.paragraphs.count)).problems
        guard faults.isEmpty else { return again(faults) }
        if let hindrance = try check.run() { return again([hindrance.problem], question: hindrance.question) }
        do {
            let receipt = try await TakeOpinion(pages.installation, county: pages.county).run(entry, on: id, token: check.token)
            return .redirect(.opinionReceipt(receipt.number, isRepeated: receipt.isRepeated))
        } catch let refusal as ParticipationRefusal {
            if refusal.isUnknown { throw Refusal.notFound }
            if refusal.reasons.contains(.ledgerLocked) || refusal.reasons.contains(.closed(found.closes)) { return tooLate() }
            return again(refusal.problems)
        }
    }
}
