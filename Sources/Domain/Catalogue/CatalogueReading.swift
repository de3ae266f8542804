/// What a correct reader makes of a catalogue file: its items, each with its place, and everything worth saying about them.
package struct CatalogueReading: Sendable {
    package struct Item: Sendable, Hashable {
        package let sheet: String?
        /// 1-based row of the item's first line in the source.
        package let row: Int
        package let entry: CatalogueEntry

        package init(sheet: String?, row: Int, entry: CatalogueEntry) {
            self.sheet = sheet
            self.row = row
            self.entry = entry
        }
    }

    package var items: [Item]
    package var diagnostics: [Diagnostic]

    package init(items: [Item] = [], diagnostics: [Diagnostic] = []) {
        self.items = items
        self.diagnostics = diagnostics
    }

    /// Whether anything found keeps the content from being used.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
