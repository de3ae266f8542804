import Domain
import Operations
import Pages
import Persistence
import Registers

extension WorkRequest {
    /// Lines of a group on the page; the rest is a link away.
    private static let shown = 15

    /// 今日
    func today() async throws -> Answer {
        let staff = try staff
        let (day, moment) = (now.day, now)
        let page = try await read { view -> TodayPage in
            let shared = try ObligationView(view, staff: staff, today: day)
            let drafts = try DraftQueries(view.transaction, site: view.site).list(Self.filter(.waiting, staff), limit: 50)
            let isReturned = { (line: DraftQueries.Line) in line.isReturned && line.state == .drafting }
            var page = TodayPage(
                scope: nil, dayKind: shared.calendar.kind(day), waiting: drafts.filter { !isReturned($0) }.map(DraftLine.init),
                returned: drafts.filter(isReturned).map(DraftLine.init))
            page.opinions = try OpinionsToday.load(view, staff, at: moment)
            let sections: [(any TodaySection)?] = [
                try RequestsToday.load(RequestView(view, today: day), staff), try ReportsToday.load(view, shared, staff),
                try SiteCheckToday.load(view, staff, today: day), try ProgrammesToday.load(view, shared, staff),
                try ServicesToday.load(view, staff, today: day), try MessagesToday.load(view, staff, today: day),
                try InterpretationsToday.load(view, staff, today: day), try ParticipationToday.load(view, shared, staff),
                try LedgersToday.load(view, staff, today: day),
            ]
            page.sections = sections.compactMap { $0 }
            let units = staff.obligationUnits
            guard units?.isEmpty != true else { return page }
            let queries = ObligationQueries(view.transaction, site: view.site)
            var overdue = ObligationQueries.Filter(units: units)
            overdue.through = day.adding(days: -1)
            var week = ObligationQueries.Filter(units: units)
            (week.from, week.through) = (day, shared.sunday)
            page.scope = units.map { $0.count == 1 ? shared.units[$0[0]]?.name ?? "本单位" : "我的 \($0.count) 个单位" } ?? "全县"
            page.showsUnit = units?.count != 1
            page.mayRecord = staff.holds(.editor) || staff.holds(.disclosureOffice)
            let code = units.flatMap { $0.count == 1 ? shared.units[$0[0]]?.code : nil }
            page.overdue = try Self.group(overdue, .overdue, code, queries, shared)
            page.thisWeek = try Self.group(week, .week, code, queries, shared)
            let unclear = try queries.count(ObligationQueries.Filter(units: units, isUnclear: true))
            page.unclear = (unclear, ObligationFilter(unit: code, when: .unclear).link)
            if units == nil { page.units = try Self.standings(queries, shared) }
            return page
        }
        return show(page)
    }

    private static func group(
        _ filter: ObligationQueries.Filter, _ when: ObligationFilter.When, _ unit: String?, _ queries: ObligationQueries,
        _ shared: ObligationView
    ) throws -> TodayPage.Group {
        let count = try queries.count(filter)
        return TodayPage.Group(
            lines: try queries.lines(filter, limit: shown).map(shared.line), count: Total(count, isCapped: count >= 10_000),
            rest: ObligationFilter(unit: unit, when: when).link)
    }

    /// The worst first, then in the county's order.
    private static func standings(_ queries: ObligationQueries, _ shared: ObligationView) throws -> [TodayPage.UnitLine] {
        let lines = try queries.standings(on: shared.today, soon: shared.sunday).compactMap { standing -> TodayPage.UnitLine? in
            guard let unit = shared.units[standing.unit] else { return nil }
            return TodayPage.UnitLine(
                unit: UnitLink(unit), overdue: standing.overdue, dueSoon: standing.dueSoon, open: standing.open,
                address: ObligationFilter(unit: unit.code).link)
        }
        return lines.sorted { ($1.overdue, $1.dueSoon, $0.unit.code) < ($0.overdue, $0.dueSoon, $1.unit.code) }
    }
}

extension ReportsToday {
    fileprivate static func load(_ view: SiteView, _ shared: ObligationView, _ staff: Staff) throws -> ReportsToday? {
        let (today, calendar) = (shared.today, shared.calendar)
        let units = shared.units.values.filter { staff.seesWholeCounty || staff.holds(.editor, for: $0.id) }
        let published = try AnnualReportRegister(view.transaction, site: view.site).published(year: today.year - 1)
        let duties = ReportDuty.open(units.sorted { $0.code < $1.code }, published: published, on: today)
        return duties.isEmpty ? nil : ReportsToday(duties: duties) { TimeLeft(due: $0, on: today, calendar: calendar) }
    }
}

extension ParticipationToday {
    fileprivate static func load(_ view: SiteView, _ shared: ObligationView, _ staff: Staff) throws -> ParticipationToday? {
        let lines = try ParticipationDuties.lines(
            view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
            isOffice: staff.holds(.disclosureOffice), on: shared.today)
        guard !lines.isEmpty else { return nil }
        return ParticipationToday(
            lines: lines.map { line in
                let address =
                    switch line.subject {
                    case .consultation(let id): WorkRoute.consultation.link(id)
                    case .gathering(let id): WorkRoute.gathering.link(id)
                    }
                return Line(
                    title: line.title, address: address, task: line.task, due: line.due, isLate: line.isLate(on: shared.today))
            })
    }
}

extension ProgrammesToday {
    fileprivate static func load(_ view: SiteView, _ shared: ObligationView, _ staff: Staff) throws -> ProgrammesToday? {
        let lines = try ProgrammeDuties.lines(
            view.transaction, site: view.site, units: staff.posts.filter { $0.role == .editor }.map(\.unit),
            isOffice: staff.holds(.disclosureOffice), on: shared.today)
        guard !lines.isEmpty else { return nil }
        return ProgrammesToday(
            lines: lines.map { line in
                Line(
                    programme: line.programme, standing: line.standing,
                    unitName: line.standing.unit.map { shared.units[$0]?.name ?? "" } ?? "政务公开办")
            })
    }
}

extension RequestsToday {
    /// Cases of a group on the page; the rest is a link away.
    private static let shown = 10

    /// - Returns: `nil` for those who see no requests.
    fileprivate static func load(_ shared: RequestView, _ staff: Staff) throws -> RequestsToday? {
        let units = staff.requestUnits
        guard units?.isEmpty != true else { return nil }
        let names = try LedgerQueries(shared.view.transaction, site: shared.view.site).handlerNames()
        func group(_ filter: LedgerFilter) throws -> Group {
            let asked = try filter.asked(shared, by: staff)
            let count = try shared.queries.count(asked)
            return Group(
                lines: try shared.queries.lines(asked, order: .due, limit: shown).map { shared.line($0, handlers: names) },
                count: Total(count, isCapped: count >= 10_000), filter: filter)
        }
        return RequestsToday(
            overdue: try group(LedgerFilter(when: .overdue)), thisWeek: try group(LedgerFilter(when: .week)),
            forMe: staff.deciding.isEmpty ? nil : try group(LedgerFilter(isForMe: true)), showsUnit: units?.count != 1)
    }
}
