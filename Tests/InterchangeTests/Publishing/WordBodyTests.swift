import Domain
import Testing

@testable import Interchange

@Suite("A Word document becomes a body") struct WordBodyTests {
    private static let spaces =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#

    static func document(_ body: String, styles: String = "", numbering: String = "", footnotes: String = "") throws -> [UInt8] {
        func part(_ name: String, _ root: String, _ content: String) -> (name: String, bytes: [UInt8]) {
            (name, Array("<w:\(root) \(spaces)>\(content)</w:\(root)>".utf8))
        }
        return try Made.zip([
            ("[Content_Types].xml", Array("<Types/>".utf8)), part("word/document.xml", "document", "<w:body>\(body)</w:body>"),
            part("word/styles.xml", "styles", styles), part("word/numbering.xml", "numbering", numbering),
            part("word/footnotes.xml", "footnotes", footnotes),
        ])
    }

    static func read(_ body: String, styles: String = "", numbering: String = "", footnotes: String = "") throws -> ImportedBody {
        try WordBody.read(try document(body, styles: styles, numbering: numbering, footnotes: footnotes))
    }

    static func p(_ text: String, _ properties: String = "") -> String { "<w:p><w:pPr>\(properties)</w:pPr>\(run(text))</w:p>" }
    static func run(_ text: String, _ properties: String = "") -> String { "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>" }
    static func styled(_ id: String) -> String { "<w:pStyle w:val=\"\(id)\"/>" }
    static func numbered(_ id: Int, _ level: Int = 0) -> String {
        "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(id)\"/></w:numPr>"
    }

    @Test("Headings are told by outline level, by the style's name in both languages, and by what a style inherits")
    func headings() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="标题 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="own"><w:name w:val="章节"/><w:basedOn w:val="1"/></w:style>
            <w:style w:type="paragraph" w:styleId="deep"><w:name w:val="细目"/><w:pPr><w:outlineLvl w:val="6"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
            <w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
            """
        let body =
            Self.p("甲", Self.styled("1")) + Self.p("乙", Self.styled("a2")) + Self.p("丙", Self.styled("own"))
            + Self.p("丁", Self.styled("deep"))
            + Self.p("戊", "<w:outlineLvl w:val=\"2\"/>") + Self.p("己", Self.styled("1") + "<w:outlineLvl w:val=\"9\"/>")
            + Self.p("庚", Self.styled("Heading2")) + Self.p("辛", Self.styled("x"))
        #expect(
            try Self.read(body, styles: styles).body.blocks == [
                .heading(level: 2, "甲"), .heading(level: 3, "乙"), .heading(level: 2, "丙"), .heading(level: 4, "丁"), .heading(level: 4, "戊"),
                .paragraph("己"), .heading(level: 3, "庚"), .paragraph("辛"),
            ])
    }

    @Test("The document's title stands beside the body, whatever outline level its style has")
    func title() throws {
        let styles = #"<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>"#
        let read = try Self.read(Self.p("关于补偿标准的公告", Self.styled("t")) + Self.p("正文"), styles: styles)
        #expect(read.title == "关于补偿标准的公告")
        #expect(read.body.blocks == [.paragraph("正文")])
        #expect(try Self.read(Self.p("正文")).title == nil)
    }

    private static let lists = """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条　"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        """

    @Test("Bullets and figures become lists, any other counting keeps the number that Word prints")
    func numbering() throws {
        let body =
            Self.p("甲", Self.numbered(2)) + Self.p("乙", Self.numbered(2)) + Self.p("一", Self.numbered(1)) + Self.p("二", Self.numbered(1))
            + Self.p("细", Self.numbered(1, 1)) + Self.p("三", Self.numbered(1)) + Self.p("新", Self.numbered(4))
            + Self.p("总则", Self.numbered(3))
            + Self.p("范围", Self.numbered(3)) + Self.p("无", Self.numbered(0)) + Self.p("谁", Self.numbered(99))
        #expect(
            try Self.read(body, numbering: Self.lists).body.blocks == [
                .list(ordered: false, ["甲", "乙"]), .list(ordered: true, ["一", "二"]), .paragraph("2.1细"), .paragraph("3. 三"),
                .list(ordered: true, ["新"]), .paragraph("第一条　总则"), .paragraph("第二条　范围"), .paragraph("无"), .paragraph("谁"),
            ])
    }

    @Test(
        "Numbers are printed as Word prints them",
        arguments: [
            (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"),
            (103, "chineseCounting", "一百零三"), (110, "chineseCounting", "一百一十"), (1001, "chineseCounting", "一千零一"),
            (21, "chineseLegalSimplified", "贰拾壹"),
            (3, "decimalEnclosedCircle", "③"), (28, "upperLetter", "BB"), (4, "lowerRoman", "iv"), (7, "decimalFullWidth", "７"),
            (7, "unknown", "7"),
        ])
    func formats(_ number: Int, _ format: String, _ text: String) { #expect(NumberFormat.text(number, format: format) == text) }

    @Test("Tracked deletions and moves away are dropped with a note; insertions stay")
    func tracking() throws {
        let body =
            "<w:p>\(Self.run("补偿"))<w:del>\(Self.run("三"))<w:r><w:delText>三</w:delText></w:r></w:del><w:ins>\(Self.run("四"))</w:ins>\(Self.run("万元"))<w:moveFrom>\(Self.run("移走"))</w:moveFrom></w:p>"
            + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>\(Self.run("前半"))</w:p>" + Self.p("后半")
        let read = try Self.read(body)
        #expect(read.body.blocks == [.paragraph("补偿四万元"), .paragraph("前半后半")])
        #expect(read.notes == ["有 2 处修订标记为删除的内容没有导入。"])
    }

    @Test("Hidden text is not imported, and that is said")
    func hidden() throws {
        let read = try Self.read("<w:p>\(Self.run("公开"))\(Self.run("内部", "<w:vanish/>"))\(Self.run("部分", "<w:vanish w:val=\"0\"/>"))</w:p>")
        #expect(read.body.blocks == [.paragraph("公开部分")])
        #expect(read.notes == ["有 1 处隐藏文字没有导入。"])
    }

    @Test("Footnotes stand at the end, numbered in the order of the text")
    func footnotes() throws {
        let body =
            "<w:p>\(Self.run("甲"))<w:r><w:footnoteReference w:id=\"7\"/></w:r>\(Self.run("乙"))<w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p>"
        let notes =
            "<w:footnote w:type=\"separator\" w:id=\"-1\">\(Self.p("线"))</w:footnote><w:footnote w:id=\"3\">\(Self.p("三注"))</w:footnote><w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r>\(Self.run("七注"))</w:p></w:footnote>"
        #expect(
            try Self.read(body, footnotes: notes).body.blocks == [.paragraph("甲[1]乙[2]"), .paragraph("[1] 七注"), .paragraph("[2] 三注")])
    }

    @Test("Text boxes are read once, after their paragraph; pictures are counted")
    func textBoxes() throws {
        let box = "<w:txbxContent>\(Self.p("框内"))</w:txbxContent>"
        let body =
            "<w:p>\(Self.run("框前"))<w:r><mc:AlternateContent><mc:Choice><wps:txbx>\(box)</wps:txbx></mc:Choice><mc:Fallback><v:textbox>\(box)</v:textbox></mc:Fallback></mc:AlternateContent></w:r>\(Self.run("框后"))</w:p><w:p><w:r><a:blip/></w:r></w:p>"
        let read = try Self.read(body)
        #expect(read.body.blocks == [.paragraph("框前框后"), .paragraph("框内")])
        #expect(read.notes == ["有 1 张图片没有导入正文，需要公开的请作为附件上传。"])
    }

    @Test("Merged cells are spread out; a header row is a header; a deleted row is gone")
    func tables() throws {
        func cell(_ text: String, _ properties: String = "") -> String { "<w:tc><w:tcPr>\(properties)</w:tcPr>\(Self.p(text))</w:tc>" }
        let body = """
            <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>\(cell("名称", "<w:gridSpan w:val=\"2\"/>"))\(cell("标准"))</w:tr>
            <w:tr>\(cell("耕地", "<w:vMerge w:val=\"restart\"/>"))\(cell("一级"))\(cell("5"))</w:tr>
            <w:tr>\(cell("", "<w:vMerge/>"))\(cell("二级"))\(cell("4"))</w:tr>
            <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>\(cell("三级"))\(cell("3"))</w:tr>
            <w:tr><w:trPr><w:del/></w:trPr>\(cell("删"))\(cell("删"))\(cell("删"))</w:tr></w:tbl>
            """
        #expect(
            try Self.read(body).body.blocks == [
                .table(hasHeader: true, [["名称", "", "标准"], ["耕地", "一级", "5"], ["", "二级", "4"], ["", "三级", "3"]])
            ])
    }

    @Test("A table in a cell becomes its text, a table with one cell what is in it")
    func framing() throws {
        let inner = "<w:tbl><w:tr><w:tc>\(Self.p("内一"))</w:tc><w:tc>\(Self.p("内二"))</w:tc></w:tr></w:tbl>"
        let body =
            "<w:tbl><w:tr><w:tc>\(Self.p("甲"))\(inner)<w:p/></w:tc><w:tc>\(Self.p("乙"))\(Self.p("丙"))</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>\(Self.p("一"))\(Self.p("二"))</w:tc></w:tr></w:tbl>"
        #expect(try Self.read(body).body.blocks == [.table(hasHeader: false, [["甲 内一 内二", "乙 丙"]]), .paragraph("一"), .paragraph("二")])
    }

    @Test("A line break makes two paragraphs, tabs of the ruler make nothing")
    func breaks() throws {
        let body =
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\(Self.run("上"))<w:r><w:br/></w:r>\(Self.run("下"))<w:r><w:tab/></w:r>\(Self.run("右"))</w:p>"
        #expect(try Self.read(body).body.blocks == [.paragraph("上"), .paragraph("下 右")])
    }

    @Test("What cannot be a document is refused in words that help")
    func refused() throws {
        let workbook = try Made.workbook(sheet: "<sheetData/>")
        #expect(throws: UnreadableFile.self) { _ = try WordBody.read(workbook) }
        #expect(throws: UnreadableFile("这不是 Word 文档；请提供 .docx、.doc、.wps 或网页文件作为正文。")) { _ = try ImportedBody.read(workbook) }
        #expect(throws: UnreadableFile("PDF 不能作为正文导入；请导入原来的 Word 文件，PDF 可以作为附件上传。")) { _ = try ImportedBody.read(Array("%PDF-1.7".utf8)) }
        let locked = try Made.zip([("word/document.xml", Array("<x/>".utf8))], password: "secret")
        #expect(throws: UnreadableFile.encrypted) { _ = try ImportedBody.read(locked) }
    }

    @Test("Damage anywhere in the file ends in a body or a refusal", .timeLimit(.minutes(10)))
    func damage() throws {
        let whole = try Self.document(Self.p("甲") + "<w:tbl><w:tr><w:tc>\(Self.p("乙"))</w:tc></w:tr></w:tbl>", numbering: Self.lists)
        var refused = 0
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4) { bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255) }
            do { _ = try ImportedBody.read(bytes) } catch is UnreadableFile { refused += 1 }
        }
        #expect(refused > 20)
        let odd =
            "<w:tc/><w:tr/></w:tbl>".replacing("</w:tbl>", with: "") + "<w:gridSpan w:val=\"3\"/><w:txbxContent/><w:footnote w:id=\"1\"/>"
            + Self.p("末")
        #expect(try Self.read(odd).body.blocks == [.paragraph("末")])
    }
}
