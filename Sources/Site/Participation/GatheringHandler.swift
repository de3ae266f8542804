import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let gatheringEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.gatherings) { try await GatheringHandler($0).list() },
        WorkEndpoint(.newGathering) { try await GatheringHandler($0).form() },
        WorkEndpoint(.createGathering) { try await GatheringHandler($0).create() },
        WorkEndpoint(.gathering) { try await GatheringHandler($0).show() },
        WorkEndpoint(.editGathering) { try await GatheringHandler($0).edit() },
        WorkEndpoint(.saveGathering) { try await GatheringHandler($0).save() },
        WorkEndpoint(.announceGathering) { try await GatheringHandler($0).announce() },
        WorkEndpoint(.enterSignUp) { try await GatheringHandler($0).enter() },
        WorkEndpoint(.signUpPerson) { try await GatheringHandler($0).person() },
        WorkEndpoint(.signUpsFile) { try await GatheringHandler($0).file() },
        WorkEndpoint(.selectParticipants) { try await GatheringHandler($0).select() },
        WorkEndpoint(.draftParticipants) { try await GatheringHandler($0).draftList() },
        WorkEndpoint(.draftGatheringRecord) { try await GatheringHandler($0).draftRecord() },
        WorkEndpoint(.settleAgendaItem) { try await GatheringHandler($0).settle() },
    ]
}

/// 听证列席 at the desk.
struct GatheringHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepGathering { KeepGathering(work.installation, county: work.county) }
    private var taking: TakeSignUp { TakeSignUp(work.installation, county: work.county) }

    /// Of the address, for who may read it; to others it does not exist.
    private func found() async throws -> Gathering {
        let (id, staff) = (try work.identifier("gathering", Gathering.self), try work.staff)
        guard let gathering = try await work.read({ try $0.gatherings.find(id) }),
            staff.seesWholeCounty || staff.holds(.editor, for: gathering.unit)
        else { throw Refusal.notFound }
        return gathering
    }

    // MARK: Reading

    func list() async throws -> Answer {
        let staff = try work.staff
        let lines = try await work.read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let signUps = SignUpRegister(view.transaction)
            return try view.gatherings.all().filter { staff.seesWholeCounty || staff.holds(.editor, for: $0.unit) }.map { gathering in
                GatheringListPage.Line(
                    gathering: gathering, unit: units[gathering.unit] ?? "", standing: try view.standing(of: gathering),
                    signUps: try signUps.count(of: gathering.id))
            }
        }
        return work.show(GatheringListPage(lines: lines))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(problems: FieldProblems, receipt: TakeSignUp.Receipt? = nil) async throws -> Answer {
        let (gathering, typed, staff) = (try await found(), work.typed, try work.staff)
        let after = work.query["after"].flatMap { SignUp.ID(text: $0) }
        let page = try await work.read { view in
            let signUps = SignUpRegister(view.transaction)
            return GatheringDeskPage(
                gathering: gathering, standing: try view.standing(of: gathering),
                unit: try view.unitRegister.find(gathering.unit)?.name ?? "",
                figures: GatheringFigures(try FigureRegister(view.transaction, site: view.site).book(), on: gathering.plan.day),
                signUps: try signUps.list(of: gathering.id, after: after, limit: GatheringDeskPage.pageLength),
                signedUp: try signUps.count(of: gathering.id), mayWrite: staff.holds(.editor, for: gathering.unit),
                isAnnounced: try view.gatherings.isAlive(gathering.draft), receipt: receipt.map { ($0.number, $0.code) },
                typed: receipt == nil ? typed : [:], problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: The plan

    private func form(_ gathering: Gathering?, values: [String: String], problems: FieldProblems = []) async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let agendaLines = (1...Gathering.mostAgendaItems).last { !(values["agenda-\($0)"] ?? "").isEmpty } ?? 0
        let page = try await work.read { view in
            let units = try view.unitRegister.all().filter { staff.holds(.editor, for: $0.id) }
            return GatheringFormPage(
                id: gathering?.id, version: gathering?.version ?? 0, values: values, agendaLines: agendaLines, units: units,
                chains: try view.chainRegister.all(units: units.map(\.id)),
                consultations: try view.consultations.all().filter { staff.holds(.editor, for: $0.unit) },
                figures: GatheringFigures(try FigureRegister(view.transaction, site: view.site).book(), on: today), problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func form() async throws -> Answer { try await form(nil, values: [:]) }

    func edit() async throws -> Answer {
        let gathering = try await found()
        return try await form(gathering, values: GatheringFormPage.values(of: gathering.plan))
    }

    private func plan() throws -> Gathering.Plan {
        let form = work.form
        guard let kind = Gathering.Kind(rawValue: form.text("kind")) else { throw Refusal.badRequest("请选择形式。") }
        let (day, deadline) = (Day(text: form.text("day")), Day(text: form.text("deadline")))
        var reasons: [ParticipationReason] = day == nil ? [.badDay(.day)] : []
        if deadline == nil { reasons.append(.badDay(.deadline)) }
        let seats = Gathering.Party.allCases.compactMap { party -> Gathering.Seats? in
            let text = form.text("seats-\(party.rawValue)")
            return text.isEmpty ? nil : Gathering.Seats(party, Int(text) ?? 0)
        }
        let (consultation, chain) = (form.text("consultation"), form.text("chain"))
        let plan = Gathering.Plan(
            kind: kind, title: form.text("title"), day: day ?? work.now.day, time: form.text("time"), place: form.text("place"),
            matter: form.text("matter"), ways: form.text("ways"), seats: seats, deadline: deadline ?? work.now.day, agenda: agenda,
            consultation: Consultation.ID(text: consultation), chain: PolicyChain.ID(text: chain))
        if day == nil || deadline == nil {
            let others = plan.faults(materialDays: 1).filter { if case .deadlineTooLate = $0 { false } else { true } }
            throw ParticipationRefusal(reasons + others)
        }
        return plan
    }

    /// Lines without a title are left out, unless something else stands in them.
    private var agenda: [Gathering.AgendaItem] {
        (1...Gathering.mostAgendaItems).compactMap { number in
            let name = "agenda-\(number)"
            let (title, reason) = (work.form.text(name), work.form.text("\(name)-reason"))
            guard !title.isEmpty || !reason.isEmpty else { return nil }
            return Gathering.AgendaItem(
                title: title, kind: Gathering.AgendaItem.Kind(rawValue: work.form.text("\(name)-kind")) ?? .deliberation,
                isOpen: reason.isEmpty, reason: reason, chain: PolicyChain.ID(text: work.form.text("\(name)-chain"))?.rawValue)
        }
    }

    func create() async throws -> Answer {
        let staff = try work.staff
        do {
            guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw ParticipationRefusal([.needsEditor]) }
            let id = try await keeping.create(try plan(), unit: unit, by: staff)
            return .redirect(to: WorkRoute.gathering.link(id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal { return try await form(nil, values: work.typed, problems: refusal.problems) }
    }

    func save() async throws -> Answer {
        let (gathering, staff, version) = (try await found(), try work.staff, try work.formVersion())
        do {
            try await keeping.save(try plan(), of: gathering.id, version: version, by: staff)
            return done(gathering, .saved)
        } catch let refusal as ParticipationRefusal {
            return try await form(gathering, values: work.typed, problems: refusal.problems)
        }
    }

    private func done(_ gathering: Gathering, _ notice: WorkNotice) -> Answer {
        .redirect(to: WorkRoute.gathering.link(gathering.id, query: [("done", notice.rawValue)]))
    }

    // MARK: Towards the public

    private func drafted(_ make: (Gathering, Staff) async throws -> Draft.ID) async throws -> Answer {
        let (gathering, staff) = (try await found(), try work.staff)
        do {
            let draft = try await make(gathering, staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func announce() async throws -> Answer { try await drafted { try await keeping.announce($0.id, by: $1) } }

    func draftList() async throws -> Answer { try await drafted { try await keeping.draftList($0.id, by: $1) } }

    func draftRecord() async throws -> Answer {
        let (attended, text) = (work.form.text("attended"), work.form.text("record"))
        return try await drafted { try await keeping.draftRecord($0.id, attended: attended, text: text, by: $1) }
    }

    func select() async throws -> Answer {
        let (gathering, staff, version) = (try await found(), try work.staff, try work.formVersion())
        do {
            try await keeping.select(gathering.id, version: version, by: staff)
            return done(gathering, .recorded)
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func settle() async throws -> Answer {
        let (gathering, staff, version) = (try await found(), try work.staff, try work.formVersion())
        guard let item = work.parameters["item"].flatMap({ Int($0) }), gathering.plan.agenda.indices.contains(item - 1) else {
            throw Refusal.notFound
        }
        let text = work.form.text("document-\(item)")
        do {
            let document = Disclosure.ID(text: text)
            try ParticipationRefusal.check(text.isEmpty || document != nil ? [] : [.noSuchDocument])
            try await keeping.settle(item, document: document, of: gathering.id, version: version, by: staff)
            return done(gathering, .saved)
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown {
            return try await show(problems: refusal.problems.map { ("document-\(item)", $0.message) })
        }
    }

    // MARK: Who signed up

    func enter() async throws -> Answer {
        let (gathering, staff, form) = (try await found(), try work.staff, work.form)
        let entry = SignUp.Entry(
            party: Gathering.Party(rawValue: form.text("party")), name: form.text("name"), phone: form.text("phone"),
            note: form.text("note"))
        do {
            let receipt = try await taking.enter(entry, for: gathering.id, by: staff)
            return try await show(problems: [], receipt: receipt)
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func person() async throws -> Answer {
        let (gathering, staff) = (try await found(), try work.staff)
        let id = try work.identifier("person", SignUp.self)
        let signUp = try await work.read {
            try SignUpRegister($0.transaction).list(of: gathering.id, after: SignUp.ID(id.rawValue - 1), limit: 1).first { $0.id == id }
        }
        guard let signUp else { throw Refusal.notFound }
        let person = signUp.isForgotten ? nil : try await taking.identity(of: id, for: gathering.id, by: staff)
        return work.show(SignUpPersonPage(gathering: gathering, signUp: signUp, person: person))
    }

    func file() async throws -> Answer {
        let gathering = try await found()
        let signUps = try await work.read { try SignUpRegister($0.transaction).list(of: gathering.id) }
        let title = "\(gathering.plan.title)报名登记簿"
        return try await work.download(title, as: .xlsx) { () throws(UnwritableFile) in
            try SignUpTable.xlsx(signUps, selection: gathering.selection, title: title)
        }
    }
}
