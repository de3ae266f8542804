import Testing

@testable import Domain

@Suite("公开时限的文字读成规则")
struct TimeLimitReaderTests {
    @Test(
        "某事之后若干日内",
        arguments: [
            ("信息形成或者变更之日起20个工作日内", 20, TimeLimit.Unit.workingDay, TimeLimit.Trigger.formedOrChanged),
            ("自信息形成或变更之日起二十个工作日内公开", 20, .workingDay, .formedOrChanged),
            ("制 定 或 获 取 信 息 之 日 起 10 个 工 作 日 内", 10, .workingDay, .formedOrChanged),
            ("制定或获取信息之日起10个工作日内", 10, .workingDay, .formedOrChanged),
            ("自行政许可决定作出之日起7个工作日内", 7, .workingDay, .decided),
            ("执法决定作出之日起七个工作日内", 7, .workingDay, .decided),
            ("处罚决定作出之日起 7 个 工作日内", 7, .workingDay, .decided),
            ("批准后20日内", 20, .calendarDay, .approved),
            ("本级人民代表大会或其常务委员会批准后20日内", 20, .calendarDay, .approved),
            ("本级政府财政部门批复后二十日内", 20, .calendarDay, .approved),
            ("收到申请之日起3日内", 3, .calendarDay, .received),
            ("受理之日起１５个工作日内", 15, .workingDay, .received),
            ("相关文件公布之日起3个工作日内", 3, .workingDay, .relatedItem),
            ("公示结束后5个工作日内", 5, .workingDay, .relatedItem),
            ("事故发生后24小时内", 24, .hour, .other),
            ("5个工作日", 5, .workingDay, .other),
            ("项目竣工后3个月内", 3, .month, .other),
            ("信息形成之日起一周内", 7, .calendarDay, .formedOrChanged),
            ("信息形成后30天内", 30, .calendarDay, .formedOrChanged),
            ("信息形成后半年内", 6, .month, .formedOrChanged),
            ("信息形成之日起20个工作日内；法律、法规另有规定的，从其规定", 20, .workingDay, .formedOrChanged),
            ("及时公开，最迟不超过信息形成之日起20个工作日", 20, .workingDay, .formedOrChanged),
        ])
    func within(text: String, amount: Int, unit: TimeLimit.Unit, trigger: TimeLimit.Trigger) {
        #expect(TimeLimitReader.read(text).limit == TimeLimit(text: text, rule: .within(amount: amount, unit: unit, trigger: trigger)))
    }

    @Test(
        "某事之前若干日",
        arguments: [
            ("会议召开前7日", 7, TimeLimit.Unit.calendarDay), ("听证会召开7日前", 7, .calendarDay), ("提前一周发通知邀请", 7, .calendarDay),
            ("听证会举行的7个工作日前", 7, .workingDay), ("提前3个工作日公布", 3, .workingDay), ("开标前五日", 5, .calendarDay),
        ])
    func before(text: String, amount: Int, unit: TimeLimit.Unit) {
        #expect(TimeLimitReader.read(text).limit.rule == .before(amount: amount, unit: unit))
    }

    @Test(
        "按期公开",
        arguments: [
            ("每季度公开一次", TimeLimit.Period.quarter), ("每季度的首个月20日", .quarter), ("季度首月20日前", .quarter), ("半年至少更新1次", .halfYear),
            ("每半年公开一次", .halfYear), ("每月公开一次", .month), ("每月20日前", .month), ("次月10日前公布", .month), ("每年1月31日前", .year),
            ("按年度公开", .year), ("每年公开一次", .year), ("每季度结束后15日内", .quarter),
        ])
    func periodic(text: String, every: TimeLimit.Period) {
        #expect(TimeLimitReader.read(text).limit.rule == .periodic(every: every))
    }

    @Test(
        "公示期",
        arguments: [
            ("公示期不少于7个工作日", 7, TimeLimit.Unit.workingDay), ("公示7个工作日", 7, .workingDay), ("公告期限5个工作日", 5, .workingDay),
            ("公开征求意见期限不少于30日", 30, .calendarDay), ("征求意见期限不得少于三十日", 30, .calendarDay), ("公示时间不少于5天", 5, .calendarDay),
        ])
    func publicity(text: String, amount: Int, unit: TimeLimit.Unit) {
        #expect(TimeLimitReader.read(text).limit.rule == .publicity(amount: amount, unit: unit))
    }

    @Test(
        "没有长短的时限",
        arguments: [
            ("及时公开", TimeLimit.Rule.immediate), ("实时公开", .immediate), ("按进展情况及时公开", .immediate), ("随时公布", .immediate), ("长期公开", .longTerm),
            ("永久公开", .longTerm), ("公示期内", .publicity(amount: nil, unit: nil)), ("视情况", .unparsed), ("按规定时限", .unparsed),
            ("2020年底前", .unparsed),
            ("依据《条例》第二十六条", .unparsed), ("", .unparsed),
        ])
    func loose(text: String, rule: TimeLimit.Rule) {
        #expect(TimeLimitReader.read(text).limit.rule == rule)
    }

    @Test("几个时限写在一处：取第一个有约束力的，并说明")
    func several() {
        let (limit, isOneOfSeveral) = TimeLimitReader.read("许可决定作出之日起7个工作日内，其他信息20个工作日内")
        #expect(limit.rule == .within(amount: 7, unit: .workingDay, trigger: .decided))
        #expect(isOneOfSeveral)
    }
}
