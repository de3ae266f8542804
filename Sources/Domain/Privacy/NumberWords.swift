/// The words that say what a number beside them is, and the signs that it is something else.
extension ScanPass {
    static let identityWords = WordList("身份证 公民身份 身份号 证件号 证件编号 监护人证")
    static let creditCodeWords = WordList("信用代码 机构代码 税号 识别号")
    static let serialWords = WordList(
        "编号 文号 许可证号 批号 序列号 流水号 订单号 发票 合同号 单号 信用代码 机构代码 注册号 登记号 备案号 登记证 许可证 索引号 票据号 项目代码 代码 识别号 税号 宗地 图号 凭证 受理号 案号 条码 二维码 学号 准考证 报名号 考号 工号 户号 车架号 发动机 设备号 货号 型号 规格 版号 书号 刊号 批次"
    )
    static let phoneWords = WordList("手机 电话 联系方式 联系人 短信 微信")
    static let homePhoneWords = WordList("家庭电话 住宅电话 家中电话 家里电话 私人电话 本人电话")
    static let officePhoneWords = WordList(
        "电话 传真 热线 专线 号码 咨询 监督 联系 举报 值班 办公 投诉 服务 FAX Fax fax Tel TEL tel 邮编 政府 委员会 办公室 管理局 中心 公司")
    static let bankWords = WordList("银行 账号 帐号 卡号 一卡通 存折 开户 账户 帐户 社保卡 惠农卡 工资卡 信用社 农商行 储蓄")
    static let bodyWords = WordList("公司 财政局 管理局 中心 委员会 政府 基金会 学校 医院 账户名称 单位名称 专户 保证金 户名 法院 征收局 税务局")
    static let passportWords = WordList("护照 passport Passport PASSPORT 通行证 台胞证 回乡证 旅行证 出入境证件")
    static let governmentDomains = WordList(".gov.cn .GOV.CN .mil.cn")
    static let officeMailWords = WordList(
        "反馈 举报 监督 投诉 征求意见 意见 咨询 报名 投稿 单位 征集 建议 受理 办公 公司 发送至 报送 发至 官方 联系方式 传真")
    static let ownMailWords = WordList("个人邮箱 本人邮箱 私人邮箱 家庭邮箱")

    static let countryCodes = ["86", "0086", "086"]
    static let mobileGroups: [[Int]] = [
        [11], [3, 4, 4], [4, 3, 4], [4, 4, 3], [3, 8], [7, 4], [3, 3, 5], [5, 6], [5, 3, 3], [3, 4, 2, 2],
    ]
    /// Nobody is born later, when no day is given to count from.
    static let lastBirthday = Day(serial: 29_219)

    func hasLabel(_ words: WordList, before place: Range<Int>) -> Bool {
        window.last(of: words, before: place.lowerBound, within: 60) != nil
    }

    /// Whether digits and a point stand on one side: an amount, a measure, a version or an address of a computer.
    func isDecimal(start: Int, end: Int) -> Bool {
        let point = window.unit(at: end)
        if point.value == 0x2E, NumberToken.isDigit(window.unit(at: end + point.width).value) { return true }
        let before = window.before(start)
        guard before < start, window.unit(at: before).value == 0x2E, before > 0 else { return false }
        return NumberToken.isDigit(window.unit(at: window.before(before)).value)
    }

    /// Whether a unit of money or measure follows.
    func isAmount(after end: Int) -> Bool {
        window.word(of: Self.units, at: end) != nil
    }

    /// Whether the number is part of a path or a parameter of an address.
    func isInPath(before start: Int) -> Bool {
        let before = window.before(start)
        guard before < start else { return false }
        let value = window.unit(at: before).value
        if value == 0x5F { return true }
        guard value == 0x2F || value == 0x3D || value == 0x26 || value == 0x3F, before > 0 else { return false }
        let further = window.unit(at: window.before(before)).value
        return NumberToken.isLetter(further) || further == 0x2F
    }

    private static let units = WordList("元 万 亿 ％ % 吨 公斤 千克 平方 立方 亩 公顷 公里 千米 美元 人民币 人次 千瓦")
}
