import Cryptography
import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let ratingEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.ratings) { try await RatingHandler($0).list() },
        WorkEndpoint(.newRatingCodes) { try await RatingCodesHandler($0).form() },
        WorkEndpoint(.issueRatingCodes) { try await RatingCodesHandler($0).issue() },
        WorkEndpoint(.workRating) { try await RatingHandler($0).show() },
        WorkEndpoint(.actOnRating) { try await RatingHandler($0).act() },
        WorkEndpoint(.ratingContact) { try await RatingHandler($0).contact() },
    ]
}

/// 差评台账 in the workbench.
struct RatingHandler {
    private static let most = 500
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var handling: HandleRating { HandleRating(work.installation, county: work.county) }

    func list() async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let page = try await work.read { view -> RatingsWorkPage in
            let names = try RatingNames(view)
            let duties = try RatingDuties(view.transaction, site: view.site, on: today)
            let units = staff.seesWholeCounty ? nil : staff.posts.filter { $0.role == .editor }.map(\.unit)
            let lines = try view.ratingRegister.bad(units: units, limit: Self.most).map { names.line($0, duties.standing(of: $0)) }
            return RatingsWorkPage(
                lines: lines.filter { $0.standing.isOpen } + lines.filter { !$0.standing.isOpen }, mayIssue: staff.holds(.editor))
        }
        return work.show(page)
    }

    /// A bad rating, for its unit's editors and the office; to others it does not exist.
    private func found() async throws -> RatingRegister.Line {
        let (id, staff) = (try work.identifier("rating", Rating.self), try work.staff)
        guard let line = try await work.read({ try $0.ratingRegister.find(id) }), line.rating.level.isBad,
            staff.seesWholeCounty || staff.holds(.editor, for: line.code.unit)
        else { throw Refusal.notFound }
        return line
    }

    func show() async throws -> Answer { try await show(contact: nil, problems: []) }

    private func show(contact: String?, problems: FieldProblems) async throws -> Answer {
        let (line, staff, today, typed) = (try await found(), try work.staff, work.now.day, work.form.text("text"))
        let page = try await work.read { view -> RatingWorkPage in
            let standing = try RatingDuties(view.transaction, site: view.site, on: today).standing(of: line)
            let book = try FigureRegister(view.transaction, site: view.site).book()
            let day = line.rating.received.day
            func days(_ figure: DatedFigure) -> String { "\(figure.name) \(book.value(figure, on: day)) 个工作日" }
            let figures: [DatedFigure] = [.ratingVerification, .ratingAnswer, .ratingComplexAnswer, .ratingCallBack]
            let possible = RatingAct.Kind.allCases.filter { kind in
                let mayDo = kind.isDecision ? staff.holds(.disclosureOffice) : staff.holds(.editor, for: line.code.unit)
                return mayDo && standing.refusal(kind, by: staff.account, after: line.acts) == nil
            }
            return RatingWorkPage(
                line: try RatingNames(view).line(line, standing), causes: line.rating.reasons.map(\.rawValue),
                aspects: line.rating.aspects.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.name, $0.value.name) },
                text: line.rating.text, acts: line.acts, possible: possible, typed: typed, contact: contact,
                limits: figures.map(days).joined(separator: "，") + "（本县可修改，国家没有统一规定）", problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func act() async throws -> Answer {
        let (line, staff) = (try await found(), try work.staff)
        guard let kind = RatingAct.Kind(rawValue: work.form.text("act")) else { throw Refusal.badRequest("请选择怎样办理。") }
        do {
            try await handling.run(kind, on: line.rating.id, text: work.form.text("text"), by: staff)
            return .redirect(to: WorkRoute.workRating.link(line.rating.id, query: [("done", WorkNotice.recorded.rawValue)]))
        } catch let reason as RatingReason {
            return try await show(contact: nil, problems: [("text", reason.sentence)])
        }
    }

    func contact() async throws -> Answer {
        let (line, staff) = (try await found(), try work.staff)
        let contact = try await handling.contact(of: line.rating.id, by: staff)
        return try await show(contact: "\(contact.name)　\(contact.phone)", problems: [])
    }
}

/// What units and people are called on the pages of ratings.
private struct RatingNames {
    private let units: [OrganisationUnit.ID: String]
    private let people: [Account.ID: String]

    init(_ view: SiteView) throws {
        units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        people = try LedgerQueries(view.transaction, site: view.site).handlerNames()
    }

    func line(_ line: RatingRegister.Line, _ standing: RatingStanding) -> RatingsWorkPage.Line {
        RatingsWorkPage.Line(
            id: line.rating.id, matter: line.code.matter, unitName: units[line.code.unit] ?? "",
            handlerName: people[line.code.handler] ?? "",
            level: line.rating.level, received: line.rating.received, isNamed: line.rating.isNamed, standing: standing)
    }
}

/// 生成评价码 in the workbench.
struct RatingCodesHandler {
    private static let shown = 50
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    func form() async throws -> Answer { try await form(problems: []) }

    private func form(problems: FieldProblems) async throws -> Answer {
        let (staff, typed) = (try work.staff, work.typed)
        let origin = work.portal.origin(work.county, host: work.request.head.authority)
        let page = try await work.read { view -> RatingCodesPage in
            let units = try view.unitRegister.all().filter { staff.holds(.editor, for: $0.id) }
            let own = Set(units.map(\.id))
            let published = try view.services.published(.guide)
            let guides = try view.services.all(.guide).filter { own.contains($0.unit) && published[$0.id] != nil }
            return RatingCodesPage(
                units: units, guides: guides.map { ($0.code, $0.name) }, values: typed,
                codes: try view.ratingRegister.codes(of: staff.account, limit: Self.shown), origin: origin,
                token: typed["token"] ?? hexadecimal(RandomBytes.make(16)), problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func issue() async throws -> Answer {
        let (form, staff) = (work.form, try work.staff)
        guard let unit = try await work.read({ try $0.unitRegister.find(code: form.text("unit")) }) else {
            return try await self.form(problems: [("unit", "请选择单位。")])
        }
        guard let channel = RatingChannel(rawValue: form.text("channel")) else { throw Refusal.badRequest("请选择在哪里办的。") }
        guard let day = Day(text: form.text("day")) else {
            return try await self.form(problems: [("day", "日期应当写成“\(work.now.day)”的样子。")])
        }
        guard let count = Int(form.text("count")) else {
            return try await self.form(problems: [("count", "请填写 1 到 \(RatingCode.mostAtOnce) 的整数。")])
        }
        do {
            _ = try await IssueRatingCodes(work.installation, county: work.county).run(
                unit: unit.id, guideCode: form.text("guide"), matter: form.text("matter"), channel: channel, day: day, count: count,
                token: form.text("token"), by: staff)
            return .redirect(to: WorkRoute.newRatingCodes.link(query: [("done", WorkNotice.created.rawValue)]))
        } catch let reason as RatingReason {
            let field =
                switch reason {
                case .dayAhead: "day"
                case .tooManyCodes: "count"
                case .noSuchGuide: "guide"
                case .needsRole: "unit"
                default: "matter"
                }
            return try await self.form(problems: [(field, reason.sentence)])
        }
    }
}
