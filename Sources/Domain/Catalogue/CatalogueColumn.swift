/// What a column of a catalogue holds.
enum CatalogueColumn: Hashable {
    case number
    case domain
    /// 1 for 一级目录, 2 for 一级事项, 3 for 二级目录 …: sorted, they are the order of the levels.
    case level(Int)
    /// 公开事项 without a level of its own.
    case item
    case elements
    case bases
    case timeLimit
    case subjects
    case channels
    /// A channel that has a column of its own.
    case channel(String)
    case audience
    case everyone
    case specific
    case mode
    case proactive
    case onRequest
    case tier
    case tierOf(Tier)
    case stage
    case stageOf(Stage)
    /// 公开形式: channels in tables that have no other column for them.
    case form
    case ignored

    /// The heading that the messages name.
    var heading: String {
        switch self {
        case .number: "序号"
        case .domain: "领域"
        case .level(let rank): ["一级事项", "二级事项", "三级事项", "四级事项"][min(3, max(0, (rank + 1) / 2 - 1))]
        case .item: "公开事项"
        case .elements: "公开内容（要素）"
        case .bases: "公开依据"
        case .timeLimit: "公开时限"
        case .subjects: "公开主体"
        case .channels, .form: "公开渠道和载体"
        case .channel(let name): name
        case .audience: "公开对象"
        case .everyone: "全社会"
        case .specific: "特定群体"
        case .mode: "公开方式"
        case .proactive: "主动"
        case .onRequest: "依申请"
        case .tier: "公开层级"
        case .tierOf(let tier): tier.rawValue
        case .stage: "五公开"
        case .stageOf(let stage): stage.rawValue
        case .ignored: "备注"
        }
    }

    /// Columns whose presence makes a line a header; the others also occur as words in cells.
    var isPrimary: Bool {
        switch self {
        case .number, .domain, .level, .item, .elements, .bases, .timeLimit, .subjects, .channels, .audience, .mode, .tier, .stage, .form:
            true
        default: false
        }
    }

    var isTick: Bool {
        switch self {
        case .everyone, .specific, .proactive, .onRequest, .tierOf, .stageOf, .channel: true
        default: false
        }
    }
}

/// The headings of real catalogues, as data.
enum HeaderWords {
    private static let words: [String: CatalogueColumn] = {
        var table: [String: CatalogueColumn] = [:]
        for (column, names) in headings {
            for name in names { table[CatalogueText.key(name)] = column }
        }
        for (index, digit) in ["一", "二", "三", "四"].enumerated() {
            for word in ["事项", "公开事项", "类别", "分类", "指标", "标题", "内容", "栏目", "事项名称", "项目"] {
                table[digit + "级" + word] = .level(index * 2 + 2)
            }
            table[digit + "级目录"] = .level(index * 2 + 1)
            table[digit + "级"] = .level(index * 2 + 2)
        }
        return table
    }()

    private static let headings: [(CatalogueColumn, [String])] = [
        (.number, ["序号", "编号", "序 号", "事项编号", "对应领域序号", "号", "序"]),
        (.domain, ["领域", "业务领域", "所属领域", "公开领域", "试点领域", "对应领域", "领域名称", "事项领域"]),
        (.item, ["公开事项", "事项", "事项名称", "公开事项名称", "政务公开事项", "公开目录", "公开项目", "公开类别", "目录名称", "公开标题", "主动公开事项"]),
        (
            .elements,
            [
                "公开内容", "公开内容（要素）", "公开内容要素", "公开要素", "内容", "内容规范", "公开内容（要素）及要求", "公开内容及要求", "公开内容和要求", "具体内容", "公开内容（要求）", "内容要素",
                "公开的内容", "主要内容", "内容要求",
            ]
        ),
        (.bases, ["公开依据", "依据", "法律依据", "政策依据", "法定依据", "设定依据", "公开的依据", "公开法律依据", "法律法规依据", "公开依据及文号"]),
        (.timeLimit, ["公开时限", "时限", "公开时间", "公开期限", "更新时限", "时限要求", "时间要求", "公开时限要求", "公开频次", "更新频率", "公开时效", "公开的时限"]),
        (.subjects, ["公开主体", "主体", "责任主体", "责任单位", "责任部门", "公开单位", "公开责任主体", "责任科室", "公开部门", "公开责任单位", "主管部门", "公开机构", "发布主体", "牵头单位"]),
        (
            .channels,
            [
                "公开渠道和载体", "公开渠道", "公开载体", "渠道", "载体", "公开平台", "公开渠道及载体", "公开载体和渠道", "公开渠道与载体", "渠道和载体", "公开的渠道和载体", "公开渠道或载体", "发布渠道",
                "公开途径", "公开渠道(载体)",
            ]
        ),
        (.form, ["公开形式", "发布形式"]),
        (.audience, ["公开对象", "对象", "公开范围", "公开受众", "公开的对象"]),
        (.everyone, ["全社会", "社会公众", "社会", "面向全社会", "全体公众"]),
        (.specific, ["特定群体", "特定群众", "特定对象", "特定人群", "特定公众", "特定"]),
        (.mode, ["公开方式", "方式", "公开属性", "公开类型", "公开性质"]),
        (.proactive, ["主动", "主动公开"]),
        (.onRequest, ["依申请", "依申请公开", "申请公开"]),
        (.tier, ["公开层级", "层级", "公开级别", "级别", "适用层级", "公开主体层级"]),
        (.stage, ["五公开", "公开环节", "环节", "过程", "公开阶段", "阶段", "五公开类别", "公开过程", "五公开环节", "“五公开”", "五公开属性", "所属环节"]),
        (.ignored, ["备注", "说明", "咨询电话", "联系电话", "监督电话", "链接", "网址", "公开链接"]),
    ]

    /// The column that a heading names, and whether the heading is not the standard one.
    static func column(_ text: String) -> (column: CatalogueColumn, isAlias: Bool)? {
        // Headings are short; most cells are told apart by their length alone.
        guard (3...160).contains(text.utf8.count) else { return nil }
        let key = CatalogueText.key(text)
        guard !key.isEmpty, key.utf8.count <= 96 else { return nil }
        if let column = words[key] { return (column, isAlias(text, of: column)) }
        if let stage = stages[key] { return (.stageOf(stage), false) }
        if let (tier, isAlias) = tier(key) { return (.tierOf(tier), isAlias) }
        if let channel = ChannelNames.byKey[key], channel != .other { return (.channel(channel.rawValue), false) }
        return nil
    }

    private static let stages: [String: Stage] = {
        var table: [String: Stage] = [:]
        for stage in Stage.allCases.prefix(5) {
            table[stage.rawValue] = stage
            table[stage.rawValue + "公开"] = stage
        }
        for word in ["解读", "政策解读"] { table[word] = .interpretation }
        for word in ["回应", "回应关切"] { table[word] = .response }
        return table
    }()

    private static let tiers: [String: (Tier, Bool)] = {
        var table: [String: (Tier, Bool)] = [:]
        for word in ChoiceWords.tier where word.choices.count == 1 && word.name.unicodeScalars.count > 1 {
            if let tier = word.choices.first { table[CatalogueText.key(word.name)] = (tier, !word.isStandard) }
        }
        return table
    }()

    /// 东阳市级 is a county-level city's own tier: the name says that it is not the prefecture.
    private static func tier(_ key: String) -> (Tier, Bool)? {
        if let tier = tiers[key] { return tier }
        let scalars = key.unicodeScalars.count
        if scalars > 3, scalars <= 8, key.hasSuffix("市级") || key.hasSuffix("县级") || key.hasSuffix("区级") || key.hasSuffix("旗级") {
            return (.county, true)
        }
        return nil
    }

    private static func isAlias(_ text: String, of column: CatalogueColumn) -> Bool {
        switch column {
        case .ignored, .number, .form, .stage: return false
        case .level: return false
        case .proactive, .onRequest: return false
        default: return CatalogueText.key(column.heading) != CatalogueText.key(text)
        }
    }
}
