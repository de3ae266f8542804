import Domain
import Testing

@Suite("Word lists") struct WordCheckTests {
    private static func words(_ text: String, _ entries: [WordEntry], made: String = "2026-03-18") throws -> [Finding] {
        var content = try Checked.document(text)
        content.made = try Checked.day(made)
        return try Checked.findings(content) { $0.words = WordChecker(entries) }.filter {
            [.wrongWord, .sensitiveWord, .organName, .placeName].contains($0.check)
        }
    }

    @Test("The shipped list is long, without faults, and no line flags what another line or itself recommends")
    func shipped() {
        let all = ShippedWords.all
        #expect(all.count >= 300)
        for entry in all { #expect(entry.fault == nil, "\(entry.pattern): \(String(describing: entry.fault))") }
        let keys = all.map { "\($0.kind)\(Folding.fold($0.pattern))" }
        #expect(Set(keys).count == keys.count)
        let checker = WordChecker.shipped
        for entry in all where !entry.right.isEmpty {
            let content = Draft.Content(title: "", body: DocumentBody([.paragraph("应写\(entry.right)。")]))
            guard let today = Day(year: 2026, month: 3, day: 20) else { return }
            let found = ContentChecks.findings(content, context: CheckContext(today: today, words: checker)).filter {
                $0.check == entry.kind.check
            }
            #expect(found.isEmpty, "\(entry.pattern) → \(entry.right): \(found.map(\.sample))")
        }
    }

    @Test("Every shipped line finds its own pattern, and none of its exceptions")
    func patterns() throws {
        let today = try Checked.today
        for entry in ShippedWords.all {
            let checker = WordChecker([entry])
            func found(_ text: String) -> Bool {
                let content = Draft.Content(title: "", body: DocumentBody([.paragraph("其\(text)者")]))
                return ContentChecks.findings(content, context: CheckContext(today: today, words: checker)).contains {
                    $0.check == entry.kind.check
                }
            }
            #expect(found(entry.pattern), "\(entry.pattern)")
            for exception in entry.exceptions { #expect(!found(exception), "\(entry.pattern) in \(exception)") }
        }
    }

    @Test("A wrong word says where it stands and what to write")
    func finding() throws {
        let found = try Self.words("各单位要认真布署。", ShippedWords.all)
        #expect(found.map(\.place) == [.body(block: 1, part: "", range: 6..<8)])
        #expect(found.first?.remedy.contains("部署") == true)
        #expect(found.first?.sample == "各单位要认真布署。")
    }

    @Test("Full-width, capital and traditional forms are found; quoted titles are left as they are")
    func forms() throws {
        let entries = [WordEntry(.sensitive, "abc公司"), WordEntry(.wrongWord, "帐号", right: "账号")]
        #expect(try Self.words("ＡＢＣ公司的帳號", entries).count == 2)
        #expect(try Self.words("《帐号管理办法》", entries).isEmpty)
        #expect(try Self.words("《ABC公司章程》", entries).count == 1)
    }

    @Test("An old organ name counts from the day of the change, and not as history")
    func organs() throws {
        #expect(try Self.words("报国家工商行政管理总局备案。", ShippedWords.all).count == 1)
        #expect(try Self.words("报国家工商行政管理总局备案。", ShippedWords.all, made: "2017-05-01").isEmpty)
        for text in ["原国家工商行政管理总局", "国家工商行政管理总局令第12号", "《国家工商行政管理总局规章》", "2015年国家工商行政管理总局印发", "文化部门要配合", "国土资源部门"] {
            #expect(try Self.words(text, ShippedWords.all).isEmpty, "\(text)")
        }
        #expect(try Self.words("依据《中华人民共和国合同法》签订。", ShippedWords.all).count == 1)
    }

    @Test("A county's line takes the shipped one's place, and can switch it off")
    func effective() throws {
        let own = [WordEntry(.wrongWord, "布署", isOff: true), WordEntry(.wrongWord, "座谈会儿", right: "座谈会", isBlocking: true)]
        let entries = WordEntry.effective(own: own)
        #expect(try Self.words("布署座谈会儿", entries).map(\.severity) == [.blocking])
        #expect(entries.count == ShippedWords.all.count)
    }

    @Test("A line that could only do harm is refused")
    func faults() {
        #expect(WordEntry(.wrongWord, " ").fault == .emptyPattern)
        #expect(WordEntry(.wrongWord, "的").fault == .singleCharacter)
        #expect(WordEntry(.wrongWord, "部署", right: "部署好").fault == .rightHoldsPattern)
        #expect(WordEntry(.wrongWord, "布署", exceptions: ["公布"]).fault == .exceptionWithoutPattern("公布"))
        #expect(WordEntry(.wrongWord, String(repeating: "长", count: 61)).fault == .patternTooLong(limit: 60))
    }

    @Test("The matcher finds exactly what a plain search finds, words inside words included")
    func matcher() {
        var seed: UInt64 = 7
        func next(_ below: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % below
        }
        let letters = Array("甲乙丙𠮷".unicodeScalars.map(\.value))
        for _ in 0..<300 {
            let words = (0..<12).map { _ in (0..<(1 + next(4))).map { _ in letters[next(4)] } }
            let text = (0..<60).map { _ in letters[next(4)] }
            let strings = words.map { String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init))) }
            var expected: Set<String> = []
            for word in Set(words) {
                for start in 0...(text.count - word.count) where Array(text[start..<(start + word.count)]) == word {
                    expected.insert("\(word) \(start)")
                }
            }
            let found = Set(WordMatcher(strings).matches(in: text).map { "\(words[$0.word]) \($0.range.lowerBound)" })
            #expect(found == expected)
        }
    }

    @Test("Twenty thousand words take no longer than a few hundred")
    func manyWords() {
        var scalars: [UInt32] = []
        for index in 0..<20_000 {
            scalars += [0x4E00 + UInt32(index % 5000), 0x5000 + UInt32(index / 7 % 3000), 0x6000 + UInt32(index % 31)]
        }
        let words = (0..<20_000).map { index in
            String(String.UnicodeScalarView(scalars[(index * 3)..<(index * 3 + 3)].compactMap(Unicode.Scalar.init)))
        }
        let matcher = WordMatcher(words)
        let found = Set(matcher.matches(in: scalars[0..<30_000].map(Folding.fold)).map(\.range.lowerBound))
        #expect((0..<10_000).allSatisfy { found.contains($0 * 3) })
    }
}

@Suite("Word lists as tables") struct WordListTableTests {
    private static func sheet(_ rows: [[String]]) -> SourceSheet {
        SourceSheet(
            name: nil,
            lines: rows.enumerated().map { SourceSheet.Line(number: $0.offset + 1, cells: $0.element.map { SourceSheet.Cell($0) }) })
    }

    @Test("Lines are read by the headings, whatever their order")
    func reading() throws {
        let read = WordListTable.read([
            Self.sheet([
                ["词库"], ["词", "类别", "例外", "改为", "起始日期", "必须处理"], ["布署", "错词", "公布署、发布署", "部署", "2020-1-5", "是"], ["", "", "", "", "", ""],
            ])
        ])
        #expect(read.faults.isEmpty)
        let expected = WordEntry(
            .wrongWord, "布署", right: "部署", exceptions: ["公布署", "发布署"], since: try Checked.day("2020-01-05"), isBlocking: true)
        #expect(read.entries == [expected])
    }

    @Test("Every mistake is told with its line")
    func faults() {
        let read = WordListTable.read([
            Self.sheet([["类别", "词", "起始日期"], ["错字", "布署"], ["错词", "甲乙", "昨天"], ["敏感词", "丙"], ["敏感词", "丁戊"], ["敏感词", "丁戊"]])
        ])
        #expect(read.entries.count == 1)
        #expect(
            read.faults == [
                .unknownKind(line: 2, text: "错字"), .badDate(line: 3, text: "昨天"), .entry(line: 4, pattern: "丙", .singleCharacter),
                .repeated(line: 6, pattern: "丁戊"),
            ])
        #expect(WordListTable.read([Self.sheet([["甲", "乙"]])]).faults == [.noHeadings])
    }

    @Test("What is written cannot run as a formula and keeps its quotation marks")
    func writing() {
        let text = String(decoding: WordListTable.csv([WordEntry(.wrongWord, "=1+1", right: "甲\"乙,丙")]), as: UTF8.self)
        #expect(text.contains("错词, =1+1,\"甲\"\"乙,丙\""))
    }
}
