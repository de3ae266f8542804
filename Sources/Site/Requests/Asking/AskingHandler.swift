import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func requests() async throws -> Answer {
        let (today, isOnline) = (installation.now().day, installation.vault != nil)
        return try await read { [frame] view in
            let page = RequestsPage(
                office: try view.office(), statement: try view.statement("requests"),
                rules: try RequestSettingsRegister(view.transaction, site: view.site).book().rules(on: today), isOnline: isOnline)
            // Which rules count depends on the day, so the page is not kept.
            return Answer(body: page.render(in: frame))
        }
    }

    func requestSheet() async throws -> Answer {
        try await read { [frame] view in
            Answer(body: RequestSheetPage(office: try view.office()).render(in: frame), isCacheable: true)
        }
    }

    /// The first page of the form.
    func requestForm() async throws -> Answer {
        guard installation.vault != nil else { return .redirect(.requests) }
        return uncached(
            AskingPage(draft: RequestDraft(), step: .kind, token: portal.tokens.make(now: installation.now())).render(in: frame))
    }

    /// Whom a request can be addressed to.
    func askedUnits() async throws -> [OrganisationUnit] {
        try await read { view in
            try view.unitRegister.all().filter { unit in
                switch unit.kind {
                case .government, .department, .township, .institution: true
                case .village, .other: false
                }
            }
        }
    }
}

/// Takes the pages of the form for requests: each brings everything that was typed so far, and nothing is kept until it is handed in.
struct AskingHandler {
    static let largestForm = 96 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .requestForm, request))
        let asking = Asking(pages: pages, form: form, address: context.clientAddress)
        return try await portal.finish(try await asking.answer(), request, county)
    }
}

/// One page of the form that came in.
struct Asking {
    let pages: PublicPages
    let form: QueryParameters
    /// Of the client, where the server knows it.
    let address: String?
    private let draft: RequestDraft
    private let formCheck: VisitorFormCheck
    private let now: Instant
    private var token: String { formCheck.token }

    init(pages: PublicPages, form: QueryParameters, address: String?) {
        self.pages = pages
        self.form = form
        self.address = address
        draft = RequestDraft(form)
        now = pages.installation.now()
        formCheck = VisitorFormCheck(form, of: .request, pages.portal, client: address)
    }

    private var isAmending: Bool { form["amending"] == "1" }
    private var portal: Portal { pages.portal }

    func answer() async throws -> Answer {
        if form["step"] == "suggest" { return try await suggestions() }
        if let text = form["edit"] {
            guard let step = AskingStep(rawValue: text) else { throw Refusal.badRequest("提交的表单无法识别，请返回重新填写。") }
            return try await page(step, isAmending: true)
        }
        let goesBack = form["go"] == "back"
        switch form["step"] {
        case "similar": return goesBack ? try await page(.information) : try await after(.information)
        // Words that were written somewhere else: the form begins with them.
        case "begin": return try await page(.kind)
        case "check": return form["go"] == "send" ? try await send() : try await check()
        case let text?:
            guard let step = AskingStep(rawValue: text) else { throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。") }
            if goesBack, let previous = step.previous { return try await page(previous) }
            return try await leave(step)
        case nil: throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。")
        }
    }

    /// “Next” on a page: its own fields must be right.
    private func leave(_ step: AskingStep) async throws -> Answer {
        let faults = try await faults().filter { step.fields.contains($0.field) }
        // What the delivery needs is asked for when the delivery is known.
        let own = step == .contact && !isAmending ? faults.filter { !$0.reason.isOfDelivery } : faults
        guard own.isEmpty else { return try await page(step, faults: own) }
        if step == .information {
            let documents = try await pages.similarDocuments(to: draft.form.information)
            if !documents.isEmpty {
                let page = SimilarDocumentsPage(draft: draft, documents: documents, token: token, isAmending: isAmending)
                return pages.uncached(page.render(in: pages.frame))
            }
        }
        return try await after(step)
    }

    private func after(_ step: AskingStep) async throws -> Answer {
        // Another kind of applicant has other papers.
        if isAmending { return try await check() }
        guard let next = step.next else { return try await check() }
        return try await page(next)
    }

    private func page(_ step: AskingStep, faults: [RequestFormFault] = [], isAmending amending: Bool? = nil) async throws -> Answer {
        let page = AskingPage(
            draft: draft, step: step, problems: AskingProblem.list(faults, in: draft), token: token, isAmending: amending ?? isAmending,
            units: step == .unit ? try await pages.askedUnits() : [])
        return pages.uncached(page.render(in: pages.frame), status: faults.isEmpty ? .ok : .unprocessableContent)
    }

    /// The check page; the first page on which something is wrong when not all is right, whatever was sent.
    private func check(problems: [AskingProblem] = [], question: HumanQuestion? = nil) async throws -> Answer {
        let faults = try await faults()
        if let first = faults.first {
            let step = AskingStep(of: first.field)
            return try await page(step, faults: faults.filter { step.fields.contains($0.field) }, isAmending: true)
        }
        let unit = try await unitName()
        let page = AskingCheckPage(draft: draft, unitName: unit, token: token, question: question?.text, problems: problems)
        return pages.uncached(page.render(in: pages.frame), status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func faults() async throws -> [RequestFormFault] {
        var faults = draft.faults(on: now.day)
        let code = draft.form.unit
        if !code.isEmpty, !faults.contains(where: { $0.field == .unit }), try await !pages.askedUnits().contains(where: { $0.code == code })
        {
            let place = faults.firstIndex { AskingStep(of: $0.field).number > AskingStep.unit.number } ?? faults.endIndex
            faults.insert(RequestFormFault(.unit, .unsuitable), at: place)
        }
        return faults
    }

    private func unitName() async throws -> String {
        let code = draft.form.unit
        let known = try await pages.askedUnits().first { !code.isEmpty && $0.code == code }
        return known?.name ?? "不清楚，交政府信息公开工作机构"
    }

    /// Whom it went to: when nobody was chosen, the office in charge.
    private func filedUnitName() async throws -> String {
        guard draft.form.unit.isEmpty else { return try await unitName() }
        return try await pages.read { try $0.office()?.name } ?? ""
    }

    // MARK: Handing in

    private func send() async throws -> Answer {
        let faults = try await faults()
        guard faults.isEmpty else { return try await check() }
        switch try formCheck.run() {
        case .expired:
            return try await check(
                problems: [AskingProblem(control: AskingCheckPage.sendControl, message: "页面打开时间过长，已为您保留填写的内容，请核对后再次提交")])
        case .question(let question, let words):
            return try await check(problems: [AskingProblem(control: AskingCheckPage.answerField, message: words)], question: question)
        case nil: return try await file()
        }
    }

    private func file() async throws -> Answer {
        do {
            let filed = try await FileRequest(pages.installation, county: pages.county).run(
                FileRequest.Entry(form: draft.form, channel: .internet), token: token)
            let page = RequestReceiptPage(
                number: filed.number, code: filed.code, submitted: now, unitName: try await filedUnitName(), phone: pages.county.phone)
            return pages.uncached(page.render(in: pages.frame))
        } catch FileRequest.Refusal.faults {
            return try await check()
        } catch FileRequest.Refusal.unknownUnit {
            return try await page(.unit, faults: [RequestFormFault(.unit, .unsuitable)], isAmending: true)
        } catch FileRequest.Refusal.noOffice {
            throw Refusal.badRequest("本县还没有设置受理申请的单位，请用页面上的其他联系办法提出申请。")
        } catch is NoIdentityKey {
            throw Refusal(kind: .unavailable)
        }
    }

    // MARK: While typing

    private func suggestions() async throws -> Answer {
        guard !formCheck.isExpired, portal.guards(.request).allowsSuggestion(now: now) else {
            throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60))
        }
        let text = String(String.UnicodeScalarView((form[RequestField.description.rawValue] ?? "").unicodeScalars.prefix(200)))
        let documents = try await pages.similarDocuments(to: RequestedInformation(description: text))
        let results = Suggestions(
            documents: documents.map { Suggestions.Found(title: $0.title, address: Address.disclosure($0.id).path) })
        var answer = try json(results)
        answer.headers[.cacheControl] = "no-store"
        return answer
    }
}

extension RequestFormFault.Reason {
    /// Known only when the way of delivery is.
    fileprivate var isOfDelivery: Bool {
        switch self {
        case .neededFor: true
        case .missing, .tooLong, .unprintable, .malformed, .wrongCheckCharacter, .outdated, .unsuitable, .noContact, .impossible: false
        }
    }
}
