import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Outbound
import Pages
import Persistence
import Registers

extension Portal {
    static let subscriptionEndpoints: [VisitorEndpoint] = [
        VisitorEndpoint(.subscribe) { try await SubscriptionHandler($0, $1, $2).ask() },
        VisitorEndpoint(.subscriptionConfirmation) { try await SubscriptionHandler($0, $1, $2).confirm() },
        VisitorEndpoint(.subscription) { try await SubscriptionHandler($0, $1, $2).change() },
    ]

    /// Scheme and host for the links in mail, which must not come from whoever sends a form; `nil` where no mail can be sent.
    func mailOrigin(_ county: County) -> String? {
        guard settings.sendsMail, installation.vault != nil else { return nil }
        return settings.origin ?? county.hosts.first.map { "https://\($0)" }
    }
}

extension SiteView {
    var targets: TargetRegister { TargetRegister(transaction, site: site) }

    /// What somebody subscribes to, in words; what is no longer there is named by its key.
    func words(_ topic: SubscriptionTopic) throws -> String {
        switch topic {
        case .everything: "全部新公开的文件"
        case .unit(let code): "单位：\(try unitRegister.find(code: code)?.name ?? code)"
        case .domain(let code): "领域：\(try dutyRegister.domains().first { $0.code == code }?.name ?? code)"
        case .item(let id): "事项：\(try catalogue.appearances(of: id).last?.entry.levels.joined(separator: " › ") ?? id.description)"
        case .search(let words): "含有“\(words)”"
        case .group(let code): "对象：\(try targets.group(code)?.name ?? code)"
        }
    }
}

extension PublicPages {
    private static let groupLength = 50

    func subscriptionForm(_ start: SubscriptionStart) async throws -> Answer {
        try await subscriptionForm(SubscriptionDraft(start: start))
    }

    /// The form, with what is wrong in it; the choices are those that there are today.
    func subscriptionForm(
        _ draft: SubscriptionDraft, problems: [SubscriptionFormPage.Problem] = [], question: HumanQuestion? = nil, token: String? = nil
    ) async throws -> Answer {
        let item = try await itemLink(draft.start.item)
        let token = portal.mailOrigin(county).map { _ in token ?? portal.tokens.make(now: installation.now()) }
        return try await read { [frame] view in
            let page = SubscriptionFormPage(
                draft: draft, units: try view.unitRegister.all().map { FilterOption(value: $0.code, label: $0.name) },
                domains: try view.dutyRegister.domains().map { FilterOption(value: $0.code, label: $0.name) },
                groups: try view.targets.groups().filter(\.isOpen).map { FilterOption(value: $0.code, label: $0.name) }, item: item,
                token: token, problems: problems, question: question?.text)
            return uncached(page.render(in: frame), status: problems.isEmpty ? .ok : .unprocessableContent)
        }
    }

    func subscriptionConfirmation(_ token: String) async throws -> Answer {
        let wish = try await ConfirmSubscription(installation, county: county).look(token)
        return try await read { [frame] view in
            let page = SubscriptionConfirmationPage(
                topics: try wish.map { try $0.topics.map(view.words) }, rhythm: wish?.rhythm ?? .daily, token: token)
            return uncached(page.render(in: frame), status: wish == nil ? .notFound : .ok)
        }
    }

    func subscription(_ token: String) async throws -> Answer {
        guard installation.vault != nil else { throw Refusal.notFound }
        return try await show(ChangeSubscription(installation, county: county).look(token), token)
    }

    func show(_ subscriber: Subscriber?, _ token: String, status: HTTPResponse.Status = .ok) async throws -> Answer {
        try await read { [frame] view in
            let page = SubscriptionPage(
                topics: try subscriber?.topics.map { (topic: $0, words: try view.words($0)) } ?? [], rhythm: subscriber?.rhythm,
                token: token)
            return uncached(page.render(in: frame), status: status)
        }
    }

    func targetGroup(_ code: String) async throws -> Answer {
        try await read { [frame] view in
            guard let group = try view.targets.group(code) else { throw Refusal.notFound }
            var filter = DisclosureQueries.Filter()
            filter.group = code
            let page = TargetGroupPage(
                group: group, documents: try view.newest(filter, limit: Self.groupLength),
                others: try view.targets.groups().filter { $0.isOpen && $0.code != code })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }
}

/// Takes what visitors send about their subscriptions.
struct SubscriptionHandler {
    private static let largestForm = 16 * 1024

    private let portal: Portal
    private let request: Request
    private let county: County
    private let pages: PublicPages
    private let parameter: String?
    private let client: String?
    private let now: Instant

    init(_ portal: Portal, _ request: Request, _ context: VisitorContext) throws {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        self.portal = portal
        self.request = request
        self.county = county
        pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .subscribe(), request))
        parameter = context.parameters.get("token").flatMap { QueryParameters.decoded(segment: $0) }
        client = context.clientAddress
        now = portal.installation.now()
    }

    // MARK: Asking

    func ask() async throws -> Response {
        guard let origin = portal.mailOrigin(county) else { throw Refusal.badRequest("本网站目前没有开通邮件订阅，请使用 Atom 订阅地址。") }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        return try await portal.finish(try await answer(form, origin), request, county)
    }

    private func answer(_ form: QueryParameters, _ origin: String) async throws -> Answer {
        let draft = SubscriptionDraft(
            start: try SubscriptionStart(form), everything: form["everything"] == "1", email: Folding.trimmed(form["email"] ?? ""),
            rhythm: form["rhythm"] ?? "")
        let check = VisitorFormCheck(form, of: .subscription, portal, client: client)
        var problems = try await problems(draft)
        if check.isExpired { problems.append(.init(field: .topic, message: VisitorFormCheck.expiredWords)) }
        guard problems.isEmpty, let rhythm = SubscriptionRhythm(rawValue: draft.rhythm) else {
            return try await pages.subscriptionForm(draft, problems: problems, token: check.token)
        }
        if case .question(let question, var words) = try check.run() {
            // Here the question stands above the button, not at the end of a page.
            if form[AskingCheckPage.answerField]?.isEmpty != false { words = "请回答问题后再提交" }
            return try await pages.subscriptionForm(
                draft, problems: [.init(field: .answer, message: words)], question: question, token: check.token)
        }
        do {
            try await AskSubscription(portal.installation, county: county).run(draft.email, draft.topics, rhythm, origin: origin)
        } catch is AskSubscription.Refusal {
            throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 3600))
        }
        return .redirect(.subscribeSent)
    }

    private func problems(_ draft: SubscriptionDraft) async throws -> [SubscriptionFormPage.Problem] {
        var problems: [SubscriptionFormPage.Problem] = []
        if draft.topics.isEmpty { problems.append(.init(field: .topic, message: "请至少选择一项订阅内容")) }
        if try await !pages.read({ try $0.offers(draft.topics) }) {
            problems.append(.init(field: .topic, message: "所选的单位、领域、事项或者对象不存在，请重新选择"))
        }
        if draft.email.isEmpty {
            problems.append(.init(field: .email, message: "请填写电子邮箱"))
        } else if MailAddress(draft.email)?.address != draft.email {
            problems.append(.init(field: .email, message: "电子邮箱的格式不对，应类似 name@example.com"))
        }
        if SubscriptionRhythm(rawValue: draft.rhythm) == nil { problems.append(.init(field: .rhythm, message: "请选择多久一次")) }
        return problems
    }

    // MARK: Links in mail

    /// Whoever tries tokens is held up.
    private func token() throws -> String {
        guard let parameter else { throw Refusal.notFound }
        guard portal.guards(.subscription).allowsLook(from: client, now: now) else {
            throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60))
        }
        return parameter
    }

    func confirm() async throws -> Response {
        let token = try token()
        guard let own = try await ConfirmSubscription(portal.installation, county: county).run(token) else {
            return try await portal.finish(try await pages.subscriptionConfirmation(token), request, county)
        }
        return try await portal.finish(.redirect(.subscription(own)), request, county)
    }

    /// The subscriber's own form; also one request of a mail program (RFC 8058), whatever form it has, which must not be sent elsewhere.
    func change() async throws -> Response {
        let token = try token()
        let act = ChangeSubscription(portal.installation, county: county)
        let body = String(buffer: try await collected())
        if body.contains("List-Unsubscribe") {
            _ = try await act.run(.end, token: token)
            return try await portal.finish(try await pages.show(nil, token), request, county)
        }
        guard let form = QueryParameters(text: body, limitInBytes: Self.largestForm), let change = Self.change(form) else {
            throw Refusal.badRequest("提交的表单无法识别，请从邮件中的网址重新进入。")
        }
        _ = try await act.run(change, token: token)
        return try await portal.finish(.redirect(.subscription(token)), request, county)
    }

    private func collected() async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: Self.largestForm)
        } catch is NIOTooManyBytesError {
            throw Refusal(kind: .tooLarge(limitInBytes: Self.largestForm))
        }
    }

    private static func change(_ form: QueryParameters) -> ChangeSubscription.Change? {
        switch form["act"] {
        case "end": .end
        case "drop": form["topic"].flatMap { SubscriptionTopic(text: $0) }.map { .drop($0) }
        case "rhythm": form["rhythm"].flatMap { SubscriptionRhythm(rawValue: $0) }.map { .rhythm($0) }
        default: nil
        }
    }
}

extension SiteView {
    /// Whether all of that can be subscribed to.
    fileprivate func offers(_ topics: [SubscriptionTopic]) throws -> Bool {
        try topics.allSatisfy { topic in
            switch topic {
            case .everything: true
            case .search(let words): !SearchTerms(words).isEmpty
            case .unit(let code): try unitRegister.find(code: code) != nil
            case .domain(let code): try dutyRegister.domains().contains { $0.code == code }
            case .item(let id): try !catalogue.appearances(of: id).isEmpty
            case .group(let code): try targets.group(code)?.isOpen == true
            }
        }
    }
}
