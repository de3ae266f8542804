import Domain
import Files
import HTTPTypes
import Hummingbird
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func requestStatus() -> Answer { lookup(number: "", problem: nil) }

    fileprivate func lookup(number: String, problem: String?) -> Answer {
        let page = RequestLookupPage(number: number, problem: problem, token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame), status: problem == nil ? .ok : .unprocessableContent)
    }
}

/// Takes number and query code, and what an applicant does with them: hands in what was asked back, withdraws, reads the reply.
struct StatusHandler {
    private static let largestForm = 32 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .requestStatus, request))
        return try await portal.finish(try await answer(form, pages, address: context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ pages: PublicPages, address: String?) async throws -> Answer {
        let lookup = try VisitorLookup(form, of: .request, portal, client: address, noun: "申请编号")
        if let problem = lookup.problem { return pages.lookup(number: lookup.typed, problem: problem) }
        let (number, code, now) = (lookup.number, lookup.code, pages.installation.now())
        guard let view = try await pages.trackedRequest(number: number, code: code) else {
            return pages.lookup(number: lookup.typed, problem: VisitorLookup.mismatch("申请编号"))
        }
        let act = Act(pages: pages, form: form, view: view, code: code, now: now)
        if let answer = try await act.run() { return answer }
        // The page shows the case as it stands after the act.
        guard let after = try await pages.trackedRequest(number: number, code: code) else { throw Refusal.notFound }
        return try Act(pages: pages, form: form, view: after, code: code, now: now).page(notice: act.notice)
    }
}

/// A request as its applicant sees it, with the letters that can be read on the portal.
private struct TrackedRequest: Sendable {
    let progress: TrackRequest.Progress
    let left: TimeLeft?
    /// What was asked back, as the letter says it.
    let question: String?
    let letters: [OfficialLetter]

    func name(of letter: OfficialLetter) -> String { [letter.number, letter.title].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension PublicPages {
    /// `nil` for a wrong number and for a wrong code alike.
    fileprivate func trackedRequest(number: String, code: String) async throws -> TrackedRequest? {
        guard let progress = try await TrackRequest(installation, county: county).run(number: number, code: code) else { return nil }
        let calendar = try await read { try HolidayRegister($0.transaction).calendar() }
        var question: String?
        if progress.standing.state == .clarificationAsked,
            let asked = progress.letters.last(where: { $0.kind == LetterKind.clarification.rawValue })
        {
            question = try await letter(asked.id, of: progress.request.id)?.paragraphs.map(\.text).joined(separator: "\n")
        }
        var letters: [OfficialLetter] = []
        for known in progress.letters where known.isOnline {
            if let words = try await letter(known.id, of: progress.request.id) { letters.append(words) }
        }
        return TrackedRequest(
            progress: progress, left: progress.standing.timeLeft(on: installation.now().day, calendar: calendar), question: question,
            letters: letters)
    }

    /// `nil` when its words were destroyed with the case's papers.
    private func letter(_ letter: RequestLetter.ID, of id: DisclosureRequest.ID) async throws -> OfficialLetter? {
        do {
            return try await IssueLetter(installation, county: county).letter(letter, of: id)
        } catch let refusal as RequestRefusal where refusal.reasons == [.noSuchLetter] {
            return nil
        }
    }
}

/// What an applicant does on the page of a request.
private struct Act {
    let pages: PublicPages
    let form: QueryParameters
    let view: TrackedRequest
    let code: String
    let now: Instant

    /// - Returns: `nil` when something was done.
    func run() async throws -> Answer? {
        switch form["step"] {
        case "look": return try page()
        case "letter": return try await letter(try chosen("letter", of: view.letters))
        case "file": return try file(try chosen("file", of: view.progress.enclosed))
        case "clarify": return try await clarify()
        case "withdraw": return try await withdraw()
        default: throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。")
        }
    }

    var notice: String? {
        switch form["step"] {
        case "clarify": "已经收到您的补正，答复期限自今天起重新计算。"
        case "withdraw": "申请已经撤回。"
        default: nil
        }
    }

    /// The one whose number, counted from 1, stands in the form.
    private func chosen<Element>(_ name: String, of list: [Element]) throws -> Element {
        guard let number = form[name].flatMap({ Int($0) }), (1...max(1, list.count)).contains(number), !list.isEmpty else {
            throw Refusal.notFound
        }
        return list[number - 1]
    }

    private func letter(_ letter: OfficialLetter) async throws -> Answer {
        guard let name = form["format"] else { return pages.uncached(RequestLetterPage(letter: letter).render(in: pages.frame)) }
        guard let format = LetterFile(rawValue: name) else { throw Refusal.notFound }
        do {
            return try await format.answer(letter, name: view.name(of: letter)).unkept
        } catch let error as UnwritableFile {
            return try wrong("letters", error.reason)
        }
    }

    private func file(_ file: RequestFile) throws -> Answer {
        Answer.download(try pages.portal.fileStore().read(file.stored), mediaType: file.mediaType, name: file.name).unkept
    }

    private func clarify() async throws -> Answer? {
        let text = Folding.trimmed(form["clarification"] ?? "")
        let count = text.unicodeScalars.count
        let limit = RequestStatusPage.clarificationLimit
        if text.isEmpty { return try wrong("clarification", "请填写补正的内容") }
        if count > limit { return try wrong("clarification", "补正的内容最多 \(limit) 个字，现在有 \(count) 个，请缩短") }
        return try await record(.clarified, note: text, control: "clarification")
    }

    private func withdraw() async throws -> Answer? {
        guard form["sure"] == "1" else { return try wrong("sure", "确定要撤回的，请先勾选“我确定要撤回这份申请”") }
        return try await record(.withdrawn, note: "", control: "sure")
    }

    private func record(_ kind: RequestFact.Kind, note: String, control: String) async throws -> Answer? {
        do {
            try await RecordRequest(pages.installation, county: pages.county).byApplicant(
                view.progress.request.id, RequestFact(kind, on: now.day), note: note)
            return nil
        } catch is RequestRefusal {
            return try wrong(control, "申请现在的状态不能这样办理，请看页面上的办理进度，或者联系受理单位")
        }
    }

    private func wrong(_ control: String, _ message: String) throws -> Answer {
        try page(problems: [AskingProblem(control: control, message: message)])
    }

    func page(notice: String? = nil, problems: [AskingProblem] = []) throws -> Answer {
        let progress = view.progress
        var page = RequestStatusPage(
            number: progress.request.number, code: code, token: pages.portal.tokens.make(now: now), unitName: progress.unit.name,
            facts: progress.facts, standing: progress.standing, left: view.left, question: view.question,
            letters: view.letters.map { view.name(of: $0) },
            enclosed: progress.enclosed.map { ($0.name, $0.sizeInBytes) },
            following: progress.following.map {
                RequestStatusPage.Following(number: $0.number, unitName: $0.unitName, code: $0.code)
            }, notice: notice, problems: problems, clarification: problems.isEmpty ? "" : form["clarification"] ?? "")
        page.letter = progress.letter.map { MessageStatusPage.Following(number: $0.number, code: $0.code) }
        return pages.uncached(page.render(in: pages.frame), status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
