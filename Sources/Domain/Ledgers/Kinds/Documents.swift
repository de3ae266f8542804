extension LedgerKind {
    /// 行政规范性文件 (RULES §8.2)
    package static let normativeDocuments = LedgerKind(
        code: "normative-documents", name: "行政规范性文件", purpose: "县政府和各部门、各乡镇制发的行政规范性文件及其效力。",
        basis: "《全面推进基层政务公开标准化规范化工作实施方案》（陕政办发〔2020〕20号）、《政府网站发展指引》（国办发〔2017〕47号）",
        fields: [
            LedgerField("number", "发文字号", isRequired: true),
            LedgerField("title", "名称", isRequired: true),
            LedgerField("registration", "登记号", hint: "统一登记、统一编号、统一印发的登记号。"),
            LedgerField("made", "成文日期", .day, isRequired: true),
            LedgerField("effective", "施行日期", .day),
            LedgerField("until", "有效期至", .day),
            LedgerField("validity", "效力", .choice(["有效", "已修改", "废止", "失效"]), isRequired: true),
            LedgerField("change", "立改废依据", hint: "修改、废止它的文件的文号。"),
            LedgerField("changed", "立改废日期", .day),
            LedgerField("reviewed", "最近清理（评估）日期", .day),
            LedgerField("document", "文件", .document),
            LedgerField("interpretation", "解读", .document),
            LedgerField("note", "说明", .longText, isPublic: false),
        ],
        key: ["number"], title: "title", listed: ["number", "made", "until", "validity", "document"],
        keepers: [.government, .department, .township, .institution], rhythm: .atOnce,
        course: Course(
            "validity", from: ["有效", "已修改", "废止", "失效"],
            ["有效": ["已修改", "废止", "失效"], "已修改": ["有效", "废止", "失效"], "废止": [], "失效": []]),
        faults: { cells in
            var faults: [LedgerFault] = []
            if ["已修改", "废止"].contains(cells["validity"]), cells["change"].isEmpty { faults.append(LedgerFault("change", .missing)) }
            if cells["validity"] != "有效", cells["changed"].isEmpty { faults.append(LedgerFault("changed", .missing)) }
            if let made = cells.day("made"), let until = cells.day("until"), until < made {
                faults.append(LedgerFault("until", .rule("“有效期至”早于成文日期，请核对。")))
            }
            return faults
        }, warnings: normativeWarnings)

    /// Whether a document with that state may be used as a basis.
    package static func isInForce(_ cells: LedgerCells) -> Bool { cells["validity"] == "有效" || cells["validity"] == "已修改" }

    private static let normativeWarnings: @Sendable (LedgerFacts) -> [LedgerWarning] = { facts in
        let (years, months) = (facts.value(.ruleReview), facts.value(.ruleEvaluation))
        return facts.each { line in
            var found: [LedgerWarning] = []
            let cells = line.cells
            guard let document = cells.document("document").flatMap({ facts.documents[$0] }) else {
                return [facts.warning(line, "文件没有在网站公开，或者没有写明网址", "公开文件，再把网址填进来。")]
            }
            if document.validity.rawValue != cells["validity"] {
                found.append(
                    facts.warning(
                        line, "文件页面上的有效性是“\(document.validity.rawValue)”，登记的是“\(cells["validity"])”", "核对后在登记簿或者文件页面上改正，使两处一致。"))
            }
            guard isInForce(cells) else { return found }
            if let until = cells.day("until") {
                let evaluation = until.addingMonths(-months)
                if until < facts.today {
                    found.append(facts.warning(line, "有效期已于\(until.chineseDate)届满", "把效力改为“失效”，或者按规定重新登记、编号。", due: until))
                } else if evaluation <= facts.today, (cells.day("reviewed") ?? evaluation.adding(days: -1)) < evaluation {
                    found.append(
                        facts.warning(line, "有效期至\(until.chineseDate)，届满前 \(months) 个月应当评估", "评估后填写评估日期，决定延续、修改或者废止。", due: until))
                }
            } else if let last = cells.day("reviewed") ?? cells.day("made") {
                let next = last.addingMonths(years * 12)
                if next < facts.today {
                    found.append(facts.warning(line, "没有写明有效期，\(last.chineseDate)以后没有清理", "按每 \(years) 年清理一次的要求清理，填写清理日期。", due: next))
                }
            }
            return found
        }
    }

    /// 政府公报 (RULES §16; [S 003] 五（十一）): an entry is a document in an issue.
    package static let gazette = LedgerKind(
        code: "gazette", name: "政府公报", purpose: "县人民政府公报各期刊登的文件。公报刊登的规章和规范性文件文本为标准文本。",
        basis: "《国务院办公厅关于做好政府公报工作的通知》",
        fields: [
            LedgerField("year", "年份", .year, isRequired: true),
            LedgerField("issue", "期号", .number, isRequired: true, hint: "当年第几期，例如 3。"),
            LedgerField("total", "总期号", .number),
            LedgerField("date", "出版日期", .day, isRequired: true),
            LedgerField("column", "栏目", isRequired: true, hint: "例如县政府文件、部门文件、人事任免。"),
            LedgerField("title", "文件名称", isRequired: true),
            LedgerField("order", "在本期的次序", .number, isRequired: true),
            LedgerField("document", "文件", .document, isRequired: true, hint: "只能刊登已经在网站公开的文件。"),
        ],
        key: ["year", "issue", "document"], title: "title", listed: ["year", "issue", "date", "column"], keepers: [.government],
        rhythm: .atOnce,
        faults: { cells in
            let issue = ExactNumber(text: cells["issue"])?.whole ?? 0
            return (1...366).contains(issue) ? [] : [LedgerFault("issue", .rule("“期号”应当是 1 到 366 的整数。"))]
        },
        warnings: { facts in
            let issues = Dictionary(grouping: facts.lines) { "\($0.cells["year"])年第\($0.cells["issue"])期" }
            let days = issues.flatMap { name, lines -> [LedgerWarning] in
                guard Set(lines.map { $0.cells["date"] }).count > 1, let first = lines.min(by: { $0.id < $1.id }) else { return [] }
                return [facts.warning(first, "\(name)写了几个不同的出版日期", "同一期的出版日期应当相同，请改正。")]
            }
            let gone = facts.each { line in
                guard let id = line.cells.document("document"), facts.documents[id] == nil else { return [] }
                return [facts.warning(line, "刊登的文件已经不在网站公开", "核对文件；撤下的，关闭这一条。")]
            }
            return days.sorted { $0.title < $1.title } + gone
        })

    /// 预决算公开 (预算法 Art. 14; [S 003] 二（四）3)
    package static let budgets = LedgerKind(
        code: "budgets", name: "预决算公开", purpose: "政府和部门预算、决算的批准日期、公开日期和公开文件。", basis: "《中华人民共和国预算法》第十四条",
        fields: [
            LedgerField("year", "年度", .year, isRequired: true),
            LedgerField("scope", "范围", .choice(["政府", "部门"]), isRequired: true),
            LedgerField("report", "种类", .choice(["预算", "预算调整", "预算执行情况", "决算"]), isRequired: true),
            LedgerField("approved", "批准（批复）日期", .day, isRequired: true),
            LedgerField("document", "公开文件", .document),
            LedgerField("note", "说明"),
        ],
        key: ["unit", "year", "scope", "report"], title: "report", keepers: [.government, .department, .township, .institution],
        rhythm: .atOnce,
        warnings: { facts in
            let days = facts.value(.budgetPublication)
            return facts.each { line in
                guard let approved = line.cells.day("approved") else { return [] }
                let due = BudgetStanding.due(approved: approved, within: days, facts.calendar)
                let name = "\(line.cells["year"])年\(line.cells["scope"])\(line.cells["report"])"
                guard let document = line.cells.document("document").flatMap({ facts.documents[$0] }) else {
                    let what = due < facts.today ? "\(name)应当在\(due.chineseDate)前公开，还没有公开" : "\(name)要在\(due.chineseDate)前公开"
                    return [facts.warning(line, what, "公开后把文件的网址填进来。", due: due)]
                }
                guard let published = document.published, published > due else { return [] }
                return [
                    facts.warning(
                        line, "\(name)\(published.chineseDate)公开，超过批准后 \(days) 日", "已经逾期，在说明里写明原因；今后按时公开。", due: due)
                ]
            }
        })
}

/// Whether a budget or final account was published in time (批准后二十日内).
package enum BudgetStanding: Sendable, Hashable {
    case onTime(Day)
    case late(Day, due: Day)
    /// Not published, and still in time.
    case open(due: Day)
    case missing(due: Day)
    /// The day of publication is not recorded.
    case unknown

    /// Calendar days; a last day off moves to the next working day (民法典 Art. 203).
    package static func due(approved: Day, within days: Int, _ calendar: WorkingCalendar) -> Day {
        calendar.due(from: approved, calendarDays: days).due
    }

    package init(approved: Day, published: LedgerFacts.Document?, within days: Int, calendar: WorkingCalendar, on today: Day) {
        let due = Self.due(approved: approved, within: days, calendar)
        guard let published else {
            self = due < today ? .missing(due: due) : .open(due: due)
            return
        }
        guard let day = published.published else {
            self = .unknown
            return
        }
        self = day <= due ? .onTime(day) : .late(day, due: due)
    }
}
