import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var services: ServiceRegister { ServiceRegister(transaction, site: site) }

    /// A guide or policy as it counts on that day.
    ///
    /// - Throws: `Refusal.notFound` when nothing of it is public.
    func publicService(_ id: ServicePaper.ID, on day: Day) throws -> PublicService {
        guard let entry = try services.find(id), let versions = try services.published(paper: id)[id],
            let unit = try unitRegister.find(entry.unit)
        else { throw Refusal.notFound }
        guard var service = try publicService(versions, UnitLink(unit), try serviceClock, on: day) else { throw Refusal.notFound }
        // The document is the wording that was published last, which need not be the one in effect.
        let publications = PublicationRegister(transaction, site: site)
        service.isInDocument = try publications.find(service.document)?.draft == versions.current(on: day)?.version.draft
        service.fileNumbers = Dictionary(
            zip(try publications.files(of: service.document).map(\.digest), 1...), uniquingKeysWith: { first, _ in first })
        return service
    }

    /// Everything of a kind that is public, by name.
    func publicServices(_ kind: ServicePaper.Kind, on day: Day) throws -> [PublicService] {
        let units = Dictionary(try unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
        let entries = Dictionary(try services.all(kind).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let clock = try serviceClock
        return try services.published(kind).compactMap { id, versions in
            guard let entry = entries[id], let unit = units[entry.unit] else { return nil }
            return try publicService(versions, unit, clock, on: day)
        }.sorted { ($0.unit.code, $0.content.code) < ($1.unit.code, $1.content.code) }
    }

    private func publicService(
        _ versions: [ServiceRegister.Published], _ unit: UnitLink, _ clock: ServiceClock, on day: Day
    ) throws -> PublicService? {
        guard let current = versions.current(on: day) else { return nil }
        let coming = versions.coming(after: day).flatMap { coming in coming.version.effective.map { (coming.version.number, $0) } }
        return PublicService(
            id: current.version.paper, unit: unit, content: current.version.content, number: current.version.number,
            effective: current.version.effective, published: current.published, document: current.disclosure,
            timing: clock.timing(of: current.version, published: current.published, on: day), versionCount: versions.count, coming: coming,
            linked: try linkedGuide(current.version.content), day: day)
    }

    /// The page of the guide or policy that a document is.
    func service(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        guard let paper = try services.paper(of: document), let entry = try services.find(paper) else { return nil }
        return switch entry.kind {
        case .guide: DocumentTies.Belonging(words: "本文是办事指南", label: "“\(entry.name)”的办事页面", address: .service(paper))
        case .policy: DocumentTies.Belonging(words: "本文是涉企政策", label: "“\(entry.name)”的兑现页面", address: .policy(paper))
        }
    }

    private func linkedGuide(_ content: ServicePaper) throws -> (id: ServicePaper.ID, name: String)? {
        guard case .policy(let policy) = content, !policy.guideCode.isEmpty, let guide = try services.find(code: policy.guideCode),
            try services.published(paper: guide.id)[guide.id] != nil
        else { return nil }
        return (guide.id, guide.name)
    }

    var serviceClock: ServiceClock { get throws { try ServiceClock(transaction, site: site) } }
}

extension PublicPages {
    func services(_ query: ServiceQuery) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            let all = try view.publicServices(.guide, on: today)
            var (events, units) = ([String: Int](), [UnitLink: Int]())
            for service in all {
                units[service.unit, default: 0] += 1
                guard case .guide(let guide) = service.content else { continue }
                for event in guide.lifeEvents { events[event, default: 0] += 1 }
            }
            let page = ServicesPage(
                query: query,
                services: all.filter { service in
                    guard case .guide(let guide) = service.content else { return false }
                    return query.matches(guide, unitCode: service.unit.code)
                }, events: events.sorted { $0.key < $1.key }.map { FilterOption(value: $0.key, label: $0.key, count: $0.value) },
                units: units.sorted { $0.key.code < $1.key.code }.map {
                    FilterOption(value: $0.key.code, label: $0.key.name, count: $0.value)
                })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func policies(_ query: PolicyQuery) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            let all = try view.publicServices(.policy, on: today)
            let policies = all.compactMap { service -> EnterprisePolicy? in
                guard case .policy(let policy) = service.content else { return nil }
                return policy
            }
            let industries = Dictionary(grouping: policies.flatMap(\.industries)) { $0 }
            let page = PoliciesPage(
                query: query,
                policies: zip(all, policies).filter { query.matches($0.1) }.map(\.0).sorted { !$0.isPast && $1.isPast },
                industries: industries.sorted { $0.key < $1.key }.map {
                    FilterOption(value: $0.key, label: $0.key, count: $0.value.count)
                })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// - Parameter kind: what the address says it is; a policy is not found among the guides.
    private func service(_ id: ServicePaper.ID, _ kind: ServicePaper.Kind? = nil) async throws -> PublicService {
        let today = installation.now().day
        let service = try await read { try $0.publicService(id, on: today) }
        guard kind == nil || kind == service.content.kind else { throw Refusal.notFound }
        return service
    }

    func service(_ id: ServicePaper.ID, as kind: ServicePaper.Kind) async throws -> Answer {
        Answer(body: ServicePage(service: try await service(id, kind)).render(in: frame), isCacheable: true)
    }

    func serviceSheet(_ id: ServicePaper.ID) async throws -> Answer {
        Answer(body: ServiceSheetPage(service: try await service(id)).render(in: frame), isCacheable: true)
    }

    func serviceScreen(_ id: ServicePaper.ID) async throws -> Answer {
        Answer(body: ServiceScreenPage(service: try await service(id)).render(in: frame), isCacheable: true)
    }

    func serviceVersions(_ id: ServicePaper.ID) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            let service = try view.publicService(id, on: today)
            let versions = try view.services.published(paper: id)[id] ?? []
            let clock = try view.serviceClock
            let lines = versions.enumerated().map { index, entry in
                ServiceVersionsPage.Line(
                    number: entry.version.number, published: entry.published, effective: entry.version.effective,
                    reason: entry.version.reason, timing: clock.timing(of: entry.version, published: entry.published, on: today),
                    changes: index + 1 < versions.count ? entry.version.content.changes(since: versions[index + 1].version.content) : [])
            }
            return Answer(body: ServiceVersionsPage(service: service, lines: lines).render(in: frame), isCacheable: true)
        }
    }

    // MARK: Reports

    func serviceReport(_ id: ServicePaper.ID) async throws -> Answer {
        let page = ServiceReportPage(
            service: try await service(id, .guide), token: portal.tokens.make(now: installation.now()), limits: ServiceReportHandler.limits)
        return uncached(page.render(in: frame))
    }

    func serviceReceipt(_ number: String) async throws -> Answer {
        try await read { [frame] view in
            let register = ServiceReportRegister(view.transaction, site: view.site)
            guard let report = try register.find(receipt: number), let entry = try view.services.find(report.paper) else {
                throw Refusal.notFound
            }
            let page = ServiceReceiptPage(
                number: report.receipt, received: report.received, guideName: entry.name, outcome: report.outcome)
            return Answer(body: page.render(in: frame), headers: [.cacheControl: "no-store"])
        }
    }
}

extension PublicService {
    /// Expired policies stand last.
    fileprivate var isPast: Bool {
        guard case .policy(let policy) = content else { return false }
        return policy.isExpired(on: day)
    }
}

/// Takes a report that more was asked for than a guide lists.
struct ServiceReportHandler {
    static let limits = [
        "asked": ReportExcess.longestAsked, "detail": ReportExcess.longestDetail, "contact": ReportExcess.longestContact,
    ]
    private static let largestForm = 32 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        guard let id = context.parameters.get("service").flatMap({ ServicePaper.ID(text: $0) }) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .serviceReport(id), request))
        return try await portal.finish(try await answer(id, form, pages, context.clientAddress), request, county)
    }

    private func answer(_ id: ServicePaper.ID, _ form: QueryParameters, _ pages: PublicPages, _ address: String?) async throws -> Answer {
        let now = pages.installation.now()
        let service = try await pages.read { try $0.publicService(id, on: now.day) }
        guard service.content.kind == .guide else { throw Refusal.notFound }
        let values = Dictionary(uniqueKeysWithValues: Self.limits.keys.map { ($0, Folding.trimmed(form[$0] ?? "")) })
        var problems = Self.problems(values)
        let check = VisitorFormCheck(form, of: .report, portal, client: address)
        if check.isExpired { problems.append(("asked", VisitorFormCheck.expiredWords)) }
        let hindrance = problems.isEmpty ? try check.run() : nil
        if let hindrance { problems.append(hindrance.problem) }
        guard problems.isEmpty else {
            let page = ServiceReportPage(
                service: service, values: values, problems: problems, token: check.token, question: hindrance?.question?.text,
                limits: Self.limits)
            return pages.uncached(page.render(in: pages.frame), status: .unprocessableContent)
        }
        do {
            let receipt = try await ReportExcess(pages.installation, county: pages.county).run(
                on: id, asked: values["asked"] ?? "", detail: values["detail"] ?? "", contact: values["contact"] ?? "", token: check.token)
            return .redirect(.serviceReceipt(receipt))
        } catch is NoIdentityKey {
            throw Refusal(kind: .unavailable)
        }
    }

    private static func problems(_ values: [String: String]) -> FieldProblems {
        var problems: FieldProblems = []
        if values["asked"]?.isEmpty != false { problems.append(("asked", "请写明向您要了什么材料")) }
        if values["detail"]?.isEmpty != false { problems.append(("detail", "请写明在哪里、什么时候、怎么说的")) }
        for (field, limit) in limits.sorted(by: { $0.key < $1.key }) {
            let count = values[field]?.unicodeScalars.count ?? 0
            if count > limit { problems.append((field, "最多 \(limit) 个字，现在有 \(count) 个，请缩短")) }
        }
        return problems
    }
}
