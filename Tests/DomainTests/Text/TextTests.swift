import Domain
import Testing

@Suite("Text is folded and cut for search") struct TextTests {
    @Test(
        "Folding keeps every place: one scalar in, one out",
        arguments: [
            ("ＡＢＣ１２３，（）", "abc123,()"), ("徵地補償", "征地补偿"), ("A\u{3000}B\u{00A0}C", "a b c"), ("国办发〔2019〕54号", "国办发〔2019〕54号"),
            ("𠮷\u{0301}", "𠮷\u{0301}"),
        ])
    func folding(_ text: String, _ expected: String) {
        let folded = Folding.fold(text)
        #expect(Array(folded.unicodeScalars) == Array(expected.unicodeScalars) && folded.unicodeScalars.count == text.unicodeScalars.count)
    }

    @Test("Pairs overlap, stop at white space, and every character is listed once")
    func cutting() {
        let cut = Bigrams("征地补偿 征地\n𠮷A")
        #expect(cut.pairs.split(separator: " ") == ["征地", "地补", "补偿", "偿", "征地", "地", "𠮷a", "a"])
        #expect(cut.characters.split(separator: " ") == ["征", "地", "补", "偿", "𠮷", "a"])
        var cutter = BigramCutter()
        _ = cutter.cut("先前的文字𠮷")
        #expect(cutter.cut("征地").characters == "征 地 ", "nothing of the text before stays behind")
        #expect(Bigrams.phrase(of: "征") == [] && Bigrams.phrase(of: "征地补") == ["征地", "地补"])
    }

    @Test("A query is split, folded, bounded; a document number is one term")
    func terms() {
        #expect(SearchTerms("  征地　补偿 征地 ").terms == ["征地", "补偿"])
        #expect(SearchTerms("国办发 [2019] 54号").number == "国办发〔2019〕54号")
        #expect(SearchTerms(String(repeating: "长", count: 300)).terms.first?.unicodeScalars.count == SearchTerms.longestTerm)
        #expect(SearchTerms((0..<20).map { "词\($0)" }.joined(separator: " ")).terms.count == SearchTerms.mostTerms)
        #expect(SearchTerms(" \u{3000}").isEmpty)
    }

    @Test("Marks do not overlap and stand where the words stand")
    func ranges() {
        #expect(SearchTerms("公开 开公").ranges(in: "公开公开") == [0..<4])
        #expect(SearchTerms("ＡＢ").ranges(in: "xabＡＢ") == [1..<3, 3..<5])
    }
}
