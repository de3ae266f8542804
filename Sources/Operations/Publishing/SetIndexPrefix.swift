package import Domain
import Persistence
import Registers

/// Sets what a unit's 索引号 begin with: its organisation code (RULES §8.3: 组织机构代码, 9 characters; or the credit code, 18).
package struct SetIndexPrefix {
    package enum Refusal: Error, Sendable, Hashable {
        case unknownUnit
        case malformed
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter unit: code, name or another name of the unit.
    /// - Returns: the unit's name.
    package func run(_ prefix: String, unit: String, actor: String) async throws -> String {
        let isCode = prefix.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard isCode, [9, 18].contains(prefix.utf8.count) else { throw Refusal.malformed }
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            let units = UnitRegister(transaction, site: county.id)
            let named = try units.find(named: unit).flatMap { try units.find($0) }
            guard let found = try units.find(code: unit) ?? named else { throw Refusal.unknownUnit }
            try PublicationRegister(transaction, site: county.id).setIndexPrefix(prefix, of: found.id)
            try events.append(
                Event(
                    actor: actor, unit: found.id, verb: .unitChanged, subject: Event.Subject(.unit, found.id.rawValue),
                    reason: "索引号前段码 \(prefix)"), at: now)
            return found.name
        }
    }
}
