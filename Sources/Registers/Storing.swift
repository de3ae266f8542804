package import Domain
package import Persistence

// The fixed database forms of the field's values.

extension Identifier: Storable {
    package var storedValue: Value { .integer(rawValue) }
    package init?(stored value: Value) {
        guard case .integer(let number) = value else { return nil }
        self.init(number)
    }
}

extension String {
    /// The text anywhere, as LIKE takes it with `\` as its escape.
    var likePattern: String {
        "%" + String(unicodeScalars.flatMap { "\\%_".unicodeScalars.contains($0) ? ["\\", $0] : [$0] }.map(Character.init)) + "%"
    }
}

extension Day: Storable {
    package var storedValue: Value { .text(description) }
    package init?(stored value: Value) {
        guard case .text(let text) = value else { return nil }
        self.init(text: text)
    }
}

extension Instant: Storable {
    package var storedValue: Value { .integer(milliseconds) }
    package init?(stored value: Value) {
        guard case .integer(let number) = value else { return nil }
        self.init(milliseconds: number)
    }
}

extension Storable where Self: RawRepresentable, RawValue == String {
    package var storedValue: Value { .text(rawValue) }
    package init?(stored value: Value) {
        guard case .text(let text) = value else { return nil }
        self.init(rawValue: text)
    }
}

extension OrganisationUnit.Kind: Storable {}
extension CatalogueVersion.Level: Storable {}
extension CatalogueVersion.State: Storable {}
extension Disclosure.Validity: Storable {}
extension Event.Verb: Storable {}
extension Event.Subject.Kind: Storable {}
extension Role: Storable {}
extension DisclosureAttribute: Storable {}
extension ApprovalStep: Storable {}
extension Decision.Verdict: Storable {}
extension WordEntry.Kind: Storable {}
