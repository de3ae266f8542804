package import Domain
import Persistence
import Registers

/// The daily sweep: raises what the catalogue in force obliges units to publish, closes what documents already fulfil and what has left
/// the catalogue, and counts every due day anew. Doing it twice changes nothing.
package struct RaiseObligations {
    package struct Outcome: Sendable, Hashable {
        package var raised = 0
        /// Closed because a document is there.
        package var fulfilled = 0
        /// Closed because the item left the catalogue, or asks for something else now.
        package var lapsed = 0
        /// Whose due day has changed.
        package var recounted = 0

        package init() {}

        package var isEmpty: Bool { self == Outcome() }
    }

    /// Rows written in one transaction: short enough that others need not wait.
    private static let batch = 200
    /// Periods raised at once for an item that was not looked at for long.
    private static let mostPeriods = 24

    private let installation: Installation

    package init(_ installation: Installation) { self.installation = installation }

    /// - Parameter since: for items never looked at before, periods are raised from the one in which this day lies; `nil` is today.
    package func run(county: County.ID, since: Day? = nil, actor: String) async throws -> Outcome {
        try await shipLimits(county)
        var outcome = try await pass(county, since: since, raises: true, actor)
        // What was raised just now may be fulfilled by a document that is there already.
        if outcome.raised > 0 {
            let again = try await pass(county, since: since, raises: false, actor)
            outcome.fulfilled += again.fulfilled
        }
        return outcome
    }

    /// Only counts the due days of what is open anew, after the calendar or the law's limits have changed.
    /// - Returns: how many have changed.
    package func recount(county: County.ID, actor: String) async throws -> Int {
        try await pass(county, since: nil, raises: false, actor).recounted
    }

    private func pass(_ county: County.ID, since: Day?, raises: Bool, _ actor: String) async throws -> Outcome {
        let now = installation.now()
        let plan = try await installation.store.read { transaction in
            try Plan(transaction, site: county, now: now, since: min(since ?? now.day, now.day))
        }
        var outcome = Outcome()
        var raised = raises ? plan.raised[...] : []
        while !raised.isEmpty {
            let part = raised.prefix(Self.batch).map { (installation.identifiers.next(Obligation.self), $0) }
            raised = raised.dropFirst(Self.batch)
            outcome.raised += try await write(part, county, actor, now)
        }
        var changes = plan.changes[...]
        while !changes.isEmpty {
            let part = Array(changes.prefix(Self.batch))
            changes = changes.dropFirst(Self.batch)
            let done = try await apply(part, county, actor, now)
            outcome.fulfilled += done.fulfilled
            outcome.lapsed += done.lapsed
            outcome.recounted += done.recounted
        }
        return outcome
    }

    private func apply(_ part: [Plan.Change], _ county: County.ID, _ actor: String, _ now: Instant) async throws -> Outcome {
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county).lock()
            let register = ObligationRegister(transaction, site: county)
            var done = Outcome()
            for change in part {
                switch change {
                case .fulfil(let id, let document, let time):
                    if try register.close(id, .fulfilled(by: document, at: time)) { done.fulfilled += 1 }
                case .lapse(let id): if try register.close(id, .lapsed(at: now)) { done.lapsed += 1 }
                case .recount(let id, let due): if try register.setDue(due, of: id) { done.recounted += 1 }
                }
            }
            if done != Outcome() { try SiteRegister(transaction).contentChanged(county) }
            // Due days are computed, not decided: counting them anew is no event.
            if done.fulfilled + done.lapsed > 0 {
                try EventRegister(transaction, site: county).append(
                    Event(
                        actor: actor, verb: .obligationsRaised, subject: Event.Subject(.site, county.rawValue),
                        reason: "已有信息而完成 \(done.fulfilled) 项，因目录调整而终止 \(done.lapsed) 项"), at: now)
            }
            return done
        }
    }

    private func write(_ part: [(Obligation.ID, Planned)], _ county: County.ID, _ actor: String, _ now: Instant) async throws -> Int {
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            let register = ObligationRegister(transaction, site: county)
            var count = 0
            for (id, planned) in part where try register.insert(planned.obligation(id, at: now), due: planned.due) { count += 1 }
            if count > 0 {
                try events.append(
                    Event(
                        actor: actor, verb: .obligationsRaised, subject: Event.Subject(.site, county.rawValue),
                        reason: "新增公开任务 \(count) 项"), at: now)
                try SiteRegister(transaction).contentChanged(county)
            }
            return count
        }
    }

    /// A county begins with the limits that this program was released with.
    private func shipLimits(_ county: County.ID) async throws {
        let isEmpty = try await installation.store.read { try StatutoryLimitRegister($0, site: county).all().isEmpty }
        guard isEmpty else { return }
        let limits = StatutoryLimit.released.map { ($0, installation.identifiers.nextValue()) }
        try await installation.store.write { transaction in
            let register = StatutoryLimitRegister(transaction, site: county)
            for (index, (limit, id)) in limits.enumerated() { try register.put(limit, id: id, position: index + 1) }
        }
    }

    /// An obligation that nobody has raised yet.
    fileprivate struct Planned: Sendable {
        let item: CatalogueItem
        let unit: OrganisationUnit.ID
        let occasion: Obligation.Occasion
        let start: Day
        let due: Due?

        func obligation(_ id: Obligation.ID, at now: Instant) -> Obligation {
            Obligation(
                id: id, unit: unit, item: item.id, catalogue: item.version, domain: item.domain, title: ObligationRules.title(item),
                occasion: occasion, start: start, raised: now)
        }
    }

    /// Everything that has to be written, found out in one reading.
    fileprivate struct Plan: Sendable {
        enum Change: Sendable {
            case fulfil(Obligation.ID, by: Disclosure.ID, at: Instant)
            case lapse(Obligation.ID)
            case recount(Obligation.ID, Due?)
        }

        var raised: [Planned] = []
        var changes: [Change] = []

        init(_ transaction: any Transaction, site: County.ID, now: Instant, since: Day) throws {
            let rules = try ObligationRules(transaction, site: site)
            let register = ObligationRegister(transaction, site: site)
            let known = try register.raised()
            let today = now.day
            var schedules: [ObligationRegister.Place: PublicationRule.Schedule] = [:]
            // A catalogue adopted ahead of its day obliges nobody yet.
            if let version = rules.inForce, version.effective.map({ $0 <= today }) ?? true {
                let items = try rules.items(of: version.id)
                for (item, units) in try CatalogueRegister(transaction, site: site).units(of: version.id).sorted(by: { $0.key < $1.key }) {
                    guard let item = items[item] else { continue }
                    for unit in units {
                        let place = ObligationRegister.Place(item: item.id, unit: unit)
                        let rule = rules.rule(item, unit)
                        let schedule = rule.schedule(on: today)
                        schedules[place] = schedule
                        let first = max(since, version.effective ?? since)
                        for (occasion, start) in Self.missing(schedule, known[place] ?? [], today: today, since: first) {
                            let due = rule.due(occasion, start: start, happening: nil, calendar: rules.calendar)
                            raised.append(Planned(item: item, unit: unit, occasion: occasion, start: start, due: due))
                        }
                    }
                }
            }
            for open in try register.open() {
                if let change = try Self.change(open, schedules, register, rules, today: today) { changes.append(change) }
            }
            for closed in try register.closedProvisionally() {
                if let change = try Self.recount(closed, rules) { changes.append(change) }
            }
        }

        /// What a schedule asks for and nobody has raised, with the day from which time runs.
        private static func missing(
            _ schedule: PublicationRule.Schedule, _ known: [Obligation.Occasion], today: Day, since: Day
        ) -> [(Obligation.Occasion, Day)] {
            switch schedule {
            case .onEvent: return []
            case .standing: return known.contains(.standing) ? [] : [(.standing, today)]
            case .unclear: return known.contains(.unclear) ? [] : [(.unclear, today)]
            case .periodic(let every):
                let newest = known.compactMap { occasion -> PublicationPeriod? in
                    guard case .period(let period) = occasion, period.every == every else { return nil }
                    return period
                }.max()
                var period = newest?.next ?? PublicationPeriod(every, containing: since)
                var result: [(Obligation.Occasion, Day)] = []
                while period.first <= today, result.count < RaiseObligations.mostPeriods {
                    result.append((.period(period), period.first))
                    period = period.next
                }
                return result
            }
        }

        private static func change(
            _ open: ObligationRegister.Open, _ schedules: [ObligationRegister.Place: PublicationRule.Schedule],
            _ register: ObligationRegister, _ rules: ObligationRules, today: Day
        ) throws -> Change? {
            let obligation = open.obligation
            let place = ObligationRegister.Place(item: obligation.item, unit: obligation.unit)
            let document: (id: Disclosure.ID, published: Instant)?
            let isAsked: Bool
            switch obligation.occasion {
            case .event: (document, isAsked) = (nil, true)
            case .standing:
                document = try register.document(of: place, from: nil, through: nil)
                isAsked = schedules[place] == .standing
            case .unclear:
                document = nil
                isAsked = schedules[place] == .unclear
            case .period(let period):
                document = try register.document(of: place, from: period.first, through: period.last)
                // What was due before the catalogue changed stays due.
                isAsked = period.last < today || schedules[place] == .periodic(period.every)
            }
            if let document { return .fulfil(obligation.id, by: document.id, at: document.published) }
            guard isAsked else { return .lapse(obligation.id) }
            return try recount(open, rules)
        }

        private static func recount(_ known: ObligationRegister.Open, _ rules: ObligationRules) throws -> Change? {
            let due = try rules.due(known.obligation, known.happening)
            let isInStep = due?.day == known.due && (due?.isProvisional ?? false) == known.isProvisional
            return isInStep ? nil : .recount(known.obligation.id, due)
        }
    }
}
