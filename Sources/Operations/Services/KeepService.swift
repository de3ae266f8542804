package import Domain
import Persistence
package import Registers

/// Writes guides and policies, and takes each wording through the one gate to the public (编制、修改办事指南).
package struct KeepService {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    // MARK: Writing

    /// - Returns: the first wording.
    /// - Throws: `ServiceRefusal`.
    package func create(_ content: ServicePaper, unit: OrganisationUnit.ID, by staff: Staff) async throws -> ServiceVersion.ID {
        let (id, paper) = (installation.identifiers.next(ServiceVersion.self), installation.identifiers.next(ServicePaper.self))
        try await act(by: staff) { work in
            try work.demandEditor(of: unit)
            try work.check(content, but: nil)
            try work.register.insert(
                ServiceRegister.Entry(id: paper, unit: unit, kind: content.kind, code: content.code, name: content.name))
            try work.register.insert(
                ServiceVersion(id: id, paper: paper, number: 1, content: content), signature: work.signature(unit), at: work.now)
            try work.record(.serviceSaved, unit: unit, paper, reason: content.title)
        }
        return id
    }

    /// 修改: a new wording, which begins as the newest one says.
    ///
    /// - Returns: the wording to be changed.
    package func startChange(of paper: ServicePaper.ID, by staff: Staff) async throws -> ServiceVersion.ID {
        let id = installation.identifiers.next(ServiceVersion.self)
        try await act(by: staff) { work in
            let entry = try work.entry(paper)
            try work.demandEditor(of: entry.unit)
            let versions = try work.register.versions(of: paper)
            guard let newest = versions.first else { throw ServiceRefusal(.noSuchVersion) }
            guard newest.state == .published else { throw ServiceRefusal(.versionOpen(newest.version.number)) }
            try work.register.insert(
                ServiceVersion(id: id, paper: paper, number: newest.version.number + 1, content: newest.version.content),
                signature: work.signature(entry.unit), at: work.now)
            try work.record(.serviceSaved, unit: entry.unit, paper, reason: "第 \(newest.version.number + 1) 版")
        }
        return id
    }

    /// - Parameters:
    ///   - version: the version that was opened.
    ///   - change: of the content; files stay with the material of the same name.
    /// - Throws: `ServiceRefusal`; `StoreError.stale`.
    package func save(
        _ id: ServiceVersion.ID, of paper: ServicePaper.ID, version: Int, _ content: ServicePaper, reason: String, effective: Day?,
        by staff: Staff
    ) async throws {
        try await act(by: staff) { work in
            var kept = try work.editable(id, of: paper)
            try work.checkLength(reason, "reason")
            let content = content.keepingFiles(of: kept.content)
            try work.check(content, but: paper)
            guard kept.content.kind == content.kind else { throw ServiceRefusal(.noSuchVersion) }
            (kept.content, kept.reason, kept.effective, kept.version) = (content, reason, effective, version)
            let entry = try work.entry(paper)
            try work.register.update(kept, body: nil, signature: work.signature(entry.unit), at: work.now)
            try work.register.rename(paper, code: content.code, name: content.name)
            try work.record(.serviceSaved, unit: entry.unit, paper, reason: "第 \(kept.number) 版")
        }
    }

    /// 规范表格、填写说明、示范文本: takes the place of the material's former file of that role. Its bytes are in the store already.
    package func attach(
        _ file: ServiceGuide.File, to material: String, _ id: ServiceVersion.ID, of paper: ServicePaper.ID, by staff: Staff
    ) async throws {
        try await act(by: staff) { work in
            var kept = try work.editable(id, of: paper)
            guard case .guide(var guide) = kept.content, let place = guide.materials.firstIndex(where: { $0.name == material }) else {
                throw ServiceRefusal(.noSuchVersion)
            }
            guide.materials[place].files.removeAll { $0.role == file.role }
            guide.materials[place].files.append(file)
            kept.content = .guide(guide)
            try work.check(kept.content, but: paper)
            let entry = try work.entry(paper)
            try work.register.update(kept, body: nil, signature: work.signature(entry.unit), at: work.now)
            try work.record(.serviceSaved, unit: entry.unit, paper, reason: "\(material)：\(file.role.rawValue)")
        }
    }

    /// 完成审批程序: from the day after it the time limit runs. Recorded once; the office alone corrects it.
    package func recordApproval(
        _ approval: ServiceVersion.Approval, of id: ServiceVersion.ID, paper: ServicePaper.ID, by staff: Staff
    ) async throws {
        try await act(by: staff) { work in
            let entry = try work.entry(paper)
            let kept = try work.kept(id, of: paper)
            let isOffice = staff.holds(.disclosureOffice)
            if !isOffice { try work.demandEditor(of: entry.unit) }
            if kept.version.approval != nil, !isOffice { throw ServiceRefusal(.approvalKnown) }
            if approval.day > work.now.day { throw ServiceRefusal(.approvalAhead) }
            if approval.document.isEmpty { throw ServiceRefusal(.needsApprovalDocument) }
            try work.checkLength(approval.document, "approval-document")
            try work.register.setApproval(approval, of: kept.version, signature: work.signature(entry.unit), at: work.now)
            try work.record(
                .serviceApprovalRecorded, unit: entry.unit, paper,
                reason: "第 \(kept.version.number) 版：\(approval.day)，\(approval.document)")
        }
    }

    // MARK: To the public

    /// Takes a wording to the publishing gate: a draft, or a correction of the document that is public now.
    ///
    /// - Returns: the draft.
    /// - Throws: `ServiceRefusal` with everything that is missing; `GateRefusal`; `StoreError.stale`.
    package func submit(_ id: ServiceVersion.ID, of paper: ServicePaper.ID, by staff: Staff) async throws -> Draft.ID {
        let county = county
        let (kept, unit, former) = try await installation.store.read { transaction in
            let register = ServiceRegister(transaction, site: county.id)
            guard let entry = try register.find(paper) else { throw ServiceRefusal(.noSuchPaper) }
            let versions = try register.versions(of: paper)
            guard let kept = versions.first(where: { $0.version.id == id }) else { throw ServiceRefusal(.noSuchVersion) }
            return (kept, entry.unit, try register.published(paper: paper)[paper]?.first)
        }
        try Self.demandPublishable(kept, former: former, unit: unit, by: staff)
        let content = kept.version.content
        let draft: Draft.ID
        if kept.state == .drafting, let known = kept.version.draft {
            draft = known
        } else {
            draft = try await StartDraft(installation, county: county).run(
                former.map { .correction($0.disclosure) } ?? .item(nil, obligation: nil), unit: unit, by: staff)
        }
        let opened = try await installation.store.read { try DraftRegister($0, site: county.id).find(draft)?.draft.version ?? 0 }
        let day = installation.now().day
        _ = try await SaveDraft(installation, county: county).run(draft, version: opened, by: staff) { text in
            text.title = content.title
            text.category = content.kind.category
            text.made = day
            text.body = content.body
            text.attachments = content.files.map(\.attachment)
        }
        try await act(by: staff) { work in
            var version = kept.version
            version.draft = draft
            try work.register.update(version, body: content.body.stored, signature: work.signature(unit), at: work.now)
            try work.record(.serviceSubmitted, unit: unit, paper, reason: "第 \(version.number) 版")
        }
        return draft
    }

    private static func demandPublishable(
        _ kept: ServiceRegister.Kept, former: ServiceRegister.Published?, unit: OrganisationUnit.ID, by staff: Staff
    ) throws {
        guard staff.holds(.editor, for: unit) else { throw ServiceRefusal(.needsRole) }
        guard kept.isEditable else { throw ServiceRefusal(.notEditable) }
        var reasons: [ServiceReason] = []
        let faults = kept.version.content.faults + kept.version.content.missing
        if !faults.isEmpty { reasons.append(.faults(faults)) }
        if let former {
            if kept.version.content.changes(since: former.version.content).isEmpty { reasons.append(.unchanged) }
            if kept.version.reason.isEmpty { reasons.append(.needsReason) }
            if kept.version.effective == nil { reasons.append(.needsEffective) }
        }
        // Its clock begins there; afterwards nobody would enter it any more.
        if kept.version.number > 1, kept.version.approval == nil { reasons.append(.needsApproval) }
        guard reasons.isEmpty else { throw ServiceRefusal(reasons) }
    }

    private func act<Result: Sendable>(
        by staff: Staff, _ body: @escaping @Sendable (ServiceWork) throws -> Result
    ) async throws -> Result {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            try body(try ServiceWork(transaction, county: county, now: now, staff: staff))
        }
    }
}

extension ServiceRegister.Kept {
    /// Not at the gate beyond drafting, not public, not given up.
    package var isEditable: Bool {
        switch state {
        case nil, .drafting?, .withheld?, .discarded?: true
        case .inReview?, .referred?, .approved?, .published?: false
        }
    }
}

extension ServicePaper {
    /// Forms and tables know no files: a material keeps those that the one of the same name had.
    func keepingFiles(of former: ServicePaper) -> ServicePaper {
        guard case .guide(var guide) = self, case .guide(let old) = former else { return self }
        for index in guide.materials.indices where guide.materials[index].files.isEmpty {
            guide.materials[index].files = old.materials.first { $0.name == guide.materials[index].name }?.files ?? []
        }
        return .guide(guide)
    }
}

/// One act about services inside its transaction.
struct ServiceWork {
    let register: ServiceRegister
    let now: Instant
    private let transaction: any Transaction
    private let county: County
    private let staff: Staff

    init(_ transaction: any Transaction, county: County, now: Instant, staff: Staff) throws {
        self.transaction = transaction
        self.county = county
        self.now = now
        self.staff = staff
        register = ServiceRegister(transaction, site: county.id)
        try EventRegister(transaction, site: county.id).lock()
    }

    func entry(_ id: ServicePaper.ID) throws -> ServiceRegister.Entry {
        guard let entry = try register.find(id) else { throw ServiceRefusal(.noSuchPaper) }
        return entry
    }

    func kept(_ id: ServiceVersion.ID, of paper: ServicePaper.ID) throws -> ServiceRegister.Kept {
        guard let kept = try register.versions(of: paper).first(where: { $0.version.id == id }) else {
            throw ServiceRefusal(.noSuchVersion)
        }
        return kept
    }

    /// A wording that its unit's editor may still write in.
    func editable(_ id: ServiceVersion.ID, of paper: ServicePaper.ID) throws -> ServiceVersion {
        try demandEditor(of: try entry(paper).unit)
        let kept = try kept(id, of: paper)
        guard kept.isEditable else { throw ServiceRefusal(.notEditable) }
        return kept.version
    }

    func demandEditor(of unit: OrganisationUnit.ID) throws {
        guard staff.holds(.editor, for: unit) else { throw ServiceRefusal(.needsRole) }
    }

    /// Sizes, shapes, and that the code is nobody else's.
    func check(_ content: ServicePaper, but paper: ServicePaper.ID?) throws {
        let faults = content.faults
        guard faults.isEmpty else { throw ServiceRefusal(.faults(faults)) }
        if let other = try register.find(code: content.code), other.id != paper { throw ServiceRefusal(.codeTaken) }
    }

    func checkLength(_ text: String, _ field: String) throws {
        if text.unicodeScalars.count > ServiceGuide.longestLine {
            throw ServiceRefusal(.tooLong(field: field, limit: ServiceGuide.longestLine))
        }
    }

    func signature(_ unit: OrganisationUnit.ID) -> String { staff.signature(for: unit) }

    func record(_ verb: Event.Verb, unit: OrganisationUnit.ID, _ paper: ServicePaper.ID, reason: String) throws {
        try EventRegister(transaction, site: county.id).append(
            Event(
                actor: signature(unit), unit: unit, verb: verb, subject: Event.Subject(.service, paper.rawValue), reason: reason), at: now)
    }
}
