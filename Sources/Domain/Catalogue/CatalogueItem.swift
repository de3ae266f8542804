/// An item of a standard catalogue (公开事项) with its identity: the same in every version, so that its address never changes.
package struct CatalogueItem: Sendable, Hashable {
    package typealias ID = Identifier<CatalogueItem>

    package let id: ID
    package let version: CatalogueVersion.ID
    /// The item of the guide that this one adopts; `nil` for a county's own item and in a guide.
    package var guideItem: ID?
    /// Code of the field of work.
    package var domain: String
    /// 1-based place within its domain.
    package var position: Int
    package var entry: CatalogueEntry
    /// Why it differs from the year before, or from the guide; empty when it does not.
    package var adjustment: String

    package init(
        id: ID, version: CatalogueVersion.ID, guideItem: ID? = nil, domain: String, position: Int, entry: CatalogueEntry,
        adjustment: String = ""
    ) {
        self.id = id
        self.version = version
        self.guideItem = guideItem
        self.domain = domain
        self.position = position
        self.entry = entry
        self.adjustment = adjustment
    }
}
