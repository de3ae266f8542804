/// One pass over one text.
struct ScanPass {
    let window: TextWindow
    let scanner: PersonalDataScanner
    private let limit: Int
    private(set) var findings: [PersonalDataFinding] = []
    /// Words of health and of minors, judged when the whole text is known.
    var words: [(meaning: Lexicon.Meaning, range: Range<Int>)] = []
    /// Where words stand that head a column.
    private(set) var headings: [Int] = []
    /// What ends before this place was taken into an address.
    var addressEnd = 0
    var token = NumberToken()

    private static let mostHeadings = 100_000

    init(_ text: UnsafeBufferPointer<UInt8>, scanner: PersonalDataScanner, limit: Int) {
        window = TextWindow(text: text)
        self.scanner = scanner
        self.limit = limit
    }

    mutating func add(_ kind: PersonalDataFinding.Kind, _ range: Range<Int>, _ confidence: Double, _ reason: String) {
        findings.append(scanner.finding(kind, range, in: window, confidence, reason))
    }

    mutating func run() {
        guard let text = window.text.baseAddress else { return }
        let count = window.count
        Lexicon.shared.classes.withUnsafeBufferPointer { classes in
            guard let table = classes.baseAddress else { return }
            var index = 0
            let last = count - 3
            while index <= last {
                // Two Chinese characters at once, as long as they mean nothing.
                while index &+ 8 <= count {
                    let pair = UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self).littleEndian
                    guard pair & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 else { break }
                    let one = Int(truncatingIfNeeded: (pair & 0x0F) &<< 12 | (pair &>> 2 & 0xFC0) | (pair &>> 16 & 0x3F))
                    let two = Int(truncatingIfNeeded: (pair &>> 12 & 0xF000) | (pair &>> 26 & 0xFC0) | (pair &>> 40 & 0x3F))
                    guard table[one] | table[two] == Lexicon.plain else { break }
                    index &+= 6
                }
                guard index <= last else { break }
                let first = text[index]
                if first < 0x80 {
                    let kind = table[Int(first)]
                    if kind == Lexicon.plain { index &+= 1 } else { index = look(kind, at: index) }
                } else if first & 0xF0 == 0xE0 {
                    let code = Int(first & 0x0F) &<< 12 | Int(text[index &+ 1] & 0x3F) &<< 6 | Int(text[index &+ 2] & 0x3F)
                    let kind = table[code]
                    if kind == Lexicon.plain { index &+= 3 } else { index = look(kind, at: index) }
                } else {
                    index &+= first < 0xC0 ? 1 : first < 0xE0 ? 2 : 4
                }
            }
            while index < count {
                let kind = text[index] < 0x80 ? table[Int(text[index])] : Lexicon.plain
                if kind == Lexicon.plain { index &+= 1 } else { index = look(kind, at: index) }
            }
        }
    }

    /// - Returns: where to go on; always further than `index`.
    @inline(never)
    private mutating func look(_ kind: UInt8, at index: Int) -> Int {
        if findings.count >= limit { return window.count }
        switch kind {
        case Lexicon.letterOrDigit: return takeNumber(at: index)
        case Lexicon.at: return takeEmail(at: index)
        case Lexicon.addressUnit:
            takeAddress(at: index)
            return index + 3
        default: return takeWord(kind, at: index)
        }
    }

    private mutating func takeWord(_ kind: UInt8, at index: Int) -> Int {
        var longest = 0
        var meaning = Lexicon.Meaning.heading
        var start = index
        let lexicon = Lexicon.shared
        for place in lexicon.places(of: kind) {
            let word = lexicon.words[place]
            guard word.count > longest, stands(word, of: lexicon, at: index - word.offset) else { continue }
            longest = word.count
            meaning = word.meaning
            start = index - word.offset
        }
        guard longest > 0 else { return index + 3 }
        switch meaning {
        case .heading: if headings.count < Self.mostHeadings { headings.append(start) }
        case .health, .minor:
            if let before = words.last, before.range.overlaps(start..<start + longest) {
                if before.range.count < longest { words[words.count - 1] = (meaning, start..<start + longest) }
            } else {
                words.append((meaning, start..<start + longest))
            }
        }
        return index + 3
    }

    private func stands(_ word: Lexicon.Word, of lexicon: Lexicon, at index: Int) -> Bool {
        guard index >= 0, index + word.count <= window.count else { return false }
        // From the end, where the words found through one character differ.
        var offset = word.count
        while offset > 0 {
            offset &-= 1
            if window.text[index &+ offset] != lexicon.bytes[word.start &+ offset] { return false }
        }
        return true
    }

    /// Judges the words gathered, now that all numbers of the text are known.
    mutating func judgeWords(personNearby: Bool) {
        var people = PeopleNearby(window: window, findings: findings)
        for (meaning, range) in words {
            if meaning == .health {
                guard let evidence = personNearby ? .row : people.evidence(near: range) else { continue }
                add(.health, range, evidence.confidence, "健康状况与\(evidence.words)写在一起，属于敏感个人信息（个人信息保护法第二十八条）。")
            } else if let name = people.minor(near: range) {
                add(.minor, name, 0.8, "未成年人的姓名；不满十四周岁的属于敏感个人信息（个人信息保护法第二十八条）。")
            }
        }
        guard let day = scanner.referenceDay else { return }
        for finding in findings where finding.kind == .idCard {
            let number = window.string(finding.range).unicodeScalars.compactMap { scalar -> UInt8? in
                let folded = Folding.fold(scalar.value)
                return (0x30...0x39).contains(folded) || folded == 0x78 ? UInt8(folded) : nil
            }
            guard let birthday = IdentityNumber.birthday(number), isUnderFourteen(born: birthday, on: day) else { continue }
            add(.minor, finding.range, 0.79, "身份证号所载出生日期不满十四周岁，属于敏感个人信息（个人信息保护法第二十八条）。")
        }
    }

    private func isUnderFourteen(born: Day, on day: Day) -> Bool {
        (day.year - 14, day.month, day.day) < (born.year, born.month, born.day) && born <= day
    }
}
