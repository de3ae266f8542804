/// A time limit for publication (公开时限): the words of the source and the rule they state.
package struct TimeLimit: Sendable, Hashable {
    /// Verbatim from the source.
    package let text: String
    package let rule: Rule

    package init(text: String, rule: Rule) {
        self.text = text
        self.rule = rule
    }

    package enum Rule: Sendable, Hashable {
        /// 自……之日起 n 个工作日内
        case within(amount: Int, unit: Unit, trigger: Trigger)
        /// 会议召开前 7 日
        case before(amount: Int, unit: Unit)
        /// 及时公开, 实时公开, 随时公布
        case immediate
        /// 每季度公开一次
        case periodic(every: Period)
        /// 公示期不少于 7 个工作日; the length where the source states one
        case publicity(amount: Int?, unit: Unit?)
        /// 长期公开, 永久公开
        case longTerm
        /// Not understood: kept verbatim and flagged.
        case unparsed
    }

    package enum Unit: String, Sendable, CaseIterable, Codable { case workingDay, calendarDay, hour, month }

    /// The event from which the time runs.
    package enum Trigger: String, Sendable, CaseIterable, Codable {
        /// 信息形成或者变更
        case formedOrChanged
        /// 决定作出
        case decided
        /// 批准, 批复
        case approved
        /// 收到, 获取
        case received
        /// another item's publication
        case relatedItem
        case other
    }

    package enum Period: String, Sendable, CaseIterable, Codable { case month, quarter, halfYear, year }
}

/// The flat form used in JSON and in the database: `kind`, and only the fields that kind has.
extension TimeLimit: Codable {
    private enum Key: String, CodingKey { case text, kind, amount, unit, trigger, every }

    package enum Kind: String, Sendable, CaseIterable, Codable { case within, before, immediate, periodic, publicity, longTerm, unparsed }

    package var kind: Kind {
        switch rule {
        case .within: .within
        case .before: .before
        case .immediate: .immediate
        case .periodic: .periodic
        case .publicity: .publicity
        case .longTerm: .longTerm
        case .unparsed: .unparsed
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encode(kind, forKey: .kind)
        switch rule {
        case .within(let amount, let unit, let trigger):
            try container.encode(amount, forKey: .amount)
            try container.encode(unit, forKey: .unit)
            try container.encode(trigger, forKey: .trigger)
        case .before(let amount, let unit):
            try container.encode(amount, forKey: .amount)
            try container.encode(unit, forKey: .unit)
        case .periodic(let every):
            try container.encode(every, forKey: .every)
        case .publicity(let amount, let unit):
            try container.encodeIfPresent(amount, forKey: .amount)
            try container.encodeIfPresent(unit, forKey: .unit)
        case .immediate, .longTerm, .unparsed:
            break
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        text = try container.decode(String.self, forKey: .text)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .within:
            rule = .within(
                amount: try container.decode(Int.self, forKey: .amount), unit: try container.decode(Unit.self, forKey: .unit),
                trigger: try container.decode(Trigger.self, forKey: .trigger))
        case .before:
            rule = .before(amount: try container.decode(Int.self, forKey: .amount), unit: try container.decode(Unit.self, forKey: .unit))
        case .immediate: rule = .immediate
        case .periodic: rule = .periodic(every: try container.decode(Period.self, forKey: .every))
        case .publicity:
            rule = .publicity(
                amount: try container.decodeIfPresent(Int.self, forKey: .amount),
                unit: try container.decodeIfPresent(Unit.self, forKey: .unit))
        case .longTerm: rule = .longTerm
        case .unparsed: rule = .unparsed
        }
    }
}
