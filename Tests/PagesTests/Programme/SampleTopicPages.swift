import Domain
import Pages

extension Sample {
    static let topicPages = [
        Rendered(
            name: "topic", address: .programme(Identifier(990)),
            page: TopicPage(
                programme: programme, standings: TaskStanding.all(of: programme, tasks, [], on: date(2026, 3, 20)), day: date(2026, 3, 20),
                domains: Array(domains.prefix(2)), newest: documents, reports: Array(documents.prefix(1)))),
        Rendered(
            name: "topic-bare", address: .programme(Identifier(991)),
            page: TopicPage(
                programme: Programme(
                    id: Identifier(991), title: "<试点>方案", plan: Programme.Plan(domains: ["20"], phases: []), isPublic: true,
                    state: .finished),
                standings: [], day: date(2026, 3, 20), domains: [], newest: [], reports: [])),
    ]

    private static let programme = Programme(
        id: Identifier(990), title: "基层政务公开标准化规范化试点方案",
        plan: Programme.Plan(
            basis: "明政办发〔2026〕6号", goal: "编制完成标准目录。\n健全工作机制。", domains: ["20", "21"],
            phases: [
                Programme.Phase(key: 1, name: "事项梳理阶段", first: date(2026, 1, 1), last: date(2026, 2, 28), goal: "梳理事项，编制目录"),
                Programme.Phase(key: 2, name: "组织落实阶段", first: date(2026, 3, 1), last: date(2026, 6, 30)),
            ],
            contacts: [Programme.Contact(name: "甄明朗", post: "县政务公开办", phone: "0900-5550100", email: "gongkaiban@mingchuan.example")]),
        isPublic: true, state: .running)

    private static let tasks = [
        ProgrammeTask(
            id: Identifier(1), programme: Identifier(990), phase: 1, title: "梳理<事项>清单", timing: TaskTiming(by: date(2026, 2, 15))),
        ProgrammeTask(
            id: Identifier(2), programme: Identifier(990), phase: 2, title: "按目录公开", timing: TaskTiming(by: date(2026, 5, 31))),
    ]
}
