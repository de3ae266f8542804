package import Domain
package import Persistence
package import Registers

/// Binds an interpretation to the document that it is about (关联解读与文件).
package struct BindInterpretation {
    /// How it interprets.
    package struct Form: Sendable {
        package var kind: Interpretation.Kind
        package var link: String
        package var firstReader: String

        package init(kind: Interpretation.Kind, link: String = "", firstReader: String) {
            self.kind = kind
            self.link = link
            self.firstReader = firstReader
        }

        var faults: [InterpretationReason] {
            var faults: [InterpretationReason] = []
            if firstReader.isEmpty || firstReader.unicodeScalars.count > Interpretation.longestReader { faults.append(.noFirstReader) }
            let isAddress = link.isEmpty || link.hasPrefix("https://") || link.hasPrefix("http://")
            if !isAddress || link.utf8.count > Interpretation.longestLink { faults.append(.badLink) }
            return faults
        }
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Begins a draft that interprets a document.
    ///
    /// - Returns: the draft.
    /// - Throws: `InterpretationRefusal`.
    package func start(_ about: PaperReference, unit: OrganisationUnit.ID, _ form: Form, by staff: Staff) async throws -> Draft.ID {
        try InterpretationRefusal.check(form.faults + (staff.holds(.editor, for: unit) ? [] : [.needsEditor]))
        let county = county
        let paper = try await installation.store.read { try Self.about(about, by: unit, $0, county.id) }
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = "《\(paper.title)》政策解读"
            content.category = Interpretation.category
        }
        try await bind(.draft(draft), unit: unit, to: about, form, by: staff)
        return draft
    }

    /// Binds a document that is public already, such as one that was taken over from the former site.
    ///
    /// - Throws: `InterpretationRefusal`.
    package func bind(published reading: Disclosure.ID, to about: PaperReference, _ form: Form, by staff: Staff) async throws {
        let site = county.id
        let paper = try await installation.store.read { try PaperQueries($0, site: site).find(.published(reading)) }
        guard let paper else { throw InterpretationRefusal([.noSuchDocument]) }
        try InterpretationRefusal.check(form.faults + (staff.holds(.editor, for: paper.unit) ? [] : [.needsEditor]))
        try await bind(.published(reading), unit: paper.unit, to: about, form, by: staff)
    }

    private func bind(
        _ reading: PaperReference, unit: OrganisationUnit.ID, to about: PaperReference, _ form: Form, by staff: Staff
    ) async throws {
        let (county, now, id) = (county, installation.now(), installation.identifiers.next(Interpretation.self))
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = InterpretationRegister(transaction, site: county.id)
            let paper = try Self.about(about, by: unit, isTakenOver: reading.isPublished, transaction, county.id)
            try InterpretationRefusal.check(try register.interpretation(by: reading) == nil ? [] : [.isBoundAlready])
            // Named by the public document once there is one, so that a correction changes nothing.
            let target = paper.disclosure.map { PaperReference.published($0) } ?? about
            try InterpretationRefusal.check(target == reading ? [.isItself] : [])
            let signature = staff.signature(for: unit)
            try register.insert(
                Interpretation(
                    id: id, unit: unit, reading: reading, about: target, kind: form.kind, link: form.link, firstReader: form.firstReader),
                signature: signature, at: now)
            try events.append(
                Event(
                    actor: signature, unit: unit, verb: .interpretationBound, subject: Event.Subject(.interpretation, id.rawValue),
                    reason: paper.title), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }

    /// The document, when that unit may interpret it (谁起草、谁解读).
    ///
    /// - Parameter isTakenOver: the interpretation is public already; then only a plan can say that somebody else drafted the document, because
    ///   who issues a document need not be who drafted it.
    private static func about(
        _ reference: PaperReference, by unit: OrganisationUnit.ID, isTakenOver: Bool = false, _ transaction: any Transaction,
        _ site: County.ID
    ) throws -> Paper {
        guard let paper = try PaperQueries(transaction, site: site).find(reference) else { throw InterpretationRefusal([.noSuchDocument]) }
        let plan = try paper.draft.flatMap { try InterpretationRegister(transaction, site: site).plan(of: $0) }
        if isTakenOver, plan == nil { return paper }
        let drafters = try Self.drafters(of: paper, transaction, site)
        try InterpretationRefusal.check(drafters.contains(unit) ? [] : [.notTheDraftingUnit])
        return paper
    }

    /// Who drafted a document: as its plan says, else the unit that issued it.
    package static func drafters(of paper: Paper, _ transaction: any Transaction, _ site: County.ID) throws -> [OrganisationUnit.ID] {
        let plan = try paper.draft.flatMap { try InterpretationRegister(transaction, site: site).plan(of: $0) }
        guard let plan, !plan.drafters.isEmpty else { return [paper.unit] }
        return plan.drafters
    }

    // MARK: Later

    /// - Throws: `InterpretationRefusal`, `StoreError.stale`.
    package func change(_ id: Interpretation.ID, version: Int, _ form: Form, by staff: Staff) async throws {
        try InterpretationRefusal.check(form.faults)
        try await act(on: id, .interpretationChanged, by: staff) { register, interpretation in
            var interpretation = interpretation
            guard interpretation.version == version else { throw StoreError.stale(subject: "政策解读") }
            interpretation.kind = form.kind
            interpretation.link = form.link
            interpretation.firstReader = form.firstReader
            try register.update(interpretation)
        }
    }

    /// The two documents stay; they no longer point at each other.
    package func unbind(_ id: Interpretation.ID, by staff: Staff) async throws {
        try await act(on: id, .interpretationUnbound, by: staff) { register, interpretation in try register.remove(interpretation.id) }
    }

    private func act(
        on id: Interpretation.ID, _ verb: Event.Verb, by staff: Staff,
        _ body: @escaping @Sendable (InterpretationRegister, Interpretation) throws -> Void
    ) async throws {
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let register = InterpretationRegister(transaction, site: county.id)
            guard let interpretation = try register.find(id) else { throw InterpretationRefusal([.noSuchInterpretation]) }
            try InterpretationRefusal.check(staff.holds(.editor, for: interpretation.unit) ? [] : [.needsEditor])
            if case .draft(let draft) = interpretation.reading {
                // What reviewers see beside the draft does not change under their eyes.
                switch try DraftRegister(transaction, site: county.id).find(draft)?.draft.state {
                case .inReview, .referred, .approved: throw InterpretationRefusal([.isUnderReview])
                case .drafting, .withheld, .published, .discarded, nil: break
                }
            }
            try body(register, interpretation)
            try events.append(
                Event(
                    actor: staff.signature(for: interpretation.unit), unit: interpretation.unit, verb: verb,
                    subject: Event.Subject(.interpretation, id.rawValue)), at: now)
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }
}
