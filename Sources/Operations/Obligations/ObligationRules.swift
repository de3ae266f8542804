import Domain
import Persistence
import Registers

/// What counts for obligations at one moment: the calendar, the law's limits, and the items of every version that is asked for.
///
/// Belongs to one transaction.
final class ObligationRules {
    let calendar: WorkingCalendar
    let inForce: CatalogueVersion?
    let units: [OrganisationUnit.ID: OrganisationUnit]
    private let statutes: [StatutoryLimit]
    private let catalogue: CatalogueRegister
    private var items: [CatalogueVersion.ID: [CatalogueItem.ID: CatalogueItem]] = [:]

    init(_ transaction: any Transaction, site: County.ID) throws {
        calendar = try HolidayRegister(transaction).calendar()
        statutes = try StatutoryLimitRegister(transaction, site: site).all()
        catalogue = CatalogueRegister(transaction, site: site)
        inForce = try catalogue.inForce(.county)
        units = Dictionary(try UnitRegister(transaction, site: site).all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// Every item of a version.
    func items(of version: CatalogueVersion.ID) throws -> [CatalogueItem.ID: CatalogueItem] {
        if let known = items[version] { return known }
        let found = Dictionary(try catalogue.items(of: version).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        items[version] = found
        return found
    }

    func rule(_ item: CatalogueItem, _ unit: OrganisationUnit.ID) -> PublicationRule {
        PublicationRule(item.entry, domain: item.domain, unit: units[unit]?.kind ?? .other, statutes: statutes)
    }

    /// When an obligation is due now; `nil` when its limit is unclear.
    func due(_ obligation: Obligation, _ happening: TriggerEvent.Happening?) throws -> Due? {
        guard let item = try items(of: obligation.catalogue)[obligation.item] else { return nil }
        return rule(item, obligation.unit).due(obligation.occasion, start: obligation.start, happening: happening, calendar: calendar)
    }

    /// The words by which an obligation is known.
    static func title(_ item: CatalogueItem) -> String { item.entry.levels.joined(separator: " › ") }
}
