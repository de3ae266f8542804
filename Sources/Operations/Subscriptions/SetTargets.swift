package import Domain
import Persistence
import Registers

/// Keeps the groups that documents are pushed to, and says which documents are for whom (推送对象).
package struct SetTargets {
    package enum Refusal: Error, Sendable, Hashable {
        case needsOffice
        case needsEditor
        case badCode
        case badName(limit: Int)
        case tooMany(limit: Int)
        /// Another group has that code or name.
        case taken
        case unknown
    }

    private let installation: Installation
    private let county: County.ID

    package init(_ installation: Installation, county: County.ID) {
        self.installation = installation
        self.county = county
    }

    package func add(_ group: TargetGroup, by staff: Staff) async throws {
        guard TargetGroup.isCode(group.code) else { throw Refusal.badCode }
        try await change(try Self.office(staff), "新增：\(group.name)") { register in
            let known = try register.groups()
            guard known.count < TargetGroup.most else { throw Refusal.tooMany(limit: TargetGroup.most) }
            try Self.check(group, known)
            guard !known.contains(where: { $0.code == group.code }) else { throw Refusal.taken }
            try register.insert(group, position: known.count + 1)
        }
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func change(_ group: TargetGroup, by staff: Staff) async throws {
        try await change(try Self.office(staff), "修改：\(group.name)") { register in
            guard try register.group(group.code) != nil else { throw Refusal.unknown }
            try Self.check(group, try register.groups())
            try register.update(group)
        }
    }

    private static func check(_ group: TargetGroup, _ known: [TargetGroup]) throws {
        guard !group.name.isEmpty, group.name.unicodeScalars.count <= TargetGroup.longestName else {
            throw Refusal.badName(limit: TargetGroup.longestName)
        }
        guard !known.contains(where: { $0.name == group.name && $0.code != group.code }) else { throw Refusal.taken }
    }

    /// For whom every document of an item is.
    package func set(_ groups: Set<String>, of item: CatalogueItem.ID, by staff: Staff) async throws {
        try await change(try Self.office(staff), "事项 \(item)：\(groups.sorted().joined(separator: "、"))") { register in
            try Self.check(groups, register)
            try register.set(groups, of: item)
        }
    }

    private func change(_ signature: String, _ reason: String, _ act: @escaping @Sendable (TargetRegister) throws -> Void) async throws {
        let (now, county) = (installation.now(), county)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            try act(TargetRegister(transaction, site: county))
            try events.append(
                Event(actor: signature, verb: .targetGroupsChanged, subject: Event.Subject(.site, county.rawValue), reason: reason), at: now
            )
            try SiteRegister(transaction).contentChanged(county)
        }
    }

    /// For whom the document is that a draft becomes; no part of what is decided at the gate, so it may also be said afterwards.
    package func set(_ groups: Set<String>, of draft: Draft.ID, by staff: Staff) async throws {
        let (now, county) = (installation.now(), county)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            guard let entry = try DraftRegister(transaction, site: county).find(draft) else { throw Refusal.unknown }
            let unit = entry.draft.unit
            guard staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice) else { throw Refusal.needsEditor }
            let register = TargetRegister(transaction, site: county)
            try Self.check(groups, register)
            try register.set(groups, of: draft)
            let post = staff.post(staff.holds(.editor, for: unit) ? .editor : .disclosureOffice, for: unit)
            try events.append(
                Event(
                    actor: staff.signature(post), unit: unit, verb: .documentTargeted, subject: Event.Subject(.draft, draft.rawValue),
                    reason: groups.sorted().joined(separator: "、")), at: now)
            try SiteRegister(transaction).contentChanged(county)
        }
    }

    private static func check(_ groups: Set<String>, _ register: TargetRegister) throws {
        let known = Set(try register.groups().map(\.code))
        guard groups.isSubset(of: known) else { throw Refusal.unknown }
    }

    private static func office(_ staff: Staff) throws -> String {
        guard let post = staff.posts.first(where: { $0.role == .disclosureOffice }) else { throw Refusal.needsOffice }
        return staff.signature(post)
    }
}
