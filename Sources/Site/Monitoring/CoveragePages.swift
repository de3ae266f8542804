import Domain
import Interchange
import Operations
import Pages
import Registers

extension PublicPages {
    /// Months that a chart shows.
    private static let monthCount = 12
    /// Obligations that the page of an item lists.
    private static let mostDuties = 500

    func coverage(_ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        return try await read { [frame] view in
            var page = CoveragePage(
                report: try view.monitoring.report(on: day), names: try view.monitoringNames(),
                months: Self.sum(try view.monitoringDetail.months(on: day, count: Self.monthCount)), query: query)
            page.interpretations = try view.interpretationTally(unit: nil, on: day)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func coverageUnit(_ code: String, _ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        return try await read { [frame] view in
            guard let unit = try view.unitRegister.find(code: code) else { throw Refusal.notFound }
            var page = CoverageUnitPage(
                unit: unit, report: try view.monitoring.report(MonitoringQueries.Scope(unit: unit.id), on: day),
                names: try view.monitoringNames(),
                months: Self.sum(try view.monitoringDetail.months(unit: unit.id, on: day, count: Self.monthCount)), query: query)
            page.interpretations = try view.interpretationTally(unit: unit.id, on: day)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func coverageDomain(_ code: String, _ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        return try await read { [frame] view in
            let domain = try view.domain(code)
            guard domain.code == code else { return .redirect(.coverageDomain(domain.code, query)) }
            let page = CoverageDomainPage(
                domain: DomainLink(domain), report: try view.monitoring.report(MonitoringQueries.Scope(domain: code), on: day),
                names: try view.monitoringNames(), query: query)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func coverageItem(unit code: String, _ id: CatalogueItem.ID, _ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        return try await read { [frame] view in
            guard let unit = try view.unitRegister.find(code: code), let item = try view.catalogue.appearances(of: id).last else {
                throw Refusal.notFound
            }
            let report = try view.monitoring.report(MonitoringQueries.Scope(unit: unit.id, item: id), on: day)
            let duties = try view.monitoringDetail.duties(item: id, unit: unit.id, on: day, limit: Self.mostDuties)
            let page = CoverageItemPage(
                unit: UnitLink(unit), item: ItemLink(id: id, levels: item.entry.levels), timeLimit: item.entry.timeLimit, day: day,
                figures: report.total, duties: duties.map(CoverageItemPage.Duty.init), query: query)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func coverageMonths(_ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        return try await read { [frame] view in
            let page = CoverageMonthsPage(
                day: day, names: try view.monitoringNames(), months: try view.monitoringDetail.months(on: day, count: Self.monthCount),
                query: query)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func coverageFile(_ format: CatalogueFileFormat, _ query: CoverageQuery) async throws -> Answer {
        let day = try day(query)
        let (report, names) = try await read { view in (try view.monitoring.report(on: day), try view.monitoringNames()) }
        let title = MonitoringExport.title(report, place: county.placeName)
        switch format {
        case .xlsx:
            return .download(
                try MonitoringExport.xlsx(report, names, title: title),
                mediaType: AttachmentKind.xlsx.mediaType, name: "\(title).xlsx")
        case .csv: return .download(MonitoringExport.csv(report, names), mediaType: "text/csv; charset=utf-8", name: "\(title).csv")
        case .json:
            return .download(
                Array(MonitoringJSON.text(report, names, items: true).utf8), mediaType: Answer.json, name: "\(title).json")
        }
    }

    /// Today, or the day that was asked for; nobody knows the figures of a day to come.
    private func day(_ query: CoverageQuery) throws -> Day {
        let today = installation.now().day
        guard let day = query.day else { return today }
        guard day <= today else { throw Refusal.badRequest("截至的日期不能晚于今天（\(today)），请换一天。") }
        return day
    }

    private static func sum(_ units: [OrganisationUnit.ID: [MonthFigures]]) -> [MonthFigures] {
        guard var result = units.values.first else { return [] }
        for months in units.values.dropFirst() {
            for (place, month) in months.enumerated() { result[place].duties = result[place].duties + month.duties }
        }
        return result
    }
}

extension SiteView {
    var monitoring: MonitoringQueries { MonitoringQueries(transaction, site: site) }
    var monitoringDetail: MonitoringDetail { MonitoringDetail(transaction, site: site) }

    func monitoringNames() throws -> MonitoringNames {
        MonitoringNames(units: try unitRegister.all(), domains: try dutyRegister.domains())
    }
}

extension CoverageItemPage.Duty {
    init(_ duty: MonitoringDetail.Duty) {
        let occasion: String =
            switch duty.obligation.occasion {
            case .period(let period): period.words
            case .event: duty.happening?.words ?? "登记的事件"
            case .standing: "长期公开"
            case .unclear: "期限待明确"
            }
        self.init(
            occasion: occasion, start: duty.obligation.start, due: duty.due, isProvisional: duty.isProvisional, standing: duty.standing,
            closed: duty.closed, document: duty.document)
    }
}
