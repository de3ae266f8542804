package import Domain

/// The fields of a dated set of rules as they were typed.
package struct RulesFields: Sendable, Hashable {
    /// A number of the law with its name, what it is for, and its unit.
    package enum Number: String, Sendable, CaseIterable {
        case reply, extensionLimit, clarificationNotice, thirdParty, coMaker, payment, reviewDays, suitMonths, suitAfterReviewDays
        case retentionYears

        var label: String {
            switch self {
            case .reply: "答复期限（工作日）"
            case .extensionLimit: "延长答复最多（工作日）"
            case .clarificationNotice: "补正告知（收到后几个工作日内）"
            case .thirdParty: "征求第三方意见（工作日）"
            case .coMaker: "征求共同制作机关意见（工作日）"
            case .payment: "缴费期限（工作日）"
            case .reviewDays: "申请行政复议（日）"
            case .suitMonths: "直接起诉（月）"
            case .suitAfterReviewDays: "复议后起诉（日）"
            case .retentionYears: "保管期限（年）"
            }
        }

        var source: String {
            switch self {
            case .reply, .extensionLimit: "条例第三十三条"
            case .clarificationNotice: "条例第三十条"
            case .thirdParty: "条例第三十二条"
            case .coMaker: "条例第三十四条"
            case .payment: "国办函〔2020〕109号"
            case .reviewDays: "行政复议法第二十条"
            case .suitMonths: "行政诉讼法第四十六条"
            case .suitAfterReviewDays: "行政诉讼法第四十五条"
            case .retentionYears: "本县的规定，法律没有规定"
            }
        }

        func value(in rules: RequestRules) -> Int { rules[keyPath: path] }

        var path: WritableKeyPath<RequestRules, Int> {
            switch self {
            case .reply: \.reply
            case .extensionLimit: \.extensionLimit
            case .clarificationNotice: \.clarificationNotice
            case .thirdParty: \.thirdParty
            case .coMaker: \.coMaker
            case .payment: \.payment
            case .reviewDays: \.reviewDays
            case .suitMonths: \.suitMonths
            case .suitAfterReviewDays: \.suitAfterReviewDays
            case .retentionYears: \.retentionYears
            }
        }
    }

    /// One band of a fee scale.
    package struct Band: Sendable, Hashable {
        package var after: String
        /// In yuan.
        package var yuan: String
        package var every: String
        package var rise: String

        package init(after: String = "", yuan: String = "", every: String = "", rise: String = "") {
            self.after = after
            self.yuan = yuan
            self.every = every
            self.rise = rise
        }

        package var isEmpty: Bool { [after, yuan, every, rise].allSatisfy(\.isEmpty) }
    }

    package var effective: String
    package var numbers: [Number: String]
    package var receipt: [RequestChannel: String]
    package var pausesOnAskedDay: Bool
    package var items: [Band]
    package var pages: [Band]

    package init(
        effective: String, numbers: [Number: String], receipt: [RequestChannel: String], pausesOnAskedDay: Bool, items: [Band],
        pages: [Band]
    ) {
        self.effective = effective
        self.numbers = numbers
        self.receipt = receipt
        self.pausesOnAskedDay = pausesOnAskedDay
        self.items = items
        self.pages = pages
    }

    /// A set as it stands, to be changed from a day on.
    package init(_ rules: RequestRules, from day: String) {
        func bands(_ scale: FeeScale) -> [Band] {
            scale.bands.map { band in
                Band(
                    after: String(band.after), yuan: band.fen.yuan, every: band.rise.map { String($0.every) } ?? "",
                    rise: band.rise?.fen.yuan ?? "")
            }
        }
        self.init(
            effective: day, numbers: Dictionary(uniqueKeysWithValues: Number.allCases.map { ($0, String($0.value(in: rules))) }),
            receipt: rules.receipt.mapValues(\.rawValue), pausesOnAskedDay: rules.pausesOnAskedDay, items: bands(rules.fees.items),
            pages: bands(rules.fees.pages))
    }

    /// The names of a band's fields: `items.0.after`.
    package static func name(_ basis: RequestFees.Basis, _ index: Int, _ part: String) -> String { "\(basis.rawValue).\(index).\(part)" }

    package func bands(_ basis: RequestFees.Basis) -> [Band] { basis == .items ? items : pages }

    /// The set that they make, or every field that is wrong.
    package func rules() -> (rules: RequestRules?, problems: [(field: String, message: String)]) {
        var problems: [(field: String, message: String)] = []
        let day = Day(text: Folding.trimmed(effective))
        if day == nil { problems.append(("effective", "施行日期“\(effective)”无法识别，请写成 2026-03-20 的样子。")) }
        var rules = RequestRules.released
        if let day { rules.effective = day }
        for number in Number.allCases {
            let text = Folding.trimmed(numbers[number] ?? "")
            guard let value = Int(text) else {
                problems.append((number.rawValue, "“\(number.label)”应当是整数。"))
                continue
            }
            rules[keyPath: number.path] = value
        }
        for channel in RequestChannel.allCases {
            guard let rule = receipt[channel].flatMap(ReceiptRule.init(rawValue:)) else {
                problems.append(("receipt.\(channel.rawValue)", "请选择“\(channel.name)”以哪一天为收到申请之日。"))
                continue
            }
            rules.receipt[channel] = rule
        }
        rules.pausesOnAskedDay = pausesOnAskedDay
        for basis in RequestFees.Basis.allCases {
            guard let scale = scale(basis, &problems) else { continue }
            if basis == .items { rules.fees.items = scale } else { rules.fees.pages = scale }
        }
        guard problems.isEmpty else { return (nil, problems) }
        problems = rules.faults.map { ($0.field, $0.sentence) }
        return (problems.isEmpty ? rules : nil, problems)
    }

    private func scale(_ basis: RequestFees.Basis, _ problems: inout [(field: String, message: String)]) -> FeeScale? {
        var bands: [FeeScale.Band] = []
        let before = problems.count
        for (index, band) in self.bands(basis).enumerated() where !band.isEmpty {
            guard let after = Int(Folding.trimmed(band.after)), let fen = Self.fen(band.yuan) else {
                problems.append((Self.name(basis, index, "after"), "\(basis.name)第 \(index + 1) 档：起点应当是整数，单价应当是金额。"))
                continue
            }
            var rise: FeeScale.Rise?
            if !Folding.trimmed(band.every).isEmpty || !Folding.trimmed(band.rise).isEmpty {
                guard let every = Int(Folding.trimmed(band.every)), let more = Self.fen(band.rise) else {
                    problems.append((Self.name(basis, index, "every"), "\(basis.name)第 \(index + 1) 档：递增要同时写明每多少\(basis.unit)和加多少元。"))
                    continue
                }
                rise = FeeScale.Rise(every: every, fen: more)
            }
            bands.append(FeeScale.Band(after: after, fen: fen, rise: rise))
        }
        return problems.count == before ? FeeScale(bands) : nil
    }

    /// `12.50` yuan in fen.
    static func fen(_ text: String) -> Int? {
        let parts = Folding.trimmed(text).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...1_000_000).contains(whole) else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].utf8.count), let cents = Int(parts[1]), cents >= 0 else { return nil }
        return whole * 100 + (parts[1].utf8.count == 1 ? cents * 10 : cents)
    }
}

extension RequestRules.Fault {
    var field: String {
        switch self {
        case .badPeriod(let name): name
        case .noReceiptRule(let channel): "receipt.\(channel.rawValue)"
        case .badFees(let basis): "\(basis).0.after"
        }
    }

    var sentence: String {
        switch self {
        case .badPeriod(let name):
            "“\(RulesFields.Number(rawValue: name)?.label ?? name)”超出范围：天数 1 到 365，月数 1 到 120，年数 1 到 100。"
        case .noReceiptRule(let channel): "请选择“\(channel.name)”以哪一天为收到申请之日。"
        case .badFees(let basis):
            "\(RequestFees.Basis(rawValue: basis)?.name ?? basis)的分档不对：第一档从 0 之后开始，各档起点依次增大，单价不超过 10 万元，最多 50 档。"
        }
    }
}
