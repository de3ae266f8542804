import Domain
import Testing

@testable import Interchange

@Suite("What is pasted from Word or WPS becomes structure") struct OfficeHTMLTests {
    @Test("Word's styles, conditional comments and empty elements leave the text and its structure")
    func word() throws {
        let html = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-name:正文}</style>
            <!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=ZH-CN>
            <p class=MsoTitle><span lang=EN-US>关于补偿标准的公告</span></p>
            <h1 style='margin:0'>一、<span lang=EN-US style='font-family:"Times New Roman"'>总则<o:p></o:p></span></h1>
            <p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><font face="仿宋">本办法自<b>公布</b>之日起<span style='mso-spacerun:yes'>  </span>施行。</font><o:p>&nbsp;</o:p></p>
            <p class=MsoNormal style='mso-outline-level:2'>（一）范围</p>
            <p class=MsoListParagraph style='text-indent:-21pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt'>&nbsp;&nbsp; </span></span></span><![endif]>甲</p>
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l</span>乙</p>
            <p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>一</p>
            <p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>二</p>
            <p class=MsoNormal style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>4.</span>四</p>
            <p class=MsoNormal style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>（一）</span>附</p>
            <table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=100 style='border:solid windowtext 1.0pt'><p class=MsoNormal>类别<o:p></o:p></p></td><td><p class=MsoNormal>标准</p></td></tr>
            <tr><td rowspan=2>水田</td><td>5</td></tr><tr><td>4</td></tr></table>
            <p>留<del cite="mailto:王">删</del><ins>增</ins><span style='display:none;mso-hide:all'>隐</span></p><img src="file:///C:/x.png"></body></html>
            """
        let read = try HTMLBody.readOffice(html)
        #expect(read.title == "关于补偿标准的公告")
        #expect(
            read.body.blocks == [
                .heading(level: 2, "一、总则"), .paragraph("本办法自公布之日起  施行。"), .heading(level: 3, "（一）范围"), .list(ordered: false, ["甲", "乙"]),
                .list(ordered: true, ["一", "二"]), .paragraph("4. 四"), .paragraph("（一）附"),
                .table(hasHeader: false, [["类别", "标准"], ["水田", "5"], ["", "4"]]), .paragraph("留增"),
            ])
        #expect(read.notes == ["有 1 张图片没有导入正文，需要公开的请作为附件上传。", "有 2 处修订标记为删除或隐藏的内容没有导入。"])
    }

    @Test("Nothing that runs or loads comes through")
    func hostile() throws {
        let html =
            #"<p onclick="x()">甲<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">乙</a><iframe src="//evil"></iframe><svg><script>1</script></svg></p>"#
        let body = try DocumentBody(html: html)
        #expect(body.blocks == [.paragraph("甲乙")])
        #expect(DocumentHTML.write(DocumentBody([.paragraph("<script>&</script>")])) == "<p>&lt;script&gt;&amp;&lt;/script&gt;</p>")
    }

    @Test("An ordinary page loses no more than before: hidden and deleted text stay where no office program wrote it")
    func ordinaryPages() throws {
        #expect(try HTMLBody.read("<p>留<del>划掉</del><span style='display:none'>藏</span></p>").body.blocks == [.paragraph("留划掉藏")])
    }

    @Test("A body written as HTML is read back as it was", .timeLimit(.minutes(10)))
    func roundTrip() throws {
        let bodies: [[DocumentBody.Block]] = [
            [.heading(level: 2, "一"), .heading(level: 3, "二"), .heading(level: 4, "三"), .paragraph("甲 & 乙 < 丙 > \"丁\"")],
            [.list(ordered: true, ["甲", "乙"]), .list(ordered: false, ["丙"]), .list(ordered: false, ["丁"])],
            [.table(hasHeader: true, [["a", "b"], ["", "2"]]), .table(hasHeader: false, [["1", "2"], ["3", "4"]])],
        ]
        for blocks in bodies { #expect(try DocumentBody(html: DocumentHTML.write(DocumentBody(blocks))).blocks == blocks) }
    }

    @Test("A file is told by what it holds: web page in GB18030, or marked text")
    func files() throws {
        let page: [UInt8] =
            Array("<html><head><meta charset=gb2312></head><body><p>".utf8) + [0xB9, 0xAB, 0xBF, 0xAA] + Array("</p></body></html>".utf8)
        #expect(try ImportedBody.read(page).body.blocks == [.paragraph("公开")])
        #expect(try ImportedBody.read(Array("## 标题\n正文".utf8)).body.blocks == [.heading(level: 2, "标题"), .paragraph("正文")])
    }
}
