package import Domain
import Persistence
import Registers

/// Records that something has happened, or will, about which a unit has to publish: a decision, an approval, a hearing. Time runs from it.
package struct RecordTriggerEvent {
    package struct Draft: Sendable {
        package let item: CatalogueItem.ID
        package let unit: OrganisationUnit.ID
        package let happening: TriggerEvent.Happening
        package let what: String
        package let day: Day

        package init(item: CatalogueItem.ID, unit: OrganisationUnit.ID, happening: TriggerEvent.Happening, what: String, day: Day) {
            self.item = item
            self.unit = unit
            self.happening = happening
            self.what = what
            self.day = day
        }
    }

    package enum Refusal: Error, Sendable, Hashable {
        case noCatalogue
        /// The item is not in the catalogue in force.
        case unknownItem
        case unitNotResponsible
        /// Its obligations come by the calendar, or stand for good.
        case raisedByItself
        /// The item is published before an event; record the event itself, with its day.
        case mustBePlanned
        /// The item is published after something has happened.
        case mayNotBePlanned
        case inTheFuture
        case tooLongAgo
        case emptyWhat
        case longWhat(limit: Int)
        case recordedBefore
    }

    /// Older events are mistakes of typing.
    package static let mostDaysAgo = 3660
    package static let mostDaysAhead = 730

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter actor: the post that records it, as the log names it.
    /// - Returns: the obligation that begins with it.
    package func run(_ draft: Draft, site: County.ID, actor: String) async throws -> Obligation {
        let now = installation.now()
        let (event, obligation) = (installation.identifiers.next(TriggerEvent.self), installation.identifiers.next(Obligation.self))
        let what = Folding.trimmed(draft.what)
        if let refusal = Self.refusal(draft, what, today: now.day) { throw refusal }
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: site).lock()
            let rules = try ObligationRules(transaction, site: site)
            let (item, rule) = try Self.item(draft, rules, CatalogueRegister(transaction, site: site), today: now.day)
            let register = ObligationRegister(transaction, site: site)
            let place = ObligationRegister.Place(item: draft.item, unit: draft.unit)
            guard try !register.hasEvent(what, on: draft.day, of: place) else { throw Refusal.recordedBefore }
            let raised = Obligation(
                id: obligation, unit: draft.unit, item: item.id, catalogue: item.version, domain: item.domain,
                title: ObligationRules.title(item), occasion: .event(event), start: draft.day, raised: now)
            try register.insert(
                TriggerEvent(
                    id: event, unit: draft.unit, item: draft.item, happening: draft.happening, what: what, day: draft.day, recorded: now,
                    recordedBy: actor))
            try register.insert(
                raised, event: event,
                due: rule.due(raised.occasion, start: draft.day, happening: draft.happening, calendar: rules.calendar))
            try EventRegister(transaction, site: site).append(
                Event(
                    actor: actor, unit: draft.unit, verb: .obligationTriggered, subject: Event.Subject(.obligation, obligation.rawValue),
                    reason: "\(draft.day) \(draft.happening.words)"), at: now)
            try SiteRegister(transaction).contentChanged(site)
            return raised
        }
    }

    /// What the day and the words rule out; also what a form asks before it sends.
    package static func refusal(_ draft: Draft, _ what: String, today: Day) -> Refusal? {
        if what.isEmpty { return .emptyWhat }
        if what.unicodeScalars.count > TriggerEvent.whatLimit { return .longWhat(limit: TriggerEvent.whatLimit) }
        if draft.day.serial < today.serial - mostDaysAgo { return .tooLongAgo }
        let isAhead = draft.day > today
        if isAhead, !draft.happening.mayLieAhead || draft.day.serial > today.serial + mostDaysAhead { return .inTheFuture }
        return nil
    }

    private static func item(
        _ draft: Draft, _ rules: ObligationRules, _ catalogue: CatalogueRegister, today: Day
    ) throws -> (CatalogueItem, PublicationRule) {
        guard let version = rules.inForce else { throw Refusal.noCatalogue }
        guard let item = try catalogue.appearances(of: draft.item).first(where: { $0.version == version.id }) else {
            throw Refusal.unknownItem
        }
        let units = try catalogue.units(of: version.id, domain: item.domain)[item.id] ?? []
        guard units.contains(draft.unit) else { throw Refusal.unitNotResponsible }
        let rule = rules.rule(item, draft.unit)
        switch rule.schedule(on: today) {
        case .periodic, .standing: throw Refusal.raisedByItself
        case .onEvent(.planned): if draft.happening != .planned { throw Refusal.mustBePlanned }
        case .onEvent, .unclear: if draft.happening == .planned { throw Refusal.mayNotBePlanned }
        }
        return (item, rule)
    }
}
