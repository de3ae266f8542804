extension SiteInspection {
    /// Judges what was gathered, rule by rule; it can be asked again after more pages.
    package func report() -> InspectionReport {
        var judgement = Judgement(inspection: self, asOf: asOf)
        judgement.judgeHome()
        judgement.judgeColumns()
        judgement.judgeMessages()
        judgement.judgePages()
        judgement.judgeLinks()
        judgement.judgeFeatures()
        judgement.judgeHost()
        judgement.leave(.seriousErrors, "内容是否有严重表述错误、泄密等，要由人检查")
        judgement.leave(.siteUnavailable, "要连续一周、每天至少访问20次才能判断")
        judgement.leave(.serviceGuides, "办事指南的要素要由人核对")
        judgement.unchecked += remarks
        let excluded = Set(rules.excluded)
        let order = Dictionary(uniqueKeysWithValues: InspectionRule.allCases.enumerated().map { ($1, $0) })
        return InspectionReport(
            subject: subject, siteName: siteName, asOf: asOf, rules: rules, pageCount: pageCount, columnCount: columns.count,
            findings: judgement.findings.filter { !excluded.contains($0.rule) }.enumerated()
                .sorted { (order[$0.element.rule] ?? 0, $0.offset) < (order[$1.element.rule] ?? 0, $1.offset) }.map(\.element),
            unchecked: judgement.unchecked.filter { !excluded.contains($0.rule) }, unreadable: unreadable)
    }
}

/// The findings as they are made.
struct Judgement {
    typealias Evidence = InspectionFinding.Evidence
    typealias Column = SiteInspection.Column

    let inspection: SiteInspection
    var findings: [InspectionFinding] = []
    var unchecked: [InspectionReport.Unchecked] = []

    private let rules: InspectionRules
    /// The day for which is judged: the day of the inspection, or one to come.
    let asOf: Day
    /// By address, so that the same site gives the same report.
    private let columns: [Column]

    init(inspection: SiteInspection, asOf: Day) {
        self.inspection = inspection
        self.asOf = asOf
        rules = inspection.rules
        columns = inspection.columns.values.sorted { ($0.address, $0.name) < ($1.address, $1.name) }
    }

    mutating func leave(_ rule: InspectionRule, _ reason: String) { unchecked.append(InspectionReport.Unchecked(rule, reason)) }

    // MARK: Home page

    private var homeTargets: Set<String> { Set((inspection.home?.links ?? []).map { SiteInspection.canonical($0.target) }) }

    mutating func judgeHome() {
        guard let home = inspection.home else { return leave(.homeNotUpdated, "没有看到首页") }
        let since = asOf.adding(days: -rules.homeDays)
        if let latest = home.entries.filter({ $0.day.day <= inspection.asOf }).max(by: { $0.day < $1.day }) {
            guard latest.day.day < since else { return }
            let evidence = Evidence(page: home.address, place: latest.title, day: latest.day.day)
            findings.append(
                InspectionFinding(
                    .homeNotUpdated, "首页最近一条信息的日期是 \(latest.day.words)，\(rules.homeDays) 天内没有更新。", evidence: [evidence]))
            return
        }
        // Navigation only: the pages behind it count.
        let targets = homeTargets
        let second = columns.filter { !$0.addresses.isDisjoint(with: targets) }
        let latest = second.compactMap { column in column.latest.map { (column, $0) } }.max { $0.1 < $1.1 }
        if let latest, latest.1.day >= since { return }
        if home.hasScripts && home.undated == 0 && latest == nil { return leave(.homeNotUpdated, "首页内容由脚本载入，请用浏览器核对") }
        let sentence =
            latest.map { "首页没有带日期的信息，所链接的栏目最近一条是 \($0.1.words)，\(rules.homeDays) 天内没有更新。" }
            ?? "首页和所链接的栏目都没有带日期的信息，没有发布时间的视为不更新。"
        let evidence = latest.map { Evidence(page: $0.0.address, place: $0.0.latestTitle, day: $0.1.day) } ?? Evidence(page: home.address)
        findings.append(InspectionFinding(.homeNotUpdated, sentence, evidence: [evidence]))
    }

    // MARK: Columns

    mutating func judgeColumns() {
        let stale = columns.filter { isStale($0) }
        for column in stale {
            findings.append(
                InspectionFinding(rule(for: column.kind), sentence(column), evidence: [evidence(column)]))
        }
        judgeEmptyColumns()
        guard !columns.isEmpty else {
            for rule in [InspectionRule.columnsNotUpdated, .columnsLongNotUpdated, .emptyColumns, .emptyColumn] { leave(rule, "没有看到栏目页") }
            return leaveUnseenKinds()
        }
        leaveUnseenKinds()
        let targets = homeTargets
        let news = stale.filter { $0.kind == .news }
        let notices = stale.filter { $0.kind == .notices || $0.kind == .policy }
        let counted = news + notices.filter { inspection.home != nil && !$0.addresses.isDisjoint(with: targets) }
        if counted.count >= rules.staleColumns {
            let sentence = "动态、要闻类和一级的通知公告、政策文件类栏目共 \(counted.count) 个没有按期更新，达到 \(rules.staleColumns) 个。"
            findings.append(InspectionFinding(.columnsNotUpdated, sentence, evidence: counted.map(evidence)))
        } else if inspection.home == nil, news.count + notices.count >= rules.staleColumns {
            leave(.columnsNotUpdated, "没有看到首页，不能判断哪些是一级栏目")
        }
        let others = stale.filter { $0.kind == .other }
        if others.count >= rules.longStaleColumns {
            let sentence = "应更新而长期不更新的栏目有 \(others.count) 个，达到 \(rules.longStaleColumns) 个。"
            findings.append(InspectionFinding(.columnsLongNotUpdated, sentence, evidence: others.map(evidence)))
        }
    }

    private mutating func judgeEmptyColumns() {
        let empty = columns.filter { isEmpty($0) }
        let certain = empty.filter { $0.emptyWords != nil || !$0.hasScripts }
        for column in certain {
            let words = column.emptyWords.map { "页面写着“\($0)”" } ?? "页面没有任何条目"
            findings.append(InspectionFinding(.emptyColumn, "栏目“\(column.name)”是空白的：\(words)。", evidence: [evidence(column)]))
        }
        if certain.count >= rules.emptyColumns {
            let sentence = "空白栏目有 \(certain.count) 个，达到 \(rules.emptyColumns) 个。"
            findings.append(InspectionFinding(.emptyColumns, sentence, evidence: certain.map(evidence)))
        }
        let open = empty.count - certain.count
        if open > 0 {
            leave(.emptyColumn, "有 \(open) 个栏目的内容由脚本载入，请用浏览器核对：\(names(empty.filter { $0.emptyWords == nil && $0.hasScripts }))")
        }
    }

    private func names(_ columns: [Column]) -> String { columns.prefix(10).map(\.name).joined(separator: "、") }

    private func isEmpty(_ column: Column) -> Bool {
        guard column.dated == 0, column.undated == 0, column.messages == 0 else { return false }
        if column.emptyWords != nil, column.kind != .standing, column.textLength < 200 { return true }
        return column.textLength < 30
    }

    /// The day since which something must have come; `nil` for columns that change only when there is something to change.
    private func since(_ kind: ColumnKind) -> Day? {
        switch kind {
        case .news: asOf.adding(days: -rules.newsDays)
        case .notices, .policy: asOf.earlier(months: rules.noticeMonths)
        case .serviceFigures: asOf.earlier(months: rules.serviceFigureMonths)
        case .messages: asOf.earlier(months: rules.replyMonths)
        case .other: asOf.earlier(months: rules.otherMonths)
        case .standing: nil
        }
    }

    private func isStale(_ column: Column) -> Bool {
        guard let since = since(column.kind) else { return false }
        if let latest = column.latest { return latest.day < since }
        // Without any date a list of documents counts as not updated; of other columns nobody knows whether they are lists.
        return [.news, .notices, .policy].contains(column.kind) && column.dated == 0 && column.undated >= 3
    }

    private func rule(for kind: ColumnKind) -> InspectionRule {
        switch kind {
        case .news: .newsColumn
        case .notices: .noticeColumn
        case .policy: .policyColumn
        case .serviceFigures: .serviceFigures
        case .messages: .replies
        case .other, .standing: .otherColumn
        }
    }

    private func sentence(_ column: Column) -> String {
        let limit = since(column.kind).map { "\($0) 以来" } ?? ""
        guard let latest = column.latest else { return "栏目“\(column.name)”（\(column.kind.name)）的条目都没有发布时间，视为不更新。" }
        return "栏目“\(column.name)”（\(column.kind.name)）\(limit)没有更新，最近一条是 \(latest.words)。"
    }

    private func evidence(_ column: Column) -> Evidence {
        Evidence(page: column.address, place: column.latestTitle.isEmpty ? column.name : column.latestTitle, day: column.latest?.day)
    }

    private mutating func leaveUnseenKinds() {
        let kinds = Set(columns.map(\.kind))
        for kind in [ColumnKind.news, .notices, .policy, .serviceFigures, .messages, .other] where !kinds.contains(kind) {
            leave(rule(for: kind), "没有看到\(kind.name)栏目")
        }
    }

    mutating func judgeMessages() {
        guard inspection.messageCount > 0 || inspection.knowsAllMessages else {
            return leave(.messagesUnanswered, "没有看到写明办理状态的留言列表")
        }
        let overdue = overdueMessages
        guard !overdue.isEmpty else { return }
        let sentence = "有 \(overdue.count) 条留言超过 \(rules.messageMonths) 个月没有答复。"
        findings.append(InspectionFinding(.messagesUnanswered, sentence, count: overdue.count, evidence: overdue))
    }

    /// Messages that have waited too long; those older than the rules look back do not count.
    var overdueMessages: [Evidence] {
        let (oldest, due) = (asOf.earlier(months: rules.messageWithinMonths), asOf.earlier(months: rules.messageMonths))
        return inspection.waiting.filter { $0.day.map { $0 < due && $0 >= oldest } ?? false }
    }
}
