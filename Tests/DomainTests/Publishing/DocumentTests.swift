import Domain
import Testing

@Suite("Documents are read as what they are") struct DocumentTests {
    @Test(
        "A number is read in every bracket and written in one",
        arguments: [
            ("国办发〔2019〕54号", "国办发〔2019〕54号"), ("国办发[2019]54号", "国办发〔2019〕54号"), ("国办发（2019）54号", "国办发〔2019〕54号"),
            ("国办发【２０１９】５４号", "国办发〔2019〕54号"),
            (" 明政发 〔2026〕 第7号 ", "明政发〔2026〕7号"), ("国务院令第711号", nil), ("〔2019〕54号", nil), ("国办发〔19〕54号", nil), ("国办发〔2019〕号", nil),
            ("关于国办发〔2019〕54号", "关于国办发〔2019〕54号"),
            ("", nil), ("号", nil),
        ] as [(String, String?)])
    func numbers(_ text: String, _ expected: String?) { #expect(DocumentNumber(text: text)?.text == expected) }

    @Test("Paragraphs, headings, lists and tables are kept; what the page printed around them is not")
    func plainText() {
        let read = PlainTextBody(
            """
            各乡镇：\u{3000}\u{3000}现将有关事项通知如下。
            ## 一、标准
            - 城镇\t居民
            - 农村居民
            | 类别 | 标准 |
            |---|---|
            | 城市 | 800元 |
            请扫描二维码了解（正文中的句子，不是边框）。
            浏览次数: 132
            【打印本页】【关闭窗口】
            """)
        #expect(
            read.body.blocks == [
                .paragraph("各乡镇："), .paragraph("现将有关事项通知如下。"), .heading(level: 2, "一、标准"), .list(ordered: false, ["城镇 居民", "农村居民"]),
                .table(hasHeader: true, [["类别", "标准"], ["城市", "800元"]]), .paragraph("请扫描二维码了解（正文中的句子，不是边框）。"),
            ])
        #expect(read.furniture == ["浏览次数: 132", "【打印本页】【关闭窗口】"])
    }

    @Test("The stored form gives back what went in, and its plain text every word")
    func stored() {
        let body = DocumentBody([
            .paragraph("P开头的2段"), .heading(level: 3, "H标题"), .list(ordered: true, ["甲", "乙"]), .list(ordered: false, ["丙"]),
            .table(hasHeader: true, [["表头", ""], ["", "值"]]), .table(hasHeader: false, [["单"]]),
        ])
        #expect(DocumentBody(stored: body.stored) == body)
        #expect(DocumentBody.plainText(stored: body.stored) == "P开头的2段\nH标题\n甲\t乙\n丙\n表头\t\n\t值\n单")
        #expect(DocumentBody(stored: "").isEmpty)
    }
}
