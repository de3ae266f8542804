import Testing

@testable import Domain

@Suite("Personal data in text")
struct PersonalDataScannerTests {
    private let scanner = PersonalDataScanner(referenceDay: Day(year: 2026, month: 3, day: 20))

    private func kinds(_ text: String) -> [PersonalDataFinding.Kind] { scanner.findings(in: text).map(\.kind) }

    /// What is surer than a guess.
    private func sure(_ text: String) -> [PersonalDataFinding.Kind] {
        scanner.findings(in: text).filter { $0.confidence.level != .low }.map(\.kind)
    }

    @Test("the check characters of the standards' own examples")
    func checkCharacters() {
        #expect(IdentityNumber.checkCharacter(Array("11010519491231002".utf8)) == UInt8(ascii: "X"))
        for code in ["11441700007280420Y", "113708280043326001", "11370322004222241N", "11341702486344515H", "11620622013933539B"] {
            #expect(IdentityNumber.isCreditCode(Array(code.utf8)), "\(code)")
        }
        #expect(!IdentityNumber.isCreditCode(Array("11441700007280420X".utf8)))
        #expect(IdentityNumber.passesLuhn(Array("4111111111111111".utf8)))
        #expect(!IdentityNumber.passesLuhn(Array("4111111111111112".utf8)))
    }

    @Test(
        "an ID number is found however it is written",
        arguments: [
            "身份证号：11010519491231002X。", "11010519491231002x", "110105 19491231 002X", "110105-19491231-002X", "１１０１０５１９４９１２３１００２Ｘ",
            "（11010519491231002X）", "张三11010519491231002X李四", "G11010519491231002X", "110105\u{3000}19491231\u{3000}002X",
            "身份证号：110105491231002",
            "身份证号：110105194912310021", "1101 0519 4912 3100 2X",
        ])
    func identity(text: String) {
        #expect(sure(text) == [.idCard])
    }

    @Test("numbers of all regions and years are found")
    func manyIdentities() {
        var numbers = MadeUpNumbers()
        for area in ["110101", "420581", "654323", "710000", "820000"] {
            for year in [1921, 1958, 1999, 2011] {
                let number = numbers.identity(year: year, area: area)
                #expect(kinds("公民\(number)，").contains(.idCard), "\(area) \(year)")
            }
        }
    }

    @Test(
        "a mobile number is found however it is written",
        arguments: [
            "电话13812345678", "138-1234-5678", "138 1234 5678", "+86 13812345678", "+8613812345678", "0086-138-1234-5678", "１３８１２３４５６７８",
            "手机：１３８－１２３４－５６７８",
            "TEL:19912345678", "TEL13812345678", "李某13812345678，男", "13812345678、", "86-13812345678", "+86138-1234-5678",
            "+86 138 1234 5678",
        ])
    func mobile(text: String) {
        #expect(sure(text) == [.mobile])
    }

    @Test(
        "what only looks like somebody's number is no finding",
        arguments: [
            "统一社会信用代码11441700007280420Y", "统一社会信用代码：113708280043326001", "金额13812345678元", "合计13812345678.50",
            "https://x.gov.cn/a/13812345678?id=6222021234567890123",
            "订单号：13812345678", "许可证号：420581199001011234567", "明政发〔2023〕15号", "2023-01-15 2023-12-31", "索引号：011158346/2023-00123",
            "咨询电话：0717-6012345", "监督电话（0717）6012345", "传真：010-66012345", "举报电话 12345", "办公电话：0717-6012345、0717-6012346", "邮编443000",
            "流水号20230115123456789012345678", "123456789012345678901234567890", "IP 192.168.100.138", "身高1.3812345678米",
            "ISBN 9787302123456", "2021—2025年",
            "项目代码：2020-420581-48-01-012345", "邮箱：zwgk@mingchuan.gov.cn",
        ])
    func negative(text: String) {
        #expect(sure(text) == [])
    }

    @Test("bank cards: the issuer and the check digit, or a wrong number under the label")
    func bankCards() {
        var numbers = MadeUpNumbers()
        #expect(sure("银行卡号：\(numbers.card())") == [.bankCard])
        #expect(sure("开户行及账号 \(numbers.card(head: "621700", length: 16))") == [.bankCard])
        #expect(sure("发放到\(numbers.card())户内") == [.bankCard])
        #expect(sure("卡号：4111 1111 1111 1111") == [.bankCard])
        #expect(sure("一卡通账号：6228480000000000001") == [.bankCard])
        #expect(sure("代码4111111111111111") == [])
        #expect(sure("户名：明川县财政局，账号：42001234567890123456") == [])
    }

    @Test(
        "landlines count only when they are somebody's own",
        arguments: [("家庭电话：0717-6012345", true), ("住宅电话（0717）6012345", true), ("0717-6012345", false)])
    func landline(text: String, isSure: Bool) {
        #expect(kinds(text) == [.landline])
        #expect((sure(text) == [.landline]) == isSure)
    }

    @Test(
        "passports need the word before them",
        arguments: [("护照号码：E12345678", true), ("护照EA1234567", true), ("港澳通行证C12345678", true), ("型号E12345678", false)])
    func passport(text: String, isFound: Bool) {
        #expect(kinds(text) == (isFound ? [.passport] : []))
    }

    @Test(
        "mailboxes",
        arguments: [("个人邮箱zhang.san_1@example.com。", "zhang.san_1@example.com"), ("联系13812345678@qq.com吧", "13812345678@qq.com")])
    func email(text: String, address: String) throws {
        let found = scanner.findings(in: text)
        #expect(found.map(\.kind) == [.email])
        let range = try #require(found.first?.range)
        #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == address)
    }

    @Test(
        "homes below village or street",
        arguments: [
            "家庭住址：明川县长岭镇明星村3组15号", "户籍地址：北京市海淀区学院路12号3栋2单元501室", "家住城关街道人民路阳光小区5栋2单元301室", "现住址：长岭镇红旗村二组", "阳光花园3幢2单元1201室",
        ])
    func home(text: String) {
        #expect(sure(text) == [.address])
    }

    @Test(
        "addresses of offices and works are no homes",
        arguments: [
            "办公地址：明川县人民路12号政务服务中心3楼301室", "地址：明川县人民路12号县民政局201室", "建设地点：长岭镇明星村3组", "明政发〔2023〕15号", "全体村民代表大会第三组讨论", "街道统一组织实施",
            "（明川县中山西路449号1220室）办公", "第三小组", "明川县第一中学3号楼201室",
        ])
    func office(text: String) {
        #expect(sure(text) == [])
    }

    @Test("health only near a person", arguments: ["患者：张三，诊断为肺癌", "姓名：李小红，残疾等级二级", "王强，男，因患尿毒症", "11010519491231002X 精神分裂症", "村民刘大伟因患白血病"])
    func health(text: String) {
        #expect(sure(text).contains(.health))
    }

    @Test(
        "health in a policy is no finding",
        arguments: [
            "残疾人两项补贴政策解读", "精神障碍患者康复服务", "孕妇和儿童应当避让", "加强糖尿病、高血压等慢性病管理", "各乡镇残疾人联合会提出申请", "残疾评定申请人应当向户籍所在地提出",
        ])
    func policy(text: String) {
        #expect(kinds(text) == [])
    }

    @Test("minors: their names, and numbers of those under fourteen")
    func minors() {
        var numbers = MadeUpNumbers()
        #expect(sure("学生姓名：王小明") == [.minor])
        #expect(sure("孤儿李强，男，2015年出生") == [.minor])
        #expect(sure("儿童：张小雨") == [.minor])
        #expect(sure("加强留守儿童关爱保护工作") == [])
        #expect(sure("保障学生、教职工安全。") == [])
        #expect(Set(sure(numbers.identity(year: 2018))) == [.idCard, .minor])
        #expect(sure(numbers.identity(year: 2000)) == [.idCard])
        #expect(PersonalDataScanner().findings(in: numbers.identity(year: 2018)).map(\.kind) == [.idCard])
    }

    @Test("under fourteen until the birthday itself")
    func birthday() {
        var found: [Bool] = []
        for day in ["0319", "0320", "0321"] {
            let head = "4205812012\(day)123"
            let number = head + String(UnicodeScalar(IdentityNumber.checkCharacter(Array(head.utf8))))
            found.append(kinds(number).contains(.minor))
        }
        #expect(found == [false, false, true])
    }

    @Test("a finding says where it is in bytes, and shows nothing whole")
    func places() throws {
        let text = "公示：张三，13812345678，特此。"
        let finding = try #require(scanner.findings(in: text).first)
        #expect(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) == "13812345678")
        #expect(finding.sample == "138****5678")
        #expect(!finding.reason.contains("1234"))
    }

    @Test("random bytes and cut text never stop the program")
    func noise() {
        var numbers = MadeUpNumbers(seed: 7)
        let text = Array("身份证11010519491231002X，患者：张三癌症，明星村3组15号，a@b.cn，+86 138 1234 5678，学生姓名：王明".utf8)
        for round in 0..<3_000 {
            var bytes = (0..<Int.random(in: 0...120, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            if round % 2 == 0 {
                bytes = Array(
                    text[Int.random(in: 0..<text.count, using: &numbers)...].prefix(Int.random(in: 0...text.count, using: &numbers)))
                if !bytes.isEmpty { bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers) }
            }
            for finding in scanner.findings(in: bytes) { #expect(finding.range.upperBound <= bytes.count) }
        }
    }
}
