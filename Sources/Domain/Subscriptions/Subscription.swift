/// Somebody who gets mail about what is newly public (订阅者). The address is not in here: it stays sealed until a mail goes out.
package struct Subscriber: Sendable, Hashable {
    package typealias ID = Identifier<Subscriber>

    package let id: ID
    package var rhythm: SubscriptionRhythm
    package var topics: [SubscriptionTopic]

    /// Beyond it nothing more is taken.
    package static let mostTopics = 30

    package init(id: ID, rhythm: SubscriptionRhythm, topics: [SubscriptionTopic]) {
        self.id = id
        self.rhythm = rhythm
        self.topics = topics
    }
}

/// What somebody wants to hear of (订阅内容).
package enum SubscriptionTopic: Sendable, Hashable {
    case everything
    /// A unit and a field of work, by their codes.
    case unit(String)
    case domain(String)
    case item(CatalogueItem.ID)
    /// Words that the document holds.
    case search(String)
    /// What is for a group, by its code.
    case group(String)

    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable { case everything, unit, domain, item, search, group }

    package var kind: Kind {
        switch self {
        case .everything: .everything
        case .unit: .unit
        case .domain: .domain
        case .item: .item
        case .search: .search
        case .group: .group
        }
    }

    package var target: String {
        switch self {
        case .everything: ""
        case .unit(let text), .domain(let text), .search(let text), .group(let text): text
        case .item(let id): id.description
        }
    }

    /// `nil` when there is no such thing.
    package init?(_ kind: Kind, target: String) {
        switch kind {
        case .everything: self = .everything
        case .item:
            guard let id = CatalogueItem.ID(text: target) else { return nil }
            self = .item(id)
        case .unit, .domain, .search, .group:
            guard !target.isEmpty else { return nil }
            switch kind {
            case .unit: self = .unit(target)
            case .domain: self = .domain(target)
            case .search: self = .search(target)
            default: self = .group(target)
            }
        }
    }

    /// `unit:mzj`, as a form and a stored wish have it.
    package var text: String { "\(kind.rawValue):\(target)" }

    package init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0]) else { return nil }
        self.init(kind, target: parts[1])
    }
}

/// How often mail comes (推送频率): never more than one in a period, and none when there is nothing new.
package enum SubscriptionRhythm: String, Sendable, CaseIterable, Codable, Hashable {
    /// As soon as something is published, collected to at most one mail an hour.
    case atOnce
    /// In the morning of every day, or of every Monday.
    case daily, weekly

    /// In China's time.
    package static let morningHour = 8

    package var words: String {
        switch self {
        case .atOnce: "随时，每小时最多一封"
        case .daily: "每天上午一封"
        case .weekly: "每周一上午一封"
        }
    }

    /// The period that a moment lies in; days and weeks begin in the morning.
    package func period(at now: Instant) -> String {
        let morning = Instant(milliseconds: now.milliseconds - Int64(Self.morningHour) * 3_600_000)
        switch self {
        case .atOnce: return "\(now.day)T\(now.clock.utf8.prefix(2).map { String(UnicodeScalar($0)) }.joined())"
        case .daily: return morning.day.description
        case .weekly: return morning.day.adding(days: 1 - morning.day.weekday).description
        }
    }

    /// Whether a period is over once it was looked at, even when there was nothing: what comes later then belongs to the next.
    package var endsWithLooking: Bool { self != .atOnce }
}

/// A group of enterprises or people for whom documents are (推送对象): 小微企业, 餐饮业, 老年人.
package struct TargetGroup: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        case enterprise, industry, people

        package var words: String {
            switch self {
            case .enterprise: "企业类型"
            case .industry: "行业"
            case .people: "人群"
            }
        }
    }

    /// Small ASCII letters, digits and hyphens, as it stands in addresses.
    package let code: String
    package var kind: Kind
    package var name: String
    /// Whether new subscriptions and marks are taken.
    package var isOpen: Bool
    package var version: Int

    package static let longestName = 30
    package static let most = 200

    package init(code: String, kind: Kind, name: String, isOpen: Bool = true, version: Int = 1) {
        self.code = code
        self.kind = kind
        self.name = name
        self.isOpen = isOpen
        self.version = version
    }

    package static func isCode(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    }
}

/// A document that has become public, with everything by which somebody may have asked for it.
package struct NewDocument: Sendable, Hashable {
    package let id: Disclosure.ID
    /// Of its publication, in the log.
    package let sequence: Int64
    package let title: String
    package let unitCode: String
    package let unitName: String
    package let domain: String?
    package let item: CatalogueItem.ID?
    package let published: Instant?
    package var groups: Set<String>

    package init(
        id: Disclosure.ID, sequence: Int64, title: String, unitCode: String, unitName: String, domain: String?, item: CatalogueItem.ID?,
        published: Instant?, groups: Set<String> = []
    ) {
        self.id = id
        self.sequence = sequence
        self.title = title
        self.unitCode = unitCode
        self.unitName = unitName
        self.domain = domain
        self.item = item
        self.published = published
        self.groups = groups
    }

    /// Whether it is what a topic asks for.
    ///
    /// - Parameter found: what holds the words of each search.
    package func fits(_ topic: SubscriptionTopic, found: [String: Set<Disclosure.ID>]) -> Bool {
        switch topic {
        case .everything: true
        case .unit(let code): unitCode == code
        case .domain(let code): domain == code
        case .item(let wanted): item == wanted
        case .search(let words): found[words]?.contains(id) ?? false
        case .group(let code): groups.contains(code)
        }
    }
}
