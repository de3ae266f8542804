import Domain
import Operations
import Persistence
import Registers
import Site

/// Takes the drafts of an example county as far as they have come, each step by the person whose post it is.
struct ExampleDesk {
    let place: Workplace
    var installation: Installation { place.installation }
    var county: County { place.county }

    init(_ place: Workplace) { self.place = place }

    /// - Throws: `Failure` when the unit, the item or the holder of a post is not there, or a step refuses.
    func lay(_ example: ExampleDraft) async throws {
        let unit = try await unit(example)
        let editor = try await staff(.editor, unit, example)
        let item = try await item(example, unit)
        let id = try await StartDraft(installation, county: county).run(
            .item(item, obligation: try await obligation(item, unit)), unit: unit, by: editor)
        let made = installation.now().day.adding(days: -example.daysAgo)
        _ = try await SaveDraft(installation, county: county).run(id, version: 1, by: editor) { content in
            content.title = example.title
            content.theme = example.theme
            content.category = example.category
            content.made = made
            content.body = PlainBodyText.read(example.body)
            for index in content.elements.indices {
                content.elements[index].isCovered = example.covered?.contains(content.elements[index].name) ?? true
            }
        }
        try await check(id)
        do {
            try await advance(id, example, unit, editor)
        } catch let refusal as GateRefusal {
            throw Failure(.content, "drafts.json 中的《\(example.title)》走不到“\(example.state.rawValue)”：\(refusal.reasons)")
        }
    }

    private func advance(_ id: Draft.ID, _ example: ExampleDraft, _ unit: OrganisationUnit.ID, _ editor: Staff) async throws {
        guard example.state != .drafting else { return }
        var entry = try await entry(id)
        try await SubmitDraft(installation, county: county).run(id, version: entry.draft.version, by: editor)
        guard example.state != .inReview else { return }
        let ruling: DecideDraft.Ruling = example.state == .returned ? .returned(toStep: nil) : .approved
        for step in entry.path.steps {
            entry = try await self.entry(id)
            try await DecideDraft(installation, county: county).run(
                id, version: entry.draft.version, ruling, reason: example.reason ?? "", by: try await staff(step.role, unit, example))
            if example.state == .returned { return }
        }
    }

    /// Takes a draft that another part of the example has written through every step and out.
    ///
    /// - Parameter place: what names it, for the message.
    func publish(_ id: Draft.ID, unit: OrganisationUnit.ID, named place: String) async throws {
        let editor = try await staff(.editor, unit, of: place)
        try await check(id)
        do {
            try await SubmitDraft(installation, county: county).run(id, version: entry(id).draft.version, by: editor)
            for step in try await entry(id).path.steps {
                try await DecideDraft(installation, county: county).run(
                    id, version: entry(id).draft.version, .approved, reason: "同意", by: try await staff(step.role, unit, of: place))
            }
            _ = try await PublishDraft(installation, county: county).run(id, version: entry(id).draft.version, by: editor)
        } catch let refusal as GateRefusal {
            throw Failure(.content, "\(place)公开不了：\(refusal.reasons)")
        }
    }

    /// What the server does when somebody asks for the checks.
    func check(_ id: Draft.ID) async throws {
        let portal = try await Portal(
            installation, settings: Portal.Settings(), tools: Portal.Tools(files: try Opening.files(place.settings)), log: installation.log)
        try await DraftChecking(portal, county: county).run(id)
    }

    // MARK: Finding what the file names

    func entry(_ id: Draft.ID) async throws -> DraftRegister.Entry {
        let site = county.id
        guard let entry = try await installation.store.read({ try DraftRegister($0, site: site).find(id) }) else {
            throw Failure(.content, "拟稿 \(id) 刚刚被别人删除，请换一个空的数据库重新载入。")
        }
        return entry
    }

    private func unit(_ example: ExampleDraft) async throws -> OrganisationUnit.ID {
        try await unit(example.unit, of: "drafts.json 中的《\(example.title)》")
    }

    private func staff(_ role: Role, _ unit: OrganisationUnit.ID, _ example: ExampleDraft) async throws -> Staff {
        try await staff(role, unit, of: "drafts.json 中的《\(example.title)》")
    }

    /// - Parameter place: what names it, for the message.
    func unit(_ code: String, of place: String) async throws -> OrganisationUnit.ID {
        let site = county.id
        guard let unit = try await installation.store.read({ try UnitRegister($0, site: site).find(code: code) }) else {
            throw Failure(.content, "\(place)：没有代码为“\(code)”的单位。")
        }
        return unit.id
    }

    func staff(_ role: Role, _ unit: OrganisationUnit.ID, of place: String) async throws -> Staff {
        guard let found = try await holder(role, unit) else {
            throw Failure(.content, "\(place)：accounts.csv 里没有担任“\(RoleWords.words(role))”的人。")
        }
        return found
    }

    /// Who holds such a post in the unit; `nil` when nobody does.
    func holder(_ role: Role, _ unit: OrganisationUnit.ID) async throws -> Staff? {
        let site = county.id
        return try await installation.store.read { transaction -> Staff? in
            let posts = PostRegister(transaction, site: site)
            let line = try posts.all().first { $0.post.role == role && (role.isCountyWide || $0.post.unit == unit) && $0.holder != nil }
            guard let line, let holder = line.holder else { return nil }
            return Staff(account: holder, name: line.holderName ?? "", posts: try posts.posts(of: holder))
        }
    }

    /// The document with that title on the portal.
    func document(_ title: String, of place: String) async throws -> Disclosure.ID {
        let site = county.id
        let found = try await installation.store.read { transaction in
            try DisclosureQueries(transaction, site: site).newest(DisclosureQueries.Filter(words: title), limit: 10)
        }
        guard let line = found.first(where: { $0.title == title }) else { throw Failure(.content, "\(place)：没有公开文件《\(title)》。") }
        return line.id
    }

    private func item(_ example: ExampleDraft, _ unit: OrganisationUnit.ID) async throws -> CatalogueItem.ID {
        let site = county.id
        let found = try await installation.store.read { transaction -> CatalogueItem? in
            let catalogue = CatalogueRegister(transaction, site: site)
            guard let version = try catalogue.inForce(.county) else { return nil }
            return try catalogue.items(of: version.id, naming: unit).first { $0.entry.levels.joined(separator: "/") == example.item }
        }
        guard let found else {
            throw Failure(.content, "drafts.json 中的《\(example.title)》：现行目录里没有这个单位的事项“\(example.item)”。")
        }
        return found.id
    }

    /// The soonest open duty that the draft fulfils, if there is one.
    private func obligation(_ item: CatalogueItem.ID, _ unit: OrganisationUnit.ID) async throws -> Obligation.ID? {
        let site = county.id
        return try await installation.store.read { transaction in
            try ObligationQueries(transaction, site: site).lines(ObligationQueries.Filter(units: [unit]), limit: 500)
                .first { $0.obligation.item == item }?.obligation.id
        }
    }
}

/// A part of the example that lays down what its file has, at the desk that finds people, units and documents.
protocol ExamplePart {
    var desk: ExampleDesk { get }
}

extension ExamplePart {
    var installation: Installation { desk.installation }
    var county: County { desk.county }
}
