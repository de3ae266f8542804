import Domain
import HTML

extension ProgrammeState {
    var tag: StatusTag {
        switch self {
        case .planned: StatusTag(word: name, shape: .open)
        case .running: StatusTag(word: name, shape: .half)
        case .finished: StatusTag(word: name, shape: .full)
        case .cancelled: StatusTag(word: name, shape: .cross)
        }
    }
}

extension TaskState {
    var tag: StatusTag {
        switch self {
        case .notDue: StatusTag(word: name, shape: .open)
        case .done: StatusTag(word: name, shape: .full)
        case .doneLate: StatusTag(word: name, shape: .change)
        case .overdue: StatusTag(word: name, shape: .cross, isAlarming: true)
        }
    }
}

extension TaskTiming {
    /// 每月 5 日前 …
    var words: String {
        switch recurrence {
        case .once: "\(last.chineseDate)前"
        case .monthly(let day): "每月 \(day) 日前（\(first) 至 \(last)）"
        case .yearly(let month, let day): "每年 \(month) 月 \(day) 日前（\(first) 至 \(last)）"
        }
    }
}

extension ProgrammeField {
    /// The field of the form that puts it right, and what it is called.
    package var id: String {
        switch self {
        case .title, .taskTitle: "title"
        case .basis: "basis"
        case .goal: "goal"
        case .domains: "domains"
        case .phases: "phase-name-0"
        case .contacts: "contact-name-0"
        case .rules: "rule-title-0"
        case .limits: "limit-from-0"
        case .summary(let part): "summary-\(part.rawValue)"
        case .detail: "detail"
        case .recipient: "recipient"
        case .units: "units"
        case .timing: "due"
        case .period: "period"
        case .day: "day"
        case .text: "text"
        case .value: "value"
        case .file: "file"
        }
    }

    var name: String {
        switch self {
        case .title: "方案名称"
        case .basis: "依据"
        case .goal: "工作目标"
        case .domains: "领域"
        case .phases: "阶段"
        case .contacts: "联系人"
        case .rules: "流程制度"
        case .limits: "绩效占比下限"
        case .summary(let part): part.title
        case .taskTitle: "任务名称"
        case .detail: "任务要求"
        case .recipient: "报送对象"
        case .units: "责任单位"
        case .timing: "期限"
        case .period: "期次"
        case .day: "日期"
        case .text: "文字"
        case .value: "占比"
        case .file: "文件"
        }
    }
}

extension ProgrammeReason {
    /// The field that puts it right.
    package var field: String {
        switch self {
        case .missing(let field), .tooLong(let field, _), .tooMany(let field, _): field.id
        case .noSuchDomain: ProgrammeField.domains.id
        case .phaseBackwards, .phaseInUse: ProgrammeField.phases.id
        case .noSuchUnit: ProgrammeField.units.id
        case .noSuchPhase: "phase"
        case .noSuchPeriod, .monthNotOver, .alreadyDone, .notDone: ProgrammeField.period.id
        case .wrongRecurrence: "recurrence"
        case .timingBackwards, .runsTooLong: ProgrammeField.timing.id
        case .dayAhead: ProgrammeField.day.id
        case .aboveHundred: ProgrammeField.value.id
        case .noSuchProgramme, .noSuchTask, .noSuchEntry, .notAllowed, .notYours, .taskCancelled, .reportedAlready, .notForPublication,
            .needsEditor, .openDuties:
            ProgrammeField.text.id
        }
    }

    /// What is in the way, and how to put it right.
    package var sentence: String {
        switch self {
        case .noSuchProgramme: "没有这个工作方案。"
        case .noSuchTask: "没有这项任务。"
        case .noSuchUnit: "责任单位有误，请从列表中选择，不要重复。"
        case .noSuchDomain: "领域有误，请从列表中选择。"
        case .noSuchPhase: "没有这个阶段，请重新选择。"
        case .noSuchPeriod: "这项任务没有这一期，或者还没有轮到，请重新选择。"
        case .noSuchEntry: "没有这条办理记录。"
        case .notAllowed(let act, let state): "“\(state.name)”的方案您不能“\(act.name)”。"
        case .notYours: "这项任务由责任单位自己办理；信息推送由政务公开办办理，不分给单位。"
        case .taskCancelled: "这项任务已经取消。"
        case .missing(let field): "请填写“\(field.name)”。"
        case .tooLong(let field, let limit): "“\(field.name)”最多 \(limit) 字，请缩短。"
        case .tooMany(let field, let limit): "“\(field.name)”最多 \(limit) 个，请减少。"
        case .phaseBackwards(let name): "阶段“\(name)”的开始日期晚于结束日期，请改正。"
        case .phaseInUse(let name): "还有任务属于阶段“\(name)”，请先把这些任务移到别的阶段。"
        case .aboveHundred: "占比是百分数，不能超过 100。"
        case .wrongRecurrence(let kind):
            kind == .monthlyReport || kind == .push ? "“\(kind.name)”应当每月一次。" : "“\(kind.name)”应当每年一次。"
        case .timingBackwards: "起止日期之间没有一次到期，请检查日期。"
        case .runsTooLong(let years): "任务最长 \(years) 年，请分成几项。"
        case .dayAhead: "办理日期不能晚于今天。"
        case .reportedAlready: "已经有办理记录，类别不能改，也不能去掉已报送的单位和期次。请取消这项任务，另建一项。"
        case .alreadyDone: "这一期已经完成。"
        case .notDone: "这一期还没有完成，不用退回。"
        case .monthNotOver(let day): "推送的是上个月公开的信息，到 \(day) 这个月才结束，请之后再推送。"
        case .notForPublication: "只有已完成的月报可以转入公开审查。"
        case .needsEditor: "起草稿件要有编辑岗位，请由本单位编辑办理。"
        case .openDuties(let count): "还有 \(count) 件次逾期未完成。确实要办结的，请写明理由。"
        }
    }
}

extension ProgrammeRefusal {
    package var problems: [(field: String, message: String)] { reasons.map { ($0.field, $0.sentence) } }

    /// There is no such thing, or not for them.
    package var isUnknown: Bool {
        reasons.contains { $0 == .noSuchProgramme || $0 == .noSuchTask || $0 == .noSuchEntry }
    }
}
