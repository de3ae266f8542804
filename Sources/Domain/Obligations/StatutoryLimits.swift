extension StatutoryLimit {
    /// 自信息形成或者变更之日起20个工作日内: what counts when nothing else is set (条例 Art. 26).
    package static let regulation = StatutoryLimit(
        code: "art-26", name: "主动公开的政府信息", article: "《政府信息公开条例》第二十六条", words: [], rule: .within(amount: 20, unit: .workingDay),
        effective: day(2019, 5, 15))

    /// The limits known when this program was released. The office corrects them and adds its own.
    package static let released: [StatutoryLimit] = [
        StatutoryLimit(
            code: "permit-penalty", name: "行政许可、行政处罚的执法决定", article: "国办发〔2018〕118号第二部分（六）",
            words: ["行政处罚决定", "行政许可决定", "行政许可结果", "行政处罚结果", "行政处罚信息", "许可结果"], excluded: procedureWords,
            rule: .within(amount: 7, unit: .workingDay), effective: day(2018, 12, 5)),
        StatutoryLimit(
            code: "enforcement", name: "行政许可、行政处罚以外的执法决定", article: "国办发〔2018〕118号第二部分（六）",
            words: ["行政强制决定", "行政强制结果", "执法决定", "行政检查结果", "行政征收决定", "责令改正"], excluded: procedureWords,
            rule: .within(amount: 20, unit: .workingDay), effective: day(2018, 12, 5)),
        StatutoryLimit(
            code: "enforcement-year", name: "上年度行政执法总体情况", article: "国办发〔2018〕118号第二部分（六）",
            words: ["执法年报", "执法统计年报", "行政执法年度报告", "执法总体情况"], rule: .yearly(month: 1, day: 31), effective: day(2018, 12, 5)),
        StatutoryLimit(
            code: "penalty-reversed", name: "被变更、撤销、确认违法或者无效的行政处罚决定（撤回并公开说明理由）", article: "《行政处罚法》第四十八条、第八十五条",
            words: ["处罚决定撤回", "撤回行政处罚", "行政处罚撤销", "处罚决定撤销", "处罚决定变更"], rule: .within(amount: 3, unit: .workingDay),
            effective: day(2021, 7, 15)),
        StatutoryLimit(
            code: "budget", name: "经批准的预算、决算、预算调整和执行情况", article: "《预算法》第十四条",
            words: ["政府预算", "政府决算", "部门预算", "部门决算", "预算调整", "预算执行", "乡镇预算", "乡镇决算"], excluded: ["绩效", "竣工"], domains: ["04"],
            rule: .within(amount: 20, unit: .calendarDay), effective: day(2015, 1, 1)),
        StatutoryLimit(
            code: "report-department", name: "部门政府信息公开工作年度报告", article: "《政府信息公开条例》第四十九条",
            words: reportWords, unitKinds: [.department], rule: .yearly(month: 1, day: 31),
            effective: day(2019, 5, 15)),
        StatutoryLimit(
            code: "report-government", name: "县级人民政府政府信息公开工作年度报告", article: "《政府信息公开条例》第四十九条",
            words: reportWords, unitKinds: [.government], rule: .yearly(month: 3, day: 31),
            effective: day(2019, 5, 15)),
        StatutoryLimit(
            code: "village", name: "村务公开一般事项", article: "《村民委员会组织法》第三十条", words: ["村务公开", "村级财务", "村集体财务", "村务"], unitKinds: [.village],
            rule: .periodic(every: .quarter), effective: day(2010, 10, 28)),
    ]

    /// How catalogues call the annual report on disclosure.
    package static let reportWords = ["政府信息公开年度报告", "政府信息公开工作年度报告", "信息公开年报"]

    /// Items about how something is done are not its outcome.
    private static let procedureWords = ["依据", "流程", "程序", "指南", "清单", "裁量", "基准", "公示", "目录", "撤回", "撤销"]

    /// - Precondition: there is such a day.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        guard let day = Day(year: year, month: month, day: day) else { preconditionFailure("no such day") }
        return day
    }
}
