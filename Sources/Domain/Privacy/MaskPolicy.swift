/// How each kind of personal data is made unrecognisable (去标识化规则), from a day on.
///
/// There is no national format (RULES §13), so the table is data. The strictest one is what holds when an office has set nothing else.
package struct MaskPolicy: Sendable, Hashable, Codable {
    package enum Rule: Sendable, Hashable, Codable {
        /// Letters and digits become `*`, save so many at the start and at the end; separators stay.
        case stars(first: Int, last: Int)
        /// An address is kept down to the village, community or street.
        case cutAddress
        /// The first letter of a mailbox and its domain stay.
        case mailbox
        /// Nothing stays.
        case hidden
    }

    package let effective: Day
    package let rules: [PersonalDataFinding.Kind: Rule]

    package init(effective: Day, rules: [PersonalDataFinding.Kind: Rule]) {
        self.effective = effective
        self.rules = rules
    }

    /// What stands where nothing stays.
    package static let hiddenText = "[已隐去]"

    /// The rules that hold when nothing else is set: the first day is that of the Personal Information Protection Law (个人信息保护法).
    package static let strictest = MaskPolicy(
        effective: Day(serial: 18_932),
        rules: [
            .idCard: .stars(first: 0, last: 4), .mobile: .stars(first: 3, last: 4), .landline: .stars(first: 4, last: 2),
            .bankCard: .stars(first: 0, last: 4), .passport: .stars(first: 1, last: 2), .email: .mailbox, .address: .cutAddress,
            .health: .hidden, .minor: .hidden,
        ])

    /// Of several dated policies the one in force on a day; the strictest before the first of them.
    package static func inForce(on day: Day, among policies: [MaskPolicy]) -> MaskPolicy {
        policies.filter { $0.effective <= day }.max { $0.effective < $1.effective } ?? strictest
    }

    /// What is put in the place of a text of that kind. A kind without a rule is hidden wholly.
    package func replacement(for kind: PersonalDataFinding.Kind, _ text: String) -> String {
        Self.apply(rules[kind] ?? .hidden, to: text)
    }

    /// A text of that kind as it may be shown in a list of findings, whatever the policy.
    static func sample(of kind: PersonalDataFinding.Kind, _ text: String) -> String {
        switch kind {
        case .health, .minor:
            let scalars = text.unicodeScalars
            return String(String.UnicodeScalarView(scalars.prefix(1))) + String(repeating: "*", count: min(8, max(1, scalars.count - 1)))
        default: return strictest.replacement(for: kind, text)
        }
    }

    private static func apply(_ rule: Rule, to text: String) -> String {
        switch rule {
        case .stars(let first, let last): stars(text, first: first, last: last)
        case .cutAddress: AddressCut.cut(text)
        case .mailbox: mailbox(text)
        case .hidden: hiddenText
        }
    }

    private static func stars(_ text: String, first: Int, last: Int) -> String {
        let total = text.unicodeScalars.count { isSignificant($0.value) }
        // What is too short to keep something at both ends keeps only its end.
        let (first, last) = total > first + last ? (first, last) : (0, min(last, total / 2))
        var result = String.UnicodeScalarView()
        var seen = 0
        for scalar in text.unicodeScalars {
            guard isSignificant(scalar.value) else {
                result.append(scalar)
                continue
            }
            seen += 1
            result.append(seen <= first || seen > total - last ? scalar : "*")
        }
        return String(result)
    }

    private static func isSignificant(_ scalar: UInt32) -> Bool {
        let folded = Folding.fold(scalar)
        return (0x30...0x39).contains(folded) || (0x61...0x7A).contains(folded) || (0x4E00...0x9FFF).contains(folded)
    }

    private static func mailbox(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let at = scalars.firstIndex(where: { $0 == "@" || $0 == "＠" }) else { return hiddenText }
        return String(String.UnicodeScalarView(scalars.prefix(1))) + "***" + String(String.UnicodeScalarView(scalars[at...]))
    }
}
