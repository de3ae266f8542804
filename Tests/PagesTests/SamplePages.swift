import Domain
import HTML
import Pages
import Testing

/// Every page of the portal, with an address, under the name of its file.
extension Sample {
    struct Rendered: Sendable, CustomTestStringConvertible {
        var name: String
        var address: Address
        var page: any PortalPage

        func bytes(textSize: SiteFrame.TextSize = .regular) -> [UInt8] { page.render(in: frame(address, textSize: textSize)) }
        func text() -> String { String(decoding: bytes(), as: UTF8.self) }
        var testDescription: String { name }
    }

    static let pages: [Rendered] =
        disclosurePages + withdrawalPages + cataloguePages + commentPages + searchPages + sitePages + logPages + errorPages + askingPages
        + coveragePages + topicPages + matterPages + messagePages + openPages + ledgerPages

    private static let withdrawalPages = [
        Rendered(
            name: "tombstone", address: .disclosure(Identifier(960)),
            page: TombstonePage(
                title: "关于部分人员名单的公示", unit: units[0], ground: .personalData, reason: "附件含有身份证号码，已整改后重新公开", signature: "周正（签发）",
                time: instant(2026, 3, 20))),
        Rendered(
            name: "document-history", address: .disclosureHistory(Identifier(901)),
            page: DisclosureHistoryPage(
                disclosure: documents[0],
                wordings: [
                    DisclosureHistoryPage.Wording(
                        title: "原来的标题", number: "明政发〔2026〕3号", body: DocumentBody([.paragraph("原来的正文。")]), replaced: instant(2026, 3, 20),
                        reason: "日期有误")
                ])),
        Rendered(
            name: "limited", address: .limited(Identifier(961)),
            page: LimitedPage(id: Identifier(961), unit: units[0], state: .locked(problem: nil), token: "t")),
        Rendered(
            name: "limited-wrong", address: .limited(Identifier(961)),
            page: LimitedPage(id: Identifier(961), unit: units[0], state: .locked(problem: "查阅码不对，请核对后重新输入"), token: "t")),
        Rendered(
            name: "limited-open", address: .limited(Identifier(961)),
            page: LimitedPage(
                id: Identifier(961), unit: units[0],
                state: .open(
                    title: "补偿安置明细", number: nil, published: instant(2026, 3, 20), body: DocumentBody([.paragraph("各户明细见附件。")]),
                    files: [("明细.xlsx", 12_345)], code: "ABCD2345"), token: "t")),
        Rendered(name: "emergencies-none", address: .emergencies, page: EmergenciesPage(lines: [], count: 0)),
        Rendered(
            name: "emergencies", address: .emergencies,
            page: EmergenciesPage(
                lines: [
                    EmergenciesPage.Line(
                        id: Identifier(962), title: "关于转移安置的紧急通告", unitName: "明川县应急管理局", published: instant(2026, 3, 20), names: "周正、许文",
                        reason: "洪峰将至")
                ], count: 1)),
    ]

    private static let disclosurePages = [
        Rendered(
            name: "home", address: .home,
            page: HomePage(
                exampleQueries: ["低保标准", "征地补偿", "国办发〔2019〕54号", "义务教育招生"], version: version, itemCount: 426, coveredCount: 211,
                documentCount: 12_873, unitCount: 43, newest: documents + documents, domains: domains)),
        Rendered(
            name: "home-empty", address: .home,
            page: HomePage(
                exampleQueries: [], version: nil, itemCount: 0, coveredCount: 0, documentCount: 0, unitCount: 0, newest: [], domains: [])),
        Rendered(
            name: "disclosure", address: .disclosureHub,
            page: DisclosureHubPage(office: office, newest: documents, documentCount: 12_873, itemCount: 426, unitCount: 43)),
        Rendered(
            name: "guide", address: .guide,
            page: GuidePage(office: office, domains: domains.map(\.domain), units: units, documents: [documents[0]])),
        Rendered(name: "rules", address: .rules, page: RulesPage(documents: documents)),
        Rendered(name: "rules-empty", address: .rules, page: RulesPage(documents: [])),
        Rendered(
            name: "statutory", address: .statutory,
            page: StatutoryPage(
                domains: domains,
                categories: [("通知", 4210), ("公告", 1873), ("意见", 305)].map { FilterOption(value: $0.0, label: $0.0, count: $0.1) },
                years: [2026, 2025, 2024].map { FilterOption(value: String($0), label: "\($0)年", count: 300) }, units: units + townships,
                newest: documents)),
        Rendered(
            name: "reports", address: .reports,
            page: ReportsPage(years: [
                ReportsPage.Year(
                    year: 2025,
                    reports: [
                        DisclosureLink(id: Identifier(950), title: "明川县2025年政府信息公开工作年度报告", unit: units[0], published: instant(2026, 3, 25))
                    ]),
                ReportsPage.Year(year: 2024, reports: [documents[4]]),
            ])),
        Rendered(name: "requests", address: .requests, page: RequestsPage(office: office)),
        Rendered(
            name: "disclosures", address: .disclosures(),
            page: DisclosuresPage(
                filter: DisclosureFilter(domain: "20"), documents: documents, total: Total(10_000, isCapped: true), next: "2021-06-08~903",
                units: units.map { FilterOption(value: $0.code, label: $0.name, count: 12) },
                domains: [FilterOption(value: "20", label: "社会救助", count: 5)],
                years: [FilterOption(value: "2026", label: "2026年", count: 3)],
                categories: [FilterOption(value: "通知", label: "通知", count: 2)])),
        Rendered(
            name: "disclosures-none", address: .disclosures(),
            page: DisclosuresPage(
                filter: DisclosureFilter(year: 1999), documents: [], total: Total(0), units: [], domains: [], years: [], categories: [])),
        Rendered(name: "document", address: .disclosure(Identifier(901)), page: document),
        Rendered(name: "document-repealed", address: .disclosure(Identifier(903)), page: repealed),
        Rendered(name: "document-report", address: .disclosure(Identifier(950)), page: report),
        Rendered(name: "document-print", address: .disclosurePrint(Identifier(901)), page: DisclosurePrintPage(document: document)),
    ]

    private static let document = DisclosurePage(
        disclosure: disclosure, unit: units[5], item: itemLinks[0], domain: relief,
        attachments: [
            WebAddress("/files/低保申请表.docx").map { DisclosurePage.Attachment(name: "城乡居民最低生活保障申请表.docx", address: $0, sizeInBytes: 48_213) }
        ].compactMap { $0 }, related: Array(documents[1...]))

    /// An annual report, whose tables are printed as the form has them.
    private static var report: DisclosurePage {
        var report = AnnualReport(title: "明川县2025年政府信息公开工作年度报告", year: 2025, unit: "明川县人民政府")
        for row in [ReportRow.received, ReportRow(.partlyDisclosed), .closed] {
            for column in [ReportColumn.person, .total] { report.three[row, column] = .count(3) }
        }
        for line in ProactiveLine.allCases { report.two[line] = .count(0) }
        report.two[.coercion] = .notApplicable
        report.narrative[.overview] = "本年新收政府信息公开申请 3 件，均已办结。"
        var page = document
        page.disclosure.title = report.title
        page.disclosure.body = report.body
        return page
    }

    private static var repealed: DisclosurePage {
        var page = document
        page.disclosure.validity = .repealed
        page.disclosure.made = nil
        page.disclosure.indexNumber = nil
        page.disclosure.body = DocumentBody([])
        page.disclosure.sourceAddress = "javascript:alert(1)"
        page.successor = documents[0]
        return page
    }

    private static let cataloguePages = [
        Rendered(name: "catalogue", address: .catalogue, page: CataloguePage(version: version, domains: domains)),
        Rendered(
            name: "domain", address: .domain("20"),
            page: DomainPage(
                domain: relief, version: version, filter: ItemFilter(tier: .county),
                lines: items.enumerated().map {
                    DomainPage.Line(item: $1, units: $0 % 3 == 0 ? [units[5], townships[0]] : [], documentCount: $0 * 5 % 7)
                },
                itemCount: 23, coveredCount: 17, subjects: ["县民政局", "乡镇人民政府"], leads: [units[5]])),
        Rendered(
            name: "domain-none", address: .domain("20"),
            page: DomainPage(
                domain: relief, version: nil, filter: ItemFilter(subject: "不在表中的单位"), lines: [], itemCount: 23, coveredCount: 17,
                subjects: [], leads: [])),
        Rendered(
            name: "item", address: .item(Identifier(3000)),
            page: ItemPage(
                item: items[0], domain: relief, version: version, units: [units[5], townships[0]], documents: documents,
                documentTotal: Total(37),
                history: [
                    ItemPage.Appearance(version: version, change: .changed, reason: "增加乡镇人民政府为公开主体，群众可以就近查阅。"),
                    ItemPage.Appearance(version: olderVersion, reason: ""),
                ], guide: VersionLink(id: Identifier(500), title: "社会救助领域基层政务公开标准指引", state: .adopted))),
        Rendered(
            name: "item-bare", address: .item(Identifier(3003)),
            page: ItemPage(item: items[3], domain: relief, version: version, units: [], documents: [], documentTotal: Total(0), history: [])
        ),
        Rendered(
            name: "versions", address: .versions,
            page: VersionsPage(
                catalogues: [
                    VersionsPage.Entry(version: fullVersion, itemCount: 426),
                    VersionsPage.Entry(
                        version: CatalogueVersion(
                            id: Identifier(600), level: .county, title: olderVersion.title, state: .superseded, effective: date(2024, 1, 1)),
                        itemCount: 398),
                ],
                guides: [
                    VersionsPage.Entry(
                        version: CatalogueVersion(id: Identifier(500), level: .national, title: "社会救助领域基层政务公开标准指引", state: .adopted),
                        itemCount: 23)
                ])),
        Rendered(
            name: "version", address: .version(Identifier(700)),
            page: VersionPage(
                version: fullVersion, predecessor: olderVersion,
                domains: domains.prefix(4).map { VersionPage.Domain(domain: $0.domain, items: itemLinks) })),
        Rendered(name: "comparison", address: .comparison(new: Identifier(700), old: Identifier(600)), page: comparison),
        Rendered(name: "checklist", address: .checklist, page: checklist),
    ]

    private static let fullVersion = CatalogueVersion(
        id: Identifier(700), level: .county, title: version.title, state: .adopted, guide: nil, predecessor: Identifier(600),
        effective: date(2026, 1, 1),
        reason: "根据国家部委新印发的标准指引和县直部门职责调整，补充 28 个事项，修改 12 个事项。")

    private static let comparison = ComparisonPage(
        new: version, old: olderVersion,
        changes: [
            ComparisonPage.Change(kind: .added, item: itemLinks[2], fields: [], reason: "群众关切事项。"),
            ComparisonPage.Change(
                kind: .changed, item: itemLinks[0],
                fields: [
                    ComparisonPage.Field(name: "公开时限", before: ["20个工作日内"], after: ["制定或获取信息之日起10个工作日内"]),
                    ComparisonPage.Field(name: "公开渠道和载体", before: ["政府网站", "公开查阅点"], after: ["政府网站", "便民服务站"]),
                    ComparisonPage.Field(name: "公开主体", before: ["甲", "乙"], after: ["乙", "甲"]),
                ], reason: "与条例第二十六条衔接，期限从严。"),
            ComparisonPage.Change(kind: .removed, item: itemLinks[3], fields: [], reason: ""),
        ], unchangedCount: 385)

    private static let checklist = ChecklistPage(entries: [
        ChecklistPage.Entry(name: "最低生活保障审核确认", source: .powers, unit: units[5], destination: .catalogue(itemLinks[1])),
        ChecklistPage.Entry(
            name: "社会救助对象银行账户信息", source: .powers, unit: units[5],
            destination: .withheld(ground: "涉及个人隐私，公开会损害第三方合法权益（《政府信息公开条例》第十五条）。", reassessment: date(2027, 1, 1))),
        ChecklistPage.Entry(name: "老年食堂布点和收费标准", source: .concerns, unit: nil, destination: .pending),
        ChecklistPage.Entry(name: "社保卡补换", source: .services, unit: units[7], destination: .catalogue(itemLinks[2])),
    ])

    private static let draft = CommentDraft(item: Identifier(3000), text: "低保标准调整后，村里的公示栏没有及时更换。\n建议写明更换的时间。", name: "李女士", contact: "")

    private static let commentPages = [
        Rendered(name: "comment", address: .comment(), page: CommentFormPage(draft: CommentDraft(), problems: [], token: "t")),
        Rendered(
            name: "comment-wrong", address: .comment(item: Identifier(3000)),
            page: CommentFormPage(
                draft: CommentDraft(item: Identifier(3000), contact: "abc"), item: itemLinks[0],
                problems: [
                    CommentFormPage.Problem(field: .text, message: "请填写您的意见"),
                    CommentFormPage.Problem(field: .contact, message: "联系方式要写手机号码或者电子邮箱，例如 13800000000"),
                ], token: "t")),
        Rendered(name: "comment-check", address: .comment(), page: CommentCheckPage(draft: draft, item: itemLinks[0], token: "t")),
        Rendered(
            name: "comment-receipt", address: .commentReceipt("MC20260320-0007"),
            page: CommentReceiptPage(
                number: "MC20260320-0007", received: instant(2026, 3, 20, hour: 14), item: itemLinks[0], state: .received)),
    ]
}
