/// A time limit that the law sets beside the catalogue (法定公开时限): data that a county can correct, dated.
package struct StatutoryLimit: Sendable, Hashable, Codable {
    /// Stable name in files: ASCII letters, digits and hyphens.
    package var code: String
    /// What it is about, such as 行政许可、行政处罚决定.
    package var name: String
    /// Where it stands, as it is cited.
    package var article: String
    /// Any of these in the item's levels or in the words of its time limit makes it apply …
    package var words: [String]
    /// … unless one of these is there, too.
    package var excluded: [String]
    /// Codes of fields of work; empty for all.
    package var domains: [String]
    /// Kinds of units that it binds; empty for all.
    package var unitKinds: [OrganisationUnit.Kind]
    package var rule: Rule
    /// It counts for what happens on this day or later …
    package var effective: Day
    /// … and before this one.
    package var ended: Day?

    package init(
        code: String, name: String, article: String, words: [String], excluded: [String] = [], domains: [String] = [],
        unitKinds: [OrganisationUnit.Kind] = [], rule: Rule, effective: Day, ended: Day? = nil
    ) {
        self.code = code
        self.name = name
        self.article = article
        self.words = words
        self.excluded = excluded
        self.domains = domains
        self.unitKinds = unitKinds
        self.rule = rule
        self.effective = effective
        self.ended = ended
    }

    package enum Rule: Sendable, Hashable {
        /// n days after the event
        case within(amount: Int, unit: TimeLimit.Unit)
        /// each year by that day
        case yearly(month: Int, day: Int)
        /// at least once in every period
        case periodic(every: TimeLimit.Period)
    }

    package func isInForce(on day: Day) -> Bool { effective <= day && ended.map { day < $0 } ?? true }

    /// Whether it is about that item of that unit.
    package func applies(to entry: CatalogueEntry, domain: String, unit: OrganisationUnit.Kind) -> Bool {
        guard domains.isEmpty || domains.contains(domain), unitKinds.isEmpty || unitKinds.contains(unit) else { return false }
        let texts = entry.levels + [entry.timeLimit?.text ?? ""]
        guard words.contains(where: { word in texts.contains { $0.contains(word) } }) else { return false }
        return !excluded.contains { word in entry.levels.contains { $0.contains(word) } }
    }
}

extension StatutoryLimit {
    /// What keeps a limit from being taken into use.
    package enum Fault: Error, Sendable, Hashable {
        case badCode(String)
        case noName(code: String)
        case noArticle(code: String)
        case noWords(code: String)
        case badAmount(code: String)
        case badDay(code: String)
        case endsBeforeItBegins(code: String)
        case twice(code: String)
    }

    package var faults: [Fault] {
        var faults: [Fault] = []
        let isCode =
            (1...40).contains(code.utf8.count) && code.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
        if !isCode { faults.append(.badCode(code)) }
        if name.isEmpty || name.unicodeScalars.count > 100 { faults.append(.noName(code: code)) }
        if article.isEmpty || article.unicodeScalars.count > 200 { faults.append(.noArticle(code: code)) }
        if words.isEmpty || (words + excluded).contains(where: { $0.isEmpty || $0.unicodeScalars.count > 50 })
            || words.count + excluded.count > 100
        {
            faults.append(.noWords(code: code))
        }
        switch rule {
        case .within(let amount, let unit): if !TimeLimit.isCountable(amount, unit) { faults.append(.badAmount(code: code)) }
        // 29 February is no day of every year.
        case .yearly(let month, let day): if Day(year: 2026, month: month, day: day) == nil { faults.append(.badDay(code: code)) }
        case .periodic: break
        }
        if let ended, ended <= effective { faults.append(.endsBeforeItBegins(code: code)) }
        return faults
    }

    /// The faults of a whole list.
    package static func faults(in limits: [StatutoryLimit]) -> [Fault] {
        var seen: Set<String> = []
        return limits.flatMap { limit in limit.faults + (seen.insert(limit.code).inserted ? [] : [.twice(code: limit.code)]) }
    }
}

extension TimeLimit {
    /// Whether a due date can be counted: no statute knows periods longer than ten years.
    package static func isCountable(_ amount: Int, _ unit: Unit) -> Bool {
        switch unit {
        case .workingDay, .calendarDay: (1...WorkingCalendar.longestPeriodInDays).contains(amount)
        case .hour: (1...24 * WorkingCalendar.longestPeriodInDays).contains(amount)
        case .month: (1...120).contains(amount)
        }
    }
}

/// The flat form used in JSON and in the database: `kind`, and only the fields that kind has.
extension StatutoryLimit.Rule: Codable {
    private enum Key: String, CodingKey { case kind, amount, unit, month, day, every }
    private enum Kind: String, Codable { case within, yearly, periodic }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .within(let amount, let unit):
            try container.encode(Kind.within, forKey: .kind)
            try container.encode(amount, forKey: .amount)
            try container.encode(unit, forKey: .unit)
        case .yearly(let month, let day):
            try container.encode(Kind.yearly, forKey: .kind)
            try container.encode(month, forKey: .month)
            try container.encode(day, forKey: .day)
        case .periodic(let every):
            try container.encode(Kind.periodic, forKey: .kind)
            try container.encode(every, forKey: .every)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .within:
            self = .within(
                amount: try container.decode(Int.self, forKey: .amount), unit: try container.decode(TimeLimit.Unit.self, forKey: .unit))
        case .yearly:
            self = .yearly(month: try container.decode(Int.self, forKey: .month), day: try container.decode(Int.self, forKey: .day))
        case .periodic: self = .periodic(every: try container.decode(TimeLimit.Period.self, forKey: .every))
        }
    }
}
