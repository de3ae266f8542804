/// A column of a register (登记项): what is written in it, and whether the public reads it.
package struct LedgerField: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
        case text, longText
        case day
        /// A calendar year.
        case year
        case number
        /// In yuan, down to fen.
        case money
        case choice([String])
        /// A document on the portal: its number at the end of its address.
        case document
        case address
        case phone
        /// 统一社会信用代码
        case creditCode
        /// Of an identity card. Kept as it is published, with the last four places alone: what is not kept cannot leak.
        case identityNumber
    }

    /// Stable, in files and addresses: ASCII letters and hyphens.
    package let code: String
    package let name: String
    package let form: Form
    package let isRequired: Bool
    /// What is not stays with the staff.
    package let isPublic: Bool
    package let hint: String

    package init(
        _ code: String, _ name: String, _ form: Form = .text, isRequired: Bool = false, isPublic: Bool = true, hint: String = ""
    ) {
        self.code = code
        self.name = name
        self.form = form
        self.isRequired = isRequired
        self.isPublic = isPublic
        self.hint = hint
    }

    package static let longestText = 300
    package static let longestLongText = 4000

    /// Most Unicode scalars.
    package var limit: Int {
        switch form {
        case .longText: Self.longestLongText
        case .text, .address: Self.longestText
        case .choice(let choices): choices.map(\.unicodeScalars.count).max() ?? 0
        case .day, .year, .number, .money, .document, .phone, .creditCode, .identityNumber: 40
        }
    }

    package var choices: [String] {
        if case .choice(let choices) = form { return choices }
        return []
    }

    /// What somebody typed, in its standard form; empty stays empty.
    package func read(_ typed: String) throws(LedgerFault) -> String {
        let text = Folding.trimmed(typed)
        guard !text.isEmpty else {
            guard !isRequired else { throw LedgerFault(code, .missing) }
            return ""
        }
        // A day may come with a time behind it, a link with its whole address.
        guard text.unicodeScalars.count <= max(limit, Self.longestText) else { throw LedgerFault(code, .tooLong(limit)) }
        switch form {
        case .text, .longText: return text
        case .day:
            guard let day = Day(text: text) else { throw LedgerFault(code, .noDay) }
            return day.description
        case .year:
            let digits = text.unicodeScalars.last == "年" ? String(text.dropLast()) : text
            guard digits.utf8.count == 4, let year = Int(digits), (1949...2999).contains(year) else { throw LedgerFault(code, .noYear) }
            return digits
        case .number, .money:
            guard let number = ExactNumber(text: text), form == .number || number.decimals <= 2 else {
                throw LedgerFault(code, form == .money ? .noMoney : .noNumber)
            }
            return number.description
        case .choice(let choices):
            guard choices.contains(text) else { throw LedgerFault(code, .noChoice(choices)) }
            return text
        case .document:
            let last = text.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
            guard let id = Disclosure.ID(text: last) else { throw LedgerFault(code, .noDocument) }
            return id.description
        case .address:
            guard Self.isWebAddress(text) else { throw LedgerFault(code, .noAddress) }
            return text
        case .phone:
            guard text.utf8.allSatisfy({ (48...57).contains($0) || "-+() ".utf8.contains($0) }), text.utf8.count >= 3 else {
                throw LedgerFault(code, .noPhone)
            }
            return text
        case .creditCode:
            let code = text.uppercased()
            guard IdentityNumber.isCreditCode(code.utf8) else { throw LedgerFault(self.code, .noCreditCode) }
            return code
        case .identityNumber:
            // What was exported comes back as it went out.
            let isMasked = text.unicodeScalars.count { $0 != "*" } <= 4
            return isMasked ? text : MaskPolicy.strictest.replacement(for: .idCard, text)
        }
    }

    private static func isWebAddress(_ text: String) -> Bool {
        for scheme in ["https://", "http://"] where text.utf8.starts(with: scheme.utf8) {
            let rest = text.utf8.dropFirst(scheme.utf8.count)
            return rest.first.map { $0 != UInt8(ascii: "/") } ?? false && rest.allSatisfy { $0 > 0x20 && !"<>\"'\\`".utf8.contains($0) }
        }
        return false
    }
}

/// What is wrong with an entry.
package struct LedgerFault: Error, Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        case missing
        case tooLong(Int)
        case noDay, noYear, noNumber, noMoney, noAddress, noPhone, noCreditCode
        case noChoice([String])
        /// Not the address or number of a document on the portal.
        case noDocument
        /// There is none with that number.
        case unknownDocument
        case unknownUnit
        /// The register is kept by other kinds of units.
        case otherUnits([OrganisationUnit.Kind])
        /// They keep it for another unit.
        case notYours
        /// The document that is no longer valid is another unit's.
        case otherDocument
        /// Entries of several units: only the office that looks after all of them publishes those.
        case notWhole
        /// An open entry has the same key.
        case taken(String)
        /// The life cycle does not go that way.
        case noWay(from: String, to: [String])
        /// A rule of the kind, in its own words.
        case rule(String)
        case isClosed
        case tooMany(Int)
    }

    /// The column; empty when it is about the whole.
    package let field: String
    package let reason: Reason

    package init(_ field: String, _ reason: Reason) {
        self.field = field
        self.reason = reason
    }
}

/// Why an act on a register is refused.
package struct LedgerRefusal: Error, Sendable, Hashable {
    package let faults: [LedgerFault]

    package init(_ faults: [LedgerFault]) { self.faults = faults }

    package static func check(_ faults: [LedgerFault]) throws(LedgerRefusal) {
        guard faults.isEmpty else { throw LedgerRefusal(faults) }
    }
}
