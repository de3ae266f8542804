import Cryptography
import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let participationEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.participation) { try await ConsultationHandler($0).list() },
        WorkEndpoint(.participationList) { try await ParticipationListHandler($0).show() },
        WorkEndpoint(.participationListFile) { try await ParticipationListHandler($0).file() },
        WorkEndpoint(.importParticipationList, formLimit: nil) { try await ParticipationListHandler($0).importTable() },
        WorkEndpoint(.publishParticipationList) { try await ParticipationListHandler($0).publish() },
        WorkEndpoint(.newConsultation) { try await ConsultationHandler($0).form() },
        WorkEndpoint(.createConsultation) { try await ConsultationHandler($0).create() },
        WorkEndpoint(.consultation) { try await ConsultationHandler($0).show() },
        WorkEndpoint(.editConsultation) { try await ConsultationHandler($0).edit() },
        WorkEndpoint(.saveConsultation) { try await ConsultationHandler($0).save() },
        WorkEndpoint(.announceConsultation) { try await ConsultationHandler($0).announce() },
        WorkEndpoint(.concludeConsultation) { try await ConsultationHandler($0).conclude() },
        WorkEndpoint(.giveFeedback) { try await ConsultationHandler($0).giveFeedback() },
        WorkEndpoint(.handleOpinions) { try await ConsultationHandler($0).handle() },
        WorkEndpoint(.enterOpinion) { try await ConsultationHandler($0).enter() },
        WorkEndpoint(.opinionsFile) { try await ConsultationHandler($0).file() },
        WorkEndpoint(.importOpinions, formLimit: nil) { try await ConsultationHandler($0).importTable() },
        WorkEndpoint(.opinionAuthor) { try await ConsultationHandler($0).author() },
    ]
}

/// 意见征集 at the desk.
struct ConsultationHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepConsultation { KeepConsultation(work.installation, county: work.county) }
    private var handling: HandleOpinions { HandleOpinions(work.installation, county: work.county) }
    private var taking: TakeOpinion { TakeOpinion(work.installation, county: work.county) }

    private func mayRead(_ unit: OrganisationUnit.ID) throws -> Bool {
        try work.staff.seesWholeCounty || work.staff.holds(.editor, for: unit)
    }

    /// Of the address, for who may read it; to others it does not exist.
    private func found() async throws -> Consultation {
        let id = try work.identifier("consultation", Consultation.self)
        guard let consultation = try await work.read({ try $0.consultations.find(id) }), try mayRead(consultation.unit) else {
            throw Refusal.notFound
        }
        return consultation
    }

    // MARK: Reading

    func list() async throws -> Answer {
        let staff = try work.staff
        let lines = try await work.read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let opinions = OpinionRegister(view.transaction)
            return try view.consultations.all().filter { staff.seesWholeCounty || staff.holds(.editor, for: $0.unit) }.map { consultation in
                ParticipationDeskPage.Line(
                    consultation: consultation, unit: units[consultation.unit] ?? "", standing: try view.standing(of: consultation),
                    waiting: try opinions.count(of: consultation.id, OpinionRegister.Filter(moderation: .waiting)),
                    received: try opinions.count(of: consultation.id))
            }
        }
        return work.show(ParticipationDeskPage(lines: lines))
    }

    func show() async throws -> Answer { try await show(problems: []) }

    private var view: ConsultationDeskPage.View {
        ConsultationDeskPage.View(
            moderation: work.query["moderation"].flatMap { Opinion.Moderation(rawValue: $0) },
            paragraph: work.query["paragraph"].flatMap { Int($0) }.flatMap { (0...100_000).contains($0) ? $0 : nil },
            isAnswered: work.query["answered"].flatMap { $0 == "yes" ? true : $0 == "no" ? false : nil },
            after: work.query["after"].flatMap { Opinion.ID(text: $0) })
    }

    private func show(problems: FieldProblems) async throws -> Answer {
        let (consultation, view, typed, staff) = (try await found(), view, work.typed, try work.staff)
        let token = String(work.installation.identifiers.nextValue())
        let page = try await work.read { site -> ConsultationDeskPage in
            let register = OpinionRegister(site.transaction)
            let standing = try site.standing(of: consultation)
            let filter = OpinionRegister.Filter(moderation: view.moderation, paragraph: view.paragraph, isAnswered: view.isAnswered)
            let all = try register.list(of: consultation.id)
            return ConsultationDeskPage(
                consultation: consultation, standing: standing, unit: try site.unitRegister.find(consultation.unit)?.name ?? "",
                paragraphs: try site.paragraphs(of: standing).count, view: view,
                opinions: try register.list(of: consultation.id, filter, after: view.after, limit: ConsultationDeskPage.pageLength),
                count: try register.count(of: consultation.id, filter), received: all.count,
                open: all.count { $0.moderation == .waiting || $0.moderation == .shown && $0.outcome == nil },
                mayWrite: staff.holds(.editor, for: consultation.unit),
                isLocked: try site.consultations.isAlive(consultation.feedback),
                isAnnounced: try site.consultations.isAlive(consultation.draft), token: token, typed: typed, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    // MARK: The plan

    private func form(
        _ consultation: Consultation?, values: [String: String], problems: FieldProblems = []
    ) async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let page = try await work.read { view in
            ConsultationFormPage(
                id: consultation?.id, version: consultation?.version ?? 0, values: values,
                units: try view.unitRegister.all().filter { staff.holds(.editor, for: $0.id) },
                least: try FigureRegister(view.transaction, site: view.site).book().value(.consultationDays, on: today), problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func form() async throws -> Answer { try await form(nil, values: ConsultationFormPage.values(of: Consultation.Plan())) }

    func edit() async throws -> Answer {
        let consultation = try await found()
        return try await form(consultation, values: ConsultationFormPage.values(of: consultation.plan))
    }

    private var plan: Consultation.Plan {
        let form = work.form
        return Consultation.Plan(
            kind: Consultation.Kind(rawValue: form.text("kind")) ?? .decision, title: form.text("title"), proposal: form.text("proposal"),
            explanation: form.text("explanation"), ways: form.text("ways"), days: Int(form.text("days")) ?? 0,
            shortReason: form.text("shortReason"))
    }

    func create() async throws -> Answer {
        let staff = try work.staff
        do {
            guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { throw ParticipationRefusal([.needsEditor]) }
            let id = try await keeping.create(plan, unit: unit, by: staff)
            return .redirect(to: WorkRoute.consultation.link(id, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal { return try await form(nil, values: work.typed, problems: refusal.problems) }
    }

    func save() async throws -> Answer {
        let (consultation, staff, version) = (try await found(), try work.staff, try work.formVersion())
        do {
            try await keeping.save(plan, of: consultation.id, version: version, by: staff)
            return done(consultation, .saved)
        } catch let refusal as ParticipationRefusal {
            return try await form(consultation, values: work.typed, problems: refusal.problems)
        }
    }

    private func done(_ consultation: Consultation, _ notice: WorkNotice) -> Answer {
        let query = view.query.filter { $0.name != "after" }
        return .redirect(to: WorkRoute.consultation.link(consultation.id, query: query + [("done", notice.rawValue)]))
    }

    // MARK: Towards the public

    func announce() async throws -> Answer {
        let (consultation, staff) = (try await found(), try work.staff)
        do {
            let draft = try await keeping.announce(consultation.id, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal { return try await show(problems: refusal.problems) }
    }

    func giveFeedback() async throws -> Answer {
        let (consultation, staff) = (try await found(), try work.staff)
        do {
            let draft = try await keeping.giveFeedback(consultation.id, by: staff)
            return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
        } catch let refusal as ParticipationRefusal { return try await show(problems: refusal.problems) }
    }

    func conclude() async throws -> Answer {
        let (consultation, staff, version) = (try await found(), try work.staff, try work.formVersion())
        let text = work.form.text("final")
        do {
            let document = Disclosure.ID(text: text)
            try ParticipationRefusal.check(text.isEmpty || document != nil ? [] : [.noSuchDocument])
            try await keeping.conclude(consultation.id, document: document, version: version, by: staff)
            return done(consultation, .saved)
        } catch let refusal as ParticipationRefusal { return try await show(problems: refusal.problems) }
    }

    // MARK: The ledger

    func handle() async throws -> Answer {
        let (consultation, staff, view, form) = (try await found(), try work.staff, view, work.form)
        let reason = form.text("reason")
        let act: HandleOpinions.Act
        switch form.text("act") {
        case "show": act = .show
        case "hide": act = .hide(reason: reason)
        case "group": act = .group
        case "ungroup": act = .ungroup
        case let text:
            guard let outcome = Opinion.Outcome(rawValue: text) else { throw Refusal.badRequest("请选择怎样处理。") }
            act = .answer(outcome, reply: reason)
        }
        let listed = try form.all("opinion").map { text -> (id: Opinion.ID, version: Int) in
            let parts = text.split(separator: ".")
            guard parts.count == 2, let id = Opinion.ID(text: String(parts[0])), let version = Int(parts[1]) else {
                throw Refusal.badRequest("所选的意见无法识别，请重新打开页面。")
            }
            return (id, version)
        }
        let choice: HandleOpinions.Choice =
            form.isOn("all")
            ? .all(
                OpinionRegister.Filter(moderation: view.moderation, paragraph: view.paragraph, isAnswered: view.isAnswered),
                count: Int(form.text("count")) ?? 0)
            : .listed(listed)
        do {
            _ = try await handling.run(act, on: choice, of: consultation.id, by: staff)
            return done(consultation, .answered)
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown { return try await show(problems: refusal.problems) }
    }

    func enter() async throws -> Answer {
        let (consultation, staff, form) = (try await found(), try work.staff, work.form)
        do {
            guard let channel = Opinion.Channel(rawValue: form.text("channel")), channel != .online else {
                throw Refusal.badRequest("请选择方式。")
            }
            guard let received = Day(text: form.text("received")) else { throw ParticipationRefusal([.receivedOutside]) }
            let entry = Opinion.Entry(
                paragraph: Int(form.text("about")) ?? -1, text: form.text("text"), name: form.text("name"), contact: form.text("contact"))
            _ = try await taking.enter(
                [TakeOpinion.Paper(entry: entry, channel: channel, received: received)], on: consultation.id,
                token: form.text("token"), by: staff)
            return done(consultation, .recorded)
        } catch let refusal as ParticipationRefusal { return try await show(problems: refusal.problems) }
    }

    func author() async throws -> Answer {
        let (consultation, staff) = (try await found(), try work.staff)
        let id = try work.identifier("opinion", Opinion.self)
        guard let opinion = try await work.read({ try OpinionRegister($0.transaction).list(of: consultation.id).first { $0.id == id } })
        else { throw Refusal.notFound }
        let author = try await taking.identity(of: id, on: consultation.id, by: staff)
        return work.show(OpinionAuthorPage(consultation: consultation, opinion: opinion, name: author.name, contact: author.contact))
    }

    func file() async throws -> Answer {
        let consultation = try await found()
        let opinions = try await work.read { try OpinionRegister($0.transaction).list(of: consultation.id) }
        let title = "\(consultation.plan.title)意见台账"
        return try await work.download(title, as: .xlsx) { () throws(UnwritableFile) in
            try OpinionTable.xlsx(opinions, title: title)
        }
    }

    func importTable() async throws -> Answer {
        let (consultation, staff) = (try await found(), try work.staff)
        do {
            let bytes = try await work.uploadedTable()
            let found = try await BlockingWork.run { () -> Result<OpinionTable.Found, UnreadableFile> in
                do throws(UnreadableFile) { return .success(try OpinionTable.read(bytes)) } catch { return .failure(error) }
            }.get()
            switch found {
            case .answers(let answers):
                _ = try await handling.take(
                    answers.map { HandleOpinions.Answer(number: $0.number, outcome: $0.outcome, reply: $0.reply) }, of: consultation.id,
                    by: staff)
            case .papers(let papers):
                _ = try await taking.enter(
                    papers.map { TakeOpinion.Paper(entry: $0.entry, channel: $0.channel, received: $0.received ?? work.now.day) },
                    on: consultation.id, token: hexadecimal(Digest.sha256(bytes)), by: staff)
            }
            return done(consultation, .imported)
        } catch let refusal as ParticipationRefusal where !refusal.isUnknown {
            return try await show(problems: refusal.reasons.map { ("file", ParticipationRefusal([$0]).problems[0].message) })
        } catch is MultipartRefusal {
            return try await show(problems: [("file", WorkRequest.noTable)])
        } catch let error as UnreadableFile {
            return try await show(problems: [("file", error.reason)])
        }
    }
}
