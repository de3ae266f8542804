/// How a score becomes a grade (等次), the best grade first.
package enum Grading: Sendable, Hashable {
    /// By score: each grade from so many points on. Below the last, and after a veto, the failing grade.
    case threshold([Threshold], failing: String)
    /// By rank: each grade for a part of the units (按一定比例). After a veto the failing grade.
    case quota([Quota], ties: QuotaTies, failing: String)

    package struct Threshold: Sendable, Hashable, Codable {
        package var name: String
        package var atLeast: ExactNumber

        package init(_ name: String, atLeast: ExactNumber) {
            self.name = name
            self.atLeast = atLeast
        }
    }

    package struct Quota: Sendable, Hashable, Codable {
        package var name: String
        /// Percent of the units; `nil` while nobody has decided it, as many documents name the grades and no ratio.
        package var percent: ExactNumber?

        package init(_ name: String, percent: ExactNumber?) {
            self.name = name
            self.percent = percent
        }
    }

    /// Where units of the same score stand on both sides of a quota's end, all of them get the same grade.
    package enum QuotaTies: String, Sendable, CaseIterable, Codable, Hashable {
        /// The lower one: no quota is exceeded.
        case lower
        /// The higher one: nobody loses by a tie.
        case higher

        package var name: String { self == .lower ? "并列跨界的归入较低等次" : "并列跨界的归入较高等次" }
    }

    package var names: [String] {
        switch self {
        case .threshold(let grades, let failing): grades.map(\.name) + [failing]
        case .quota(let grades, _, let failing): grades.map(\.name) + [failing]
        }
    }

    /// Whether the quotas still have to be decided.
    package var isOpen: Bool {
        if case .quota(let grades, _, _) = self { grades.allSatisfy { $0.percent == nil } } else { false }
    }
}
