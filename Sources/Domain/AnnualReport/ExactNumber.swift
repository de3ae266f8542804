/// A number that is not negative, exactly as it was written: whole, or with decimals (收费金额，万元).
///
/// Zeros after the last decimal do not count: 465.740 is 465.74. At most fifteen digits.
package struct ExactNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// All digits, without the point.
    package let significand: Int64
    /// How many of them stand after the point.
    package let decimals: Int

    static let digits = 15
    package static let nought = ExactNumber(significand: 0, decimals: 0)

    private init(significand: Int64, decimals: Int) {
        var (significand, decimals) = (significand, decimals)
        while decimals > 0, significand % 10 == 0 {
            significand /= 10
            decimals -= 1
        }
        self.significand = significand
        self.decimals = decimals
    }

    package init?(whole number: Int) {
        guard number >= 0, number < 1_000_000_000_000_000 else { return nil }
        self.init(significand: Int64(number), decimals: 0)
    }

    /// Of an amount in fen, as 万元.
    package init?(tenThousandYuanFromFen fen: Int64) {
        guard fen >= 0, fen < 1_000_000_000_000_000 else { return nil }
        self.init(significand: fen, decimals: 6)
    }

    /// Reads `2629`, `5949.088667`, also `12,345.6`; `nil` for anything else, such as a sign, a zero in front, or commas at other places.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, let first = whole.utf8.first, Self.isGrouped(whole) else { return nil }
        let front = whole.utf8.filter { $0 != UInt8(ascii: ",") }
        let back = parts.count == 2 ? Array(parts[1].utf8) : []
        guard parts.count == 1 || !back.isEmpty, first != UInt8(ascii: "0") || front.count == 1 else { return nil }
        guard front.count + back.count <= Self.digits, (front + back).allSatisfy({ (48...57).contains($0) }) else { return nil }
        var value: Int64 = 0
        for byte in front + back { value = value * 10 + Int64(byte - 48) }
        self.init(significand: value, decimals: back.count)
    }

    private static func isGrouped(_ whole: some StringProtocol) -> Bool {
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        return groups.count == 1 || (1...3).contains(groups[0].utf8.count) && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    }

    /// The number when it is whole.
    package var whole: Int? { decimals == 0 ? Int(significand) : nil }

    /// `nil` when the sum has more digits than are kept.
    package func adding(_ other: ExactNumber) -> ExactNumber? {
        let places = max(decimals, other.decimals)
        guard let left = scaled(to: places), let right = other.scaled(to: places) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow || sum >= 1_000_000_000_000_000 ? nil : ExactNumber(significand: sum, decimals: places)
    }

    private func scaled(to places: Int) -> Int64? {
        var value = significand
        for _ in decimals..<places {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = next
        }
        return value
    }

    package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        let places = max(left.decimals, right.decimals)
        guard let first = left.scaled(to: places) else { return false }
        guard let second = right.scaled(to: places) else { return true }
        return first < second
    }

    package var description: String {
        let digits = String(significand)
        guard decimals > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}

/// In a file a text such as `"2.5"`, because a number of JSON may be read as a binary fraction; a whole number is read, too.
extension ExactNumber: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        do {
            text = try container.decode(String.self)
        } catch DecodingError.typeMismatch {
            do {
                text = String(try container.decode(Int.self))
            } catch {
                // Decimals are exact in quotes only; the decoder's own error says nothing of the place.
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a whole number nor a text")
            }
        }
        guard let number = ExactNumber(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an exact number")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// What stands in a cell of the annual report. A nought, an empty cell, 不适用 and what could not be read are four different things.
package enum ReportFigure: Sendable, Hashable {
    case number(ExactNumber)
    /// Nobody has filled it in yet.
    case blank
    /// 不适用: the unit has no such power.
    case notApplicable
    /// Not to be read with certainty.
    case unknown

    /// A whole number; unknown when it is negative or beyond all measure.
    package static func count(_ number: Int) -> ReportFigure { ExactNumber(whole: number).map(ReportFigure.number) ?? .unknown }

    /// The whole number that it is.
    package var count: Int? {
        guard case .number(let number) = self else { return nil }
        return number.whole
    }

    package var number: ExactNumber? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// As a page shows it.
    package var text: String {
        switch self {
        case .number(let number): number.description
        case .blank: ""
        case .notApplicable: "不适用"
        case .unknown: "不确定"
        }
    }

    /// Of a form or a stored row: a number, nothing, or 不适用; `nil` for anything else.
    package init?(stored text: String) {
        switch Folding.trimmed(text) {
        case "": self = .blank
        case "不适用": self = .notApplicable
        case let written:
            guard let number = ExactNumber(text: written) else { return nil }
            self = .number(number)
        }
    }
}
