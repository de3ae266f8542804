import Testing

@testable import Domain

@Suite("A register") struct LedgerTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    private static func line(_ id: Int64, unit: Int64 = 1, _ values: [String: String]) -> LedgerLine {
        LedgerLine(id: LedgerLine.ID(id), unit: OrganisationUnit.ID(unit), cells: LedgerCells(values))
    }

    private static let account = [
        "name": "明川发布", "platform": "微信公众号", "state": "运行", "opened": "2025-01-01", "filing": "备2025001", "filed": "2025-01-10",
        "supervisor": "县政府办公室", "certified": "明川县人民政府办公室", "updated": "2026-03-18",
    ]

    private static func warnings(_ kind: LedgerKind, _ lines: [LedgerLine], on day: String) throws -> [String] {
        kind.warnings(LedgerFacts(kind: kind, today: try self.day(day), lines: lines)).map(\.what)
    }

    @Test("Every kind has its own code, keys and titles among its columns, and no column twice")
    func kinds() {
        #expect(Set(LedgerKind.all.map(\.code)).count == LedgerKind.all.count)
        for kind in LedgerKind.all {
            #expect(Set(kind.fields.map(\.code)).count == kind.fields.count, "\(kind.code)")
            #expect(
                !kind.fields.contains { ["q", "unit", "sort", "after", "reason", "version", "csrf", "id"].contains($0.code) },
                "\(kind.code)")
            #expect(kind.field(kind.title)?.isPublic == true, "\(kind.code)")
            #expect(kind.field(kind.title)?.isRequired == true, "\(kind.code)")
        }
    }

    @Test("Columns take what they hold, in its standard form")
    func reading() throws {
        #expect(try LedgerField("d", "日期", .day).read("2026年3月5日") == "2026-03-05")
        #expect(try LedgerField("m", "金额", .money).read("12,500.50") == "12500.5")
        #expect(try LedgerField("y", "年份", .year).read("2026年") == "2026")
        #expect(try LedgerField("x", "文件", .document).read("https://www.example.gov.cn/disclosures/123") == "123")
        #expect(try LedgerField("c", "代码", .creditCode).read("11370322004222241N") == "11370322004222241N")
    }

    @Test(
        "Columns refuse what they do not hold",
        arguments: [
            (LedgerField.Form.day, "三月", LedgerFault.Reason.noDay), (.money, "1.234", .noMoney), (.money, "-1", .noMoney),
            (.year, "26", .noYear), (.address, "javascript:alert(1)", .noAddress), (.address, "https:///x", .noAddress),
            (.creditCode, "11370322004222241A", .noCreditCode), (.choice(["是"]), "否", .noChoice(["是"])),
            (.document, "/units/a", .noDocument),
            (.phone, "请致电", .noPhone),
        ])
    func refusing(form: LedgerField.Form, text: String, reason: LedgerFault.Reason) {
        #expect(throws: LedgerFault("f", reason)) { try LedgerField("f", "栏", form).read(text) }
    }

    @Test("An account that has not been updated for two weeks is flagged on the fifteenth day")
    func silence() throws {
        let lines = [Self.line(1, Self.account)]
        #expect(try Self.warnings(.newMedia, lines, on: "2026-04-01").isEmpty)
        #expect(try Self.warnings(.newMedia, lines, on: "2026-04-02") == ["2026年3月18日以后没有更新，超过 14 日"])
    }

    @Test("One account per platform and unit, and one name across platforms")
    func oneAccount() throws {
        var second = Self.account
        second["name"] = "明川服务"
        let found = try Self.warnings(.newMedia, [Self.line(1, Self.account), Self.line(2, second)], on: "2026-03-20")
        #expect(found.count == 2)
        #expect(found.contains("同一单位在微信公众号开设了 2 个账号"))
        #expect(try Self.warnings(.newMedia, [Self.line(1, Self.account), Self.line(2, unit: 2, second)], on: "2026-03-20").isEmpty)
    }

    @Test("A cancelled account stays cancelled, and one in use is not planned again")
    func course() throws {
        let course = try #require(LedgerKind.newMedia.course)
        #expect(course.fault(from: "运行", to: "注销") == nil)
        #expect(course.fault(from: "注销", to: "运行") == LedgerFault("state", .noWay(from: "注销", to: [])))
        #expect(course.fault(from: "运行", to: "拟开设") != nil)
        #expect(course.fault(from: nil, to: "注销") != nil)
    }

    @Test("An import tells new, changed, same and refused rows apart, and never two of the same")
    func importing() {
        let kind = LedgerKind.newMedia
        var (changed, other, bad) = (Self.account, Self.account, Self.account)
        changed["platform"] = "新浪微博"
        other["platform"] = "抖音"
        bad["platform"] = "快手"
        bad["opened"] = "去年"
        var renewed = changed
        renewed["updated"] = "2026-03-19"
        let lines = [Self.line(1, Self.account), Self.line(2, changed)]
        let rows = [Self.account, renewed, other, bad, other].enumerated().map { LedgerImport.Row(line: $0 + 2, texts: $1) }
        let found = LedgerImport(
            rows, into: kind, lines: lines, own: Self.unit, unit: { _ in nil }, mayKeep: { _ in true }, isPublic: { _ in true })
        #expect(found.sameCount == 1)
        #expect(found.changed.map(\.outcome) == [.changed(lines[1], fields: ["最近更新日期"])])
        #expect(found.new.map(\.row.line) == [4])
        #expect(found.refused.map(\.row.line) == [5, 6])
        #expect(found.refused.first?.outcome == .refused([LedgerFault("opened", .noDay)]))
    }

    private static let unit = OrganisationUnit(id: OrganisationUnit.ID(1), code: "yjj", name: "应急管理局", kind: .department)

    @Test("A file takes over no entry of another unit, and says nothing of another unit's document")
    func foreign() {
        let hotlines = LedgerKind.hotlines
        let entry = ["name": "救助热线", "phone": "0900-5550100", "plan": "保留", "grounds": "专业性强"]
        let theirs = LedgerLine(id: LedgerLine.ID(1), unit: OrganisationUnit.ID(2), cells: LedgerCells(entry))
        let taken = LedgerImport(
            [LedgerImport.Row(line: 2, texts: entry.merging(["hours": "全天"]) { $1 })], into: hotlines, lines: [theirs], own: Self.unit,
            unit: { _ in nil }, mayKeep: { $0 == OrganisationUnit.ID(1) }, isPublic: { _ in true })
        #expect(taken.refused.map(\.outcome) == [.refused([LedgerFault("unit", .notYours)])])

        let rules = LedgerKind.normativeDocuments
        let rule = ["number": "明政发〔2020〕1号", "title": "办法", "made": "2020-01-02", "validity": "有效", "document": "/disclosures/7"]
        let kept = LedgerLine(id: LedgerLine.ID(1), unit: OrganisationUnit.ID(1), cells: LedgerCells.read(rule, as: rules).cells)
        let repealed = rule.merging(["validity": "废止", "change": "明政发〔2026〕2号", "changed": "2026-03-01"]) { $1 }
        let marked = LedgerImport(
            [LedgerImport.Row(line: 2, texts: repealed)], into: rules, lines: [kept], own: Self.unit, unit: { _ in nil },
            mayKeep: { _ in true }, isPublic: { _ in true }, mayMark: { _ in false })
        #expect(marked.refused.map(\.outcome) == [.refused([LedgerFault("validity", .otherDocument)])])
        let rightOne = LedgerImport(
            [LedgerImport.Row(line: 2, texts: ["phone": "1"])], into: LedgerKind.gazette, lines: [], own: Self.unit, unit: { _ in nil },
            mayKeep: { _ in true }, isPublic: { _ in true })
        guard case .refused(let faults) = rightOne.judgements[0].outcome else {
            return #expect(Bool(false), "a department keeps no gazette")
        }
        #expect(faults.contains(LedgerFault("unit", .otherUnits([.government]))), "also when the row names no unit")
    }

    @Test("Of a natural person the public reads surname and last four places; a legal person is named")
    func blacklist() throws {
        let kind = LedgerKind.resourceBlacklist
        let number = "110105194912310" + "02X"
        let field = try #require(kind.fields.first { $0.code == "identity" })
        let kept = try field.read(number)
        #expect(kept == "**************002X", "the whole number is not even kept")
        #expect(try field.read(kept) == kept)
        let person = LedgerCells(["subject": "张三丰", "nature": "自然人", "identity": kept, "note": "内部"])
        let shown = kind.published(person, kind)
        #expect(shown["subject"] == "张**")
        #expect(shown["identity"] == "**************002X")
        #expect(shown["note"].isEmpty)
        let firm = LedgerCells(["subject": "明川建设有限公司", "nature": "法人或者其他组织"])
        #expect(kind.published(firm, kind)["subject"] == "明川建设有限公司")
    }

    @Test("An entry whose period has ended is left out of the state and warned about")
    func ended() throws {
        let kind = LedgerKind.resourceBlacklist
        let line = Self.line(1, ["subject": "某公司", "nature": "法人或者其他组织", "until": "2026-03-19"])
        #expect(LedgerState(kind, lines: [line], unit: nil, on: try Self.day("2026-03-19")).rows.count == 1)
        #expect(LedgerState(kind, lines: [line], unit: nil, on: try Self.day("2026-03-20")).rows.isEmpty)
        #expect(try Self.warnings(kind, [line], on: "2026-03-20").count == 1)
    }

    @Test("A budget must be public twenty days after its approval")
    func budgets() throws {
        let approved = try Self.day("2026-02-10")
        func standing(_ published: String?, on day: String) throws -> BudgetStanding {
            let document = try published.map {
                LedgerFacts.Document(title: "", unit: OrganisationUnit.ID(1), published: try Self.day($0), validity: .valid)
            }
            return BudgetStanding(approved: approved, published: document, within: 20, calendar: .released, on: try Self.day(day))
        }
        let due = try Self.day("2026-03-02")
        #expect(try standing("2026-03-02", on: "2026-03-20") == .onTime(due))
        #expect(try standing("2026-03-03", on: "2026-03-20") == .late(try Self.day("2026-03-03"), due: due))
        #expect(try standing(nil, on: "2026-03-02") == .open(due: due))
        #expect(try standing(nil, on: "2026-03-03") == .missing(due: due))
    }

    @Test("A prescribed content is written as prescribed, and what a matter lacks is named")
    func keyFields() throws {
        let kind = LedgerKind.majorProjects
        let cells = ["matter": "县医院迁建", "field": "质量安全监督信息", "content": "质量安全行政处罚情况", "role": "谁制作谁公开"]
        #expect(LedgerCells.read(cells, as: kind).faults.isEmpty)
        var wrong = cells
        wrong["content"] = "质量情况"
        #expect(LedgerCells.read(wrong, as: kind).faults.map(\.field) == ["content"])
        let found = try Self.warnings(kind, [Self.line(1, cells)], on: "2026-03-20")
        #expect(found.contains("质量安全监督信息没有登记：质量安全监督机构及其联系方式"))
        #expect((KeyField.majorProjects.count, KeyField.publicResources.count, KeyField.publicWelfare.count) == (8, 6, 7))
    }

    @Test("The digest of a state is about its public columns")
    func digest() throws {
        let kind = LedgerKind.newMedia
        var values = Self.account
        let day = try Self.day("2026-03-20")
        let first = LedgerState(kind, lines: [Self.line(1, values)], unit: nil, on: day)
        values["officer"] = "某人"
        #expect(LedgerState(kind, lines: [Self.line(1, values)], unit: nil, on: day).canonicalBytes == first.canonicalBytes)
        values["name"] = "明川发布2"
        let second = LedgerState(kind, lines: [Self.line(1, values)], unit: nil, on: day)
        #expect(second.canonicalBytes != first.canonicalBytes)
        #expect(second.changes(since: first).changed.count == 1)
    }

    @Test("A month on from the last of January is the last of February")
    func months() throws {
        #expect(try Self.day("2026-01-31").addingMonths(1) == Self.day("2026-02-28"))
        #expect(try Self.day("2026-03-31").addingMonths(-6) == Self.day("2025-09-30"))
        #expect(try Self.day("2025-11-15").addingMonths(3) == Self.day("2026-02-15"))
    }
}
