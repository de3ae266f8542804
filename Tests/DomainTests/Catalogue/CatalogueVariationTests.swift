import Testing

@testable import Domain

/// One test for each way in which real catalogues differ.
@Suite("真实目录的各种写法")
struct CatalogueVariationTests {
    private static let head = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]

    private func sheet(_ rows: [[String]], name: String? = nil, headings: [String] = [], knowsMerges: Bool = false) -> SourceSheet {
        let lines = rows.enumerated().map { index, row in
            SourceSheet.Line(
                number: index + 1,
                cells: row.map { text in
                    // 「^」 marks a copy made by expanding a merge.
                    text.hasPrefix("^") ? SourceSheet.Cell(String(text.dropFirst()), isFromMerge: true) : SourceSheet.Cell(text)
                })
        }
        return SourceSheet(name: name, headings: headings, lines: lines, knowsMerges: knowsMerges)
    }

    private func row(
        _ number: String = "1", _ first: String = "规划编制", _ second: String = "规划公告", channels: String = "■政府网站", limit: String = "及时公开"
    ) -> [String] {
        [number, first, second, "公告内容", "《土地管理法》", limit, "县自然资源局", channels, "√", "", "√", "", "√", ""]
    }

    private func serious(_ reading: CatalogueReading) -> [String] {
        reading.diagnostics.filter { $0.severity != .info }.map(\.code)
    }

    private func repairs(_ reading: CatalogueReading) -> Set<String> {
        Set(reading.diagnostics.filter { $0.severity == .info }.map(\.code))
    }

    @Test("德安：不分一二级、只有乡级、方框之间没有空格、行政服务中心")
    func runTogetherBoxes() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"],
                ["1", "低保公示", "名单", "《社会救助暂行办法》", "及时公开", "乡镇人民政府", "■政府网站□政府公报■行政服务中心□其他", "全社会", "主动公开", "乡级"],
            ])
        ])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.levels == ["低保公示"])
        #expect(entry.channels == [.website, .serviceCentre])
        #expect(entry.tiers == [.township])
        #expect(serious(reading).isEmpty)
        #expect(repairs(reading).contains("alias-mapped"))
    }

    @Test("锡林浩特：口作空框、重复表头、一页几个领域、ASCII 括号的文号")
    func boxCharacterAndSections() throws {
        var first = row("0505", channels: "■政府网站 口政府公报 口两微一端")
        first[4] = "国办发(2019)54号"
        let reading = CatalogueReader.read([
            sheet([["安全生产领域基层政务公开标准目录"], Self.head, first, Self.head, row("0506"), ["救灾领域基层政务公开标准目录"], Self.head, row("0601")])
        ])
        #expect(reading.items.map(\.entry.domain) == ["安全生产", "安全生产", "救灾"])
        #expect(reading.items.first?.entry.channels == [.website])
        #expect(reading.items.first?.entry.bases == ["国办发〔2019〕54号"])
        #expect(repairs(reading).isSuperset(of: ["glyph-folded", "header-repeated"]))
        #expect(serious(reading).isEmpty)
    }

    @Test("锡林浩特网页文本：每个单元格占一行")
    func cellPerLine() throws {
        let cells = Self.head + row("0505") + row("0506", "规划编制", "规划修改")
        let reading = CatalogueReader.read([sheet([["国土空间规划领域基层政务公开标准目录"]] + cells.map { [$0] })])
        #expect(reading.items.map(\.entry.levels) == [["规划编制", "规划公告"], ["规划编制", "规划修改"]])
        #expect(reading.items.first?.entry.modes == [.proactive])
        #expect(repairs(reading).contains("cells-rejoined"))
    }

    @Test("上海：没有序号，对象和方式是文字，渠道以逗号分隔")
    func textColumns() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式"],
                ["养老服务", "补贴", "标准", "《办法》", "长期公开", "民政局", "政府网站,社区/企事业单位/村公示栏(电子屏),入户/现场", "全社会、特定群体", "主动公开"],
            ])
        ])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.channels == [.website, .homeVisit, .noticeBoard])
        #expect(entry.audience == Audience(everyone: true, specific: true))
        #expect(entry.tiers.isEmpty)
    }

    @Test("纵向合并丢失：文字列空格按与上同，勾选列绝不填")
    func lostMerges() throws {
        var second = row("2", "", "规划修改", channels: "", limit: "")
        second[8] = ""
        let reading = CatalogueReader.read([sheet([Self.head, row(channels: "■政府网站■精准推送"), second])])
        let entry = try #require(reading.items.last?.entry)
        #expect(entry.levels == ["规划编制", "规划修改"])
        #expect(entry.timeLimit?.rule == .immediate)
        #expect(entry.channels == [.website, .targetedPush])
        #expect(entry.audience == Audience())
        #expect(reading.diagnostics.filter { $0.code == "filled-from-above" }.count == 3)
    }

    @Test("没有丢失合并的表：空格是缺项，不从上面填")
    func gapsStay() throws {
        let reading = CatalogueReader.read([sheet([Self.head, row(), row("2", "规划编制", "规划修改", limit: "")])])
        #expect(serious(reading) == ["missing-time-limit"])
        #expect(reading.items.last?.entry.timeLimit == nil)
    }

    @Test("石城：另有一级目录和三级事项，层级为市、县、乡")
    func threeLevels() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["序号", "一级目录", "一级事项", "二级事项", "三级事项", "公开依据", "公开时限", "公开主体", "市级", "县级", "乡级"],
                ["1", "重点领域", "安全生产", "检查", "检查结果", "《安全生产法》", "及时公开", "应急局", "", "√", "√"],
            ])
        ])
        #expect(reading.items.first?.entry.levels == ["重点领域", "安全生产", "检查", "检查结果"])
        #expect(reading.items.first?.entry.tiers == [.county, .township])
    }

    @Test("特定群众、依申请公开、乡、村级")
    func renamedTicks() throws {
        var head = Self.head
        head[9] = "特定群众"
        head[11] = "依申请公开"
        head[13] = "乡、村级"
        var line = row()
        line[9] = "√"
        line[11] = "√"
        line[13] = "√"
        let entry = try #require(CatalogueReader.read([sheet([head, line])]).items.first?.entry)
        #expect(entry.audience == Audience(everyone: true, specific: true))
        #expect(entry.modes == [.proactive, .onRequest])
        #expect(entry.tiers == [.county, .township])
    }

    @Test("青浦：特定对象，村居/企事业单位公示栏，没有层级列")
    func noticeBoardVariant() throws {
        var head = Array(Self.head.prefix(12))
        head[9] = "特定对象"
        let line = Array(row(channels: "□政府网站 ■村居/企事业单位公示栏").prefix(12))
        let entry = try #require(CatalogueReader.read([sheet([head, line])]).items.first?.entry)
        #expect(entry.channels == [.noticeBoard])
        #expect(entry.tiers.isEmpty)
    }

    @Test("盖州：多出的框、次序不同、扫描留下的字间空格")
    func spacedLetters() throws {
        let line = row(channels: "■征地信息公开平台 □政府公报 ■政府网站", limit: "制 定 或 获 取 信 息 之 日 起 10 个 工 作 日 内")
        let reading = CatalogueReader.read([sheet([Self.head, line])])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.channels == [.website, .other])
        #expect(entry.otherChannels == ["征地信息公开平台"])
        #expect(entry.timeLimit?.rule == .within(amount: 10, unit: .workingDay, trigger: .formedOrChanged))
        #expect(serious(reading) == ["unknown-channel"])
        #expect(repairs(reading).contains("letter-spacing-removed"))
    }

    @Test("五原：政务新媒体、发布会听证会、主流媒体")
    func otherBoxSet() throws {
        let entry = try #require(
            CatalogueReader.read([sheet([Self.head, row(channels: "■政府网站■政务新媒体■发布会听证会■主流媒体□其他")])]).items.first?.entry)
        #expect(entry.channels == [.website, .socialMedia, .pressConference, .other])
        #expect(entry.otherChannels == ["主流媒体"])
    }

    @Test("东阳：层级是东阳市级、镇街乡、村，另有公开形式和五公开列")
    func extraColumns() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["序号", "公开事项", "公开内容", "公开时限", "公开主体", "公开形式", "五公开", "公开渠道", "东阳市级", "镇街乡", "村级"],
                ["1", "招生计划", "计划", "及时公开", "教育局", "■文本□图表", "■决策□执行□管理□服务■结果", "■政府网站", "√", "", "√"],
            ])
        ])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.stages == [.decision, .result])
        #expect(entry.tiers == [.county, .village])
        #expect(entry.channels == [.website])
    }

    @Test("新平：序号在一二级之间，渠道分在两格，下一行继续")
    func splitChannels() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["一级事项", "序号", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体", ""],
                ["救助", "1", "低保", "名单", "《办法》", "及时公开", "民政局", "■政府网站", "□政府公报"], ["", "", "", "", "", "", "", "■公开查阅点", "■其他"],
            ])
        ])
        #expect(reading.items.count == 1)
        #expect(reading.items.first?.entry.channels == [.website, .readingPoint, .other])
        #expect(repairs(reading).contains("row-joined"))
    }

    @Test("沙湾：勾选是图片，全部读不到，要提醒")
    func lostTicks() throws {
        var first = row()
        for index in 8..<14 { first[index] = "" }
        var second = first
        second[0] = "2"
        #expect(serious(CatalogueReader.read([sheet([Self.head, first, second])])) == ["ticks-lost"])
    }

    @Test("达川：合并的渠道跨行，空格消失使一行变短")
    func shortRow() throws {
        let long = row()
        let short = Array(row("2", "规划编制", "规划修改", channels: "^■政府网站", limit: "半年至少更新1次").prefix(10))
        let reading = CatalogueReader.read([sheet([Self.head, long, short], knowsMerges: true)])
        #expect(serious(reading) == ["short-row"])
        #expect(reading.items.last?.entry.timeLimit?.rule == .periodic(every: .halfYear))
        #expect(reading.items.last?.entry.channels == [.website])
    }

    @Test("枣庄高新：列序不同，▄ 为选、口为不选，分隔符混用，没有框的名称")
    func mixedSeparators() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["序号", "一级事项", "二级事项", "公开方式", "公开渠道和载体", "公开对象", "公开内容", "公开依据", "公开时限", "公开主体"],
                ["1", "征收", "公告", "主动", "▄政府网站；口政府公报，▄公开查阅点：口精准推送 口其他，图书馆，国家档案馆", "全社会", "公告", "《条例》", "及时", "自然资源局"],
            ])
        ])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.channels == [.website, .readingPoint])
        #expect(serious(reading).isEmpty)
    }

    @Test("福州文本：列已错乱，明说没有表格")
    func unusable() {
        let reading = CatalogueReader.read([sheet([["公开事项 公开内容 公开"], ["依据 时限 主体 渠道"], ["一级 二级 全社会"]])])
        #expect(serious(reading) == ["no-table"])
        #expect(reading.hasErrors)
    }

    @Test("公开内容（要素）及要求：没有序号的续行归上面的事项")
    func requirementRows() throws {
        var head = Self.head
        head[3] = "公开内容（要素）及要求"
        var more = [String](repeating: "", count: 14)
        more[3] = "公开要求说明"
        let reading = CatalogueReader.read([sheet([head, row(), more, row("2", "规划编制", "规划修改")])])
        #expect(reading.items.map(\.entry.elements) == [["公告内容", "公开要求说明"], ["公告内容"]])
    }

    @Test("渠道写成 1.政府网站; 2.其他")
    func numberedChannels() throws {
        let entry = try #require(CatalogueReader.read([sheet([Self.head, row(channels: "1.政府网站; 2.其他")])]).items.first?.entry)
        #expect(entry.channels == [.website, .other])
        #expect(entry.otherChannels.isEmpty)
    }

    @Test("霞山：两个序号列，永久公开")
    func twoNumbers() throws {
        let reading = CatalogueReader.read([
            sheet([["序号", "对应领域 序号"] + Self.head.dropFirst(), ["1", "15"] + row(limit: "永久公开").dropFirst()])
        ])
        #expect(reading.items.first?.entry.timeLimit?.rule == .longTerm)
        #expect(serious(reading).isEmpty)
    }

    @Test("兴国：全社会和特定群体都勾选，提前一周")
    func bothAudiences() throws {
        var line = row(limit: "提前一周发通知邀请")
        line[9] = "√"
        let entry = try #require(CatalogueReader.read([sheet([Self.head, line])]).items.first?.entry)
        #expect(entry.audience == Audience(everyone: true, specific: true))
        #expect(entry.timeLimit?.rule == .before(amount: 7, unit: .calendarDay))
    }

    @Test("微山：公开事项、内容规范、公开形式的另一种表")
    func otherModel() throws {
        let reading = CatalogueReader.read([
            sheet([["公开事项", "内容规范", "公开时限", "公开形式", "公开主体"], ["机构职能", "职责；联系方式", "及时更新", "政府网站、公示栏", "办公室"]])
        ])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.elements == ["职责", "联系方式"])
        #expect(entry.channels == [.website, .noticeBoard])
    }

    @Test("牡丹区：第一列是过程，主体是科室")
    func processColumn() throws {
        let reading = CatalogueReader.read([
            sheet(
                [["过程", "一级目录", "二级目录", "公开时限", "公开主体"], ["决策", "规划", "草案", "及时公开", "规划科"], ["^决策", "^规划", "批复", "及时公开", "规划科"]],
                knowsMerges: true)
        ])
        #expect(reading.items.map(\.entry.stages) == [[.decision], [.decision]])
        #expect(reading.items.map(\.entry.levels) == [["规划", "草案"], ["规划", "批复"]])
    }

    @Test("村务：组员微信群、村应急广播、村务公开栏，按季度")
    func villageChannels() throws {
        let reading = CatalogueReader.read([sheet([Self.head, row(channels: "组员微信群、村应急广播、村务公开栏", limit: "每季度公开一次")])])
        let entry = try #require(reading.items.first?.entry)
        #expect(entry.channels == [.broadcast, .noticeBoard, .other])
        #expect(entry.otherChannels == ["组员微信群"])
        #expect(serious(reading) == ["unknown-channel"])
    }

    @Test("每行一个渠道：几行合成一个事项")
    func channelPerRow() throws {
        let merged = row().enumerated().map { $0 == 7 ? "■两微一端" : ($1.isEmpty ? "" : "^" + $1) }
        let reading = CatalogueReader.read([sheet([Self.head, row(), merged, row("2", "规划编制", "规划修改")], knowsMerges: true)])
        #expect(reading.items.map(\.entry.channels) == [[.website, .socialMedia], [.website]])
    }

    @Test("每列一个渠道：表头两行，渠道名在第二行")
    func channelPerColumn() throws {
        let reading = CatalogueReader.read([
            sheet(
                [
                    ["序号", "公开事项", "^公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "^公开渠道和载体", "^公开渠道和载体"],
                    ["^序号", "一级事项", "二级事项", "^公开内容", "^公开依据", "^公开时限", "^公开主体", "政府网站", "村公示栏", "其他"],
                    ["1", "救助", "低保", "名单", "《办法》", "及时公开", "民政局", "√", "☑", ""],
                ], knowsMerges: true)
        ])
        #expect(reading.items.first?.entry.channels == [.website, .noticeBoard])
        #expect(repairs(reading).contains("glyph-folded"))
    }

    @Test("领域写在列里，别名归到标准名称")
    func domainColumn() throws {
        let reading = CatalogueReader.read([
            sheet([
                ["序号", "领域", "公开事项", "公开内容", "公开时限", "公开主体"], ["1", "生态环境", "处罚", "结果", "及时公开", "分局"],
                ["2", "全域旅游", "景区", "名单", "及时公开", "文旅局"],
            ])
        ])
        #expect(reading.items.map(\.entry.domain) == ["环境保护", "全域旅游"])
    }

    @Test("隐藏的工作表不读，要说明；封面跳过")
    func hiddenSheet() {
        var hidden = sheet([Self.head, row()], name: "旧版")
        hidden.isHidden = true
        let reading = CatalogueReader.read([sheet([["填报说明"]], name: "封面"), sheet([Self.head, row()], name: "救灾"), hidden])
        #expect(reading.items.map(\.entry.domain) == ["救灾"])
        #expect(serious(reading) == ["hidden-sheet-skipped"])
    }
}
