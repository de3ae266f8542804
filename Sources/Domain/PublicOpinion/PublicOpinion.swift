/// Something that people say in public and that government has to answer, perhaps (政务舆情).
package struct PublicOpinion: Sendable, Hashable {
    package typealias ID = Identifier<PublicOpinion>

    package static let longestTitle = 200
    package static let longestText = 4_000
    package static let longestSource = 100
    package static let longestAddress = 1_000

    /// What must be answered (五类必须回应的舆情; RULES §11).
    package enum Subject: String, Sendable, CaseIterable, Codable, Hashable {
        case misreading, interests, morality, emergency, ordered

        package var name: String {
            switch self {
            case .misreading: "对政策措施误解误读"
            case .interests: "涉及公众切身利益、影响较大"
            case .morality: "民生领域冲击道德底线"
            case .emergency: "突发事件处置、自然灾害应对"
            case .ordered: "上级要求回应"
            }
        }
    }

    package enum Level: String, Sendable, CaseIterable, Codable, Hashable {
        /// 特别重大、重大突发事件
        case major
        case other

        package var name: String {
            switch self {
            case .major: "特别重大、重大突发事件"
            case .other: "其他政务舆情"
            }
        }
    }

    /// How it came in.
    package enum Origin: Sendable, Hashable {
        case staff
        /// From a clipping list (舆情简报).
        case clipping
        /// A citizen's message or comment that was made an item; its key there.
        case message(Int64)
        case comment(Int64)

        package var name: String {
            switch self {
            case .staff: "人工登记"
            case .clipping: "清单导入"
            case .message: "留言转入"
            case .comment: "意见转入"
            }
        }
    }

    package let id: ID
    package var title: String
    package var summary: String
    /// The medium where it was found.
    package var source: String
    /// Where it stands; empty when it has no address.
    package var address: String
    package var subjects: Set<Subject>
    package var level: Level
    /// When it happened, where that is known (事发时间).
    package var event: Instant?
    /// When the office learned of it (发现时间): the clocks run from here.
    package var detected: Instant
    /// 涉事责任部门; `nil` until somebody is named.
    package var unit: OrganisationUnit.ID?
    package let origin: Origin
    package var version: Int

    package init(
        id: ID, title: String, summary: String, source: String, address: String = "", subjects: Set<Subject> = [], level: Level = .other,
        event: Instant? = nil, detected: Instant, unit: OrganisationUnit.ID? = nil, origin: Origin = .staff, version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.source = source
        self.address = address
        self.subjects = subjects
        self.level = level
        self.event = event
        self.detected = detected
        self.unit = unit
        self.origin = origin
        self.version = version
    }

    /// What two reports of the same thing have in common: the address without its ornaments, and the title without spaces and marks.
    package static func keys(title: String, address: String) -> (title: String, address: String) {
        var place = Substring(Folding.fold(Folding.trimmed(address)))
        for scheme in ["https://", "http://"] where place.hasPrefix(scheme) { place = place.dropFirst(scheme.count) }
        if place.hasPrefix("www.") { place = place.dropFirst(4) }
        place = place.prefix { $0 != "#" }
        while place.hasSuffix("/") { place = place.dropLast() }
        let letters = Folding.fold(title).unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        return (String(String.UnicodeScalarView(letters)), String(place))
    }

    /// What keeps it from being registered.
    package func faults(on now: Instant) -> [OpinionReason] {
        var faults: [OpinionReason] = []
        if title.isEmpty { faults.append(.missing(.title)) }
        if source.isEmpty { faults.append(.missing(.source)) }
        for (field, text, limit) in [
            (OpinionField.title, title, Self.longestTitle), (.source, source, Self.longestSource), (.summary, summary, Self.longestText),
            (.address, address, Self.longestAddress),
        ] where text.unicodeScalars.count > limit { faults.append(.tooLong(field, limit: limit)) }
        if !address.isEmpty, !address.hasPrefix("http://"), !address.hasPrefix("https://") { faults.append(.badAddress) }
        if detected > now { faults.append(.ahead(.detected)) }
        if let event, event > detected { faults.append(.eventAfterDetection) }
        return faults
    }
}

/// A field that a reason is about.
package enum OpinionField: String, Sendable, CaseIterable, Hashable {
    case title, source, summary, address, detected, event, unit, subjects, text, time, said, truth, evidence, file

    package var name: String {
        switch self {
        case .title: "标题"
        case .source: "来源"
        case .summary: "摘要"
        case .address: "网址"
        case .detected: "发现时间"
        case .event: "事发时间"
        case .unit: "责任单位"
        case .subjects: "类别"
        case .text: "说明"
        case .time: "时间"
        case .said: "网传内容"
        case .truth: "事实"
        case .evidence: "依据"
        case .file: "清单文件"
        }
    }
}

/// Why something about an item is not done.
package enum OpinionReason: Sendable, Hashable {
    case missing(OpinionField)
    case tooLong(OpinionField, limit: Int)
    case ahead(OpinionField)
    case badAddress
    case eventAfterDetection
    /// It has been registered, under this title.
    case isKnown(String)
    case noSuchOpinion, noSuchUnit
    case needsOffice
    /// The item is another unit's.
    case notYours
    case notAllowed(OpinionFact.Kind, OpinionState)
    case noSubject
    case beforeDetection
    case sameUnit
    /// A clock runs that nothing has answered yet.
    case clockRuns(OpinionClock)
    /// A response under this title has been drafted and is not published yet.
    case responseWaits(String)
}

/// Everything that stands in the way of an act with an item.
package struct OpinionRefusal: Error, Sendable, Hashable {
    package let reasons: [OpinionReason]

    package init(_ reasons: [OpinionReason]) { self.reasons = reasons }

    /// - Throws: itself, when there is a reason.
    package static func check(_ reasons: [OpinionReason]) throws(OpinionRefusal) {
        guard reasons.isEmpty else { throw OpinionRefusal(reasons) }
    }
}
