/// Rules of the numbers that people and bodies carry, on digits and letters already folded to ASCII.
enum IdentityNumber {
    /// Whether the first two digits are those of a province (GB/T 2260).
    static func hasKnownArea(_ number: some RandomAccessCollection<UInt8>) -> Bool {
        let digits = Array(number.prefix(2))
        guard digits.count == 2 else { return false }
        switch Int(digits[0] - 48) * 10 + Int(digits[1] - 48) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81, 82, 83: return true
        default: return false
        }
    }

    /// The day of birth in an ID number of 18 or 15 places; `nil` when there is no such day.
    static func birthday(_ number: some RandomAccessCollection<UInt8>) -> Day? {
        let digits = number.map { Int($0) - 48 }
        guard digits.count >= 15, digits.prefix(15).allSatisfy({ (0...9).contains($0) }) else { return nil }
        if digits.count == 15 {
            return Day(year: 1900 + digits[6] * 10 + digits[7], month: digits[8] * 10 + digits[9], day: digits[10] * 10 + digits[11])
        }
        let year = digits[6] * 1000 + digits[7] * 100 + digits[8] * 10 + digits[9]
        return Day(year: year, month: digits[10] * 10 + digits[11], day: digits[12] * 10 + digits[13])
    }

    /// The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2).
    static func checkCharacter(_ number: some Collection<UInt8>) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(number, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return Array("10X98765432".utf8)[sum % 11]
    }

    /// Luhn's check of card numbers (ISO/IEC 7812).
    static func passesLuhn(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        var isDoubled = false
        for digit in digits.reversed() {
            let value = Int(digit) - 48
            guard (0...9).contains(value) else { return false }
            sum += isDoubled ? (value > 4 ? value * 2 - 9 : value * 2) : value
            isDoubled.toggle()
        }
        return sum % 10 == 0
    }

    /// Whether this is a unified social credit code (统一社会信用代码, GB 32100) with a right check character. Such a code is not personal data.
    static func isCreditCode(_ code: some Collection<UInt8>) -> Bool {
        guard code.count == 18 else { return false }
        var sum = 0
        var weight = 1
        for (index, byte) in code.enumerated() {
            guard let value = creditCodeValue(byte) else { return false }
            if index == 17 { return (31 - sum % 31) % 31 == value }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return false
    }

    private static func creditCodeValue(_ byte: UInt8) -> Int? {
        Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8).firstIndex(of: byte)
    }

    /// Whether a bank issues cards with that beginning and length.
    static func isCardNumber(_ digits: some RandomAccessCollection<UInt8>) -> Bool {
        let head = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) - 48 }
        switch digits.count {
        case 13: return head / 1000 == 4
        case 14: return head / 100 == 36 || head / 100 == 38 || (300...305).contains(head / 10)
        case 15: return head / 100 == 34 || head / 100 == 37
        case 16...19:
            return head / 100 == 62 || head / 100 == 60 || head / 100 == 95 || head / 1000 == 4 || (51...55).contains(head / 100)
                || (2221...2720).contains(head) || head / 100 == 35
        default: return false
        }
    }
}
