import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    func commentForm(item: CatalogueItem.ID?) async throws -> Answer {
        let link = try await itemLink(item)
        if item != nil, link == nil { throw Refusal.notFound }
        let page = CommentFormPage(
            draft: CommentDraft(item: item), item: link, problems: [], token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame))
    }

    func commentReceipt(_ number: String) async throws -> Answer {
        let site = county.id
        let comment = try await installation.store.read { try CommentRegister($0, site: site).find(receipt: number) }
        guard let comment else { throw Refusal.notFound }
        let page = CommentReceiptPage(
            number: comment.receipt, received: comment.received, item: try await itemLink(comment.item),
            state: comment.answered.map { .answered($0) } ?? .received)
        return uncached(page.render(in: frame))
    }

    func itemLink(_ item: CatalogueItem.ID?) async throws -> ItemLink? {
        guard let item else { return nil }
        return try await read { view in try view.catalogue.appearances(of: item).last.map { ItemLink(id: $0.id, levels: $0.entry.levels) } }
    }

    /// Holds somebody's words or a token: kept nowhere.
    func uncached(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, body: body, headers: [.cacheControl: "no-store"])
    }
}

/// Takes the comment form: check, edit, send (接受社会监督).
struct CommentHandler {
    static let largestForm = 64 * 1024
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request) async throws -> Response {
        guard let county = portal.county(host: request.head.authority) else { throw Refusal.notFound }
        let form = try await request.visitorForm(limitInBytes: Self.largestForm)
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .comment(), request))
        return try await portal.finish(try await answer(form, pages), request, county)
    }

    private func answer(_ form: QueryParameters, _ pages: PublicPages) async throws -> Answer {
        let installation = pages.installation
        let item = form["item"].flatMap { $0.isEmpty ? nil : CatalogueItem.ID(text: $0) }
        let draft = CommentDraft(
            item: item, text: Folding.trimmed(form["text"] ?? ""), name: Folding.trimmed(form["name"] ?? ""),
            contact: Folding.trimmed(form["contact"] ?? ""))
        let link = try await pages.itemLink(item)
        let token = portal.tokens.make(now: installation.now())
        var problems = problems(draft, link)
        if item == nil, let text = form["item"], !text.isEmpty {
            problems.append(CommentFormPage.Problem(field: .item, message: "所选的公开事项不存在，请从事项页面重新进入"))
        }
        if !portal.tokens.isValid(form["token"] ?? "", now: installation.now()) {
            problems.append(CommentFormPage.Problem(field: .text, message: "页面打开时间过长，已为您保留填写的内容，请再次提交"))
        }
        guard problems.isEmpty else {
            let page = CommentFormPage(draft: draft, item: link, problems: problems, token: token)
            return pages.uncached(page.render(in: pages.frame), status: .unprocessableContent)
        }
        switch form["step"] {
        case "check": return pages.uncached(CommentCheckPage(draft: draft, item: link, token: token).render(in: pages.frame))
        case "edit": return pages.uncached(CommentFormPage(draft: draft, item: link, problems: [], token: token).render(in: pages.frame))
        case "send":
            guard portal.comments.allows(now: installation.now()) else { throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60)) }
            let receipt = try await CommentOnCatalogue(installation).run(
                CommentOnCatalogue.Draft(item: item, name: draft.name, contact: draft.contact, body: draft.text),
                token: form["token"] ?? "", site: pages.county.id)
            return .redirect(.commentReceipt(receipt))
        default: throw Refusal.badRequest("提交的表单缺少步骤，请返回重新填写。")
        }
    }

    private func problems(_ draft: CommentDraft, _ item: ItemLink?) -> [CommentFormPage.Problem] {
        var problems: [CommentFormPage.Problem] = []
        if draft.text.isEmpty { problems.append(CommentFormPage.Problem(field: .text, message: "请填写您的意见")) }
        for (field, text, limit) in [
            (CommentFormPage.Field.text, draft.text, CommentDraft.textLimit), (.name, draft.name, CommentDraft.nameLimit),
            (.contact, draft.contact, CommentDraft.contactLimit),
        ] where text.unicodeScalars.count > limit {
            problems.append(CommentFormPage.Problem(field: field, message: "最多 \(limit) 个字，现在有 \(text.unicodeScalars.count) 个，请缩短"))
        }
        if draft.item != nil, item == nil { problems.append(CommentFormPage.Problem(field: .item, message: "所选的公开事项不存在，请从事项页面重新进入")) }
        return problems
    }
}
