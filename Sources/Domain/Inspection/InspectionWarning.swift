/// What becomes a fault when nothing is done (预警).
package struct InspectionWarning: Sendable, Hashable, Codable {
    package let rule: InspectionRule
    /// The first day on which it is a fault.
    package let day: Day
    /// What an inspection will say on that day.
    package let sentence: String
    package let evidence: InspectionFinding.Evidence

    package init(_ rule: InspectionRule, on day: Day, _ sentence: String, _ evidence: InspectionFinding.Evidence) {
        self.rule = rule
        self.day = day
        self.sentence = sentence
        self.evidence = evidence
    }

    package static let most = 200
    package static let mostDays = 60
}

extension SiteInspection {
    /// What becomes a fault in the days to come, by the same rules: judged for each of those days as if nothing more were published.
    ///
    /// - Parameter days: how many days are looked ahead; at most `InspectionWarning.mostDays`.
    package func warnings(within days: Int) -> [InspectionWarning] {
        var known = Set(faults(on: asOf).map(key))
        var warnings: [InspectionWarning] = []
        for ahead in 0..<max(0, min(days, InspectionWarning.mostDays)) {
            for warning in faults(on: asOf.adding(days: ahead + 1)) where known.insert(key(warning)).inserted {
                guard warnings.count < InspectionWarning.most else { return warnings }
                warnings.append(warning)
            }
        }
        return warnings
    }

    /// What only the passing of time makes a fault, as it is on a day.
    private func faults(on day: Day) -> [InspectionWarning] {
        var judgement = Judgement(inspection: self, asOf: day)
        judgement.judgeHome()
        judgement.judgeColumns()
        judgement.judgeMessages()
        if let home = judgement.readableHome { judgement.judgeYearlyReport(home) }
        let (overdue, months) = (judgement.overdueMessages, rules.messageMonths)
        return judgement.findings.filter { !rules.excluded.contains($0.rule) }.flatMap { finding in
            guard finding.rule == .messagesUnanswered else {
                let evidence = finding.evidence.first ?? InspectionFinding.Evidence(page: "/")
                return [InspectionWarning(finding.rule, on: day, finding.sentence, evidence)]
            }
            return overdue.map {
                InspectionWarning(finding.rule, on: day, "留言“\($0.place)”超过 \(months) 个月没有答复。", $0)
            }
        }
    }

    /// The same fault on another day has the same key: of rules about the site as a whole there is one, of others one for each place.
    private func key(_ warning: InspectionWarning) -> [String] {
        switch warning.rule {
        case .homeNotUpdated, .columnsNotUpdated, .columnsLongNotUpdated, .emptyColumns, .yearlyReport: [warning.rule.rawValue]
        default: [warning.rule.rawValue, warning.evidence.page, warning.evidence.place, warning.evidence.day?.description ?? ""]
        }
    }
}
