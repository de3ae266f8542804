import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func messageStatus() -> Answer { messageLookup(number: "", problem: nil) }

    fileprivate func messageLookup(number: String, problem: String?) -> Answer {
        let page = MessageLookupPage(number: number, problem: problem, token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame), status: problem == nil ? .ok : .unprocessableContent)
    }
}

/// Takes number and query code, and the rating.
struct MessageStatusHandler {
    private static let largestForm = 32 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .messageStatus, request))
        return try await portal.finish(try await answer(form, pages, address: context.clientAddress), request, county)
    }

    private func answer(_ form: QueryParameters, _ pages: PublicPages, address: String?) async throws -> Answer {
        let lookup = try VisitorLookup(form, of: .message, portal, client: address, noun: "留言编号")
        if let problem = lookup.problem { return pages.messageLookup(number: lookup.typed, problem: problem) }
        let (number, code) = (lookup.number, lookup.code)
        let tracking = TrackMessage(pages.installation, county: pages.county)
        guard try await tracking.run(number: number, code: code) != nil else {
            return pages.messageLookup(number: lookup.typed, problem: VisitorLookup.mismatch("留言编号"))
        }
        var (notice, problems): (String?, [AskingProblem]) = (nil, [])
        switch form["step"] {
        case "look": break
        case "rate":
            problems = try await rate(form, number, code, tracking)
            if problems.isEmpty { notice = "谢谢，您的评价已经记录。" }
        default: throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。")
        }
        guard let progress = try await tracking.run(number: number, code: code) else { throw Refusal.notFound }
        return try await show(progress, code: code, notice: notice, problems: problems, pages)
    }

    private func rate(_ form: QueryParameters, _ number: String, _ code: String, _ tracking: TrackMessage) async throws -> [AskingProblem] {
        guard let rating = form["rating"].flatMap({ Int($0) }).flatMap({ Message.Rating(rawValue: $0) }) else {
            return [AskingProblem(control: "rating", message: "请选择一项评价")]
        }
        let note = Folding.trimmed(form["note"] ?? "")
        guard note.unicodeScalars.count <= MessageStatusPage.noteLimit else {
            return [AskingProblem(control: "note", message: "想说的话最多 \(MessageStatusPage.noteLimit) 字，请缩短")]
        }
        do {
            _ = try await tracking.rate(number: number, code: code, rating, note: note)
            return []
        } catch let refusal as MessageRefusal {
            return [AskingProblem(control: "rate", message: refusal.reasons.contains(.isRated) ? "您已经评价过了，一件留言评价一次" : "答复之后才能评价")]
        }
    }

    private func show(
        _ progress: TrackMessage.Progress, code: String, notice: String?, problems: [AskingProblem], _ pages: PublicPages
    ) async throws -> Answer {
        let message = progress.message
        let due = try await pages.read { try $0.messageClock().timing(message.receivedOn).due }
        let page = MessageStatusPage(
            message: message, unitName: progress.unit.name, code: code, token: portal.tokens.make(now: pages.installation.now()), due: due,
            steps: progress.entries.map { ($0.time.day, $0.act.citizenWord, $0.text) }, answer: progress.answer,
            answeredOn: progress.answeredOn, mergedInto: progress.mergedInto,
            request: progress.request.map { MessageStatusPage.Following(number: $0.number, code: $0.code) },
            page: progress.isPublic ? .message(message.id) : nil, notice: notice, problems: problems)
        return pages.uncached(page.render(in: pages.frame), status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
