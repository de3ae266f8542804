import Cryptography
import Domain
import Files
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Pages
import Persistence
import Registers

extension PublicPages {
    /// What stands where a document was taken down, answered as gone (410); `nil` when nothing ever stood there.
    func tombstone(_ id: Disclosure.ID) async throws -> Answer? {
        try await read { [frame] view in
            guard let stone = try WithdrawalRegister(view.transaction, site: view.site).tombstone(id),
                let unit = try view.unitRegister.find(stone.unit)
            else { return nil }
            let page = TombstonePage(
                title: stone.title, unit: UnitLink(unit), ground: stone.ground, reason: stone.reason, signature: stone.signature,
                time: stone.time)
            return Answer(status: .gone, body: page.render(in: frame))
        }
    }

    func disclosureHistory(_ id: Disclosure.ID) async throws -> Answer {
        try await read { [frame] view in
            let revisions = try WithdrawalRegister(view.transaction, site: view.site).revisions(of: id)
            guard !revisions.isEmpty, let line = try view.documents.lines([id]).first else { throw Refusal.notFound }
            let page = DisclosureHistoryPage(
                disclosure: DisclosureLink(line),
                wordings: revisions.map {
                    DisclosureHistoryPage.Wording(
                        title: $0.title, number: $0.number, body: $0.body, replaced: $0.replaced, reason: $0.reason)
                })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// A file of a public document. Of one that is restricted or gone there is none at this address.
    func disclosureFile(_ id: Disclosure.ID, _ number: Int) async throws -> Answer {
        let file = try await read { view -> PublicationRegister.File? in
            let register = PublicationRegister(view.transaction, site: view.site)
            guard try register.find(id)?.state == .public else { return nil }
            let files = try register.files(of: id)
            return files.indices.contains(number - 1) ? files[number - 1] : nil
        }
        guard let file else { throw Refusal.notFound }
        return try Self.download(file, from: portal)
    }

    private static func download(_ file: PublicationRegister.File, from portal: Portal) throws -> Answer {
        var answer = Answer.download(try portal.fileStore().read(file.digest), mediaType: file.mediaType, name: file.name)
        // Too large to keep many of them beside the pages.
        answer.isCacheable = false
        return answer
    }

    func emergencies() async throws -> Answer {
        try await read { [frame] view in
            let register = PublicationRegister(view.transaction, site: view.site)
            let lines = try register.list(units: nil, emergencyOnly: true, limit: 200).compactMap { line -> EmergenciesPage.Line? in
                guard let emergency = line.publication.emergency, line.publication.state == .public else { return nil }
                return EmergenciesPage.Line(
                    id: line.publication.disclosure, title: line.publication.title, unitName: line.unitName,
                    published: line.publication.published, names: emergency.names, reason: emergency.reason)
            }
            return Answer(
                body: EmergenciesPage(lines: lines, count: try register.emergencyCount()).render(in: frame), isCacheable: true)
        }
    }

    // MARK: For somebody in particular

    func limited(_ id: Disclosure.ID) async throws -> Answer {
        let (unit, _) = try await restricted(id)
        return locked(id, unit, problem: nil)
    }

    private func locked(_ id: Disclosure.ID, _ unit: UnitLink, problem: String?) -> Answer {
        let page = LimitedPage(
            id: id, unit: unit, state: .locked(problem: problem), token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame), status: problem == nil ? .ok : .unprocessableContent)
    }

    private func restricted(_ id: Disclosure.ID) async throws -> (UnitLink, PublicationRegister.Publication) {
        let found = try await read { view -> (UnitLink, PublicationRegister.Publication)? in
            guard let publication = try PublicationRegister(view.transaction, site: view.site).find(id), publication.state == .restricted,
                let unit = try view.unitRegister.find(publication.unit)
            else { return nil }
            return (UnitLink(unit), publication)
        }
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// - Parameter form: code, token, and the number of a file when one is asked for.
    func unlock(_ id: Disclosure.ID, _ form: QueryParameters) async throws -> Answer {
        let (unit, publication) = try await restricted(id)
        guard portal.tokens.isValid(form["token"] ?? "", now: installation.now()) else {
            return locked(id, unit, problem: "页面打开时间过长，请重新输入查阅码")
        }
        guard portal.codes.allows(now: installation.now()) else { throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60)) }
        let code = String(
            (form["code"] ?? "").unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }.map(
                Character.init)
        )
        .uppercased()
        guard let right = publication.code, constantTimeEqual(Array(code.utf8), Array(right.utf8)) else {
            return locked(id, unit, problem: "查阅码不对，请核对后重新输入")
        }
        let content = try await read { view in
            (
                try DraftRegister(view.transaction, site: view.site).find(publication.draft)?.draft.content,
                try PublicationRegister(view.transaction, site: view.site).files(of: id)
            )
        }
        guard let draft = content.0 else { throw Refusal.notFound }
        if let number = form["file"].flatMap({ Int($0) }) {
            guard content.1.indices.contains(number - 1) else { throw Refusal.notFound }
            return try Self.download(content.1[number - 1], from: portal).unkept
        }
        let page = LimitedPage(
            id: id, unit: unit,
            state: .open(
                title: draft.title, number: draft.number.isEmpty ? nil : draft.number, published: publication.published, body: draft.body,
                files: content.1.map { ($0.name, $0.sizeInBytes) }, code: right), token: portal.tokens.make(now: installation.now()))
        return uncached(page.render(in: frame))
    }
}

/// Takes the code for what is for somebody in particular.
struct UnlockHandler {
    private let portal: Portal

    init(_ portal: Portal) { self.portal = portal }

    func respond(to request: Request, _ context: VisitorContext) async throws -> Response {
        guard let county = portal.county(host: request.head.authority),
            let id = context.parameters.get("disclosure").flatMap({ Disclosure.ID(text: $0) })
        else { throw Refusal.notFound }
        let buffer = try await request.body.collect(upTo: 4096)
        guard let form = QueryParameters(text: String(buffer: buffer)) else { throw Refusal.badRequest("提交的内容无法识别，请重新输入查阅码。") }
        let pages = PublicPages(portal: portal, county: county, frame: portal.frame(county, .limited(id), request))
        return try await portal.finish(try await pages.unlock(id, form), request, county)
    }
}
