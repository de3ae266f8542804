package import Domain
package import Persistence
import Registers

/// The figures of automatic leaves as the registers have them: monitoring at the end of the round's last day, requests and disputes of its days.
package struct RegisterMeasures: Measures {
    package init() {}

    package func value(
        of measure: Measure, unit: OrganisationUnit.ID, from first: Day, to last: Day, county: County, in transaction: any Transaction
    ) throws -> MeasuredValue? {
        let formula = measure.formula
        func share(_ ratio: Ratio, _ inputs: [(name: String, value: Int)], on days: String) -> MeasuredValue {
            MeasuredValue(
                part: ratio.part, whole: ratio.whole, formula: formula,
                inputs: [("统计范围", days)] + inputs.map { ($0.name, String($0.value)) })
        }
        func figures() throws -> MonitoringFigures {
            try MonitoringQueries(transaction, site: county.id).figures(MonitoringQueries.Scope(unit: unit), on: last)
        }
        switch measure {
        case .coverage:
            let places = try figures().places
            return share(places.coverage, [("应落实事项", places.places), ("已公开事项", places.filled)], on: "截至\(last.chineseDate)")
        case .timeliness:
            let duties = try figures().duties
            return share(
                duties.timeliness, [("应公开", duties.due), ("按时公开", duties.onTime), ("逾期公开", duties.late), ("未公开", duties.missing)],
                on: "截至\(last.chineseDate)")
        case .elementCompleteness:
            let elements = try figures().elements
            return share(
                elements.completeness,
                [
                    ("要求的要素", elements.required), ("具备的要素", elements.covered), ("说明不适用的要素", elements.excused),
                    ("没有核对要素的信息", elements.unknown),
                ],
                on: "截至\(last.chineseDate)")
        case .requestTimeliness:
            let (due, onTime) = try replies(unit, first, last, county, transaction)
            return share(
                Ratio(onTime, of: due), [("期限已到的申请", due), ("按期答复的申请", onTime)],
                on: "\(first.chineseDate)至\(last.chineseDate)收到的申请")
        case .repliesCorrected:
            let corrected = try DisputeRegister(transaction, site: county.id).corrected(of: unit, from: first, through: last)
            return MeasuredValue(
                part: corrected, whole: 0, formula: formula, inputs: [("统计范围", "\(first.chineseDate)至\(last.chineseDate)作出的结果")])
        case .siteFindings, .siteVetoes: return try siteCheck(measure, unit, on: last, county, transaction)
        case .serviceSatisfaction:
            let tally = try RatingRegister(transaction, site: county.id).results(from: first, through: last, unit: unit)
                .reduce(into: RatingTally()) { $0.add($1.tally) }
            return share(
                Ratio(tally.satisfied, of: tally.total), [("评价", tally.total), ("差评", tally.bad), ("剔除", tally.excluded)],
                on: "\(first.chineseDate)至\(last.chineseDate)收到的评价")
        case .interpretation:
            let tally = try InterpretationQueries(transaction, site: county.id).tally(unit: unit, published: first...last, on: last)
            return share(
                tally.ratio, [("应解读的文件", tally.due), ("已解读的文件", tally.interpreted), ("其中逾期解读", tally[.late])],
                on: "\(first.chineseDate)至\(last.chineseDate)公开的文件")
        }
    }

    /// Of the last inspection of the portal on that day or before it: what names a page of the unit's.
    private func siteCheck(
        _ measure: Measure, _ unit: OrganisationUnit.ID, on day: Day, _ county: County, _ transaction: any Transaction
    ) throws -> MeasuredValue? {
        guard let check = try SiteCheckRegister(transaction, site: county.id).latest(on: day) else { return nil }
        let severity: InspectionRule.Severity = measure == .siteVetoes ? .veto : .deduction
        let office = try UnitRegister(transaction, site: county.id).office()?.id
        let own = check.findings(of: severity, for: [unit], office: office)
        return MeasuredValue(
            part: own.count, whole: 0, formula: measure.formula,
            inputs: [
                ("检查日期", check.day.chineseDate), ("全站\(severity.name)问题", String(check.report.findings(of: severity).count)),
                ("涉及本单位网页的", String(own.count)),
            ])
    }

    /// Of the requests received in those days: how many had to be answered by the last, and how many of them were in time.
    private func replies(
        _ unit: OrganisationUnit.ID, _ first: Day, _ last: Day, _ county: County, _ transaction: any Transaction
    ) throws -> (due: Int, onTime: Int) {
        let clock = try RequestClock.of(transaction, site: county.id)
        var (due, onTime) = (0, 0)
        try RequestRegister(transaction, site: county.id).forEach(of: unit, receivedFrom: first, through: last) { request in
            let known = request.facts.filter { $0.day <= last }
            let standing = clock.standing(of: RequestHistory(channel: request.channel, facts: known), on: last, isExplained: false)
            if standing.answeredOn != nil {
                due += 1
                let isLate = standing.problems.contains { if case .answeredLate = $0 { true } else { false } }
                if !isLate { onTime += 1 }
            } else if standing.state.isOpen, let limit = standing.dueOn, limit < last {
                due += 1
            }
        }
        return (due, onTime)
    }
}
