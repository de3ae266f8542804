/// What a column holds, by its heading. Under a heading even a wrong number is somebody's.
package enum ColumnMeaning: Sendable, Hashable {
    case idCard, mobile, phone, bankCard, passport, email, address, health, name, minorName

    /// `nil` when the heading says nothing of persons.
    package init?(heading: String) {
        let text = Folding.fold(heading).filter { $0 != " " && $0 != "\n" }
        guard !text.isEmpty, text.utf8.count <= 60 else { return nil }
        guard let meaning = Self.table.first(where: { entry in entry.words.contains { text.contains($0) } }) else { return nil }
        // 身份证是否核验, 手机型号 and the like are about something else.
        if Self.others.contains(where: { text.contains($0) }) { return nil }
        self = meaning.meaning
    }

    private static let others = ["是否", "型号", "数量", "金额", "类型", "有效期", "审核", "复印件", "单位", "企业", "公司", "机构", "开户行", "开户银行", "银行名称"]
    private static let table: [(meaning: ColumnMeaning, words: [String])] = [
        (.idCard, ["身份证", "证件号", "公民身份号", "身份号码", "证件编号", "学籍号"]),
        (.passport, ["护照", "通行证号"]),
        (.bankCard, ["银行账", "银行帐", "银行卡", "卡号", "一卡通", "账号", "帐号", "存折", "账户号"]),
        (.mobile, ["手机", "移动电话"]),
        (.phone, ["电话", "联系方式"]),
        (.email, ["邮箱", "email", "e-mail"]),
        (.address, ["家庭住址", "家庭地址", "住址", "户籍地", "户口所在地", "居住地", "详细地址"]),
        (.health, ["病种", "疾病", "诊断", "病情", "健康状况", "残疾类别", "残疾等级", "残疾类型", "残疾程度", "患病", "孕周", "致贫原因"]),
        (.minorName, ["学生姓名", "儿童姓名", "孤儿姓名", "幼儿姓名", "未成年人姓名", "新生儿姓名", "孩子姓名"]),
        (.name, ["姓名", "户主", "患者", "申请人", "当事人", "救助对象", "保障对象"]),
    ]

    /// Whether the whole cell under this heading is a finding.
    func finding(in window: TextWindow, scanner: PersonalDataScanner, personNearby: Bool) -> PersonalDataFinding? {
        guard let range = contents(window), !isMasked(window, range) else { return nil }
        let digits = window.text[range].count(where: NumberToken.isDigit)
        func found(_ kind: PersonalDataFinding.Kind, _ confidence: Double, _ reason: String) -> PersonalDataFinding {
            scanner.finding(kind, range, in: window, confidence, reason)
        }
        switch self {
        case .idCard where digits >= 14 && range.count <= 60:
            return found(.idCard, 0.85, "列标题写明是身份证号或者证件号码；号码与规则不符，可能录入有误，但仍可能识别到个人。")
        case .mobile where digits >= 7 && range.count <= 48: return found(.mobile, 0.8, "列标题写明是手机号。")
        case .phone where digits >= 7 && range.count <= 48 && personNearby: return found(.landline, 0.6, "表中有姓名，这一列是联系电话，可能是个人电话。")
        case .bankCard where digits >= 8 && range.count <= 60: return found(.bankCard, 0.85, "列标题写明是银行卡号或者账号。")
        case .passport where digits >= 6 && range.count <= 36: return found(.passport, 0.9, "列标题写明是护照或者通行证号。")
        case .address where range.count >= 12 && digits + numerals(window, range) > 0:
            return found(.address, 0.85, "列标题写明是住址，内容具体到了门牌或者村民小组。")
        case .health where !window.contains(Self.healthy, in: range) && hasHan(window, range):
            return found(.health, personNearby ? 0.9 : 0.6, "列标题写明是病种、残疾或者健康状况，属于敏感个人信息（个人信息保护法第二十八条）。")
        case .minorName where Surnames.isName(window): return found(.minor, 0.9, "列标题写明是学生或者儿童的姓名。")
        default: return nil
        }
    }

    /// The cell without white space at its ends.
    private func contents(_ window: TextWindow) -> Range<Int>? {
        var start = 0
        while start < window.count, window.text[start] <= 0x20 { start += 1 }
        var end = window.count
        while end > start, window.text[end - 1] <= 0x20 { end -= 1 }
        return start < end && end - start <= 600 ? start..<end : nil
    }

    private func isMasked(_ window: TextWindow, _ range: Range<Int>) -> Bool {
        window.contains(Self.masks, in: range)
    }

    private func hasHan(_ window: TextWindow, _ range: Range<Int>) -> Bool {
        range.contains { window.isHan(at: $0) }
    }

    private func numerals(_ window: TextWindow, _ range: Range<Int>) -> Int {
        window.contains(Self.parts, in: range) ? 1 : 0
    }

    private static let masks = WordList("*** [已隐去] ＊＊＊ ×××")
    private static let parts = WordList("一组 二组 三组 四组 五组 六组 七组 八组 九组 十组 一社 二社 三社 四社 五社 一队 二队 三队 四队 五队")
    private static let healthy = WordList("健康 良好 正常 无 否 / -- —")
}
