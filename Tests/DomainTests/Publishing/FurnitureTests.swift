import Domain
import Testing

@Suite("What a page prints around a text is left out, and only that") struct FurnitureTests {
    @Test(
        "Lines of the page",
        arguments: [
            "浏览次数: 132", "浏览次数：", "浏览量 1,024 次", "点击数：12 【字体：大 中 小】", "【打印本页】【关闭窗口】", "打印本页", "扫描二维码 关注我们", "扫一扫在手机打开当前页",
            "分享到：微信 微博", "【字体：大 中 小】", "字号：[大] [中] [小]", "上一篇：关于征地补偿的公告", "下一条：没有了", "当前位置：首页 > 政务公开", "责任编辑：张三", "大 中 小", "返回顶部",
            "阅读次数： 88 次 打印 关闭",
        ])
    func furniture(_ line: String) { #expect(PlainTextBody.isFurniture(line)) }

    @Test(
        "Lines of a document",
        arguments: [
            "浏览量排名前十的单位：", "访问次数统计如下", "访问次数统计如下：", "浏览量10万以上的单位有三个。", "点击量：较上年增长两成", "打印本页的操作方法如下：", "关注我们身边的困难群众", "分享到各村民小组",
            "字体：标题用方正小标宋", "扫描二维码后填写问卷。", "您现在的位置决定安置的片区", "当前位置：城关镇东街三号", "关闭窗口期三天", "浏览次数10次以上的视为有效", "中", "首页设计", "字号要求三号",
            "责任编辑：由办公室指定；校对：由科室负责。",
        ])
    func document(_ line: String) {
        #expect(!PlainTextBody.isFurniture(line))
        #expect(PlainTextBody(line).body.blocks == [.paragraph(line)])
    }

    @Test("White space without end is read in time that grows with it", .timeLimit(.minutes(10)))
    func whiteSpace() {
        let read = PlainTextBody(String(repeating: "\u{3000}\u{3000}\t", count: 200_000) + "正文。\u{3000}\u{3000}第二段。")
        #expect(read.body.blocks == [.paragraph("正文。"), .paragraph("第二段。")])
    }
}
