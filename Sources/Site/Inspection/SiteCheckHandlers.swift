import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let siteCheckEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.siteCheck) { try await $0.siteCheck() },
        WorkEndpoint(.siteCheckFile) { try await $0.siteCheckFile() },
        WorkEndpoint(.runSiteCheck) { try await $0.runSiteCheck() },
        WorkEndpoint(.siteCheckRules) { try await $0.siteCheckRules() },
        WorkEndpoint(.saveSiteCheckRules) { try await $0.saveSiteCheckRules() },
    ]
}

extension WorkRequest {
    /// Inspections in the history on the page: two months.
    private static let shownHistory = 60

    private func siteCheckPage(problem: String? = nil) async throws -> SiteCheckPage {
        let (staff, now) = (try staff, now)
        return try await read { view in
            let register = SiteCheckRegister(view.transaction, site: view.site)
            let schedule = try register.schedule()
            return SiteCheckPage(
                check: try register.latest(on: now.day), history: try register.history(limit: Self.shownHistory),
                units: Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 }),
                office: try view.office()?.id, isRunning: schedule.requested != nil || schedule.isRunning(at: now),
                mayRun: staff.holds(.disclosureOffice), problem: problem)
        }
    }

    func siteCheck() async throws -> Answer { show(try await siteCheckPage()) }

    func siteCheckFile() async throws -> Answer {
        let today = now.day
        let found = try await read { try SiteCheckRegister($0.transaction, site: $0.site).latest(on: today) }
        guard let check = found else { throw Refusal.notFound }
        return try await download("网站检查\(check.day)", as: .xlsx) { () throws(UnwritableFile) in try InspectionFiles.xlsx(check.report) }
    }

    func runSiteCheck() async throws -> Answer {
        do {
            try await CheckOwnSite(installation, county: county.id).request(by: try staff)
        } catch CheckOwnSite.Refusal.alreadyRunning {
            return show(try await siteCheckPage(problem: "正在检查，请等这一次完成"), status: .conflict)
        }
        return .redirect(to: WorkRoute.siteCheck.link())
    }

    // MARK: Rules

    func siteCheckRules() async throws -> Answer {
        let (rules, days, effective) = try await siteCheckTerms()
        return show(SiteCheckRulesPage(rules: rules, effective: effective, warningDays: String(days)))
    }

    private func siteCheckTerms() async throws -> (InspectionRules, Int, [Day]) {
        let today = now.day
        return try await read { view in
            let register = SiteCheckRegister(view.transaction, site: view.site)
            let sets = try register.rules()
            return (
                InspectionRules.inForce(on: today, of: sets), try register.schedule().warningDays, sets.map(\.effective).sorted()
            )
        }
    }

    func saveSiteCheckRules() async throws -> Answer {
        let (former, _, effective) = try await siteCheckTerms()
        var (rules, problems) = typedRules(former)
        let warningDays = Int(form.text("warning-days")) ?? 0
        if problems.isEmpty {
            do {
                try await CheckOwnSite(installation, county: county.id).set(rules, warningDays: warningDays, by: try staff)
                return .redirect(to: WorkRoute.siteCheckRules.link(query: [("done", WorkNotice.saved.rawValue)]))
            } catch CheckOwnSite.Refusal.rules(let faults) {
                problems = faults.map(\.problem)
            } catch CheckOwnSite.Refusal.badWarningDays(let limit) {
                problems = [("warning-days", "提前预警的天数应在 1 到 \(limit) 之间")]
            }
        }
        let typed = Dictionary(form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        return show(
            SiteCheckRulesPage(rules: rules, effective: effective, warningDays: "", typed: typed, problems: problems),
            status: .unprocessableContent)
    }

    /// A number changed by the county is its own.
    private func typedRules(_ former: InspectionRules) -> (InspectionRules, [(field: String, message: String)]) {
        var rules = former
        var problems: [(field: String, message: String)] = []
        if let day = Day(text: form.text("effective")) {
            rules.effective = day
        } else {
            problems.append(("effective", "施行日期应写成 2026-04-01 的样子"))
        }
        for number in InspectionNumber.allCases { rules[number] = Int(form.text(number.rawValue)) ?? 0 }
        func points(_ field: String) -> Points {
            if let points = Points(text: form.text(field)) { return points }
            problems.append((field, "分值应是 0 到 100 的数，最多两位小数"))
            return .zero
        }
        (rules.passMark, rules.bonusMark) = (points("passMark"), points("bonusMark"))
        for rule in SiteCheckRulesPage.scored {
            let (each, most) = (points("each.\(rule.rawValue)"), points("most.\(rule.rawValue)"))
            let known = former.points[rule]
            let isLocal = known.map { $0.isLocal || $0.each != each || $0.most != most } ?? true
            rules.points[rule] = InspectionRules.Terms(each: each, most: most, isLocal: isLocal)
        }
        rules.excluded = form.all("excluded").compactMap(InspectionRule.init(rawValue:))
        return (rules, problems)
    }
}

extension InspectionRules.Fault {
    /// The field of the form, and what is wrong with it.
    fileprivate var problem: (field: String, message: String) {
        switch self {
        case .badNumber(let name):
            let number = InspectionNumber(rawValue: name)
            let range = number?.range ?? 1...366
            return (name, "“\(number?.name ?? name)”应在 \(range.lowerBound) 到 \(range.upperBound) 之间")
        case .badPoints(let name):
            guard let rule = InspectionRule(rawValue: name) else { return (name, "分值应在 0 到 100 之间") }
            return ("each.\(name)", "“\(rule.name)”的分值应在 0 到 100 之间，每处的不大于最多的")
        case .noPoints(let rule): return ("each.\(rule.rawValue)", "“\(rule.name)”没有分值")
        }
    }
}

extension SiteCheckToday {
    /// - Returns: `nil` when the portal asks nothing of them.
    static func load(_ view: SiteView, _ staff: Staff, today: Day) throws -> SiteCheckToday? {
        guard WorkRoute.siteCheck.permission.refusal(for: staff, unit: nil) == nil else { return nil }
        guard let check = try SiteCheckRegister(view.transaction, site: view.site).latest(on: today) else { return nil }
        let office = try view.office()?.id
        let warnings = staff.seesWholeCounty ? check.warnings : check.warnings(for: staff.units, office: office)
        let vetoes = staff.seesWholeCounty ? check.report.findings(of: .veto) : []
        guard !(warnings.isEmpty && vetoes.isEmpty) else { return nil }
        return SiteCheckToday(day: check.day, vetoes: vetoes, warnings: warnings.filter { $0.day >= today })
    }
}
