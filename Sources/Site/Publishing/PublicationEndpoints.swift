import Domain
import Files
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let publicationEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.publications) { try await $0.publications() },
        WorkEndpoint(.publication) { try await $0.publication() },
        WorkEndpoint(.correctPublication) { try await $0.correctPublication() },
        WorkEndpoint(.withdrawPublication) { try await $0.withdrawPublication() },
        WorkEndpoint(.purgePublication) { try await $0.purgePublication() },
        WorkEndpoint(.changeValidity) { try await $0.changeValidity() },
        WorkEndpoint(.recordChannel) { try await $0.recordChannel() },
        WorkEndpoint(.noticePrint) { try await $0.noticePrint() },
    ]
}

extension WorkRequest {
    private var disclosureID: Disclosure.ID { get throws { try identifier("disclosure") } }

    private func back(_ id: Disclosure.ID, _ notice: WorkNotice) -> Answer {
        .redirect(to: WorkRoute.publication.link(id, query: [("done", notice.rawValue)]))
    }

    func publications() async throws -> Answer {
        let staff = try staff
        // An address of the portal, or the key alone: how a document that was brought in from elsewhere is opened.
        if let text = query["id"], !text.isEmpty {
            let digits = text.split(separator: "/").reversed().compactMap { Disclosure.ID(text: String($0)) }.first
            guard let id = digits else { throw Refusal.badRequest("“\(text.shortened(60))”里没有编号，请粘贴公开页面的网址。") }
            return .redirect(to: WorkRoute.publication.link(id))
        }
        let before = query["before"].flatMap { Int64($0) }.map(Instant.init(milliseconds:))
        return show(
            try await read { view in
                let lines = try PublicationRegister(view.transaction, site: view.site).list(
                    units: staff.seesWholeCounty ? nil : staff.units, before: before, limit: 51)
                let next = lines.count > 50 ? lines.dropLast().last?.publication.published : nil
                return PublicationsPage(
                    lines: lines.prefix(50).map(PublicationsPage.Line.init),
                    next: next.map { WorkRoute.publications.link(query: [("before", String($0.milliseconds))]) })
            })
    }

    func publication() async throws -> Answer {
        let (id, staff, today) = (try disclosureID, try staff, now.day)
        return show(
            try await read { view in
                let publications = PublicationRegister(view.transaction, site: view.site)
                let withdrawals = WithdrawalRegister(view.transaction, site: view.site)
                let document = try DisclosureRegister(view.transaction, site: view.site).find(id)
                let publication = try publications.find(id)
                let tombstone = try withdrawals.tombstone(id)
                guard let unitID = document?.unit ?? publication?.unit ?? tombstone?.unit, let unit = try view.unitRegister.find(unitID)
                else { throw Refusal.notFound }
                let isEditor = staff.holds(.editor, for: unitID)
                var page = PublicationPage(
                    id: id, documentTitle: document?.title ?? publication?.title ?? tombstone?.title ?? "", unitName: unit.name,
                    published: publication?.published ?? document?.published, validity: document?.validity,
                    code: publication?.state == .restricted ? publication?.code : nil,
                    channels: publication == nil
                        ? []
                        : try publications.channels(of: id).map {
                            PublicationPage.Channel(
                                id: $0.id, name: $0.channel.rawValue, done: $0.done, evidence: $0.evidence, signature: $0.signature)
                        }, corrections: try withdrawals.revisions(of: id).count,
                    withdrawal: tombstone.map { "\($0.ground.rawValue)；\($0.reason)；\($0.signature)，\($0.time.text)" },
                    draft: publication?.draft, mayCorrect: isEditor && document != nil,
                    mayWithdraw: staff.holds(.signer, for: unitID) || staff.holds(.disclosureOffice),
                    mayRecord: isEditor || staff.holds(.disclosureOffice))
                page.ties = try view.paperTies(.published(id), staff, today: today)
                return page
            })
    }

    func correctPublication() async throws -> Answer {
        let (id, staff) = (try disclosureID, try staff)
        let unit = try await read { view in
            try DisclosureRegister(view.transaction, site: view.site).find(id)?.unit
        }
        guard let unit else { throw Refusal.notFound }
        let draft = try await StartDraft(installation, county: county).run(.correction(id), unit: unit, by: staff)
        return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.corrected.rawValue)]))
    }

    func withdrawPublication() async throws -> Answer {
        let id = try disclosureID
        guard let ground = form["ground"].flatMap(WithdrawalGround.init(rawValue:)) else { throw GateRefusal([.noWithdrawalGround]) }
        try await WithdrawDisclosure(installation, county: county).run(
            id, ground: ground, reason: form.text("withdrawalReason"), by: staff)
        portal.show(try await portal.look())
        return back(id, .withdrawn)
    }

    /// 彻底清除: when this answers, the words are in no register, index, file or cache of this node any more.
    func purgePublication() async throws -> Answer {
        let id = try disclosureID
        let files = try await WithdrawDisclosure(installation, county: county).purge(
            id, reason: form.text("purgeReason"), hidesTitle: form.isOn("hidesTitle"), by: staff)
        if !files.isEmpty {
            let store = try portal.fileStore()
            for digest in files { _ = try store.remove(digest) }
        }
        portal.cache.removeAll()
        portal.ledgers.removeAll()
        portal.show(try await portal.look())
        return back(id, .purged)
    }

    func changeValidity() async throws -> Answer {
        let id = try disclosureID
        guard let validity = form["validity"].flatMap(Disclosure.Validity.init(rawValue:)) else {
            throw Refusal.badRequest("没有选择有效性，请返回重新选择。")
        }
        try await ChangeValidity(installation, county: county).run(id, to: validity, reason: form.text("validityReason"), by: staff)
        portal.show(try await portal.look())
        return back(id, .changed)
    }

    func recordChannel() async throws -> Answer {
        let id = try disclosureID
        guard let channel = Int64(form.text("channel")), let done = Day(text: form.text("done")) else {
            throw Refusal.badRequest("日期“\(form.text("done").shortened(30))”无法识别，请写成 2026-03-20。")
        }
        guard done <= now.day else { throw Refusal.badRequest("日期 \(done) 还没有到，请填写实际公开的日期。") }
        try await RecordChannel(installation, county: county).run(channel, of: id, done: done, evidence: form.text("evidence"), by: staff)
        return back(id, .recorded)
    }

    func noticePrint() async throws -> Answer {
        let id = try disclosureID
        let origin = portal.frame(county, .home, request).origin
        return show(
            try await read { view in
                let publications = PublicationRegister(view.transaction, site: view.site)
                if let document = try DisclosureRegister(view.transaction, site: view.site).find(id),
                    let unit = try view.unitRegister.find(document.unit)
                {
                    return NoticePrintPage(disclosure: document, unitName: unit.name, address: Address.disclosure(id).absolute(origin))
                }
                guard let publication = try publications.find(id), publication.state == .restricted,
                    let content = try DraftRegister(view.transaction, site: view.site).find(publication.draft)?.draft.content,
                    let unit = try view.unitRegister.find(publication.unit)
                else { throw Refusal.notFound }
                // On the board stands only where it can be read; who may read it has the code.
                let disclosure = Disclosure(
                    id: id, unit: publication.unit, title: content.title, number: content.number.isEmpty ? nil : content.number,
                    published: publication.published, body: DocumentBody([.paragraph("本件只向特定对象公开。请扫码或者输入网址，凭查阅码查看。")]))
                return NoticePrintPage(disclosure: disclosure, unitName: unit.name, address: Address.limited(id).absolute(origin))
            })
    }
}

extension PublicationsPage.Line {
    init(_ line: PublicationRegister.Line) {
        let publication = line.publication
        let words =
            switch publication.state {
            case .public: "已公开"
            case .restricted: "特定群体"
            case .withdrawn: "已撤下"
            case .purged: "已清除"
            }
        self.init(
            id: publication.disclosure, title: publication.title, unitName: line.unitName, state: words,
            isGone: publication.state == .withdrawn || publication.state == .purged, published: publication.published,
            isEmergency: publication.emergency != nil)
    }
}
