/// One dated state of a catalogue: a guide (国家或省级标准指引) or a county's catalogue that adopts one (县级基层政务公开标准目录).
package struct CatalogueVersion: Sendable, Hashable {
    package typealias ID = Identifier<CatalogueVersion>

    package let id: ID
    package var level: Level
    /// Such as 《明川县基层政务公开标准目录（2026年版）》.
    package var title: String
    package var state: State
    /// The guide whose items this version must all carry.
    package var guide: ID?
    /// The version that this one carries on.
    package var predecessor: ID?
    /// Day from which it counts, once adopted.
    package var effective: Day?
    /// Day on which a later version took its place.
    package var superseded: Day?
    /// Why it was made.
    package var reason: String
    package var version: Int

    package init(
        id: ID, level: Level, title: String, state: State = .draft, guide: ID? = nil, predecessor: ID? = nil, effective: Day? = nil,
        superseded: Day? = nil, reason: String = "", version: Int = 1
    ) {
        self.id = id
        self.level = level
        self.title = title
        self.state = state
        self.guide = guide
        self.predecessor = predecessor
        self.effective = effective
        self.superseded = superseded
        self.reason = reason
        self.version = version
    }

    package enum Level: String, Sendable, CaseIterable, Codable { case national, provincial, county }

    /// draft → adopted → superseded; nothing goes back.
    package enum State: String, Sendable, CaseIterable, Codable { case draft, adopted, superseded }
}
