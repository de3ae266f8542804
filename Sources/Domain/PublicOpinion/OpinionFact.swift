/// Something that was done about an item (舆情办理记录). Only ever added to.
package struct OpinionFact: Sendable, Hashable {
    package typealias ID = Identifier<OpinionFact>

    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        /// 收集: it was registered.
        case collected
        /// 会商
        case discussed
        /// 研判: it is to be answered.
        case judged
        /// 研判: it need not be answered; why.
        case dismissed
        /// 移交: another unit is responsible; why.
        case transferred
        /// 新闻发布会
        case conference
        /// 评估: what the response achieved.
        case evaluated
        /// 通报批评
        case criticised
        /// 约谈整改
        case summoned

        package var name: String {
            switch self {
            case .collected: "收集"
            case .discussed: "会商"
            case .judged: "研判：需要回应"
            case .dismissed: "研判：不需要回应"
            case .transferred: "移交"
            case .conference: "召开新闻发布会"
            case .evaluated: "效果评估"
            case .criticised: "通报批评"
            case .summoned: "约谈整改"
            }
        }
    }

    package let id: ID
    package let kind: Kind
    /// When it was done.
    package let time: Instant
    package let text: String
    /// The unit that is responsible from then on, or that is called to account.
    package let unit: OrganisationUnit.ID?
    package let recorded: Instant
    package let signature: String

    package init(
        id: ID, kind: Kind, time: Instant, text: String, unit: OrganisationUnit.ID? = nil, recorded: Instant, signature: String
    ) {
        self.id = id
        self.kind = kind
        self.time = time
        self.text = text
        self.unit = unit
        self.recorded = recorded
        self.signature = signature
    }
}

/// How far an item has come (收集、会商、研判、回应、评估).
package enum OpinionState: String, Sendable, CaseIterable, Codable, Hashable {
    case collected, discussed, judged, dismissed, responded, evaluated

    package var name: String {
        switch self {
        case .collected: "待研判"
        case .discussed: "已会商"
        case .judged: "待回应"
        case .dismissed: "不需要回应"
        case .responded: "已回应"
        case .evaluated: "已评估"
        }
    }

    package var isOpen: Bool { self == .collected || self == .discussed || self == .judged }

    /// Whether something can be recorded in this state.
    package func allows(_ kind: OpinionFact.Kind) -> Bool {
        switch kind {
        case .collected: false
        case .discussed: isOpen
        // What was thought to need no answer may need one after all, and what looked small may grow.
        case .judged: self != .evaluated
        case .dismissed: isOpen
        case .transferred, .conference: isOpen || self == .responded
        case .evaluated: self == .responded
        case .criticised, .summoned: self == .judged || self == .responded || self == .evaluated
        }
    }

    /// Whether a response can be drafted.
    package var allowsResponse: Bool { isOpen || self == .responded }
}
