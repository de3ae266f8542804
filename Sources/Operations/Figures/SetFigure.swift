package import Domain
import Persistence
import Registers

/// Sets a number of the law for the county from a day on (法定数值设置).
package struct SetFigure {
    package enum Refusal: Error, Sendable, Hashable {
        case faults([DatedFigure.Fault])
        case needsOffice
    }

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package func run(_ figure: DatedFigure, value: Int, effective: Day, basis: String, by staff: Staff) async throws {
        guard let post = staff.posts.first(where: { $0.role == .disclosureOffice }) else { throw Refusal.needsOffice }
        let faults = figure.faults(of: value, basis: basis)
        guard faults.isEmpty else { throw Refusal.faults(faults) }
        let (county, now) = (county, installation.now())
        let entry = FigureBook.Entry(
            code: figure.code, value: value, effective: effective, basis: basis, signature: staff.signature(post))
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            try FigureRegister(transaction, site: county.id).put(entry, at: now)
            try events.append(
                Event(
                    actor: entry.signature, verb: .figureSet, subject: Event.Subject(.site, county.id.rawValue),
                    reason: "\(figure.name)：自\(effective)起 \(value)\(figure.unit.rawValue)（\(basis)）"), at: now)
            // Public pages say by when something is due.
            try SiteRegister(transaction).contentChanged(county.id)
        }
    }
}
