@testable import Domain

/// Numbers of persons who do not exist, with right check digits, made anew with a fixed seed.
struct MadeUpNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64 = 20_260_320) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in Character(String(UInt8.random(in: 0...9, using: &self))) })
    }

    /// An ID number of somebody born in that year.
    mutating func identity(year: Int = 1975, area: String = "420581") -> String {
        let month = Int.random(in: 1...12, using: &self), day = Int.random(in: 1...28, using: &self)
        let head = "\(area)\(year)\(month < 10 ? "0" : "")\(month)\(day < 10 ? "0" : "")\(day)\(digits(3))"
        return head + String(UnicodeScalar(IdentityNumber.checkCharacter(Array(head.utf8))))
    }

    mutating func mobile() -> String { "1" + String(Int.random(in: 3...9, using: &self)) + digits(9) }

    mutating func card(head: String = "622848", length: Int = 19) -> String {
        let body = head + digits(length - head.utf8.count - 1)
        for last in 0...9 where IdentityNumber.passesLuhn(Array((body + String(last)).utf8)) { return body + String(last) }
        return body
    }

    mutating func creditCode() -> String {
        let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let body = "9142058" + digits(1) + "MA" + digits(7)
        for last in letters where IdentityNumber.isCreditCode(Array((body + String(last)).utf8)) { return body + String(last) }
        return body
    }
}
