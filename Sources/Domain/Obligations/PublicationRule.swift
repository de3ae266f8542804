/// What a catalogue item asks of a unit, and by when: the catalogue's words together with what the law sets beside them.
package struct PublicationRule: Sendable, Hashable {
    /// 公开时限 of the item.
    package let limit: TimeLimit?
    /// The statutory limits that are about this item of this unit.
    package let statutes: [StatutoryLimit]

    package init(limit: TimeLimit?, statutes: [StatutoryLimit]) {
        self.limit = limit
        self.statutes = statutes
    }

    package init(_ entry: CatalogueEntry, domain: String, unit: OrganisationUnit.Kind, statutes: [StatutoryLimit]) {
        self.init(limit: entry.timeLimit, statutes: statutes.filter { $0.applies(to: entry, domain: domain, unit: unit) })
    }

    /// How obligations come about.
    package enum Schedule: Sendable, Hashable {
        /// One for every period, by itself.
        case periodic(TimeLimit.Period)
        /// One for every event that is recorded; what most likely happens.
        case onEvent(TriggerEvent.Happening)
        /// One, for good.
        case standing
        /// One that waits for somebody to make the limit clear.
        case unclear
    }

    package func schedule(on day: Day) -> Schedule {
        let inForce = statutes.filter { $0.isInForce(on: day) }
        let isYearly = inForce.contains { if case .yearly = $0.rule { true } else { false } }
        let shortest = inForce.compactMap(\.period).min { $0.monthCount < $1.monthCount }
        switch limit?.rule {
        case .periodic(let every):
            let period = shortest.map { $0.monthCount < every.monthCount ? $0 : every } ?? every
            return .periodic(isYearly && period == .halfYear ? .year : period)
        case _ where isYearly: return .periodic(.year)
        case .within(let amount, let unit, let trigger):
            return TimeLimit.isCountable(amount, unit) ? .onEvent(TriggerEvent.Happening(trigger)) : .unclear
        case .before(let amount, let unit): return TimeLimit.isCountable(amount, unit) ? .onEvent(.planned) : .unclear
        case .longTerm: return .standing
        case .unparsed: return .unclear
        case .immediate, .publicity, nil: return shortest.map { .periodic($0) } ?? .onEvent(.formed)
        }
    }

    /// When it is due, and why; `nil` while the limit is unclear.
    ///
    /// - Parameters:
    ///   - start: the day from which time runs.
    ///   - happening: of the event, for an obligation that began with one.
    package func due(
        _ occasion: Obligation.Occasion, start: Day, happening: TriggerEvent.Happening?, calendar: WorkingCalendar
    ) -> Due? {
        switch occasion {
        case .unclear: return nil
        case .standing:
            return Due(derivation: calendar.due(from: start, workingDays: 20), basis: .regulation, event: "列入公开任务")
        case .period(let period): return due(period, calendar)
        case .event: return due(after: happening ?? .formed, on: start, calendar)
        }
    }

    private func due(_ period: PublicationPeriod, _ calendar: WorkingCalendar) -> Due {
        let isStatutory = statutes.contains { $0.period == period.every && $0.isInForce(on: period.first) } && limit?.period != period.every
        let statute = statutes.first { $0.period == period.every }
        let end = Due(
            derivation: calendar.due(endOf: period.first, last: period.last),
            basis: isStatutory ? statute.map { .statute($0) } ?? .catalogue : limit == nil ? .regulation : .catalogue, event: period.words)
        let fixed = statutes.filter { $0.isInForce(on: period.first) }.compactMap { statute -> Due? in
            guard case .yearly(let month, let day) = statute.rule, let day = Day(year: period.year, month: month, day: day),
                day >= period.first, day <= period.last
            else { return nil }
            return Due(derivation: calendar.due(on: day), basis: .statute(statute), event: period.words)
        }
        return Due.shortest([end] + fixed)
    }

    private func due(after happening: TriggerEvent.Happening, on start: Day, _ calendar: WorkingCalendar) -> Due {
        let catalogue = catalogueDerivation(happening, start, calendar).map {
            Due(derivation: $0, basis: .catalogue, event: happening.verb)
        }
        // A statute counts from the event; a notice before one is set by the catalogue alone.
        let statutory =
            happening == .planned
            ? []
            : statutes.filter { $0.isInForce(on: start) }.compactMap { statute -> Due? in
                guard case .within(let amount, let unit) = statute.rule, TimeLimit.isCountable(amount, unit) else { return nil }
                return Due(derivation: calendar.due(from: start, amount, unit), basis: .statute(statute), event: happening.verb)
            }
        let found = (catalogue.map { [$0] } ?? []) + statutory
        guard found.isEmpty else { return Due.shortest(found) }
        return Due(derivation: calendar.due(from: start, workingDays: 20), basis: .regulation, event: happening.verb)
    }

    /// What the catalogue's own words give; `nil` when they set no limit for such an event.
    private func catalogueDerivation(
        _ happening: TriggerEvent.Happening, _ start: Day, _ calendar: WorkingCalendar
    ) -> Derivation? {
        switch limit?.rule {
        case .within(let amount, let unit, _):
            guard happening != .planned, TimeLimit.isCountable(amount, unit) else { return nil }
            return calendar.due(from: start, amount, unit)
        case .before(let amount, let unit):
            guard happening == .planned, TimeLimit.isCountable(amount, unit) else { return nil }
            switch unit {
            case .workingDay: return calendar.due(before: start, workingDays: amount)
            case .calendarDay: return calendar.due(before: start, calendarDays: amount)
            case .hour: return calendar.due(before: start, calendarDays: (amount + 23) / 24)
            case .month: return calendar.due(before: start, calendarDays: amount * 31)
            }
        case .immediate: return happening == .planned ? nil : calendar.dueAtOnce(from: start)
        case .periodic, .publicity, .longTerm, .unparsed, nil: return nil
        }
    }
}

extension WorkingCalendar {
    /// - Precondition: `TimeLimit.isCountable`.
    fileprivate func due(from start: Day, _ amount: Int, _ unit: TimeLimit.Unit) -> Derivation {
        switch unit {
        case .workingDay: due(from: start, workingDays: amount)
        case .calendarDay: due(from: start, calendarDays: amount)
        case .hour: due(from: start, hours: amount)
        case .month: due(from: start, months: amount)
        }
    }
}

extension StatutoryLimit {
    /// The period that it prescribes, if it prescribes one.
    fileprivate var period: TimeLimit.Period? {
        switch rule {
        case .periodic(let every): every
        case .within, .yearly: nil
        }
    }
}

extension TimeLimit {
    fileprivate var period: Period? {
        switch rule {
        case .periodic(let every): every
        case .within, .before, .immediate, .publicity, .longTerm, .unparsed: nil
        }
    }
}
