/// Something a unit has to publish by a day (公开任务): a catalogue item, a unit, and the event or period that made it due.
///
/// When it is due follows from `catalogue` with `item`, `occasion` and `start`; see `PublicationRule`.
package struct Obligation: Sendable, Hashable {
    package typealias ID = Identifier<Obligation>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let item: CatalogueItem.ID
    /// The version of the catalogue whose words count for it.
    package let catalogue: CatalogueVersion.ID
    /// Code of the field of work.
    package let domain: String
    /// The item's levels, outermost first, joined by ` › `.
    package let title: String
    package let occasion: Occasion
    /// The day from which time runs: the event's, the period's first, or the day on which it was listed.
    package let start: Day
    package let raised: Instant
    package var state: State
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, item: CatalogueItem.ID, catalogue: CatalogueVersion.ID, domain: String, title: String,
        occasion: Occasion, start: Day, raised: Instant, state: State = .open, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.item = item
        self.catalogue = catalogue
        self.domain = domain
        self.title = title
        self.occasion = occasion
        self.start = start
        self.raised = raised
        self.state = state
        self.version = version
    }

    /// What made it due.
    package enum Occasion: Sendable, Hashable {
        /// 定期公开: once in every period.
        case period(PublicationPeriod)
        /// Something happened and was recorded.
        case event(TriggerEvent.ID)
        /// 长期公开: to be there, always.
        case standing
        /// 期限待明确: the catalogue's words state no limit that can be counted.
        case unclear
    }

    /// How far it has come: open → fulfilled, waived or lapsed. A fulfilled one opens again when its document is withdrawn.
    package enum State: Sendable, Hashable {
        case open
        case fulfilled(by: Disclosure.ID, at: Instant)
        /// 免予公开: somebody answers for the reason.
        case waived(reason: String, by: String, at: Instant)
        /// 事项已调出目录
        case lapsed(at: Instant)

        package enum Kind: String, Sendable, CaseIterable, Hashable, Codable { case open, fulfilled, waived, lapsed }

        package var kind: Kind {
            switch self {
            case .open: .open
            case .fulfilled: .fulfilled
            case .waived: .waived
            case .lapsed: .lapsed
            }
        }
    }
}

/// Something that happened, or will, from which the time for publication runs (触发事件).
package struct TriggerEvent: Sendable, Hashable {
    package typealias ID = Identifier<TriggerEvent>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let item: CatalogueItem.ID
    package let happening: Happening
    /// Which one, in the unit's words: the number of the decision, the title of the document.
    package let what: String
    package let day: Day
    package let recorded: Instant
    /// The post that recorded it.
    package let recordedBy: String

    package init(
        id: ID, unit: OrganisationUnit.ID, item: CatalogueItem.ID, happening: Happening, what: String, day: Day, recorded: Instant,
        recordedBy: String
    ) {
        self.id = id
        self.unit = unit
        self.item = item
        self.happening = happening
        self.what = what
        self.day = day
        self.recorded = recorded
        self.recordedBy = recordedBy
    }

    /// The most words for `what`, in Unicode scalars.
    package static let whatLimit = 200

    package enum Happening: String, Sendable, CaseIterable, Codable, Hashable {
        /// 信息形成或者变更
        case formed
        /// 决定作出
        case decided
        /// 批准, 批复
        case approved
        /// 收到, 获取
        case received
        /// 相关信息公开
        case related
        /// 会议、听证等将要举行
        case planned
        case other

        /// What the catalogue's words let one expect.
        package init(_ trigger: TimeLimit.Trigger) {
            self =
                switch trigger {
                case .formedOrChanged: .formed
                case .decided: .decided
                case .approved: .approved
                case .received: .received
                case .relatedItem: .related
                case .other: .other
                }
        }

        /// As it is chosen in a form.
        package var words: String {
            switch self {
            case .formed: "信息形成或者变更"
            case .decided: "作出决定"
            case .approved: "批准（批复）"
            case .received: "收到（获取）信息"
            case .related: "相关信息公开"
            case .planned: "举行会议、听证等活动"
            case .other: "其他应当公开的情形"
            }
        }

        /// As it stands after a day: 2026年9月18日（周五）作出决定.
        package var verb: String {
            switch self {
            case .formed: "形成（变更）信息"
            case .decided: "作出决定"
            case .approved: "批准（批复）"
            case .received: "收到（获取）信息"
            case .related: "相关信息公开"
            case .planned: "举行"
            case .other: "发生应当公开的情形"
            }
        }

        /// Only something that is planned may lie ahead.
        package var mayLieAhead: Bool { self == .planned }
    }
}
