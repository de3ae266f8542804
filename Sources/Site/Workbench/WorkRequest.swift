import Cryptography
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Operations
import Pages
import Persistence
import Registers

/// One request to the workbench, with everything about it that has been checked.
struct WorkRequest: Sendable {
    let portal: Portal
    let county: County
    let route: WorkRoute
    let request: Request
    /// The session's own secret; `nil` when nobody is signed in.
    let token: String?
    let signedIn: SignedIn?
    var query = QueryParameters()
    var parameters: [String: String] = [:]
    /// What was sent; empty for GET and for handlers that read the body themselves.
    var form = FormFields()

    var installation: Installation { portal.installation }

    var now: Instant { installation.now() }

    /// Who acts. Only places that everybody may reach have nobody.
    var staff: Staff {
        get throws {
            guard let signedIn else { throw Permission.Refusal.notSignedIn }
            return signedIn.staff
        }
    }

    func identifier<Subject>(_ name: String, _: Subject.Type = Subject.self) throws -> Identifier<Subject> {
        guard let id = parameters[name].flatMap({ Identifier<Subject>(text: $0) }) else { throw Refusal.notFound }
        return id
    }

    /// One consistent view of the site.
    func read<Result: Sendable>(_ body: @escaping @Sendable (SiteView) throws -> Result) async throws -> Result {
        let site = county.id
        return try await installation.store.read { try body(SiteView($0, site: site)) }
    }

    // MARK: Forms

    /// What every form of this session must bring back; changes with the session.
    var csrf: String {
        guard let token else { return portal.tokens.make(now: now) }
        return portal.tokens.bound(to: token)
    }

    /// The token comes in the form, in the address (a form with files) or in a header field (a script).
    var hasValidToken: Bool {
        guard isSameOrigin else { return false }
        let sent = form["csrf"] ?? query["csrf"] ?? request.headers[.csrf] ?? ""
        guard let token else { return portal.tokens.isValid(sent, now: now) }
        return constantTimeEqual(Array(sent.utf8), Array(portal.tokens.bound(to: token).utf8))
    }

    /// Whether a browser says that the form stands on a page of ours. Old browsers say nothing; the token decides then.
    private var isSameOrigin: Bool {
        guard let site = request.headers[.fetchSite] else { return true }
        return site == "same-origin" || site == "none"
    }

    /// Reads the whole form. One that is too large is read on and thrown away, up to a bound: a browser listens for the answer only when it
    /// has sent everything.
    func readForm(limit: Int) async throws -> FormFields {
        var bytes: [UInt8] = []
        var sent = 0
        for try await buffer in request.body {
            sent += buffer.readableBytes
            if sent <= limit { bytes += buffer.readableBytesView }
            if sent > limit + Self.mostDiscarded { break }
        }
        guard sent <= limit else { throw Refusal(kind: .tooLarge(limitInBytes: limit)) }
        guard let form = FormFields(bytes: bytes) else {
            throw Refusal.badRequest("提交的内容无法识别，请返回页面重新提交。")
        }
        return form
    }

    private static let mostDiscarded = 64 * 1_048_576

    // MARK: Who may

    /// The unit that the subject of this request belongs to.
    /// - Throws: `Refusal.notFound` when there is no such subject in this county.
    func checkPermission() async throws {
        var unit: OrganisationUnit.ID?
        if let subject = route.subject {
            guard let name = route.parameters.first, let id = parameters[name].flatMap({ Int64($0) }) else { throw Refusal.notFound }
            unit = try await read { view in
                let queries = SubjectQueries(view.transaction, site: view.site)
                switch subject {
                case .draft: return try queries.unit(ofDraft: id)
                case .disclosure: return try queries.unit(ofDisclosure: id)
                case .obligation: return try queries.unit(ofObligation: id)
                case .batch: return try queries.unit(ofBatch: id)
                case .request: return try queries.unit(ofRequest: id)
                case .dispute: return try queries.unit(ofDispute: id)
                case .unit: return try view.unitRegister.find(OrganisationUnit.ID(id))?.id
                case .message: return try queries.unit(ofMessage: id)
                case .answer: return try queries.unit(ofAnswer: id)
                }
            }
            guard unit != nil else { throw Refusal.notFound }
        }
        if let refusal = route.permission.refusal(for: signedIn?.staff, unit: unit) { throw refusal }
    }

    func askToSignIn() throws -> Answer {
        if route.method == .post { return try resend() }
        let next = request.head.path ?? WorkRoute.today.pattern
        return .redirect(to: WorkRoute.signIn.link(query: [("next", next)]))
    }

    func askAgain() throws -> Answer {
        guard isSameOrigin else { throw Refusal.badRequest("表单不是从本工作台提交的，没有执行。请从工作台的页面重新操作。") }
        return try resend()
    }

    private func resend() throws -> Answer {
        guard !wantsJSON else {
            return Answer(
                status: HTTPResponse.Status(code: 401), mediaType: Answer.json, body: Array(#"{"error":"signed-out"}"#.utf8))
        }
        guard let action = WebAddress(request.head.path ?? "") else { throw Refusal.notFound }
        // A password is typed again: it must not stand in a page.
        let fields = form.fields.filter { !$0.name.hasPrefix("password") && $0.name != "code" }
        return show(
            ResendPage(action: action, fields: fields, isSignedIn: signedIn != nil), status: HTTPResponse.Status(code: 401))
    }

    /// A script asks, not a person.
    var wantsJSON: Bool { request.headers[.accept]?.hasPrefix("application/json") == true }

    // MARK: Answers

    var frame: WorkFrame {
        WorkFrame(
            county: county, staff: signedIn?.staff, csrf: csrf, route: route, assets: portal.assets.digests,
            notice: query["done"].flatMap(WorkNotice.init)?.sentence, today: now.day)
    }

    func show(_ page: some WorkPage, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, body: page.render(in: frame))
    }

    /// The page for an error; what is not a refusal is passed on to be logged.
    func failure(_ error: any Error) throws -> Answer {
        let kind: WorkErrorPage.Kind
        switch error {
        case let refusal as Permission.Refusal: kind = .forbidden(refusal)
        case let refusal as GateRefusal: kind = .refused(refusal.sentences)
        case let refusal as RequestRefusal: kind = refusal.reasons == [.noSuchRequest] ? .notFound : .refused(refusal.sentences)
        case let refusal as FileRequest.Refusal: kind = .refused(refusal.sentences)
        case let refusal as RecordDispute.Refusal: kind = refusal == .unknown ? .notFound : .refused([refusal.sentence])
        case let refusal as RoundRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.sentences)
        case let refusal as ServiceRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.problems.map(\.message))
        case let reason as RatingReason: kind = .refused([reason.sentence])
        case let refusal as ProgrammeRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.problems.map(\.message))
        case let refusal as MessageRefusal:
            kind = refusal.reasons == [.noSuchMessage] ? .notFound : .refused(refusal.problems.map(\.message))
        case let refusal as InspectionRefusal:
            kind = refusal.reasons == [.notFound] ? .notFound : .refused(refusal.reasons.map(\.sentence))
        case let refusal as KeepAnswer.Refusal: kind = refusal == .unknown ? .notFound : .refused([refusal.sentence])
        case let refusal as OpinionRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.problems.map(\.message))
        case let refusal as InterpretationRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.problems.map(\.message))
        case let refusal as ParticipationRefusal: kind = refusal.isUnknown ? .notFound : .refused(refusal.problems.map(\.message))
        case is UnknownLedgerLine: kind = .notFound
        case is NoIdentityKey: kind = .refused([NoIdentityKey.sentence])
        case let refusal as QueryRefusal: kind = .badRequest(refusal.sentence)
        case StoreError.stale: kind = .stale
        case let refusal as Refusal:
            switch refusal.kind {
            case .notFound: kind = .notFound
            case .badRequest(let sentence): kind = .badRequest(sentence)
            case .tooLarge(let limit): kind = .tooLarge(limitInBytes: limit)
            default: throw error
            }
        default: throw error
        }
        var page = WorkErrorPage(kind: kind)
        if case .stale = kind { (page.kept, page.newest) = (typedTexts, subjectPage) }
        if wantsJSON {
            var json = JSONWriter()
            json.object { $0.value("error", page.title) }
            return Answer(
                status: HTTPResponse.Status(code: page.status), mediaType: Answer.json,
                body: json.utf8)
        }
        return show(page, status: HTTPResponse.Status(code: page.status))
    }
}

extension WorkRequest {
    /// What somebody wrote, as against keys, numbers and choices, which a form has by itself.
    fileprivate var typedTexts: [String] {
        form.fields.filter { !$0.name.hasPrefix("password") && !["csrf", "code", "token"].contains($0.name) }.map(\.value).filter { text in
            !text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
        }
    }

    /// The page of what the address names.
    fileprivate var subjectPage: WebAddress? {
        guard route.subject != nil, let path = request.head.path else { return nil }
        let segments = path.split(separator: "?")[0].split(separator: "/").prefix(3)
        return segments.count == 3 ? WebAddress("/" + segments.joined(separator: "/")) : nil
    }
}

/// The fields of a form, decoded, in their order.
struct FormFields: Sendable {
    private(set) var fields: [(name: String, value: String)] = []

    init() {}

    /// `nil` when it has more than 5,000 fields, a broken escape, or is not UTF-8.
    init?(bytes: some Collection<UInt8>) {
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < 5000, let name = QueryParameters.decoded(form: sides[0]),
                let value = sides.count == 2 ? QueryParameters.decoded(form: sides[1]) : ""
            else { return nil }
            fields.append((name, value))
        }
    }

    init(_ fields: [(name: String, value: String)]) { self.fields = fields }

    /// The first value with that name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// White space at both ends removed; empty when it is missing.
    func text(_ name: String) -> String { Folding.trimmed(self[name] ?? "") }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    func isOn(_ name: String) -> Bool { self[name] != nil }
}

extension HTTPField.Name {
    static let fetchSite = workField("Sec-Fetch-Site")
    static let csrf = workField("X-CSRF-Token")

    private static func workField(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
        return field
    }
}
