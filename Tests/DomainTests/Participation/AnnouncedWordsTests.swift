import Domain
import Testing

@Suite("What the public reads of a plan beside its announcement") struct AnnouncedWordsTests {
    private static let plan = Consultation.Plan(
        title: "供水管理办法", proposal: "第一条　为了供水。", explanation: "有必要。", ways: "寄到县水利局，手机13800138000。", days: 20,
        shortReason: "汛期将至")

    @Test("A plan that went through the gate unchanged is shown as it is, whatever the spacing")
    func unchanged() {
        let words = AnnouncedWords(Self.plan.announcement(unit: "县水利局", least: 30))
        #expect(words.lines(of: Self.plan.ways) == Self.plan.ways)
        #expect(words.lines(of: "汛期 将至") == "汛期 将至" && words.hold("第一条 为了供水。"))
    }

    @Test("A line that was taken out at the gate is shown nowhere else")
    func takenOut() {
        var plan = Self.plan
        plan.ways = "寄到县水利局。"
        let words = AnnouncedWords(plan.announcement(unit: "县水利局", least: 30))
        #expect(words.lines(of: Self.plan.ways) == "" && !words.hold("手机13800138000"))
        #expect(words.lines(of: "第一条　为了供水。\n第二条　不在公告里。") == "第一条　为了供水。")
    }
}
