import Domain
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let decisionEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.submitDraft) { request in
            let (id, version, staff) = (try request.draftID, try request.version, try request.staff)
            try await DraftChecking(request.portal, county: request.county).run(id)
            try await SubmitDraft(request.installation, county: request.county).run(id, version: version, by: staff)
            return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.submitted.rawValue)]))
        },
        WorkEndpoint(.decide) { try await $0.decide() },
        WorkEndpoint(.decideMany) { try await $0.decideMany() },
        WorkEndpoint(.publishDraft) { try await $0.publishDraft() },
        WorkEndpoint(.forcePublication) { try await $0.forcePublication() },
        WorkEndpoint(.approvalPaths) { try await $0.approvalPaths() },
        WorkEndpoint(.saveApprovalPath) { try await $0.saveApprovalPath() },
    ]
}

extension WorkRequest {
    func decide() async throws -> Answer {
        let (id, version, staff) = (try draftID, try version, try staff)
        let ruling: DecideDraft.Ruling
        let notice: WorkNotice
        switch form["verdict"] {
        case "approved": (ruling, notice) = (.approved, .approved)
        case "returned": (ruling, notice) = (.returned(toStep: form["returnTo"].flatMap { Int($0) }), .returned)
        case "referred": (ruling, notice) = (.referred, .referred)
        default: throw Refusal.badRequest("没有选择同意、退回还是报上级，请返回重新办理。")
        }
        do {
            try await DecideDraft(installation, county: county).run(id, version: version, ruling, reason: form.text("opinion"), by: staff)
        } catch let refusal as GateRefusal {
            let problems = refusal.reasons.map { reason in
                (
                    field: reason == .needsReason || reason == .needsAnswerFromAbove ? "opinion" : reason.field ?? "decision",
                    message: reason.sentence
                )
            }
            return try await draft(problems: problems, status: .unprocessableContent)
        }
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", notice.rawValue)]))
    }

    /// 批量同意: what the gate refuses stays, and says why.
    func decideMany() async throws -> Answer {
        let staff = try staff
        let chosen = form.all("draft").prefix(500).compactMap { text -> (id: Draft.ID, version: Int)? in
            let parts = text.split(separator: ":")
            guard parts.count == 2, let id = Draft.ID(text: String(parts[0])), let version = Int(parts[1]) else { return nil }
            return (id, version)
        }
        guard !chosen.isEmpty else { throw Refusal.badRequest("没有选中稿件，请先勾选要同意的稿件。") }
        let refused = try await DecideDraft(installation, county: county).approveMany(chosen, reason: form.text("reason"), by: staff)
        guard !refused.isEmpty else {
            return .redirect(to: WorkRoute.drafts.link(query: [("done", WorkNotice.approved.rawValue)]))
        }
        let site = county.id
        let titles = try await installation.store.read { transaction in
            try refused.keys.sorted().map { ($0, try DraftRegister(transaction, site: site).find($0)?.draft.content.title ?? "") }
        }
        return try await drafts(refused: titles.map { ($0.1, refused[$0.0] ?? []) })
    }

    func publishDraft() async throws -> Answer {
        let (id, version, staff) = (try draftID, try version, try staff)
        var scheduled: Instant?
        let when = form.text("when")
        if !when.isEmpty {
            guard let moment = Instant(text: when) else {
                return try await draft(
                    problems: [("when", "定时“\(when.shortened(30))”无法识别，请写成 2026-03-20 09:00")], status: .unprocessableContent)
            }
            scheduled = moment
        }
        do {
            // The checks run once more: the world may have changed since the last step.
            if scheduled == nil { try await DraftChecking(portal, county: county).run(id) }
            let outcome = try await PublishDraft(installation, county: county).run(id, version: version, scheduled: scheduled, by: staff)
            return try await published(id, outcome)
        } catch let refusal as GateRefusal {
            return try await draft(problems: refusal.reasons.map { ($0.field ?? "decision", $0.sentence) }, status: .unprocessableContent)
        }
    }

    /// From this answer on everybody sees it: this node's pages are made anew at once.
    private func published(_ id: Draft.ID, _ outcome: PublishDraft.Outcome?) async throws -> Answer {
        portal.show(try await portal.look())
        guard let outcome else { return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.scheduled.rawValue)])) }
        return .redirect(to: WorkRoute.publication.link(outcome.disclosure, query: [("done", WorkNotice.published.rawValue)]))
    }

    func forcePublication() async throws -> Answer {
        let (id, version, staff) = (try draftID, try version, try staff)
        do {
            try await DraftChecking(portal, county: county).run(id)
            let outcome = try await PublishDraft(installation, county: county).force(
                id, version: version, reason: form.text("emergency"), by: staff)
            if outcome == nil { return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.recorded.rawValue)])) }
            return try await published(id, outcome)
        } catch let refusal as GateRefusal {
            return try await draft(problems: refusal.reasons.map { ($0.field ?? "emergency", $0.sentence) }, status: .unprocessableContent)
        }
    }

    // MARK: Approval paths

    func approvalPaths() async throws -> Answer { try await approvalPaths(problem: nil) }

    private func approvalPaths(problem: String?) async throws -> Answer {
        let page = try await read { view -> ApprovalPathsPage in
            let units = try view.unitRegister.all()
            let domains = try view.dutyRegister.domains()
            let unitNames = Dictionary(units.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            let domainNames = Dictionary(domains.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            let lines = try ApprovalPathRegister(view.transaction, site: view.site).all().map { line in
                ApprovalPathsPage.Line(
                    unit: line.unit.map { unitNames[$0] ?? "" } ?? "所有单位", domain: line.domain.map { domainNames[$0] ?? $0 } ?? "所有领域",
                    path: line.path, unitKey: line.unit?.description ?? "", domainKey: line.domain ?? "")
            }
            return ApprovalPathsPage(
                lines: lines, units: units.map { FilterOption(value: $0.id.description, label: $0.name) },
                domains: domains.map { FilterOption(value: $0.code, label: $0.name) }, problem: problem)
        }
        return show(page, status: problem == nil ? .ok : .unprocessableContent)
    }

    func saveApprovalPath() async throws -> Answer {
        let unit = form.text("unit").isEmpty ? nil : OrganisationUnit.ID(text: form.text("unit"))
        let domain = form.text("domain").isEmpty ? nil : form.text("domain")
        if form["act"] == "remove" {
            try await SetApprovalPath(installation, county: county).run(nil, unit: unit, domain: domain, by: staff)
        } else {
            let steps = form.all("step").filter { !$0.isEmpty }.compactMap(ApprovalStep.init(rawValue:))
            do {
                try await SetApprovalPath(installation, county: county).run(try ApprovalPath(steps), unit: unit, domain: domain, by: staff)
            } catch let refusal as ApprovalPath.Refusal {
                return try await approvalPaths(problem: refusal.sentence)
            }
        }
        return .redirect(to: WorkRoute.approvalPaths.link(query: [("done", WorkNotice.changed.rawValue)]))
    }
}

extension ApprovalPath.Refusal {
    var sentence: String {
        switch self {
        case .noSteps: "环节不能为空，至少要有保密审查。"
        case .noSecrecyReview: "环节里没有保密审查。先审查、后公开是法定要求（条例第十七条），不能省。"
        case .tooManySteps(let limit): "环节最多 \(limit) 步。"
        }
    }
}
