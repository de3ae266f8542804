/// What the keys of a report are called, and in which order they are shown.
package struct MonitoringNames: Sendable {
    /// In the county's order.
    package let units: [OrganisationUnit]
    package let domains: [DisclosureDomain]
    private let unitsByKey: [OrganisationUnit.ID: OrganisationUnit]
    private let domainsByCode: [String: DisclosureDomain]

    package init(units: [OrganisationUnit], domains: [DisclosureDomain]) {
        self.units = units
        self.domains = domains
        unitsByKey = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        domainsByCode = Dictionary(domains.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    }

    package func unit(_ id: OrganisationUnit.ID) -> String { unitsByKey[id]?.name ?? "" }
    package func unitCode(_ id: OrganisationUnit.ID) -> String { unitsByKey[id]?.code ?? "" }
    package func domain(_ code: String) -> String { domainsByCode[code]?.name ?? code }
}
