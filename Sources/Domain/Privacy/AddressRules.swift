/// Home addresses (家庭住址) below the village or the street.
extension ScanPass {
    /// Looks back from a sign that ends an address's part (号, 室, 组) and takes the whole address when it is somebody's home.
    mutating func takeAddress(at index: Int) {
        guard index >= addressEnd, isNumeral(endingAt: index), window.word(of: Self.otherGroups, at: index) == nil else { return }
        let start = addressStart(index)
        let end = addressEnd(from: index + 3)
        let range = start..<end
        let hasVillage = window.contains(Self.villages, in: start..<index)
        let hasStreet = window.contains(Self.streets, in: start..<index)
        let hasRoom = roomNumber(in: range)
        let estate = window.contains(Self.estates, in: start..<index)
        guard hasVillage || ((hasStreet || estate) && hasRoom) || ((hasStreet || estate) && home(before: start) != nil) else { return }
        addressEnd = end
        let labelled = home(before: start)
        let place = (labelled.map { max($0, start) } ?? start)..<end
        if labelled == nil {
            if window.contains(Self.bodies, in: start..<min(window.count, end + 18)) { return }
            if window.last(of: Self.bodies, before: start, within: 45) != nil { return }
        }
        let office = window.last(of: Self.places, before: start + 3, within: 90)
        if let office, office > labelled ?? 0 { return }
        if labelled != nil {
            add(.address, place, 0.9, "前面写有住址、户籍一类字样，地址具体到了门牌或者村民小组。")
        } else if hasRoom, hasStreet || estate {
            add(.address, place, 0.65, "地址具体到了楼栋和房号，像是住宅。")
        } else if hasPersonOnLine(place) {
            add(.address, place, 0.6, "地址具体到了村民小组或者门牌，同一行有个人的姓名或者号码。")
        } else {
            add(.address, place, 0.3, "地址具体到了村民小组或者门牌，看不出是不是住宅。")
        }
    }

    /// Whether a digit or a Chinese numeral stands right before.
    private func isNumeral(endingAt index: Int) -> Bool {
        let before = window.before(index)
        guard before < index else { return false }
        if NumberToken.isDigit(window.unit(at: before).value) { return true }
        return window.code(at: before).map(Self.numerals.contains) ?? false
    }

    /// The start of the characters that an address is made of.
    private func addressStart(_ index: Int) -> Int {
        var place = index
        while place > 0, index - place < 150 {
            let before = window.before(place)
            let value = window.unit(at: before).value
            let isPart = NumberToken.isDigit(value) || NumberToken.isLetter(value) || value == 0x2D || window.isHan(at: before)
            guard isPart else { break }
            place = before
        }
        // The words that say so are not part of the address.
        let label = window.first(of: Self.homes, in: place..<index)
        return label?.upperBound ?? place
    }

    /// Goes on over further numbers with their units: 3组15号, 3栋2单元501室.
    private func addressEnd(from start: Int) -> Int {
        var end = start
        for _ in 0..<6 {
            var place = end
            var digits = 0
            while digits < 6 {
                let (value, width) = window.unit(at: place)
                let isNumeral = NumberToken.isDigit(value) || value == 0x2D || window.code(at: place).map(Self.numerals.contains) ?? false
                guard isNumeral else { break }
                digits += 1
                place += width
            }
            if digits == 0 { return end }
            if let unit = window.word(of: Self.units, at: place) {
                end = place + unit
            } else {
                return window.text[end..<place].contains(where: NumberToken.isDigit) && !window.isHan(at: place) ? place : end
            }
        }
        return end
    }

    private func home(before start: Int) -> Int? {
        window.last(of: Self.homes, before: start, within: 36)
    }

    /// Whether a part of the address is a room or a flat: 室, or 号 after a building.
    private func roomNumber(in range: Range<Int>) -> Bool {
        guard let building = window.first(of: Self.buildings, in: range) else { return window.contains(Self.rooms, in: range) }
        return window.text[building.upperBound..<range.upperBound].contains(where: NumberToken.isDigit)
            || window.contains(Self.rooms, in: range)
    }

    private func hasPersonOnLine(_ place: Range<Int>) -> Bool {
        let line = window.lineStart(place.lowerBound, within: 150)
        let close = findings.reversed().prefix(8).contains { $0.kind != .address && $0.range.lowerBound >= line }
        return close || PeopleNearby(window: window, findings: []).hasName(in: line..<place.lowerBound)
    }

    private static let numerals: Set<Int> = Set("一二三四五六七八九十零〇百甲乙丙丁".unicodeScalars.map { Int($0.value) })
    private static let villages = WordList("村 社区 居委会 嘎查 连队")
    /// 组 in words that name no group of villagers, such as 统一组织.
    private static let otherGroups = WordList("组织 组成 组建 组长 组合 组团 组数 组员 组别 组卷 组距 组件")
    private static let streets = WordList("街 路 巷 弄 胡同 大道 里弄 支路")
    private static let estates = WordList("小区 花园 苑 公寓 家园 新村 名城 花城 嘉园 宿舍 家属院 家属楼 公租房 安置房 庭院 华府 雅居 豪庭")
    private static let buildings = WordList("栋 幢 号楼 单元 座")
    private static let rooms = WordList("室")
    private static let units = WordList("号楼 号院 号 室 组 社 队 户 栋 幢 单元 楼 座 层 房 附")
    private static let homes = WordList(
        "家庭住址 家庭地址 现住址 现住地址 住址 户籍地址 户籍地 户口所在地 户籍所在地 居住地址 居住地 家住 现住 住在 常住地址 户籍住址 户籍")
    /// What stands before the address of something that is no home.
    private static let places = WordList(
        "办公地址 办公地点 单位地址 注册地址 经营地址 经营场所 住所 报名地点 会议地点 建设地点 项目地点 项目位置 建设位置 坐落 座落 位于 地点 施工 工程 起于 止于 办理地点 受理地点 邮寄地址 通讯地址 联系地址 地块 营业场所 生产地址 企业地址 公司地址 机构地址 服务地点 开标 递交"
    )
    /// Words in or after an address that make it one of a body.
    private static let bodies = WordList(
        "政府 中心 局 委员会 厅 学院 学校 中学 小学 公司 银行 大厦 广场 法院 检察院 办公 窗口 大楼 厂 商店 派出所 服务 园区 工业园 车站 医院 卫生院 公园 会议 大厅 门面 商铺 项目 工程 标段 酒店 宾馆 市场 超市 机关 部 协会 合作社"
    )
}

/// Cuts an address off below the village or the street.
enum AddressCut {
    private static let ends = WordList("自然村 村 社区 居委会 街道 大道 胡同 屯 庄 寨 路 街 巷 镇 乡")

    /// What is kept, with stars for the rest; only stars when no such place is named.
    static func cut(_ address: String) -> String {
        var text = address
        let kept = text.withUTF8 { bytes -> String in
            let window = TextWindow(text: bytes)
            let digit = firstNumber(window)
            var end = 0
            var place = 0
            while place < digit {
                if let length = window.word(of: ends, at: place), place + length <= digit { end = place + length }
                place += window.width(of: bytes[place])
            }
            return window.string(0..<end)
        }
        return kept + "***"
    }

    /// Where the first digit or numbered part begins: what may be kept ends before it.
    private static func firstNumber(_ window: TextWindow) -> Int {
        var place = 0
        while place < window.count {
            if NumberToken.isDigit(window.unit(at: place).value) { return place }
            place += window.width(of: window.text[place])
        }
        return window.count
    }
}
