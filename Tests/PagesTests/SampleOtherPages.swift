import Domain
import Pages

extension Sample {
    static let searchPages = [
        Rendered(
            name: "search", address: .search(SearchQuery(text: "低保 标准")),
            page: SearchPage(
                query: SearchQuery(text: "低保 标准", kind: .document), hits: hits, total: Total(10_000, isCapped: true), next: "0.83~901",
                units: units.map { FilterOption(value: $0.code, label: $0.name, count: 12) },
                domains: [FilterOption(value: "20", label: "社会救助", count: 5)],
                years: [FilterOption(value: "2026", label: "2026年", count: 3)],
                kinds: [("文件", 312), ("事项", 9), ("单位", 1)].map { FilterOption(value: $0.0, label: $0.0, count: $0.1) }, suggestions: [],
                exampleQueries: [])),
        Rendered(
            name: "search-none", address: .search(SearchQuery(text: "<b>地宝</b>")),
            page: SearchPage(
                query: SearchQuery(text: "<b>地宝</b>", year: 2020), hits: [], total: Total(0), units: [], domains: [], years: [], kinds: [],
                suggestions: ["低保", "低保标准"], exampleQueries: [])),
        Rendered(
            name: "search-start", address: .search(),
            page: SearchPage(
                query: SearchQuery(), hits: [], total: Total(0), units: [], domains: [], years: [], kinds: [], suggestions: [],
                exampleQueries: ["低保标准", "征地补偿"])),
    ]

    private static let hits = [
        SearchPage.Hit(
            target: .document(documents[0]), title: MarkedText("明川县人民政府关于印发《明川县城乡居民最低生活保障实施细则》的通知"),
            snippet: MarkedText("……会同县财政局测算，报县人民政府批准后公布低保标准，一般每年调整一次。城市低保标准提高到 680 元……", marks: [20..<24, 36..<40])),
        SearchPage.Hit(
            target: .document(documents[2]), title: MarkedText(documents[2].title), snippet: MarkedText("对不符合低保条件的……", marks: [4..<6])),
        SearchPage.Hit(target: .item(itemLinks[1]), title: MarkedText("低保对象名单及相关信息", marks: [0..<2]), snippet: nil),
        SearchPage.Hit(target: .unit(units[5]), title: MarkedText("明川县民政局"), snippet: MarkedText("负责城乡居民最低生活保障", marks: [99..<100])),
    ]

    static let sitePages = [
        Rendered(name: "units", address: .units, page: UnitsPage(units: registered)),
        Rendered(
            name: "unit", address: .unit("mzj"),
            page: UnitPage(
                unit: civilAffairs, parent: UnitLink(code: "zf", name: "明川县人民政府"), children: [UnitLink(code: "fly", name: "明川县社会福利院")],
                domains: [relief, DomainLink(code: "21", name: "养老服务")],
                duties: items.prefix(6).enumerated().map {
                    UnitPage.Duty(item: itemLinks[$0], timeLimit: $1.entry.timeLimit, documentCount: $0 % 3)
                }, dutyTotal: Total(38), newest: documents, documentTotal: Total(312))),
        Rendered(
            name: "unit-imported", address: .unit("x-1"),
            page: UnitPage(
                unit: OrganisationUnit(id: Identifier(77), code: "x-1", name: "上海市人民政府", kind: .other, isImported: true), children: [],
                domains: [], duties: [], dutyTotal: Total(0), newest: [], documentTotal: Total(0))),
        Rendered(name: "sitemap", address: .siteMap, page: SiteMapPage(domains: domains.map(\.domain), units: registered.map(\.unit))),
        Rendered(name: "accessibility", address: .accessibility, page: AccessibilityPage(office: office, examined: date(2026, 3, 20))),
        Rendered(name: "api", address: .api, page: APIPage()),
    ]

    private static let registered: [UnitsPage.Entry] =
        (units.map { ($0, OrganisationUnit.Kind.department) } + townships.map { ($0, .township) }
        + [(UnitLink(code: "qsc", name: "清水镇石桥村村民委员会"), .village)])
        .enumerated().map { index, pair in
            UnitsPage.Entry(
                unit: OrganisationUnit(id: Identifier(Int64(index + 1)), code: pair.0.code, name: pair.0.name, kind: pair.1),
                documentCount: index * 91 % 400)
        }

    static let errorPages: [Rendered] = [
        ErrorPage.Kind.badRequest("筛选条件“年份”不能是“二〇二六”，请写四位数字，例如 2026。"), .notFound, .methodNotAllowed(["GET", "HEAD"]),
        .conflict("这条意见已经由别人答复。"), .tooLarge(limitInBytes: 65_536), .tooManyRequests(retryAfterSeconds: 30), .failure, .unavailable,
    ].map { Rendered(name: "error-\($0.status)", address: .search(), page: ErrorPage(kind: $0, reference: "K7Q2-9XMA")) }
}
