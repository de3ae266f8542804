import Domain
import Persistence
import Registers

extension OpenDataset {
    static let catalogueItems = OpenDataset(
        Dataset(
            "catalogue-items", title: "标准目录事项", summary: "现行政务公开标准目录的全部事项：公开什么、由谁公开、何时公开、怎么公开。", keywords: ["标准目录", "公开事项"],
            rhythm: .irregular,
            columns: [
                .init("id", "标识"), .init("domain", "领域代码"), .init("domainName", "领域"), .init("levels", "公开事项（一级至末级）"),
                .init("elements", "公开内容（要素）"), .init("bases", "公开依据"), .init("timeLimit", "公开时限"), .init("subjects", "公开主体"),
                .init("channels", "公开渠道和载体"), .init("audience", "公开对象"), .init("modes", "公开方式"), .init("tiers", "公开层级"),
                .init("stages", "五公开"), .init("documents", "已有文件数"), .init("url", "网站上的路径"),
            ])
    ) { source in
        let catalogue = CatalogueRegister(source.transaction, site: source.county.id)
        guard let version = try catalogue.inForce(.county) else { return [] }
        let names = try domainNames(source)
        let counts = try DisclosureQueries(source.transaction, site: source.county.id).countsByItem()
        return try catalogue.items(of: version.id, domain: nil).map { item in
            let entry = item.entry
            let audience = (entry.audience.everyone ? ["全社会"] : []) + (entry.audience.specific ? ["特定群体"] : [])
            return [
                .text(item.id.description), .text(item.domain), DatasetValue(names[item.domain]), .list(entry.levels),
                .list(entry.elements),
                .list(entry.bases), DatasetValue(entry.timeLimit?.text), .list(entry.subjects),
                .list(entry.channels.map(\.rawValue) + entry.otherChannels), .list(audience), .list(entry.modes.map(\.rawValue)),
                .list(entry.tiers.map(\.rawValue)), .list(entry.stages.map(\.rawValue)), .number(counts[item.id] ?? 0),
                .text("/items/\(item.id)"),
            ]
        }
    }

    static let domains = OpenDataset(
        Dataset(
            "domains", title: "公开领域", summary: "公开领域的代码、名称和牵头单位。", keywords: ["领域"], rhythm: .irregular,
            columns: [.init("code", "领域代码"), .init("name", "领域"), .init("leads", "牵头单位")])
    ) { source in
        let register = DutyRegister(source.transaction, site: source.county.id)
        let leads = Dictionary(grouping: try register.all(), by: \.domain)
        let units = try unitNames(source)
        return try register.domains().map { domain in
            [.text(domain.code), .text(domain.name), .list((leads[domain.code] ?? []).compactMap { units[$0.unit] })]
        }
    }

    static let units = OpenDataset(
        Dataset(
            "units", title: "公开主体", summary: "各公开主体的名称、办公地址、办公时间、联系方式、负责人和机构职能。", keywords: ["机构职能", "公开主体"],
            rhythm: .irregular,
            columns: [
                .init("code", "单位代码"), .init("name", "名称"), .init("shortName", "简称"), .init("kind", "类别"), .init("address", "办公地址"),
                .init("officeHours", "办公时间"), .init("phone", "联系电话"), .init("fax", "传真号码"), .init("email", "电子邮箱"),
                .init("head", "负责人"), .init("duties", "机构职能"), .init("documents", "已公开文件数"),
            ])
    ) { source in
        let counts = try DisclosureQueries(source.transaction, site: source.county.id).countsByUnit()
        return try UnitRegister(source.transaction, site: source.county.id).all().map { unit in
            let contact = unit.contact
            return [
                .text(unit.code), .text(unit.name), .text(unit.shortName), .text(unit.kind.rawValue), .text(contact.address),
                .text(contact.officeHours), .text(contact.phone), .text(contact.fax), .text(contact.email), .text(contact.head),
                .text(unit.duties), .number(counts[unit.id] ?? 0),
            ]
        }
    }

    static let coverage = OpenDataset(
        Dataset(
            "coverage", title: "公开监测", summary: "每个单位每个事项应公开、按时公开、逾期公开和没有公开的件数，截至当天。", keywords: ["公开监测", "覆盖率", "及时率"],
            rhythm: .daily,
            columns: [
                .init("asOf", "截至"), .init("unitCode", "单位代码"), .init("unit", "单位"), .init("domain", "领域代码"), .init("item", "公开事项标识"),
                .init("levels", "公开事项"), .init("due", "应公开"), .init("onTime", "按时公开"), .init("late", "逾期公开"), .init("missing", "逾期未公开"),
                .init("documents", "公开文件数"),
            ])
    ) { source in
        let report = try MonitoringQueries(source.transaction, site: source.county.id).report(on: source.today)
        let units = Dictionary(
            try UnitRegister(source.transaction, site: source.county.id).all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return report.lines.map { line in
            let duties = line.figures.duties
            return [
                .text(source.today.description), DatasetValue(units[line.unit]?.code), DatasetValue(units[line.unit]?.name),
                .text(line.domain), .text(line.item.description), .list(line.entry.levels), .number(duties.due), .number(duties.onTime),
                .number(duties.late), .number(duties.missing), .number(line.figures.places.documents),
            ]
        }
    }

    static let requestStatistics = OpenDataset(
        Dataset(
            "request-statistics", title: "依申请公开统计", summary: "全县各年度收到和处理政府信息公开申请的件数，按年度报告的口径，按办理结果和申请人类别分列。只有数字，不含申请内容。",
            keywords: ["依申请公开", "统计"], rhythm: .continuous,
            columns: [.init("year", "年度"), .init("row", "行次"), .init("heading", "项目")]
                + ReportColumn.allCases.map { .init($0.rawValue, $0.name) })
    ) { source in
        let units = try UnitRegister(source.transaction, site: source.county.id).all().map(\.id)
        guard let first = try firstRequestYear(source) else { return [] }
        return try (first...max(first, source.today.year)).flatMap { year in
            let table = try AnnualReportQueries(source.transaction, site: source.county.id, units: units, year: year).three()
            return ReportRow.all.map { row -> DatasetRow in
                [.number(year), .number(row.number), .text(row.heading)]
                    + ReportColumn.allCases.map { .number(table[row, $0].count ?? 0) }
            }
        }
    }

    static let programmeTasks = OpenDataset(
        Dataset(
            "programme-tasks", title: "工作方案任务", summary: "已在网站公布的工作方案的任务、时限和完成情况，截至当天。", keywords: ["试点", "工作方案"], rhythm: .daily,
            columns: [
                .init("programme", "工作方案"), .init("task", "任务"), .init("kind", "类别"), .init("unit", "责任单位"), .init("due", "期限"),
                .init("state", "完成情况"), .init("completed", "完成日期"), .init("url", "专题页面的路径"),
            ])
    ) { source in
        let register = ProgrammeRegister(source.transaction, site: source.county.id)
        let units = try unitNames(source)
        return try register.all().filter(\.isOnPortal).flatMap { programme in
            TaskStanding.all(
                of: programme, try register.tasks(of: programme.id), try register.entries(of: programme.id), on: source.today
            ).map { standing -> DatasetRow in
                [
                    .text(programme.title), .text(standing.task.title), .text(standing.task.kind.name),
                    .text(standing.unit.flatMap { units[$0] } ?? "政务公开工作机构"), .text(standing.due.description),
                    .text(standing.state.name), DatasetValue(standing.completed?.description), .text("/topics/programme/\(programme.id)"),
                ]
            }
        }
    }

    // MARK: Names

    private static func domainNames(_ source: DatasetSource) throws -> [String: String] {
        Dictionary(
            try DutyRegister(source.transaction, site: source.county.id).domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    }

    private static func unitNames(_ source: DatasetSource) throws -> [OrganisationUnit.ID: String] {
        Dictionary(
            try UnitRegister(source.transaction, site: source.county.id).all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
    }

    private static func firstRequestYear(_ source: DatasetSource) throws -> Int? {
        try source.transaction.first(
            """
            SELECT received FROM request WHERE site_id = \(source.county.id) AND counts = 1 AND received IS NOT NULL
            ORDER BY received LIMIT 1
            """
        ) { row -> Day in try row["received"] }?.year
    }
}
