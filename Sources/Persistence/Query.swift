/// An SQL statement in the common subset of SQLite and PostgreSQL, with its values apart from its text.
///
/// Written as a string literal; an interpolated value becomes a numbered placeholder, so it can never become SQL:
/// `"SELECT name FROM unit WHERE id = \(id)"` is the text `SELECT name FROM unit WHERE id = $1` and one value.
package struct Query: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var values: [Value]

    package init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// SQL that was not written as a literal: a migration file. Never made from input.
    package init(trusted text: String) {
        self.text = text
        values = []
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 4)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: some Storable) { append(value.storedValue) }

        package mutating func appendInterpolation(_ value: (some Storable)?) { append(value?.storedValue ?? .null) }

        package mutating func appendInterpolation(value: Value) { append(value) }

        /// A list of values, for `IN (\(list: ids))`; an empty list becomes NULL, which matches nothing.
        package mutating func appendInterpolation(list: [some Storable]) {
            guard !list.isEmpty else {
                text += "NULL"
                return
            }
            for (index, value) in list.enumerated() {
                if index > 0 { text += ", " }
                append(value.storedValue)
            }
        }

        /// Another query's text and values in this place.
        package mutating func appendInterpolation(_ query: Query) {
            // Placeholders are renumbered: `$n` of the inner text becomes `$(n + count)`.
            var rest = Substring(query.text)
            while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
                text += rest[..<dollar]
                let digits = rest[rest.index(after: dollar)...].prefix { $0.isASCII && $0.isNumber }
                if let number = Int(digits) { text += "$\(number + values.count)" } else { text += "$" }
                rest = rest[digits.endIndex...]
            }
            text += rest
            values += query.values
        }

        private mutating func append(_ value: Value) {
            values.append(value)
            text += "$\(values.count)"
        }
    }

    /// Goes on with another query's text and values.
    package static func += (left: inout Query, right: Query) { left = "\(left)\(right)" }
}
