/// An exact number of either sign, as a fraction in lowest terms: what scores are computed with, so that a third stays a third.
package struct Fraction: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let numerator: Int128
    /// Always positive.
    package let denominator: Int128

    /// Numerator or denominator has more than 36 digits: the number is not rounded, the calculation is refused.
    package struct TooFine: Error, Sendable, Hashable {
        package init() {}
    }

    package static let zero = Fraction(whole: 0)
    package static let one = Fraction(whole: 1)
    /// Leaves room to multiply by ten.
    private static let limit: Int128 = 1_000_000_000_000_000_000_000_000_000_000_000_000

    private init(lowest numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    private init(reducing numerator: Int128, _ denominator: Int128) throws(TooFine) {
        let divisor = denominator == 1 ? 1 : Self.commonDivisor(numerator.magnitude, denominator.magnitude)
        self.init(lowest: numerator / divisor, denominator / divisor)
        guard self.numerator.magnitude < Self.limit.magnitude, self.denominator < Self.limit else { throw TooFine() }
    }

    package init(whole number: Int) { self.init(lowest: Int128(number), 1) }

    /// - Precondition: `whole` is positive.
    package init(part: Int, whole: Int) {
        precondition(whole > 0, "a part of nothing")
        let divisor = Self.commonDivisor(UInt128(part.magnitude), UInt128(whole.magnitude))
        self.init(lowest: Int128(part) / divisor, Int128(whole) / divisor)
    }

    package init(_ number: ExactNumber) {
        var power: Int128 = 1
        for _ in 0..<number.decimals { power *= 10 }
        let divisor = Self.commonDivisor(UInt128(number.significand.magnitude), power.magnitude)
        self.init(lowest: Int128(number.significand) / divisor, power / divisor)
    }

    private static func commonDivisor(_ first: UInt128, _ second: UInt128) -> Int128 {
        var (larger, smaller) = (first, second)
        while smaller != 0 {
            if larger <= UInt128(UInt64.max) && smaller <= UInt128(UInt64.max) {
                return Int128(commonDivisor(UInt64(larger), UInt64(smaller)))
            }
            (larger, smaller) = (smaller, larger % smaller)
        }
        return Int128(larger)
    }

    private static func commonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    // MARK: Arithmetic

    package static func + (left: Fraction, right: Fraction) throws(TooFine) -> Fraction {
        if left.denominator == right.denominator {
            // Both are below 10³⁶, and so their sum fits.
            return try Fraction(reducing: left.numerator + right.numerator, left.denominator)
        }
        let divisor = commonDivisor(left.denominator.magnitude, right.denominator.magnitude)
        let first = try product(left.numerator, right.denominator / divisor)
        let second = try product(right.numerator, left.denominator / divisor)
        let (sum, overflow) = first.addingReportingOverflow(second)
        if overflow { throw TooFine() }
        return try Fraction(reducing: sum, try product(left.denominator / divisor, right.denominator))
    }

    package static func - (left: Fraction, right: Fraction) throws(TooFine) -> Fraction {
        try left + Fraction(lowest: -right.numerator, right.denominator)
    }

    package static func * (left: Fraction, right: Fraction) throws(TooFine) -> Fraction {
        let first = commonDivisor(left.numerator.magnitude, right.denominator.magnitude)
        let second = commonDivisor(right.numerator.magnitude, left.denominator.magnitude)
        return try Fraction(
            reducing: try product(left.numerator / first, right.numerator / second),
            try product(left.denominator / second, right.denominator / first))
    }

    /// - Precondition: `right` is not nought.
    package static func / (left: Fraction, right: Fraction) throws(TooFine) -> Fraction {
        precondition(right.numerator != 0, "division by nought")
        let sign: Int128 = right.numerator < 0 ? -1 : 1
        return try left * Fraction(lowest: sign * right.denominator, sign * right.numerator)
    }

    private static func product(_ left: Int128, _ right: Int128) throws(TooFine) -> Int128 {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        if overflow { throw TooFine() }
        return product
    }

    package static func < (left: Fraction, right: Fraction) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return first.high != second.high ? first.high < second.high : first.low < second.low
    }

    // MARK: Text

    /// With so many decimals, halves rounded up: for people. Ranks and grades go by the exact value.
    package func rounded(decimals: Int = 2) -> String {
        var digits = String(numerator.magnitude / denominator.magnitude)
        var rest = numerator.magnitude % denominator.magnitude
        for _ in 0..<decimals {
            rest *= 10
            digits += String(rest / denominator.magnitude)
            rest %= denominator.magnitude
        }
        if rest * 2 >= denominator.magnitude { digits = Self.successor(digits) }
        let whole = decimals == 0 ? digits : "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
        let isNought = digits.utf8.allSatisfy { $0 == UInt8(ascii: "0") }
        return numerator < 0 && !isNought ? "-" + whole : whole
    }

    /// The next decimal number, as many places long, or one more.
    private static func successor(_ digits: String) -> String {
        var bytes = Array(digits.utf8)
        for index in bytes.indices.reversed() {
            if bytes[index] < UInt8(ascii: "9") {
                bytes[index] += 1
                return String(decoding: bytes, as: UTF8.self)
            }
            bytes[index] = UInt8(ascii: "0")
        }
        return "1" + String(decoding: bytes, as: UTF8.self)
    }

    /// Exactly: a decimal number where at most twelve decimals say it all, otherwise `7/3`.
    package var description: String {
        var power: Int128 = 1
        for decimals in 0...12 {
            if power % denominator == 0 { return rounded(decimals: decimals) }
            power *= 10
        }
        return "\(numerator)/\(denominator)"
    }

    /// Reads what `description` writes; `nil` for anything else.
    package init?(text: String) {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, text.utf8.count <= 80, parts.count <= 2 else { return nil }
        var (whole, power): (Int128, Int128) = (0, 1)
        let pieces = first.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 1 || pieces.count == 2 && parts.count == 1 && pieces[1].utf8.count <= 12, !pieces.contains("") else {
            return nil
        }
        for piece in pieces {
            guard piece.utf8.allSatisfy({ (48...57).contains($0) }), piece.utf8.count <= 36 else { return nil }
        }
        guard let digits = Int128(pieces.joined()), digits < Self.limit else { return nil }
        whole = digits
        if pieces.count == 2 { for _ in pieces[1].utf8 { power *= 10 } }
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), let below = Int128(parts[1]), below > 0, below < Self.limit else {
                return nil
            }
            power = below
        }
        let divisor = Self.commonDivisor(whole.magnitude, power.magnitude)
        self.init(lowest: (isNegative ? -whole : whole) / divisor, power / divisor)
    }
}

/// In a file the text of `description`.
extension Fraction: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Fraction(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a fraction")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
