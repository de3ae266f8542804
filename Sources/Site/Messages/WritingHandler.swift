import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    /// The empty form.
    func messageForm() async throws -> Answer {
        guard installation.vault != nil else { return .redirect(.messages()) }
        return try await messageForm(MessageForm(), problems: [], token: portal.tokens.make(now: installation.now()))
    }

    fileprivate func messageForm(_ form: MessageForm, problems: [AskingProblem], token: String) async throws -> Answer {
        let (units, today) = (try await askedUnits(), installation.now().day)
        let term = try await read { try $0.messageClock().terms(on: today).answer }
        let page = MessageFormPage(form: form, units: units, problems: problems, token: token, term: term)
        return uncached(page.render(in: frame), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Answers of the base, public letters and documents that may say it already, the likeliest of each first.
    func similar(to title: String, _ text: String) async throws -> [MessageCheckPage.Similar] {
        let today = installation.now().day
        let pieces = SuggestionTerms.pieces(of: "\(title)\n\(text)")
        guard !pieces.isEmpty else { return [] }
        let scope = portal.searchScope(county)
        let scored = try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: scope)
            return try ["answer", "message"].map { kind -> (String, [Int64: Int]) in
                var scores: [Int64: Int] = [:]
                for piece in pieces {
                    for hit in try queries.entries(SearchTerms(piece), kind: kind, limit: 20).hits {
                        // A word of the question says more than one of the answer.
                        scores[hit.subject, default: 0] += Folding.fold(hit.title).contains(piece) ? 3 : 1
                    }
                }
                return (kind, scores)
            }
        }
        // One place in a long text is chance; half of what was written, or the title, is not.
        let least = max(3, min(6, pieces.count))
        var similar = try await read { view in
            try scored.flatMap { kind, scores -> [MessageCheckPage.Similar] in
                let best = scores.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
                return try best.compactMap { subject, _ in
                    if kind == "answer" {
                        let answer = try view.baseAnswers.find(BaseAnswer.ID(subject))
                        guard let answer, answer.isPublic(on: today), let content = answer.content else { return nil }
                        return MessageCheckPage.Similar(title: content.question, address: .answer(answer.id), kind: "常见问题")
                    }
                    return try view.messageQueries.published(Message.ID(subject)).map {
                        MessageCheckPage.Similar(title: $0.title, address: .message($0.id), kind: "留言答复")
                    }
                }
            }
        }
        let documents = try await similarDocuments(to: RequestedInformation(description: "\(title)\n\(text)"), limit: 3)
        similar += documents.map { MessageCheckPage.Similar(title: $0.title, address: .disclosure($0.id), kind: "公开文件") }
        return similar
    }
}

/// Takes the form for letters: each page brings everything that was typed, and nothing is kept until it is sent.
struct WritingHandler {
    /// 5,000 characters in the longest way of writing them, and the rest.
    static let largestForm = 96 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .messageForm, request))
        guard pages.installation.vault != nil else { throw Refusal(kind: .unavailable) }
        let writing = Writing(pages: pages, form: form, address: context.clientAddress)
        return try await portal.finish(try await writing.answer(), request, county)
    }
}

extension MessageForm {
    init(_ form: QueryParameters) {
        self.init(
            kind: Message.Kind(rawValue: form["kind"] ?? ""), unit: form["unit"] ?? "", title: form["title"] ?? "",
            text: form["text"] ?? "",
            sender: MessageSender(name: form["name"] ?? "", phone: form["phone"] ?? "", email: form["email"] ?? ""),
            mayPublish: form["publish"] == "yes" ? true : form["publish"] == "no" ? false : nil)
        self = tidied
    }
}

/// One page of the form that came in.
private struct Writing {
    let pages: PublicPages
    let form: QueryParameters
    let address: String?
    private let draft: MessageForm
    private let formCheck: VisitorFormCheck
    private let now: Instant
    private var token: String { formCheck.token }

    init(pages: PublicPages, form: QueryParameters, address: String?) {
        self.pages = pages
        self.form = form
        self.address = address
        draft = MessageForm(form)
        now = pages.installation.now()
        formCheck = VisitorFormCheck(form, of: .message, pages.portal, client: address)
    }

    func answer() async throws -> Answer {
        switch form["step"] {
        case "edit": return try await pages.messageForm(draft, problems: [], token: token)
        case "check": return try await check()
        case "send": return try await send()
        default: throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。")
        }
    }

    private func faults() async throws -> [MessageFault] {
        var faults = draft.faults
        let code = draft.unit
        if !code.isEmpty, !faults.contains(where: { $0.field == .unit }), try await !pages.askedUnits().contains(where: { $0.code == code })
        {
            faults.append(MessageFault(.unit, .unknown))
        }
        return faults
    }

    private func check(problems: [AskingProblem] = [], question: HumanQuestion? = nil) async throws -> Answer {
        let faults = try await faults()
        guard faults.isEmpty else {
            return try await pages.messageForm(
                draft, problems: faults.map { AskingProblem(control: $0.field.rawValue, message: $0.sentence) }, token: token)
        }
        // Looking for what says it already costs; the form works without.
        let mayLook = !formCheck.isExpired && pages.portal.guards(.message).allowsSuggestion(now: now)
        let similar = mayLook ? try await pages.similar(to: draft.title, draft.text) : []
        let known = try await pages.askedUnits().first { !draft.unit.isEmpty && $0.code == draft.unit }
        let page = MessageCheckPage(
            form: draft, unitName: known?.name ?? "不清楚，请代为转办", token: token, similar: similar,
            offersRequest: DisclosureWish.isLikely(in: "\(draft.title)。\(draft.text)"), question: question?.text, problems: problems)
        return pages.uncached(page.render(in: pages.frame), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func send() async throws -> Answer {
        guard try await faults().isEmpty else { return try await check() }
        switch try formCheck.run() {
        case .expired:
            return try await check(
                problems: [AskingProblem(control: MessageCheckPage.sendControl, message: "页面打开时间过长，已为您保留填写的内容，请核对后再次提交")])
        case .question(let question, let words):
            return try await check(problems: [AskingProblem(control: AskingCheckPage.answerField, message: words)], question: question)
        case nil: return try await file()
        }
    }

    private func file() async throws -> Answer {
        do {
            let filed = try await FileMessage(pages.installation, county: pages.county).run(draft, token: token)
            let today = now.day
            let due = try await pages.read { try $0.messageClock().timing(today).due }
            let page = MessageReceiptPage(number: filed.number, code: filed.code, submitted: now, due: due)
            return pages.uncached(page.render(in: pages.frame))
        } catch FileMessage.Refusal.faults {
            return try await check()
        } catch FileMessage.Refusal.noOffice {
            throw Refusal.badRequest("本县还没有设置受理留言的单位，请拨打 12345 热线。")
        }
    }
}
