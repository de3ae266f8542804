/// What somebody says of a service they had (政务服务评价, 好差评; 国办发〔2019〕51号).
package struct Rating: Sendable, Hashable {
    package typealias ID = Identifier<Rating>

    package let id: ID
    package let code: RatingCode.ID
    package let level: RatingLevel
    package let aspects: [RatingAspect: RatingLevel]
    package let reasons: [RatingCause]
    package let text: String
    /// 实名评价: name and telephone were left, sealed elsewhere. A bad one must be called back.
    package let isNamed: Bool
    package let received: Instant

    package init(
        id: ID, code: RatingCode.ID, level: RatingLevel, aspects: [RatingAspect: RatingLevel] = [:], reasons: [RatingCause] = [],
        text: String = "", isNamed: Bool = false, received: Instant
    ) {
        self.id = id
        self.code = code
        self.level = level
        self.aspects = aspects
        self.reasons = reasons
        self.text = text
        self.isNamed = isNamed
        self.received = received
    }

    package static let longestText = 500
    package static let longestName = 40
    package static let longestPhone = 30
}

/// The five levels; the last two are bad ratings (差评).
package enum RatingLevel: Int, Sendable, CaseIterable, Codable, Hashable {
    case verySatisfied = 5
    case satisfied = 4
    case fairlySatisfied = 3
    case dissatisfied = 2
    case veryDissatisfied = 1

    package static let allCases: [RatingLevel] = [.verySatisfied, .satisfied, .fairlySatisfied, .dissatisfied, .veryDissatisfied]

    package var name: String {
        switch self {
        case .verySatisfied: "非常满意"
        case .satisfied: "满意"
        case .fairlySatisfied: "基本满意"
        case .dissatisfied: "不满意"
        case .veryDissatisfied: "非常不满意"
        }
    }

    package var isBad: Bool {
        switch self {
        case .dissatisfied, .veryDissatisfied: true
        case .verySatisfied, .satisfied, .fairlySatisfied: false
        }
    }
}

/// Where the service was had: the indicators differ.
package enum RatingChannel: String, Sendable, CaseIterable, Codable, Hashable {
    case counter, online

    package var name: String {
        switch self {
        case .counter: "现场"
        case .online: "网上"
        }
    }

    /// 国办发〔2019〕51号: online five, at the counter three.
    package var aspects: [RatingAspect] {
        switch self {
        case .online: [.overall, .efficiency, .guideAccuracy, .convenience, .platform]
        case .counter: [.serviceEfficiency, .serviceLevel, .attitude]
        }
    }
}

/// 评价指标
package enum RatingAspect: String, Sendable, CaseIterable, Codable, Hashable {
    case overall, efficiency, guideAccuracy, convenience, platform
    case serviceEfficiency, serviceLevel, attitude

    package var name: String {
        switch self {
        case .overall: "整体满意度"
        case .efficiency: "办事效率"
        case .guideAccuracy: "办事指南精确度"
        case .convenience: "办事便捷度"
        case .platform: "平台操作性"
        case .serviceEfficiency: "服务效率"
        case .serviceLevel: "服务水平"
        case .attitude: "服务态度"
        }
    }
}

/// Reasons to tick, so that nobody has to write.
package enum RatingCause: String, Sendable, CaseIterable, Codable, Hashable {
    case moreMaterials = "要求提供指南以外的材料"
    case overTime = "超过承诺时限"
    case severalTrips = "一次没有说清，多跑了路"
    case attitude = "服务态度不好"
    case longWait = "等候时间长"
    case fee = "收费与公示不一致"
    case system = "网上系统不好用"
}

/// The right to rate one handled service once (评价码; 现场一次一评、网上一事一评).
package struct RatingCode: Sendable, Hashable {
    package typealias ID = Identifier<RatingCode>

    package let id: ID
    package let text: RatingCodeText
    package let unit: OrganisationUnit.ID
    /// The guide of the matter, where there is one.
    package let paper: ServicePaper.ID?
    package let matter: String
    package let channel: RatingChannel
    /// The day on which it was handled.
    package let day: Day
    /// Who handled it: their bad ratings come back to them (谁办理谁负责).
    package let handler: Account.ID
    package let issued: Instant

    package init(
        id: ID, text: RatingCodeText, unit: OrganisationUnit.ID, paper: ServicePaper.ID?, matter: String, channel: RatingChannel, day: Day,
        handler: Account.ID, issued: Instant
    ) {
        self.id = id
        self.text = text
        self.unit = unit
        self.paper = paper
        self.matter = matter
        self.channel = channel
        self.day = day
        self.handler = handler
        self.issued = issued
    }

    package static let longestMatter = 200
    package static let mostAtOnce = 50
}

/// Eleven characters that nobody confuses when they are read aloud; the last one tells a slip of the hand from a code that was never issued.
package struct RatingCodeText: Sendable, Hashable {
    /// Without hyphens.
    package let value: String

    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    private static let length = 11

    /// - Parameter bytes: random, at least ten.
    package init(random bytes: [UInt8]) {
        precondition(bytes.count >= Self.length - 1, "too few random bytes")
        let letters = bytes.prefix(Self.length - 1).map { Int($0) % Self.alphabet.count }
        value = String(decoding: (letters + [Self.check(letters)]).map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// Reads it as somebody types it, with or without hyphens and in any case; `nil` when a character is missing or wrong.
    package init?(typed: String) {
        guard typed.utf8.count <= 40 else { return nil }
        let bytes = Folding.fold(typed).utf8.filter { $0 != 45 && $0 != 32 }.map { (97...122).contains($0) ? $0 - 32 : $0 }
        let places = bytes.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard places.count == bytes.count, places.count == Self.length, Self.check(Array(places.dropLast())) == places.last else {
            return nil
        }
        value = String(decoding: bytes, as: UTF8.self)
    }

    /// A single wrong character always changes it, because all weights are odd; nearly every swap of neighbours does.
    private static func check(_ letters: [Int]) -> Int {
        letters.enumerated().reduce(0) { ($0 + $1.element * (2 * $1.offset + 3)) % alphabet.count }
    }

    /// ABCD-EFGH-JKL
    package var written: String {
        let bytes = Array(value.utf8)
        return [bytes[0..<4], bytes[4..<8], bytes[8...]].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }
}
