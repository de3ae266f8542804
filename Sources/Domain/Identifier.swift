/// The key of a stored thing: 64 bits, ordered by the time it was made, made by the program and never by the database.
///
/// The type parameter keeps a unit's key from being used as a document's. The text form is decimal; JSON carries it as a string,
/// because JavaScript's numbers end at 53 bits.
package struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Reads the decimal text form; `nil` when it is not a positive number in plain ASCII digits.
    package init?(text: some StringProtocol) {
        guard text.utf8.count <= 19, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let value = Int64(text), value > 0 else { return nil }
        rawValue = value
    }

    package var description: String { String(rawValue) }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
