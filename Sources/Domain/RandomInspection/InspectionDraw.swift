/// A year's plan of random inspections (年度抽查计划).
package struct InspectionPlan: Sendable, Hashable {
    package typealias ID = Identifier<InspectionPlan>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let year: Int
    package var lines: [Line]
    package var version: Int

    package init(id: ID, unit: OrganisationUnit.ID, year: Int, lines: [Line], version: Int = 1) {
        self.id = id
        self.unit = unit
        self.year = year
        self.lines = lines
        self.version = version
    }

    /// One matter in it: when, and how many.
    package struct Line: Sendable, Hashable, Codable {
        package let matter: Int64
        package let firstMonth: Int
        package let lastMonth: Int
        package let count: Int

        package init(matter: Int64, firstMonth: Int, lastMonth: Int, count: Int) {
            self.matter = matter
            self.firstMonth = firstMonth
            self.lastMonth = lastMonth
            self.count = count
        }

        package var isSound: Bool {
            (1...12).contains(firstMonth) && (firstMonth...12).contains(lastMonth) && (1...InspectionDraw.mostDrawn).contains(count)
        }
    }

    package static let mostLines = 100
}

/// A recorded draw (抽取记录): who and what was in the lists, the seed, and what came out. Anybody can draw again.
///
/// The objects are drawn with the seed itself; for the n-th object drawn (from 1) its inspectors are drawn from the list of officers with the seed
/// plus n. How a draw goes: `SampleDraw`.
package struct InspectionDraw: Sendable, Hashable {
    package typealias ID = Identifier<InspectionDraw>

    /// An officer who must withdraw (回避), and why.
    package struct Withdrawal: Sendable, Hashable, Codable {
        package let certificate: String
        package let reason: String

        package init(certificate: String, reason: String) {
            self.certificate = certificate
            self.reason = reason
        }
    }

    /// What an inspection found (检查结果).
    package enum Outcome: String, Sendable, CaseIterable, Hashable, Codable {
        case sound, corrected, ordered, prosecuted, closedDown, notFound, uncooperative

        package var name: String {
            switch self {
            case .sound: "未发现问题"
            case .corrected: "发现问题，当场改正"
            case .ordered: "发现问题，责令限期改正"
            case .prosecuted: "发现问题，立案查处"
            case .closedDown: "未正常开业"
            case .notFound: "通过登记的住所或者经营场所无法联系"
            case .uncooperative: "不配合检查，情节严重"
            }
        }
    }

    package struct Result: Sendable, Hashable, Codable {
        package let day: Day
        package let outcome: Outcome
        package let note: String

        package init(day: Day, outcome: Outcome, note: String) {
            self.day = day
            self.outcome = outcome
            self.note = note
        }
    }

    package static let mostCandidates = 20_000
    package static let mostDrawn = 500
    package static let officersPerTarget = 1...10

    package let id: ID
    package let unit: OrganisationUnit.ID
    package let matter: InspectionMatter.ID
    package let matterName: String
    package let seed: UInt64
    /// In the order of their bytes.
    package let targets: [String]
    package let officers: [String]
    package let withdrawn: [Withdrawal]
    package let perTarget: Int
    /// In the order in which they were drawn.
    package let drawn: [String]
    package let time: Instant
    package let signature: String
    /// By object.
    package var results: [String: Result]
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, matter: InspectionMatter.ID, matterName: String, seed: UInt64, targets: [String],
        officers: [String], withdrawn: [Withdrawal], perTarget: Int, drawn: [String], time: Instant, signature: String,
        results: [String: Result] = [:], version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.matter = matter
        self.matterName = matterName
        self.seed = seed
        self.targets = targets
        self.officers = officers
        self.withdrawn = withdrawn
        self.perTarget = perTarget
        self.drawn = drawn
        self.time = time
        self.signature = signature
        self.results = results
        self.version = version
    }

    /// The list of candidates as a file: one a line, in the order of their bytes. Its digest is published with the draw.
    package static func listText(_ candidates: [String]) -> String { candidates.map { $0 + "\n" }.joined() }

    /// In the order of their bytes, each once.
    package static func ordered(_ candidates: [String]) -> [String] {
        Set(candidates).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The certificates of those who inspect the object drawn in that place, counted from 0.
    package func inspectors(of place: Int) -> [String] { SampleDraw.draw(perTarget, from: officers, seed: seed &+ UInt64(place) &+ 1) }

    /// Whether drawing again gives the same.
    package var isConfirmed: Bool { SampleDraw.draw(drawn.count, from: targets, seed: seed) == drawn }
}

/// Why something is not done in random inspections.
package enum InspectionReason: Sendable, Hashable {
    case notFound
    case needsRole
    case noMatters, noTargets
    /// Fewer officers are left than each object needs.
    case fewOfficers(left: Int, needed: Int)
    case badCount, badLine
    case missingReason(String)
    case unknownOfficer(String)
    case notDrawn(String)
    case dayAhead, dayBeforeDraw
    case tooLong(limit: Int)
    case planKnown(Int)
    case noPlan
    /// The matter is not in the year's plan.
    case notPlanned
    case noResults
    case needsEditor
    case row(Int, InspectionListFault)
}

/// Everything that stands in the way.
package struct InspectionRefusal: Error, Sendable, Hashable {
    package let reasons: [InspectionReason]

    package init(_ reasons: [InspectionReason]) { self.reasons = reasons }
}
