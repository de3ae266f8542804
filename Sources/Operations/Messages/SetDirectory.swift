package import Domain
import Persistence
import Registers

/// Keeps the county's dispatch directory (派单目录).
package struct SetDirectory {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Throws: `MessageRefusal` when they are not of the office.
    package func run(_ directory: DispatchDirectory, by staff: Staff) async throws {
        guard staff.holds(.disclosureOffice) else { throw MessageRefusal([.needsRole]) }
        let (county, now) = (county, installation.now())
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try MessageRegister(transaction, site: county.id).put(directory)
            try events.append(
                Event(
                    actor: staff.signature(for: nil), verb: .messageDirectoryChanged, subject: Event.Subject(.site, county.id.rawValue),
                    reason: "\(directory.lines.count) 个单位"), at: now)
        }
    }
}
