import Domain
import Files
import HTML
import HTTPTypes
import Interchange
import Operations
import Outbound
import Pages
import Persistence
import Registers

extension Workbench {
    static let draftEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.drafts) { try await $0.drafts() },
        WorkEndpoint(.newDraft) { try await $0.newDraft() },
        WorkEndpoint(.createDraft) { try await $0.createDraft() },
        WorkEndpoint(.draft) { try await $0.draft(problems: []) },
        WorkEndpoint(.saveDraft, formLimit: 16 * 1_048_576) { try await $0.saveDraft() },
        WorkEndpoint(.autosaveDraft, formLimit: 16 * 1_048_576) { try await $0.autosaveDraft() },
        WorkEndpoint(.draftPresence) { try await $0.draftPresence() },
        WorkEndpoint(.discardDraft) { request in
            try await RecallDraft(request.installation, county: request.county).discard(
                request.draftID, version: request.version, by: request.staff)
            return .redirect(to: WorkRoute.drafts.link(query: [("done", WorkNotice.discarded.rawValue)]))
        },
        WorkEndpoint(.answerFinding) { try await $0.answerFinding() },
        WorkEndpoint(.maskDraft) { try await $0.maskDraft() },
        WorkEndpoint(.importBody, formLimit: nil) { try await $0.importBody() },
        WorkEndpoint(.addAttachment, formLimit: nil) { try await $0.addAttachment() },
        WorkEndpoint(.draftFile) { try await $0.draftFile(original: false) },
        WorkEndpoint(.originalFile) { try await $0.draftFile(original: true) },
        WorkEndpoint(.removeAttachment) { try await $0.removeAttachment() },
    ]
}

extension WorkRequest {
    var draftID: Draft.ID { get throws { try identifier("draft") } }

    /// The version that the form was made from.
    var version: Int {
        get throws {
            guard let version = Int(form["version"] ?? "") else { throw Refusal.badRequest("表单缺少版本号，请刷新页面后重新操作。") }
            return version
        }
    }

    // MARK: Lists

    func drafts() async throws -> Answer {
        try await drafts(refused: [])
    }

    func drafts(refused: [(title: String, reasons: [GateReason])]) async throws -> Answer {
        let staff = try staff
        let decides = staff.posts.contains { [.reviewer, .secrecyReviewer, .signer, .disclosureOffice].contains($0.role) }
        let scope = query["scope"].flatMap(DraftsPage.Scope.init(rawValue:)) ?? .waiting
        let text = (query["q"] ?? "").shortened(100)
        let before = query["before"].flatMap { Int64($0) }.map(Instant.init(milliseconds:))
        let page = try await read { view -> DraftsPage in
            let queries = DraftQueries(view.transaction, site: view.site)
            func filter(_ scope: DraftsPage.Scope) -> DraftQueries.Filter { Self.filter(scope, staff) }
            var chosen = filter(scope)
            chosen.text = text
            let lines = try queries.list(chosen, before: before, limit: 51)
            var counts: [DraftsPage.Scope: Int] = [:]
            for scope in [DraftsPage.Scope.waiting, .open] { counts[scope] = try queries.count(filter(scope), cap: 1000) }
            var next: WebAddress?
            if lines.count > 50, let last = lines.dropLast().last {
                next = WorkRoute.drafts.link(query: [
                    ("scope", scope.rawValue), ("q", text), ("before", String(last.changed.milliseconds)),
                ])
            }
            return DraftsPage(
                scope: scope, text: text, lines: lines.prefix(50).map(DraftLine.init), counts: counts, mayDraft: staff.holds(.editor),
                mayDecide: decides, next: next)
        }
        var shown = page
        shown.refused = refused
        return show(shown, status: refused.isEmpty ? .ok : .unprocessableContent)
    }

    /// What a list shows to whom: one's own units, or all of them for the office.
    static func filter(_ scope: DraftsPage.Scope, _ staff: Staff) -> DraftQueries.Filter {
        let units: Set<OrganisationUnit.ID>? = staff.seesWholeCounty ? nil : staff.units
        switch scope {
        case .waiting:
            return DraftQueries.Filter(
                units: units, states: ["drafting", "inReview", "referred", "approved"], waitingFor: Set(staff.posts.map(\.role)))
        case .open: return DraftQueries.Filter(units: units, states: ["drafting", "inReview", "referred", "approved"])
        case .withheld: return DraftQueries.Filter(units: units, states: ["withheld"])
        case .closed: return DraftQueries.Filter(units: units, states: ["published", "discarded"])
        }
    }

    func newDraft() async throws -> Answer {
        let staff = try staff
        let own = staff.posts.filter { $0.role == .editor }.map(\.unit)
        let chosen = query["unit"].flatMap { OrganisationUnit.ID(text: $0) }.flatMap { own.contains($0) ? $0 : nil } ?? own.first
        return show(
            try await read { view in
                let names = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
                var choices: [NewDraftPage.Choice] = []
                if let chosen, let version = try view.catalogue.inForce(.county) {
                    let domains = Dictionary(try view.dutyRegister.domains().map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
                    choices = try view.catalogue.items(of: version.id, naming: chosen).map { item in
                        NewDraftPage.Choice(
                            item: ItemLink(id: item.id, levels: item.entry.levels, domain: domains[item.domain]),
                            timeLimit: item.entry.timeLimit?.text ?? "")
                    }
                }
                return NewDraftPage(units: own.map { ($0, names[$0] ?? "") }, unit: chosen, choices: choices)
            })
    }

    func createDraft() async throws -> Answer {
        guard let unit = OrganisationUnit.ID(text: form.text("unit")) else { throw Refusal.badRequest("没有选定单位，请从“新起草一份”进入。") }
        let item = form.text("item").isEmpty ? nil : CatalogueItem.ID(text: form.text("item"))
        let obligation = form.text("obligation").isEmpty ? nil : Obligation.ID(text: form.text("obligation"))
        let id = try await StartDraft(installation, county: county).run(.item(item, obligation: obligation), unit: unit, by: staff)
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.created.rawValue)]))
    }

    // MARK: One draft

    func draft() async throws -> Answer { try await draft(problems: []) }

    func draft(problems: [(field: String, message: String)] = [], notes: [String] = [], status: HTTPResponse.Status = .ok) async throws
        -> Answer
    {
        let staff = try staff
        let id = try draftID
        let view = try await draftView(id, staff)
        guard view.acts.editing.isEmpty else {
            let isReader = [.editor, .reviewer, .secrecyReviewer, .signer].contains { staff.holds($0, for: view.draft.unit) }
            return show(DraftReadingPage(view: view, problems: problems, showsOriginals: isReader), status: status)
        }
        return show(
            DraftFormPage(
                view: view, account: staff.account, problems: problems, notes: notes, themes: DocumentThemes.all,
                categories: DocumentThemes.categories,
                accept: AttachmentKind.acceptList, limits: "单个文件不超过 \(portal.settings.uploadLimitMegabytes) MB；类型由内容判断，程序和带宏的文件不收。",
                limitInBytes: portal.settings.uploadLimitMegabytes * 1_048_576),
            status: status)
    }

    func draftView(_ id: Draft.ID, _ staff: Staff) async throws -> DraftView {
        let today = now.day
        return try await read { view in
            let register = DraftRegister(view.transaction, site: view.site)
            guard let entry = try register.find(id), let unit = try view.unitRegister.find(entry.draft.unit) else { throw Refusal.notFound }
            let gate = try Gate.of(entry, in: view.transaction, site: view.site)
            let decisions = DecisionRegister(view.transaction)
            let item = try entry.draft.content.item.flatMap { try view.catalogue.appearances(of: $0).last }
            let asked = try entry.emergency.map { emergency in
                "\(try register.accountName(emergency.account) ?? "")已提出应急发布，理由：\(emergency.reason)。等待第二人确认。"
            }
            let identity = PersonalDataCheck.requiresFullIdentity(entry.draft.content, item)
            let isRestricted = entry.draft.content.isRestricted
            var shown = DraftView(
                draft: entry.draft, unitName: unit.name, path: entry.path,
                item: item.map { ItemLink(id: $0.id, levels: $0.entry.levels) }, entry: item?.entry,
                due: try Self.due(entry.draft.obligation, view), decisions: try decisions.decisions(of: id),
                findings: try decisions.findings(of: id).map { FindingLine($0, staff, entry.draft.unit, requiresFullIdentity: identity) },
                isChecked: entry.checked != nil, acts: DraftView.Acts(gate, staff, emergency: entry.emergency?.account),
                published: entry.draft.state == .published
                    ? entry.disclosure.map { (isRestricted ? Address.limited($0) : .disclosure($0)).link } : nil,
                emergencyAsked: asked)
            shown.ties = try view.paperTies(.draft(id), staff, today: today)
            return shown
        }
    }

    private static func due(_ obligation: Obligation.ID?, _ view: SiteView) throws -> String? {
        guard let obligation else { return nil }
        let day: Day? = try view.transaction.first("SELECT due FROM obligation WHERE site_id = \(view.site) AND id = \(obligation)") {
            try $0["due"]
        }
        return day.map(\.description)
    }

    // MARK: Saving

    func saveDraft() async throws -> Answer {
        let (id, version, staff) = (try draftID, try version, try staff)
        let act = form["act"] ?? "save"
        if act == "recall" {
            try await RecallDraft(installation, county: county).run(id, version: version, by: staff)
            return .redirect(to: WorkRoute.draft.link(id))
        }
        let read = DraftForm(form)
        let saved = try await SaveDraft(installation, county: county).run(id, version: version, by: staff) { read.apply(to: &$0) }
        guard read.problems.isEmpty else { return try await draft(problems: read.problems, status: .unprocessableContent) }
        switch act {
        case "save": return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.saved.rawValue)]))
        case "check":
            try await DraftChecking(portal, county: county).run(id, asksLinks: true)
            return .redirect(to: fragment(WorkRoute.draft.link(id), "findings"))
        case "submit":
            try await DraftChecking(portal, county: county).run(id)
            do {
                try await SubmitDraft(installation, county: county).run(id, version: saved.version, by: staff)
            } catch let refusal as GateRefusal {
                return try await draft(
                    problems: refusal.reasons.map { ($0.field ?? "content", $0.sentence) }, status: .unprocessableContent)
            }
            return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.submitted.rawValue)]))
        default: throw Refusal.badRequest("提交的表单缺少操作，请刷新页面后重试。")
        }
    }

    private func fragment(_ address: WebAddress, _ name: String) -> WebAddress { WebAddress(address.text + "#" + name) ?? address }

    func autosaveDraft() async throws -> Answer {
        let (id, version, staff) = (try draftID, try version, try staff)
        let read = DraftForm(form)
        do {
            let saved = try await SaveDraft(installation, county: county).run(id, version: version, by: staff) { read.apply(to: &$0) }
            var json = JSONWriter()
            json.object { json in
                json.value("version", saved.version)
                json.value("savedAt", saved.time.clock)
                json.value("csrf", csrf)
            }
            return Answer(mediaType: Answer.json, body: json.utf8)
        } catch StoreError.stale {
            return try await conflict(id)
        } catch let refusal as GateRefusal {
            var json = JSONWriter()
            json.object { $0.value("error", refusal.sentences.joined()) }
            return Answer(status: .unprocessableContent, mediaType: Answer.json, body: json.utf8)
        }
    }

    /// What another clerk has saved in between, so that the browser can lay both side by side.
    private func conflict(_ id: Draft.ID) async throws -> Answer {
        let site = county.id
        let found = try await installation.store.read { transaction in
            let register = DraftRegister(transaction, site: site)
            return try register.find(id).map { ($0, try register.accountName($0.changedBy) ?? "") }
        }
        guard let (entry, name) = found else { throw Refusal.notFound }
        let content = entry.draft.content
        var json = JSONWriter()
        json.object { json in
            json.value("version", entry.draft.version)
            json.value("by", name)
            json.value("savedAt", entry.changed.clock)
            json.value("body", PlainBodyText.write(content.body))
            json.object("fields") { json in
                json.value("title", content.title)
                json.value("number", content.number)
                json.value("made", content.made?.description ?? "")
                json.value("theme", content.theme)
                json.value("category", content.category)
                json.value("attribute", content.attribute.rawValue)
                json.value("reason", content.withholding?.reason ?? "")
            }
        }
        return Answer(status: .conflict, mediaType: Answer.json, body: json.utf8)
    }

    func draftPresence() async throws -> Answer {
        let (id, staff, now, site) = (try draftID, try staff, now, county.id)
        try await installation.store.write { try DraftRegister($0, site: site).notePresence(of: staff.account, in: id, at: now) }
        let found = try await installation.store.read { transaction in
            let register = DraftRegister(transaction, site: site)
            let others = try register.present(in: id, since: Instant(milliseconds: now.milliseconds - 45_000), but: staff.account)
            return try register.find(id).map { (others, $0.draft.version, try register.accountName($0.changedBy) ?? "") }
        }
        guard let (others, version, by) = found else { throw Refusal.notFound }
        var json = JSONWriter()
        json.object { json in
            json.array("others") { json in
                for name in others { json.value(nil, name) }
            }
            json.value("version", version)
            json.value("by", by)
        }
        return Answer(mediaType: Answer.json, body: json.utf8)
    }

    // MARK: Findings

    func answerFinding() async throws -> Answer {
        let (id, staff) = (try draftID, try staff)
        guard let key = parameters["finding"] else { throw Refusal.notFound }
        let view = try await draftView(id, staff)
        let site = county.id
        let line = try await installation.store.read { try DecisionRegister($0).findings(of: id).first { $0.key == key } }
        guard let line else { throw Refusal.notFound }
        let item = try await installation.store.read { transaction in
            try view.draft.content.item.flatMap { try CatalogueRegister(transaction, site: site).appearances(of: $0).last }
        }
        let roles = line.justifiers(requiresFullIdentity: PersonalDataCheck.requiresFullIdentity(view.draft.content, item))
        try await JustifyFinding(installation, county: county).run(key, of: id, roles: roles, reason: form.text("reason"), by: staff)
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.answered.rawValue)]))
    }
}

extension DecisionRegister.Line {
    var check: Check? { Check(rawValue: kind) }

    /// Who may say that it can stand; empty when it must be put right.
    func justifiers(requiresFullIdentity: Bool) -> Set<Role> {
        guard let check else { return [] }
        guard check == .personalData else { return check.justifiers }
        if !isBlocking { return [.editor, .reviewer] }
        return requiresFullIdentity ? check.justifiers : []
    }
}

extension FindingLine {
    init(_ line: DecisionRegister.Line, _ staff: Staff, _ unit: OrganisationUnit.ID, requiresFullIdentity: Bool) {
        let roles = line.justifiers(requiresFullIdentity: requiresFullIdentity)
        self.init(
            key: line.key, check: line.check?.name ?? line.kind, isBlocking: line.isBlocking, place: line.place, sample: line.sample,
            reason: line.reason, remedy: line.laterRole.map { "\(line.remedy)确需保留的，由\($0.words)岗位在审批时说明理由。" } ?? line.remedy,
            answer: line.answer.map { "\($0.signature) \($0.time.text)：\($0.reason)" },
            mayJustify: roles.contains { staff.holds($0, for: unit) })
    }
}

extension DraftView.Acts {
    init(_ gate: Gate, _ staff: Staff, emergency: Account.ID?) {
        let mayPublish = staff.holds(.editor, for: gate.draft.unit) || staff.holds(.disclosureOffice)
        self.init(
            editing: gate.editing(by: staff), submission: gate.submission(by: staff), recall: gate.recall(by: staff),
            deciding: gate.deciding(.approved, by: staff, reason: "…"),
            publication: (mayPublish ? [] : [.needsRole(.editor)]) + gate.publication,
            emergency: gate.emergency(by: staff, reason: "…", first: emergency))
    }
}

extension DraftLine {
    init(_ line: DraftQueries.Line) {
        self.init(
            id: line.id, title: line.title, unitName: line.unitName, state: line.state, path: line.path, changed: line.changed,
            openFindings: line.openFindings, isCorrection: line.isCorrection, isReturned: line.isReturned, reassess: line.reassess,
            version: line.version)
    }
}
