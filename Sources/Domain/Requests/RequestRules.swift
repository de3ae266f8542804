/// The numbers of the law of requests (依申请公开规则): dated data of the county, since laws and local practice change.
package struct RequestRules: Sendable, Hashable, Codable {
    /// They count for requests received on this day or later, until the next set begins.
    package var effective: Day
    /// Which day is the day of receipt, by channel (条例 Art. 31).
    package var receipt: [RequestChannel: ReceiptRule]
    /// Working days to reply (Art. 33).
    package var reply: Int
    /// The most working days of an extension (Art. 33).
    package var extensionLimit: Int
    /// Working days from receipt within which the office must ask back (Art. 30).
    package var clarificationNotice: Int
    /// Working days that a third party has, from its own receipt (Art. 32). Silence is not consent.
    package var thirdParty: Int
    /// Working days that a co-maker has (Art. 34). Silence is consent.
    package var coMaker: Int
    /// Working days to pay, from the day after the notice (国办函〔2020〕109号).
    package var payment: Int
    /// Whether the day on which a consultation is sent is itself left out. The law does not say; usual is that it counts.
    package var pausesOnAskedDay: Bool
    /// Days to apply for review (行政复议法 Art. 20).
    package var reviewDays: Int
    /// Months to sue directly (行政诉讼法 Art. 46).
    package var suitMonths: Int
    /// Days to sue after a decision on review (行政诉讼法 Art. 45).
    package var suitAfterReviewDays: Int
    /// Years that a closed case is kept. The county's own rule; no statute sets it.
    package var retentionYears: Int
    package var fees: RequestFees

    package init(
        effective: Day, receipt: [RequestChannel: ReceiptRule], reply: Int = 20, extensionLimit: Int = 20, clarificationNotice: Int = 7,
        thirdParty: Int = 15, coMaker: Int = 15, payment: Int = 20, pausesOnAskedDay: Bool = false, reviewDays: Int = 60,
        suitMonths: Int = 6, suitAfterReviewDays: Int = 15, retentionYears: Int = 10, fees: RequestFees = .released
    ) {
        self.effective = effective
        self.receipt = receipt
        self.reply = reply
        self.extensionLimit = extensionLimit
        self.clarificationNotice = clarificationNotice
        self.thirdParty = thirdParty
        self.coMaker = coMaker
        self.payment = payment
        self.pausesOnAskedDay = pausesOnAskedDay
        self.reviewDays = reviewDays
        self.suitMonths = suitMonths
        self.suitAfterReviewDays = suitAfterReviewDays
        self.retentionYears = retentionYears
        self.fees = fees
    }

    /// 条例 (国令第711号), in force since 2019-05-15.
    package static let released = RequestRules(
        effective: Day(serial: 18_031),
        receipt: [
            .counter: .submission, .signedPost: .signature, .plainPost: .confirmation, .fax: .confirmation, .email: .confirmation,
            .internet: .confirmation,
        ])

    /// What is wrong with a set; empty when it can be used.
    package var faults: [Fault] {
        var faults: [Fault] = []
        let periods = [
            ("reply", reply), ("extensionLimit", extensionLimit), ("clarificationNotice", clarificationNotice), ("thirdParty", thirdParty),
            ("coMaker", coMaker), ("payment", payment), ("reviewDays", reviewDays), ("suitAfterReviewDays", suitAfterReviewDays),
        ]
        for (name, value) in periods where !(1...365).contains(value) { faults.append(.badPeriod(name)) }
        if !(1...120).contains(suitMonths) { faults.append(.badPeriod("suitMonths")) }
        if !(1...100).contains(retentionYears) { faults.append(.badPeriod("retentionYears")) }
        for channel in RequestChannel.allCases where receipt[channel] == nil { faults.append(.noReceiptRule(channel)) }
        if !fees.items.isValid { faults.append(.badFees("items")) }
        if !fees.pages.isValid { faults.append(.badFees("pages")) }
        return faults
    }

    package enum Fault: Error, Sendable, Hashable {
        case badPeriod(String)
        case noReceiptRule(RequestChannel)
        case badFees(String)
    }
}

/// A dictionary by channel is an object in files, not a list.
extension RequestChannel: CodingKeyRepresentable {}

/// Every set of rules there is, and which one counts when.
package struct RequestRuleBook: Sendable, Hashable {
    /// By the day on which they begin.
    private let sets: [RequestRules]

    /// Without any the released set counts.
    package init(_ sets: [RequestRules]) { self.sets = sets.isEmpty ? [.released] : sets.sorted { $0.effective < $1.effective } }

    package static let released = RequestRuleBook([.released])

    package var all: [RequestRules] { sets }

    /// The set that counts for a request received on that day: the last one that had begun; before the first, the first.
    package func rules(on day: Day) -> RequestRules { sets.last { $0.effective <= day } ?? sets[0] }
}
