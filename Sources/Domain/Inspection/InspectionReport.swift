/// Something that a rule finds, with where it was seen.
package struct InspectionFinding: Sendable, Hashable, Codable {
    package let rule: InspectionRule
    /// What is the matter, in one sentence.
    package let sentence: String
    /// How many cases: of them `evidence` shows the first.
    package let count: Int
    package let evidence: [Evidence]

    package static let mostEvidence = 20

    package init(_ rule: InspectionRule, _ sentence: String, count: Int = 1, evidence: [Evidence] = []) {
        self.rule = rule
        self.sentence = sentence
        self.count = count
        self.evidence = Array(evidence.prefix(Self.mostEvidence))
    }

    /// Where something was seen.
    package struct Evidence: Sendable, Hashable, Codable {
        /// The page's address in the site.
        package let page: String
        /// A selector, such as `meta[name="PubDate"]`, or words of the page.
        package let place: String
        /// The day that counts, where one does.
        package let day: Day?

        package init(page: String, place: String = "", day: Day? = nil) {
            self.page = page
            self.place = place
            self.day = day
        }
    }
}

/// The outcome of an inspection, rule by rule.
package struct InspectionReport: Sendable, Hashable, Codable {
    /// A rule that could not be judged. Never the same as passed.
    package struct Unchecked: Sendable, Hashable, Codable {
        package let rule: InspectionRule
        package let reason: String

        package init(_ rule: InspectionRule, _ reason: String) {
            self.rule = rule
            self.reason = reason
        }
    }

    /// The result of what could be judged.
    package enum Verdict: String, Sendable, Hashable {
        case vetoed, below, passed

        package var name: String {
            switch self {
            case .vetoed: "不合格（单项否决）"
            case .below: "不合格（得分低于及格线）"
            case .passed: "自动检查的项目合格"
            }
        }
    }

    /// The address or folder as it was given.
    package var subject: String
    package var siteName: String
    package var asOf: Day
    package var rules: InspectionRules
    package var pageCount: Int
    package var columnCount: Int
    /// In the order of the rules.
    package var findings: [InspectionFinding]
    package var unchecked: [Unchecked]
    /// Pages that could not be read, with the reason.
    package var unreadable: [InspectionFinding.Evidence]

    package func findings(of severity: InspectionRule.Severity) -> [InspectionFinding] { findings.filter { $0.rule.severity == severity } }

    /// What is wrong: everything but bonuses.
    package var faults: [InspectionFinding] { findings.filter { $0.rule.severity != .bonus } }

    /// Rules that were judged and found nothing.
    package var passed: [InspectionRule] {
        let others = Set(findings.map(\.rule)).union(unchecked.map(\.rule)).union(rules.excluded)
        return InspectionRule.allCases.filter { !others.contains($0) && $0.severity != .bonus && $0.severity != .hint }
    }

    /// What a rule costs or brings with all its findings, capped.
    package func points(of rule: InspectionRule) -> Points {
        guard let terms = rules.points[rule] else { return .zero }
        let count = min(10_000, findings.reduce(0) { $0 + ($1.rule == rule ? $1.count : 0) })
        return min(Points(hundredths: terms.each.hundredths * count), terms.most)
    }

    /// What a rule means for the result, in a word: of the rule as a whole, since its points are capped.
    package func pointsWords(of rule: InspectionRule) -> String {
        switch rule.severity {
        case .veto: return "否决"
        case .hint: return ""
        case .deduction, .bonus:
            let local = rules.points[rule]?.isLocal == true ? "（本地）" : ""
            return "\(rule.severity == .deduction ? "-" : "+")\(points(of: rule))\(local)"
        }
    }

    package var deduction: Points {
        InspectionRule.allCases.reduce(.zero) { $1.severity == .deduction ? $0 + points(of: $1) : $0 }
    }

    package var bonus: Points { InspectionRule.allCases.reduce(.zero) { $1.severity == .bonus ? $0 + points(of: $1) : $0 } }

    /// Of 100, of what could be judged; bonuses come on top only above the mark for them.
    package var score: Points {
        let base = max(.zero, Points(100) - deduction)
        return base > rules.bonusMark ? base + bonus : base
    }

    package var verdict: Verdict {
        if findings.contains(where: { $0.rule.severity == .veto }) { return .vetoed }
        return max(.zero, Points(100) - deduction) < rules.passMark ? .below : .passed
    }
}
