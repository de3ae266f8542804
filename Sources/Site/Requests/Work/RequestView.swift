import Domain
import Operations
import Pages
import Persistence
import Registers

/// What pages about requests need besides the cases, read once for a page.
struct RequestView {
    let view: SiteView
    let today: Day
    let clock: RequestClock
    let units: [OrganisationUnit.ID: OrganisationUnit]

    init(_ view: SiteView, today: Day) throws {
        self.view = view
        self.today = today
        clock = try RequestClock.of(view.transaction, site: view.site)
        units = Dictionary(try view.unitRegister.all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// The last day of this week.
    var sunday: Day { today.adding(days: 7 - today.weekday) }

    var queries: RequestQueries { RequestQueries(view.transaction, site: view.site) }

    func line(_ line: RequestQueries.Line, handlers: [Account.ID: String] = [:]) -> RequestLine {
        RequestLine(
            request: line.request, unitName: units[line.request.unit]?.name ?? "", state: line.state, received: line.received,
            due: line.due, left: line.due.map { TimeLeft(due: $0, on: today, calendar: clock.calendar) },
            isProvisional: line.isProvisional, applicantDue: line.applicantDue, closed: line.closed,
            handlerName: line.request.handler.flatMap { handlers[$0] })
    }
}

extension RequestCase {
    /// - Returns: `nil` when there is no such case in this county.
    static func load(_ id: DisclosureRequest.ID, _ shared: RequestView, staff: Staff, hasKey: Bool) throws -> RequestCase? {
        let (transaction, site) = (shared.view.transaction, shared.view.site)
        let register = RequestRegister(transaction, site: site)
        guard let request = try register.find(id), let unit = shared.units[request.unit] else { return nil }
        let (replies, letters) = (ReplyRegister(transaction), LetterRegister(transaction, site: site))
        let sealed = try register.sealed(id)
        let handlers = try shared.queries.handlers(of: unit.id).map { Person(account: $0.account, name: $0.name) }
        var found = RequestCase(
            request: request, unit: unit, staff: staff, today: shared.today, clock: shared.clock, recorded: try register.facts(of: id),
            searches: try replies.searches(of: id).map(Search.init), decisions: try replies.decisions(of: id),
            letters: try letters.letters(of: id), fee: try letters.fee(of: id).map(Fee.init),
            disputes: try DisputeRegister(transaction, site: site).disputes(of: id), files: try letters.files(of: id).map(File.init),
            handlers: handlers, hasIdentity: hasKey && sealed != nil, related: try Related(request, sealed, shared),
            events: try EventRegister(transaction, site: site).trail(of: Event.Subject(.request, id.rawValue), limit: mostEvents)
                .map { Entry(time: $0.time, actor: $0.actor, words: $0.verb.words, reason: $0.shownReason) })
        found.otherUnits = shared.units.values.filter { $0.id != unit.id && !$0.isImported }.sorted { $0.code < $1.code }
            .map { FilterOption(value: $0.code, label: $0.name) }
        found.gate = try ReplyGate.of(request, standing: found.standing, in: replies)
        found.handlerName = try request.handler.flatMap { try DraftRegister(transaction, site: site).accountName($0) }
        if let sealed, let received = found.standing.receivedOn {
            found.itemsBefore = try shared.queries.items(of: sealed.applicantKey, inMonthOf: received, before: id)
        }
        return found
    }

    private static let mostEvents = 200
}

extension RequestCase.Related {
    fileprivate init(_ request: DisclosureRequest, _ sealed: RequestRegister.Sealed?, _ shared: RequestView) throws {
        let queries = shared.queries
        let others = try sealed.map { try queries.sameContent($0.contentKey, but: request.id, limit: Self.most) } ?? []
        self.init(
            ofApplicant: try sealed.map {
                try queries.sameApplicant($0.applicantKey, but: request.id, since: shared.today.adding(days: -365), limit: Self.most)
            }?.map { shared.line($0) } ?? [],
            ofContent: others.filter { $0.applicantKey != sealed?.applicantKey }.map { shared.line($0.line) },
            parent: try request.parent.flatMap(queries.find).map { shared.line($0) },
            mergedInto: try request.mergedInto.flatMap(queries.find).map { shared.line($0) },
            children: try queries.children(of: request.id).map { shared.line($0) },
            letter: try shared.view.messages.find(origin: request.id)?.number)
    }

    private static let most = 50
}

extension RequestCase.Search {
    fileprivate init(_ search: ReplyRegister.Search) {
        self.init(
            place: search.place, words: search.words, found: search.found, note: search.note, time: search.time,
            signature: search.signature)
    }
}

extension RequestCase.Fee {
    init(_ fee: LetterRegister.Fee) {
        self.init(
            basis: fee.basis, count: fee.count, before: fee.before, fen: fee.fen, waived: fee.waived, paid: fee.paid, receipt: fee.receipt)
    }
}

extension RequestCase.File {
    fileprivate init(_ file: RequestFile) {
        self.init(
            id: file.id.rawValue, purpose: file.purpose.name, name: file.name, sizeInBytes: file.sizeInBytes, digest: file.digest,
            isSealed: file.isSealed, added: file.added, signature: file.signature)
    }
}

extension EventRegister.Trace {
    /// Stable names of what was recorded, in words.
    fileprivate var shownReason: String {
        switch verb {
        case .requestRecorded, .requestStruck, .requestWished: RequestFact.Kind(rawValue: reason)?.name ?? reason
        case .requestFileAdded: RequestFile.Purpose(rawValue: reason)?.name ?? reason
        default: reason
        }
    }
}

extension WorkRequest {
    var requestID: DisclosureRequest.ID { get throws { try identifier("request") } }

    /// The case that the address names, as whoever asks may see it.
    func requestCase() async throws -> RequestCase {
        let (id, staff, today, hasKey) = (try requestID, try staff, now.day, installation.vault != nil)
        return try await read { view in
            guard let found = try RequestCase.load(id, RequestView(view, today: today), staff: staff, hasKey: hasKey) else {
                throw Refusal.notFound
            }
            return found
        }
    }
}
