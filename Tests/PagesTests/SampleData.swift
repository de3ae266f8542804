import Domain
import HTML
import Pages

/// A county with something of everything, for looking at pages and for testing them. Nothing here happens in a real place.
enum Sample {
    static let county = County(
        id: Identifier(1), name: "明川县人民政府", placeName: "明川县", siteCode: "4311240001", areaCode: "431124", sponsor: "明川县人民政府办公室",
        operatorName: "明川县政务公开办公室", phone: "0746-5220001", icpNumber: "湘ICP备19000001号", policeNumber: "湘公网安备43112402000001号")

    static func frame(_ address: Address, textSize: SiteFrame.TextSize = .regular) -> SiteFrame {
        SiteFrame(
            county: county, origin: "https://www.mingchuan.gov.cn", address: address,
            assets: ["site.css": "a1", "site.js": "b2", "crest.svg": "c3", "favicon.svg": "d4"], textSize: textSize)
    }

    static func instant(_ year: Int, _ month: Int, _ day: Int, hour: Int = 9) -> Instant {
        Instant(milliseconds: Instant(startOf: date(year, month, day)).milliseconds + Int64(hour) * 3_600_000)
    }

    static func date(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year: year, month: month, day: day) ?? Day(serial: 0) }

    static let office = OrganisationUnit(
        id: Identifier(10), code: "zfb", name: "明川县政务公开办公室", kind: .department,
        contact: OrganisationUnit.Contact(
            address: "明川县文昌路 1 号县政府大院 2 号楼 203 室", officeHours: "工作日 8:30—12:00，14:30—17:30", phone: "0746-5220001",
            fax: "0746-5220002", email: "zwgk@mingchuan.gov.cn", head: "周明远"))

    static let civilAffairs = OrganisationUnit(
        id: Identifier(11), code: "mzj", name: "明川县民政局", kind: .department, parent: Identifier(1),
        contact: OrganisationUnit.Contact(
            address: "明川县民生路 18 号", officeHours: "工作日 8:30—12:00，14:30—17:30", phone: "0746-5223118", head: "何秀兰"),
        duties: "贯彻执行国家和省、市民政工作的法律、法规和政策，拟订全县民政事业发展规划并组织实施。\n负责城乡居民最低生活保障、特困人员救助供养、临时救助和生活无着流浪乞讨人员救助工作。\n负责养老服务体系建设，承担老年人福利和特殊困难老年人救助工作。")

    static let units: [UnitLink] = [
        ("zfb", "明川县人民政府办公室"), ("fgj", "明川县发展和改革局"), ("czj", "明川县财政局"), ("zrzyj", "明川县自然资源局"), ("zjj", "明川县住房和城乡建设局"),
        ("mzj", "明川县民政局"), ("jyj", "明川县教育局"), ("rsj", "明川县人力资源和社会保障局"), ("wjj", "明川县卫生健康局"), ("yjj", "明川县应急管理局"),
    ].map { UnitLink(code: $0.0, name: $0.1) }

    static let townships: [UnitLink] = [("qsz", "清水镇人民政府"), ("lxx", "龙溪乡人民政府"), ("wcjd", "文昌街道办事处")].map {
        UnitLink(code: $0.0, name: $0.1)
    }

    static let version = VersionLink(id: Identifier(700), title: "明川县基层政务公开标准目录（2026年版）", state: .adopted, effective: date(2026, 1, 1))
    static let olderVersion = VersionLink(
        id: Identifier(600), title: "明川县基层政务公开标准目录（2024年版）", state: .superseded, effective: date(2024, 1, 1))

    static let relief = DomainLink(code: "20", name: "社会救助")

    static let documents: [DisclosureLink] = [
        DisclosureLink(
            id: Identifier(901), title: "明川县人民政府关于印发《明川县城乡居民最低生活保障实施细则》的通知", number: "明政发〔2026〕3号", unit: units[0],
            published: instant(2026, 3, 20), made: date(2026, 3, 16), validity: .valid),
        DisclosureLink(
            id: Identifier(902), title: "明川县2026年第一季度城乡低保对象公示", number: nil, unit: units[5], published: instant(2026, 4, 10),
            validity: .unstated),
        DisclosureLink(
            id: Identifier(903), title: "明川县人民政府办公室关于做好临时救助工作的实施意见", number: "明政办发〔2021〕15号", unit: units[0],
            published: instant(2021, 6, 8), validity: .repealed),
        DisclosureLink(
            id: Identifier(904), title: "关于2026年度集体土地征收成片开发方案的公告", number: "明自然资告〔2026〕12号", unit: units[3], published: instant(2026, 4, 2),
            validity: .valid),
        DisclosureLink(
            id: Identifier(905), title: "明川县特困人员供养标准（2023年）", unit: units[5], published: nil, made: date(2023, 7, 1), validity: .amended),
    ]

    static let entries: [CatalogueEntry] = [
        CatalogueEntry(
            domain: "社会救助", levels: ["综合业务", "政策法规文件"], elements: ["《社会救助暂行办法》", "《国务院关于进一步健全特困人员救助供养制度的意见》", "各地配套政策法规文件"],
            bases: ["《中华人民共和国政府信息公开条例》", "《关于印发开展基层政务公开标准化规范化试点工作方案的通知》（国办发〔2017〕42号）"],
            timeLimit: TimeLimit(
                text: "制定或获取信息之日起10个工作日内", rule: .within(amount: 10, unit: .workingDay, trigger: .received)), subjects: ["县民政局", "乡镇人民政府"],
            channels: [.website, .serviceStation, .serviceCentre, .noticeBoard], audience: Audience(everyone: true), modes: [.proactive],
            tiers: [.county, .township], stages: [.decision, .interpretation]),
        CatalogueEntry(
            domain: "社会救助", levels: ["最低生活保障", "低保对象名单及相关信息"], elements: ["低保对象名单及相关信息"],
            bases: ["《社会救助暂行办法》", "《国务院关于进一步加强和改进最低生活保障工作的意见》（国发〔2012〕45号）"],
            timeLimit: TimeLimit(text: "公示7个工作日", rule: .publicity(amount: 7, unit: .workingDay)), subjects: ["县民政局"],
            channels: [.noticeBoard, .homeVisit, .other], otherChannels: ["村务公开栏"], audience: Audience(specific: true), modes: [.proactive],
            tiers: [.county, .township, .village], stages: [.result]),
        CatalogueEntry(
            domain: "社会救助", levels: ["临时救助", "办事指南"], elements: ["办理事项", "办理条件", "救助标准", "申请材料", "办理流程", "办理时间、地点", "联系方式"],
            timeLimit: TimeLimit(text: "及时公开", rule: .immediate), subjects: ["县民政局"], channels: [.website, .serviceCentre],
            audience: Audience(everyone: true), modes: [.proactive], tiers: [.county, .township], stages: [.service]),
        CatalogueEntry(
            domain: "社会救助", levels: ["监督检查"], bases: ["各地相关政策法规文件"], timeLimit: TimeLimit(text: "按进展情况公开", rule: .unparsed),
            modes: [.onRequest],
            tiers: [.county]),
    ]

    static let items: [CatalogueItem] = (0..<12).map { index in
        CatalogueItem(
            id: Identifier(Int64(3000 + index)), version: version.id, guideItem: Identifier(2000), domain: "20", position: index + 1,
            entry: entries[index % entries.count], adjustment: index == 0 ? "增加乡镇人民政府为公开主体，群众可以就近查阅。" : "")
    }

    static let itemLinks = items.map { ItemLink(id: $0.id, levels: $0.entry.levels, domain: relief) }

    static let domains: [DomainSummary] = DisclosureDomain.standard.enumerated().map { index, domain in
        DomainSummary(
            domain: DomainLink(domain), itemCount: 8 + index * 7 % 31, coveredCount: (8 + index * 7 % 31) * (index % 4) / 4,
            documentCount: index * 37 % 260, leads: index % 5 == 4 ? [] : [units[index % units.count]])
    }

    static let documentBody = DocumentBody([
        .paragraph("各乡镇人民政府、街道办事处，县政府各部门，各有关单位："), .paragraph("《明川县城乡居民最低生活保障实施细则》已经县人民政府第 42 次常务会议审议通过，现印发给你们，请认真贯彻执行。"),
        .paragraph("（此件公开发布）"), .heading(level: 2, "第一章　总则"),
        .paragraph("第一条　为了规范城乡居民最低生活保障工作，保障困难群众基本生活，根据《社会救助暂行办法》等规定，结合本县实际，制定本细则。"),
        .paragraph("第二条　共同生活的家庭成员人均收入低于当地最低生活保障标准，且符合家庭财产状况规定的，给予最低生活保障。"), .heading(level: 4, "申请材料"),
        .list(ordered: true, ["家庭成员身份证、户口簿；", "家庭收入和财产状况申报表；", "授权核对家庭经济状况的声明。"]), .heading(level: 2, "第二章　保障标准"),
        .table(
            hasHeader: true,
            [
                ["类别", "城市低保（元/人·月）", "农村低保（元/人·年）", "调整日期"], ["2025年", "650", "5,700", "2025-01-01"],
                ["2026年", "680", "6,000", "2026-01-01"],
            ]), .paragraph("第三条　保障标准由县民政局会同县财政局测算，报县人民政府批准后公布，一般每年调整一次。"),
        .list(ordered: false, ["县民政局：0746-5223118", "各乡镇民政办公室"]),
    ])

    static let disclosure = Disclosure(
        id: Identifier(901), unit: Identifier(11), item: Identifier(3000), domain: "20", title: documents[0].title,
        number: documents[0].number,
        indexNumber: "006283771/2026-00317", theme: "民政、扶贫、救灾", category: "通知", made: date(2026, 3, 16), published: instant(2026, 3, 20),
        validity: .valid, body: documentBody, sourceAddress: "http://www.mingchuan.gov.cn/mzj/2026/0320/c1234.html")
}
