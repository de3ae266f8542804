import Domain
import HTTPTypes
import Hummingbird
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var ratingRegister: RatingRegister { RatingRegister(transaction, site: site) }
}

/// A code as it came in an address or a field.
private enum GivenCode {
    static func read(_ typed: String) throws(RatingReason) -> RatingCodeText {
        guard let text = RatingCodeText(typed: typed) else { throw .malformedCode }
        return text
    }
}

extension PublicPages {
    private static let monthsShown = 12
    private static let badShown = 100

    /// The last twelve months up to yesterday: a rating that comes in changes no page before midnight, so that no page is made anew for each of them.
    var ratingDays: (first: Day, last: Day) {
        let last = installation.now().day.adding(days: -1)
        let index = last.year * 12 + last.month - Self.monthsShown
        return (Day(year: index / 12, month: index % 12 + 1, day: 1) ?? last, last)
    }

    func ratings() async throws -> Answer {
        let (first, last) = ratingDays
        return try await read { [frame] view in
            let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let results = try view.ratingRegister.results(from: first, through: last)
            func rows(_ key: (RatingRegister.Result) -> String) -> [RatingsPage.Row] {
                let groups = Dictionary(grouping: results, by: key).mapValues { $0.reduce(into: RatingTally()) { $0.add($1.tally) } }
                return groups.sorted { $0.key < $1.key }.map { RatingsPage.Row(name: $0.key, tally: $0.value) }
            }
            let page = RatingsPage(
                through: last, total: results.reduce(into: RatingTally()) { $0.add($1.tally) }, units: rows { names[$0.unit] ?? "" },
                matters: rows { $0.matter }, months: rows(\.month).reversed(),
                bad: try Self.answered(view, names, through: last))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// What was written about an excluded rating is not repeated: it may be malicious.
    private static func answered(
        _ view: SiteView, _ names: [OrganisationUnit.ID: String], through day: Day
    ) throws -> [RatingsPage.Bad] {
        let (duties, scanner) = (try RatingDuties(view.transaction, site: view.site, on: day), PersonalDataScanner())
        return try view.ratingRegister.answered(through: day, limit: badShown).map { line in
            let standing = duties.standing(of: line)
            let shown: Set<RatingAct.Kind> = [.answered, .exclusionGranted, .appealGranted]
            return RatingsPage.Bad(
                unitName: names[line.code.unit] ?? "", matter: line.code.matter, day: line.rating.received.day, level: line.rating.level,
                causes: line.rating.reasons.map(\.rawValue), text: standing.state == .excluded ? "" : scanner.masked(line.rating.text).text,
                answers: line.acts.filter { shown.contains($0.kind) }.map { ($0.day, $0.kind.words, scanner.masked($0.text).text) },
                standing: standing)
        }
    }

    func ratingsFile() async throws -> Answer {
        let (first, last) = ratingDays
        return try await read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let bytes = RatingExport.csv(
                try view.ratingRegister.results(from: first, through: last).map {
                    RatingExport.Row(unit: units[$0.unit] ?? "", matter: $0.matter, month: $0.month, tally: $0.tally)
                })
            return .download(bytes, mediaType: "text/csv; charset=utf-8", name: "服务评价结果（截至\(last)）.csv")
        }
    }

    func rate(_ query: RateQuery) async throws -> Answer {
        guard let typed = query.code else { return Answer(body: RatePage().render(in: frame), isCacheable: true) }
        do throws(RatingReason) {
            return .redirect(.rating(try GivenCode.read(typed).value))
        } catch {
            return uncached(RatePage(typed: typed, problem: error.sentence).render(in: frame), status: .unprocessableContent)
        }
    }

    func rating(_ typed: String) async throws -> Answer {
        let found: (code: RatingCode, unitName: String, line: RatingRegister.Line?)
        do {
            found = try await issued(typed)
        } catch let reason as RatingReason {
            return uncached(RatePage(typed: typed, problem: reason.sentence).render(in: frame), status: .notFound)
        }
        if let line = found.line { return try await rated(found.code, found.unitName, line) }
        let page = RatingPage(
            code: found.code, unitName: found.unitName, token: portal.tokens.make(now: installation.now()),
            takesNames: installation.vault != nil)
        return uncached(page.render(in: frame))
    }

    /// - Throws: `RatingReason` when there is no such code.
    fileprivate func issued(_ typed: String) async throws -> (code: RatingCode, unitName: String, line: RatingRegister.Line?) {
        let text = try GivenCode.read(typed)
        return try await read { view in
            guard let code = try view.ratingRegister.code(text) else { throw RatingReason.unknownCode }
            return (code, try view.unitRegister.find(code.unit)?.name ?? "", try view.ratingRegister.rating(of: code.id))
        }
    }

    private func rated(_ code: RatingCode, _ unitName: String, _ line: RatingRegister.Line) async throws -> Answer {
        let today = installation.now().day
        let standing = try await read { try RatingDuties($0.transaction, site: $0.site, on: today).standing(of: line) }
        let answer = line.acts.last { $0.kind == .answered }.map { PersonalDataScanner().masked($0.text).text }
        let page = RatedPage(
            code: code, unitName: unitName, level: line.rating.level, received: line.rating.received, standing: standing, answer: answer)
        return uncached(page.render(in: frame))
    }
}

/// Takes a rating. The code is what keeps programs out: it is a secret of one service. Only wrong codes are counted against an address, since a whole
/// hall may stand behind one.
struct RatingFormHandler {
    private static let largestForm = 16 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let typed = context.parameters.get("code").flatMap { QueryParameters.decoded(segment: $0) } ?? ""
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .rating(typed), request))
        return try await portal.finish(try await answer(typed, form, pages, context.clientAddress), request, county)
    }

    private func answer(_ typed: String, _ form: QueryParameters, _ pages: PublicPages, _ address: String?) async throws -> Answer {
        let now = pages.installation.now()
        let found: (code: RatingCode, unitName: String, line: RatingRegister.Line?)
        do {
            found = try await pages.issued(typed)
        } catch let reason as RatingReason {
            guard portal.guards(.rating).allowsLook(from: address, now: now) else {
                throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60))
            }
            return pages.uncached(RatePage(typed: typed, problem: reason.sentence).render(in: pages.frame), status: .notFound)
        }
        if found.line != nil { return refused(.usedCode, typed, pages) }
        let fields = RatingFields(form, channel: found.code.channel)
        var problems = fields.problems
        if !portal.tokens.isValid(form["token"] ?? "", now: now) { problems.append(("level", "页面打开时间过长，已为您保留填写的内容，请再次提交")) }
        // What people do not see only a program fills in.
        if form["homepage"]?.isEmpty == false { problems.append(("level", "请从页面上填写后提交")) }
        if problems.isEmpty, let level = fields.level {
            do {
                _ = try await RateService(pages.installation, county: pages.county).run(fields.form(level), code: found.code.text)
                return .redirect(.rating(found.code.text.value))
            } catch RatingReason.usedCode {
                return refused(.usedCode, typed, pages)
            } catch RatingReason.nameWithoutPhone {
                problems.append(("phone", RatingReason.nameWithoutPhone.sentence))
            } catch let reason as RatingReason {
                problems.append(("text", reason.sentence))
            } catch is NoIdentityKey {
                throw Refusal(kind: .unavailable)
            }
        }
        let page = RatingPage(
            code: found.code, unitName: found.unitName, values: fields.values, chosen: Set(fields.causes.map(\.rawValue)),
            problems: problems, token: portal.tokens.make(now: now), takesNames: pages.installation.vault != nil)
        return pages.uncached(page.render(in: pages.frame), status: .unprocessableContent)
    }

    private func refused(_ reason: RatingReason, _ typed: String, _ pages: PublicPages) -> Answer {
        pages.uncached(RatePage(typed: typed, problem: reason.sentence).render(in: pages.frame), status: .conflict)
    }
}

/// The fields of a rating.
private struct RatingFields {
    let level: RatingLevel?
    let causes: [RatingCause]
    let aspects: [RatingAspect: RatingLevel]
    var values: [String: String] = [:]

    init(_ form: QueryParameters, channel: RatingChannel) {
        level = form["level"].flatMap { Int($0) }.flatMap(RatingLevel.init)
        let chosen = Set(form.all("cause"))
        causes = RatingCause.allCases.filter { chosen.contains($0.rawValue) }
        var aspects: [RatingAspect: RatingLevel] = [:]
        for aspect in channel.aspects {
            let name = "aspect-\(aspect.rawValue)"
            values[name] = form[name]
            aspects[aspect] = form[name].flatMap { Int($0) }.flatMap(RatingLevel.init)
        }
        self.aspects = aspects
        for name in ["level", "text", "name", "phone"] { values[name] = Folding.trimmed(form[name] ?? "") }
    }

    var problems: FieldProblems {
        var problems: FieldProblems = []
        if level == nil { problems.append(("level", "请选择满意程度")) }
        for (field, limit) in [("text", Rating.longestText), ("name", Rating.longestName), ("phone", Rating.longestPhone)] {
            let count = values[field]?.unicodeScalars.count ?? 0
            if count > limit { problems.append((field, "最多 \(limit) 个字，现在有 \(count) 个，请缩短")) }
        }
        if values["name"]?.isEmpty == false, values["phone"]?.isEmpty != false {
            problems.append(("phone", RatingReason.nameWithoutPhone.sentence))
        }
        return problems
    }

    func form(_ level: RatingLevel) -> RateService.Form {
        RateService.Form(
            level: level, aspects: aspects, reasons: causes, text: values["text"] ?? "", name: values["name"] ?? "",
            phone: values["phone"] ?? "")
    }
}
