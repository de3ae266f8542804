import Domain
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let obligationEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.today) { try await $0.today() },
        WorkEndpoint(.obligations) { try await $0.obligations() },
        WorkEndpoint(.obligation) { try await $0.obligation() },
        WorkEndpoint(.waiveObligation) { try await $0.waiveObligation() },
        WorkEndpoint(.newTriggerEvent) { try await $0.newTriggerEvent() },
        WorkEndpoint(.recordTriggerEvent) { try await $0.recordTriggerEvent() },
        WorkEndpoint(.reminders) { try await $0.reminders() },
        WorkEndpoint(.saveReminders) { try await $0.saveReminders() },
        WorkEndpoint(.openCalendar) { try await $0.openCalendar() },
        WorkEndpoint(.closeCalendar) { try await $0.closeCalendar() },
        WorkEndpoint(.calendarFeed) { try await $0.calendarFeed() },
    ]
}

/// What lists of obligations need besides their rows, read once for a page.
struct ObligationView {
    let today: Day
    let calendar: WorkingCalendar
    let units: [OrganisationUnit.ID: OrganisationUnit]
    private let domains: [String: String]
    private let drafting: Set<OrganisationUnit.ID>

    init(_ view: SiteView, staff: Staff?, today: Day) throws {
        self.today = today
        calendar = try HolidayRegister(view.transaction).calendar()
        units = Dictionary(try view.unitRegister.all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        domains = Dictionary(try view.dutyRegister.domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        drafting = Set((staff?.posts ?? []).filter { $0.role == .editor }.map(\.unit))
    }

    /// The last day of this week.
    var sunday: Day { today.adding(days: 7 - today.weekday) }

    func line(_ line: ObligationQueries.Line) -> ObligationLine {
        let obligation = line.obligation
        return ObligationLine(
            obligation: obligation, unit: units[obligation.unit].map { UnitLink($0) }, domain: domains[obligation.domain] ?? "",
            due: line.due,
            left: line.due.map { TimeLeft(due: $0, on: today, calendar: calendar) }, isProvisional: line.isProvisional, what: line.what,
            mayDraft: obligation.state == .open && drafting.contains(obligation.unit))
    }

    /// The fields of work that a filter offers.
    var domainOptions: [FilterOption] {
        domains.sorted { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }.map { FilterOption(value: $0.key, label: $0.value) }
    }
}

extension Staff {
    /// Roles whose holders see their unit's obligations.
    private static let obligationRoles: Set<Role> = [.editor, .reviewer, .secrecyReviewer, .signer]

    /// The units whose obligations they see; `nil` for all of them.
    var obligationUnits: [OrganisationUnit.ID]? {
        seesWholeCounty ? nil : Set(posts.filter { Self.obligationRoles.contains($0.role) }.map(\.unit)).sorted()
    }
}

extension RecordTriggerEvent.Refusal {
    /// What is wrong, with the field of the form that puts it right.
    var sentence: (field: TriggerEventPage.Field, words: String) {
        switch self {
        case .noCatalogue: (.item, "还没有公布标准目录，不能登记。请先公布县级目录。")
        case .unknownItem: (.item, "这个事项不在现行目录中，请重新选择。")
        case .unitNotResponsible: (.item, "目录没有把这个事项列为该单位的公开责任，请核对单位和事项。")
        case .raisedByItself: (.item, "这个事项定期或者长期公开，任务自动生成，不用登记。")
        case .mustBePlanned: (.happening, "这个事项要求在活动举行之前公开，请登记将要举行的会议、听证等活动。")
        case .mayNotBePlanned: (.happening, "这个事项在信息形成之后公开，不能登记将来的活动。")
        case .inTheFuture: (.day, "日期不能晚于今天；将要举行的活动最多提前两年登记。")
        case .tooLongAgo: (.day, "日期早于十年前，请核对。")
        case .emptyWhat: (.what, "请写明是哪一件，例如文号或者名称。")
        case .longWhat(let limit): (.what, "最多 \(limit) 个字，请缩短。")
        case .recordedBefore: (.what, "同一天的这一件已经登记过，请到公开任务中查看。")
        }
    }
}

extension WaiveObligation.Refusal {
    package var sentence: String {
        switch self {
        case .unknown: "没有这项公开任务。"
        case .notOpen: "这项任务已经办结，不能再免予公开。请刷新页面查看。"
        case .emptyReason: "请写明免予公开的理由。"
        case .longReason(let limit): "理由最多 \(limit) 个字，请缩短。"
        }
    }
}
