package import Domain

/// The JSON form of catalogue entries, as `mingtang catalogue check --json` and the downloads give it.
package enum CatalogueJSON {
    /// The order of channels in JSON: that of the standard table, but the notice board before the home visit, as the guides' own data
    /// have it.
    private static let channelOrder: [Channel] = {
        var order = Channel.allCases.filter { $0 != .noticeBoard }
        if let visit = order.firstIndex(of: .homeVisit) { order.insert(.noticeBoard, at: visit) }
        return order
    }()

    /// Writes the fields of an entry into the object that is open.
    package static func write(_ entry: CatalogueEntry, to json: inout JSONWriter) {
        json.value("domain", entry.domain)
        json.strings("levels", entry.levels)
        json.strings("elements", entry.elements)
        json.strings("bases", entry.bases)
        if let limit = entry.timeLimit { write(limit, to: &json) } else { json.value("timeLimit", nil as String?) }
        json.strings("subjects", entry.subjects)
        json.strings("channels", channelOrder.filter(entry.channels.contains).map(\.rawValue))
        json.strings("otherChannels", entry.otherChannels)
        json.object("audience") { json in
            json.value("everyone", entry.audience.everyone)
            json.value("specific", entry.audience.specific)
        }
        json.strings("modes", entry.modes.map(\.rawValue))
        json.strings("tiers", entry.tiers.map(\.rawValue))
        json.strings("stages", entry.stages.map(\.rawValue))
    }

    private static func write(_ limit: TimeLimit, to json: inout JSONWriter) {
        json.object("timeLimit") { json in
            json.value("text", limit.text)
            json.value("kind", limit.kind.rawValue)
            switch limit.rule {
            case .within(let amount, let unit, let trigger):
                json.value("amount", amount)
                json.value("unit", unit.rawValue)
                json.value("trigger", trigger.rawValue)
            case .before(let amount, let unit):
                json.value("amount", amount)
                json.value("unit", unit.rawValue)
            case .publicity(let amount, let unit):
                if let amount { json.value("amount", amount) }
                if let unit { json.value("unit", unit.rawValue) }
            case .periodic(let every): json.value("every", every.rawValue)
            case .immediate, .longTerm, .unparsed: break
            }
        }
    }
}
