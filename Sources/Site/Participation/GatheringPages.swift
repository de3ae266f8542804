import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var gatherings: GatheringRegister { GatheringRegister(transaction, site: site) }

    func standing(of gathering: Gathering) throws -> GatheringStanding {
        try gatherings.standing(
            gathering, figures: try FigureRegister(transaction, site: site).book(), calendar: try HolidayRegister(transaction).calendar())
    }

    /// What a document has to do with a gathering, in the words of its page; nothing while the gathering has no page.
    func gathering(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        guard let gathering = try gatherings.about(document) else { return nil }
        let standing = try standing(of: gathering)
        guard let announcement = standing.announcement else { return nil }
        let kind = gathering.plan.kind
        let words =
            announcement.document == document
            ? "本文是\(kind.name)的公告"
            : standing.list?.document == document ? "本文是\(kind.name)的参加人员名单" : "本文是\(kind.name)的\(kind.recordName)"
        return DocumentTies.Belonging(words: words, label: "\(kind.name)的安排和结果", address: .gathering(gathering.id))
    }

    /// A chain that has a page, under the title that the public reads there.
    fileprivate func publicChain(_ id: PolicyChain.ID?) throws -> (id: PolicyChain.ID, title: String)? {
        guard let id, let chain = try chainRegister.find(id) else { return nil }
        return try ChainView(chain, in: transaction, site: site).publicTitle.map { (id, $0) }
    }

    fileprivate func page(_ gathering: Gathering, today: Day, isOnline: Bool) throws -> GatheringPage {
        let standing = try standing(of: gathering)
        guard let announced = try consultations.announced(standing.announcement), let unit = try unitRegister.find(gathering.unit) else {
            throw Refusal.notFound
        }
        let plan = gathering.plan
        let agenda = try announced.agenda(of: plan).map { item in
            GatheringPage.Item(
                item: item, chain: item.isOpen ? try publicChain(item.chain.map { PolicyChain.ID($0) }) : nil,
                document: try item.document.flatMap { try links(documents.lines([Disclosure.ID($0)])).first })
        }
        var consultation: (id: Consultation.ID, title: String)?
        if let id = plan.consultation, let found = try consultations.find(id), try self.standing(of: found).announcement != nil {
            consultation = (id, found.plan.title)
        }
        let register = DisclosureRegister(transaction, site: site)
        return GatheringPage(
            gathering: gathering, standing: standing, unit: UnitLink(unit), announced: announced, agenda: agenda,
            chain: try publicChain(plan.chain), consultation: consultation,
            list: try standing.list.flatMap { try register.find($0.document)?.body }, today: today,
            isOnline: isOnline)
    }
}

extension PublicPages {
    func gathering(_ id: Gathering.ID) async throws -> Answer {
        let (today, isOnline) = (installation.now().day, installation.vault != nil)
        return try await read { [frame] view in
            guard let gathering = try view.gatherings.find(id) else { throw Refusal.notFound }
            return Answer(body: try view.page(gathering, today: today, isOnline: isOnline).render(in: frame), isCacheable: true)
        }
    }

    /// The form, or the page that says that it is too late.
    func signUpForm(_ id: Gathering.ID) async throws -> Answer {
        guard installation.vault != nil else { return .redirect(.gathering(id)) }
        let (gathering, isOpen) = try await takingGathering(id)
        guard isOpen else { return uncached(ClosedSignUpPage(gathering: gathering).render(in: frame)) }
        return uncached(
            SignUpFormPage(gathering: gathering, entry: SignUp.Entry(), token: portal.tokens.make(now: installation.now())).render(
                in: frame))
    }

    func takingGathering(_ id: Gathering.ID) async throws -> (gathering: Gathering, isOpen: Bool) {
        let today = installation.now().day
        return try await read { view in
            guard let gathering = try view.gatherings.find(id) else { throw Refusal.notFound }
            let standing = try view.standing(of: gathering)
            guard standing.announcement != nil else { throw Refusal.notFound }
            return (gathering, standing.state(on: today) == .open && gathering.selection == nil)
        }
    }

    func signUpStatus() -> Answer { signUpLookup(number: "", problem: nil) }

    fileprivate func signUpLookup(number: String, problem: String?) -> Answer {
        let page = SignUpLookupPage(number: number, problem: problem, token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame), status: problem == nil ? .ok : .unprocessableContent)
    }
}

/// Takes somebody who signs up on the portal (报名).
struct SignUpHandler {
    private static let largestForm = 16 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority), let path = request.head.path,
            case .signUpForm(let id)? = try Address(path: path)
        else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .signUpForm(id), request))
        return try await portal.finish(try await answer(form, id, pages, context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ id: Gathering.ID, _ pages: PublicPages, _ client: String?) async throws -> Answer {
        guard pages.installation.vault != nil else { throw Refusal(kind: .unavailable) }
        let (gathering, isOpen) = try await pages.takingGathering(id)
        let entry = SignUp.Entry(
            party: Gathering.Party(rawValue: form["party"] ?? ""), name: Folding.trimmed(form["name"] ?? ""),
            phone: Folding.trimmed(form["phone"] ?? ""), note: Folding.trimmed(form["note"] ?? ""))
        let check = VisitorFormCheck(form, of: .participation, pages.portal, client: client)
        func again(_ problems: FieldProblems, question: HumanQuestion? = nil) -> Answer {
            pages.uncached(
                SignUpFormPage(gathering: gathering, entry: entry, token: check.token, question: question?.text, problems: problems)
                    .render(in: pages.frame), status: .unprocessableContent)
        }
        func tooLate() -> Answer {
            pages.uncached(ClosedSignUpPage(gathering: gathering).render(in: pages.frame), status: .conflict)
        }
        guard isOpen else { return tooLate() }
        let faults = ParticipationRefusal(entry.faults(seats: gathering.plan.seats)).problems
        guard faults.isEmpty else { return again(faults) }
        if let hindrance = try check.run() { return again([hindrance.problem], question: hindrance.question) }
        do {
            let receipt = try await TakeSignUp(pages.installation, county: pages.county).run(entry, for: id, token: check.token)
            return pages.uncached(
                SignUpReceiptPage(gathering: gathering, number: receipt.number, code: receipt.code).render(in: pages.frame))
        } catch let refusal as ParticipationRefusal {
            if refusal.isUnknown { throw Refusal.notFound }
            if refusal.reasons.contains(.signUpClosed(gathering.plan.deadline)) { return tooLate() }
            return again(refusal.problems)
        }
    }
}

/// Takes number and query code, and gives a place back.
struct SignUpStatusHandler {
    private static let largestForm = 8 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .signUpStatus, request))
        return try await portal.finish(try await answer(form, pages, address: context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ pages: PublicPages, address: String?) async throws -> Answer {
        guard pages.installation.vault != nil else { throw Refusal(kind: .unavailable) }
        let lookup = try VisitorLookup(form, of: .participation, portal, client: address, noun: "报名编号")
        if let problem = lookup.problem { return pages.signUpLookup(number: lookup.typed, problem: problem) }
        let (number, code) = (lookup.number, lookup.code)
        let taking = TakeSignUp(pages.installation, county: pages.county)
        if form["step"] == "cancel" {
            do {
                try await taking.cancel(number: number, code: code)
            } catch let refusal as ParticipationRefusal where !refusal.isUnknown {
                return pages.signUpLookup(number: lookup.typed, problem: "报名已经截止，不能再取消；不能参加的，请电话告知主办单位")
            } catch is ParticipationRefusal {
                // A wrong number or code: said below, in the same words as for a look.
            }
        }
        guard let progress = try await taking.progress(number: number, code: code) else {
            return pages.signUpLookup(number: lookup.typed, problem: VisitorLookup.mismatch("报名编号"))
        }
        return pages.uncached(
            SignUpStatusPage(
                signUp: progress.signUp, gathering: progress.gathering, result: progress.result, mayCancel: progress.mayCancel, code: code,
                token: portal.tokens.make(now: pages.installation.now())
            ).render(in: pages.frame))
    }
}
