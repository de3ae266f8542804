import Testing

@testable import Domain

@Suite("责任分工表、事项清单和单位表")
struct DutyAndListTests {
    private func lines(_ rows: [[String]]) -> [SourceSheet] {
        [SourceSheet(name: nil, lines: rows.enumerated().map { SourceSheet.Line(number: $0 + 1, cells: $1.map { SourceSheet.Cell($0) }) })]
    }

    @Test("带破折号的编号行：一行几个领域、合写的名称、书签残留")
    func dashedLines() {
        let table = DutyTableReader.read(
            lines([
                ["附：责任单位"], ["[bookmark: _Hlk1]1、公共资源交易： ---发改局"], ["2、安全生产领域、救灾领域： ---应急管理局 "], ["3、就业和社会保险领域：—— 人社局、医保局"], ["（一）---不是分工"],
            ]))
        #expect(table.rows.map(\.domainCodes) == [["03"], ["05", "15"], ["18", "19"]])
        #expect(table.rows.map(\.units) == [["发改局"], ["应急管理局"], ["人社局", "医保局"]])
        #expect(table.rows.map(\.line) == [2, 3, 4])
        #expect(table.diagnostics.contains { $0.code == "domain-without-unit" })
    }

    @Test("领域和责任部门两列的表，不认识的领域要提醒")
    func tableRows() {
        let table = DutyTableReader.read(lines([["序号", "业务领域", "责任部门"], ["1", "城乡规划领域、征地补偿领域", "省自然资源厅"], ["2", "气象领域", "气象局"]]))
        #expect(table.rows.first?.domainCodes == ["01", "07"])
        #expect(table.rows.last?.domainNames == ["气象"])
        #expect(table.diagnostics.contains { $0.code == "unknown-domain" && $0.row == 3 })
    }

    @Test("事项清单：来源、去向、不予公开的理由和再评估日期")
    func checklist() {
        let list = ChecklistReader.read(
            lines([
                ["来源", "事项名称", "依据", "责任单位", "去向", "对应目录事项", "不予公开理由", "再评估日期"],
                ["权责清单", "规划许可", "《城乡规划法》", "自然资源局", "列入目录", "建设工程规划许可证", "", ""],
                ["", "执法方案", "", "公安局", "不予公开", "", "条例第十六条", "2027-01-31"],
                ["群众关切", "公交线路", "", "", "不予公开", "", "", ""],
            ]))
        #expect(list.entries.map(\.source) == [.powers, .powers, .concerns])
        #expect(list.entries[0].outcome == .catalogued(levels: ["建设工程规划许可证"]))
        #expect(list.entries[1].outcome == .withheld(reason: "条例第十六条", ground: "条例第十六条", reassessment: Day(year: 2027, month: 1, day: 31)))
        #expect(list.diagnostics.map(\.code) == ["missing-unit", "missing-ground", "missing-reassessment"])
    }

    @Test("单位表：类型、上级、联系方式；重复代码是错误")
    func units() {
        let table = UnitTableReader.read(
            lines([
                ["单位代码", "单位名称", "简称", "类型", "上级", "地址", "联系电话", "负责人"], ["xzf", "明川县人民政府", "县政府", "政府", "", "人民路1号", "0571-1", "周某"],
                ["fgj", "明川县发展和改革局", "发改局", "部门", "xzf", "人民路2号", "", ""], ["fgj", "明川县教育局", "", "医馆", "zzz", "", "", ""],
            ]))
        #expect(table.rows.map(\.kind) == [.government, .department, nil])
        #expect(table.rows.first?.contact.head == "周某")
        #expect(Set(table.diagnostics.map(\.code)) == ["unknown-kind", "duplicate-code", "unknown-parent"])
        #expect(table.hasErrors)
    }

    @Test("没有相应表格时报错", arguments: [0, 1, 2])
    func noTable(kind: Int) {
        let sheets = lines([["一段说明文字"]])
        let codes = [
            DutyTableReader.read(sheets).diagnostics, ChecklistReader.read(sheets).diagnostics, UnitTableReader.read(sheets).diagnostics,
        ][kind]
        #expect(codes.map(\.code) == ["no-table"])
        #expect(codes.first?.severity == .error)
    }

    @Test(
        "要素分条",
        arguments: [
            ("甲；乙;丙", ["甲", "乙", "丙"]), ("1.甲\n2.乙\n续乙\n3.丙", ["甲", "乙续乙", "丙"]), ("甲、乙、丙", ["甲", "乙", "丙"]), ("●甲\n●乙", ["甲", "乙"]),
            ("1.甲 2.乙", ["甲", "乙"]),
            ("标准：甲、乙", ["标准：甲、乙"]), ("甲（一、二）；乙", ["甲（一、二）", "乙"]), ("甲、乙；", ["甲、乙"]), ("①甲②乙", ["甲", "乙"]),
        ])
    func elements(text: String, parts: [String]) {
        #expect(ListSplitting.elements(text) == parts)
    }

    @Test(
        "依据分条",
        arguments: [
            ("《甲》（国令第1号）《乙》", ["《甲》（国令第1号）", "《乙》"]), ("《甲》\n（国令第1号）\n《乙》", ["《甲》（国令第1号）", "《乙》"]), ("1.《甲》；2.《乙》。", ["《甲》", "《乙》"]),
            ("《甲》第十条、第十一条、《乙》", ["《甲》第十条、第十一条", "《乙》"]), ("《关于\n甲的通知》", ["《关于甲的通知》"]), ("国务院《甲》、国办《乙》", ["国务院《甲》", "国办《乙》"]),
        ])
    func bases(text: String, parts: [String]) {
        #expect(ListSplitting.bases(text) == parts)
    }
}
