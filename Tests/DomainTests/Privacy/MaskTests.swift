import Testing

@testable import Domain

@Suite("Masks")
struct MaskTests {
    private let scanner = PersonalDataScanner(referenceDay: Day(year: 2026, month: 3, day: 20))

    @Test(
        "the strictest rules",
        arguments: [
            ("11010519491231002X", "**************002X"), ("13812345678", "138****5678"), ("138-1234-5678", "138-****-5678"),
            ("护照E12345678", "护照E******78"), ("个人邮箱zhang@example.com", "个人邮箱z***@example.com"), ("卡号4111111111111111", "卡号************1111"),
            ("家庭住址：长岭镇明星村3组15号", "家庭住址：长岭镇明星村***"), ("家住城关街道人民路12号3栋501室", "家住城关街道人民路***"), ("患者：张三，肺癌", "患者：张三，肺[已隐去]"),
            ("学生姓名：王小明", "学生姓名：[已隐去]"), ("家庭电话0717-6012345", "家庭电话0717-*****45"),
        ])
    func strictest(text: String, masked: String) {
        #expect(scanner.masked(text).text == masked)
    }

    @Test("a masked text has nothing left to find")
    func idempotent() {
        var numbers = MadeUpNumbers()
        let text = """
            姓名：李四，身份证号\(numbers.identity())，手机\(numbers.mobile())，卡号\(numbers.card())，家庭住址：长岭镇明星村3组15号，患糖尿病。
            学生姓名：王小明，护照号E12345678，个人邮箱a.b@example.com，家庭电话：0717-6012345
            """
        let (masked, found) = scanner.masked(text)
        #expect(Set(found.map(\.kind)) == Set(PersonalDataFinding.Kind.allCases))
        #expect(scanner.findings(in: masked) == [])
    }

    @Test("a policy is a dated table; of several the one in force counts")
    func dated() throws {
        let open = MaskPolicy(
            effective: try #require(Day(year: 2025, month: 1, day: 1)), rules: [.idCard: .hidden, .mobile: .stars(first: 0, last: 0)])
        let day = try #require(Day(year: 2026, month: 1, day: 1)), earlier = try #require(Day(year: 2024, month: 12, day: 31))
        #expect(MaskPolicy.inForce(on: day, among: [open]) == open)
        #expect(MaskPolicy.inForce(on: earlier, among: [open]) == .strictest)
        let scanner = PersonalDataScanner(policy: open)
        #expect(scanner.masked("11010519491231002X").text == "[已隐去]")
        #expect(scanner.masked("13812345678").text == "***********")
        // A kind without a rule is hidden wholly, and the sample is masked whatever the policy.
        #expect(scanner.masked("个人邮箱a@example.com").text == "个人邮箱[已隐去]")
        #expect(scanner.findings(in: "11010519491231002X").first?.sample == "**************002X")
    }

    @Test("the policy holds from the day of the law")
    func effective() { #expect(MaskPolicy.strictest.effective.description == "2021-11-01") }
}

@Suite("Personal data in tables")
struct TableScanTests {
    private let scanner = PersonalDataScanner(referenceDay: Day(year: 2026, month: 3, day: 20))

    private func kinds(_ rows: [[String]]) -> [[String]] {
        var table = TableScan(scanner: scanner)
        return rows.map { table.findings(inRow: $0).map { "\($0.finding.kind.rawValue)@\($0.column)" } }
    }

    @Test("a heading makes wrong numbers and words personal data")
    func headings() {
        let found = kinds([
            ["2023年医疗救助名单"], ["序号", "姓名", "身份证号", "手机号", "银行账号", "家庭住址", "病种", "金额"],
            ["1", "张三", "110105194912310", "1381234567", "8001234567890", "明星村3组", "肾衰竭", "500"],
            ["2", "李四", "", "", "", "明星村", "无", "13812345678"],
        ])
        #expect(found[2] == ["idCard@2", "mobile@3", "bankCard@4", "address@5", "health@6"])
        #expect(found[3] == ["mobile@7"])
    }

    @Test("names under a title about children are theirs")
    func children() {
        #expect(kinds([["明川县孤儿基本生活费发放名单"], ["序号", "姓名", "金额"], ["1", "王小明", "1000"]])[2] == ["minor@1"])
        #expect(kinds([["明川县低保对象名单"], ["序号", "姓名", "金额"], ["1", "王小明", "1000"]])[2] == [])
    }

    @Test("an ID number kept as a number")
    func numbers() {
        var table = TableScan(scanner: scanner)
        #expect(table.findings(inRow: ["110105194912310000"], numbers: [0]).map(\.finding.kind) == [.idCard])
        #expect(table.findings(inRow: ["110105199013310000"], numbers: [0]).isEmpty)
    }

    @Test("columns in plain text: commas, tabs, quotes")
    func text() throws {
        let text = "姓名,证件号码,备注\n张三,\"1101 05194912\",好\n\"李\"\"四\",110105194912310,\n\n完\n"
        let found = scanner.findings(in: text)
        #expect(found.map(\.kind) == [.idCard])
        let masked = scanner.masked(text).text
        #expect(masked.contains("姓名,证件号码,备注\n"))
        #expect(!masked.contains("110105194912310"))
    }

    @Test("headings about bodies mean no person", arguments: ["开户银行", "手机型号", "单位电话", "银行名称", "身份证复印件"])
    func others(heading: String) { #expect(ColumnMeaning(heading: heading) == nil) }
}
