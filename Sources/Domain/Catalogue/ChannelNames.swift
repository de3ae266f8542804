/// The names of channels in real catalogues, as data.
enum ChannelNames {
    /// What `CatalogueText.key` makes of a name → its channel.
    static let byKey: [String: Channel] = {
        var table: [String: Channel] = [:]
        for channel in Channel.allCases { table[CatalogueText.key(channel.rawValue)] = channel }
        for (channel, names) in aliases {
            for name in names { table[CatalogueText.key(name)] = channel }
        }
        return table
    }()

    /// The keys by first character, longest first, so that run-together names are cut at the right place.
    static let byFirst: [Unicode.Scalar: [CatalogueText.Scalars]] = {
        var table: [Unicode.Scalar: [CatalogueText.Scalars]] = [:]
        for key in byKey.keys {
            let scalars = Array(key.unicodeScalars)
            if let first = scalars.first { table[first, default: []].append(scalars) }
        }
        return table.mapValues { $0.sorted { $0.count > $1.count } }
    }()

    private static let aliases: [(Channel, [String])] = [
        (
            .website,
            [
                "政府门户网站", "门户网站", "网站", "政务网站", "部门网站", "政府信息公开网", "信息公开网", "政府网", "官网", "官方网站", "政府信息公开平台", "政府网站专栏",
                "基层政务公开专栏",
            ]
        ),
        (.gazette, ["公报", "政府公报专刊"]),
        (
            .socialMedia,
            ["政务新媒体", "新媒体", "微信公众号", "政务微信", "政务微博", "微博", "微信", "微博微信", "微信微博", "公众号", "移动客户端", "客户端", "手机客户端", "双微一端", "两微", "微信微博客户端"]
        ),
        (.pressConference, ["新闻发布会", "发布会", "听证会", "新闻发布会/听证会", "发布会或听证会", "发布会和听证会"]),
        (.broadcast, ["广播", "电视", "广播/电视", "电台", "广播电台", "电视台", "广播电视台", "应急广播", "农村广播", "广播、电视、电台"]),
        (.print, ["报纸", "报刊", "纸媒", "平面媒体", "纸质媒介", "纸质材料", "报刊杂志"]),
        (.readingPoint, ["查阅点", "政府信息查阅点", "政府信息公开查阅点", "信息公开查阅点", "公共查阅点", "政务公开查阅点", "政府信息查阅场所", "公开查阅室", "查阅场所", "国家公开查阅点"]),
        (.serviceCentre, ["行政服务中心", "政务中心", "政务大厅", "政务服务大厅", "办事大厅", "行政审批服务中心", "行政审批中心", "服务大厅", "办税服务厅", "市民服务中心", "政务公开专区"]),
        (.serviceStation, ["便民服务中心", "便民服务点", "便民服务室", "便民服务中心(站)", "便民中心", "便民服务大厅", "党群服务中心"]),
        (.homeVisit, ["入户现场", "入户", "现场", "入户/现场公开", "现场公开", "入户宣传", "入户告知"]),
        (
            .noticeBoard,
            [
                "社区/企事业单位/村公示栏", "社区/企事业单位/村公示栏/电子屏", "社区/企事业单位/村公示栏和电子屏", "村居/企事业单位公示栏", "社区/村公示栏", "村/社区公示栏", "公示栏", "公开栏", "公告栏",
                "村务公开栏",
                "政务公开栏", "社区公示栏", "村公示栏", "村(社区)公示栏", "村(居)公示栏", "村务公示栏", "宣传栏", "电子屏", "电子显示屏", "社区/企事业单位/村公示栏电子显示屏", "企事业单位公示栏",
                "企事业单位/村公示栏",
            ]
        ),
        (.targetedPush, ["精准推送服务", "精准推送(短信)", "定向推送", "短信推送"]),
        (.other, ["其它", "其他渠道", "其他方式", "其它渠道"]),
    ]

    /// Endings that say what a longer name is: 县人民政府门户网站, 村务公开公示栏.
    private static let endings: [(Channel, [String])] = [
        (.noticeBoard, ["公示栏", "公开栏", "公告栏", "宣传栏", "电子屏", "公示栏电子屏", "公开墙", "公示牌"]),
        (.website, ["门户网站", "政府网站", "官方网站", "政府网", "网站"]),
        (.socialMedia, ["公众号", "微博", "客户端", "新媒体", "app"]),
        (.serviceCentre, ["政务服务中心", "行政服务中心", "政务中心", "服务大厅", "办事大厅", "政务大厅"]),
        (.serviceStation, ["便民服务中心", "便民服务站", "便民服务点", "便民服务室"]),
        (.readingPoint, ["查阅点", "查阅室", "查阅场所"]),
        (.broadcast, ["电视台", "广播站", "广播电台", "广播"]),
        (.gazette, ["公报"]),
        (.print, ["日报", "报纸"]),
        (.pressConference, ["发布会", "听证会"]),
    ]

    /// The channel that a whole name means, by the name itself or by its ending.
    static func channel(named name: some StringProtocol) -> Channel? {
        let key = CatalogueText.key(name)
        if let channel = byKey[key] { return channel }
        let lower = key.lowercased()
        return endings.first { $0.1.contains { lower.hasSuffix($0) } }?.0
    }

    /// The longest known name at the beginning of the text, line breaks and strokes inside it passed over.
    ///
    /// - Returns: the channel and the place after the name.
    static func prefix(of text: ArraySlice<Unicode.Scalar>) -> (channel: Channel, end: Int)? {
        guard let first = text.first, let keys = byFirst[first] else { return nil }
        for key in keys {
            if let end = end(of: key, in: text), let channel = byKey[CatalogueText.string(key)] { return (channel, end) }
        }
        return nil
    }

    private static func end(of key: CatalogueText.Scalars, in text: ArraySlice<Unicode.Scalar>) -> Int? {
        var index = text.startIndex
        for (position, scalar) in key.enumerated() {
            if position > 0 {
                while index < text.endIndex, text[index] != scalar, CatalogueText.isIgnorable(text[index]) { index += 1 }
            }
            guard index < text.endIndex, text[index] == scalar else { return nil }
            index += 1
        }
        // A bracket that opened inside the name belongs to it.
        if index < text.endIndex, text[index] == ")", text[..<index].last(where: { $0 == "(" || $0 == ")" }) == "(" { index += 1 }
        return index
    }
}
