/// Something that a programme asks for by a day, once or again and again: a task, a filing, a monthly report, a push, a yearly duty.
package struct ProgrammeTask: Sendable, Hashable {
    package typealias ID = Identifier<ProgrammeTask>

    package let id: ID
    package let programme: Programme.ID
    /// Key of its phase; `nil` when it belongs to the whole programme.
    package var phase: Int?
    package var kind: Kind
    package var title: String
    package var detail: String
    /// To whom it goes (报送对象): of filings, reports and pushes.
    package var recipient: String
    /// Each of them has to do it by itself; none means the disclosure office.
    package var units: [OrganisationUnit.ID]
    package var timing: TaskTiming
    /// Why it is no longer asked for; empty while it is.
    package var cancelled: String
    package var version: Int

    package init(
        id: ID, programme: Programme.ID, phase: Int? = nil, kind: Kind = .work, title: String, detail: String = "", recipient: String = "",
        units: [OrganisationUnit.ID] = [], timing: TaskTiming, cancelled: String = "", version: Int = 1
    ) {
        self.id = id
        self.programme = programme
        self.phase = phase
        self.kind = kind
        self.title = title
        self.detail = detail
        self.recipient = recipient
        self.units = units
        self.timing = timing
        self.cancelled = cancelled
        self.version = version
    }

    package static let mostInProgramme = 200
    package static let mostUnits = 100
    package static let longestRunInYears = 6

    /// What it is.
    package enum Kind: String, Sendable, CaseIterable, Codable, Hashable {
        /// 任务
        case work
        /// 备案
        case filing
        /// 月报
        case monthlyReport
        /// 专题信息推送: on what was published in the month before (每月5日前, 晋政办发〔2017〕140号 五(四)).
        case push
        /// 听取汇报: leaders hear the work at least once a year (陕政办发〔2020〕20号 三(一)).
        case briefing
        /// 集中培训: at least once a year (三(三)).
        case training
        /// 绩效占比: the share of disclosure in performance assessment (三(四)), in percent.
        case performance
        /// 示范点 (三(二)).
        case demonstration

        package var name: String {
            switch self {
            case .work: "任务"
            case .filing: "备案"
            case .monthlyReport: "月报"
            case .push: "信息推送"
            case .briefing: "听取汇报"
            case .training: "集中培训"
            case .performance: "绩效占比"
            case .demonstration: "示范点"
            }
        }

        /// Done on a day that the report names; of the others the day of the report counts.
        package var namesItsDay: Bool {
            switch self {
            case .filing, .briefing, .training, .performance, .demonstration: true
            case .work, .monthlyReport, .push: false
            }
        }

        func comesRound(as recurrence: TaskTiming.Recurrence) -> Bool {
            switch (self, recurrence) {
            case (.work, _), (.filing, _): true
            case (.monthlyReport, .monthly), (.push, .monthly): true
            case (.briefing, .yearly), (.training, .yearly), (.performance, .yearly), (.demonstration, .yearly): true
            case (.monthlyReport, _), (.push, _), (.briefing, _), (.training, _), (.performance, _), (.demonstration, _): false
            }
        }
    }

    /// Everything that is wrong with it as it was written down.
    package func faults(in plan: Programme.Plan) -> [ProgrammeReason] {
        var reasons: [ProgrammeReason] = []
        if title.isEmpty { reasons.append(.missing(.taskTitle)) }
        if kind == .push, !units.isEmpty { reasons.append(.notYours) }
        if let phase, !plan.phases.contains(where: { $0.key == phase }) { reasons.append(.noSuchPhase) }
        if units.count > Self.mostUnits { reasons.append(.tooMany(.units, limit: Self.mostUnits)) }
        if !kind.comesRound(as: timing.recurrence) { reasons.append(.wrongRecurrence(kind)) }
        if timing.last < timing.first { reasons.append(.timingBackwards) }
        if timing.last.year - timing.first.year > Self.longestRunInYears {
            reasons.append(.runsTooLong(years: Self.longestRunInYears))
        }
        let lengths = [
            ProgrammeReason.beyond(.taskTitle, title, limit: Programme.longestLine),
            ProgrammeReason.beyond(.recipient, recipient, limit: Programme.longestLine),
            ProgrammeReason.beyond(.detail, detail, limit: Programme.longestText),
        ]
        return reasons + lengths.compactMap { $0 }
    }

    /// Who has to do it: units, or `nil` for the office.
    package var doers: [OrganisationUnit.ID?] { units.isEmpty ? [nil] : units }
}
