/// The words that begin a closer look, found through the rarest of their characters.
///
/// A scan looks once at each character, in a table of 65,536 places; all but a few in a thousand mean nothing there.
struct Lexicon: Sendable {
    enum Meaning: Sendable { case health, minor, heading }

    struct Word: Sendable {
        /// In `bytes` of the lexicon.
        let start: Int
        let count: Int
        /// How many bytes of the word stand before the character by which it is found.
        let offset: Int
        let meaning: Meaning
    }

    static let plain: UInt8 = 0
    static let letterOrDigit: UInt8 = 1
    static let at: UInt8 = 2
    static let addressUnit: UInt8 = 3
    private static let firstList = 16

    /// By byte for ASCII, by scalar for what takes three bytes.
    let classes: [UInt8]
    /// All words after each other, and all their bytes: plain values, which cost nothing to pass by.
    let words: [Word]
    let bytes: [UInt8]
    private let lists: [Range<Int>]

    static let shared = Lexicon()

    /// The places in `words` of those found through that kind of character.
    func places(of kind: UInt8) -> Range<Int> { lists[Int(kind) - Self.firstList] }

    private init() {
        var classes = [UInt8](repeating: Self.plain, count: 0x1_0000)
        var lists: [[(bytes: [UInt8], offset: Int, meaning: Meaning)]] = []
        for byte in Array(0x30...0x39) + Array(0x41...0x5A) + Array(0x61...0x7A) {
            classes[byte] = Self.letterOrDigit
            classes[byte + 0xFEE0] = Self.letterOrDigit
        }
        classes[0x40] = Self.at
        classes[0xFF20] = Self.at
        for scalar in "号室组".unicodeScalars { classes[Int(scalar.value)] = Self.addressUnit }
        for (meaning, words) in [(Meaning.health, Self.health), (.minor, Self.minors), (.heading, Self.headings)] {
            for entry in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                // A mark stands before the character by which the word is found.
                let parts = entry.split(separator: "|", omittingEmptySubsequences: false)
                let before = parts.count == 2 ? Array(parts[0].utf8) : []
                guard let anchor = (parts.last ?? entry).unicodeScalars.first else { continue }
                let bytes = before + Array((parts.last ?? entry).utf8)
                if classes[Int(anchor.value)] < UInt8(Self.firstList) {
                    classes[Int(anchor.value)] = UInt8(Self.firstList + lists.count)
                    lists.append([])
                }
                let place = Int(classes[Int(anchor.value)]) - Self.firstList
                lists[place].append((bytes, before.count, meaning))
            }
        }
        var words: [Word] = []
        var bytes: [UInt8] = []
        var places: [Range<Int>] = []
        for list in lists {
            places.append(words.count..<words.count + list.count)
            for word in list {
                words.append(Word(start: bytes.count, count: word.bytes.count, offset: word.offset, meaning: word.meaning))
                bytes += word.bytes
            }
        }
        self.classes = classes
        self.lists = places
        self.words = words
        self.bytes = bytes
    }

    private static let health = """
        |癌症 |癌 肿|瘤 白血|病 尿|毒症 艾|滋病 艾|滋 精|神病 精|神分裂 精神障|碍 精神残|疾 智力残|疾 肢体残|疾 视力残|疾 听力残|疾 言语残|疾 多重残|疾 残|疾
        怀|孕 孕|妇 孕|检 流|产 不|孕 梅|毒 乙|肝 丙|肝 肝|炎 肝硬|化 结|核 糖|尿病 高血|压 冠|心病 心|脏病 脑|梗 脑|瘫 脑溢|血 偏|瘫 截|瘫 瘫|痪 癫|痫 抑|郁 痴|呆
        透|析 血友|病 尘|肺 职业病诊|断 疾病诊|断 病情诊|断 重大疾|病 慢性|病 大|病 患|病 吸|毒 戒|毒 阳|性感染
        """
    private static let minors = """
        未成|年 儿|童 孤|儿 留守儿|童 困境儿|童 幼|儿 婴|儿 女|童 男|童 小学|生 初中|生 中学|生 学|生姓名 学|生 学|籍号 监|护人
        """
    private static let headings = """
        |姓名 |身份证 证|件号 |手机 银|行账 银|行卡 |卡号 一|卡通 |账号 |帐号 住|址 地|址 |病种 |户主 护|照号
        """
}
