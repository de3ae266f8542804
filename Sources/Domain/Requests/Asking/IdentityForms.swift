extension IdentityDocument {
    /// What is wrong with a number of this document, tidied; `nil` when it can be one.
    func fault(in number: String, on today: Day) -> RequestFormFault.Reason? {
        let bytes = Array(number.utf8)
        switch self {
        case .identityCard, .residencePermit: return Self.fault(inIdentityNumber: bytes, on: today)
        case .creditCode:
            guard bytes.count == 18, bytes.allSatisfy(Self.isDigitOrCapital) else { return .malformed }
            return IdentityNumber.isCreditCode(bytes) ? nil : .wrongCheckCharacter
        case .passport: return Self.isPlain(bytes, 5...20) ? nil : .malformed
        // One letter and eight digits, or with the number of issues ten.
        case .hongKongMacaoPermit:
            let hasForm = [9, 11].contains(bytes.count) && [0x48, 0x4D].contains(bytes[0]) && bytes.dropFirst().allSatisfy(Self.isDigit)
            return hasForm ? nil : .malformed
        case .taiwanPermit: return Self.isPlain(bytes, 8...11) ? nil : .malformed
        case .foreignerPermit: return Self.isPlain(bytes, 15...15) || Self.isPlain(bytes, 18...18) ? nil : .malformed
        case .other: return bytes.count >= 3 ? nil : .malformed
        }
    }

    private static func fault(inIdentityNumber bytes: [UInt8], on today: Day) -> RequestFormFault.Reason? {
        if bytes.count == 15, bytes.allSatisfy(isDigit) { return .outdated }
        guard bytes.count == 18, bytes.dropLast().allSatisfy(isDigit), isDigit(bytes[17]) || bytes[17] == 0x58 else { return .malformed }
        guard IdentityNumber.checkCharacter(bytes.prefix(17)) == bytes[17] else { return .wrongCheckCharacter }
        guard IdentityNumber.hasKnownArea(bytes), let birthday = IdentityNumber.birthday(bytes), birthday <= today else {
            return .malformed
        }
        return nil
    }

    private static func isPlain(_ bytes: [UInt8], _ lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(bytes.count) && bytes.allSatisfy(isDigitOrCapital)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isDigitOrCapital(_ byte: UInt8) -> Bool { isDigit(byte) || (65...90).contains(byte) }
}

/// What numbers and addresses under which people are reached look like. Lenient: who answers is found out by calling.
enum ContactForms {
    /// A mobile or fixed number, from abroad too, with an extension after it.
    static func isPhone(_ text: String) -> Bool {
        guard text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || "+-() 转".unicodeScalars.contains($0) }) else { return false }
        let digits = text.utf8.count { (48...57).contains($0) }
        return (7...20).contains(digits)
    }

    /// Something, an at sign, a host with a dot; plain characters only.
    static func isMailAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        guard !text.utf8.contains(where: { Array("\"'<>(),:;[]\\`".utf8).contains($0) }) else { return false }
        let labels = parts[1].split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && $0.first != 0x2D && $0.last != 0x2D }
    }
}
