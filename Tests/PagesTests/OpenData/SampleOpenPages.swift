import Domain
import Pages

extension Sample {
    static let openPages = [
        Rendered(name: "open-data", address: .openData, page: openData([])),
        Rendered(name: "open-data-dumps", address: .openData, page: openData([dump("2026-03-20"), dump("2026-03-19")])),
        Rendered(name: "subscribe", address: .subscribe(), page: subscribe(token: "t", problems: [])),
        Rendered(
            name: "subscribe-wrong", address: .subscribe(),
            page: subscribe(
                token: "t",
                problems: [
                    SubscriptionFormPage.Problem(field: .topic, message: "请至少选择一项订阅内容"),
                    SubscriptionFormPage.Problem(field: .email, message: "请填写电子邮箱"),
                    SubscriptionFormPage.Problem(field: .answer, message: "请回答问题后再提交"),
                ])),
        Rendered(name: "subscribe-feeds", address: .subscribe(), page: subscribe(token: nil, problems: [])),
        Rendered(name: "subscribe-sent", address: .subscribeSent, page: SubscriptionSentPage()),
        Rendered(
            name: "subscription-confirm", address: .subscriptionConfirmation("t"),
            page: SubscriptionConfirmationPage(topics: ["单位：<明川>县民政局", "含有“低保”"], rhythm: .daily, token: "t")),
        Rendered(
            name: "subscription-confirm-void", address: .subscriptionConfirmation("t"),
            page: SubscriptionConfirmationPage(topics: nil, rhythm: .daily, token: "t")),
        Rendered(
            name: "subscription", address: .subscription("1.t"),
            page: SubscriptionPage(
                topics: [(topic: .unit("mzj"), words: "单位：明川县民政局"), (topic: .search("<低保>"), words: "含有“<低保>”")], rhythm: .weekly,
                token: "1.t")),
        Rendered(
            name: "subscription-none", address: .subscription("1.t"), page: SubscriptionPage(topics: [], rhythm: nil, token: "1.t")),
        Rendered(
            name: "group", address: .targetGroup("aged"),
            page: TargetGroupPage(
                group: TargetGroup(code: "aged", kind: .people, name: "老年人"), documents: documents,
                others: [TargetGroup(code: "small", kind: .enterprise, name: "<小微>企业")])),
        Rendered(
            name: "group-empty", address: .targetGroup("aged"),
            page: TargetGroupPage(group: TargetGroup(code: "aged", kind: .people, name: "老年人"), documents: [], others: [])),
    ]

    private static func openData(_ dumps: [DataDump]) -> OpenDataPage {
        OpenDataPage(
            datasets: [
                Dataset(
                    "units", title: "公开主体", summary: "各<公开>主体。", keywords: ["机构"], rhythm: .irregular,
                    columns: [.init("code", "单位代码"), .init("name", "名称")])
            ], dumps: dumps, office: office, terms: nil)
    }

    private static func dump(_ day: String) -> DataDump {
        DataDump(
            site: "明川县人民政府", day: day, begun: 0, sequence: 7,
            files: [
                DataDump.File(name: "units.csv.gz", bytes: 12_345, sha256: "00", sm3: "11", rows: 43),
                DataDump.File(name: "checkpoint.txt", bytes: 300, sha256: "00", sm3: "11", rows: nil),
            ])
    }

    private static func subscribe(token: String?, problems: [SubscriptionFormPage.Problem]) -> SubscriptionFormPage {
        SubscriptionFormPage(
            draft: SubscriptionDraft(start: SubscriptionStart(unit: "mzj", item: itemLinks[0].id, words: "<低保>")),
            units: [FilterOption(value: "mzj", label: "明川县民政局")], domains: [FilterOption(value: "20", label: "社会救助")],
            groups: [FilterOption(value: "aged", label: "老年人")], item: itemLinks[0], token: token, problems: problems,
            question: problems.isEmpty ? nil : "请填写“公开透明”的第二个字")
    }
}
