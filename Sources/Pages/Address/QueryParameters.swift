import Domain

/// What follows the question mark, decoded: names and values in their order.
package struct QueryParameters: Sendable, Hashable {
    private var pairs: [Pair] = []

    private struct Pair: Sendable, Hashable {
        let name: String
        let value: String
    }

    package init() {}

    /// Decodes `a=1&b=%E5%85%AC`; `+` is a space. `nil` when it is longer than the limit, has more than 64 pairs, a broken escape, or is
    /// not UTF-8: such a query is answered with 400. A form that was sent has the same shape and a higher limit.
    package init?(text: some StringProtocol, limitInBytes: Int = 4096) {
        guard text.utf8.count <= limitInBytes else { return nil }
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard pairs.count < 64, let name = QueryParameters.decode(sides[0]) else { return nil }
            guard let value = sides.count == 2 ? QueryParameters.decode(sides[1]) : "" else { return nil }
            pairs.append(Pair(name: name, value: value))
        }
    }

    /// The first value with that name.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value with that name.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// The value with white space at both ends removed; `nil` when nothing is left, as a form sends for a field left open.
    func filled(_ name: String) -> String? {
        guard let value = self[name] else { return nil }
        let scalars = value.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(scalars[first...last])
    }

    /// One segment of a path, where `+` is a plus. `nil` for a broken escape or text that is not UTF-8.
    package static func decoded(segment: some StringProtocol) -> String? { decode(segment.utf8, plusIsSpace: false) }

    /// One name or value of a form, where `+` is a space.
    package static func decoded(form bytes: some Collection<UInt8>) -> String? { decode(bytes) }

    private static func decode(_ source: some Collection<UInt8>, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var iterator = source.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(nibble), let low = iterator.next().flatMap(nibble) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        // No text holds a NUL, and a database need not take one.
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

/// A query that a page does not understand: answered with 400 and a sentence that names the parameter.
package struct QueryRefusal: Error, Hashable, Sendable {
    package let parameter: String
    package let value: String

    package init(parameter: String, value: String) {
        self.parameter = parameter
        self.value = value
    }
}

extension QueryParameters {
    /// A value out of a closed set.
    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(QueryRefusal) -> Choice? {
        guard let text = filled(name) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw QueryRefusal(parameter: name, value: text) }
        return choice
    }

    /// A whole number within bounds.
    func number(_ name: String, in bounds: ClosedRange<Int>) throws(QueryRefusal) -> Int? {
        guard let text = filled(name) else { return nil }
        guard let number = Int(text), bounds.contains(number), String(number) == text else {
            throw QueryRefusal(parameter: name, value: String(text.unicodeScalars.prefix(40)))
        }
        return number
    }

    /// A calendar year.
    func year(_ name: String) throws(QueryRefusal) -> Int? {
        guard let text = filled(name) else { return nil }
        guard text.utf8.count == 4, let year = Int(text), (1900...2999).contains(year) else {
            throw QueryRefusal(parameter: name, value: text)
        }
        return year
    }

    /// `2026-03-20`
    func day(_ name: String) throws(QueryRefusal) -> Day? {
        guard let text = filled(name) else { return nil }
        guard let day = Day(text: text), day.description == text else {
            throw QueryRefusal(parameter: name, value: String(text.unicodeScalars.prefix(40)))
        }
        return day
    }

    /// Text of at most so many Unicode scalars.
    package func text(_ name: String, limit: Int) throws(QueryRefusal) -> String? {
        guard let text = filled(name) else { return nil }
        guard text.unicodeScalars.count <= limit else {
            throw QueryRefusal(parameter: name, value: String(text.unicodeScalars.prefix(limit)))
        }
        return text
    }
}
