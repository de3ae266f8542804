/// Looks for the person whom a word is about: on the same line, within some fifty characters.
struct PeopleNearby {
    enum Evidence {
        case number, labelledName, name, row

        var words: String {
            switch self {
            case .number: "个人的号码"
            case .labelledName, .name: "个人姓名"
            case .row: "同一行的姓名"
            }
        }

        var confidence: Double {
            switch self {
            case .number: 0.8
            case .labelledName, .row: 0.85
            case .name: 0.6
            }
        }
    }

    let window: TextWindow
    /// Numbers of persons, in the order of their places.
    private let numbers: [Range<Int>]
    private static let distance = 150

    init(window: TextWindow, findings: [PersonalDataFinding]) {
        self.window = window
        numbers = findings.filter { $0.kind == .idCard || $0.kind == .mobile || $0.kind == .bankCard }.map(\.range)
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    mutating func evidence(near range: Range<Int>) -> Evidence? {
        let around = surroundings(range)
        if hasNumber(in: around) { return .number }
        if labelledName(in: around, labels: Self.labels, isStrict: false) != nil { return .labelledName }
        if labelledName(in: around, labels: Self.weakLabels, isStrict: true) != nil { return .labelledName }
        return describedName(in: around) == nil ? nil : .name
    }

    /// The name of the minor whom a word is about.
    mutating func minor(near range: Range<Int>) -> Range<Int>? {
        if window.text[range].starts(with: "监护人".utf8) { return nil }
        let end = window.lineEnd(range.upperBound, within: 60)
        if isGrown(range) { return nil }
        // 学生姓名：…, 儿童王小明（…, 孤儿李强，男
        if let name = nameAfterLabel(range.upperBound, isStrict: true) { return name }
        if let label = window.word(of: Self.nameWords, at: range.upperBound),
            let name = nameAfterLabel(range.upperBound + label, isStrict: false)
        {
            return name
        }
        guard let name = labelledName(in: window.lineStart(range.lowerBound, within: 90)..<end, labels: Self.labels, isStrict: false),
            abs(name.lowerBound - range.lowerBound) < 90
        else { return nil }
        return name
    }

    /// Whether anybody is named in the range.
    func hasName(in range: Range<Int>) -> Bool {
        labelledName(in: range, labels: Self.labels, isStrict: false) != nil
            || labelledName(in: range, labels: Self.weakLabels, isStrict: true) != nil || describedName(in: range) != nil
    }

    // MARK: Places

    private func surroundings(_ range: Range<Int>) -> Range<Int> {
        window.lineStart(range.lowerBound, within: Self.distance)..<window.lineEnd(range.upperBound, within: Self.distance)
    }

    private func hasNumber(in range: Range<Int>) -> Bool {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low].lowerBound < range.upperBound
    }

    /// 大学生 is no minor.
    private func isGrown(_ range: Range<Int>) -> Bool {
        let before = window.before(range.lowerBound)
        return window.code(at: before).map { Self.grown.contains($0) } ?? false
    }

    // MARK: Names

    /// The name after one of the labels.
    private func labelledName(in range: Range<Int>, labels: WordList, isStrict: Bool) -> Range<Int>? {
        var place = range.lowerBound
        while place < range.upperBound {
            if window.text[place] & 0xC0 != 0x80, let length = window.word(of: labels, at: place) {
                if let name = nameAfterLabel(place + length, isStrict: isStrict), name.upperBound <= window.count { return name }
                place += length
            } else {
                place += 1
            }
        }
        return nil
    }

    /// - Parameter isStrict: the label is also an ordinary word (学生, 村民): without a colon only the commonest surnames count, and only
    ///   before a word that speaks of a person.
    private func nameAfterLabel(_ start: Int, isStrict: Bool) -> Range<Int>? {
        var place = start
        var hasColon = false
        for _ in 0..<4 {
            let (value, width) = window.unit(at: place)
            guard value == 0x3A || value == 0x20 || value == 0x09 || value == 0x28 else { break }
            if value == 0x3A { hasColon = true }
            place += width
        }
        guard let name = Surnames.name(at: place, in: window) else { return nil }
        if !isStrict || hasColon { return name }
        guard let surname = window.code(at: place), Surnames.common.contains(surname) else { return nil }
        return window.word(of: Self.personal, at: name.upperBound) == nil ? nil : name
    }

    /// A name that begins a clause and goes on as only a person does: 张三，男 or 李四患.
    private func describedName(in range: Range<Int>) -> Range<Int>? {
        var place = range.lowerBound
        var isAtStart = true
        while place < range.upperBound {
            let width = window.width(of: window.text[place])
            if isAtStart, let name = Surnames.name(at: place, in: window), let after = window.word(of: Self.personal, at: name.upperBound),
                after > 0
            {
                return name
            }
            isAtStart = !window.isHan(at: place)
            place += width
        }
        return nil
    }

    static let nameWords = WordList("姓名 名字 的姓名 姓名为")
    private static let labels = WordList("姓名 户主")
    /// Labels that are ordinary words as well.
    private static let weakLabels = WordList(
        "患者 病人 病员 申请人 被救助人 救助对象 保障对象 受助人 伤者 死者 家属 当事人 孕妇 产妇 村民 居民 低保户 贫困户 脱贫户 学生 儿童 孤儿 同学 群众 老人 男子 女子 其妻 其夫 其子 其女 妻子 丈夫 儿子 女儿")
    /// What follows a name of a person, and seldom another word.
    private static let personal = WordList(
        "，男 ,男 、男 （男 (男 ，女 ,女 、女 （女 (女 男， 女， 患 因患 身患 确诊 被诊断 系重度 系残疾 因病 因残 怀孕 ，患 ,患 ，系 ，因患 ，身患 同学 小朋友 同志因病 ，身份证 ，身份证号 （身份证 ，现年 ，生于 ，出生 （生于 ，年龄 家庭 等人因 ，就读 就读 ，家住 ，住"
    )
    private static let grown: Set<Int> = Set("大究校留士".unicodeScalars.map { Int($0.value) })
}

/// Chinese family names and what a personal name looks like.
enum Surnames {
    /// The commonest that seldom begin an ordinary word.
    static let common = set(
        "王李张刘陈杨赵吴徐孙朱胡郭林罗郑梁谢宋唐邓韩冯曹彭曾肖董潘袁蔡蒋杜魏苏吕姚卢姜崔钟谭陆汪范廖贾韦付邹熊孟秦邱侯尹薛闫雷黎陶贺郝龚邵覃戴莫段黄周沈丁何叶许马高")
    private static let all = common.union(
        set(
            "万于余任方石金夏田江白史毛顾钱武孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝高马"
        ))
    private static let compound = WordList("欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 东方 独孤 南宫 长孙 宇文")
    /// What stands in no given name.
    private static let never = set("的是在有和与及等为被因患系男女于者到将已未向对从由其这那该各或但并所以之不也同先某县市省乡镇村局委办厅员部会长岁号元年月日组户区所院校级类项目名单")

    private static func set(_ text: String) -> Set<Int> { Set(text.unicodeScalars.map { Int($0.value) }) }

    /// A surname and one or two more characters at that place.
    static func name(at place: Int, in window: TextWindow) -> Range<Int>? {
        guard let first = window.code(at: place) else { return nil }
        var end = place + 3
        if let length = window.word(of: compound, at: place) { end = place + length } else if !all.contains(first) { return nil }
        var taken = 0
        while taken < 2, let code = window.code(at: end), window.isHan(at: end), !never.contains(code) {
            // The last character stays outside when more Chinese follows it that belongs to no name.
            end += 3
            taken += 1
        }
        guard taken > 0 else { return nil }
        return isEnd(at: end, in: window) ? place..<end : nil
    }

    /// Whether a whole cell is a name.
    static func isName(_ window: TextWindow) -> Bool {
        var place = 0
        var start = 0
        while start < window.count, window.unit(at: start).value == 0x20 { start += window.unit(at: start).width }
        guard let name = name(at: start, in: window) else { return false }
        place = name.upperBound
        while place < window.count, window.unit(at: place).value == 0x20 { place += window.unit(at: place).width }
        return place == window.count
    }

    /// No more Chinese, or a character that no given name has.
    private static func isEnd(at place: Int, in window: TextWindow) -> Bool {
        guard let code = window.code(at: place), window.isHan(at: place) else { return true }
        return never.contains(code) || followers.contains(code)
    }

    private static let followers = set("家就现生确身怀小住出涉")
}
