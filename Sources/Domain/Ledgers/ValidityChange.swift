/// A normative document whose validity a register has changed (立改废).
package struct ValidityChange: Sendable {
    package let document: Disclosure.ID
    package let validity: Disclosure.Validity

    /// - Returns: `nil` when the entry says the same of the same document, or is none of a normative document.
    package init?(_ kind: LedgerKind, from former: LedgerCells, to new: LedgerCells) {
        guard kind == .normativeDocuments, former["validity"] != new["validity"], let document = new.document("document"),
            let validity = Disclosure.Validity(rawValue: new["validity"])
        else { return nil }
        self.document = document
        self.validity = validity
    }
}
