import Domain
import Operations
import Persistence
import Registers

/// What the commands say about obligations.
enum ObligationWords {
    static func words(_ outcome: RaiseObligations.Outcome) -> String {
        "公开任务：新增 \(outcome.raised) 项，已有信息而完成 \(outcome.fulfilled) 项，因目录调整而终止 \(outcome.lapsed) 项，到期日改变 \(outcome.recounted) 项。"
    }

    static func occasion(_ line: ObligationQueries.Line) -> String? {
        switch line.obligation.occasion {
        case .period(let period): period.words
        case .event: line.what
        case .standing: "长期公开"
        case .unclear: nil
        }
    }

    /// For other programs: the period's key, or the kind.
    static func key(_ occasion: Obligation.Occasion) -> String {
        switch occasion {
        case .period(let period): period.key
        case .event: "event"
        case .standing: "standing"
        case .unclear: "unclear"
        }
    }

    static func sentence(_ refusal: RecordTriggerEvent.Refusal) -> String {
        switch refusal {
        case .noCatalogue: "还没有公布县级目录，不能登记；请先用 mingtang catalogue adopt 公布。"
        case .unknownItem: "这个编号的事项不在现行目录中，请核对编号。"
        case .unitNotResponsible: "目录没有把这个事项列为该单位的公开责任，请核对单位和事项。"
        case .raisedByItself: "这个事项定期或者长期公开，任务自动生成，不用登记。"
        case .mustBePlanned: "这个事项在活动举行之前公开，请用 --happening planned 登记将要举行的活动。"
        case .mayNotBePlanned: "这个事项在信息形成之后公开，不能用 planned。"
        case .inTheFuture: "日期不能晚于今天；将要举行的活动最多提前两年登记。"
        case .tooLongAgo: "日期早于十年前，请核对。"
        case .emptyWhat: "请用 --what 写明是哪一件。"
        case .longWhat(let limit): "--what 最多 \(limit) 个字。"
        case .recordedBefore: "同一天的这一件已经登记过。"
        }
    }

    static func sentence(_ refusal: WaiveObligation.Refusal) -> String {
        switch refusal {
        case .unknown: "没有这个任务号，请用 mingtang obligations list 查对。"
        case .notOpen: "这项任务已经办结。"
        case .emptyReason: "请用 --reason 写明理由。"
        case .longReason(let limit): "理由最多 \(limit) 个字。"
        }
    }

    static func sentences(_ refusal: SetStatutoryLimits.Refusal) -> [String] {
        switch refusal {
        case .empty: ["文件中没有任何法定时限。"]
        case .tooMany(let limit): ["法定时限最多 \(limit) 条。"]
        case .faults(let faults): faults.map(sentence)
        }
    }

    private static func sentence(_ fault: StatutoryLimit.Fault) -> String {
        switch fault {
        case .badCode(let code): "代码“\(code)”不能用：只能用小写字母、数字和连字符，最多 40 个字符。"
        case .noName(let code): "“\(code)”没有名称（name），或者超过 100 个字。"
        case .noArticle(let code): "“\(code)”没有写明依据（article），或者超过 200 个字。"
        case .noWords(let code): "“\(code)”没有匹配用的词（words），或者词太长、太多。"
        case .badAmount(let code): "“\(code)”的期限长度不对。"
        case .badDay(let code): "“\(code)”的日子不对，应是每年都有的月、日。"
        case .endsBeforeItBegins(let code): "“\(code)”的停止日期不晚于施行日期。"
        case .twice(let code): "代码“\(code)”出现两次。"
        }
    }
}

extension Workplace {
    /// The unit with that code, name, short name or alias.
    func unit(named name: String) async throws -> OrganisationUnit {
        let county = county.id
        let found = try await installation.store.read { transaction -> OrganisationUnit? in
            let register = UnitRegister(transaction, site: county)
            if let unit = try register.find(code: name) { return unit }
            if let id = try register.find(named: name) { return try register.find(id) }
            return try register.all().first { $0.shortName == name }
        }
        guard let found else { throw Failure(.content, "没有登记名为“\(name)”的单位。") }
        return found
    }

    /// Which rule counts for an obligation and how its due day was found.
    func explanation(of id: Obligation.ID) async throws -> [String] {
        let county = county.id
        return try await installation.store.read { transaction in
            let register = ObligationRegister(transaction, site: county)
            guard let obligation = try register.find(id),
                let item = try CatalogueRegister(transaction, site: county).appearances(of: obligation.item)
                    .first(where: { $0.version == obligation.catalogue })
            else { return [] }
            var happening: TriggerEvent.Happening?
            if case .event(let event) = obligation.occasion { happening = try register.event(event)?.happening }
            let rule = PublicationRule(
                item.entry, domain: item.domain, unit: try UnitRegister(transaction, site: county).find(obligation.unit)?.kind ?? .other,
                statutes: try StatutoryLimitRegister(transaction, site: county).all())
            let due = rule.due(
                obligation.occasion, start: obligation.start, happening: happening, calendar: try HolidayRegister(transaction).calendar())
            return due?.explanation(limit: rule.limit) ?? []
        }
    }
}
